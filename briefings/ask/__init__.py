"""Answers questions on a topic from what is stored, or declines.

    question ── understood: kind · words · speaker · what is counted        (question.py, words.py, tables.py)
        └── sought: its words with what may stand for them              (sought.py)
    material ── lines: sentences with neighbours and claims                 (lines.py)
        └── measured: words · meaning · marks of the answer · neighbours    (match.py, marks.py, features.py)
              └── ranked, and taken for an answer or not                    (decide.py, weights.py)
                    └── passages, sides, text                               (compose.py, values.py)

A pure function of the question, the material and the clock it is given.  Every word of an answer that is
not the frame ("Nothing stored says", "They differ") is a verbatim slice of an article.
"""

from briefings.ask.asking import Asked, answer, answer_from, asked
from briefings.ask.context import Context, FollowUp, context_after, context_of_line, follow_up
from briefings.ask.sought import lines_for

__all__ = [
    "Asked",
    "Context",
    "FollowUp",
    "answer",
    "answer_from",
    "asked",
    "context_after",
    "context_of_line",
    "follow_up",
    "lines_for",
]

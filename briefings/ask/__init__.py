"""Answers questions on a topic from what is stored, or declines.

    question ── understood: kind · words · speaker · what is counted        (question.py, words.py, tables.py)
    material ── lines: sentences with neighbours and claims                 (lines.py)
        └── measured: words · meaning · marks of the answer · neighbours    (match.py, marks.py, features.py)
              └── ranked, and taken for an answer or not                    (decide.py, weights.py)
                    └── passages, sides, text                               (compose.py, values.py)

A pure function of the question, the material and the clock it is given.  Every word of an answer that is
not the frame ("Nothing stored says", "They differ") is a verbatim slice of an article.
"""

from briefings.ask.asking import answer
from briefings.ask.context import Context, FollowUp, context_after, context_of_line, follow_up

__all__ = ["Context", "FollowUp", "answer", "context_after", "context_of_line", "follow_up"]

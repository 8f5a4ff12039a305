"""Coefficients of the ranking and of the decision, written by ``tests/eval/fit_ask.py --write``.

Fitted on 252 questions over nine events (54 of the gold, 198 of our own).  Do not edit by hand.
"""

from __future__ import annotations

#: What each feature of a line adds to its score.
RANKING = {
    "covered": 5.765,
    "around": 4.370,
    "meaning": 6.832,
    "meaning before": 1.693,
    "marked": 2.470,
    "mark near": 3.282,
    "unmarked": -1.858,
    "title": 0.978,
    "supported": 0.264,
    "quoted": 3.234,
    "short": -0.398,
    "length": 0.221,
}

#: What each sign adds to the log odds that the best lines answer, and what they start from.
DECISION = {
    "lead": 0.195,
    "missing": -2.439,
    "mark lacking": -1.634,
    "mark near": 1.381,
    "unspoken": -1.230,
    "name asked": -1.018,
    "choice asked": -0.884,
    "what asked": 1.304,
    "future asked": -1.558,
}
DECISION_BASE = 0.802

#: Probability from which the best lines are taken for an answer; docs/asking.md has the figures.
ANSWERED_FROM = 0.53

"""Coefficients of the ranking and of the decision, written by ``tests/eval/fit_ask.py --write``.

Fitted on 252 questions over nine events (54 of the gold, 198 of our own).  Do not edit by hand.
"""

from __future__ import annotations

#: What each feature of a line adds to its score.
RANKING = {
    "covered": 5.755,
    "around": 4.284,
    "meaning": 6.723,
    "meaning before": 1.530,
    "marked": 2.471,
    "mark near": 3.156,
    "unmarked": -1.485,
    "title": 1.166,
    "supported": 0.094,
    "quoted": 3.721,
    "short": -0.419,
    "length": 0.189,
}

#: What each sign adds to the log odds that the best lines answer, and what they start from.
DECISION = {
    "lead": 0.204,
    "missing": -2.410,
    "mark lacking": -1.695,
    "mark near": 1.283,
    "unspoken": -1.386,
    "name asked": -0.963,
    "choice asked": -0.838,
    "what asked": 1.300,
    "future asked": -1.507,
}
DECISION_BASE = 0.756

#: Probability from which the best lines are taken for an answer; see docs/asking.md for the figures around it.
ANSWERED_FROM = 0.5

"""Coefficients of the ranking and of the decision, written by ``tests/eval/fit_ask.py --write``.

Fitted on 252 questions over nine events (54 of the gold, 198 of our own).  Do not edit by hand.
"""

from __future__ import annotations

#: What each feature of a line adds to its score.
RANKING = {
    "covered": 5.786,
    "around": 4.100,
    "meaning": 6.706,
    "meaning before": 1.641,
    "marked": 2.470,
    "mark near": 3.563,
    "unmarked": -1.803,
    "title": 0.606,
    "supported": 0.362,
    "quoted": 3.136,
    "short": -0.387,
    "length": 0.291,
}

#: What each sign adds to the log odds that the best lines answer, and what they start from.
DECISION = {
    "lead": 0.223,
    "missing": -2.446,
    "mark lacking": -1.673,
    "mark near": 1.777,
    "unspoken": -1.243,
    "name asked": -0.909,
    "choice asked": -0.943,
    "what asked": 1.334,
    "future asked": -1.509,
}
DECISION_BASE = 0.661

#: Probability from which the best lines are taken for an answer; docs/asking.md has the figures.
ANSWERED_FROM = 0.55

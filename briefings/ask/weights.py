"""Coefficients of the ranking and of the decision, written by ``tests/eval/fit_ask.py --write``.

Fitted on 252 questions over nine events (54 of the gold, 198 of our own).  Do not edit by hand.
"""

from __future__ import annotations

#: What each feature of a line adds to its score.
RANKING = {
    "covered": 5.779,
    "around": 4.300,
    "meaning": 6.605,
    "meaning before": 1.734,
    "marked": 2.475,
    "mark near": 3.231,
    "unmarked": -1.455,
    "title": 1.175,
    "supported": 0.373,
    "quoted": 1.588,
    "short": -0.430,
    "length": 0.254,
}

#: What each sign adds to the log odds that the best lines answer, and what they start from.
DECISION = {
    "best score": 0.107,
    "best covered": 0.186,
    "best around": 0.542,
    "most covered": 0.659,
    "worst missing": -0.547,
    "worst unknown": -0.179,
    "mean missing": -0.967,
    "name missing": -0.334,
    "predicate missing": -0.172,
    "mark lacking": -1.567,
    "mark near": 0.404,
    "meaning": 0.978,
    "margin": 0.106,
    "supported": 0.155,
    "terms": -0.061,
    "names asked": -1.038,
    "which asked": -0.698,
    "money asked": -0.346,
}
DECISION_BASE = -0.948

#: Probability from which the best lines are taken for an answer; see docs/asking.md for the figures around it.
ANSWERED_FROM = 0.5

"""Coefficients of the ranking and of the decision, written by ``tests/eval/fit_ask.py --write``.

Fitted on 252 questions over nine events (54 of the gold, 198 of our own).  Do not edit by hand.
"""

from __future__ import annotations

#: What each feature of a line adds to its score.
RANKING = {
    "covered": 5.865,
    "around": 4.150,
    "meaning": 6.734,
    "meaning before": 1.770,
    "marked": 2.593,
    "mark near": 3.841,
    "unmarked": -1.772,
    "title": 0.563,
    "supported": 0.645,
    "quoted": 2.995,
    "short": -0.336,
    "length": 0.408,
}

#: What each sign adds to the log odds that the best lines answer, and what they start from.
DECISION = {
    "lead": 0.222,
    "missing": -2.395,
    "mark lacking": -1.821,
    "mark near": 1.650,
    "unspoken": -1.181,
    "name asked": -0.750,
    "choice asked": -0.907,
    "what asked": 1.319,
    "future asked": -1.508,
}
DECISION_BASE = 0.670

#: Probability from which the best lines are taken for an answer; docs/asking.md has the figures.
ANSWERED_FROM = 0.6

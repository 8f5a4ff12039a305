"""Coefficients of the ranking and of the decision, written by ``tests/eval/fit_ask.py --write``.

Fitted on 252 questions over nine events (54 of the gold, 198 of our own).  Do not edit by hand.
"""

from __future__ import annotations

#: What each feature of a line adds to its score.
RANKING = {
    "covered": 5.727,
    "around": 4.399,
    "meaning": 6.771,
    "meaning before": 1.680,
    "marked": 2.435,
    "mark near": 3.524,
    "unmarked": -1.835,
    "title": 0.656,
    "supported": 0.393,
    "quoted": 3.145,
    "short": -0.382,
    "length": 0.332,
}

#: What each sign adds to the log odds that the best lines answer, and what they start from.
DECISION = {
    "lead": 0.226,
    "missing": -2.435,
    "mark lacking": -1.686,
    "mark near": 1.784,
    "unspoken": -1.236,
    "name asked": -0.904,
    "choice asked": -0.939,
    "what asked": 1.336,
    "future asked": -1.505,
}
DECISION_BASE = 0.647

#: Probability from which the best lines are taken for an answer; docs/asking.md has the figures.
ANSWERED_FROM = 0.55

"""Ranks the lines for a question, and decides whether the best of them answer it or nothing does.

Both are sums of features with fixed coefficients (``weights.py``).  What it cannot see: that a sentence holds
every word of the question and a date, and still does not answer "when" (the date is of something else).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from briefings.ask.features import FEATURES, Scene
from briefings.ask.marks import has_marks
from briefings.ask.match import Floats
from briefings.ask.question import Kind
from briefings.ask.weights import ANSWERED_FROM, DECISION, DECISION_BASE, RANKING

#: Lines that are cited for an answer, and that a decision is taken from.
CITED = 3
#: Lines nearest to an answer that a refusal shows.
CLOSEST = 2

SIGNS = (
    "best score",
    "best covered",
    "best around",
    "most covered",
    "worst missing",  # weight of the heaviest word of the question that no cited line nor its neighbours hold
    "worst unknown",  # the same, in no line of the topic at all
    "mean missing",
    "name missing",
    "predicate missing",
    "mark lacking",
    "mark near",
    "meaning",
    "margin",
    "supported",
    "terms",
    "names asked",
    "which asked",
    "money asked",
)
#: Weight of a word that one line in about 150 holds; scales the "worst" signs to about 1.
HEAVY = 5.0


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """Lines by how well they answer, best first (indices into the scene's lines), and how sure it is that
    they do.
    """

    order: tuple[int, ...]
    sure: float

    @property
    def answered(self) -> bool:
        """Whether the best lines are taken for an answer."""
        return self.sure >= ANSWERED_FROM

    @property
    def best(self) -> tuple[int, ...]:
        """The lines to cite."""
        return self.order[:CITED]


def ranked(scene: Scene) -> Ranking:
    """The lines of `scene`, best first, with the decision."""
    scores = scores_of(scene)
    order = tuple(int(i) for i in np.argsort(-scores, kind="stable"))
    signs = signs_of(scene, scores, order)
    total = DECISION_BASE + sum(DECISION[name] * value for name, value in zip(SIGNS, signs, strict=True))
    return Ranking(order=order, sure=1 / (1 + math.exp(-total)))


def scores_of(scene: Scene) -> Floats:
    """One score a line; only their differences mean anything."""
    return np.asarray(scene.features @ np.array([RANKING[name] for name in FEATURES]))


def signs_of(scene: Scene, scores: Floats, order: tuple[int, ...]) -> Floats:
    """What the decision is taken from, in the order of `SIGNS`."""
    best, top = order[0], list(order[:CITED])
    matches, features = scene.matches, dict(zip(FEATURES, scene.features.T, strict=True))
    fullest = top[int(np.argmax(matches.covered_around[top]))]
    missing = 1 - matches.around[:, fullest]
    unknown = 1 - matches.own.max(axis=1)
    named = np.array([term.name for term in scene.question.terms])
    predicate = np.array([term.stem == scene.question.predicate for term in scene.question.terms])
    kind = scene.question.kind
    return np.array(
        [
            scores[best] - scores.mean(),
            features["covered"][best],
            features["covered"][best] + features["around"][best],
            features["covered"][top].max(),
            (matches.weight * missing).max() / HEAVY,
            (matches.weight * unknown).max() / HEAVY,
            float(matches.weight @ missing / matches.weight.sum()),
            float((named * missing).max()),
            float((predicate * missing).max()),
            float(has_marks(kind)) * (1 - (features["marked"] * matches.covered_around)[top].max()),
            features["mark near"][top].max(),
            features["meaning"][best],
            scores[best] - float(np.median(scores)),
            features["supported"][best],
            float(len(scene.question.terms)),
            float(kind in (Kind.WHO, Kind.NAME)),
            float(kind is Kind.WHICH),
            float(kind is Kind.MONEY),
        ]
    )

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
    "lead",  # of the best line over its rivals
    "missing",  # share of the question's weight that the best lines lack: all of them, and the fullest alone
    "mark lacking",  # an answer of the kind has a mark, and no line that covers the question holds one
    "mark near",  # how near the question's words it stands
    "unspoken",  # somebody's words are asked for, and nothing is credited to them
    "name asked",  # who, which, what, what will be: harder to answer than they look
    "choice asked",
    "what asked",
    "future asked",
)
#: Probability from which it is an answer where the lines were chosen from thousands: among so many some hold
#: the words by chance. Of 29 questions on three topics of 186 to 644 articles, the 16 that these answer
#: reached 0.83 and more (once 0.78), 10 of the 13 others less than 0.8.
ANSWERED_AMONG_MANY = 0.8
#: The best line is measured against the mean of the best fifty, however many lines a topic has.
RIVALS = 50
#: What a line's score loses for each line already cited from its article: three articles show more than one.
#: 1.2 to 2 gave two of 163 questions a right line more than nothing did; 3 lost them again.
SAME_ARTICLE = 1.5


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """Lines by how well they answer, best first (indices into the scene's lines), how sure it is that they
    do, and how sure it must be.
    """

    order: tuple[int, ...]
    sure: float
    needed: float = ANSWERED_FROM

    @property
    def answered(self) -> bool:
        """Whether the best lines are taken for an answer."""
        return self.sure >= self.needed

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
    best = spread(scene, scores)
    rest = tuple(number for number in order if number not in best)
    needed = ANSWERED_FROM if scene.search.held is None else ANSWERED_AMONG_MANY
    return Ranking(order=(*best, *rest), sure=1 / (1 + math.exp(-total)), needed=needed)


def scores_of(scene: Scene) -> Floats:
    """One score a line; only their differences mean anything."""
    return np.asarray(scene.features @ np.array([RANKING[name] for name in FEATURES]))


def spread(scene: Scene, scores: Floats) -> tuple[int, ...]:
    """The lines to cite: the best, each next one less an article's that is cited already."""
    left = scores.copy()
    articles = np.array([line.article.id for line in scene.search.lines])
    best: list[int] = []
    while len(best) < min(CITED, len(left)):
        best.append(int(np.argmax(left)))
        left[articles == articles[best[-1]]] -= SAME_ARTICLE
        left[best[-1]] = -math.inf
    return tuple(best)


def signs_of(scene: Scene, scores: Floats, order: tuple[int, ...]) -> Floats:
    """What the decision is taken from, in the order of `SIGNS`; `order` holds the lines by score."""
    matches, top, kind = scene.matches, list(order[:CITED]), scene.question.kind
    features = dict(zip(FEATURES, scene.features.T, strict=True))
    share = matches.weight / matches.weight.sum()
    apart = float(share @ (1 - matches.around[:, top].max(axis=1)))
    together = float((share @ (1 - matches.around[:, top])).min())
    marked = (features["marked"] * matches.covered_around)[top].max()
    return np.array(
        [
            scores[order[0]] - scores[list(order[:RIVALS])].mean(),
            (apart + together) / 2,
            float(has_marks(kind)) * float(1 - marked),
            features["mark near"][top].max(),
            float(kind is Kind.SAY) * float(1 - features["quoted"][top].max()),
            float(kind in (Kind.WHO, Kind.NAME)),
            float(kind is Kind.WHICH),
            float(kind is Kind.WHAT and "what" in scene.question.text.lower()),
            float(scene.question.future),
        ]
    )

"""How likely two statements stand on two sides of a dispute: a logistic model, as `briefings.compare.same`.

Its features are those of likeness, what place each statement has among the other's nearest (two sides of one
question are each other's nearest), and what slots differ. Weights: `weights.json`, fitted by
`seeds/recipe/fit_same.py` on hand-marked events.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefings.compare.compared import NOTHING, Comparison
from briefings.compare.conflict import CLASHING, OPPOSED, conflict
from briefings.compare.contrasts import AGE, OUTRIGHT, Slot, likeness, slots
from briefings.compare.features import FEATURES, features
from briefings.compare.pairs import in_arrays
from briefings.compare.same import Weights, shipped_weights
from briefings.compare.statements import Board, Statement
from briefings.model import DisputeKind, Polarity

Pair = tuple[int, int]

DIFFER_FEATURES = (
    *FEATURES,
    "log_odds_same",
    "best_rank",
    "worst_rank",
    "figure",
    "figure_sure",
    "figure_age",
    "figure_contains",
    "wording",
    "words_alike",
    "date",
    "polarity",
    "certainty",
    "source",
    "one_unclear",
)
"""Names of the features, in the order in which `differ_features` gives them."""

RELATED = 0.03
"""Least likelihood of being the same at which two statements can be of one matter: hand-marked sides below it
were one in forty."""

SURE = 0.75
SURE_FROM = 0.1
SURE_LIKELIHOOD = 0.25
"""Figures near in size for one thing under one verb ("nine people killed", "seventeen dead") are taken for
one slot from so little likelihood on: the words alone tell it."""

DENIED_FROM, DENIED = 0.05, 0.35
"""What somebody denies in so many words is a dispute from so little likelihood on: the words tell it."""

RANKS = (5, 8)
"""Ranks count up to here."""

MOST_LOOKED_AT = 400
"""Differences that are looked at on a broad board: some thirty for each dispute that a digest shows."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Two statements that differ, how likely they are sides of one dispute, and the slots that show it."""

    a: int
    b: int
    likelihood: float
    slots: tuple[Slot, ...]


def differences(
    board: Board,
    same: Mapping[Pair, float],
    weights: Weights | None = None,
    *,
    least: float = 0.0,
    known: Comparison | None = None,
) -> list[Difference]:
    """Every pair of statements of different articles with a slot that differs, the likeliest first.

    least: likelihood under which none is wanted; known: remembers what was found. On a broad board only the
    `MOST_LOOKED_AT` likeliest are given.
    """
    model = weights or shipped_weights("differ", DIFFER_FEATURES)
    ranks = _Ranks(board, same)
    pairs, told, likelihood = ranks.pairs, ranks.told, ranks.likelihood
    values = known.differing(pairs, told) if known is not None else np.full(len(pairs), np.nan)
    for at in np.flatnonzero(np.isnan(values)).tolist():
        a, b = pairs[at].tolist()
        values[at] = _differ(board, a, b, float(likelihood[at]), ranks.of(at), model)
    if known is not None:
        known.set_differing(pairs, told, values)
    wanted = np.flatnonzero((values >= least) & (values != NOTHING))
    order = np.lexsort((pairs[wanted, 1], pairs[wanted, 0], -values[wanted]))
    chosen = wanted[order][: MOST_LOOKED_AT if board.broad else None]
    return [_difference(board, int(pairs[at, 0]), int(pairs[at, 1]), float(values[at])) for at in chosen]


def _differ(board: Board, a: int, b: int, likelihood: float, ranks: tuple[int, int], model: Weights) -> float:
    """How likely two statements, by index, are sides of one dispute; NOTHING where no slot differs."""
    one, other = board.statements[a], board.statements[b]
    differing = slots(one, other)
    if not differing:
        return NOTHING
    found = model.likelihood(differ_features(board, one, other, likelihood, ranks, differing))
    if likelihood >= DENIED_FROM and any(
        s.kind is DisputeKind.DENIAL and s.sure >= OUTRIGHT for s in differing
    ):
        found = max(found, DENIED)
    if likelihood >= SURE_FROM and any(s.sure >= SURE for s in differing if s.event):
        found = max(found, SURE_LIKELIHOOD)
    return found


def _difference(board: Board, a: int, b: int, likelihood: float) -> Difference:
    one, other = board.statements[a], board.statements[b]
    shown = _first(slots(one, other), conflict(board, one, other))
    return Difference(a=a, b=b, likelihood=likelihood, slots=shown)


def _first(differing: Sequence[Slot], kept_apart: str) -> tuple[Slot, ...]:
    """The slots, with what keeps the two from being one point in front."""
    kinds = {OPPOSED: (DisputeKind.DENIAL, DisputeKind.STATUS), CLASHING: (DisputeKind.FIGURE,)}
    wanted = kinds.get(kept_apart, ())
    return tuple(sorted(differing, key=lambda s: s.kind not in wanted))


def rows(board: Board, same: Mapping[Pair, float]) -> Iterator[tuple[int, int, list[float], Sequence[Slot]]]:
    """The features and slots of each related pair of statements of different articles."""
    ranks = _Ranks(board, same)
    for place, (a, b) in enumerate(ranks.pairs.tolist()):
        one, other = board.statements[a], board.statements[b]
        differing = slots(one, other)
        likelihood = float(ranks.likelihood[place])
        yield a, b, differ_features(board, one, other, likelihood, ranks.of(place), differing), differing


def differ_features(
    board: Board,
    a: Statement,
    b: Statement,
    likelihood: float,
    ranks: tuple[int, int],
    differing: Sequence[Slot],
) -> list[float]:
    """The features of two statements, in the order of `DIFFER_FEATURES`."""
    best = {slot.kind: slot for slot in reversed(differing)}
    figure = best.get(DisputeKind.FIGURE)
    kept = min(max(likelihood, 0.005), 0.995)
    return [
        *features(board, a, b),
        math.log(kept / (1.0 - kept)),
        float(min(min(ranks), RANKS[0])),
        float(min(max(ranks), RANKS[1])),
        float(figure is not None),
        figure.sure if figure else 0.0,
        float(figure is not None and figure.unit == AGE),
        float(bool(figure and figure.note)),
        float(DisputeKind.WORDING in best),
        _quoted_alike(a, b),
        float(DisputeKind.DATE in best),
        float(DisputeKind.DENIAL in best),
        float(DisputeKind.STATUS in best),
        float(DisputeKind.FRAMING in best),
        float(_unclear(a) != _unclear(b)),
    ]


class _Ranks:
    """The place that each statement has among another's nearest in its article, 0 for the nearest.

    pairs: those of `same` in different articles that can be of one matter, in its order, a row each (what is
    left out is below them in rank, or of no rank); likelihood: of each being the same; told: their ranks as
    far as they count, in one number below 54.
    """

    def __init__(self, board: Board, same: Mapping[Pair, float]) -> None:
        articles = {article: n for n, article in enumerate({s.article.id for s in board.statements})}
        home = np.array([articles[s.article.id] for s in board.statements], dtype=np.int64)
        pairs, likelihood = in_arrays(same)
        related = (likelihood >= RELATED) & (home[pairs[:, 0]] != home[pairs[:, 1]])
        self.pairs, self.likelihood = pairs[related], likelihood[related]
        first, second = self.pairs[:, 0], self.pairs[:, 1]
        seen_from = np.concatenate(
            [first * len(articles) + home[second], second * len(articles) + home[first]]
        )
        self._ranks = _places(seen_from, np.tile(self.likelihood, 2)).reshape(2, -1)
        low = np.minimum(self._ranks.min(axis=0), RANKS[0])
        self.told = low * (RANKS[1] + 1) + np.minimum(self._ranks.max(axis=0), RANKS[1])

    def of(self, place: int) -> tuple[int, int]:
        """For the pair at a place of `pairs`: rank of the second for the first, and of the first for it."""
        return int(self._ranks[0, place]), int(self._ranks[1, place])


def _places(groups: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.int64]:
    """For each value how many greater ones are in its group."""
    least_first = np.argsort(values)
    steps = np.cumsum(np.diff(values[least_first], prepend=-np.inf) > 0)  # equal values, equal steps
    rank = np.empty(len(values), dtype=np.int64)
    rank[least_first] = len(values) - steps
    order = np.argsort(groups * (len(values) + 1) + rank)  # both at once: several times as fast as `lexsort`
    group, value = groups[order], values[order]
    opens = np.ones(len(order), dtype=bool)  # a group
    opens[1:] = group[1:] != group[:-1]
    new = opens.copy()  # a value of a group
    new[1:] |= value[1:] != value[:-1]
    at = np.arange(len(order))
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.maximum.accumulate(np.where(new, at, 0)) - np.maximum.accumulate(np.where(opens, at, 0))
    return found


def _quoted_alike(a: Statement, b: Statement) -> float:
    """Likeness (0 to 1) of the two nearest quotations that are not the same to the letter."""
    most = 0.0
    for one in {q.of(a.article.text) for c in a.claims for q in c.quotations}:
        for other in {q.of(b.article.text) for c in b.claims for q in c.quotations}:
            if one != other:
                most = max(most, likeness(one, other) / 100.0)
    return most


def _unclear(statement: Statement) -> bool:
    return any(claim.polarity is Polarity.UNCLEAR for claim in statement.claims)

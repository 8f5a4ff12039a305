"""How likely two statements are to state the same: a logistic model over `briefings.compare.features`.

The weights lie in `weights.json` beside this file, fitted by `seeds/recipe/fit_same.py` on hand-marked news
events; `docs/quality.md` gives what they reach on events held out. Pairs that share no term that tells are
not compared at all: they come from an index of terms, so work grows with what is shared, not with all pairs.

Known misses: the same thing in wholly other words ("perished", "the toll"), a pronoun for the whole subject.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefings.compare.candidates import candidates
from briefings.compare.compared import Comparison
from briefings.compare.features import FEATURES, features
from briefings.compare.pairs import Likelihoods
from briefings.compare.statements import Board

Pair = tuple[int, int]

FAINT = 0.02
"""Likelihoods below are not kept: no group is built on them and no dispute was ever found there."""


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A logistic model: each feature is centred, scaled and weighed."""

    intercept: float
    centre: tuple[float, ...]
    scale: tuple[float, ...]
    weight: tuple[float, ...]

    def likelihood(self, row: list[float]) -> float:
        """Between 0 and 1."""
        total = self.intercept
        for value, centre, scale, weight in zip(row, self.centre, self.scale, self.weight, strict=True):
            total += weight * (value - centre) / scale
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def shipped_weights(name: str = "same", expected: tuple[str, ...] = FEATURES) -> Weights:
    """The fitted weights called `name`; ValueError where they were fitted for other features."""
    table = json.loads(files("briefings.compare").joinpath("weights.json").read_text("utf-8"))[name]
    if tuple(table["features"]) != expected:
        raise ValueError(
            "briefings/compare/weights.json was fitted for other features: see seeds/recipe/fit_same.py"
        )
    return Weights(
        intercept=table["intercept"],
        centre=tuple(table["centre"]),
        scale=tuple(table["scale"]),
        weight=tuple(table["weight"]),
    )


def candidate_pairs(board: Board) -> Iterator[Pair]:
    """Pairs of statements to compare, by index, smaller first; each once, in order. See `candidates`."""
    size = len(board.statements)
    yield from (divmod(key, size) for key in candidates(board).keys.tolist())


def likelihoods(
    board: Board, weights: Weights | None = None, pairs: Iterable[Pair] | None = None
) -> dict[Pair, float]:
    """How likely each candidate pair states the same; pairs that are not in it are as good as 0.

    pairs: those to compare, smaller index first, where not all candidates are wanted.
    """
    model = weights or shipped_weights()
    found: dict[Pair, float] = {}
    compared = list(candidate_pairs(board) if pairs is None else pairs)
    board.wordings.prepare({index for pair in compared for index in pair})
    for first, second in compared:
        row = features(board, board.statements[first], board.statements[second])
        likelihood = model.likelihood(row)
        if likelihood >= FAINT:
            found[first, second] = likelihood
    return found


def compare(comparison: Comparison, weights: Weights | None = None) -> Likelihoods:
    """As `likelihoods`, of all candidates; only those that `comparison` does not know are worked out."""
    unknown = [comparison.pair(place) for place in comparison.unknown()]
    found = likelihoods(comparison.board, weights, unknown)
    comparison.learn([found.get(pair, 0.0) for pair in unknown])
    return comparison.kept()

"""Which statements are near to one: those that likely state the same, from some likelihood on."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from briefings.compare.pairs import in_arrays
from briefings.compare.statements import Board

Pair = tuple[int, int]


class Near:
    """Looks up, on one board, what is near to a statement."""

    def __init__(
        self,
        board: Board,
        likelihood: Mapping[Pair, float],
        least: float,
        wanted: Collection[int] | None = None,
    ) -> None:
        """least: likelihood from which two are near; wanted: those that will be asked for, where few are."""
        self._board = board
        pairs, values = in_arrays(likelihood)
        near = values >= least
        if wanted is not None:
            near &= np.isin(pairs, np.fromiter(wanted, dtype=np.int64, count=len(wanted))).any(axis=1)
        self._pairs, self._values = pairs[near], values[near]
        self._found: dict[int, dict[int, float]] = {}

    def of(self, index: int) -> Mapping[int, float]:
        """The statements near to one, by index, with their likelihoods."""
        if index not in self._found:
            rows, columns = np.nonzero(self._pairs == index)
            others = self._pairs[rows, 1 - columns]
            self._found[index] = dict(zip(others.tolist(), self._values[rows].tolist(), strict=True))
        return self._found[index]

    def beside(self, one: int, other: int) -> list[tuple[float, int]]:
        """What is near to both of two in other articles: mean likelihood and index, the nearest first."""
        articles = {self._article(one), self._article(other)}
        to_one, to_other = self.of(one), self.of(other)
        found = [
            ((to_one[index] + to_other[index]) / 2, index)
            for index in to_one.keys() & to_other.keys()
            if self._article(index) not in articles
        ]
        return sorted(found, key=lambda near: (-near[0], near[1]))

    def _article(self, index: int) -> int:
        return self._board.statements[index].article.id

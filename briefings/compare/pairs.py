"""Likelihoods of pairs of statements, as a mapping that is made of two arrays.

A topic of 1,000 articles has more than a million pairs: as a plain dict of pairs they take some 300 bytes
each, and the collector goes through them again and again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

Pair = tuple[int, int]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Likelihoods(Mapping[Pair, float]):
    """The likelihood of each pair (smaller index first), pairs in order."""

    def __init__(self, statements: int, keys: Ints, values: Floats) -> None:
        """statements: how many there are; keys: first * statements + second, ascending; values: of each."""
        self._statements = statements
        self._keys, self._values = array("q", keys.tobytes()), array("d", values.tobytes())

    def __len__(self) -> int:
        """How many pairs have one."""
        return len(self._keys)

    def __iter__(self) -> Iterator[Pair]:
        """The pairs, in order."""
        return (divmod(key, self._statements) for key in self._keys)

    def __getitem__(self, pair: Pair) -> float:
        """The likelihood of a pair; KeyError where it has none."""
        at = self._place(pair)
        if at is None:
            raise KeyError(pair)
        return self._values[at]

    @overload
    def get(self, pair: Pair, /) -> float | None: ...

    @overload
    def get(self, pair: Pair, /, default: float) -> float: ...

    @overload
    def get(self, pair: Pair, /, default: T) -> float | T: ...

    def get(self, pair: Pair, /, default: object = None) -> object:
        """The likelihood of a pair, or `default`: asked for most pairs, so without an error on the way."""
        at = self._place(pair)
        return default if at is None else self._values[at]

    def _place(self, pair: Pair) -> int | None:
        first, second = pair
        key = first * self._statements + second
        at = bisect_left(self._keys, key)
        there = second < self._statements and at < len(self._keys) and self._keys[at] == key
        return at if there else None

    def arrays(self) -> tuple[Ints, Floats]:
        """All pairs, a row each, and their likelihoods."""
        keys = np.frombuffer(self._keys, dtype=np.int64)
        pairs = np.stack(np.divmod(keys, max(self._statements, 1)), axis=1)
        return pairs, np.frombuffer(self._values, dtype=np.float64)


def in_arrays(likelihood: Mapping[Pair, float]) -> tuple[Ints, Floats]:
    """The pairs of any such mapping in its order, a row each, and their likelihoods."""
    if isinstance(likelihood, Likelihoods):
        return likelihood.arrays()
    pairs = np.fromiter(chain.from_iterable(likelihood), dtype=np.int64, count=2 * len(likelihood))
    return pairs.reshape(-1, 2), np.fromiter(likelihood.values(), dtype=np.float64, count=len(likelihood))


def places(groups: Ints, values: Ints | Floats) -> Ints:
    """For each value its place in its group, 0 for the greatest; of equal ones the first stands first."""
    greatest_first = np.argsort(-values, kind="stable")
    place = np.empty(len(values), dtype=np.int64)
    place[greatest_first] = np.arange(len(values))
    order = np.argsort(groups * len(values) + place)  # both at once: several times as fast as `lexsort`
    opens = np.flatnonzero(np.diff(groups[order], prepend=-1))
    place[order] = np.arange(len(order)) - np.repeat(opens, np.diff(opens, append=len(order)))
    return place

"""How candidate lines lie to each other: which repeats a stronger one, stands beside it, lies within another.

Lines are related that hold statements which are akin, or a statement in common; and next to each other where
one's sentence stands before or behind the other's. Worked out in arrays, some lines at a time: there are
hundreds of such pairs for each statement of a topic of a few hundred articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from briefings.compare.lines import Line
from briefings.compare.statements import Board

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

AKIN = 0.1
"""Least likelihood of two statements for their lines to be looked at together: fainter ones repeat nothing,
and on a large topic there are many more of them."""

AT_ONCE = 512
"""Lines worked out at a time: their pairs with other lines take some 10 to 100 MB."""


@dataclass(frozen=True, kw_only=True)
class Lying:
    """For each line, by number: how it lies to others.

    within: the largest share of its statements that one other line holds; behind: whether two or more of them
    stand next to statements of one stronger line; beside: next to how many of one other line's, up to 3;
    repeats, most: mean and largest likelihood of its statements and those of one stronger line.
    """

    within: Floats
    behind: Floats
    beside: Floats
    repeats: Floats
    most: Floats


@dataclass(frozen=True, kw_only=True)
class _Held:
    """Lists of numbers end to end: that of `at` is values[opens[at] : opens[at + 1]]."""

    opens: Ints
    values: Ints

    @classmethod
    def of(cls, keys: Ints, values: Ints, size: int) -> _Held:
        """The values under each key 0..size-1, in the order given."""
        order = np.argsort(keys, kind="stable")
        return cls(
            opens=np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=size))]), values=values[order]
        )

    def under(self, keys: Ints) -> tuple[Ints, Ints]:
        """For all values under these keys: which of the keys (its place), and the place in `values`."""
        count = self.opens[keys + 1] - self.opens[keys]
        place = np.repeat(np.arange(len(keys)), count)
        before = np.repeat(np.cumsum(count) - count, count)
        return place, np.repeat(self.opens[keys], count) + np.arange(len(place)) - before


def lying(board: Board, akin: tuple[Ints, Floats], lines: Sequence[Line], strength: Sequence[float]) -> Lying:
    """How the lines lie to each other; akin: the pairs of statements that count, and their likelihoods."""
    work = _Work(board, akin, lines, np.array(strength))
    parts = [work.of(start, min(start + AT_ONCE, len(lines))) for start in range(0, len(lines), AT_ONCE)]
    return Lying(**{
        name: np.concatenate([getattr(part, name) for part in parts] or [np.empty(0)])
        for name in ("within", "behind", "beside", "repeats", "most")
    })  # fmt: skip


class _Work:
    def __init__(
        self, board: Board, akin: tuple[Ints, Floats], lines: Sequence[Line], strength: Floats
    ) -> None:
        size, self.count = len(board.statements), len(lines)
        self.strength = strength
        self.sizes = np.array([len(line.statements) for line in lines], dtype=np.int64)
        self.statement = np.array(list(chain(*(line.statements for line in lines))), dtype=np.int64)
        self.line = np.repeat(np.arange(self.count), self.sizes)
        self.opens = np.concatenate([[0], np.cumsum(self.sizes)])
        self.holders = _Held.of(self.statement, self.line, size)
        used = np.zeros(size, dtype=bool)
        used[self.statement] = True
        pairs, value = akin
        both = used[pairs[:, 0]] & used[pairs[:, 1]]
        own = np.flatnonzero(used)
        first = np.concatenate([pairs[both, 0], pairs[both, 1], own])
        second = np.concatenate([pairs[both, 1], pairs[both, 0], own])
        value = np.concatenate([value[both], value[both], np.ones(len(own))])
        order = np.lexsort((second, first))
        self.near = _Held.of(first[order], second[order], size)
        self.value = value[order]
        self.home = np.array([s.article.id for s in board.statements], dtype=np.int64)

    def of(self, start: int, end: int) -> Lying:
        """How lines start..end-1 lie."""
        rows = slice(int(self.opens[start]), int(self.opens[end]))
        keys, total, top, shared = self._likeness(self.line[rows], self.statement[rows])
        next_to, adjacent = self._adjacent(self.line[rows], self.statement[rows])
        met = np.union1d(keys[top >= AKIN], next_to)
        one, other = np.divmod(met, self.count)
        total, top, shared = (_looked_up(met, keys, found) for found in (total, top, shared))
        adjacent = _looked_up(met, next_to, adjacent)
        stronger = self.strength[other] > self.strength[one]
        mean = np.where(stronger, total / (self.sizes[one] * self.sizes[other]), 0.0)

        def most(values: Floats) -> Floats:
            found = np.zeros(end - start)
            np.maximum.at(found, one - start, values)
            return found

        return Lying(
            within=most(np.where(top >= AKIN, shared / self.sizes[one], 0.0)),
            behind=most((stronger & (adjacent >= 2)).astype(float)),
            beside=most(np.minimum(adjacent, 3.0)),
            repeats=most(mean),
            most=most(np.where(stronger, top, 0.0)),
        )

    def _likeness(self, line: Ints, statement: Ints) -> tuple[Ints, Floats, Floats, Floats]:
        """Pairs of lines (as one number each, in order): sum and top of likelihoods, statements shared."""
        member, edge = self.near.under(statement)
        there = self.near.values[edge]
        step, held = self.holders.under(there)
        other, value = self.holders.values[held], self.value[edge][step]
        shared = (statement[member] == there)[step]
        keys = line[member][step] * self.count + other
        apart = line[member][step] != other
        return _gathered(keys[apart], value[apart], shared[apart].astype(float))

    def _adjacent(self, line: Ints, statement: Ints) -> tuple[Ints, Floats]:
        """Pairs of lines next to each other, and how many statements of the first stand so in its article."""
        found = []
        for step in (-1, 1):
            within = (statement + step >= 0) & (statement + step < len(self.home))
            own, there = statement[within], statement[within] + step
            place, held = self.holders.under(there)
            here = self.home[own[place]] == self.home[there[place]]
            found.append(np.stack([line[within][place], own[place], self.holders.values[held], here]))
        one, own, other, here = np.concatenate(found, axis=1)
        apart = one != other
        one, own, other, here = one[apart], own[apart], other[apart], here[apart]
        keys = one * self.count + other
        told = np.unique(np.stack([keys, own])[:, here == 1], axis=1)[0]
        every = np.unique(keys)
        count = np.searchsorted(told, every, side="right") - np.searchsorted(told, every)
        return every, count.astype(float)


def _gathered(keys: Ints, value: Floats, shared: Floats) -> tuple[Ints, Floats, Floats, Floats]:
    if not len(keys):
        return keys, value, value, shared
    order = np.argsort(keys, kind="stable")
    keys, value, shared = keys[order], value[order], shared[order]
    opens = np.flatnonzero(np.diff(keys, prepend=-1))
    return (
        keys[opens],
        np.add.reduceat(value, opens),
        np.maximum.reduceat(value, opens),
        np.add.reduceat(shared, opens),
    )


def _looked_up(wanted: Ints, keys: Ints, values: Floats) -> Floats:
    """The value of each wanted key; 0 where there is none."""
    if not len(keys):
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0.0)

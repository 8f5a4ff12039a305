"""Which statements are compared at all: those that share a term which tells; on a large board, the nearest.

On a board of up to `WHOLE` statements every pair that shares a term of some weight is compared. On a larger
one that would grow with the square, so each statement brings only the `NEAR` others with which it shares
most, found through an index from terms to statements; a pair is compared if either brings it. Terms that very
many statements hold find nobody there. The work then grows as the number of statements does. What was nearest
before is kept: statements that come in are looked up, and the others take them in where they are nearer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefings.compare.pairs import Ints, places
from briefings.compare.statements import Board, Statement

LEAST_WEIGHT = 1.0
"""Terms below this weight (in a third of all statements or more) bring no pair together by themselves."""

WHOLE = 1000
"""Statements up to which all such pairs are compared: some 30 articles, 50,000 pairs, a few seconds."""

NEAR = 50
"""Nearest others on a larger board. Ranked by the weight of what they share, 97 to 99 % of pairs of one point
(likelihood 0.4) and 90 to 95 % of those of one dispute (0.15) lay among the first 50 of one of the two, on
boards of 700 to 900 statements of three topics of a news archive."""

MOST_HOLDERS = 300
"""Statements that may hold a term which finds others on a large board; rarer words nearly always say more."""


SHARES = 1 << 12
"""A weight of 1 as a whole number: what two statements share then adds up to the same in any order."""

Shared = tuple[Ints, Ints]
"""Statements, and what is shared with each (weight times SHARES)."""


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """The pairs to compare.

    keys: each as first * statements + second with first < second, in ascending order; shared: what the two of
    each share (weight times SHARES), on a large board.
    """

    keys: Ints
    shared: Ints


@dataclass(frozen=True, kw_only=True)
class Before:
    """The candidates of a smaller board, all of whose statements are on this one.

    first, second: of each pair, by their indices on this board; shared: as in `Candidates`; there: for each
    statement of this board whether it was on that one.
    """

    first: Ints
    second: Ints
    shared: Ints
    there: NDArray[np.bool_]


def candidates(board: Board, before: Before | None = None) -> Candidates:
    """The pairs to compare; what is known from before changes how long this takes, and nothing else."""
    holders: dict[str, list[int]] = defaultdict(list)
    telling = {term for term, weight in board.weights.items() if weight >= LEAST_WEIGHT}
    for statement in board.statements:
        for term in statement.terms:
            if term in telling:
                holders[term].append(statement.index)
    if len(board.statements) <= WHOLE:
        return Candidates(keys=_all(holders, len(board.statements)), shared=np.empty(0, dtype=np.int64))
    return _nearest(board, holders, before)


def _all(holders: Mapping[str, Sequence[int]], size: int) -> Ints:
    found = [np.empty(0, dtype=np.int64)]
    for indices in holders.values():
        own = np.array(indices, dtype=np.int64)
        first, second = np.triu_indices(len(own), 1)
        found.append(own[first] * size + own[second])
    return np.unique(np.concatenate(found))


def _nearest(board: Board, holders: Mapping[str, Sequence[int]], before: Before | None) -> Candidates:
    size = len(board.statements)
    finding = _Finding(board, holders)
    known = np.zeros(size, dtype=bool) if before is None else before.there & ~_shaken(holders, before.there)
    shared = np.zeros(size, dtype=np.int64)  # with one statement, for each other
    sides: list[tuple[Ints, Ints, Ints]] = []  # statements, others, and what they share
    brought: list[tuple[Ints, Ints, Ints]] = []
    for index in np.flatnonzero(~known).tolist():
        lists = finding.of(board.statements[index])
        if not lists:
            continue
        others, weights = _sharing(index, lists, shared)
        if before is not None and not before.there[index]:
            brought.append((others, np.full(len(others), index), weights))
        near, weights = _most(others, weights, size)
        sides.append((np.full(len(near), index), near, weights))
    if before is not None:
        sides.append(_taken_in(before, known, brought, size))
    return _pairs(sides, size)


class _Finding:
    """The terms that find others, each with its holders and what it weighs, made when first asked for."""

    def __init__(self, board: Board, holders: Mapping[str, Sequence[int]]) -> None:
        self._board, self._holders = board, holders
        self._made: dict[str, tuple[Ints, int] | None] = {}

    def of(self, statement: Statement) -> list[tuple[Ints, int]]:
        found = map(self._term, statement.terms)
        return [term for term in found if term is not None]

    def _term(self, term: str) -> tuple[Ints, int] | None:
        if term not in self._made:
            own = self._holders.get(term, ())
            finds = 1 < len(own) <= MOST_HOLDERS
            weight = round(self._board.weight(term) * SHARES)
            self._made[term] = (np.array(own, dtype=np.int64), weight) if finds else None
        return self._made[term]


def _shaken(holders: Mapping[str, Sequence[int]], there: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which statements hold a term that found others before and is held by too many now."""
    found = np.zeros(len(there), dtype=bool)
    for own in holders.values():
        if len(own) > MOST_HOLDERS and 1 < int(np.count_nonzero(there[own])) <= MOST_HOLDERS:
            found[own] = True
    return found


def _taken_in(
    before: Before, known: NDArray[np.bool_], brought: Sequence[tuple[Ints, Ints, Ints]], size: int
) -> tuple[Ints, Ints, Ints]:
    """The NEAR nearest of the known statements: of those from before and of those that were brought."""
    old = (before.first, before.second, before.shared), (before.second, before.first, before.shared)
    one, other, shared = (np.concatenate(parts) for parts in zip(*old, *brought, strict=True))
    theirs = known[one]
    one, other, shared = one[theirs], other[theirs], shared[theirs]
    near = places(one, _ranked(other, shared, size)) < NEAR
    return one[near], other[near], shared[near]


def _pairs(sides: Sequence[tuple[Ints, Ints, Ints]], size: int) -> Candidates:
    """Each pair once, whichever side brings it."""
    none = np.empty(0, dtype=np.int64)
    one, other, shared = (np.concatenate(parts) for parts in zip((none,) * 3, *sides, strict=True))
    keys = np.minimum(one, other) * size + np.maximum(one, other)
    order = np.argsort(keys)
    order = order[np.diff(keys[order], prepend=-1) != 0]  # `np.unique` takes several times as long
    return Candidates(keys=keys[order], shared=shared[order])


def _sharing(index: int, lists: Sequence[tuple[Ints, int]], shared: Ints) -> Shared:
    """The others in these lists, and the weight that a statement shares with each.

    shared: zeros for all statements, and so it is left.
    """
    for own, weight in lists:
        shared[own] += weight
    shared[index] = 0
    values = []
    for own, _ in lists:
        values.append(shared[own])
        shared[own] = 0  # so that each comes once
    weights = np.concatenate(values)
    once = weights > 0
    return np.concatenate([own for own, _ in lists])[once], weights[once]


def _most(others: Ints, shared: Ints, size: int) -> Shared:
    """The NEAR of `others` that share most."""
    if len(others) <= NEAR:
        return others, shared
    ranked = _ranked(others, shared, size)
    near = ranked >= np.partition(ranked, len(ranked) - NEAR)[len(ranked) - NEAR]
    return others[near], shared[near]


def _ranked(others: Ints, shared: Ints, size: int) -> Ints:
    """A number for each: the more it shares the greater, and for the first of those that share alike."""
    return shared * size + (size - 1 - others)

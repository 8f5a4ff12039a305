"""Which statements are compared at all: those that share a term which tells; on a large board, the nearest.

On a board of up to `WHOLE` statements every pair that shares a term of some weight is compared. On a larger
one that would grow with the square, so each statement brings only the `NEAR` others with which it shares
most, found through an index from terms to statements; a pair is compared if either brings it. Terms that very
many statements hold find nobody there. The work then grows as the number of statements does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from briefings.compare.statements import Board

Keys = NDArray[np.int64]

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


def candidate_keys(board: Board) -> Keys:
    """The pairs to compare, each as first * statements + second with first < second, in ascending order."""
    holders: dict[str, list[int]] = defaultdict(list)
    for statement in board.statements:
        for term in statement.terms:
            if board.weights[term] >= LEAST_WEIGHT:
                holders[term].append(statement.index)
    if len(board.statements) <= WHOLE:
        return _all(holders, len(board.statements))
    return _nearest(board, holders)


def _all(holders: dict[str, list[int]], size: int) -> Keys:
    found = [np.empty(0, dtype=np.int64)]
    for indices in holders.values():
        own = np.array(indices, dtype=np.int64)
        first, second = np.triu_indices(len(own), 1)
        found.append(own[first] * size + own[second])
    return np.unique(np.concatenate(found))


def _nearest(board: Board, holders: dict[str, list[int]]) -> Keys:
    size = len(board.statements)
    finding = {
        term: (np.array(own, dtype=np.int64), board.weight(term))
        for term, own in holders.items()
        if 1 < len(own) <= MOST_HOLDERS
    }
    shared = np.zeros(size)  # with one statement, for each other
    found = [np.empty(0, dtype=np.int64)]
    for statement in board.statements:
        lists = [finding[term] for term in statement.terms if term in finding]
        if not lists:
            continue
        others = _most(*_sharing(statement.index, lists, shared))
        first, second = np.minimum(others, statement.index), np.maximum(others, statement.index)
        found.append((first * size + second)[first < second])
    keys = np.sort(np.concatenate(found))
    return keys[np.diff(keys, prepend=-1) != 0]  # `np.unique` hashes, and takes several times as long


def _sharing(
    index: int, lists: Sequence[tuple[Keys, float]], shared: NDArray[np.float64]
) -> tuple[Keys, NDArray[np.float64]]:
    """The others in these lists, and the weight that a statement shares with each.

    shared: zeros for all statements, and so it is left.
    """
    for own, weight in lists:
        shared[own] += weight
    shared[index] = 0.0
    values = []
    for own, _ in lists:
        values.append(shared[own])
        shared[own] = 0.0  # so that each comes once
    weights = np.concatenate(values)
    once = weights > 0
    return np.concatenate([own for own, _ in lists])[once], weights[once]


def _most(others: Keys, shared: NDArray[np.float64]) -> Keys:
    """The NEAR of `others` that share most, the first statements of those that share the same."""
    if len(others) <= NEAR:
        return others
    least = np.partition(shared, len(shared) - NEAR)[len(shared) - NEAR]
    more = others[shared > least]
    return np.concatenate([more, np.sort(others[shared == least])[: NEAR - len(more)]])

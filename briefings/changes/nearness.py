"""Which statements are worth comparing: for each, the nearest others by shared words and by meaning.

A topic of some weeks holds thousands of statements and comparing all pairs would take minutes. Theory:
whoever says the same shares telling words, and stands among the nearest by these words or by meaning. So each
asked statement is compared with its NEAREST of the others only; `briefings.compare` then says how likely they
state the same. What this loses: a pair that shares no telling word, which that would not join either.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from briefings.compare.candidates import LEAST_WEIGHT
from briefings.compare.same import likelihoods
from briefings.compare.statements import Board, Statement

Pair = tuple[int, int]

NEAREST = 10
"""Others that a statement is compared with: a fact is seldom told more than ten times before it is retold."""


def near_pairs(
    board: Board, asked: Collection[int], among: Collection[int], most: int = NEAREST
) -> set[Pair]:
    """For each statement of `asked` (by index) its nearest of `among`; pairs with the smaller index first."""
    holders = _holders(board, among)
    lengths = {index: _length(board, board.statements[index]) for index in {*asked, *among}}
    found: set[Pair] = set()
    for index in asked:
        scores = _scores(board, board.statements[index], holders, lengths)
        nearest = sorted(scores, key=lambda other: (-scores[other], other))[:most]
        found.update((min(index, other), max(index, other)) for other in nearest)
    return found


def near_likelihoods(board: Board, asked: Collection[int], among: Collection[int]) -> dict[Pair, float]:
    """How likely each of `asked` states the same as its nearest of `among`, as `compare.same` has it."""
    return likelihoods(board, pairs=sorted(near_pairs(board, asked, among)))


def _holders(board: Board, among: Collection[int]) -> Mapping[str, Sequence[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index in sorted(among):
        for term in board.statements[index].terms:
            if board.weight(term) >= LEAST_WEIGHT:
                holders[term].append(index)
    return holders


def _scores(
    board: Board, statement: Statement, holders: Mapping[str, Sequence[int]], lengths: Mapping[int, float]
) -> dict[int, float]:
    """Cosine over weighted words, and over meaning, of each statement that shares a telling word."""
    scores: dict[int, float] = defaultdict(float)
    for term, count in statement.terms.items():
        weight = board.weight(term) ** 2 * count
        for other in holders.get(term, ()):
            scores[other] += weight * board.statements[other].terms[term]
    scores.pop(statement.index, None)
    if not scores:
        return {}
    others = list(scores)
    meant = np.stack([board.statements[other].vector for other in others]) @ statement.vector
    own = lengths[statement.index]
    return {
        other: scores[other] / (own * lengths[other]) + float(meaning)
        for other, meaning in zip(others, meant, strict=True)
    }


def _length(board: Board, statement: Statement) -> float:
    return math.sqrt(sum((n * board.weight(t)) ** 2 for t, n in statement.terms.items())) or 1.0

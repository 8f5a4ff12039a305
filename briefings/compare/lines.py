"""Lines that a digest could have: groups of statements, and what else their statements share.

A long sentence states several things. The groups (`points.group`) put it where it fits best; what it shares
with statements of other groups makes further lines, as far as it is not said already. Which of all these
lines are shown is decided in `briefings.compare.worth`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from briefings.compare.closest import closest
from briefings.compare.conflict import conflict
from briefings.compare.statements import Board

Pair = tuple[int, int]

FURTHER = 0.4
"""Least likelihood for two statements of different groups to make a line of their own: at 0.3 there are a
third more such lines, of which hardly one is right."""

CLOSE = 6
"""On a broad board a statement stands in further lines with so many others at most, its likeliest: a fact
that more articles tell makes a group, which has no bound."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Statements, by index, that state one thing.

    further: it goes across groups; fresh: for each statement the share (0 to 1) of what it has in common with
    the others that no line before this one told; support: further statements behind it (`support`).
    """

    statements: tuple[int, ...]
    further: bool
    fresh: tuple[float, ...]
    support: tuple[int, ...] = ()


def candidate_lines(
    board: Board, likelihood: Mapping[Pair, float], groups: Sequence[Sequence[int]]
) -> list[Line]:
    """Every group that two articles or more stand in, then the further lines, the likeliest first."""
    told: dict[int, set[int]] = defaultdict(set)
    lines: list[Line] = []
    for members in groups:
        if _articles(board, members) > 1:
            lines.append(Line(statements=tuple(members), further=False, fresh=(1.0,) * len(members)))
            _tell(members, told)
    near = _neighbours(board, likelihood)
    compared: set[Pair] = set()
    holders: dict[int, list[frozenset[int]]] = defaultdict(list)
    for line in lines:
        _hold(line, holders)
    for a, b in _across(board, near, groups):
        if (a, b) in compared:
            continue
        members = _grown([a, b], near)
        compared.update((x, y) for x in members for y in members)
        line = Line(
            statements=tuple(sorted(members)), further=True, fresh=_fresh(board, sorted(members), told)
        )
        if not any(held.issuperset(members) for held in holders[a]):
            _hold(line, holders)
            lines.append(line)
        _tell(members, told)
    return lines


def _hold(line: Line, holders: dict[int, list[frozenset[int]]]) -> None:
    """Note which statements a line has, under each of them."""
    own = frozenset(line.statements)
    for index in own:
        holders[index].append(own)


def _neighbours(board: Board, likelihood: Mapping[Pair, float]) -> dict[int, dict[int, float]]:
    """For each statement those that may stand in a further line with it, with their likelihoods."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    pairs, values = closest(board, likelihood, FURTHER, CLOSE)
    for (a, b), value in zip(pairs.tolist(), values.tolist(), strict=True):
        if not conflict(board, board.statements[a], board.statements[b]):
            near[a][b] = near[b][a] = value
    return near


def _across(
    board: Board, near: Mapping[int, Mapping[int, float]], groups: Sequence[Sequence[int]]
) -> list[Pair]:
    """Pairs of different groups and articles, the likeliest first."""
    home = {index: number for number, members in enumerate(groups) for index in members}
    pairs = [
        (value, a, b)
        for a, others in near.items()
        for b, value in others.items()
        if a < b and home[a] != home[b] and board.statements[a].article.id != board.statements[b].article.id
    ]
    return [(a, b) for value, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2]))]


def _grown(members: list[int], near: Mapping[int, Mapping[int, float]]) -> list[int]:
    """The pair with everything that is near to all of it."""
    first, second = members
    shared = near[first].keys() & near[second].keys()
    for other in sorted(shared, key=lambda i: (-min(near[first][i], near[second][i]), i)):
        if all(other in near[member] for member in members):
            members.append(other)
    return members


def _fresh(board: Board, members: Sequence[int], told: Mapping[int, set[int]]) -> tuple[float, ...]:
    """For each member the share of what the others say too that it did not share with those before."""
    found = []
    for index in members:
        others, before = [m for m in members if m != index], sorted(told.get(index, ()))
        new = partial(_new, board, index, others, before)
        found.append(board.memory.recall("fresh", ((index,), others, before), new) if before else 1.0)
    return tuple(found)


def _new(board: Board, index: int, others: Sequence[int], before: Sequence[int]) -> float:
    said = board.wordings.said_too(index, others)
    total = float(said.sum())
    if not total:
        return 1.0
    return float(np.maximum(said - board.wordings.said_too(index, before), 0.0).sum()) / total


def _tell(members: Sequence[int], told: dict[int, set[int]]) -> None:
    """Note with which others each statement stood in a line."""
    together = set(members)
    for index in members:
        told[index] |= together
        told[index].discard(index)


def _articles(board: Board, members: Sequence[int]) -> int:
    return len({board.statements[index].article.id for index in members})

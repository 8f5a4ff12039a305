"""What else stands behind a line of two sentences: the sentences of other articles that are as near to it.

A line is two sentences at least, each likely to state what every other does. Where it is two, a third article
often has the same in a sentence that is near to one of them and less near to the other: on average it must be
as near as two sentences of a group are, and to neither far.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefings.compare.conflict import conflict
from briefings.compare.lines import Line
from briefings.compare.near import Near
from briefings.compare.points import SAME
from briefings.compare.statements import Board

Pair = tuple[int, int]

LEAST = 0.1
"""Least likelihood of stating the same as each of the two; on average it must be `SAME`. Of what is added so,
72 in 100 state a marked point of the line on the nine events, 75 on ours, each held out; of the lines' own
sentences 83 and 77."""

ALONE = 0.35
"""Least worth of a line of two that no third article supports: held out, precision of points 0.765 to 0.776
and recall 0.707 to 0.705 on the nine events, 0.741 to 0.760 and 0.472 to 0.460 on ours."""

MOST = 3
"""Sentences added to a line."""


def supported(
    board: Board,
    likelihood: Mapping[Pair, float],
    lines: Sequence[Line],
    worth: Mapping[tuple[int, ...], float],
) -> list[Line]:
    """The lines, those of two statements with what else says so (`Line.support`), one from each article.

    worth: of lines, by their statements, as `worthy` gives it. A line of two that nothing supports is left
    out where it is worth less than `ALONE`.
    """
    pairs = [line.statements for line in lines if len(line.statements) == 2]
    near = Near(board, likelihood, LEAST, {index for pair in pairs for index in pair})
    found: list[Line] = []
    for line in lines:
        support = _support(board, near, *line.statements) if len(line.statements) == 2 else ()
        if support or len(line.statements) > 2 or worth.get(line.statements, 1.0) >= ALONE:
            found.append(replace(line, support=support))
    return found


def _support(board: Board, near: Near, one: int, other: int) -> tuple[int, ...]:
    found: dict[int, int] = {}  # by article
    for mean, index in near.beside(one, other):
        if mean < SAME:
            break
        article = board.statements[index].article.id
        if article not in found and not _apart(board, index, one) and not _apart(board, index, other):
            found[article] = index
    return tuple(list(found.values())[:MOST])


def _apart(board: Board, a: int, b: int) -> bool:
    """Whether something keeps two statements from being one point."""
    first, second = sorted((a, b))
    return bool(conflict(board, board.statements[first], board.statements[second]))

"""What else stands behind a line of two sentences: the sentence of another article that is near to both.

In a line each sentence is likely to state what every other does. Where there are but two, a third article
often has the same in a sentence that is near to the one and less near to the other: it is added as evidence,
and never leads. Where there is none, the line must be worth more to be shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefings.compare.conflict import conflict
from briefings.compare.contrasts import figure_slots
from briefings.compare.lines import Line
from briefings.compare.near import Near
from briefings.compare.statements import Board

Pair = tuple[int, int]

LEAST, LEAST_MEAN = 0.1, 0.25
"""Least likelihood of stating the same as each of the two, and as both on average. Of what is added so, 70 in
100 state a marked point of the line on the nine events, 71 on ours, each held out; of the lines' own
sentences 83 and 77. A mean of 0.3 adds a fifth less, of which 72 and 75 do, and costs 0.01 of recall."""

ALONE = 0.38
"""Least worth of a line of two that no third article supports: held out, precision of points is 0.787 so and
0.766 from 0.35 on, recall 0.704 and 0.712, on the nine events; 0.767 and 0.749, 0.459 and 0.469 on ours."""

LIKELY_ONE = 0.5
"""How sure it must be that two differing figures are of one thing to keep a sentence out."""

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
    shared = board.statements[one].figures & board.statements[other].figures
    found: dict[int, int] = {}  # by article
    for mean, index in near.beside(one, other):
        if mean < LEAST_MEAN or len(found) == MOST:
            break
        statement = board.statements[index]
        article = statement.article.id
        fits = not shared or bool(shared & statement.figures)
        if (
            fits
            and article not in found
            and not _apart(board, index, one)
            and not _apart(board, index, other)
        ):
            found[article] = index
    return tuple(found.values())


def _apart(board: Board, a: int, b: int) -> bool:
    """Whether something keeps two statements from being one point, a figure that may be another among it."""
    first, second = (board.statements[index] for index in sorted((a, b)))
    return bool(conflict(board, first, second)) or any(
        slot.sure >= LIKELY_ONE for slot in figure_slots(first, second)
    )

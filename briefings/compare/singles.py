"""Points that one article alone states: on a large topic tens of thousands, of which a digest shows a few.

All are weighed, and only the weightiest are made into points; the same as making all and taking the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefings.compare.origins import Origins
from briefings.compare.points import Group, Pair, clearest_of, point_of, weight
from briefings.compare.statements import Board
from briefings.model import Point


def weightiest_singles(
    groups: Sequence[Group],
    board: Board,
    origins: Origins,
    likelihood: Mapping[Pair, float],
    told: set[str],
    most: int,
) -> list[Point]:
    """The weightiest points of groups of one article, `most` of them and those that weigh the same.

    told: sentences that lead points already, which no other leads; those of all these groups are added.
    """
    weighed: list[tuple[float, Group, frozenset[str]]] = []
    for found in groups:
        fit = [s for s in found.statements if s.text not in told]
        if not fit:
            continue
        before = frozenset(s.text for s in found.statements if s.text in told)
        clearest = fit[0] if len(found.statements) == 1 else clearest_of(fit, found, likelihood)
        told.add(clearest.text)
        stated = len(found.statements)  # as many origins at most
        weighed.append((weight(found, board, 1, stated), found, before))
    weighed.sort(key=lambda each: -each[0])
    points: list[Point] = []
    for at_most, found, before in weighed:
        if len(points) >= most and at_most < sorted(p.weight for p in points)[-most]:
            break
        point = point_of(found, board, origins, likelihood, before)
        if point is not None:
            points.append(point)
    return points

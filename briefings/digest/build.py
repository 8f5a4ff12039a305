"""Builds a digest from stored readings: lay out, compare, group, set apart, weigh, select.

    material ── board of statements ── likelihoods ──┬── groups ── lines ── worth ── points
                                                     └── contrasts ── disputes

Pure: the same material and `now` give the same digest. Nothing is parsed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from briefings.collector import at_rest
from briefings.compare.compared import Compared, Comparison
from briefings.compare.copied import told_once
from briefings.compare.disputes import find_disputes
from briefings.compare.lines import candidate_lines
from briefings.compare.origins import Origins, outlet_key
from briefings.compare.points import Group, Pair, group, group_of, point_of
from briefings.compare.same import compare
from briefings.compare.singles import weightiest_singles
from briefings.compare.statements import Board, lay_out
from briefings.compare.support import supported
from briefings.compare.worth import worthy
from briefings.model import Digest, Material, Point, Status, Topic

MOST_SINGLES = 8
"""Points of one origin in a digest: enough to see what only one has, few enough to read."""

MOST_AGREED = 500
"""Agreed points in a digest, the weightiest: more than anybody pages through. 80 articles on one name
give 480, and 1,000 would give ten times that."""


@at_rest()
def build_digest(
    topic: Topic,
    material: Material,
    *,
    now: datetime,
    since: datetime | None = None,
    stale: bool = False,
    compared: bytes = b"",
    remember: Callable[[bytes], None] | None = None,
) -> Digest:
    """The digest of `topic` over `material`, as of `now` (aware, UTC).

    since: what the caller asked for; stale: nothing was published since, and the material is the last day's;
    compared: what an earlier digest left, which changes how long this takes and nothing else; remember: gets
    what this one leaves for the next, where there is anything to gain.
    """
    board = lay_out(material)
    origins = Origins(material)
    comparison = Comparison.begin(board, Compared.from_bytes(compared))
    likelihood = compare(comparison)
    groups = group(board, likelihood)
    points = _points(board, likelihood, groups, origins)
    published = [a.published for a in material.articles if a.published is not None]
    digest = Digest(
        topic=topic.name,
        built=now,
        points=_selected(points),
        disputes=find_disputes(board, likelihood, groups, origins, known=comparison),
        articles=len(material.articles),
        outlets=len({outlet_key(a.outlet) for a in material.articles}),
        origins=len({outlet_key(origins.of_article(a.id)) for a in material.articles}),
        first=min(published, default=None),
        last=max(published, default=None),
        since=since,
        stale=stale,
    )
    left = comparison.end()
    if remember is not None and left is not None:
        remember(left.to_bytes())
    return digest


def _points(
    board: Board, likelihood: Mapping[Pair, float], groups: Sequence[Group], origins: Origins
) -> list[Point]:
    """What the lines that are worth it say, each sentence leading one of them, and what one article says."""
    lines = candidate_lines(board, likelihood, [[s.index for s in g.statements] for g in groups])
    worth = worthy(board, likelihood, lines)
    once = told_once(board, [line for line, _ in worth])
    worth_it = supported(board, likelihood, once, {line.statements: value for line, value in worth})
    found = [group_of(line, board, likelihood) for line in worth_it]
    points: list[Point] = []
    told: set[str] = set()
    for each in found:
        point = point_of(each, board, origins, likelihood, told)
        if point is not None:
            points.append(point)
            told.add(point.evidence[0].quote)  # the sentence that leads it
    told.update(s.text for each in found for s in each.support)
    alone = [g for g in groups if len({s.article.id for s in g.statements}) == 1]
    return points + weightiest_singles(alone, board, origins, likelihood, told, MOST_SINGLES)


def _selected(points: list[Point]) -> tuple[Point, ...]:
    """Consensus points, weightiest first; then what several outlets have from one origin, then the rest."""
    ordered = sorted(points, key=lambda p: (-p.weight, p.key))
    agreed = [p for p in ordered if p.status is Status.CONSENSUS]
    carried = [p for p in ordered if p.status is Status.SINGLE and p.outlets > 1]
    alone = [p for p in ordered if p.status is Status.SINGLE and p.outlets == 1]
    return tuple(agreed[:MOST_AGREED] + (carried + alone)[:MOST_SINGLES])

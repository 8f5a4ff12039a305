"""Builds a digest from stored readings: lay out, compare, group, set apart, weigh, select.

    material ── board of statements ── likelihoods ──┬── groups ── points (consensus, one origin)
                                                     └── contrasts ── disputes

Pure: the same material and `now` give the same digest. Nothing is parsed here.
"""

from __future__ import annotations

from datetime import datetime

from briefings.compare.disputes import find_disputes
from briefings.compare.origins import Origins, outlet_key
from briefings.compare.points import group, point_of
from briefings.compare.same import likelihoods
from briefings.compare.statements import lay_out
from briefings.model import Digest, Material, Point, Status, Topic

MOST_SINGLES = 8
"""Points of one origin in a digest: enough to see what only one has, few enough to read."""


def build_digest(
    topic: Topic,
    material: Material,
    *,
    now: datetime,
    since: datetime | None = None,
    stale: bool = False,
) -> Digest:
    """The digest of `topic` over `material`, as of `now` (aware, UTC).

    since: what the caller asked for; stale: nothing was published since, and the material is the last day's.
    """
    board = lay_out(material)
    origins = Origins(material)
    likelihood = likelihoods(board)
    groups = group(board, likelihood)
    points = [point_of(g, board, origins, likelihood) for g in groups]
    published = [a.published for a in material.articles if a.published is not None]
    return Digest(
        topic=topic.name,
        built=now,
        points=_selected(points),
        disputes=find_disputes(board, likelihood, groups, origins),
        articles=len(material.articles),
        outlets=len({outlet_key(a.outlet) for a in material.articles}),
        origins=len({outlet_key(origins.of_article(a.id)) for a in material.articles}),
        first=min(published, default=None),
        last=max(published, default=None),
        since=since,
        stale=stale,
    )


def _selected(points: list[Point]) -> tuple[Point, ...]:
    """Consensus points, weightiest first; then what several outlets have from one origin, then the rest."""
    ordered = sorted(points, key=lambda p: (-p.weight, p.key))
    agreed = [p for p in ordered if p.status is Status.CONSENSUS]
    carried = [p for p in ordered if p.status is Status.SINGLE and p.outlets > 1]
    alone = [p for p in ordered if p.status is Status.SINGLE and p.outlets == 1]
    return tuple(agreed + (carried + alone)[:MOST_SINGLES])

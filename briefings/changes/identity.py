"""Which line of an earlier digest a line is: the same fact reworded tomorrow keeps its key.

Two lines are one where they rest on the same sentence of the same article; a line that shares none with any
earlier line is held against the earlier ones by what `briefings.compare` says of their statements, and by how
much beyond names they share. Each earlier line gives its key to one line at most, the nearest first. A line
of which that is true of none keeps the key that it was made with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefings.changes.ground import Ground, Place
from briefings.changes.moves import denies
from briefings.changes.novelty import cover
from briefings.model import Digest, Dispute, Evidence, Point

ALIKE = 0.5
"""Likelihood from which two lines that share no sentence are taken for one."""

ALIKE_COVER = 0.45
"""Share of what the later line says beyond names that the earlier one must say too."""

L = TypeVar("L", Point, Dispute)


@dataclass(frozen=True, kw_only=True)
class _Link:
    """How near a later line is to an earlier one: the share of the smaller's sentences that both have, else
    the likelihood of being the same (then `shared` is False)."""

    nearness: float
    shared: bool
    later: int
    earlier: int


def settled(digest: Digest, earlier: Sequence[Digest], ground: Ground | None = None) -> Digest:
    """`digest` with the keys that its lines had in `earlier` digests, the latest of them first.

    ground: earlier and later statements on one board, for lines that share no sentence; without it, only
    shared sentences tell.
    """
    points = _keyed(digest.points, _latest(d.points for d in earlier), ground)
    disputes = _keyed(digest.disputes, _latest(d.disputes for d in earlier), None)
    return replace(digest, points=points, disputes=disputes)


def unsettled(digest: Digest, earlier: Sequence[Digest]) -> frozenset[Place]:
    """The sentences to compare: those of points that share none with earlier ones, and the earlier ones'.

    Empty where there is nothing to compare.
    """
    known = cited(earlier)
    strange = frozenset(place for p in digest.points if not places(p) & known for place in places(p))
    return known | strange if known and strange else frozenset()


def cited(digests: Iterable[Digest]) -> frozenset[Place]:
    """Every sentence that points of the digests rest on."""
    return frozenset(place for d in digests for p in d.points for place in places(p))


def cited_articles(digests: Iterable[Digest]) -> frozenset[int]:
    """Ids of the articles that points of the digests rest on."""
    return frozenset(e.article for d in digests for p in d.points for e in p.evidence)


def _latest(lines: Iterable[Sequence[L]]) -> list[L]:
    """Every earlier line once, by key, as the latest digest had it."""
    held: dict[str, L] = {}
    for some in lines:
        for line in some:
            if line.key:
                held.setdefault(line.key, line)
    return list(held.values())


def _keyed(lines: Sequence[L], earlier: Sequence[L], ground: Ground | None) -> tuple[L, ...]:
    links = sorted(
        _links(lines, earlier, ground), key=lambda k: (not k.shared, -k.nearness, k.later, k.earlier)
    )
    keys: dict[int, str] = {}
    given: set[int] = set()
    for link in links:
        if link.later not in keys and link.earlier not in given:
            keys[link.later] = earlier[link.earlier].key
            given.add(link.earlier)
    return tuple(replace(line, key=keys[at]) if at in keys else line for at, line in enumerate(lines))


def _links(lines: Sequence[L], earlier: Sequence[L], ground: Ground | None) -> Iterable[_Link]:
    held: dict[Place, list[int]] = {}
    for at, line in enumerate(earlier):
        for place in places(line):
            held.setdefault(place, []).append(at)
    for at, line in enumerate(lines):
        own = places(line)
        met = {old for place in own for old in held.get(place, ())}
        for old in met:
            both = places(earlier[old])
            yield _Link(
                nearness=len(own & both) / min(len(own), len(both)), shared=True, later=at, earlier=old
            )
        if not met and ground is not None:
            yield from _alike(at, own, held, ground)


def _alike(
    at: int, own: frozenset[Place], held: Mapping[Place, Sequence[int]], ground: Ground
) -> Iterable[_Link]:
    """Earlier lines with a statement that is likely the same as one of the line's own."""
    for index, near in ground.known_by.items():
        statement = ground.statement(index)
        if (statement.article.url, statement.text) not in own:
            continue
        for old, likelihood in near:
            told = ground.statement(old)
            lines = held.get((told.article.url, told.text), ())
            alike = likelihood >= ALIKE and cover(ground, statement, [told]) >= ALIKE_COVER
            if lines and alike and denies(statement) == denies(told):
                for line in lines:
                    yield _Link(nearness=likelihood, shared=False, later=at, earlier=line)


def places(line: Point | Dispute) -> frozenset[Place]:
    """The sentences that a line rests on, not those beside it."""
    return frozenset((e.url, e.quote) for e in evidence_of(line) if not e.beside)


def evidence_of(line: Point | Dispute) -> tuple[Evidence, ...]:
    """Everything that a line rests on, its sides in order."""
    if isinstance(line, Point):
        return line.evidence
    return tuple(item for side in line.sides for item in side.evidence)

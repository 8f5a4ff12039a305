"""What was known and has changed: a second origin, a figure that moved on, somebody who says otherwise.

Each is read off one recent group and the earlier statements that it was compared with (`ground.known_by`).
Being wrong here costs trust, so each asks for more than a line of a digest does: a confirmation, that nobody
else had told it; a revision, that both figures count one thing under one event, of the same people or
places; a dispute, that one affirms in so many words what the other denies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefings.changes.ground import Ground
from briefings.changes.novelty import cover, mutual_cover, opines, states
from briefings.compare.conflict import conflict, denied_outright
from briefings.compare.contrasts import Slot, days_meet, figure_slots
from briefings.compare.origins import outlet_key
from briefings.compare.points import Group
from briefings.compare.statements import Statement
from briefings.extract.modality_words import DENYING
from briefings.extract.units import relation
from briefings.model import Bound, Claim, Polarity, Quantity

ALIKE = 0.6
ALIKE_COVER = 0.5
"""Likelihood, and share of what each of the two says beyond names that the other says too, from which an
earlier statement is the recent one's first telling. At a share of 0.4 a third of the confirmations read in
real news held, at 0.5 four of six did, and there were a third as many (docs/quality.md)."""

PERHAPS = 0.1
PERHAPS_COVER = 0.35
"""From here on an earlier statement may be another telling: a fact that may have been told twice before is
not "now confirmed"."""

RECENT_ENOUGH = timedelta(days=3)
"""How old the only report of a fact may be for its second to be news."""

SAME_SLOT = 0.75
"""How sure `compare.contrasts` must be that two figures count one thing: what is counted and its event are
the same, and the larger is less than three times the smaller."""

RELATED = 0.2
"""Least likelihood of being the same for two statements whose figures are held against each other."""

FALLS_FROM = 0.5
"""Mutual cover from which a count of people killed, hurt or held may be less than it was: else the smaller
one was of another night or another town, in all pairs read."""

RISING = frozenset({"die", "injure", "arrest", "rescue"})
"""Events whose counts only grow."""

OPPOSED_FROM = 0.5
OPPOSED_COVER = 0.5
"""Likelihood and mutual cover from which a statement and a denial are of one thing. A denial reads much like
what it denies; below, they were of two things in most pairs read."""


Measure = Callable[[Ground, Statement, Statement], float]


@dataclass(frozen=True, kw_only=True)
class Move:
    """One thing that was known and has changed. earlier, recent: statements, the telling ones first;
    before, after: the figures or origins, "" where there are none."""

    earlier: tuple[Statement, ...]
    recent: tuple[Statement, ...]
    before: str = ""
    after: str = ""


def confirmation(ground: Ground, found: Group, since: datetime) -> Move | None:
    """The second origin of what one origin had told in the days before; None where there is none."""
    firsts = _tellings(ground, found, ALIKE, ALIKE_COVER, mutual)
    perhaps = _tellings(ground, found, PERHAPS, PERHAPS_COVER, lambda g, a, b: cover(g, a, [b]))
    if not firsts or not any(_told_lately(s, since) for s in firsts):
        return None
    known = {origin for s in perhaps for origin in _origins(ground, s)}
    fresh = [s for s in found.statements if not _origins(ground, s) & known]
    outlets = {outlet_key(s.article.outlet) for s in perhaps}
    fresh = [s for s in fresh if outlet_key(s.article.outlet) not in outlets and _claims(s) and not s.quoted]
    if len(known) != 1 or not fresh:
        return None
    if any(denies(a) != denies(b) or conflict(ground.board, a, b) for a in firsts for b in fresh):
        return None
    return Move(
        earlier=tuple(firsts),
        recent=tuple(fresh),
        before=_origin(ground, firsts[0]),
        after=_origin(ground, fresh[0]),
    )


def revision(ground: Ground, found: Group) -> Move | None:
    """A figure that moved on: an earlier count of the same thing that no recent report repeats."""
    best: tuple[float, Move] | None = None
    for recent in found.statements:
        for index, likelihood in ground.known_by.get(recent.index, ()):
            earlier = ground.statement(index)
            if likelihood < RELATED or not _after(recent, earlier):
                continue
            for slot in _moved(ground, earlier, recent):
                if best is None or slot.sure > best[0]:
                    best = (slot.sure, _revised(slot, earlier, recent, found))
    return best[1] if best else None


def opposition(ground: Ground, found: Group) -> Move | None:
    """Somebody who now denies what was told, or tells what was denied."""
    for recent in found.statements:
        for index, likelihood in ground.known_by.get(recent.index, ()):
            earlier = ground.statement(index)
            near = likelihood >= OPPOSED_FROM and mutual(ground, recent, earlier) >= OPPOSED_COVER
            near = near and denied_outright(earlier) != denied_outright(recent)
            if near and _claims(earlier) and _claims(recent):
                others = tuple(s for s in found.statements if s is not recent)
                return Move(earlier=(earlier,), recent=(recent, *others))
    return None


def denies(statement: Statement) -> bool:
    """Whether a statement denies something, or somebody in it does."""
    return not statement.affirmed or any(claim.predicate in DENYING for claim in statement.claims)


def mutual(ground: Ground, one: Statement, other: Statement) -> float:
    """Share of what each says beyond names that the other says too: the smaller of the two."""
    return mutual_cover(ground.board, one, other)


def _claims(statement: Statement) -> bool:
    """Whether it states something for itself that can be right or wrong, and leaves nothing open."""
    open_ended = any(claim.polarity is Polarity.UNCLEAR for claim in statement.claims)
    return not open_ended and states(statement) and not opines(statement)


def _tellings(
    ground: Ground, found: Group, likelihood: float, share: float, measure: Measure
) -> list[Statement]:
    """Earlier statements that tell what the group tells, the likeliest first."""
    near: dict[int, float] = {}
    for statement in found.statements:
        for index, value in ground.known_by.get(statement.index, ()):
            if value >= likelihood and measure(ground, statement, ground.statement(index)) >= share:
                near[index] = max(near.get(index, 0.0), value)
    return [ground.statement(index) for index in sorted(near, key=lambda i: (-near[i], i))]


def _origins(ground: Ground, statement: Statement) -> set[str]:
    return {outlet_key(ground.origins.of(claim)) for claim in statement.claims}


def _origin(ground: Ground, statement: Statement) -> str:
    return ground.origins.of(statement.claims[0])


def _told_lately(statement: Statement, since: datetime) -> bool:
    published = statement.article.published
    return published is not None and since - published <= RECENT_ENOUGH


def _after(recent: Statement, earlier: Statement) -> bool:
    new, old = recent.article.published, earlier.article.published
    return new is not None and old is not None and old < new


def _moved(ground: Ground, earlier: Statement, recent: Statement) -> Iterator[Slot]:
    """Slots with two figures for one thing, of the same people and places, both given as counts of now."""
    for slot in figure_slots(earlier, recent):
        if slot.sure < SAME_SLOT or not slot.event or slot.spans is None or slot.unit == "percent":
            continue
        old, new = _holder(earlier, slot, 0), _holder(recent, slot, 1)
        if old is None or new is None or not one_matter(earlier, recent):
            continue
        if Bound.VAGUE in (old[1].bound, new[1].bound):
            continue
        falls = slot.event in RISING and new[1].value < old[1].value
        if falls and mutual(ground, earlier, recent) < FALLS_FROM:
            continue
        if not _stated_before(ground, new, recent) and not _repeated(ground, old, recent):
            yield slot


def _holder(statement: Statement, slot: Slot, side: int) -> tuple[Claim, Quantity] | None:
    """The claim and quantity of a slot's figure on one side."""
    assert slot.spans is not None
    return next(
        ((c, q) for c in statement.claims for q in c.quantities if q.span == slot.spans[side]),
        None,
    )


def one_matter(earlier: Statement, recent: Statement) -> bool:
    """Whether two statements can be of the same people, places and days: none names others than the other."""
    if bool(earlier.names) != bool(recent.names):
        return False
    days = [[d for claim in s.claims for d in claim.dates] for s in (earlier, recent)]
    meet = any(days_meet(x, y) for x in days[0] for y in days[1])
    lately = all(days) and max(d.last for d in days[0]) <= max(d.last for d in days[1])
    return (not earlier.names or bool(earlier.names & recent.names)) and (not all(days) or meet or lately)


def _stated_before(ground: Ground, new: tuple[Claim, Quantity], recent: Statement) -> bool:
    """Whether an earlier statement that is near had the new figure already."""
    near = (ground.statement(i) for i, _ in ground.known_by.get(recent.index, ()))
    return any(relation(new[1], q) == "same" for s in near for c in s.claims for q in c.quantities)


def _repeated(ground: Ground, old: tuple[Claim, Quantity], recent: Statement) -> bool:
    """Whether some recent statement on the matter still has the old figure."""
    mates = [
        ground.statement(b if a == recent.index else a) for (a, b) in ground.within if recent.index in (a, b)
    ]
    return any(
        relation(old[1], q) == "same" and q.counted == old[1].counted
        for s in (recent, *mates)
        for c in s.claims
        for q in c.quantities
    )


def _revised(slot: Slot, earlier: Statement, recent: Statement, found: Group) -> Move:
    others = tuple(s for s in found.statements if s is not recent)
    return Move(earlier=(earlier,), recent=(recent, *others), before=slot.values[0], after=slot.values[1])

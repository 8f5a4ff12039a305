"""Disputes: differences on one slot gathered into one question with its sides.

A side has one value (a figure, a time, a wording, a standing) and behind it the statements that have it. How
other reports tell the matter stands beside the sides that were seen to differ (`briefings.compare.tellings`).
A count published hours after all the others is an update, not a contradiction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice

from briefings.compare.compared import Comparison
from briefings.compare.contrasts import Slot
from briefings.compare.differ import SURE, Difference, differences
from briefings.compare.evidence import evidence_of
from briefings.compare.fair import Fair
from briefings.compare.origins import Origins, outlet_key
from briefings.compare.points import Group
from briefings.compare.questions import named_speakers, question_of
from briefings.compare.same import Weights
from briefings.compare.shown import as_line
from briefings.compare.statements import Board, Statement
from briefings.compare.tellings import Tellings, one_text
from briefings.extract.units import relation
from briefings.model import VALUED, Claim, Dispute, DisputeKind, Side

Pair = tuple[int, int]

LEAST = {
    DisputeKind.FIGURE: 0.15,
    DisputeKind.WORDING: 0.1,
    DisputeKind.FRAMING: 0.1,
    DisputeKind.STATUS: 0.12,
    DisputeKind.DENIAL: 0.2,
    DisputeKind.DATE: 0.3,
}
"""Least likelihood for a dispute of each kind, from those that would be shown on 105 hand-marked events, each
held out (docs/quality.md): with lower ones precision falls faster than recall rises."""

LEAST_TOLD = (0.17, 0.13, 0.1)
"""The same for two speakers whose matter no other report tells, one other, and two or more: on 105 events
what only two tell was a dispute in 77 of 473 cases from 0.08 on, what others tell in 108 of 258."""

_KIND_WEIGHT = {DisputeKind.FRAMING: -4.0}
"""What contradicts comes before what is merely told by two people."""

MOST_DISPUTES = 15
"""Disputes kept in a digest, the likeliest first."""


ONE_MATTER = 0.3
"""Least likelihood of being the same statement at which a third figure stands beside two others."""

UPDATE_GAP = timedelta(hours=6)
"""A count published so much later than another updates it: desks file through half a day on one count."""


@dataclass(kw_only=True)
class _Sides:
    """A dispute being gathered: its slot, how likely it is, and statements by value."""

    slot: Slot
    likelihood: float
    held: dict[str, list[int]] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    others: list[int] = field(default_factory=list)

    @property
    def statements(self) -> list[int]:
        """All that stand on a side."""
        return [index for held in self.held.values() for index in held]

    @property
    def opposed(self) -> tuple[int, int]:
        """The two in which the slot was seen to differ."""
        one, other, *_ = self.held.values()
        return one[0], other[0]


def find_disputes(
    board: Board,
    likelihood: Mapping[Pair, float],
    groups: Sequence[Group],
    origins: Origins,
    weights: Weights | None = None,
    known: Comparison | None = None,
) -> tuple[Dispute, ...]:
    """Every dispute among the statements, weightiest first; known: as for `differences`."""
    fair = Fair(board, origins)
    found = (
        d
        for d in differences(board, likelihood, weights, least=min(LEAST.values()), known=known)
        if d.likelihood >= LEAST.get(d.slots[0].kind, 1.0) and fair.shown(d, likelihood[d.a, d.b])
    )
    mates = {s.index: g for g in groups for s in g.statements}
    gathered = _told_once((_of_one_matter(s, likelihood) for s in _gather(found, mates)), fair)
    tellings = Tellings(board, likelihood)
    widened = _widened(gathered, tellings)
    built = (_dispute(board, sides, mates, origins, tellings) for sides in widened)
    disputes = list(islice(filter(_two_voices, built), MOST_DISPUTES))
    return tuple(sorted(disputes, key=lambda d: (-d.weight, d.key)))


def _gather(found: Iterable[Difference], mates: Mapping[int, Group]) -> list[_Sides]:
    """One dispute for each difference; a further one joins the dispute on the same matter that it touches.

    A statement stands in one dispute of a kind (of a counted thing, for figures): the likeliest. Statements
    of one point count as touching.
    """
    gathered: list[_Sides] = []
    used: dict[_Place, _Sides] = {}
    for difference in found:
        for slot in _told_slots(difference):
            home = _home(difference, slot, used, mates)
            if home is None:
                if _place(difference.a, slot) in used or _place(difference.b, slot) in used:
                    continue
                home = _Sides(slot=slot, likelihood=difference.likelihood)
                gathered.append(home)
            for index, value in zip((difference.a, difference.b), slot.values, strict=True):
                if _place(index, slot) not in used:
                    home.held.setdefault(_known_value(value, home.held), []).append(index)
                    used[_place(index, slot)] = home
            home.reasons.append(f"{slot.why} (likelihood {difference.likelihood:.0%})")
    return _joined([sides for sides in gathered if len(sides.held) > 1], mates)


def _of_one_matter(sides: _Sides, likelihood: Mapping[Pair, float]) -> _Sides:
    """The two sides that made the dispute, and of the further ones those that are near to all of them."""
    values = list(sides.held)
    kept = values[:2]
    for value in values[2:]:
        if all(_nearness(sides.held[value], sides.held[other], likelihood) >= ONE_MATTER for other in kept):
            kept.append(value)
    sides.held = {value: sides.held[value] for value in kept}
    return sides


def _nearness(one: Sequence[int], other: Sequence[int], likelihood: Mapping[Pair, float]) -> float:
    """The greatest likelihood that a statement of the one states the same as one of the other."""
    return max(likelihood.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)


def _told_once(gathered: Iterable[_Sides], fair: Fair) -> Iterator[_Sides]:
    """Each remark once, though its quotation runs over several sentences; outlets lend nobody their name."""
    told: set[frozenset[str]] = set()
    for sides in gathered:
        if sides.slot.kind is DisputeKind.WORDING:
            words = frozenset(value.casefold().strip(" ,.;") for value in sides.held)
            if words in told:
                continue
            told.add(words)
            sides.slot = replace(sides.slot, name=fair.speaker(sides.slot.name))
        yield sides


def _widened(gathered: Iterable[_Sides], tellings: Tellings) -> Iterator[_Sides]:
    """Each dispute with how other reports tell its matter; of those in sentences none is told twice.

    A sentence may hold two figures and stand in two disputes, and beside a third.
    """
    taken: set[int] = set()
    told: set[int] = set()  # of these, what no other dispute in sentences may tell
    for sides in gathered:
        in_sentences = sides.slot.kind not in VALUED
        if in_sentences and not told.isdisjoint(sides.statements):
            continue
        sides.others = tellings.of(*sides.opposed, taken)
        if sides.slot.kind is DisputeKind.FRAMING and sides.likelihood < _least_told(sides):
            continue
        taken.update(sides.statements, sides.others)
        told.update(sides.statements, sides.others if in_sentences else ())
        yield sides


def _least_told(sides: _Sides) -> float:
    """How likely a dispute between two speakers must be, by how many others tell its matter."""
    return LEAST_TOLD[min(len(sides.others), len(LEAST_TOLD) - 1)]


def _joined(gathered: Sequence[_Sides], mates: Mapping[int, Group]) -> list[_Sides]:
    """Disputes over figures that have a side in common (the same figure of the same point) are one."""
    kept: list[_Sides] = []
    known: dict[tuple[str, str, int], int] = {}  # which of them has a side there, the first
    for sides in gathered:
        number = min((known[place] for place in _figure_places(sides, mates) if place in known), default=None)
        if number is None:
            number = len(kept)
            kept.append(sides)
        else:
            _add(sides, kept[number])
        for place in _figure_places(kept[number], mates):
            known[place] = min(number, known.get(place, number))
    return kept


def _add(sides: _Sides, home: _Sides) -> None:
    for value, indices in sides.held.items():
        held = home.held.setdefault(_known_value(value, home.held), [])
        held += [i for i in indices if i not in held]
    home.reasons += sides.reasons


def _figure_places(sides: _Sides, mates: Mapping[int, Group]) -> Iterator[tuple[str, str, int]]:
    """Where a dispute over figures has sides: unit, figure, and each statement of the points that have it."""
    if sides.slot.kind is DisputeKind.FIGURE:
        for value, held in sides.held.items():
            for index in held:
                yield from ((sides.slot.unit, value, s.index) for s in mates[index].statements)


def _told_slots(difference: Difference) -> list[Slot]:
    """The first slot, and every further figure whose words leave no doubt what it counts."""
    told = {_place(0, difference.slots[0]): difference.slots[0]}
    for slot in difference.slots[1:]:
        if slot.kind is DisputeKind.FIGURE and slot.event and slot.sure >= SURE:
            told.setdefault(_place(0, slot), slot)
    return list(told.values())


_Place = tuple[int, DisputeKind, str]


def _place(index: int, slot: Slot) -> _Place:
    """Where a statement stands in a dispute: by kind, and for figures by what is counted of which event."""
    counted = f"{slot.name} {slot.event}" if slot.kind is DisputeKind.FIGURE and slot.event else ""
    return (index, slot.kind, counted)


def _home(
    difference: Difference, slot: Slot, used: Mapping[_Place, _Sides], mates: Mapping[int, Group]
) -> _Sides | None:
    """The dispute on the same matter in which a statement of the difference, or one of its point, stands."""
    near = [difference.a, difference.b]
    near += [s.index for i in (difference.a, difference.b) for s in mates[i].statements]
    homes = (used[_place(i, slot)] for i in near if _place(i, slot) in used)
    return next((home for home in homes if _same_matter(home.slot, slot)), None)


def _same_matter(one: Slot, other: Slot) -> bool:
    return _same_figure(one, other) or one.kind is other.kind is DisputeKind.DENIAL


def _same_figure(one: Slot, other: Slot) -> bool:
    """Whether two figure slots count one thing under one verb."""
    if not one.kind is other.kind is DisputeKind.FIGURE:
        return False
    return (one.name, one.event, one.unit) == (other.name, other.event, other.unit) and bool(one.event)


def _two_voices(dispute: Dispute) -> bool:
    """Whether more than one origin, or more than one named source, stands behind the sides."""
    evidence = [e for side in dispute.sides for e in side.evidence]
    return len({outlet_key(e.origin) for e in evidence}) > 1 or len({e.credited for e in evidence} - {""}) > 1


def _known_value(value: str, held: Mapping[str, list[int]]) -> str:
    """The spelling under which the value is held already: "At least nine" is "at least nine"."""
    return next((known for known in held if known.casefold() == value.casefold()), value)


def _dispute(
    board: Board, sides: _Sides, mates: Mapping[int, Group], origins: Origins, tellings: Tellings
) -> Dispute:
    taken, opposed = set(sides.statements), [board.statements[i] for i in sides.opposed]
    standing: list[tuple[str, list[Statement]]] = []
    for value, indices in sides.held.items():
        statements = [board.statements[i] for i in indices]
        statements += _agreeing(statements[0], value, sides.slot, mates, taken)
        standing.append((value, statements))
    place, key = min(board.statements[i].position for i in taken), _key(sides.slot, board, taken)
    counted = sides.slot.kind is DisputeKind.FIGURE and not sides.slot.unit
    update = counted and _overtaken([held for _, held in standing])
    if not update:
        others = [board.statements[i] for i in sides.others if i not in taken]
        standing = _told(others, standing, sides.slot)
    backing = [()] * len(standing) if sides.slot.kind in VALUED else _backing(standing, board, tellings)
    described = sides.slot.kind is DisputeKind.FRAMING and not named_speakers(sides.slot, opposed)
    built = [
        _side("" if described else value, held, origins, more)
        for (value, held), more in zip(standing, backing, strict=True)
    ]
    if update:
        built.sort(key=_first_published)
    return Dispute(
        kind=sides.slot.kind,
        question=question_of(sides.slot, opposed),
        sides=tuple(built),
        update=update,
        weight=_weight(sides, place, len(taken)),
        reasons=tuple(dict.fromkeys((*sides.reasons, *_told_by(built, len(sides.held))))),
        note=sides.slot.note if len(sides.held) == 2 else "",
        key=key,
    )


def _told(
    others: Sequence[Statement], standing: Sequence[tuple[str, list[Statement]]], slot: Slot
) -> list[tuple[str, list[Statement]]]:
    """The sides with further tellings: on the side whose figure or text they have, or on one of their own."""
    found = [(value, [*held]) for value, held in standing]
    for statement in others:
        for value, held in found:
            figure = value and slot.kind is DisputeKind.FIGURE and _has_value(statement, held[0], value, slot)
            if figure or any(one_text(statement, other) for other in held):
                held.append(statement)
                break
        else:
            found.append(("", [statement]))
    return found


def _told_by(sides: Sequence[Side], opposed: int) -> Iterator[str]:
    """Whose tellings stand beside the sides that were seen to differ, as a reason."""
    outlets = dict.fromkeys(e.outlet for side in sides[opposed:] for e in side.evidence[:1])
    if outlets:
        yield f"the matter is told by {', '.join(outlets)} too, near to both"


def _backing(
    told: Sequence[tuple[str, list[Statement]]], board: Board, tellings: Tellings
) -> list[tuple[Statement, ...]]:
    """For each side of one sentence another sentence that states the same, where there is one."""
    taken = {s.index for _, held in told for s in held}
    found: list[tuple[Statement, ...]] = []
    for _, held in told:
        others = [s.index for _, other in told for s in other if other is not held]
        index = tellings.backing(held[0].index, others, taken) if len(held) == 1 else None
        found.append(() if index is None else (board.statements[index],))
        taken.update(() if index is None else (index,))
    return found


def _weight(sides: _Sides, place: float, statements: int) -> float:
    """How much a dispute matters: by kind, how likely it is, how early it stands, how many speak of it."""
    kind = _KIND_WEIGHT.get(sides.slot.kind, 0.0)
    return round(kind + 2.0 * sides.likelihood + (1.0 - place) + 0.1 * statements, 4)


def _agreeing(
    first: Statement, value: str, slot: Slot, mates: Mapping[int, Group], taken: set[int]
) -> list[Statement]:
    """Further statements of the same point that have the same figure or the same words."""
    group = mates[first.index].statements
    more = [s for s in group if s.index not in taken and _has_value(s, first, value, slot)]
    taken.update(s.index for s in more)
    return more


def _has_value(statement: Statement, first: Statement, value: str, slot: Slot) -> bool:
    if slot.kind is not DisputeKind.FIGURE:
        return value.casefold() in statement.text.casefold()
    figures = [q for c in first.claims for q in c.quantities if q.span.of(first.article.text) == value]
    return any(relation(f, q) == "same" for f in figures for c in statement.claims for q in c.quantities)


def _side(
    value: str, statements: Sequence[Statement], origins: Origins, more: Sequence[Statement] = ()
) -> Side:
    """A side, told by the shortest of its statements; more: what states the same, and does not tell it."""
    shortest = min(statements, key=lambda s: len(s.text))
    evidence = tuple(evidence_of(s, _claim_with(s, value), origins) for s in (*statements, *more))
    return Side(claim=as_line(shortest.text), value=value or None, evidence=evidence)


def _claim_with(statement: Statement, value: str) -> Claim:
    """The claim that holds the value; the first where none does."""
    text = statement.article.text
    return next((c for c in statement.claims if value in c.span.of(text)), statement.claims[0])


def _first_published(side: Side) -> datetime:
    return min(e.published for e in side.evidence if e.published)


def _overtaken(sides: Sequence[Sequence[Statement]]) -> bool:
    """Whether one side was published a good while after all the others: then it is the later count."""
    times = [[s.article.published for s in side if s.article.published] for side in sides]
    if not all(times):
        return False
    *earlier, last = sorted(times, key=min)
    return max(moment for side in earlier for moment in side) + UPDATE_GAP <= min(last)


def _key(slot: Slot, board: Board, statements: Iterable[int]) -> str:
    first = board.statements[min(statements)]
    named = f"{slot.kind}\n{slot.name}\n{first.article.url}\n{first.text}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]

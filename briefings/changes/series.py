"""Figures that moved from one report to the next: a toll, a price, a queue.

Theory: figures of one series count the same thing under one event and are told in sentences much alike; by
the time of publication each new value is a step. A value that was had before is a report that lags, no step
back. A count of people killed, hurt or held only grows. A series needs two steps at two times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from briefings.changes.moves import RISING, one_matter
from briefings.changes.nearness import near_likelihoods
from briefings.compare.contrasts import Slot
from briefings.compare.events import event_of
from briefings.compare.evidence import evidence_of
from briefings.compare.origins import Origins, outlet_key
from briefings.compare.questions import question_of
from briefings.compare.statements import Board, Statement
from briefings.developments import Series, SeriesValue
from briefings.extract.units import relation
from briefings.model import Bound, Claim, DisputeKind, Quantity

MOST_SERIES = 5
"""Series shown at most, those with most steps."""

LINKED = 0.2
"""Likelihood of being the same from which two statements speak of one count."""

FARTHEST = 4.0
"""How many times the one before a step may be: a larger one counts something else."""

NO_SERIES = frozenset({"percent", "ordinal", "year-old", "hour", "minute", "day", "week", "month", "year"})
"""Units whose figures tell apart rather than move: shares of different polls, ages, durations."""

Key = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class _Count:
    statement: Statement
    claim: Claim
    quantity: Quantity


def find_series(board: Board, chosen: Collection[int], origins: Origins) -> tuple[Series, ...]:
    """The series among the chosen statements (by index), those with most steps first."""
    counts: dict[Key, list[_Count]] = defaultdict(list)
    for index in sorted(chosen):
        for key, count in _counts(board.statements[index]):
            counts[key].append(count)
    found = []
    for key, held in counts.items():
        if len(held) > 1:
            found += [_series(key, part, origins) for part in _linked(board, held)]
    kept = [series for series in found if len(series.values) > 1]
    return tuple(sorted(kept, key=lambda s: (-len(s.values), s.name))[:MOST_SERIES])


def _counts(statement: Statement) -> Iterator[tuple[Key, _Count]]:
    if statement.article.published is None:
        return
    for claim in statement.claims:
        for quantity in claim.quantities:
            of = quantity.counted or (quantity.unit if quantity.unit.isupper() else "")
            vague = quantity.bound in (Bound.VAGUE, Bound.BETWEEN)
            if of and not vague and quantity.unit not in NO_SERIES:
                event = event_of(quantity.governor or claim.predicate)
                count = _Count(statement=statement, claim=claim, quantity=quantity)
                yield (event, of, quantity.unit), count


def _linked(board: Board, held: Sequence[_Count]) -> Iterator[list[_Count]]:
    """Counts in parts whose statements are linked, directly or through others."""
    indices = {c.statement.index for c in held}
    likelihood = near_likelihoods(board, indices, indices)
    parts: list[list[_Count]] = []
    for count in held:
        home = [part for part in parts if any(_joined(count, other, likelihood) for other in part)]
        parts = [p for p in parts if p not in home] + [[count, *(c for part in home for c in part)]]
    yield from parts


def _joined(a: _Count, b: _Count, likelihood: dict[tuple[int, int], float]) -> bool:
    one, other = sorted((a.statement, b.statement), key=lambda s: s.index)
    alike = one.index == other.index or likelihood.get((one.index, other.index), 0.0) >= LINKED
    return alike and one_matter(one, other)


def _series(key: Key, part: Sequence[_Count], origins: Origins) -> Series:
    ordered = sorted(part, key=lambda c: (_published(c), c.statement.index))
    steps: list[_Count] = []
    for count in ordered:
        if not steps or (_moved(key[0], steps, count) and _published(count) > _published(steps[-1])):
            steps.append(count)
    values = tuple(_value(step, ordered, origins) for step in steps)
    return Series(name=_name(key, steps), unit=key[2], values=values)


def _published(count: _Count) -> str:
    published = count.statement.article.published
    return published.isoformat() if published else ""


def _moved(event: str, steps: Sequence[_Count], count: _Count) -> bool:
    """Whether a count is a step: not had before, not too far off, and more where counts only grow."""
    now, last = count.quantity.value, steps[-1].quantity.value
    if any(relation(step.quantity, count.quantity) == "same" for step in steps):
        return False
    if event in RISING and now <= last:
        return False
    low, high = sorted((now, last))
    return low > 0 and high / low <= FARTHEST


def _value(step: _Count, ordered: Sequence[_Count], origins: Origins) -> SeriesValue:
    same = [c for c in ordered if relation(c.quantity, step.quantity) == "same"]
    return SeriesValue(
        text=step.quantity.span.of(step.statement.article.text),
        value=step.quantity.value,
        evidence=evidence_of(step.statement, step.claim, origins),
        outlets=len({outlet_key(c.statement.article.outlet) for c in same}),
    )


def _name(key: Key, steps: Sequence[_Count]) -> str:
    """The question that the figures answer, in a report's own words."""
    ends = (steps[0], steps[-1])
    slot = Slot(
        kind=DisputeKind.FIGURE,
        name=key[1],
        values=tuple(c.quantity.span.of(c.statement.article.text) for c in ends),  # type: ignore[arg-type]
        spans=(ends[0].quantity.span, ends[1].quantity.span),
        unit=key[2],
        event=key[0],
    )
    return question_of(slot, [c.statement for c in ends])

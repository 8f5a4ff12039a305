"""Small words of the interface: counts, times, spans of days, how a line stands; in English.

Pure functions of their arguments; times are shown in UTC and say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from briefings.model import Dispute, DisputeKind, Evidence, Point, Side, Status

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_DIFFERENCES = {
    DisputeKind.FIGURE: "the figures differ",
    DisputeKind.DATE: "the dates differ",
    DisputeKind.DENIAL: "one says it, another denies it",
    DisputeKind.ATTRIBUTION: "credited to different people",
    DisputeKind.WORDING: "the words differ",
    DisputeKind.STATUS: "how far it has come differs",
    DisputeKind.CAUSE: "the causes differ",
    DisputeKind.FRAMING: "told in different lights",
}


def count(number: int, singular: str, plural: str = "") -> str:
    """`number` with its noun: "1 outlet", "4 outlets"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def day(moment: datetime) -> str:
    """ "4 July 2025"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def moment_text(moment: datetime | None, day_only: bool) -> str:
    """ "4 July 2025, 14:05 UTC", the day alone where the time is not known, or "no date"."""
    if moment is None:
        return "no date"
    return day(moment) if day_only else f"{day(moment)}, {moment:%H:%M} UTC"


def days(first: datetime | None, last: datetime | None) -> str:
    """The span from `first` to `last`: "4–5 July 2025", "30 June – 2 July 2025", "" where unknown."""
    if first is None or last is None:
        known = first or last
        return day(known) if known else ""
    if first.date() == last.date():
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def listed(names: Sequence[str], limit: int = 0) -> str:
    """ "A", "A and B", "A, B and C"; past `limit` names (0: no limit) "A, B and 3 more"."""
    if limit and len(names) > limit:
        return f"{', '.join(names[:limit])} and {len(names) - limit} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def outlets(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The outlets of the passages, each once, in order."""
    return tuple(dict.fromkeys(each.outlet for each in evidence))


def standing(point: Point) -> str:
    """How well a point stands: "4 outlets, 2 origins", "RFI alone", "Axios, carried by 3 outlets"."""
    origin = point.evidence[0].origin if point.evidence else ""
    if point.status is Status.SINGLE and point.outlets == 1 and point.origins > 1:
        return f"{point.evidence[0].outlet} alone"
    if point.origins > 1 or not origin:
        return f"{count(point.outlets, 'outlet')}, {count(point.origins, 'origin')}"
    others = [name for name in outlets(point.evidence) if name != origin]
    if not others:
        return f"{origin} alone"
    return f"{origin}, carried by {others[0] if len(others) == 1 else count(len(others), 'outlet')}"


def difference(dispute: Dispute) -> str:
    """On what the sides of a dispute differ, in words."""
    return "a later count, not a contradiction" if dispute.update else _DIFFERENCES[dispute.kind]


def side_words(dispute: Dispute, side: Side) -> str:
    """What a side says, as short as it is stored; other people's words in quotation marks."""
    if dispute.kind is DisputeKind.WORDING and side.value and side.value[:1] not in "“\"'‘«„":
        return f"“{side.value}”"
    return side.value or side.claim


def in_time(dispute: Dispute) -> tuple[Side, ...]:
    """The sides in their order; of a figure that was revised, the latest last."""
    return tuple(sorted(dispute.sides, key=_first_time)) if dispute.update else dispute.sides


def _first_time(side: Side) -> datetime:
    """When a side was first printed; a side without any time comes first."""
    return min((e.published for e in side.evidence if e.published), default=datetime.min.replace(tzinfo=UTC))


def first_said(side: Side) -> str:
    """ "3 March, 10:40 UTC: ", when a side was first printed, "" where unknown."""
    dated = [each for each in side.evidence if each.published]
    if not dated:
        return ""
    first = min(dated, key=lambda each: each.published or datetime.max.replace(tzinfo=UTC))
    text = moment_text(first.published, first.day_only)
    return f"{text}: "

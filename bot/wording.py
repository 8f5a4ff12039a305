"""Small words of the interface: counts, times, spans of days, how a line stands.

Pure functions of their arguments and of the language and zone of the reply under way (`bot.i18n`). Times
in UTC say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, tzinfo

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.i18n import N_, _, locale, n_, zone
from briefings.model import VALUED, Dispute, DisputeKind, Evidence, Point, Side, Status

_DIFFERENCES = {
    DisputeKind.FIGURE: N_("the figures differ"),
    DisputeKind.DATE: N_("the dates differ"),
    DisputeKind.DENIAL: N_("one says it, another denies it"),
    DisputeKind.ATTRIBUTION: N_("credited to different people"),
    DisputeKind.WORDING: N_("the words differ"),
    DisputeKind.STATUS: N_("how far it has come differs"),
    DisputeKind.CAUSE: N_("the causes differ"),
    DisputeKind.FRAMING: N_("told in different lights"),
}
VERDICTS = (N_("said to be so"), N_("denied"))  # values of sides that are words of ours, not of a report
_UPDATE = N_("a later count, not a contradiction")


def number(value: float) -> str:
    """ "1,234"."""
    return format_decimal(value, locale=locale())


def reports(many: int) -> str:
    """ "5 reports"."""
    return n_("{n} report", "{n} reports", many)


def outlets_count(many: int) -> str:
    """ "5 outlets"."""
    return n_("{n} outlet", "{n} outlets", many)


def origins_count(many: int) -> str:
    """ "4 origins"."""
    return n_("{n} origin", "{n} origins", many)


def day(moment: date) -> str:
    """ "4 July 2025"."""
    return format_date(moment, "long", locale=locale())


def clock(moment: datetime, where: tzinfo | None = None) -> str:
    """ "14:05"; where: None for the zone of the reply."""
    return format_time(moment.astimezone(where or zone()), "short", locale=locale())


def moment_text(moment: datetime | None, day_only: bool) -> str:
    """ "4 July 2025, 14:05", the day alone where the time is not known, or "no date"."""
    if moment is None:
        return _("no date")
    if day_only:
        return day(moment)
    return f"{day(moment.astimezone(zone()))}, {clock(moment)}{_utc()}"


def _utc() -> str:
    """What follows a time in UTC."""
    return " UTC" if str(zone()) == "UTC" else ""


def days(first: datetime | None, last: datetime | None) -> str:
    """The span from `first` to `last`: "4–5 July 2025", "30 June – 2 July 2025", "" where unknown."""
    if first is None or last is None:
        known = first or last
        return day(known) if known else ""
    if first.date() == last.date():
        return day(first)
    both = zip((first, last), _span_patterns(first, last), strict=True)
    return "".join(format_date(moment, pattern, locale=locale()) for moment, pattern in both)


def _span_patterns(first: date, last: date) -> Sequence[str]:
    """How the two days are written beside each other; with months in full, which CLDR has for single days
    only."""
    differ = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    patterns = locale().interval_formats["yMMMd"][differ]
    return [each.replace("MMM", "MMMM").replace("\u2009", " ") for each in patterns]


def listed(names: Sequence[str], limit: int = 0) -> str:
    """ "A", "A and B", "A, B and C"; past `limit` names (0: no limit) "A, B and 3 more"."""
    if limit and len(names) > limit:
        more = len(names) - limit
        return n_("{names} and {n} more", "{names} and {n} more", more, names=", ".join(names[:limit]))
    return format_list(names, locale=locale())


def outlets(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The outlets of the passages, each once, in order."""
    return tuple(dict.fromkeys(each.outlet for each in evidence))


def standing(point: Point) -> str:
    """How well a point stands: "4 outlets, 2 origins", "RFI alone", "Axios, carried by 3 outlets"."""
    origin = point.evidence[0].origin if point.evidence else ""
    if point.status is Status.SINGLE and point.outlets == 1 and point.origins > 1:
        return _("{outlet} alone", outlet=point.evidence[0].outlet)
    if point.origins > 1 or not origin:
        return f"{outlets_count(point.outlets)}, {origins_count(point.origins)}"
    others = [name for name in outlets(point.evidence) if name != origin]
    if not others:
        return _("{outlet} alone", outlet=origin)
    if len(others) == 1:
        return _("{origin}, carried by {outlet}", origin=origin, outlet=others[0])
    return n_(
        "{origin}, carried by {n} outlet", "{origin}, carried by {n} outlets", len(others), origin=origin
    )


def difference(dispute: Dispute) -> str:
    """On what the sides of a dispute differ, in words."""
    return _(_UPDATE if dispute.update else _DIFFERENCES[dispute.kind])


def side_words(dispute: Dispute, side: Side) -> str:
    """What a side says, as short as it is stored; other people's words in quotation marks."""
    if dispute.kind is DisputeKind.WORDING and side.value and side.value[:1] not in "“\"'‘«„":
        return f"“{side.value}”"
    if side.value in VERDICTS:
        return _(side.value)
    return side.claim if dispute.kind is DisputeKind.FRAMING else side.value or side.claim


def valued(dispute: Dispute) -> tuple[Side, ...]:
    """The sides that have a figure, a date or words of their own, in order; all of a dispute in sentences.

    What else is told of a matter of figures stands below them where a dispute is shown whole.
    """
    return tuple(side for side in in_time(dispute) if side.value or dispute.kind not in VALUED)


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


def day_and_time(moment: datetime) -> str:
    """ "4 July, 14:05"."""
    return f"{day_of_year(moment.astimezone(zone()))}, {clock(moment)}{_utc()}"


def day_of_year(moment: date) -> str:
    """ "4 July"."""
    return format_skeleton("MMMMd", moment, locale=locale())


def minutes_text(minutes: int) -> str:
    """A time of day by its minutes after midnight: "14:05"."""
    return format_time(time(minutes // 60 % 24, minutes % 60), "short", locale=locale())

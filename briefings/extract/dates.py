"""Words for a time, resolved to days by the article's own date and zone.

    text -> grammar (where) -> tense of the clause (which way) -> first..last day

A weekday is the nearest one in the past, the day of publication among them, and the next one where the clause
looks ahead ("will meet on Monday"). A month or a day without a year is the nearest in that direction.
Declined, and so not found: plural weekdays ("Mondays"), "every Friday", "last Friday" when it might be of
this week or of the one before, seasons, "a few weeks ago", "more than a year ago", "the next day", times
of day without a day near them, dates in figures with slashes. Without a date of publication only dates with a
year are resolved. A time in another zone than the place's own ("0245 GMT") keeps its day and loses its time.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from spacy.tokens import Doc

from briefings.extract import date_words as words
from briefings.extract.date_grammar import Temporal
from briefings.extract.once import temporals_of, text_of
from briefings.extract.tense import looks_ahead
from briefings.model import DateMention, Span

_DAY = timedelta(days=1)
_Days = tuple[date, date]
# "effective Feb. 28", read on 11 February, is no year ago: a day without a year that would lie this far in
# the direction of the tense is taken on the other side, where it is near.
FAR_DAYS, NEAR_DAYS = 270, 90
# Weekday names after a verb of telling lie 0, 1, 2, 3, 4, 5, 6 days before publication 1185, 660, 159, 76,
# 47, 21 and 42 times in 8,000 articles: the last is mostly the day after, in a page that was updated.
# Declined.
STALE_WEEKDAY = 6
BORROWING_REACH = 400  # characters between a time of day and the day named before it, about two paragraphs
_DAYS_BY_NAME = ("day", "weekday", "today", "iso")
_MEETING_POINT = 16  # characters between a day and a time of day that still are one mention


@dataclass(frozen=True, kw_only=True)
class _Clock:
    """What relative words are measured from: the day of publication at the place of the outlet."""

    today: date


def find_dates(doc: Doc, published: datetime | None, zone_hours: float | None) -> list[DateMention]:
    """All words for a time in `doc` that resolve, in order, without overlaps.

    published: UTC, None where unknown; midnight sharp is taken for a date without a time of day, to which
    the zone does not apply. zone_hours: the outlet's offset from UTC, None where unknown (UTC is used).
    """
    clock = _Clock(today=_local_day(published, zone_hours)) if published else None
    found = temporals_of(doc)
    placed = [(t, _resolve(t, clock, doc, found, n)) for n, t in enumerate(found)]
    return list(_with_times(text_of(doc), placed))


def _local_day(published: datetime, zone_hours: float | None) -> date:
    midnight = published.hour == published.minute == published.second == 0
    if zone_hours is None or midnight:
        return published.date()
    return (published + timedelta(hours=zone_hours)).date()


def _resolve(
    temporal: Temporal, clock: _Clock | None, doc: Doc, found: Sequence[Temporal], number: int
) -> _Days | None:
    """The days that a temporal stands for, None where it is declined or names a time of day only."""
    parts = temporal.parts
    match temporal.kind:
        case "iso":
            return _single(int(parts["year"]), int(parts["month"]), int(parts["day"]))
        case "year":
            return _months(int(parts["year"]), 1, 12)
        case "decade":
            return _decade(parts)
        case "month" if "year" in parts:
            return _month(parts, int(parts["year"]))
        case "day" if "year" in parts:
            return _day(parts, int(parts["year"]))
    if clock is None or text_of(doc).startswith(words.OTHER_YEARS, temporal.end):
        return None
    today = clock.today
    match temporal.kind:
        case "day":
            return _nearest_day(parts, today, looks_ahead(doc, temporal.start))
        case "month":
            return _nearest_month(parts, today, looks_ahead(doc, temporal.start))
        case "weekday":
            return _weekday(parts, today, looks_ahead(doc, temporal.start), text_of(doc), temporal)
        case "today":
            return _today(parts["day"].lower(), today)
        case "period":
            return _period(parts, today)
        case "weekend":
            return _weekend(today, 1 if looks_ahead(doc, temporal.start) else 0)
        case "past":
            return _past(parts, today)
        case "ago":
            return _ago(parts, today)
        case "offset":
            return _offset(temporal, clock, doc, found, number)
    return None


def _single(year: int, month: int, day: int) -> _Days | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made, made


def _months(year: int, first: int, last: int) -> _Days:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _decade(parts: dict[str, str]) -> _Days:
    start = int(parts["decade"])
    first, last = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(parts.get("part", ""), (0, 9))
    return date(start + first, 1, 1), date(start + last, 12, 31)


def _month_number(parts: dict[str, str]) -> int:
    return words.MONTHS[parts["month"].lower().rstrip(".")]


def _month(parts: dict[str, str], year: int) -> _Days:
    month = _month_number(parts)
    first, last = _months(year, month, month)
    part = parts.get("part", "").lower()
    if part == "early":
        return first, first.replace(day=10)
    if part == "mid":
        return first.replace(day=10), first.replace(day=20)
    return (first.replace(day=20), last) if part == "late" else (first, last)


def _day(parts: dict[str, str], year: int) -> _Days | None:
    first = _single(year, _month_number(parts), int(parts["day"]))
    if first is None or "last" not in parts:
        return first
    last = _single(year, _month_number(parts), int(parts["last"]))
    return (first[0], last[1]) if last and last[1] > first[0] else None


def _nearest_day(parts: dict[str, str], today: date, ahead: bool) -> _Days | None:
    """A day of a month without a year: the nearest before or after today, checked against a weekday."""
    years = (today.year, today.year - 1, today.year + 1)
    weekday = words.WEEKDAYS.get(parts.get("weekday", "").lower().rstrip("."))
    if weekday is not None:
        fits = [d for d in (_day(parts, y) for y in years) if d and d[0].weekday() == weekday]
        return fits[0] if fits else None
    return _towards(lambda year: _day(parts, year), today, ahead)


def _towards(days_in: Callable[[int], _Days | None], today: date, ahead: bool) -> _Days | None:
    """The nearest days in the direction of the tense; the other direction where that one is absurdly far."""
    made = [days for days in map(days_in, (today.year - 1, today.year, today.year + 1)) if days]
    before = max((days for days in made if days[0] <= today), default=None)
    after = min((days for days in made if days[0] >= today), default=None)
    if not before or not after:
        return before or after
    back, forth = (today - before[0]).days, (after[0] - today).days
    if ahead:
        return before if forth > FAR_DAYS and back <= NEAR_DAYS else after
    return after if back > FAR_DAYS and forth <= NEAR_DAYS else before


def _nearest_month(parts: dict[str, str], today: date, ahead: bool) -> _Days | None:
    which, month = parts.get("which", "").lower(), _month_number(parts)
    if which == "this":
        return _month(parts, today.year)
    if ahead or which == "next":
        later = month > today.month or (month == today.month and which != "next")
        return _month(parts, today.year if later else today.year + 1)
    before = month < today.month or (month == today.month and which != "last")
    return _month(parts, today.year if before else today.year - 1)


def _weekday(parts: dict[str, str], today: date, ahead: bool, text: str, temporal: Temporal) -> _Days | None:
    which, wanted = parts.get("which", "").lower(), words.WEEKDAYS[parts["weekday"].lower()]
    named = text[max(0, temporal.start - 10) : temporal.start].split()[-1:]
    follows = text[temporal.end : temporal.end + 12].split()[:1]
    if "plural" in parts or which in ("every", "each", "previous", "following"):
        return None
    if (named and named[0] in words.WEEKDAY_NAMES) or (
        follows and follows[0].strip(".,") in words.WEEKDAY_TAILS
    ):
        return None
    back = today - _DAY * ((today.weekday() - wanted) % 7)
    forth = today + _DAY * ((wanted - today.weekday()) % 7)
    if which == "last" or which.endswith("past"):
        back = back if back < today else back - 7 * _DAY
        same_week = back.isocalendar()[:2] == today.isocalendar()[:2]
        return None if same_week and which == "last" else (back, back)
    if which == "next" or which.endswith("coming"):
        forth = forth if forth > today else forth + 7 * _DAY
        same_week = forth.isocalendar()[:2] == today.isocalendar()[:2]
        return None if same_week and which == "next" else (forth, forth)
    if which == "this":
        monday = today - _DAY * today.weekday()
        day = monday + _DAY * wanted
        return day, day
    if not ahead and (today - back).days == STALE_WEEKDAY:
        return None
    return (forth, forth) if ahead else (back, back)


def _today(word: str, today: date) -> _Days:
    shift = {"yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1, "before yesterday": -2,
             "after tomorrow": 2}.get(word, 0)  # fmt: skip
    day = today + shift * _DAY
    return (day - _DAY, day) if word == "overnight" else (day, day)


def _weekend(today: date, ahead: int) -> _Days:
    """The last Saturday and Sunday that have begun, or those to come."""
    saturday = today - _DAY * ((today.weekday() - 5) % 7)
    if ahead and today.weekday() < 5:
        saturday += 7 * _DAY
    return saturday, saturday + _DAY


def _period(parts: dict[str, str], today: date) -> _Days:
    """ "last week" (Monday to Sunday), "this month", "earlier this year", "next weekend"."""
    step = {"last": -1, "this": 0, "next": 1}[parts["which"].lower()]
    match parts["unit"]:
        case "weekend":
            saturday = today + (5 - today.weekday() + 7 * step) * _DAY
            days = saturday, saturday + _DAY
        case "week":
            monday = today - _DAY * today.weekday() + 7 * step * _DAY
            days = monday, monday + 6 * _DAY
        case "month":
            before, month = divmod(today.year * 12 + today.month - 1 + step, 12)
            days = _months(before, month + 1, month + 1)
        case _:
            days = _months(today.year + step, 1, 12)
    half = parts.get("half", "").lower()
    if step == 0 and half == "earlier":
        return days[0], max(days[0], min(days[1], today))
    if step == 0 and half == "later":
        return max(days[0], today), days[1]
    return days


def _past(parts: dict[str, str], today: date) -> _Days | None:
    """ "the past two weeks": from then until today."""
    count = _count(parts.get("count", "one"))
    if count is None or parts["unit"] == "hour":
        return None
    return _back(today, count, parts["unit"]), today


def _ago(parts: dict[str, str], today: date) -> _Days | None:
    """ "two days ago" is a day, "a week ago" the days about it, "two years ago" that year."""
    count, unit = _count(parts["count"]), parts["unit"]
    if count is None or "loose" in parts or unit in ("decade", "centur", "night"):
        return None
    if unit in ("second", "minute", "hour"):
        return (today - _DAY, today) if unit == "hour" and count > 4 else (today, today)
    day = _back(today, count, unit)
    if unit == "day":
        return day, day
    if unit in ("week", "fortnight"):
        return day - 3 * _DAY, day + 3 * _DAY
    return _months(day.year, day.month, day.month) if unit == "month" else _months(day.year, 1, 12)


def _count(word: str) -> int | None:
    """A small whole number in words or digits, None for "several" and the like."""
    plain = word.lower().replace(",", "")
    return int(plain) if plain.isdigit() and int(plain) < 1000 else words.SMALL_NUMBERS.get(plain)


def _back(today: date, count: int, unit: str) -> date:
    """The day so many units before; clipped to the month's last day."""
    if unit in ("month", "year", "decade"):
        months = {"month": 1, "year": 12, "decade": 120}[unit] * count
        year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])) if year > 0 else date.min
    return today - _DAY * count * words.SPANS[unit]


def _offset(
    temporal: Temporal, clock: _Clock, doc: Doc, found: Sequence[Temporal], number: int
) -> _Days | None:
    """ "two days after" with a day right behind it."""
    count = _count(temporal.parts["count"])
    if count is None or number + 1 >= len(found) or temporal.parts["unit"] not in ("day", "week"):
        return None
    base = _resolve(found[number + 1], clock, doc, found, number + 1)
    if base is None or base[0] != base[1]:
        return None
    sign = 1 if temporal.parts["way"] == "after" else -1
    day = base[0] + sign * count * words.SPANS[temporal.parts["unit"]] * _DAY
    return day, day


def _with_times(text: str, placed: list[tuple[Temporal, _Days | None]]) -> Iterable[DateMention]:
    """Mentions with their days; a time of day joins the day beside it, or takes the day of its sentence."""
    at = 0
    while at < len(placed):
        temporal, days = placed[at]
        after = placed[at + 1] if at + 1 < len(placed) else None
        pair = after is not None and _beside(text, temporal, after[0])
        if days and pair and after and _is_time(after[0]) and temporal.kind in _DAYS_BY_NAME:
            yield _mention(temporal.start, after[0].end, days, _minutes(after[0]))
            at += 2
        elif _is_time(temporal) and pair and after and after[1] and after[0].kind in _DAYS_BY_NAME:
            yield _mention(temporal.start, after[0].end, after[1], _minutes(temporal))
            at += 2
        else:
            if days is None and _is_time(temporal):
                days = _borrowed(text, placed, at)
                if days and _minutes(temporal) is not None:
                    yield _mention(temporal.start, temporal.end, days, _minutes(temporal))
            elif days:
                yield _mention(temporal.start, temporal.end, days, None)
            at += 1


def _mention(start: int, end: int, days: _Days, minutes: int | None) -> DateMention:
    return DateMention(span=Span(start=start, end=end), first=days[0], last=days[1], time=minutes)


def _is_time(temporal: Temporal) -> bool:
    return temporal.kind in ("time", "noon")


def _beside(text: str, first: Temporal, second: Temporal) -> bool:
    """Whether a day and a time stand side by side: "Friday at 5:40 p.m.", "5:40 p.m. on Friday"."""
    between = text[first.end : second.start]
    if len(between) > _MEETING_POINT or "\n" in between or first.kind == second.kind:
        return False
    return all(word.strip(",()") in words.DAY_TIME_LINKS for word in between.split())


def _borrowed(text: str, placed: list[tuple[Temporal, _Days | None]], at: int) -> _Days | None:
    """The single day named last before a time of day, in its sentence or close before it."""
    for earlier, days in reversed(placed[:at]):
        if placed[at][0].start - earlier.end > BORROWING_REACH:
            return None
        if days and days[0] == days[1]:
            return days
    return None


def _minutes(temporal: Temporal) -> int | None:
    """Minutes after midnight at the place; None where the zone is another one or the hour is none."""
    parts = temporal.parts
    if temporal.kind == "noon":
        return 720
    zone = parts.get("zone", "")
    if zone and "local" not in zone and not zone.endswith(" time"):
        return None
    if zone.startswith(("Eastern", "Pacific")):
        return None
    hour, minute = int(parts["hour"]), int(parts.get("minute", 0))
    half = parts.get("half", "").lower()[:1] or {"morning": "a"}.get(parts.get("part", ""), "")
    if parts.get("part") in ("afternoon", "evening") or "night" in parts:
        half = "p"
    if hour > (12 if half else 23) or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute

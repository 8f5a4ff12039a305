"""When something was published, read from what files, pages and feeds write, and whether to believe it.

Understood: ISO 8601 in its forms, RFC 2822 (feeds, HTTP), seconds or milliseconds since 1970, and dates
written out in English. Not understood, on purpose: "03/04/2025" (two readings, "03/14/2025" has one), a
year alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)
"""Nothing before is believed: 1601 and 1970-01-01 are what broken clocks and empty fields give."""

AHEAD = timedelta(hours=48)
"""How far after `now` a date may lie: zones differ by 26 hours, and clocks go wrong by a day."""

_WRITTEN = (
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%a, %d %b %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
)
_WRITTEN_WITH_TIME = (
    "%B %d, %Y %I:%M %p",
    "%b %d, %Y %I:%M %p",
    "%B %d, %Y at %I:%M %p",
    "%d %B %Y %H:%M",
    "%d %b %Y %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
)

_DATE_IN_PROSE = re.compile(
    r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? \d{4}"
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_IN_ADDRESS = re.compile(
    rf"(?i)/((?:19|20)\d\d)[/-](\d{{1,2}}|{'|'.join(_MONTHS)})[/-](\d{{1,2}})(?=[/_-]|$)"
)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A time of publication. zone_hours: the writer's own offset, None where it gave none or wrote in UTC."""

    at: datetime
    day_only: bool = False
    zone_hours: float | None = None


@dataclass(frozen=True, kw_only=True)
class Unbelieved:
    """What was written as a date and is not taken for one. written: the words; reason: why not."""

    written: str
    reason: str


def read_moment(written: object, *, now: datetime) -> Moment | Unbelieved | None:
    """The moment that `written` stands for; None where nothing was written.

    A date without zone is taken as UTC; without time, as midnight UTC with `day_only`.
    """
    if written is None or isinstance(written, bool) or (isinstance(written, str) and not written.strip()):
        return None
    shown = str(written).strip()[:60]
    try:
        moment = _parsed(written)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        moment = None
    if moment is None:
        return Unbelieved(written=shown, reason="not a date that can be read")
    if not EARLIEST <= moment.at <= now + AHEAD:
        return Unbelieved(written=shown, reason="a date that cannot be")
    return moment


def moment_in(prose: str, *, now: datetime) -> Moment | None:
    """The first believable date that stands in a line such as "Published on 4 July 2025"."""
    for match in _DATE_IN_PROSE.finditer(prose):
        found = read_moment(match.group(), now=now)
        if isinstance(found, Moment):
            return found
    return None


def day_in_address(url: str, *, now: datetime) -> Moment | None:
    """The day that an address carries in its path ("/2025/jul/04/", "/2025/07/04/", "2025-07-04")."""
    match = _DAY_IN_ADDRESS.search(url)
    if not match:
        return None
    year, month, day = match.groups()
    number = int(month) if month.isdigit() else 1 + _MONTHS.index(month.lower())
    found = read_moment(f"{year}-{number:02d}-{int(day):02d}", now=now)
    return found if isinstance(found, Moment) else None


def _parsed(written: object) -> Moment | None:
    if isinstance(written, int | float):
        seconds = written / 1000 if abs(written) > 1e11 else written
        return Moment(at=datetime.fromtimestamp(seconds, tz=UTC))
    if not isinstance(written, str):
        return None
    text = re.sub(r"\s+", " ", written).strip()
    if re.fullmatch(r"-?\d{9,13}(?:\.\d+)?", text):
        return _parsed(float(text))
    for reader in (_iso, _rfc2822, _written_out, _slashed):
        moment = reader(text)
        if moment is not None:
            return moment
    return None


def _iso(text: str) -> Moment | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _moment(at, day_only=len(text) <= 10 or re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None)


def _rfc2822(text: str) -> Moment | None:
    if not re.search(r"\d{1,2} \w{3,9} \d{2,4} \d{1,2}:\d\d", text):
        return None
    try:
        return _moment(parsedate_to_datetime(text), day_only=False)
    except (ValueError, TypeError):
        return None


def _written_out(text: str) -> Moment | None:
    tidy = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", text)
    tidy = re.sub(r"\bSept\b", "Sep", tidy)
    tidy = re.sub(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.", r"\1", tidy)
    tidy = re.sub(r"^((?:[A-Z][a-z]+day, )?[A-Z][a-z]+ \d{1,2}) (\d{4})", r"\1, \2", tidy)
    tidy = re.sub(r"\b([ap])\.m\.?", r"\1m", tidy)
    for day_only, forms in ((True, _WRITTEN), (False, _WRITTEN_WITH_TIME)):
        for form in forms:
            try:
                return _moment(datetime.strptime(tidy, form).replace(tzinfo=UTC), day_only=day_only)
            except ValueError:
                continue
    return None


def _slashed(text: str) -> Moment | None:
    """Month/day/year or day/month/year where the numbers leave one reading."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)", text)
    if not match:
        return None
    a, b, year = (int(g) for g in match.groups())
    if (a > 12) == (b > 12) and a != b:
        return None
    day, month = max(a, b), min(a, b)
    return _moment(datetime(year if year > 99 else 2000 + year, month, day, tzinfo=UTC), day_only=True)


def _moment(at: datetime, *, day_only: bool) -> Moment:
    offset = at.utcoffset()
    if offset is None:
        return Moment(at=at.replace(tzinfo=UTC), day_only=day_only)
    hours = None if day_only or not offset else offset.total_seconds() / 3600
    return Moment(at=at.astimezone(UTC), day_only=day_only, zone_hours=hours)

"""When a briefing is due: exactly one a local day, whatever clocks do, and what downtime leaves of it.

Pure: moments come in as aware datetimes, moments in UTC and local dates go out. A local day has one run:

    the time exists once     then
    it exists twice          the first time (autumn)
    it does not exist        as much later as the clocks were put forward; where that would be the next day
                             (Nuuk puts clocks forward at 23:00), as much earlier
    the day does not exist   none (Apia had no 30 December 2011)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from briefings.model import aware_utc

EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))

# A briefing that is later than this is of no use any more: by the evening the morning's news is in the next.
GRACE = timedelta(hours=6)

# Days of downtime that are looked at one by one; longer ago nobody asks for.
LOOK_BACK = timedelta(days=31)


def is_zone(name: str) -> bool:
    """Whether `name` is a time zone of the tz database ("Europe/Kyiv")."""
    return name in _zone_names()


@lru_cache(maxsize=1)
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def zone_of(name: str) -> ZoneInfo:
    """The zone called `name`; UTC where the system's tz database has lost it."""
    return ZoneInfo(name if is_zone(name) else "UTC")


@dataclass(frozen=True, kw_only=True)
class Slot:
    """The time at which a place is due a briefing.

    zone: a name of the tz database; hour, minute: local; days: of the week, Monday = 0, at least one.
    Raises ValueError for a time or day that there is not.
    """

    zone: str = "UTC"
    hour: int = 8
    minute: int = 0
    days: frozenset[int] = EVERY_DAY

    def __post_init__(self) -> None:
        if not (0 <= self.hour < 24 and 0 <= self.minute < 60):
            raise ValueError(f"no time of day: {self.hour}:{self.minute}")
        if not self.days or not self.days <= EVERY_DAY:
            raise ValueError(f"no days of the week: {sorted(self.days)}")

    def local(self, moment: datetime) -> datetime:
        """`moment` on the slot's own clock."""
        return aware_utc(moment).astimezone(zone_of(self.zone))


@dataclass(frozen=True, kw_only=True, order=True)
class Run:
    """One briefing that is due: of which local day, and at which moment (UTC)."""

    moment: datetime
    day: date


def run_on(slot: Slot, day: date) -> Run | None:
    """The run of a local day, None on days of the week without one and on a day that there is not."""
    if day.weekday() not in slot.days:
        return None
    zone = zone_of(slot.zone)
    wall = datetime.combine(day, time(slot.hour, slot.minute), tzinfo=zone)
    for fold in (0, 1):
        try:
            moment = wall.replace(fold=fold).astimezone(UTC)
            if moment.astimezone(zone).date() == day:
                return Run(moment=moment, day=day)
        except OverflowError:  # the first or the last day that the calendar has
            continue
    return None


def runs(slot: Slot, first: date) -> Iterator[Run]:
    """The runs of the local days from `first` on."""
    day = first
    while day < date.max:
        if run := run_on(slot, day):
            yield run
        day += timedelta(days=1)


def next_run(slot: Slot, after: datetime, done: date | None = None) -> Run:
    """The first run later than `after` and of a day later than `done`, the last one that was dealt with."""
    first = slot.local(after).date() - timedelta(days=1)  # a shifted run may stand on the day before
    if done is not None:
        first = max(first, done + timedelta(days=1))
    return next(run for run in runs(slot, first) if run.moment > after)


@dataclass(frozen=True, kw_only=True)
class Due:
    """What is to be done for a subscription whose run has come.

    send: the day whose briefing is sent now, None where all are too late; skipped: the days that are too
    late, oldest first; next: the run after these.
    """

    send: date | None
    skipped: tuple[date, ...]
    next: Run


def due(
    slot: Slot, planned: datetime, now: datetime, done: date | None = None, grace: timedelta = GRACE
) -> Due:
    """What has become of the runs from `planned` until `now`: the last is sent if it is no later than
    `grace`, those before it are skipped, so that downtime brings one briefing and not one for each day."""
    first = slot.local(max(planned, now - LOOK_BACK)).date()
    if done is not None:
        first = max(first, done + timedelta(days=1))
    come: list[Run] = []
    for run in runs(slot, first):
        if run.moment > now:
            break
        come.append(run)
    after = next_run(slot, now, come[-1].day if come else done)
    if not come:
        return Due(send=None, skipped=(), next=after)
    last, days = come[-1], tuple(run.day for run in come)
    if now - last.moment <= grace:
        return Due(send=last.day, skipped=days[:-1], next=after)
    return Due(send=None, skipped=days, next=after)

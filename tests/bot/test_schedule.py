"""Exactly one briefing a local day: changes of clocks, days that are not there, downtime."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.schedule import EVERY_DAY, Run, Slot, due, is_zone, next_run, run_on, runs, zone_of

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Kyiv",
    "America/Nuuk",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Havana",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "Pacific/Apia",
    "UTC",
)
slots = st.builds(Slot, zone=st.sampled_from(ZONES), hour=st.integers(0, 23), minute=st.integers(0, 59))

# From 2011, with Samoa's missing day in it, to 2036.
moments = st.integers(1_293_840_000, 2_114_380_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hour", "minute", "day", "moment"),
    [
        # Berlin, 29 March 2026: 02:00 becomes 03:00. 25 October: 03:00 becomes 02:00.
        ("Europe/Berlin", 2, 30, "2026-03-28", "2026-03-28T01:30"),
        ("Europe/Berlin", 2, 30, "2026-03-29", "2026-03-29T01:30"),  # shown as 03:30
        ("Europe/Berlin", 2, 30, "2026-03-30", "2026-03-30T00:30"),
        ("Europe/Berlin", 2, 30, "2026-10-25", "2026-10-25T00:30"),  # the first of the two
        ("Europe/Berlin", 2, 30, "2026-10-26", "2026-10-26T01:30"),
        ("Europe/Berlin", 8, 0, "2026-03-29", "2026-03-29T06:00"),
        # New York, 8 March 2026 and 1 November.
        ("America/New_York", 2, 15, "2026-03-08", "2026-03-08T07:15"),  # shown as 03:15
        ("America/New_York", 1, 15, "2026-11-01", "2026-11-01T05:15"),
        # Kathmandu: 5:45 ahead, no changes.
        ("Asia/Kathmandu", 7, 0, "2026-03-29", "2026-03-29T01:15"),
        # Lord Howe changes by half an hour: 4 October 2026 02:00 becomes 02:30, 5 April 02:00 becomes 01:30.
        ("Australia/Lord_Howe", 2, 15, "2026-10-04", "2026-10-03T15:45"),  # shown as 02:45
        ("Australia/Lord_Howe", 1, 45, "2026-04-05", "2026-04-04T14:45"),  # the first of the two
        # Nuuk puts clocks forward at 23:00: half past eleven moves back into its own day.
        ("America/Nuuk", 23, 30, "2026-03-28", "2026-03-29T00:30"),  # shown as 22:30
        # Cairo's day begins at one o'clock on 24 April 2026.
        ("Africa/Cairo", 0, 30, "2026-04-24", "2026-04-23T22:30"),  # shown as 01:30
    ],
)
def test_a_time_that_is_missing_or_doubled_has_one_moment(
    zone: str, hour: int, minute: int, day: str, moment: str
) -> None:
    run = run_on(Slot(zone=zone, hour=hour, minute=minute), date.fromisoformat(day))
    assert run == Run(moment=utc(moment), day=date.fromisoformat(day))


def test_a_day_that_a_country_left_out_has_no_briefing() -> None:
    slot = Slot(zone="Pacific/Apia", hour=8)
    found = list(islice(runs(slot, date(2011, 12, 29)), 3))
    assert [run.day for run in found] == [date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 1)]
    assert len({run.moment for run in found}) == 3


@given(slots, st.dates(date(2011, 1, 1), date(2037, 1, 1)))
@example(Slot(zone="America/Nuuk", hour=23, minute=30), date(2026, 3, 20))
@example(Slot(zone="Pacific/Apia", hour=0, minute=0), date(2011, 12, 20))
@settings(max_examples=60)
def test_every_local_day_there_is_has_exactly_one_run_on_that_day(slot: Slot, first: date) -> None:
    zone = ZoneInfo(slot.zone)
    found = list(islice(runs(slot, first), 20))
    assert all(run.moment.astimezone(zone).date() == run.day for run in found)
    assert all(before.moment < after.moment for before, after in pairwise(found))
    for day in (first + timedelta(days=number) for number in range(15)):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
        exists = noon.astimezone(UTC).astimezone(zone).date() == day
        assert [run.day for run in found].count(day) == exists


@given(slots, moments)
@settings(max_examples=60)
def test_going_from_run_to_run_leaves_out_no_day_and_takes_none_twice(slot: Slot, begin: datetime) -> None:
    walked, run = [], next_run(slot, begin)
    assert run.moment > begin
    for _ in range(20):
        walked.append(run)
        run = next_run(slot, run.moment, run.day)
    assert walked == list(islice(runs(slot, walked[0].day), 20))


def test_only_the_chosen_days_of_the_week_have_a_briefing() -> None:
    slot = Slot(zone="Europe/Kyiv", hour=9, days=frozenset({0, 5}))
    found = list(islice(runs(slot, date(2026, 11, 18)), 4))
    assert [run.day.weekday() for run in found] == [5, 0, 5, 0]


def test_the_next_run_is_of_a_day_that_was_not_dealt_with() -> None:
    slot, now = Slot(zone="UTC", hour=20), utc("2026-11-21T10:00")
    assert next_run(slot, now).day == date(2026, 11, 21)
    assert next_run(slot, now, done=date(2026, 11, 21)).day == date(2026, 11, 22)


# Downtime

EIGHT = Slot(zone="Europe/Kyiv", hour=8)  # 06:00 UTC in winter


def test_a_briefing_that_is_due_is_sent_on_its_day() -> None:
    found = due(EIGHT, utc("2026-11-21T06:00"), utc("2026-11-21T06:00:10"))
    assert (found.send, found.skipped) == (date(2026, 11, 21), ())
    assert found.next == Run(moment=utc("2026-11-22T06:00"), day=date(2026, 11, 22))


def test_what_is_late_by_a_few_hours_is_still_sent() -> None:
    assert due(EIGHT, utc("2026-11-21T06:00"), utc("2026-11-21T12:00")).send == date(2026, 11, 21)


def test_what_is_later_than_that_is_skipped() -> None:
    found = due(EIGHT, utc("2026-11-21T06:00"), utc("2026-11-21T12:00:01"))
    assert (found.send, found.skipped) == (None, (date(2026, 11, 21),))
    assert found.next.day == date(2026, 11, 22)


def test_after_days_of_downtime_one_briefing_is_sent_and_the_others_are_skipped() -> None:
    found = due(EIGHT, utc("2026-11-18T06:00"), utc("2026-11-21T07:00"))
    assert found.send == date(2026, 11, 21)
    assert found.skipped == (date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20))


def test_after_years_of_downtime_only_the_last_month_is_gone_through() -> None:
    found = due(EIGHT, utc("2016-01-01T06:00"), utc("2026-11-21T07:00"))
    assert found.send == date(2026, 11, 21)
    assert 28 <= len(found.skipped) <= 31


def test_a_day_that_was_dealt_with_is_not_due_again_even_where_its_run_is_planned() -> None:
    found = due(EIGHT, utc("2026-11-21T06:00"), utc("2026-11-21T06:01"), done=date(2026, 11, 21))
    assert (found.send, found.skipped) == (None, ())
    assert found.next.day == date(2026, 11, 22)


@given(
    slots,
    moments,
    st.lists(st.integers(1, 100), min_size=1, max_size=12),
)
@settings(max_examples=60)
def test_however_the_program_is_up_and_down_each_day_is_dealt_with_once(
    slot: Slot, begin: datetime, hours: list[int]
) -> None:
    planned, now, done = next_run(slot, begin), begin, None
    seen: list[date] = []
    for pause in hours:
        now += timedelta(hours=pause)
        if planned.moment > now:
            continue
        found = due(slot, planned.moment, now, done)
        seen += [*found.skipped, *([found.send] if found.send else [])]
        planned, done = found.next, seen[-1]
        assert planned.moment > now
    assert seen == sorted(set(seen))
    assert seen == [run.day for run in _until(slot, begin, now)]


def _until(slot: Slot, begin: datetime, end: datetime) -> list[Run]:
    """All runs after `begin`, up to `end`, that were dealt with by then."""
    found, run = [], next_run(slot, begin)
    while run.moment <= end:
        found.append(run)
        run = next_run(slot, run.moment, run.day)
    return found


# Bad input


@pytest.mark.parametrize(
    "wrong", [{"hour": 24}, {"minute": 60}, {"hour": -1}, {"days": frozenset()}, {"days": frozenset({7})}]
)
def test_a_slot_that_there_is_not_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no "):
        Slot(**wrong)  # type: ignore[arg-type]


def test_zones_are_known_by_name_and_a_lost_one_is_utc() -> None:
    assert is_zone("Europe/Kyiv")
    assert not is_zone("Kyiv")
    assert not is_zone("../../etc/passwd")
    assert zone_of("Mars/Olympus").key == "UTC"
    assert Slot().days == EVERY_DAY

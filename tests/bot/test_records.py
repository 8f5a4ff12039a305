"""What is kept of chats, places, subscriptions and deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.memory import Place
from bot.parts import Part
from bot.records import Records
from bot.records.chats import ChatKind, Length, Preferences, Quiet, WhenNothing, is_silent
from bot.records.deliveries import Progress, State
from bot.schedule import Run, Slot
from briefings.errors import NewerStoreError, StoreError
from briefings.model import Topic
from briefings.store import Store

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
KYIV = Slot(zone="Europe/Kyiv", hour=8)
AIR, FERRY = Topic(id=7, name="Air defense"), Topic(id=8, name="Ferry fire")
ANN = Place(chat=101)
DESK = Place(chat=-500, thread=3)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with Store.open(tmp_path / "briefings.db") as store:
        made = Records.open(store)
        made.chats.meet(ANN.chat, ChatKind.PRIVATE, "Ann", NOW, slot=KYIV)
        made.chats.meet(DESK.chat, ChatKind.GROUP, "News desk", NOW, slot=KYIV)
        yield made


def part(text: str) -> Part:
    return Part(html=f"<b>{text}</b>", plain=text, keyboard='[[{"text": "1", "callback_data": "d1:1:h"}]]')


def planned(records: Records, *texts: str, day: date = date(2026, 11, 22)) -> int:
    """A subscription of Ann's, with a briefing of these parts planned."""
    number = records.subscriptions.follow(ANN, AIR, NOW).id
    parts = [part(text) for text in texts]
    records.deliveries.plan(number, ANN, day, parts, expires=NOW + timedelta(hours=6), now=NOW, digest=412)
    return number


# Chats


def test_a_chat_is_kept_with_its_guesses_and_known_again(records: Records) -> None:
    ann = records.chats.get(ANN.chat)
    assert ann is not None
    assert (ann.kind, ann.title, ann.met, ann.asleep_since) == (ChatKind.PRIVATE, "Ann", NOW, None)
    assert ann.preferences == Preferences(slot=KYIV)
    again = records.chats.meet(ANN.chat, ChatKind.PRIVATE, "Anna", NOW, code="uk-UA", slot=Slot())
    assert (again.title, again.code, again.preferences.slot) == ("Anna", "uk-UA", KYIV)
    assert records.chats.meet(ANN.chat, ChatKind.PRIVATE, "Anna", NOW).code == "uk-UA"


def test_preferences_come_back_as_they_were_kept(records: Records) -> None:
    wanted = Preferences(
        language="uk",
        slot=Slot(zone="Asia/Kathmandu", hour=6, minute=45, days=frozenset({0, 4})),
        zone_chosen=True,
        quiet=Quiet.ALWAYS,
        length=Length.SHORT,
        when_nothing=WhenNothing.SILENCE,
    )
    records.subscriptions.prefer(ANN.chat, wanted, NOW)
    assert records.chats.preferences(ANN.chat) == wanted
    with pytest.raises(ValueError, match="no time zone"):
        records.subscriptions.prefer(ANN.chat, replace(wanted, slot=Slot(zone="Mars/Olympus")), NOW)


def test_a_chat_that_is_not_known_has_the_usual_preferences(records: Records) -> None:
    assert records.chats.get(999) is None
    assert records.chats.preferences(999) == Preferences()


@pytest.mark.parametrize(
    ("quiet", "hour", "silent"),
    [
        (Quiet.NIGHT, 21, False),
        (Quiet.NIGHT, 22, True),
        (Quiet.NIGHT, 7, True),
        (Quiet.NIGHT, 8, False),
        (Quiet.NEVER, 3, False),
        (Quiet.ALWAYS, 12, True),
    ],
)
def test_at_night_by_the_chat_s_own_clock_messages_make_no_sound(
    quiet: Quiet, hour: int, silent: bool
) -> None:
    now = datetime(2026, 11, 21, hour - 2 if hour >= 2 else 0, 30, tzinfo=UTC)  # Kyiv is two hours ahead
    assert is_silent(Preferences(slot=KYIV, quiet=quiet), now) is silent


# Subscriptions


def test_following_plans_the_next_run_by_the_chat_s_clock(records: Records) -> None:
    found = records.subscriptions.follow(ANN, AIR, NOW)
    assert found.next_run == datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
    assert found.next_day == date(2026, 11, 22)
    assert records.subscriptions.follow(ANN, AIR, NOW + timedelta(days=3)) == found


def test_topics_are_kept_in_the_order_followed(records: Records) -> None:
    records.subscriptions.follow(ANN, FERRY, NOW)
    records.subscriptions.follow(ANN, AIR, NOW)
    records.subscriptions.follow(DESK, AIR, NOW)
    assert [each.topic for each in records.subscriptions.of_place(ANN)] == [FERRY.id, AIR.id]
    assert [each.place for each in records.subscriptions.of_chat(DESK.chat)] == [DESK]
    assert records.subscriptions.of_place(Place(chat=DESK.chat)) == ()
    assert records.subscriptions.followers(AIR.id) == 2


def test_unfollowing_and_following_again_brings_no_second_briefing_that_day(records: Records) -> None:
    number = planned(records, "Morning")
    following = records.subscriptions.get(number)
    assert following is not None
    records.subscriptions.advance(number, date(2026, 11, 22), run_at(following.next_run + timedelta(days=1)))
    later = NOW + timedelta(days=1)
    assert records.subscriptions.unfollow(ANN, AIR.id, later)
    assert not records.subscriptions.unfollow(ANN, AIR.id, later)
    assert records.subscriptions.of_place(ANN) == ()
    assert records.deliveries.ready(later, 10) == ()
    again = records.subscriptions.follow(ANN, AIR, datetime(2026, 11, 22, 1, 0, tzinfo=UTC))
    assert (again.id, again.next_day) == (number, date(2026, 11, 23))


def run_at(moment: datetime) -> Run:
    return Run(moment=moment, day=moment.date())


def test_a_new_topic_with_the_number_of_an_old_one_is_another_subscription(records: Records) -> None:
    planned(records, "Morning")
    records.subscriptions.shown(ANN, AIR.id, 412)
    new = records.subscriptions.follow(ANN, Topic(id=AIR.id, name="Something else"), NOW)
    assert new.seen is None
    assert records.deliveries.ready(NOW, 10) == ()
    assert [each.name for each in records.subscriptions.of_place(ANN)] == ["Something else"]


def test_a_change_of_hour_or_zone_plans_anew_but_leaves_slots_of_their_own(records: Records) -> None:
    records.subscriptions.follow(ANN, AIR, NOW)
    own = records.subscriptions.follow(ANN, FERRY, NOW)
    records.subscriptions.set_slot(own.id, Slot(zone="Asia/Kathmandu", hour=19), NOW)
    wanted = Preferences(slot=Slot(zone="America/New_York", hour=7))
    records.subscriptions.prefer(ANN.chat, wanted, NOW)
    by_chat, by_itself = records.subscriptions.of_place(ANN)
    assert by_chat.next_run == datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    assert by_itself.next_run == datetime(2026, 11, 21, 13, 15, tzinfo=UTC)
    assert by_itself.own_slot
    back = records.subscriptions.set_slot(own.id, None, NOW)
    assert (back.slot, back.next_run) == (wanted.slot, by_chat.next_run)


def test_whoever_moves_to_another_zone_takes_slots_of_their_own_along(records: Records) -> None:
    here = records.subscriptions.follow(ANN, AIR, NOW)
    there = records.subscriptions.follow(ANN, FERRY, NOW)
    records.subscriptions.set_slot(here.id, replace(KYIV, hour=19), NOW)
    records.subscriptions.set_slot(there.id, Slot(zone="Asia/Tokyo", hour=19), NOW)
    records.subscriptions.prefer(ANN.chat, Preferences(slot=Slot(zone="Europe/Berlin")), NOW)
    zones = [each.slot.zone for each in records.subscriptions.of_place(ANN)]
    assert zones == ["Europe/Berlin", "Asia/Tokyo"]


def test_a_clock_that_ran_ahead_and_was_set_back_silences_nobody(records: Records) -> None:
    number = records.subscriptions.follow(ANN, AIR, NOW).id
    far = datetime(2031, 1, 1, 6, 0, tzinfo=UTC)
    records.subscriptions.advance(number, date(2030, 12, 31), run_at(far))
    assert records.subscriptions.replan_far(NOW) == 1
    found = records.subscriptions.get(number)
    assert found is not None
    assert found.next_day == date(2026, 11, 22)
    assert records.subscriptions.replan_far(NOW) == 0


def test_a_thread_has_a_topic_of_its_own(records: Records) -> None:
    assert records.subscriptions.own_topic(DESK) is None
    records.subscriptions.set_own_topic(DESK, AIR.id)
    assert records.subscriptions.own_topic(DESK) == AIR.id
    assert records.subscriptions.own_topic(Place(chat=DESK.chat)) is None


def test_what_is_due_comes_in_order_and_not_of_sleeping_chats(records: Records) -> None:
    later = NOW + timedelta(days=1)
    first = records.subscriptions.follow(ANN, FERRY, NOW)
    second = records.subscriptions.follow(ANN, AIR, NOW)
    records.subscriptions.follow(DESK, AIR, NOW)
    assert records.subscriptions.due(NOW, 10) == ()
    records.chats.put_to_sleep(DESK.chat, "removed", NOW)
    assert [each.id for each in records.subscriptions.due(later, 10)] == [first.id, second.id]
    records.subscriptions.hold(first.id, later + timedelta(minutes=5))
    assert [each.id for each in records.subscriptions.due(later, 10)] == [second.id]


def test_a_chat_that_wakes_is_planned_from_then_on(records: Records) -> None:
    records.subscriptions.follow(ANN, AIR, NOW)
    records.chats.put_to_sleep(ANN.chat, "bot was blocked by the user", NOW)
    later = NOW + timedelta(days=30)
    assert records.subscriptions.counts() == {"active": 0, "asleep": 1, "ended": 0}
    assert records.subscriptions.wake(ANN.chat, later)
    assert not records.subscriptions.wake(ANN.chat, later)
    (found,) = records.subscriptions.of_place(ANN)
    assert found.next_run == datetime(2026, 12, 22, 6, 0, tzinfo=UTC)


# Migration


def test_a_group_that_becomes_a_supergroup_keeps_all_that_hangs_on_it(records: Records) -> None:
    number = records.subscriptions.follow(DESK, AIR, NOW).id
    records.subscriptions.set_own_topic(DESK, AIR.id)
    records.deliveries.plan(number, DESK, date(2026, 11, 22), [part("x")], expires=NOW, now=NOW)
    records.subscriptions.move(DESK.chat, -1001234567890, NOW)
    there = Place(chat=-1001234567890, thread=3)
    assert [each.id for each in records.subscriptions.of_place(there)] == [number]
    assert records.subscriptions.own_topic(there) == AIR.id
    assert [each.place for each in records.deliveries.ready(NOW, 10)] == [there]
    assert records.chats.get(DESK.chat) is None
    moved = records.chats.get(there.chat)
    assert moved is not None
    assert (moved.kind, moved.title) == (ChatKind.SUPERGROUP, "News desk")
    records.subscriptions.move(DESK.chat, there.chat, NOW)  # both groups tell of it
    assert len(records.subscriptions.of_chat(there.chat)) == 1


def test_a_supergroup_that_was_heard_from_first_is_joined_with_the_old_group(records: Records) -> None:
    there = -1001234567890
    records.chats.meet(there, ChatKind.SUPERGROUP, "News desk", NOW)
    records.subscriptions.follow(Place(chat=there), FERRY, NOW)
    records.subscriptions.follow(Place(chat=there, thread=3), AIR, NOW)
    records.subscriptions.follow(DESK, AIR, NOW)
    records.subscriptions.move(DESK.chat, there, NOW)
    kept = [(each.place.thread, each.topic) for each in records.subscriptions.of_chat(there)]
    assert sorted(kept, key=str) == [(3, AIR.id), (None, FERRY.id)]
    assert records.chats.preferences(there).slot == KYIV


# The ledger


def test_a_local_day_is_planned_once_whatever_happens(records: Records) -> None:
    number = planned(records, "one", "two")
    day = date(2026, 11, 22)
    assert records.deliveries.plan(number, ANN, day, [part("other")], expires=NOW, now=NOW) == 0
    records.deliveries.skip(number, ANN, [day], "late", NOW)
    rows = records.deliveries.of_subscription(number)
    assert [(row.part, row.state) for row in rows] == [(0, State.PLANNED), (1, State.PLANNED)]
    records.deliveries.skip(number, ANN, [date(2026, 11, 23)], "late", NOW)
    assert records.deliveries.plan(number, ANN, date(2026, 11, 23), [part("x")], expires=NOW, now=NOW) == 0


def test_parts_are_handed_out_in_order_and_whole(records: Records) -> None:
    planned(records, "one", "two")
    first, second = records.deliveries.ready(NOW, 10)
    assert (first.part, second.part) == (part("one"), part("two"))
    assert (first.place, first.expires) == (ANN, NOW + timedelta(hours=6))
    assert records.deliveries.ready(NOW, 10, busy=[ANN.chat]) == ()


def test_with_its_last_part_a_briefing_has_been_seen(records: Records) -> None:
    number = planned(records, "one", "two")
    for task, seen in zip(records.deliveries.ready(NOW, 10), (None, 412), strict=True):
        assert records.deliveries.begin(task.id, NOW)
        assert not records.deliveries.begin(task.id, NOW)
        records.deliveries.sent(task.id, 9000 + task.id, NOW)
        found = records.subscriptions.get(number)
        assert found is not None
        assert found.seen == seen
    rows = records.deliveries.of_subscription(number)
    assert all(row.state is State.SENT and row.message == 9000 + row.id and row.done == NOW for row in rows)


def test_after_a_crash_what_was_on_its_way_is_unknown_and_the_rest_is_still_planned(
    records: Records,
) -> None:
    planned(records, "one", "two")
    first, second = records.deliveries.ready(NOW, 10)
    records.deliveries.begin(first.id, NOW)
    assert records.deliveries.recover(NOW) == 1
    assert [task.id for task in records.deliveries.ready(NOW, 10)] == [second.id]
    (trouble,) = records.deliveries.troubles(NOW - timedelta(days=1))
    assert (trouble.id, trouble.state, trouble.name) == (first.id, State.UNKNOWN, AIR.name)


def test_what_must_wait_holds_up_the_rest_of_its_chat_until_then(records: Records) -> None:
    planned(records, "one", "two")
    first, _ = records.deliveries.ready(NOW, 10)
    records.deliveries.begin(first.id, NOW)
    records.deliveries.again(first.id, "Bad Gateway", NOW + timedelta(seconds=30), counted=True)
    assert records.deliveries.ready(NOW + timedelta(seconds=29), 10) == ()
    later = records.deliveries.ready(NOW + timedelta(seconds=32), 10)
    assert [task.tries for task in later] == [1, 0]


def test_days_missed_through_our_fault_are_told_until_a_briefing_is_sent(records: Records) -> None:
    number = records.subscriptions.follow(ANN, AIR, NOW).id
    records.deliveries.skip(number, ANN, [date(2026, 11, 18), date(2026, 11, 19)], "late", NOW)
    records.deliveries.skip(number, ANN, [date(2026, 11, 20)], "nothing new", NOW)
    assert records.deliveries.missed(number) == (date(2026, 11, 18), date(2026, 11, 19))
    planned(records, "Morning")
    (task,) = records.deliveries.ready(NOW, 10)
    records.deliveries.begin(task.id, NOW)
    records.deliveries.sent(task.id, 1, NOW)
    assert records.deliveries.missed(number) == ()


def test_a_broadcast_goes_once_to_each_chat_that_is_awake(records: Records) -> None:
    records.chats.meet(102, ChatKind.PRIVATE, "Bob", NOW)
    records.chats.put_to_sleep(102, "blocked", NOW)
    number = records.deliveries.broadcast([part("one"), part("two")], NOW)
    assert records.deliveries.progress(number) == Progress(planned=4)
    to_ann = records.deliveries.broadcast([part("one")], NOW, chats=[ANN.chat, 102, 999])
    assert records.deliveries.progress(to_ann) == Progress(planned=1)


def test_what_messages_say_is_kept_once_and_not_for_ever(records: Records) -> None:
    records.deliveries.broadcast([part("one")], NOW)
    planned(records, "one")
    contents = records.deliveries.db.table("contents")
    assert contents.count == 1
    for task in records.deliveries.ready(NOW, 10):
        records.deliveries.begin(task.id, NOW)
        records.deliveries.sent(task.id, 1, NOW)
    assert records.deliveries.tidy(NOW) == 0
    assert contents.count == 0
    assert records.deliveries.tidy(NOW + timedelta(seconds=1)) == 3


def test_forgetting_a_chat_forgets_all_that_hangs_on_it(records: Records) -> None:
    number = planned(records, "one")
    records.chats.forget(ANN.chat)
    assert records.subscriptions.counts() == {"active": 0, "asleep": 0, "ended": 0}
    assert records.deliveries.of_subscription(number) == ()
    assert records.deliveries.ready(NOW, 10) == ()


# The file


def test_records_of_a_newer_program_are_refused_and_a_locked_file_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "briefings.db"
    with Store.open(path) as store:
        made = Records.open(store)
        with Store.open(path) as other:
            other.db.conn.execute("BEGIN IMMEDIATE")
            made.chats.db.conn.execute("PRAGMA busy_timeout = 0")
            with pytest.raises(StoreError, match="in use by another process"):
                made.chats.meet(1, ChatKind.PRIVATE, "Ann", NOW)
            other.db.conn.rollback()
        row = next(
            iter(
                store.db.query(
                    "SELECT * FROM _sqlite_migrations WHERE migration_set = 'concordance.deliveries'"
                )
            )
        )
        newer = {name: value for name, value in row.items() if name != "id"} | {"name": "9999_from_later"}
        store.db.table("_sqlite_migrations").insert(newer)
        with pytest.raises(NewerStoreError):
            Records.open(store)

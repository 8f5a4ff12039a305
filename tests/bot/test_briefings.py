"""Daily briefings through the whole bot, against the loopback server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.memory import Place
from bot.newsroom import Desk
from bot.records import Records
from bot.records.chats import ChatKind, Preferences, WhenNothing
from bot.records.deliveries import State
from bot.schedule import Slot
from bot.sending import service
from briefings.model import Topic
from tests.bot.botapi import BotApi, Refusal
from tests.bot.conftest import Served, serving
from tests.bot.handmade import AIR, FERRY, HandMade

FRIDAY = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)  # 08:00 in Kyiv
SATURDAY = FRIDAY + timedelta(days=1)
KYIV = Slot(zone="Europe/Kyiv", hour=8)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


_look = Desk.do


class Work:
    """Tells when something was done on a desk."""

    done: asyncio.Event


@pytest.fixture(autouse=True)
def quick_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at what is due often: the clock is set, and nobody waits 20 seconds. Whatever is done on a desk
    wakes those who wait for something in the records."""

    async def do(self: Desk, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            return await _look(self, work, *args, **kwargs)
        finally:
            Work.done.set()

    Work.done = asyncio.Event()
    monkeypatch.setattr(service, "TICK", 0.05)
    monkeypatch.setattr(Desk, "do", do)


async def until(served: Served, holds: Callable[[Records], object]) -> None:
    """Wait until something holds of the records; looked at after each piece of work."""
    async with asyncio.timeout(60):
        while True:
            Work.done.clear()
            if await _look(served.desk, holds, served.records):
                return
            await Work.done.wait()


async def until_last_is(served: Served, state: State) -> None:
    """Wait until the last row of the first subscription is in that state."""

    def holds(records: Records) -> bool:
        rows = records.deliveries.of_subscription(1)
        return bool(rows) and rows[-1].state is state

    await until(served, holds)


def follows(
    *subscriptions: tuple[int, Topic], thread: int | None = None, preferences: Preferences | None = None
) -> Callable[[Records], None]:
    """Chats that follow topics since Thursday."""

    def prepare(records: Records) -> None:
        for chat, topic in subscriptions:
            kind = ChatKind.PRIVATE if chat > 0 else ChatKind.GROUP
            records.chats.meet(chat, kind, "A chat", FRIDAY - timedelta(days=1), slot=KYIV)
            if preferences:
                records.subscriptions.prefer(chat, preferences, FRIDAY - timedelta(days=1))
            place = Place(chat=chat, thread=thread)
            records.subscriptions.follow(place, topic, FRIDAY - timedelta(hours=3))

    return prepare


async def ledger(served: Served, subscription: int = 1) -> list[tuple[date, int, State, str]]:
    """The rows of a subscription: day, part, state, why."""
    rows = await served.desk.do(served.records.deliveries.of_subscription, subscription)
    return [(row.day, row.part, row.state, row.why) for row in rows]


async def test_at_the_hour_the_digest_comes_with_its_buttons_and_once(api: BotApi) -> None:
    ann, clock = api.person(), Clock(FRIDAY - timedelta(seconds=1))
    async with serving(api, HandMade(), clock, follows((ann.user_id, AIR))) as served:
        await api.until_called("getUpdates", 1)
        clock.now = FRIDAY
        briefing = await ann.next_message()
        assert briefing.text.startswith(f"{AIR.name}\n")
        assert "AGREED" in briefing.text
        assert briefing.request["disable_notification"] is False
        behind = await ann.turn(briefing, "1")
        assert behind.marked("blockquote") or behind.links()
        clock.now = FRIDAY + timedelta(hours=3)
        assert "How to read" in (await ann.ask("/help")).text
        assert ann.inbox.empty()
        assert await ledger(served) == [(FRIDAY.date(), 0, State.SENT, "")]
        clock.now = SATURDAY
        assert AIR.name in (await ann.next_message()).text


async def test_the_next_briefing_tells_what_is_new_since_the_last_one_sent(api: BotApi) -> None:
    ann, clock, news = api.person(), Clock(FRIDAY), HandMade()
    async with serving(api, news, clock, follows((ann.user_id, AIR))) as served:
        await ann.next_message()
        await until_last_is(served, State.SENT)
        clock.now = SATURDAY
        assert "Denmark sent more launchers." in (await ann.next_message()).text
        assert news.asked_since == news.shown.id


@pytest.mark.parametrize("choice", WhenNothing)
async def test_where_nothing_is_new_there_is_one_line_or_silence_as_chosen(
    api: BotApi, choice: WhenNothing
) -> None:
    ann, clock, news = api.person(), Clock(FRIDAY), HandMade()
    preferences = Preferences(slot=KYIV, when_nothing=choice)
    async with serving(api, news, clock, follows((ann.user_id, AIR), preferences=preferences)) as served:
        await ann.next_message()
        await until_last_is(served, State.SENT)
        news.changes, clock.now = (), SATURDAY
        if choice is WhenNothing.SILENCE:
            await until_last_is(served, State.SKIPPED)
            assert (await ledger(served))[-1] == (SATURDAY.date(), 0, State.SKIPPED, "nothing new")
            assert ann.inbox.empty()
        else:
            note = await ann.next_message()
            assert AIR.name in note.text
            assert "AGREED" not in note.text
            assert note.text.count("\n") <= 1


async def test_after_days_of_downtime_the_next_briefing_says_what_was_left_out(api: BotApi) -> None:
    ann = api.person()
    clock = Clock(FRIDAY + timedelta(days=2, hours=1))
    async with serving(api, HandMade(), clock, follows((ann.user_id, AIR))) as served:
        briefing = await ann.next_message()
        assert "The briefings of 20 November 2026 and 21 November 2026 were left out" in briefing.text
        await until_last_is(served, State.SENT)
        assert [(day.day, state) for day, _, state, _ in await ledger(served)] == [
            (20, State.SKIPPED),
            (21, State.SKIPPED),
            (22, State.SENT),
        ]
        clock.now = FRIDAY + timedelta(days=3)
        assert "left out" not in (await ann.next_message()).text


async def test_two_topics_of_one_hour_come_one_after_another_in_the_order_followed(api: BotApi) -> None:
    ann = api.person()
    prepare = follows((ann.user_id, FERRY), (ann.user_id, AIR))
    async with serving(api, HandMade(), Clock(FRIDAY), prepare):
        assert FERRY.name in (await ann.next_message()).text
        assert AIR.name in (await ann.next_message()).text


async def test_each_thread_of_a_group_gets_what_it_follows(api: BotApi) -> None:
    desk = api.group("Desk", kind="supergroup", threads=(3, 4))

    def prepare(records: Records) -> None:
        follows((desk.user_id, AIR), thread=3)(records)
        follows((desk.user_id, FERRY), thread=4)(records)

    async with serving(api, HandMade(), Clock(FRIDAY), prepare):
        got = [await desk.next_message() for _ in range(2)]
    threads = {each.request["message_thread_id"]: each.text.splitlines()[0] for each in got}
    assert threads == {3: AIR.name, 4: FERRY.name}


async def test_a_topic_that_is_gone_is_told_of_once_and_ends_the_subscription(api: BotApi) -> None:
    ann, clock = api.person(), Clock(FRIDAY)
    async with serving(api, HandMade(topics=(FERRY,)), clock, follows((ann.user_id, AIR))) as served:
        assert "no longer kept here" in (await ann.next_message()).text
        assert await served.desk.do(served.records.subscriptions.of_chat, ann.user_id) == ()


async def test_in_the_language_of_the_client_where_none_was_chosen(api: BotApi) -> None:
    ann = api.person()

    def prepare(records: Records) -> None:
        follows((ann.user_id, AIR))(records)
        records.chats.meet(ann.user_id, ChatKind.PRIVATE, "Ann", FRIDAY, code="uk")
        records.deliveries.skip(1, Place(chat=ann.user_id), [date(2026, 11, 19)], "late", FRIDAY)

    async with serving(api, HandMade(), Clock(FRIDAY), prepare):
        assert "19 листопада 2026" in (await ann.next_message()).text


# What becomes of a chat


async def test_whoever_blocks_the_bot_sleeps_and_wakes_on_return(api: BotApi) -> None:
    ann, clock = api.person(), Clock(FRIDAY - timedelta(hours=1))
    async with serving(api, HandMade(), clock, follows((ann.user_id, AIR))) as served:
        await api.until_called("getUpdates", 1)
        ann.block()
        await asleep(served, 1)
        clock.now = SATURDAY + timedelta(hours=1)
        ann.unblock()
        await asleep(served, 0)
        assert ann.inbox.empty()
        assert await ledger(served) == []
        clock.now = SATURDAY + timedelta(days=1)
        assert "left out" not in (await ann.next_message()).text


async def asleep(served: Served, chats: int) -> None:
    """Wait until so many chats sleep."""
    await until(served, lambda records: records.chats.counts()["asleep"] == chats)


async def test_a_block_that_nobody_told_of_is_found_when_sending_and_start_wakes(api: BotApi) -> None:
    ann, clock = api.person(), Clock(FRIDAY)
    ann.blocked = True
    async with serving(api, HandMade(), clock, follows((ann.user_id, AIR))) as served:
        await asleep(served, 1)
        assert (await ledger(served))[0][2] is State.FAILED
        ann.blocked = False
        await ann.ask("/start")
        await asleep(served, 0)
        clock.now = SATURDAY
        texts = [(await ann.next_message()).text]
        assert any(text.startswith(AIR.name) for text in texts)


async def test_a_group_that_migrates_keeps_its_subscriptions(api: BotApi) -> None:
    ann, desk, clock = api.person(), api.group(), Clock(FRIDAY - timedelta(hours=1))
    async with serving(api, HandMade(), clock, follows((desk.user_id, AIR))) as served:
        await api.until_called("getUpdates", 1)
        new = desk.migrate(ann)
        await until(served, lambda records: records.subscriptions.of_chat(new.user_id))
        clock.now = FRIDAY
        assert AIR.name in (await new.next_message()).text
        assert len(api.called("sendMessage")) == 1


async def test_a_migration_that_nobody_told_of_is_followed_when_sending(api: BotApi) -> None:
    ann, desk = api.person(), api.group()
    new = desk.migrate(ann, told=False)
    async with serving(api, HandMade(), Clock(FRIDAY), follows((desk.user_id, AIR))) as served:
        assert AIR.name in (await new.next_message()).text
        await until_last_is(served, State.SENT)


async def test_a_reply_to_a_group_that_has_moved_goes_to_the_supergroup(api: BotApi) -> None:
    ann, desk = api.person(), api.group()
    async with serving(api, HandMade(), Clock(FRIDAY), follows((desk.user_id, AIR))):
        await desk.next_message()
        new = desk.migrate(ann, told=False)
        await desk.say(ann, "/help@ConcordanceTestBot")
        assert "How to read" in (await new.next_message()).text


async def test_a_group_that_removes_the_bot_sleeps_until_it_is_added_again(api: BotApi) -> None:
    ann, desk, clock = api.person(), api.group(), Clock(FRIDAY - timedelta(hours=1))
    async with serving(api, HandMade(), clock, follows((desk.user_id, AIR))) as served:
        await api.until_called("getUpdates", 1)
        desk.remove(ann)
        await asleep(served, 1)
        desk.add(ann)
        await asleep(served, 0)
        clock.now = FRIDAY
        assert AIR.name in (await desk.next_message()).text


# When Telegram refuses


async def test_a_briefing_told_to_wait_comes_after_that_and_holds_up_no_other(api: BotApi) -> None:
    ann, bob = api.person("Ann"), api.person("Bob")
    api.script(
        Refusal(method="sendMessage", code=429, description="retry", retry_after=2, chat_id=ann.user_id)
    )
    prepare = follows((ann.user_id, AIR), (bob.user_id, AIR))
    clock = Ticking()
    async with serving(api, HandMade(), clock, prepare):
        assert AIR.name in (await bob.next_message()).text
        assert ann.inbox.empty()
        assert AIR.name in (await ann.next_message()).text
    assert len(api.called("sendMessage")) == 3


class Ticking:
    """Friday morning, from now on."""

    def __init__(self) -> None:
        self._begun = datetime.now(UTC)

    def __call__(self) -> datetime:
        return FRIDAY + (datetime.now(UTC) - self._begun)


async def test_a_briefing_whose_answer_is_lost_is_not_sent_again_and_shown_as_unknown(api: BotApi) -> None:
    ann = api.person()
    api.script(Refusal(method="sendMessage", lost=True))
    async with serving(api, HandMade(), Ticking(), follows((ann.user_id, AIR))) as served:
        assert AIR.name in (await ann.next_message()).text
        await until_last_is(served, State.UNKNOWN)
        assert "How to read" in (await ann.ask("/help")).text
        (trouble,) = await served.desk.do(served.records.deliveries.troubles, FRIDAY)
        assert (trouble.name, trouble.state) == (AIR.name, State.UNKNOWN)
    assert len(api.called("sendMessage")) == 2


async def test_a_failing_server_gets_the_briefing_again(api: BotApi) -> None:
    ann = api.person()
    api.script(Refusal(method="sendMessage", code=502, description="Bad Gateway"))
    async with serving(api, HandMade(), Ticking(), follows((ann.user_id, AIR))) as served:
        assert AIR.name in (await ann.next_message()).text
        await until_last_is(served, State.SENT)
    assert len(api.called("sendMessage")) == 2


async def test_a_briefing_that_cannot_be_made_is_tried_again_and_the_others_come(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(HandMade):
        broken = True

        def digest(self, topic: Topic):  # type: ignore[no-untyped-def]
            if topic == FERRY and self.broken:
                raise ZeroDivisionError
            return super().digest(topic)

    ann, bob, clock, news = api.person("Ann"), api.person("Bob"), Clock(FRIDAY), Broken()
    prepare = follows((ann.user_id, FERRY), (bob.user_id, AIR))
    async with serving(api, news, clock, prepare):
        assert AIR.name in (await bob.next_message()).text
        news.broken = False
        clock.now = FRIDAY + timedelta(minutes=6)
        assert FERRY.name in (await ann.next_message()).text
    assert caplog.text.count("could not be made") == 1


# Changes of clocks, through the whole bot


@pytest.mark.parametrize(
    ("zone", "hour", "minute", "begin"),
    [
        ("Europe/Berlin", 2, 30, "2026-10-23"),
        ("Europe/Berlin", 2, 30, "2026-03-27"),
        ("America/New_York", 1, 30, "2026-10-30"),
        ("America/New_York", 2, 30, "2026-03-06"),
        ("Asia/Kathmandu", 7, 0, "2026-03-27"),
        ("Australia/Lord_Howe", 1, 45, "2026-04-03"),
        ("Australia/Lord_Howe", 2, 15, "2026-10-02"),
    ],
)
async def test_over_a_change_of_clocks_each_local_day_has_one_briefing(
    api: BotApi, zone: str, hour: int, minute: int, begin: str
) -> None:
    ann, slot = api.person(), Slot(zone=zone, hour=hour, minute=minute)
    first = date.fromisoformat(begin)
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=1)

    def prepare(records: Records) -> None:
        records.chats.meet(ann.user_id, ChatKind.PRIVATE, "Ann", start, slot=slot)
        records.subscriptions.follow(Place(chat=ann.user_id), AIR, start)

    clock = Clock(start)
    async with serving(api, HandMade(), clock, prepare) as served:
        for half_hours in range(2 * 24 * 5):
            clock.now = start + timedelta(minutes=30 * half_hours)
            if half_hours % 12 == 0:
                await settled(served, clock)
        await settled(served, clock)
        days = [day for day, *_ in await ledger(served)]
    assert days == [days[0] + timedelta(days=number) for number in range(5)]
    assert days[0] <= first <= days[-1]


async def settled(served: Served, clock: Clock) -> None:
    """Wait until what is due at the clock's time has been planned and sent."""
    await until(served, lambda records: not records.subscriptions.due(clock.now, 1))
    await until(served, lambda records: records.deliveries.next_ready() is None)

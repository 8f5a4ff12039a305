"""The outbox: each message seen to its end, whatever Telegram answers and whenever the program ends."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.memory import Place
from bot.parts import Part
from bot.records import Records
from bot.records.chats import ChatKind
from bot.records.deliveries import BROADCAST_LIFE, Progress, State
from bot.sending.limiter import Limiter
from bot.sending.outbox import Outbox
from bot.sending.outcome import (
    PAUSES,
    Again,
    Gone,
    Moved,
    Outcome,
    Refused,
    Sent,
    ThreadGone,
    Unknown,
    Wait,
    outcome_of,
)
from briefings.errors import StoreError
from briefings.model import Topic
from briefings.store import Store
from tests.bot.sending import virtual
from tests.bot.sending.conftest import said
from tests.bot.sending.telegram import run_until_empty

AIR, FERRY = Topic(id=7, name="Air defense"), Topic(id=8, name="Ferry fire")
DAY = date(2026, 3, 2)


class Scripted:
    """Answers as told, in order, then with success. sent: when, where to and what was tried."""

    def __init__(self, *answers: Outcome | BaseException) -> None:
        self._answers = list(answers)
        self.sent: list[tuple[float, Place, str, bool]] = []

    async def send(self, place: Place, part: Part, *, silent: bool) -> Outcome:
        self.sent.append((asyncio.get_running_loop().time(), place, part.html, silent))
        await asyncio.sleep(0.1)
        answer = self._answers.pop(0) if self._answers else Sent(message=len(self.sent))
        if isinstance(answer, BaseException):
            raise answer
        return answer

    @property
    def texts(self) -> list[str]:
        return [text for _, _, text, _ in self.sent]


def emptied(records: Records, wire: Scripted, plan: Callable[[], object]) -> Scripted:
    """Plan, and let the outbox send until nothing is left."""

    async def work() -> None:
        plan()
        await run_until_empty(Outbox(virtual.Inline(), records, wire, Limiter(), virtual.clock))

    virtual.run(work())
    return wire


def announce(records: Records, texts: Sequence[str] = ("News",)) -> Callable[[], object]:
    return lambda: records.deliveries.broadcast([said(text) for text in texts], virtual.clock())


def states(records: Records) -> Progress:
    return records.deliveries.progress()


# What Telegram says, and what is made of it


def network(cause: Exception) -> NetworkError:
    """As PTB raises it for an error of httpx."""
    error = TimedOut() if isinstance(cause, httpx.TimeoutException) else NetworkError(f"httpx.{cause!r}")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (RetryAfter(timedelta(seconds=7)), Wait(pause=timedelta(seconds=7))),
        (ChatMigrated(-1001), Moved(chat=-1001)),
        (Forbidden("Forbidden: bot was blocked by the user"), Gone),
        (BadRequest("Chat not found"), Gone),
        (BadRequest("Not enough rights to send text messages to the chat"), Gone),
        (BadRequest("Message thread not found"), ThreadGone),
        (BadRequest("Message is too long"), Refused),
        (NetworkError("Internal Server Error"), Again),
        (NetworkError("Bad Gateway"), Again),
        (NetworkError("Gateway Timeout (504)"), Unknown),
        (network(httpx.ConnectError("refused")), Again),
        (network(httpx.ConnectTimeout("slow")), Again),
        (network(httpx.PoolTimeout("busy")), Again),
        (network(httpx.ReadTimeout("slow")), Unknown),
        (network(httpx.ReadError("reset")), Unknown),
        (network(httpx.RemoteProtocolError("Server disconnected")), Unknown),
        (InvalidToken("Unauthorized"), Again),
    ],
)
def test_each_answer_has_its_meaning(error: TelegramError, outcome: Outcome | type[Outcome]) -> None:
    found = outcome_of(error)
    assert found == outcome if not isinstance(outcome, type) else isinstance(found, outcome)


def test_a_message_is_sent_once_and_its_number_kept(records: Records, meet: Callable[[range], None]) -> None:
    meet(range(1, 2))
    wire = emptied(records, Scripted(), announce(records, ["one", "two"]))
    assert wire.texts == ["one", "two"]
    assert wire.sent[1][0] - wire.sent[0][0] >= 1.0
    assert states(records) == Progress(sent=2)


def test_when_asked_to_wait_the_same_message_comes_after_that_and_other_chats_before(
    records: Records, meet: Callable[[range], None]
) -> None:
    meet(range(1, 4))
    wire = emptied(records, Scripted(Wait(pause=timedelta(seconds=50))), announce(records))
    first, *others, last = wire.sent
    assert (first[1], last[1]) == (Place(chat=1), Place(chat=1))
    assert last[0] - first[0] >= 50
    assert all(time < 5 for time, _, _, _ in others)
    assert states(records) == Progress(sent=3)


def test_a_failing_server_is_tried_again_with_growing_pauses_until_it_is_too_late(
    records: Records, meet: Callable[[range], None]
) -> None:
    meet(range(1, 2))
    wire = emptied(records, Scripted(*[Again(why="Bad Gateway")] * 500), announce(records))
    times = [time for time, *_ in wire.sent]
    pauses = [after - before for before, after in pairwise(times)]
    assert len(times) > len(PAUSES)
    assert pauses[: len(PAUSES)] == sorted(pauses[: len(PAUSES)])
    assert BROADCAST_LIFE - PAUSES[-1] < timedelta(seconds=times[-1]) <= BROADCAST_LIFE
    assert states(records) == Progress(skipped=1)


def test_what_may_have_arrived_is_not_sent_again(records: Records, meet: Callable[[range], None]) -> None:
    meet(range(1, 2))
    wire = emptied(records, Scripted(Unknown(why="no answer")), announce(records, ["one", "two"]))
    assert wire.texts == ["one", "two"]
    assert states(records) == Progress(unknown=1, sent=1)


def test_a_bug_while_sending_leaves_unknown_and_the_others_are_sent(
    records: Records, meet: Callable[[range], None], caplog: pytest.LogCaptureFixture
) -> None:
    meet(range(1, 4))
    wire = emptied(records, Scripted(ZeroDivisionError()), announce(records))
    assert len(wire.sent) == 3
    assert states(records) == Progress(unknown=1, sent=2)
    assert "ZeroDivisionError" in caplog.text


def test_whoever_blocked_the_bot_sleeps_and_gets_nothing_more(
    records: Records, meet: Callable[[range], None]
) -> None:
    meet(range(1, 2))
    records.subscriptions.follow(Place(chat=1), AIR, virtual.BEGIN)
    wire = emptied(records, Scripted(Gone(why="blocked")), announce(records, ["one", "two"]))
    assert wire.texts == ["one"]
    assert states(records) == Progress(failed=2)
    assert records.subscriptions.counts()["asleep"] == 1


def test_a_thread_that_is_gone_ends_what_it_followed_and_no_other(records: Records) -> None:
    records.chats.meet(-1001, ChatKind.SUPERGROUP, "Desk", virtual.BEGIN)
    gone, kept = Place(chat=-1001, thread=5), Place(chat=-1001, thread=6)
    number = records.subscriptions.follow(gone, AIR, virtual.BEGIN).id
    records.subscriptions.follow(kept, AIR, virtual.BEGIN)

    def plan() -> None:
        late = virtual.clock() + timedelta(hours=1)
        records.deliveries.plan(number, gone, DAY, [said("x")], expires=late, now=virtual.clock())

    emptied(records, Scripted(ThreadGone(why="Message thread not found")), plan)
    assert [each.place for each in records.subscriptions.of_chat(-1001)] == [kept]
    assert records.chats.counts()["asleep"] == 0


def test_a_group_that_has_moved_is_sent_to_under_its_new_number(records: Records) -> None:
    records.chats.meet(-5, ChatKind.GROUP, "Desk", virtual.BEGIN)
    wire = emptied(records, Scripted(Moved(chat=-1005)), announce(records, ["one", "two"]))
    assert [(place.chat, text) for _, place, text, _ in wire.sent] == [
        (-5, "one"),
        (-1005, "one"),
        (-1005, "two"),
    ]
    assert states(records) == Progress(sent=2)


def test_a_message_that_telegram_refuses_is_recorded_and_the_next_is_sent(
    records: Records, meet: Callable[[range], None]
) -> None:
    meet(range(1, 2))
    wire = emptied(records, Scripted(Refused(why="too long")), announce(records, ["one", "two"]))
    assert wire.texts == ["one", "two"]
    (trouble,) = records.deliveries.troubles(virtual.BEGIN - timedelta(days=1))
    assert (trouble.state, trouble.why) == (State.FAILED, "too long")


def test_what_has_waited_for_too_long_is_not_sent_any_more(
    records: Records, meet: Callable[[range], None]
) -> None:
    meet(range(1, 2))
    number = records.subscriptions.follow(Place(chat=1), AIR, virtual.BEGIN).id

    def plan() -> None:
        now = virtual.clock()
        records.deliveries.plan(number, Place(chat=1), DAY, [said("x")], expires=now, now=now)

        records.deliveries.again(1, "Bad Gateway", now + timedelta(seconds=5), counted=True)

    wire = emptied(records, Scripted(), plan)
    assert wire.sent == []
    assert records.deliveries.missed(number) == (DAY,)


def test_two_topics_of_one_place_come_one_after_another_in_the_order_followed(
    records: Records, meet: Callable[[range], None]
) -> None:
    meet(range(1, 11))
    numbers = {
        (chat, topic.id): records.subscriptions.follow(Place(chat=chat), topic, virtual.BEGIN).id
        for chat in range(1, 11)
        for topic in (FERRY, AIR)
    }

    def plan() -> None:
        late = virtual.clock() + timedelta(hours=1)
        for (chat, topic), number in sorted(numbers.items(), key=lambda item: item[1]):
            parts = [said(f"{topic} part {n}") for n in (1, 2)]
            records.deliveries.plan(number, Place(chat=chat), DAY, parts, expires=late, now=virtual.clock())

    wire = emptied(records, Scripted(Wait(pause=timedelta(seconds=3))), plan)
    for chat in range(2, 11):
        got = [text for _, place, text, _ in wire.sent if place.chat == chat]
        assert got == ["8 part 1", "8 part 2", "7 part 1", "7 part 2"]
    first = [text for _, place, text, _ in wire.sent if place.chat == 1]
    assert first == ["8 part 1", "8 part 1", "8 part 2", "7 part 1", "7 part 2"]


def test_at_six_in_the_morning_messages_make_no_sound(
    records: Records, meet: Callable[[range], None]
) -> None:
    meet(range(1, 2))
    wire = emptied(records, Scripted(), announce(records))
    assert [silent for *_, silent in wire.sent] == [True]  # the virtual clock begins at 06:00 UTC


# Ends and beginnings


@pytest.mark.parametrize("seconds", [0.02, 0.31, 0.5, 0.77, 1.6])
def test_after_a_crash_the_rest_is_sent_and_what_may_have_arrived_is_not(
    records: Records, meet: Callable[[range], None], tmp_path: Path, seconds: float
) -> None:
    """The database is copied in mid-broadcast, as kill -9 leaves it, and gone on with."""
    meet(range(1, 41))
    wire, left = Scripted(), tmp_path / "left.db"
    tried: list[Place] = []

    async def killed() -> None:
        records.deliveries.broadcast([said("News")], virtual.clock())
        stop = asyncio.Event()
        outbox = Outbox(virtual.Inline(), records, wire, Limiter(), virtual.clock)
        running = asyncio.create_task(outbox.run(stop))
        await asyncio.sleep(seconds)
        shutil.copy(records.deliveries.path, left)
        shutil.copy(f"{records.deliveries.path}-wal", f"{left}-wal")
        tried.extend(place for _, place, _, _ in wire.sent)
        stop.set()
        await running

    virtual.run(killed())
    with Store.open(left) as store:
        after = Records.open(store)
        before = states(after)
        assert before.sending + before.sent == len(tried)
        rest = emptied(after, Scripted(), lambda: None)
        assert states(after) == Progress(sent=40 - before.sending, unknown=before.sending)
    places = tried + [place for _, place, _, _ in rest.sent]
    assert len(places) == len(set(places)) == 40


def test_when_stopped_what_is_on_its_way_is_finished_and_nothing_else_begun(
    records: Records, meet: Callable[[range], None]
) -> None:
    meet(range(1, 101))
    wire = Scripted()

    async def stopped() -> None:
        records.deliveries.broadcast([said("News")], virtual.clock())
        stop = asyncio.Event()
        running = asyncio.create_task(
            Outbox(virtual.Inline(), records, wire, Limiter(), virtual.clock).run(stop)
        )
        await asyncio.sleep(1.0)
        stop.set()
        await running

    virtual.run(stopped())
    found = states(records)
    assert found.sent == len(wire.sent) > 20
    assert found.sending == 0
    assert found.planned == 100 - found.sent


def test_a_ledger_that_cannot_be_written_for_a_while_stops_nothing_and_doubles_nothing(
    records: Records, meet: Callable[[range], None]
) -> None:
    meet(range(1, 11))
    wire = Scripted()

    class Failing(virtual.Inline):
        calls = 0

        async def do(self, work, *args, **kwargs):  # type: ignore[no-untyped-def]
            Failing.calls += 1
            if 8 < Failing.calls < 15:
                raise StoreError("the database is in use by another process")
            return work(*args, **kwargs)

    async def simulation() -> None:
        records.deliveries.broadcast([said("News")], virtual.clock())
        await run_until_empty(Outbox(Failing(), records, wire, Limiter(), virtual.clock))

    virtual.run(simulation())
    assert states(records) == Progress(sent=10)
    assert len(wire.sent) == 10

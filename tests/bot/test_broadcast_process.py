"""The real process, killed in mid-broadcast: nobody gets an announcement twice, and nobody goes without but
those it was on its way to."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.memory import Place
from bot.parts import Part
from bot.records import Records
from bot.records.chats import ChatKind
from bot.records.deliveries import Progress
from bot.schedule import Slot
from briefings.model import Topic
from briefings.store import Store
from tests.bot.botapi import BotApi, Person
from tests.bot.process import BotProcess, running, start

READERS = 60


def prepared(database: Path, people: list[Person]) -> int:
    """A database with an announcement to all of them planned; its number."""
    now = datetime.now(UTC)
    with Store.open(database) as store:
        records = Records.open(store)
        for person in people:
            records.chats.meet(person.user_id, ChatKind.PRIVATE, person.name, now)
        return records.deliveries.broadcast([Part(html="<b>News</b>", plain="News")], now)


def progress(database: Path, broadcast: int) -> Progress:
    with Store.open(database) as store:
        return Records.open(store).deliveries.progress(broadcast)


def planned(database: Path) -> set[int]:
    """The chats for which something is planned."""
    with Store.open(database) as store:
        ready = Records.open(store).deliveries.ready(datetime.now(UTC), 10 * READERS)
        return {task.place.chat for task in ready}


@contextlib.asynccontextmanager
async def killed(api: BotApi, database: Path) -> AsyncIterator[BotProcess]:
    """A bot process that ends with kill -9."""
    process = await start(
        {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url, "BRIEFINGS_DB": str(database)}
    )
    try:
        yield process
    finally:
        await process.kill()


async def test_killed_in_mid_broadcast_it_goes_on_without_doubling_any(api: BotApi, tmp_path: Path) -> None:
    people, database = [api.person(f"Reader {n}") for n in range(READERS)], tmp_path / "briefings.db"
    broadcast, api.latency = prepared(database, people), 0.2
    async with killed(api, database):
        await api.until_called("sendMessage", READERS // 3)
    left, waiting = progress(database, broadcast), planned(database)
    assert left.planned == len(waiting) > 0
    assert left.sending > 0
    async with running(api, database) as process:
        await process.says("may have arrived before the program ended")
        while waiting - {chat for _, chat in api.sends}:
            await api.until_called("sendMessage", len(api.called("sendMessage")) + 1)
        assert "How to read" in (await _answer(people[0])).text
    assert progress(database, broadcast) == Progress(sent=READERS - left.sending, unknown=left.sending)
    times = Counter(chat for _, chat in api.sends if chat != people[0].user_id)
    assert set(times.values()) == {1}
    # Some may have been marked, and the program killed before the first byte went out.
    assert READERS - left.sending <= len({chat for _, chat in api.sends}) <= READERS


async def _answer(person: Person):  # type: ignore[no-untyped-def]
    """What a command is answered with, past the announcement."""
    await person.send("/help")
    while True:
        message = await person.next_message()
        if message.text != "News":
            return message


async def test_a_briefing_that_fell_due_in_downtime_comes_once_over_restarts(
    api: BotApi, tmp_path: Path
) -> None:
    ann, database, now = api.person(), tmp_path / "briefings.db", datetime.now(UTC)
    hour_ago = now - timedelta(hours=1)
    with Store.open(database) as store:
        records, topic = Records.open(store), store.add_topic(Topic(name="Ferry fire", keywords=("ferry",)))
        slot = Slot(hour=hour_ago.hour, minute=hour_ago.minute)
        records.chats.meet(ann.user_id, ChatKind.PRIVATE, "Ann", now, slot=slot)
        records.subscriptions.follow(Place(chat=ann.user_id), topic, now - timedelta(hours=2))
    async with running(api, database):
        assert "Ferry fire" in (await ann.next_message()).text
    async with running(api, database):
        assert "How to read" in (await ann.ask("/help")).text
    assert ann.inbox.empty()
    assert len(api.called("sendMessage")) == 2

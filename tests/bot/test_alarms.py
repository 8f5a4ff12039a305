"""Who runs the bot is told what needs them: in the chat, in their language, once."""

from __future__ import annotations

import shutil
from collections import namedtuple
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.newsroom import Desk
from bot.records import Records
from bot.records.chats import ChatKind
from bot.talk.room import Room
from bot.watching.alarms import FAILED, LEAST_FREE, Standing, alarms
from bot.watching.metrics import Metrics
from bot.watching.rounds import Rounds
from briefings.errors import DamagedStoreError
from briefings.following import Feed
from briefings.store import Store, backup

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
WELL = Standing(now=NOW, free=10 * LEAST_FREE)
ADMIN, ELSE = 11, 12

Usage = namedtuple("Usage", "total used free")


def keys(standing: Standing) -> list[str]:
    return [alarm.key for alarm in alarms(standing)]


def test_nothing_is_said_of_a_bot_that_is_well() -> None:
    fresh = replace(WELL, last_copy=NOW - timedelta(days=1), sent=100, failed=FAILED - 1)
    assert keys(WELL) == keys(fresh) == []


def feed(number: int, **fields: Any) -> Feed:
    return Feed(url=f"https://news.example/{number}", added=NOW, **fields)


@pytest.mark.parametrize(
    ("standing", "key"),
    [
        (replace(WELL, free=LEAST_FREE - 1), "disk"),
        (replace(WELL, last_copy=NOW - timedelta(days=4)), "copies"),
        (replace(WELL, sent=2 * FAILED, failed=FAILED), "failed"),
        (replace(WELL, faults=1), "fault:2026-11-21"),
        (replace(WELL, feeds=[feed(1, dead=True), feed(2)]), "feed:https://news.example/1"),
        (replace(WELL, feeds=[feed(n, failures=1, problem="no route") for n in range(3)]), "feeds"),
    ],
)
def test_each_trouble_has_its_alarm_with_what_to_do(standing: Standing, key: str) -> None:
    assert keys(standing) == [key]
    assert all(alarm.told().endswith((".", "?")) and "{" not in alarm.told() for alarm in alarms(standing))


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[tuple[Desk, Room]]:
    """The bot's records in a real database, an admin and somebody else known."""
    desk = Desk()
    store = await desk.do(Store.open, tmp_path / "b.db")

    def prepare() -> Records:
        records = Records.open(store)
        for chat in (ADMIN, ELSE):
            records.chats.meet(chat, ChatKind.PRIVATE, title="Ann", code="uk", now=NOW)
        return records

    records = await desk.do(prepare)
    yield desk, Room(news=None, records=records, clock=lambda: NOW)  # type: ignore[arg-type]
    await desk.do(store.close)
    desk.close()


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with little room."""
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12, 10**8))


async def planned(desk: Desk, room: Room) -> list[tuple[int, str]]:
    """The messages that wait in the ledger."""
    tasks = await desk.do(room.records.deliveries.ready, NOW, 100)
    return [(task.place.chat, task.part.plain) for task in tasks]


async def test_admins_are_told_once_in_their_language_even_by_a_bot_started_again(
    room: tuple[Desk, Room], full: None
) -> None:
    desk, place = room
    woken: list[int] = []
    for _ in range(2):
        rounds = Rounds(desk, place, Metrics(), admins=[ADMIN, 99], wake=lambda: woken.append(1))
        await rounds.once()
        await rounds.once()
    messages = await planned(desk, place)
    assert [chat for chat, _ in messages] == [ADMIN]
    assert messages[0][1].startswith("⚠️ Диск")
    assert "100" in messages[0][1]
    assert woken == [1]


async def test_what_was_well_again_is_told_anew(
    room: tuple[Desk, Room], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, place = room
    rounds = Rounds(desk, place, Metrics(), admins=[ADMIN])
    for free in (10**8, 10**12, 10**8):
        monkeypatch.setattr(shutil, "disk_usage", lambda path, free=free: Usage(10**12, 0, free))
        await rounds.once()
    assert len(await planned(desk, place)) == 2


async def test_an_admin_who_writes_to_the_bot_later_is_told_then(room: tuple[Desk, Room], full: None) -> None:
    desk, place = room
    rounds = Rounds(desk, place, Metrics(), admins=[99])
    await rounds.once()
    assert await planned(desk, place) == []
    await desk.do(
        lambda: place.records.chats.meet(99, ChatKind.PRIVATE, title="Bo", code="en", now=NOW),
    )
    await rounds.once()
    assert [chat for chat, _ in await planned(desk, place)] == [99]


async def test_what_is_stored_and_delivered_is_measured(room: tuple[Desk, Room]) -> None:
    desk, place = room
    metrics = Metrics()
    await desk.do(lambda: backup.copy_of(place.records.chats.path, place.records.chats.path.parent / "c.db"))
    await Rounds(desk, place, metrics, admins=[ADMIN]).once()
    page = metrics.page().decode()
    assert 'concordance_stored{kind="articles"} 0.0' in page
    assert 'concordance_deliveries{state="sent"} 0.0' in page


async def test_a_database_that_cannot_be_used_is_told_directly_and_once(room: tuple[Desk, Room]) -> None:
    desk, place = room
    told: list[tuple[int, str]] = []

    class Sender:
        async def send_message(self, chat: int, text: str) -> None:
            told.append((chat, text))

    rounds = Rounds(desk, place, Metrics(), admins=[ADMIN], bot=Sender())  # type: ignore[arg-type]

    def fail() -> int:
        raise DamagedStoreError("b.db is damaged: `briefings restore` puts the last backup in its place")

    rounds.look = fail  # type: ignore[method-assign]
    await rounds.once()
    await rounds.once()
    assert told == [(ADMIN, "⚠️ b.db is damaged: `briefings restore` puts the last backup in its place")]

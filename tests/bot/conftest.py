"""The loopback Bot API server, and the bot running against it."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.main import serve
from bot.newsroom import Desk, Newsroom
from bot.records import Records
from bot.settings import Settings
from bot.talk.room import Room
from briefings.store import Store
from tests.bot.botapi import BotApi

os.environ.setdefault("PTB_TIMEDELTA", "1")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server; at the end nothing was sent that Telegram would drop, or too early after a 429."""
    async with BotApi() as server:
        yield server
        assert server.violations == []


@dataclass(frozen=True, kw_only=True)
class Served:
    """A bot that runs, as far as tests look into it."""

    desk: Desk
    records: Records


@asynccontextmanager
async def serving(
    api: BotApi,
    newsroom: Newsroom,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    prepare: Callable[[Records], object] = lambda records: None,
) -> AsyncIterator[Served]:
    """The bot, in this process, over any newsroom; its records in a database that is gone afterwards.

    prepare: what is to be in the records before the bot begins.
    """
    settings = Settings(token=api.token, api_url=api.url, database=Path("unused"))
    stop, desk = asyncio.Event(), Desk()
    with tempfile.TemporaryDirectory() as folder:
        store = await desk.do(Store.open, Path(folder) / "records.db")
        room = Room(news=newsroom, records=await desk.do(Records.open, store), clock=clock)
        await desk.do(prepare, room.records)
        running = asyncio.create_task(serve(settings, desk, room, stop))
        try:
            yield Served(desk=desk, records=room.records)
            assert not running.done() or running.exception() is None
        finally:
            stop.set()
            await running
            await desk.do(store.close)
            desk.close()

"""The loopback Bot API server, and the bot running against it."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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


@asynccontextmanager
async def serving(api: BotApi, newsroom: Newsroom) -> AsyncIterator[None]:
    """The bot, in this process, over any newsroom; its records in a database that is gone afterwards."""
    settings = Settings(token=api.token, api_url=api.url, database=Path("unused"))
    stop, desk = asyncio.Event(), Desk()
    with tempfile.TemporaryDirectory() as folder:
        store = await desk.do(Store.open, Path(folder) / "records.db")
        room = Room(news=newsroom, records=await desk.do(Records.open, store))
        running = asyncio.create_task(serve(settings, desk, room, stop))
        try:
            yield
            assert not running.done() or running.exception() is None
        finally:
            stop.set()
            await running
            await desk.do(store.close)
            desk.close()

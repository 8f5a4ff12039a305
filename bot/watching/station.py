"""Everything that watches over the running bot, put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot

from bot.meanwhile import meanwhile
from bot.newsroom import Desk
from bot.settings import Settings
from bot.talk.room import Room
from bot.watching.copies import keep_copies
from bot.watching.health import Watch
from bot.watching.metrics import Metrics
from bot.watching.rounds import Rounds


@asynccontextmanager
async def watched(
    settings: Settings, desk: Desk, room: Room, metrics: Metrics, bot: Bot, stop: asyncio.Event
) -> AsyncIterator[Rounds]:
    """Measure, answer for health, make the rounds and copies, until the end of the block."""
    rounds = Rounds(desk, room, metrics, admins=settings.rules.admins, bot=bot)
    database = room.records.chats.path
    watch = Watch(metrics, rounds.once, notify=settings.notify).running(settings.watch)
    async with meanwhile(keep_copies(database, settings.copies, room.clock, stop)), watch:
        yield rounds

"""Putting sending together: the outbox on a thread and a connection of its own, and the tick.

The outbox has its own connection, so that a digest under way on the newsroom's thread never holds up a
message; each of its steps is on disk before the next (`synchronous = FULL`), so that even a power cut leaves
no message that was sent as one that was not.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

from telegram.ext import Application, ContextTypes

from bot.newsroom import Desk
from bot.records import Records
from bot.sending.daily import Daily
from bot.sending.limiter import Limiter
from bot.sending.outbox import Outbox
from bot.sending.wire import BotWire
from briefings.store import Store

TICK = 20.0  # seconds between looks at what is due: how late a briefing may be

log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def outbox_open(
    application: Application, database: Path, limiter: Limiter, clock: Callable[[], datetime]
) -> AsyncIterator[Outbox]:
    """The outbox, sending until the end of the block."""
    desk, stop = Desk(), asyncio.Event()
    try:
        store = await desk.do(_open, database)
        try:
            records = await desk.do(Records.open, store)
            outbox = Outbox(desk, records, BotWire(application.bot), limiter, clock)
            running = asyncio.create_task(outbox.run(stop))
            try:
                yield outbox
            finally:
                stop.set()
                await running
        finally:
            await desk.do(store.close)
    finally:
        desk.close()


def _open(database: Path) -> Store:
    store = Store.open(database)
    store.db.execute("PRAGMA synchronous = FULL")
    return store


def start_ticking(application: Application, daily: Daily) -> None:
    """Have the application look at what is due, from its start on, every `TICK` seconds."""
    queue = application.job_queue
    assert queue is not None, "build the application with a job queue"

    async def tick(context: ContextTypes.DEFAULT_TYPE) -> None:
        await daily.tick()

    # APScheduler's own second of grace would drop ticks without a word whenever the loop is busy.
    settings = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    queue.run_repeating(tick, interval=TICK, name="briefings", job_kwargs=settings)
    # At once, too: a first run of the job above that is past when the queue starts would be an interval late.
    queue.run_once(tick, when=0, name="briefings, first", job_kwargs={"misfire_grace_time": None})

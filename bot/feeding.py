"""Starts the reading of news once there is something to read; light, so that a bot without feeds stays so.

What parses pages takes a second and some 60 MB to load (`bot.reading`), and many a bot is only asked.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections.abc import Callable
from datetime import datetime

from bot.garbage import pass_over_what_is_loaded
from bot.newsroom import Desk
from bot.polling import unless_stopped
from briefings.errors import BriefingsError
from briefings.reading_pool import ReadingPool
from briefings.store import Store
from briefings.store.feeds import FeedTable
from briefings.store.looks import LookTable

LOOK_SECONDS = 20.0
"""Between two looks whether there are feeds now: somebody who adds one waits that long for its first news."""

log = logging.getLogger(__name__)


async def read_news(
    desk: Desk,
    store: Store,
    reader: ReadingPool,
    clock: Callable[[], datetime],
    stop: asyncio.Event,
    *,
    allowed: frozenset[str] = frozenset(),
) -> None:
    """Read the news into `store`, opened on the thread of `desk`, until `stop` is set.

    allowed: private hosts that may be fetched from.
    """
    while not stop.is_set() and not await _something_to_read(desk, store):
        await unless_stopped(asyncio.sleep(LOOK_SECONDS), stop)
    if stop.is_set():
        return
    reading = await asyncio.to_thread(importlib.import_module, "bot.reading")
    pass_over_what_is_loaded()
    settings = reading.FetchSettings(allowed=allowed)
    await reading.NewsReading(desk, store, reader, clock, settings=settings).run(stop)


async def _something_to_read(desk: Desk, store: Store) -> bool:
    try:
        return await desk.do(lambda: bool(FeedTable(store).all()) or LookTable(store).any())
    except BriefingsError as error:
        log.warning("reading: %s", error)
        return False

"""A copy of the database a day, made by the running bot: whoever has to restore has something to restore.

    every hour ─► is the newest copy older than a day? is there room for one more? ─► copied, checked, rotated

Copying and checking happen on a thread of their own with a connection of their own; nobody waits for it.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.watching.alarms import LEAST_FREE
from briefings.errors import BriefingsError
from briefings.store import backup

FIRST = 300.0  # seconds after the start: whoever starts the bot has other things to look at
EVERY = 3600.0  # seconds between looks
DAILY = timedelta(hours=23, minutes=30)  # under a day, so that hourly looks do not drift through the clock

log = logging.getLogger(__name__)


async def keep_copies(database: Path, keep: int, clock: Callable[[], datetime], stop: asyncio.Event) -> None:
    """Make a copy a day and keep `keep` of them, until `stop` is set; what fails is logged."""
    pause = FIRST
    while keep > 0:
        try:
            await asyncio.wait_for(stop.wait(), pause)
            return
        except TimeoutError:
            pause = EVERY
        try:
            made = await asyncio.to_thread(copy_if_due, database, keep, clock())
        except BriefingsError as error:
            log.error("no copy of the database was made: %s", error)
        else:
            if made is not None:
                log.info("%s: a checked copy of the database", made)


def copy_if_due(database: Path, keep: int, now: datetime) -> Path | None:
    """The copy that was made, None where the last is fresh, or there is no room for one.

    Raises BriefingsError where it could not be made.
    """
    folder = database.parent / backup.FOLDER
    made = backup.copies(database, folder, now)
    last = backup.taken(made[0]) if made else None
    if last is not None and timedelta(0) <= now - last < DAILY:
        return None
    if shutil.disk_usage(database.parent).free < database.stat().st_size + LEAST_FREE:
        log.warning("no room for a copy of the database")
        return None
    target = backup.named(database, folder, now)
    backup.copy_of(database, target)
    backup.rotate(database, folder, keep, now)
    return target

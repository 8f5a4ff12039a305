"""The rounds that are made of the running bot: what is stored is counted, and who runs it is told of trouble.

    every 30 s, on the newsroom's thread: counts, deliveries, disk, copies, feeds ─► measures
                                                                                 └─► alarms ─► ledger

An alarm is written into the ledger of deliveries together with the note that it was told, in one transaction:
it reaches each admin who has a chat with the bot once, whatever crashes in between. A database that cannot be
used can hold no ledger: that alone is told directly, once in the life of the process.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable
from datetime import timedelta

from telegram import Bot
from telegram.error import TelegramError

from bot import richtext
from bot.i18n import known_language, speaking
from bot.newsroom import Desk
from bot.sending.parting import parts_of
from bot.talk.room import Room
from bot.watching.alarms import Alarm, Standing, alarms
from bot.watching.metrics import Metrics
from briefings.errors import StoreError
from briefings.store import Store, backup
from briefings.store.feeds import FeedTable

SIGN = "⚠️"

log = logging.getLogger(__name__)


class Rounds:
    """Makes the rounds. bot: for what the ledger cannot hold; wake: called when something was planned."""

    def __init__(
        self,
        desk: Desk,
        room: Room,
        metrics: Metrics,
        *,
        admins: Iterable[int] = (),
        bot: Bot | None = None,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._desk, self._room, self._metrics = desk, room, metrics
        self._admins = tuple(sorted(admins))
        self._bot = bot
        self.wake = wake
        self._told_directly: set[str] = set()
        self._logged: set[str] = set()

    async def once(self) -> None:
        """Look at everything, and tell what is new."""
        try:
            if await self._desk.do(self.look):
                self.wake()
        except StoreError as error:
            await self._tell_directly(error)

    def look(self) -> int:
        """What the newsroom's thread does of it: how many alarms were planned."""
        records, now = self._room.records, self._room.clock()
        store = Store(records.chats.db, records.chats.path, readonly=False)
        done = records.deliveries.progress(since=now - timedelta(days=1))
        self._metrics.keep_stored(store.counts())
        self._metrics.keep_deliveries(
            {"sent": done.sent, "failed": done.failed, "unknown": done.unknown, "planned": done.planned}
        )
        last = backup.copies(store.path, store.path.parent / backup.FOLDER)
        standing = Standing(
            now=now,
            free=shutil.disk_usage(store.path.parent).free,
            last_copy=backup.taken(last[0]) if last else None,
            sent=done.sent,
            failed=done.failed,
            faults=self._metrics.faults_of(now.date()),
            feeds=FeedTable(store).all(),
        )
        return self._tell(alarms(standing))

    def _tell(self, standing: tuple[Alarm, ...]) -> int:
        """Plan a message to each admin for every alarm that was not told; how many."""
        records, now = self._room.records, self._room.clock()
        told = records.alarms.told()
        gone = told - {alarm.key for alarm in standing}
        new = [alarm for alarm in standing if alarm.key not in told]
        chats = [chat for admin in self._admins if (chat := records.chats.get(admin)) is not None]
        with records.together():
            if gone:
                records.alarms.clear(gone)
            for chat in chats if new else ():
                with speaking(known_language(chat.preferences.language or chat.code)):
                    lines = [richtext.line(f"{SIGN} {alarm.told()}") for alarm in new]
                records.deliveries.broadcast(parts_of(lines), now, chats=[chat.id])
            if new and chats:
                records.alarms.tell([alarm.key for alarm in new], now)
        for alarm in new:
            if alarm.key not in self._logged:
                log.warning("%s", alarm.told())
        self._logged = {alarm.key for alarm in standing}
        return len(new) if chats else 0

    async def _tell_directly(self, error: StoreError) -> None:
        """Tell of a database that cannot be used."""
        key = type(error).__name__
        if self._bot is None or key in self._told_directly:
            return
        self._told_directly.add(key)
        log.error("the database cannot be used: %s", error)
        for admin in self._admins:
            try:
                await self._bot.send_message(admin, f"{SIGN} {error}")
            except TelegramError as refused:
                log.info("admin %s could not be told: %s", admin, refused)

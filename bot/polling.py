"""Asking Telegram for updates, through outages of any length, until told to stop.

PTB's own Updater is not used: when a token is withdrawn its polling task ends and the process stays up,
deaf; and it logs outages as tracebacks that hold the token. What is kept of its way: an update is
confirmed by the call after the one that brought it, so a crash in between loses none.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from briefings.errors import BriefingsError

T = TypeVar("T")

ALLOWED = (
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.INLINE_QUERY,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
)
POLL = timedelta(seconds=30)  # how long the server may hold a poll open
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds between tries in an outage, doubling

log = logging.getLogger(__name__)


class TokenRefusedError(BriefingsError):
    """Telegram does not know the token; trying again is of no use."""


class Outage:
    """Tells of an outage once when it begins or changes its nature, and once when it ends; and how long to
    wait meanwhile."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._pause = 0.0
        self._told: type[TelegramError] | None = None

    def begins(self, error: TelegramError) -> float:
        """Note a failure; seconds to wait before the next try."""
        if type(error) is not self._told:
            log.warning("%s; I keep trying", self._reason(error))
        self._told = type(error)
        self._pause = min(LONGEST_PAUSE, 2 * self._pause) if self._pause else FIRST_PAUSE
        if isinstance(error, RetryAfter):
            return seconds_to_wait(error)
        return self._pause

    def ends(self) -> None:
        """Note a success."""
        if self._told:
            log.info("%s answers again", self._server)
        self._pause, self._told = 0.0, None

    def _reason(self, error: TelegramError) -> str:
        if isinstance(error, Conflict):
            return "another program polls with this token (or a webhook is set): stop that one"
        if isinstance(error, RetryAfter):
            return f"{self._server} asks to slow down"
        return f"{self._server} cannot be reached ({error})"


def seconds_to_wait(error: RetryAfter) -> float:
    """How long Telegram says to wait; PTB gives a number or a timedelta, as PTB_TIMEDELTA is set."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


async def until_it_works(call: Callable[[], Awaitable[T]], outage: Outage, stop: asyncio.Event) -> T | None:
    """What `call` gives, tried again through outages; None where stopped. Raises TokenRefusedError."""
    while not stop.is_set():
        try:
            found = await unless_stopped(call(), stop)
        except InvalidToken as error:
            raise TokenRefusedError(
                "the Bot API server refuses TELEGRAM_BOT_TOKEN: check it with @BotFather, and "
                "TELEGRAM_API_URL if you set it"
            ) from error
        except TelegramError as error:
            await unless_stopped(asyncio.sleep(outage.begins(error)), stop)
        else:
            outage.ends()
            return found
    return None


async def unless_stopped(work: Awaitable[T], stop: asyncio.Event) -> T | None:
    """What `work` gives, or None where `stop` comes first; the work is cancelled then."""
    doing = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return doing.result() if doing.done() else None
    finally:
        stopping.cancel()
        if not doing.done():
            doing.cancel()
            await asyncio.wait({doing})


async def poll(bot: Bot, queue: asyncio.Queue[object], outage: Outage, stop: asyncio.Event) -> None:
    """Put updates into `queue` until `stop` is set. Raises TokenRefusedError."""
    offset = 0
    while not stop.is_set():

        async def ask(offset: int = offset) -> tuple[Update, ...]:
            try:
                return await bot.get_updates(offset=offset, timeout=POLL, allowed_updates=ALLOWED)
            except TimedOut:
                return ()  # a poll that the network lost: nothing is confirmed, so ask again

        updates = await until_it_works(ask, outage, stop)
        for update in updates or ():
            await queue.put(update)
            offset = update.update_id + 1
    await _confirm(bot, offset)


async def _confirm(bot: Bot, offset: int) -> None:
    """Tell the server what was taken, so that a restart is not given it again; failing is no harm."""
    if offset:
        try:
            await bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=ALLOWED)
        except TelegramError as error:
            log.info("the last updates may come again after a restart: %s", error)

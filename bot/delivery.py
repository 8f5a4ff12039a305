"""Replies become messages: sent in order, edited in place, patient where Telegram asks for patience.

Every call waits for its turn at the limiter first (`bot.sending.wire.Courtesy`), before all briefings.

429            wait as long as it says, this chat alone, then again
5xx, network   again after 1, 2, 4 s
timeout        the message may have arrived: not sent again; an edit is, it can do no harm
403, 400       permanent: said in the log, never again. Exceptions that have a way out: an edit that
               changes nothing, a message that cannot be edited (sent anew), HTML that the server's
               parser does not know (sent as plain text)
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.memory import Place
from bot.parts import Part
from bot.richtext import units
from bot.sending.outcome import UNPARSED, Again, Gone, Moved, Outcome, ThreadGone, Wait, outcome_of
from bot.sending.parting import parts_of
from bot.sending.wire import NO_PREVIEW, keyboard
from bot.talk.reply import Document, Reply

T = TypeVar("T")

TRIES = 5
PAUSES = (1.0, 2.0, 4.0, 8.0)  # seconds after a network failure
CAPTION = 1024  # Bot API: UTF-16 units of a caption after parsing

log = logging.getLogger(__name__)


class UndeliverableError(Exception):
    """The place takes no messages any more: the bot was blocked or removed, or the chat is gone; thread: it
    is only the thread that is."""

    def __init__(self, why: str, *, thread: bool = False) -> None:
        self.thread = thread
        super().__init__(why)


class MovedError(Exception):
    """The group is a supergroup now; `chat` is its id."""

    def __init__(self, chat: int) -> None:
        self.chat = chat
        super().__init__(f"the group has moved to {chat}")


class _DoubtfulError(Exception):
    """It may have arrived."""


async def deliver(bot: Bot, place: Place, reply: Reply, *, tapped: int | None = None) -> None:
    """Send a reply, or put it in place of the message `tapped`; too long a reply becomes several messages,
    the buttons under the last. Raises UndeliverableError and MovedError, where nothing of it was sent."""
    parts = parts_of(reply.lines, reply.rows)
    if reply.document is not None:
        await _send_document(bot, place, reply.document, parts)
        return
    for number, part in enumerate(parts):
        edited = number == 0 and reply.edit and tapped is not None and await _edit(bot, place, tapped, part)
        if not edited:
            await _send(bot, place, part)


async def _send(bot: Bot, place: Place, part: Part) -> None:
    async def send(text: str, mode: str | None) -> None:
        await bot.send_message(
            chat_id=place.chat,
            message_thread_id=place.thread,
            text=text,
            parse_mode=mode,
            reply_markup=keyboard(part),
            link_preview_options=NO_PREVIEW,
        )

    try:
        await patiently(lambda: _html_or_plain(send, part))
    except _DoubtfulError:
        log.warning("no answer to a message to chat %s: it may have arrived: not sent again", place.chat)


async def _send_document(bot: Bot, place: Place, document: Document, parts: tuple[Part, ...]) -> None:
    """A file, with the first part as its caption where that is short enough, else after the text."""
    caption = parts[0] if len(parts) == 1 and units(parts[0].plain) <= CAPTION else None
    for part in () if caption else parts:
        await _send(bot, place, part)

    async def send(text: str, mode: str | None) -> None:
        await bot.send_document(
            chat_id=place.chat,
            message_thread_id=place.thread,
            document=document.content,
            filename=document.name,
            caption=text or None,
            parse_mode=mode,
            reply_markup=keyboard(caption) if caption else None,
        )

    try:
        await patiently(lambda: _html_or_plain(send, caption or Part(html="", plain="")))
    except _DoubtfulError:
        log.warning("no answer to a file for chat %s: it may have arrived: not sent again", place.chat)


async def _edit(bot: Bot, place: Place, message: int, part: Part) -> bool:
    """Put `part` in place of a message; False where that message cannot be edited."""

    async def edit(text: str, mode: str | None) -> None:
        await bot.edit_message_text(
            chat_id=place.chat,
            message_id=message,
            text=text,
            parse_mode=mode,
            reply_markup=keyboard(part),
            link_preview_options=NO_PREVIEW,
        )

    try:
        await patiently(lambda: _html_or_plain(edit, part), repeatable=True)
    except _DoubtfulError:
        log.warning("no answer to an edit in chat %s", place.chat)
    except BadRequest as error:
        if "not modified" in error.message.lower():
            return True
        log.info("message %s in chat %s cannot be edited (%s): sent anew", message, place.chat, error.message)
        return False
    return True


async def _html_or_plain(act: Callable[[str, str | None], Awaitable[T]], part: Part) -> T:
    """`act` with the text as HTML, without markup where the server's parser is older than ours."""
    try:
        return await act(part.html, ParseMode.HTML)
    except BadRequest as error:
        if UNPARSED not in error.message.lower():
            raise
        log.error("the server cannot parse our HTML (%s): sent without markup", error.message)
        return await act(part.plain, None)


async def patiently(call: Callable[[], Awaitable[T]], *, repeatable: bool = False) -> T:
    """What `call` gives, with the waiting that Telegram asks for; repeatable: twice does no harm.

    Raises UndeliverableError, MovedError, _DoubtfulError, BadRequest, and the last failure where patience
    ends.
    """
    for attempt in range(TRIES):
        try:
            return await call()
        except TelegramError as error:
            pause = _pause(error, outcome_of(error), attempt, repeatable)
            if pause is None:
                raise
            await asyncio.sleep(pause)
    raise AssertionError("unreachable: the last try returns or raises")


def _pause(error: TelegramError, outcome: Outcome, attempt: int, repeatable: bool) -> float | None:
    """Seconds until the next try, None where there is none and the error is raised as it is."""
    last_try = attempt + 1 == TRIES
    match outcome:
        case Gone() | ThreadGone():
            raise UndeliverableError(outcome.why, thread=isinstance(outcome, ThreadGone)) from error
        case Moved():
            raise MovedError(outcome.chat) from error
        case Wait() if not last_try:
            return outcome.pause.total_seconds()
        case Again() if not last_try:
            return PAUSES[attempt]
        case Again() | Wait():
            return None
    if isinstance(error, BadRequest):
        return None
    if repeatable and not last_try:
        return PAUSES[attempt]
    raise _DoubtfulError from error

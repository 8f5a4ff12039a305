"""Replies become messages: sent in order, edited in place, patient where Telegram asks for patience.

429            wait as long as it says, this place alone, then again
5xx, network   again after 1, 2, 4 s
timeout        the message may have arrived: not sent again; an edit is, it can do no harm
403, 400       permanent: said in the log, never again. Exceptions that have a way out: an edit that
               changes nothing, a message that cannot be edited (sent anew), HTML that the server's
               parser does not know (sent as plain text)
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot import richtext
from bot.buttons import Button
from bot.callbacks import encode
from bot.memory import Place
from bot.polling import seconds_to_wait
from bot.richtext import Line
from bot.talk.reply import Reply

T = TypeVar("T")

TRIES = 5
PAUSES = (1.0, 2.0, 4.0, 8.0)  # seconds after a network failure
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = logging.getLogger(__name__)


class UndeliverableError(Exception):
    """The place takes no messages any more: the bot was blocked or removed, or the chat is gone."""


async def deliver(bot: Bot, place: Place, reply: Reply, *, tapped: int | None = None) -> None:
    """Send a reply, or put it in place of the message `tapped`; too long a reply becomes several messages,
    the buttons under the last. Raises UndeliverableError."""
    parts = richtext.split(reply.lines)
    for number, part in enumerate(parts):
        rows = reply.rows if number + 1 == len(parts) else ()
        edited = (
            number == 0 and reply.edit and tapped is not None and await _edit(bot, place, tapped, part, rows)
        )
        if not edited:
            await _send(bot, place, part, rows)


async def _send(bot: Bot, place: Place, part: Sequence[Line], rows: Sequence[Sequence[Button]]) -> None:
    async def send(text: str, mode: str | None) -> None:
        await bot.send_message(
            chat_id=place.chat,
            message_thread_id=place.thread,
            text=text,
            parse_mode=mode,
            reply_markup=_keyboard(rows),
            link_preview_options=NO_PREVIEW,
        )

    try:
        await patiently(lambda: _html_or_plain(send, part))
    except TimedOut:
        log.warning(
            "no answer to a message to chat %s: it may have arrived, so it is not sent again", place.chat
        )


async def _edit(
    bot: Bot, place: Place, message: int, part: Sequence[Line], rows: Sequence[Sequence[Button]]
) -> bool:
    """Put `part` in place of a message; False where that message cannot be edited."""

    async def edit(text: str, mode: str | None) -> None:
        await bot.edit_message_text(
            chat_id=place.chat,
            message_id=message,
            text=text,
            parse_mode=mode,
            reply_markup=_keyboard(rows),
            link_preview_options=NO_PREVIEW,
        )

    try:
        await patiently(lambda: _html_or_plain(edit, part), repeatable=True)
    except TimedOut:
        log.warning("no answer to an edit in chat %s", place.chat)
    except BadRequest as error:
        if "not modified" in error.message.lower():
            return True
        log.info("message %s in chat %s cannot be edited (%s): sent anew", message, place.chat, error.message)
        return False
    return True


async def _html_or_plain(act: Callable[[str, str | None], Awaitable[T]], part: Sequence[Line]) -> T:
    """`act` with the lines as HTML, without markup where the server's parser is older than ours."""
    try:
        return await act(richtext.html(part), ParseMode.HTML)
    except BadRequest as error:
        if "can't parse entities" not in error.message.lower():
            raise
        log.error("the server cannot parse our HTML (%s): sent without markup", error.message)
        return await act(richtext.plain(part), None)


def _keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(each.label, callback_data=encode(each.call)) for each in row] for row in rows]
    )


async def patiently(call: Callable[[], Awaitable[T]], *, repeatable: bool = False) -> T:
    """What `call` gives, with the waiting that Telegram asks for; repeatable: twice does no harm.

    Raises UndeliverableError, BadRequest, and the last failure where patience ends.
    """
    for attempt in range(TRIES):
        last_try = attempt + 1 == TRIES
        try:
            return await call()
        except RetryAfter as error:
            if last_try:
                raise
            await asyncio.sleep(seconds_to_wait(error))
        except Forbidden as error:
            raise UndeliverableError(error.message) from error
        except BadRequest as error:
            if "chat not found" in error.message.lower():
                raise UndeliverableError(error.message) from error
            raise
        except TimedOut:
            if last_try or not repeatable:
                raise
            await asyncio.sleep(PAUSES[attempt])
        except NetworkError:
            if last_try:
                raise
            await asyncio.sleep(PAUSES[attempt])
    raise AssertionError("unreachable: the last try returns or raises")

"""Messages handed to Telegram through PTB: under the limiter, one try each, told as an outcome."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from telegram import InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter, ExtBot

from bot.memory import Place
from bot.parts import Part
from bot.polling import seconds_to_wait
from bot.sending.limiter import Limiter
from bot.sending.outcome import UNPARSED, Outcome, Sent, outcome_of

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
HAS_TURN = "has its turn"  # as rate_limit_args: whoever calls has waited for its turn

_NEW = ("send", "copy", "forward")
_EDIT = ("edit",)
_FREE = frozenset({"sendchataction"})  # no message

log = logging.getLogger(__name__)


class Wire(Protocol):
    """What takes messages."""

    async def send(self, place: Place, part: Part, *, silent: bool) -> Outcome:
        """Try once to send; the turn has been given."""
        ...


class Courtesy(BaseRateLimiter[str]):
    """Every call of the bot that makes a message waits for its turn, as a reply unless it has one."""

    def __init__(self, limiter: Limiter) -> None:
        self.limiter = limiter

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """Wait for a turn where the call takes one, and note where Telegram asks to wait."""
        chat, name = data.get("chat_id"), endpoint.lower()
        if not isinstance(chat, int) or name in _FREE or not name.startswith(_NEW + _EDIT):
            return await callback(*args, **kwargs)
        if rate_limit_args != HAS_TURN:
            await self.limiter.turn(chat, reply=True, edit=name.startswith(_EDIT))
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self.limiter.pause(chat, seconds_to_wait(error))
            raise


class BotWire:
    """`Wire` over PTB's bot, which must have `Courtesy` as its rate limiter."""

    def __init__(self, bot: ExtBot[str]) -> None:
        self._bot = bot

    async def send(self, place: Place, part: Part, *, silent: bool) -> Outcome:
        """Try once to send; without markup where the server's parser is older than ours."""
        try:
            return await self._try(place, part.html, ParseMode.HTML, part, silent)
        except BadRequest as error:
            if UNPARSED not in error.message.lower():
                return outcome_of(error)
            log.error("the server cannot parse our HTML (%s): sent without markup", error.message)
        except TelegramError as error:
            return outcome_of(error)
        try:
            return await self._try(place, part.plain, None, part, silent)
        except TelegramError as error:
            return outcome_of(error)

    async def _try(self, place: Place, text: str, mode: str | None, part: Part, silent: bool) -> Sent:
        message = await self._bot.send_message(
            chat_id=place.chat,
            message_thread_id=place.thread,
            text=text,
            parse_mode=mode,
            reply_markup=keyboard(part),
            link_preview_options=NO_PREVIEW,
            disable_notification=silent,
            rate_limit_args=HAS_TURN,
        )
        return Sent(message=message.message_id)


def keyboard(part: Part) -> InlineKeyboardMarkup | None:
    """The buttons of a part."""
    if not part.keyboard:
        return None
    return InlineKeyboardMarkup.de_json({"inline_keyboard": json.loads(part.keyboard)})

"""From Telegram's updates to the conversation and back: which chat, which words, in which order.

Thin on purpose: what is said stands in `bot.conversation`, how it is sent in `bot.delivery`. Updates of
different places are handled at the same time, those of one place one after another.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, CallbackQuery, Message, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot import words
from bot.addressing import Command, addressed
from bot.askers import Askers
from bot.conversation import Conversation
from bot.delivery import UndeliverableError
from bot.i18n import _, known_language, speaking
from bot.inline_answers import answer_inline
from bot.meanwhile import meanwhile
from bot.memory import Place
from bot.newsroom import Desk
from bot.posts import called, heard_of, links_of, post_of
from bot.presence import Presence
from bot.talk.asker import Asker
from bot.talk.feature import Heard
from bot.talk.reply import Replies, Reply
from briefings.errors import BriefingsError

TYPING_AFTER = 0.4  # seconds without an answer until the chat shows that one is coming

log = logging.getLogger(__name__)


class Handlers:
    """What is done with each kind of update."""

    def __init__(self, desk: Desk, conversation: Conversation, askers: Askers, presence: Presence) -> None:
        self._desk = desk
        self._conversation = conversation
        self._askers = askers
        self._presence = presence
        self._locks: WeakValueDictionary[Place, asyncio.Lock] = WeakValueDictionary()

    def register(self, application: Application) -> None:
        """Have `application` call the methods below."""
        new = filters.UpdateType.MESSAGE
        words_or_forward = filters.TEXT | filters.CAPTION | filters.FORWARDED
        listed: list[BaseHandler[Any, Any, Any]] = [
            MessageHandler(filters.UpdateType.CHANNEL_POSTS, self.on_post),
            MessageHandler(new & words_or_forward, self.on_text),
            MessageHandler(new & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, self.on_other),
            CallbackQueryHandler(self.on_tap),
            InlineQueryHandler(self.on_inline),
        ]
        application.add_handlers(listed)
        application.add_error_handler(self.on_error)

    async def on_text(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A command, or words to the bot; in groups what is not meant for it is passed over."""
        message = update.message
        said = _said(message, context.bot.username) if message is not None else None
        if message is None or said is None:
            return
        asker = await self._askers.of_message(context.bot, message)

        def begin() -> Replies:
            if isinstance(said, Command):
                return self._conversation.command(asker, said.name, said.argument)
            return self._conversation.heard(asker, said)

        await self._answer(context.bot, asker, begin)

    async def on_post(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A post in a channel: nothing is said in answer."""
        message = update.effective_message
        if message is None:
            return
        asker, heard = await self._askers.of_message(context.bot, message), post_of(message)
        async with self._locks.setdefault(asker.place, asyncio.Lock()):
            async for reply in self._replies(asker, lambda: self._conversation.heard(asker, heard)):
                if reply.errand is not None:
                    await asyncio.to_thread(reply.errand.do)

    async def on_other(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A picture, a sticker, a voice message ..."""
        if update.message is not None:
            asker = await self._askers.of_message(context.bot, update.message)
            await self._answer(context.bot, asker, lambda: iter([_notice(asker, words.TEXT_ONLY)]))

    async def on_tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A tap on a button: the tap itself is answered first, so that the button stops spinning."""
        query = update.callback_query
        if query is None:
            return
        if not isinstance(query.message, Message):
            with speaking(known_language(query.from_user.language_code or "")):
                await _answer_tap(query, _(words.STALE_BUTTON))
            return
        asker, data = await self._askers.of_tap(context.bot, query.message, query.from_user), query.data or ""
        await self._answer(context.bot, asker, lambda: self._conversation.tap(asker, data), query)

    async def on_inline(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`@bot words`, typed in any chat."""
        query = update.inline_query
        if query is None:
            return
        asker = self._askers.of_user(query.from_user)
        try:
            found = await self._desk.do(self._conversation.inline, asker, query.query)
            await answer_inline(query, found)
        except BriefingsError as error:
            log.error("the stored news could not be used: %s", error)
        except TelegramError as error:  # most often: the person typed on, and the query is too old
            log.info("an inline query could not be answered: %s", error)

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What no handler expected: logged, never shown."""
        log.error("an update could not be handled", exc_info=context.error)

    async def _answer(
        self, bot: Bot, asker: Asker, begin: Callable[[], Replies], query: CallbackQuery | None = None
    ) -> None:
        """Deliver the replies one by one, as they are made."""
        place = asker.place
        tapped = query.message.message_id if query and query.message else None
        lock = self._locks.setdefault(place, asyncio.Lock())
        async with lock:
            try:
                async with _typing(bot, place) as seen:
                    async for reply in self._replies(asker, begin):
                        seen.set()
                        if query is not None:
                            await _answer_tap(query, reply.alert)
                            query = None
                        await self._presence.deliver(bot, place, reply, tapped=tapped)
                        if reply.errand is not None:
                            await asyncio.to_thread(reply.errand.do)
            except UndeliverableError as error:
                log.info("chat %s takes no messages: %s", place.chat, error)
            except TelegramError as error:
                log.error("a reply to chat %s could not be sent: %s", place.chat, error)

    async def _replies(self, asker: Asker, begin: Callable[[], Replies]) -> AsyncIterator[Reply]:
        """The replies, each made on the newsroom's thread; a failure becomes a reply too."""
        try:
            async for reply in self._desk.each(begin):
                yield reply
        except BriefingsError as error:
            log.error("the stored news could not be used: %s", error)
            yield _notice(asker, words.UNREADABLE)
        except (TelegramError, UndeliverableError, GeneratorExit):
            raise
        except Exception:
            log.exception("a reply could not be made")
            yield _notice(asker, words.FAILED)


def _notice(asker: Asker, text: str) -> Reply:
    """One line, marked with `N_`, in the language of the asker's client."""
    with speaking(known_language(asker.code)):
        return Reply(lines=words.notice(_(text)))


def _said(message: Message, username: str) -> Command | Heard | None:
    """What a message says to the bot: a command, words, something forwarded; None: it is for others.

    In a group the bot is spoken to by commands, or by its name: then what is answered to may be meant.
    """
    private = message.chat.type == ChatType.PRIVATE
    if message.forward_origin is not None:
        return heard_of(message) if private else None
    said = addressed(message.text or "", username, private=private)
    if isinstance(said, Command):
        return said
    if private:
        return heard_of(message)
    words_to_me = called(message, username)
    if words_to_me is None:
        return None
    answered = message.reply_to_message
    if answered is not None and not links_of(message):
        heard = heard_of(answered)
        if heard.links or heard.forwarded:
            return heard
    return heard_of(message, words_to_me)


async def _answer_tap(query: CallbackQuery, alert: str) -> None:
    """Stop the button's spinning, with a note over the chat if there is one."""
    try:
        await query.answer(text=alert or None, show_alert=bool(alert))
    except TelegramError as error:
        log.info("a tap could not be answered: %s", error)


@contextlib.asynccontextmanager
async def _typing(bot: Bot, place: Place) -> AsyncIterator[asyncio.Event]:
    """Show "typing" where the first reply, noted by the event, takes a while."""
    seen = asyncio.Event()

    async def show() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(seen.wait(), TYPING_AFTER)
            return
        with contextlib.suppress(TelegramError):
            await bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.thread)

    async with meanwhile(show()):
        yield seen

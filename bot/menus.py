"""The menus of commands: for private chats, groups, their admins, whoever runs the bot; in each language."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Collection, Iterator

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.conversation import Conversation
from bot.i18n import ENGLISH, LANGUAGES
from bot.talk.feature import Audience

AGAIN_SECONDS = 5.0  # after which menus are tried again; that Telegram cannot be reached is told by polling

log = logging.getLogger(__name__)


def scopes(owners: Collection[int] = ()) -> Iterator[tuple[BotCommandScope, tuple[Audience, ...]]]:
    """Where a menu is shown, and whose commands it has."""
    everybody, admins = (Audience.EVERYBODY,), (Audience.EVERYBODY, Audience.CHAT_ADMINS)
    private = (Audience.EVERYBODY, Audience.PRIVATE, Audience.CHAT_ADMINS)
    yield BotCommandScopeDefault(), everybody
    yield BotCommandScopeAllPrivateChats(), private
    yield BotCommandScopeAllGroupChats(), everybody
    yield BotCommandScopeAllChatAdministrators(), admins
    for owner in owners:
        yield BotCommandScopeChat(owner), (*private, Audience.OWNERS)


async def set_menus(bot: Bot, talk: Conversation, owners: Collection[int] = ()) -> None:
    """Set all menus, for clients of any language in English. Raises TelegramError."""
    for scope, audiences in scopes(owners):
        for language in LANGUAGES:
            menu = [BotCommand(*each) for each in talk.menu(language, *audiences)]
            code = "" if language == ENGLISH else language
            await bot.set_my_commands(menu, scope=scope, language_code=code or None)


@contextlib.asynccontextmanager
async def menus_set(bot: Bot, talk: Conversation, owners: Collection[int] = ()) -> AsyncIterator[None]:
    """Menus are set meanwhile: nobody waits for them."""
    task = asyncio.create_task(_until_set(bot, talk, owners), name="setting the menus")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _until_set(bot: Bot, talk: Conversation, owners: Collection[int]) -> None:
    done = False
    while not done:
        try:
            await set_menus(bot, talk, owners)
            done = True
        except (InvalidToken, BadRequest) as error:  # a server that lacks a method answers as to a bad token
            log.warning("the menu of commands could not be set: %s", error)
            done = True
        except TelegramError:
            await asyncio.sleep(AGAIN_SECONDS)

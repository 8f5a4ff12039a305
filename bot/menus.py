"""The menus of commands: for private chats, groups, their admins, whoever runs the bot; in each language."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator

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
from telegram.error import BadRequest, InvalidToken

from bot.conversation import Conversation
from bot.i18n import ENGLISH, LANGUAGES
from bot.talk.feature import Audience

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
    """Set all menus, for clients of any language in English; that a server has none is said in the log.
    Raises TelegramError where it cannot be reached."""
    try:
        for scope, audiences in scopes(owners):
            for language in LANGUAGES:
                menu = [BotCommand(*each) for each in talk.menu(language, *audiences)]
                code = "" if language == ENGLISH else language
                await bot.set_my_commands(menu, scope=scope, language_code=code or None)
    except (InvalidToken, BadRequest) as error:  # a server that lacks a method answers 404, as to a bad token
        log.warning("the menu of commands could not be set: %s", error)

"""The bot was let into a channel: whoever did it is asked in private what is wanted there."""

from __future__ import annotations

import logging

from telegram import Bot, ChatMemberUpdated
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.access import Rules
from bot.askers import Askers
from bot.delivery import UndeliverableError, deliver
from bot.i18n import each_speaking, known_language
from bot.newsroom import Desk
from bot.office import Office
from bot.talk.channels import Channels
from bot.talk.room import Room

log = logging.getLogger(__name__)


class Welcome:
    """Asks. A person who has not talked to the bot yet cannot be written to: /channels asks them later."""

    def __init__(self, desk: Desk, room: Room, rules: Rules, office: Office, askers: Askers) -> None:
        self._desk = desk
        self._channels = Channels(room, rules, office)
        self._askers = askers

    async def joined(self, bot: Bot, change: ChatMemberUpdated) -> None:
        """Take up that the bot may write to a chat."""
        chat = change.chat
        if chat.type != ChatType.CHANNEL:
            return
        asker = self._askers.of_user(change.from_user)
        language = known_language(asker.code)
        title = chat.title or ""

        try:
            async for reply in self._desk.each(
                lambda: each_speaking(language, self._channels.joined(asker, chat.id, title))
            ):
                await deliver(bot, asker.place, reply)
        except (TelegramError, UndeliverableError) as error:
            log.info("whoever let the bot into channel %s cannot be asked: %s", chat.id, error)

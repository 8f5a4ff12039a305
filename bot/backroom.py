"""What the features of `bot.office` stand on while the bot runs: the store, the reading processes, and
Telegram's word on who administers a chat."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.office import Office
from bot.settings import Settings
from briefings.reading_pool import ReadingPool
from briefings.store import Store

ANSWER_SECONDS = 30.0  # for Telegram to say who administers a chat
IDLE_SECONDS = 600.0  # without work after which the processes that read end, and free their memory


@dataclass(frozen=True, kw_only=True)
class Backroom:
    """store: opened on the newsroom's thread; reader: reads in processes of its own."""

    store: Store
    reader: ReadingPool

    def office(self, settings: Settings, bot: Bot) -> Office:
        """What filing and administering work with. Call it where the event loop runs."""
        loop = asyncio.get_running_loop()

        def administers(chat: int, person: int) -> bool:
            asked = asyncio.run_coroutine_threadsafe(_administers(bot, chat, person), loop)
            try:
                return asked.result(ANSWER_SECONDS)
            except TimeoutError:
                asked.cancel()
                return False

        return Office(
            store=self.store,
            reader=lambda: self.reader,
            model=lambda: self.reader.fingerprint,
            allowed=settings.allowed_hosts,
            administers=administers,
            username=lambda: bot.username,
        )


async def _administers(bot: Bot, chat: int, person: int) -> bool:
    """Whether a person administers a chat; where Telegram does not say, they do not."""
    try:
        member = await bot.get_chat_member(chat, person)
    except TelegramError:
        return False
    return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)

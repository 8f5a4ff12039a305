"""Who says something, as Telegram tells it: from messages and taps to `bot.talk.asker.Asker`.

Whether somebody administers a group is asked of Telegram and kept for a short while.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Collection

from telegram import Bot, Chat, Message, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.memory import Place
from bot.talk.asker import Asker, ChatKind

KEPT_SECONDS = 300.0  # a new admin may have to wait so long; a group's chatter costs one question a person
KEPT_PEOPLE = 10_000

log = logging.getLogger(__name__)


def place_of(message: Message) -> Place:
    """Where a message stands: its chat, and the thread in a group with topics."""
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(chat=message.chat.id, thread=thread)


def kind_of(chat: Chat) -> ChatKind:
    """What kind of place a chat is."""
    if chat.type == ChatType.CHANNEL:
        return ChatKind.CHANNEL
    return ChatKind.PRIVATE if chat.type == ChatType.PRIVATE else ChatKind.GROUP


class Askers:
    """Turns senders into askers. owners: ids of those who run the bot; clock: seconds, for the cache."""

    def __init__(self, owners: Collection[int] = (), clock: Callable[[], float] = time.monotonic) -> None:
        self._owners = frozenset(owners)
        self._clock = clock
        self._admins: OrderedDict[tuple[int, int], tuple[float, bool]] = OrderedDict()

    async def of_message(self, bot: Bot, message: Message) -> Asker:
        """Whoever wrote `message`."""
        chat, sender = message.chat, message.sender_chat
        if kind_of(chat) is ChatKind.CHANNEL or (sender is not None and sender.id == chat.id):
            # A post in a channel, or an admin who stays anonymous: only admins can write so.
            return self._asker(message, None, is_admin=True)
        if sender is not None:  # another channel's voice in a group: nobody whose rights could be asked
            return self._asker(message, None, is_admin=False)
        return await self._of(bot, message, message.from_user)

    async def of_tap(self, bot: Bot, message: Message, user: User) -> Asker:
        """Whoever tapped a button under `message`."""
        return await self._of(bot, message, user)

    def of_user(self, user: User) -> Asker:
        """Whoever asks inline, in a chat that is not known: as if in private."""
        return Asker(
            place=Place(chat=user.id),
            user=user.id,
            code=user.language_code or "",
            runs_bot=user.id in self._owners,
            name=user.first_name,
        )

    async def _of(self, bot: Bot, message: Message, user: User | None) -> Asker:
        kind = kind_of(message.chat)
        is_admin = kind is ChatKind.PRIVATE or (
            user is not None and await self._administers(bot, message.chat.id, user.id)
        )
        return self._asker(message, user, is_admin=is_admin)

    def _asker(self, message: Message, user: User | None, *, is_admin: bool) -> Asker:
        return Asker(
            place=place_of(message),
            user=user.id if user else 0,
            code=(user.language_code or "") if user else "",
            is_admin=is_admin,
            runs_bot=user is not None and user.id in self._owners,
            kind=kind_of(message.chat),
            name=user.first_name if user else "",
            title=message.chat.title or "",
        )

    async def _administers(self, bot: Bot, chat: int, user: int) -> bool:
        """Whether `user` may change what the chat follows; where Telegram does not say, they may not."""
        kept = self._admins.get((chat, user))
        if kept is not None and self._clock() - kept[0] < KEPT_SECONDS:
            return kept[1]
        try:
            member = await bot.get_chat_member(chat, user)
        except TelegramError as error:
            log.info("who administers chat %s could not be asked: %s", chat, error)
            return False
        is_admin = member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
        self._admins[chat, user] = self._clock(), is_admin
        self._admins.move_to_end((chat, user))
        while len(self._admins) > KEPT_PEOPLE:
            self._admins.popitem(last=False)
        return is_admin

    def forget(self, chat: int, user: int) -> None:
        """Ask anew next time: the rights of `user` in `chat` have changed."""
        self._admins.pop((chat, user), None)

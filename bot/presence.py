"""Whether the bot is still there: blocked, removed, back again, a group that has become a supergroup.

    my_chat_member ─┐
    403 to a reply ─┼─► asleep: nothing is planned      heard from, added, unblocked ─► awake, from now on
    403 in the outbox┘

What hangs on a chat stays when it sleeps, and goes along when its id changes.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from telegram import Bot, ChatMember, ChatMemberAdministrator, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import Application, ChatMemberHandler, ContextTypes, MessageHandler, filters

from bot.delivery import MovedError, UndeliverableError, deliver
from bot.memory import Place
from bot.newsroom import Desk
from bot.records import Records
from bot.sending.outbox import lose
from bot.talk.reply import Reply
from briefings.errors import StoreError

Joined = Callable[[Bot, ChatMemberUpdated], Awaitable[None]]

log = logging.getLogger(__name__)


class Presence:
    """Keeps the records in step with where the bot may write. joined: called when a chat has let it in."""

    def __init__(
        self, desk: Desk, records: Records, clock: Callable[[], datetime], joined: Joined | None = None
    ) -> None:
        self._desk, self._records, self._clock = desk, records, clock
        self._joined = joined

    def register(self, application: Application) -> None:
        """Have `application` call the methods below."""
        application.add_handler(ChatMemberHandler(self.on_standing, ChatMemberHandler.MY_CHAT_MEMBER))
        application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, self.on_migration))

    async def on_standing(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot was let in, removed, blocked, unblocked, or given other rights."""
        change = update.my_chat_member
        if change is None:
            return
        reason = silenced(change.chat.type, change.new_chat_member)
        if reason:
            await self.lost(change.chat.id, reason)
            return
        await self.back(change.chat.id)
        if self._joined is not None and silenced(change.chat.type, change.old_chat_member):
            await self._joined(context.bot, change)

    async def on_migration(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group has become a supergroup; both are told of it."""
        message = update.effective_message
        if message is None:
            return
        if message.migrate_to_chat_id:
            await self.moved(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id:
            await self.moved(message.migrate_from_chat_id, message.chat.id)

    async def deliver(self, bot: Bot, place: Place, reply: Reply, *, tapped: int | None = None) -> None:
        """As `bot.delivery.deliver`, and what it says of the chat is kept."""
        try:
            await deliver(bot, place, reply, tapped=tapped)
        except UndeliverableError as error:
            if error.thread:
                await self._keep(self._records.subscriptions.end_place, place, self._clock())
            else:
                await self.lost(place.chat, str(error))
            raise
        except MovedError as error:
            await self.moved(place.chat, error.chat)
            await deliver(bot, Place(chat=error.chat, thread=place.thread), reply)

    async def lost(self, chat: int, why: str) -> None:
        """The chat takes no messages any more."""
        await self._keep(lose, self._records, chat, why, self._clock())

    async def back(self, chat: int) -> None:
        """The chat takes messages."""
        await self._keep(self._records.subscriptions.wake, chat, self._clock())

    async def moved(self, old: int, new: int) -> None:
        """The group `old` is the supergroup `new` now."""
        log.info("chat %s has become chat %s: its subscriptions go along", old, new)
        await self._keep(self._records.subscriptions.move, old, new, self._clock())

    async def _keep(self, work: Callable[..., object], *arguments: object) -> None:
        try:
            await self._desk.do(work, *arguments)
        except StoreError as error:
            log.error("where the bot may write could not be kept: %s", error)


def silenced(kind: str, member: ChatMember) -> str:
    """Why the bot cannot write to a chat of that kind with that standing, "" where it can."""
    if member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT):
        return "blocked by the user" if kind == ChatType.PRIVATE else "removed from the chat"
    if isinstance(member, ChatMemberRestricted) and not (member.is_member and member.can_send_messages):
        return "not allowed to write"
    if kind == ChatType.CHANNEL:
        posts = isinstance(member, ChatMemberAdministrator) and member.can_post_messages
        return "" if posts else "not allowed to post in the channel"
    return ""

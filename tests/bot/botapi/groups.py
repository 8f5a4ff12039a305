"""Groups, supergroups with topics, and channels: who may do what in them, and what becomes of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.bot.botapi.people import PATIENCE, Person
from tests.bot.botapi.records import CallbackAnswer, Json, Message, RefusedError

if TYPE_CHECKING:
    from tests.bot.botapi.server import BotApi

SUPERGROUPS = -(10**12)  # Bot API: ids of supergroups and channels lie below


class Group:
    """A chat of several people; to the server it is a chat like a person's own.

    kind: group, supergroup or channel; threads: the topics of a supergroup that has them; admins: ids of
    those who administer it.
    """

    def __init__(
        self, *, api: BotApi, title: str, kind: str = "group", threads: frozenset[int] = frozenset()
    ) -> None:
        number = api.new_id()
        self.user_id = -number if kind == "group" else SUPERGROUPS - number
        self.api, self.title, self.kind, self.threads = api, title, kind, set(threads)
        self.admins: set[int] = set()
        self.reachable, self.blocked = True, False
        self.moved_to: Group | None = None
        self.inbox: asyncio.Queue[Message] = asyncio.Queue()
        self.edits: asyncio.Queue[Message] = asyncio.Queue()

    @property
    def chat(self) -> Json:
        """The chat as a Bot API object."""
        forum = {"is_forum": True} if self.threads else {}
        return {"id": self.user_id, "type": self.kind, "title": self.title, **forum}

    def check(self, asked: Json) -> None:
        """Refuse what Telegram refuses in this chat."""
        if self.moved_to is not None:
            raise RefusedError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.moved_to.user_id,
            )
        if self.blocked:
            raise RefusedError(403, f"Forbidden: bot was kicked from the {self.kind} chat")
        thread = asked.get("message_thread_id")
        if thread and int(thread) not in self.threads:
            raise RefusedError(400, "Bad Request: message thread not found")

    async def say(self, person: Person, text: str, thread: int | None = None) -> None:
        """Have somebody write in the group."""
        entities = []
        if text.startswith("/"):
            entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        topic = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
        self.api.push(message={**self._message(person), "text": text, "entities": entities, **topic})

    def _message(self, person: Person) -> Json:
        return {
            "message_id": self.api.new_id(),
            "from": person.user,
            "chat": self.chat,
            "date": 1_751_700_000,
        }

    async def ask(self, person: Person, text: str, thread: int | None = None) -> Message:
        """Have somebody write, and read one message back."""
        await self.say(person, text, thread)
        return await self.next_message()

    async def next_message(self, patience: float = PATIENCE) -> Message:
        """The next message from the bot that was not read yet."""
        async with asyncio.timeout(patience):
            return await self.inbox.get()

    async def next_edit(self, patience: float = PATIENCE) -> Message:
        """The next message of the bot that changed."""
        async with asyncio.timeout(patience):
            return await self.edits.get()

    async def press(self, person: Person, message: Message, label: str) -> CallbackAnswer:
        """Have somebody tap a button, and wait until the tap is answered."""
        query_id = str(self.api.new_id())
        waiting = asyncio.get_running_loop().create_future()
        self.api.answers[query_id] = waiting
        now = self.api.messages[self.user_id, message.message_id]
        self.api.push(
            callback_query={
                "id": query_id,
                "from": person.user,
                "message": now.as_json(self.api.bot, self.chat),
                "chat_instance": str(self.user_id),
                "data": message.button(label).data,
            }
        )
        async with asyncio.timeout(PATIENCE):
            return await waiting

    def remove(self, person: Person) -> None:
        """Somebody removes the bot."""
        self.blocked = True
        self.standing(person, "kicked")

    def add(self, person: Person) -> None:
        """Somebody adds the bot; to a channel as an administrator who posts."""
        self.blocked = False
        self.standing(person, "administrator" if self.kind == "channel" else "member")

    def standing(self, person: Person, status: str) -> None:
        """Tell the bot of its new standing."""
        before = "member" if status in ("kicked", "left") else "left"
        if self.kind == "channel" and before == "member":
            before = "administrator"
        self.api.push(
            my_chat_member={
                "chat": self.chat,
                "from": person.user,
                "date": 1_751_700_000,
                "old_chat_member": member(self.api.bot, before),
                "new_chat_member": member(self.api.bot, status),
            }
        )

    def migrate(self, person: Person, *, told: bool = True) -> Group:
        """Become a supergroup; told: both chats tell the bot of it."""
        new = Group(api=self.api, title=self.title, kind="supergroup", threads=frozenset(self.threads))
        new.admins = set(self.admins)
        self.api.people[new.user_id] = new
        self.moved_to = new
        if told:
            self.api.push(message={**self._message(person), "migrate_to_chat_id": new.user_id})
            self.api.push(message={**new._message(person), "migrate_from_chat_id": self.user_id})
        return new


def member(user: Json, status: str) -> Json:
    """Somebody's standing in a chat, as a Bot API object."""
    rights = (
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
        "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
        "can_post_stories", "can_edit_stories", "can_delete_stories", "can_post_messages",
    )  # fmt: skip
    if status == "administrator":
        return {"user": user, "status": status, **dict.fromkeys(rights, True)}
    if status == "kicked":
        return {"user": user, "status": status, "until_date": 0}
    return {"user": user, "status": status}

"""The people on the other side: they write, read what comes back, and tap buttons."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.bot.botapi.records import CallbackAnswer, Json, KeyboardButton, Message, RefusedError

if TYPE_CHECKING:
    from tests.bot.botapi.server import BotApi

PATIENCE = 60.0  # seconds until a missing answer fails a test; far above what any answer takes


class Person:
    """A person and their private chat with the bot."""

    def __init__(self, *, api: BotApi, user_id: int, name: str, reachable: bool = True) -> None:
        self.api, self.user_id, self.name = api, user_id, name
        self.reachable, self.blocked = reachable, False
        self.language = "en"  # of the client
        self.group = ""  # title of the group that the chat is, "" for a private chat
        self.inbox: asyncio.Queue[Message] = asyncio.Queue()
        self.edits: asyncio.Queue[Message] = asyncio.Queue()

    @property
    def user(self) -> Json:
        """The person as a Bot API object."""
        return {"id": self.user_id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    @property
    def chat(self) -> Json:
        """The chat as a Bot API object."""
        if self.group:
            return {"id": self.user_id, "type": "group", "title": self.group}
        return {"id": self.user_id, "type": "private", "first_name": self.name}

    async def send(self, text: str, **more: object) -> None:
        """Write `text` to the bot; a leading command gets its entity, as clients do."""
        entities = []
        if text.startswith("/"):
            entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        await self.send_content(text=text, entities=entities, **more)

    async def send_content(self, **content: object) -> None:
        """Send a message of any content: `dice={...}`, `photo=[...]`, ..."""
        self.reachable = True
        message = {
            "message_id": self.api.new_id(),
            "from": self.user,
            "chat": self.chat,
            "date": 1_751_700_000,
            **content,
        }
        self.api.push(message=message)

    def check(self, asked: Json) -> None:
        """Refuse what Telegram refuses in this chat."""
        if self.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")

    def block(self) -> None:
        """Block the bot, which is told of it."""
        self.blocked = True
        self._standing("member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again."""
        self.blocked = False
        self._standing("kicked", "member")

    def _standing(self, before: str, after: str) -> None:
        ban = {"kicked": {"until_date": 0}}
        self.api.push(
            my_chat_member={
                "chat": self.chat,
                "from": self.user,
                "date": 1_751_700_000,
                "old_chat_member": {"user": self.api.bot, "status": before, **ban.get(before, {})},
                "new_chat_member": {"user": self.api.bot, "status": after, **ban.get(after, {})},
            }
        )

    async def next_message(self, patience: float = PATIENCE) -> Message:
        """The next message from the bot that was not read yet."""
        async with asyncio.timeout(patience):
            return await self.inbox.get()

    async def next_edit(self, patience: float = PATIENCE) -> Message:
        """The next message of the bot that changed, as it stands after the change."""
        async with asyncio.timeout(patience):
            return await self.edits.get()

    async def ask(self, text: str) -> Message:
        """Write `text` and read one message back."""
        await self.send(text)
        return await self.next_message()

    async def press(
        self, message: Message, button: KeyboardButton | str, patience: float = PATIENCE
    ) -> CallbackAnswer:
        """Tap a button (or send its callback data in its place) and wait until the tap is answered."""
        if isinstance(button, str):
            button = message.button(button)
        return await self.press_data(message, button.data, patience)

    async def press_data(self, message: Message, data: str, patience: float = PATIENCE) -> CallbackAnswer:
        """A tap with any callback data at all, as a forged client may send it."""
        query_id = str(self.api.new_id())
        waiting = asyncio.get_running_loop().create_future()
        self.api.answers[query_id] = waiting
        now = self.api.messages[self.user_id, message.message_id]
        self.api.push(
            callback_query={
                "id": query_id,
                "from": self.user,
                "message": now.as_json(self.api.bot, self.chat),
                "chat_instance": str(self.user_id),
                "data": data,
            }
        )
        async with asyncio.timeout(patience):
            return await waiting

    async def turn(self, message: Message, button: KeyboardButton | str) -> Message:
        """Tap a button that changes the message, and read the message after the change."""
        await self.press(message, button)
        return await self.next_edit()

    async def inline(self, query: str, patience: float = PATIENCE) -> list[Json]:
        """Type `@bot query` in some chat, and read the results that are offered."""
        query_id = str(self.api.new_id())
        waiting = asyncio.get_running_loop().create_future()
        self.api.inline_answers[query_id] = waiting
        self.api.push(inline_query={"id": query_id, "from": self.user, "query": query, "offset": ""})
        async with asyncio.timeout(patience):
            results: list[Json] = await waiting
            return results

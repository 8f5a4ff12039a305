"""What the server keeps: people, messages as Telegram would show them, refusals."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

Json = dict[str, Any]


class RefusedError(Exception):
    """An answer with `ok: false`; raised by a method, written by the server."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        self.code, self.description, self.parameters = code, description, parameters
        super().__init__(f"{code} {description}")


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A scripted answer to the next calls of a method. times: how many it meets; chat_id: only calls for
    that chat; lost: the call is done, but its answer never arrives."""

    method: str
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int = 0
    chat_id: int = 0  # 0: any
    times: int = 1
    lost: bool = False


@dataclass(frozen=True, kw_only=True)
class KeyboardButton:
    """A button under a message."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message as it stands in a chat. entities: as the Bot API gives them; edits: how often changed;
    request: the parameters it was sent with."""

    message_id: int
    chat_id: int
    text: str
    entities: tuple[Json, ...] = ()
    rows: tuple[tuple[KeyboardButton, ...], ...] = ()
    date: int = 0
    edits: int = 0
    request: Json = field(default_factory=dict)

    @property
    def buttons(self) -> tuple[KeyboardButton, ...]:
        """All buttons, row after row."""
        return tuple(button for row in self.rows for button in row)

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons."""
        return [button.text for button in self.buttons]

    def button(self, label: str) -> KeyboardButton:
        """The button with this label, else the first whose label begins with it."""
        exact = [b for b in self.buttons if b.text == label]
        near = [b for b in self.buttons if b.text.startswith(label)]
        if not exact and not near:
            raise AssertionError(f"no button {label!r} among {self.labels}")
        return (exact or near)[0]

    def marked(self, kind: str) -> list[str]:
        """The parts of the text that entities of this kind ("bold", "text_link") cover."""
        raw = self.text.encode("utf-16-le")
        return [
            raw[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
            for e in self.entities
            if e["type"] == kind
        ]

    def links(self) -> list[str]:
        """Where the text links lead."""
        return [e["url"] for e in self.entities if e["type"] == "text_link"]

    def edited(self, **changes: Any) -> Message:
        """The message after an edit."""
        return replace(self, edits=self.edits + 1, **changes)

    def as_json(self, bot: Json, chat: Json) -> Json:
        """The message as a Bot API object."""
        thread = self.request.get("message_thread_id")
        keyboard = [
            [{"text": b.text, **({"url": b.url} if b.url else {"callback_data": b.data})} for b in row]
            for row in self.rows
        ]
        return {
            "message_id": self.message_id,
            "from": bot,
            "chat": chat,
            "date": self.date,
            **({"edit_date": self.date} if self.edits else {}),
            **({"message_thread_id": thread, "is_topic_message": True} if thread else {}),
            "text": self.text,
            "entities": list(self.entities),
            **({"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {}),
        }


@dataclass(frozen=True, kw_only=True)
class CallbackAnswer:
    """What a tap was answered with; text "" where the bot only stopped the spinner."""

    text: str = ""
    alert: bool = False

"""What goes back: messages with buttons, notes over the chat, files, and what is offered inline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.buttons import Rows
from bot.errands import Errand
from bot.richtext import Line


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file for the reader: its name with an ending, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One message back. edit: in place of the message that was tapped; alert: a short note over the chat
    instead of a message (or, with lines, beside it); document: a file, the lines are its caption;
    errand: work that whoever drives the conversation has done away from the newsroom's thread, after sending
    the rest and before asking for the next reply."""

    lines: tuple[Line, ...] = ()
    rows: Rows = ()
    edit: bool = False
    alert: str = ""
    document: Document | None = None
    errand: Errand[Any] | None = None


Replies = Iterator[Reply]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One result of inline mode. key: at most 64 bytes, one in an answer; title, description: in the list;
    lines: the message that choosing it sends."""

    key: str
    title: str
    description: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The results of inline mode; personal: they depend on who asks, so nobody else may be shown them."""

    found: tuple[Choice, ...] = ()
    personal: bool = False

"""What a feature offers to the conversation. All of it is optional."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.callbacks import Call
from bot.talk.asker import Asker
from bot.talk.reply import Choice, Replies, Reply
from bot.telegram_posts import Posted

OnCommand = Callable[[Asker, str], Replies]
OnTap = Callable[[Asker, Any], Replies]  # the call is of the type that it is listed under


class Audience(StrEnum):
    """Whose menu a command stands in. Anybody may still type it: the feature itself refuses."""

    EVERYBODY = "everybody"
    PRIVATE = "private"  # private chats
    CHAT_ADMINS = "chat admins"  # private chats, and those who administer a group
    OWNERS = "owners"  # whoever runs the bot
    NOBODY = "nobody"  # works, and is not shown


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A command in the menu and in /help. text: what it does, marked with `N_`; takes: its argument,
    marked too ("NAME")."""

    name: str
    text: str
    takes: str = ""
    audience: Audience = Audience.EVERYBODY


class DeedKind(StrEnum):
    """What somebody does."""

    COMMAND = "command"
    WORDS = "words"
    TAP = "tap"
    INLINE = "inline"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What somebody is about to do. name: of the command ("topic"), or the prefix of the button ("d1");
    argument: what is said with it."""

    kind: DeedKind
    name: str = ""
    argument: str = ""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Words that are no command. links: addresses in them, also behind words; forwarded: they were first
    said elsewhere; post: they stand in a channel; said_in: the title of the chat they come from; posted:
    where they first stood, if in a channel; album: they stand under one picture of several."""

    text: str
    links: tuple[str, ...] = ()
    forwarded: bool = False
    post: bool = False
    said_in: str = ""
    posted: Posted | None = None
    album: bool = False


class Feature:
    """One thing that the bot can do. Blocking; runs on the newsroom's thread."""

    commands: Mapping[str, OnCommand] = {}
    taps: Mapping[type[Call], OnTap] = {}
    starts: Mapping[str, OnCommand] = {}  # deep links: `/start topic_air` asks starts["topic"] with "air"
    raw: frozenset[str] = frozenset()  # commands that take their argument as typed, line ends and all
    menu: Sequence[Listed] = ()

    def guard(self, asker: Asker, deed: Deed) -> Sequence[Reply] | None:
        """The replies that refuse the deed (none at all: in silence), None where this feature has nothing
        against it."""
        return None

    def heard(self, asker: Asker, heard: Heard) -> Replies | None:
        """An answer to words that are no command; None: not for this feature. Asked in order."""
        return None

    def choices(self, asker: Asker, query: str) -> Sequence[Choice]:
        """What inline mode offers for `query` ("" where nothing is typed yet)."""
        return ()

"""Who says something, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.memory import Place


class ChatKind(StrEnum):
    """What kind of place it is said in."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"
    TERMINAL = "terminal"


@dataclass(frozen=True, kw_only=True)
class Asker:
    """One person in one place.

    user: Telegram's id, 0 where nobody in particular speaks (a channel, an anonymous admin); language: of
    the interface, one of `bot.i18n.LANGUAGES`; code: what the client says of its language ("uk-UA"), "" where
    it says nothing; is_admin: may change what the place follows (always so in a private chat); runs_bot:
    one of those who run this installation; name: first name, for lists; title: of the group or channel.
    """

    place: Place
    user: int = 0
    language: str = "en"
    code: str = ""
    is_admin: bool = True
    runs_bot: bool = False
    kind: ChatKind = ChatKind.PRIVATE
    name: str = ""
    title: str = ""

    @property
    def alone(self) -> bool:
        """Nobody else reads along: a private chat or a terminal."""
        return self.kind in (ChatKind.PRIVATE, ChatKind.TERMINAL)

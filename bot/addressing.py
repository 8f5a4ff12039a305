"""Whether words in a chat are meant for the bot, and whether they are a command."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COMMAND = re.compile(
    r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>[A-Za-z0-9_]{1,32}))?(?:\s+(?P<rest>.*))?", re.S
)


@dataclass(frozen=True, kw_only=True)
class Command:
    """`/name argument`; the argument is without white space at its ends."""

    name: str
    argument: str = ""


def addressed(text: str, username: str, *, private: bool) -> Command | str | None:
    """A command, words to the bot (in a private chat only), or None: meant for somebody else.

    In a group an unknown bot's command is passed over, and so is any talk that is no command.
    """
    found = _COMMAND.fullmatch(text.strip())
    if found is None:
        return text if private else None
    if found["bot"] and found["bot"].casefold() != username.casefold():
        return None
    return Command(name=found["name"].lower(), argument=(found["rest"] or "").strip())

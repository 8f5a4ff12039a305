"""What stands behind a button: a short, versioned string with database ids, at most 64 bytes.

    d1:412:h2     digest 412, its screen 2
    d1:412:p3.2   the passages of its point 3, screen 2
    d1:412:x0     the passages of its dispute 0
    d1:412:s      its sources
    d1:412:q      its disputes, all of them
    t1:7          the digest of topic 7, as a new message;  t1:7e  in place of this message
    m1:topics     a command of the menu, as if it had been typed

Indices count from 0 in the stored snapshot, screens from 0; a screen 0 is not written. The number after
the letter is the version of the form: a bot that meets a version or a form it does not know says so to
the reader and does nothing. Anybody can send any string here, so parsing is strict and the ids are
looked up like any other input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

BYTES = 64  # Bot API: length of callback data; PTB does not check it
_DIGITS = r"(0|[1-9][0-9]{0,11})"
_DIGEST = re.compile(rf"d1:{_DIGITS}:(?:([hsq]){_DIGITS}?|([px]){_DIGITS}(?:\.{_DIGITS})?)")
_TOPIC = re.compile(rf"t1:{_DIGITS}(e?)")
_MENU = re.compile(r"m1:([a-z]{1,32})")


class View(StrEnum):
    """What of a digest is to be shown."""

    HOME = "h"
    SOURCES = "s"
    DISPUTES = "q"
    POINT = "p"
    DISPUTE = "x"


@dataclass(frozen=True, kw_only=True)
class DigestCall:
    """Show `view` of the stored digest, in the message that holds the button."""

    digest: int
    view: View = View.HOME
    index: int = 0  # of the point or dispute, for POINT and DISPUTE
    screen: int = 0


@dataclass(frozen=True, kw_only=True)
class TopicCall:
    """Show the digest of a topic; edit: in place of the message that holds the button."""

    topic: int
    edit: bool = False


@dataclass(frozen=True, kw_only=True)
class MenuCall:
    """Do what the command does."""

    command: str


Call = DigestCall | TopicCall | MenuCall


def encode(call: Call) -> str:
    """The string for a button. Raises ValueError where it would be refused by Telegram or by `decode`."""
    data = _encode(call)
    if len(data.encode()) > BYTES or decode(data) != call:
        raise ValueError(f"no button can carry {call!r}")
    return data


def _encode(call: Call) -> str:
    match call:
        case TopicCall():
            return f"t1:{call.topic}{'e' if call.edit else ''}"
        case MenuCall():
            return f"m1:{call.command}"
        case DigestCall(view=View.POINT | View.DISPUTE):
            return f"d1:{call.digest}:{call.view}{call.index}" + (f".{call.screen}" if call.screen else "")
        case DigestCall():
            return f"d1:{call.digest}:{call.view}{call.screen or ''}"


def decode(data: str) -> Call | None:
    """What `data` asks for, None where it is of another version, damaged or forged."""
    if found := _DIGEST.fullmatch(data):
        digest, page, screen, detail, index, detail_screen = found.groups()
        if page:
            return DigestCall(digest=int(digest), view=View(page), screen=int(screen or 0))
        return DigestCall(
            digest=int(digest), view=View(detail), index=int(index), screen=int(detail_screen or 0)
        )
    if found := _TOPIC.fullmatch(data):
        return TopicCall(topic=int(found[1]), edit=bool(found[2]))
    if found := _MENU.fullmatch(data):
        return MenuCall(command=found[1])
    return None

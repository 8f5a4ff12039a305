"""What stands behind a button: a short, versioned string with database ids, at most 64 bytes.

    d1:412:h2     digest 412, its screen 2
    d1:412:p3.2   the passages of its point 3, screen 2
    d1:412:x0     the passages of its dispute 0
    d1:412:s      its sources
    d1:412:q      its disputes, all of them
    d1:412:w3     why the passages of its point 3 were joined;  d1:412:v0  those of its dispute 0
    v1:412:t:0:0  the timeline of the topic of digest 412 (what is new, disputes, outlets likewise)
    t1:7          the digest of topic 7, as a new message;  t1:7e  in place of this message
    m1:topics     a command of the menu, as if it had been typed

Features have calls of their own: a subclass of `Call` with a prefix and fields (numbers, words, yes or
no), written one after another: `f1:7:1`. Indices count from 0 in the stored snapshot, screens from 0; a
screen 0 is not written. The number in the prefix is the version of the form: a bot that meets a version
or a form it does not know says so to the reader and does nothing. Anybody can send any string here, so
parsing is strict and the ids are looked up like any other input.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar, Self, get_type_hints

BYTES = 64  # Bot API: length of callback data; PTB does not check it
_DIGITS = r"(0|[1-9][0-9]{0,11})"
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # a chat's id has up to 14 digits
_WORD = re.compile(r"[A-Za-z0-9_/+.-]{0,48}")  # zones have strokes: America/Argentina/Buenos_Aires
_DIGEST = re.compile(rf"{_DIGITS}:(?:([hsq]){_DIGITS}?|([pxwv]){_DIGITS}(?:\.{_DIGITS})?)")
_TOPIC = re.compile(rf"{_DIGITS}(e?)")


@dataclass(frozen=True, kw_only=True)
class Call:
    """What a tap asks for. A subclass sets PREFIX (a letter or two and a version) and has fields of type
    int, bool, str or a StrEnum; or it writes and reads its own form."""

    PREFIX: ClassVar[str] = ""

    def written(self) -> str:
        """The string after the prefix."""
        values = (getattr(self, each.name) for each in fields(self))
        return ":".join(str(int(v)) if isinstance(v, int) else str(v) for v in values)

    @classmethod
    def read(cls, written: str) -> Self | None:
        """The call that was written so, None where that cannot be."""
        kinds, parts = get_type_hints(cls), written.split(":")
        names = [each.name for each in fields(cls)]
        if len(parts) != len(names):
            return None
        try:
            return cls(**{n: _value(kinds[n], part) for n, part in zip(names, parts, strict=True)})
        except ValueError:
            return None


def _value(kind: type, part: str) -> int | bool | str:
    """A field of a call; raises ValueError where it cannot be one."""
    if kind is bool and part in ("0", "1"):
        return part == "1"
    if kind is int and _NUMBER.fullmatch(part):
        return int(part)
    if issubclass(kind, StrEnum):
        return kind(part)
    if kind is str and _WORD.fullmatch(part):
        return part
    raise ValueError(part)


class View(StrEnum):
    """What of a digest is to be shown."""

    HOME = "h"
    SOURCES = "s"
    DISPUTES = "q"
    POINT = "p"
    DISPUTE = "x"
    WHY_POINT = "w"
    WHY_DISPUTE = "v"


OF_LINES = frozenset({View.POINT, View.DISPUTE, View.WHY_POINT, View.WHY_DISPUTE})


@dataclass(frozen=True, kw_only=True)
class DigestCall(Call):
    """Show `view` of the stored digest, in the message that holds the button."""

    PREFIX: ClassVar[str] = "d1"

    digest: int
    view: View = View.HOME
    index: int = 0  # of the point or dispute, for those OF_LINES
    screen: int = 0

    def written(self) -> str:
        """ "412:p3.2"."""
        if self.view in OF_LINES:
            return f"{self.digest}:{self.view}{self.index}" + (f".{self.screen}" if self.screen else "")
        return f"{self.digest}:{self.view}{self.screen or ''}"

    @classmethod
    def read(cls, written: str) -> Self | None:
        """The other way."""
        found = _DIGEST.fullmatch(written)
        if found is None:
            return None
        digest, page, screen, detail, index, detail_screen = found.groups()
        if page:
            return cls(digest=int(digest), view=View(page), screen=int(screen or 0))
        return cls(digest=int(digest), view=View(detail), index=int(index), screen=int(detail_screen or 0))


@dataclass(frozen=True, kw_only=True)
class TopicCall(Call):
    """Show the digest of a topic; edit: in place of the message that holds the button."""

    PREFIX: ClassVar[str] = "t1"

    topic: int
    edit: bool = False

    def written(self) -> str:
        """ "7e"."""
        return f"{self.topic}{'e' if self.edit else ''}"

    @classmethod
    def read(cls, written: str) -> Self | None:
        """The other way."""
        found = _TOPIC.fullmatch(written)
        return cls(topic=int(found[1]), edit=bool(found[2])) if found else None


class Aspect(StrEnum):
    """What of a topic is to be shown beside its digest."""

    NEW = "n"
    TIMELINE = "t"
    DISPUTES = "h"  # with their history
    OUTLETS = "o"


@dataclass(frozen=True, kw_only=True)
class AspectCall(Call):
    """Show an aspect of the topic of a stored digest, in the message that holds the button. since: for NEW,
    the id of the digest seen before, 0 for the one before this."""

    PREFIX: ClassVar[str] = "v1"

    digest: int
    aspect: Aspect
    since: int = 0
    screen: int = 0


@dataclass(frozen=True, kw_only=True)
class MenuCall(Call):
    """Do what the command does."""

    PREFIX: ClassVar[str] = "m1"

    command: str


def kinds_by_prefix(kinds: Iterable[type[Call]]) -> dict[str, type[Call]]:
    """The kinds of call by their prefixes; raises ValueError where two have the same."""
    found: dict[str, type[Call]] = {}
    for kind in kinds:
        if not kind.PREFIX or found.setdefault(kind.PREFIX, kind) is not kind:
            raise ValueError(f"{kind.__name__}: prefix {kind.PREFIX!r} is taken")
    return found


BASIC = kinds_by_prefix((DigestCall, TopicCall, AspectCall, MenuCall))


def encode(call: Call) -> str:
    """The string for a button. Raises ValueError where it would be refused by Telegram or by `decode`."""
    data = f"{call.PREFIX}:{call.written()}"
    if len(data.encode()) > BYTES or decode(data, {call.PREFIX: type(call)}) != call:
        raise ValueError(f"no button can carry {call!r}")
    return data


def decode(data: str, kinds: Mapping[str, type[Call]] = BASIC) -> Call | None:
    """What `data` asks for, None where it is of another version, damaged or forged."""
    prefix, colon, written = data.partition(":")
    kind = kinds.get(prefix)
    return kind.read(written) if kind is not None and colon else None

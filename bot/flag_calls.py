"""What the buttons for saying that a line is wrong ask for; what answers them is `bot.talk.flagging`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Call
from bot.records.flags import FlagKind, Verdict


@dataclass(frozen=True, kw_only=True)
class FlagMenuCall(Call):
    """Offer what can be wrong with a line. dispute: it is one; index: among the digest's disputes or
    points."""

    PREFIX: ClassVar[str] = "w1"

    digest: int
    dispute: bool
    index: int


@dataclass(frozen=True, kw_only=True)
class FlagCall(Call):
    """Say that a line is wrong. article: the report that is meant, 0: the line as a whole; asked: the reader
    has been asked which report."""

    PREFIX: ClassVar[str] = "w2"

    digest: int
    dispute: bool
    index: int
    what: FlagKind
    article: int = 0
    asked: bool = False


@dataclass(frozen=True, kw_only=True)
class JudgeCall(Call):
    """Agree with a flag, or not."""

    PREFIX: ClassVar[str] = "w3"

    flag: int
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class NextFlagCall(Call):
    """Show the flag after that one."""

    PREFIX: ClassVar[str] = "w4"

    after: int


@dataclass(frozen=True, kw_only=True)
class IncludeCall(Call):
    """Take a report back into a topic."""

    PREFIX: ClassVar[str] = "w5"

    topic: int
    article: int

"""What an examination of an installation finds: how each part stands, and what to do about it.

`briefings doctor` gathers findings. Another program that works on the same database (the Telegram bot)
adds its own through an entry point of the group `GROUP`: a callable that is given a `Patient` and yields
findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

GROUP = "briefings.checks"


class Verdict(StrEnum):
    """How a part stands."""

    WELL = "ok"
    NOTE = "note"  # works, but somebody should know
    WRONG = "FAIL"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """How one part stands. part: one or two words; line: what was found; advice: what to do, "" where all
    is well."""

    part: str
    line: str
    verdict: Verdict = Verdict.WELL
    advice: str = ""


@dataclass(frozen=True, kw_only=True)
class Patient:
    """What is examined. now: UTC; environment: the variables that programs take their settings from."""

    database: Path
    now: datetime
    environment: Mapping[str, str] = field(repr=False)

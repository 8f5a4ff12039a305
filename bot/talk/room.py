"""What features work with: the stored news, what is remembered of places and readers, and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.memory import Memory
from bot.newsroom import Newsroom
from bot.records import Records


@dataclass(frozen=True, kw_only=True)
class Room:
    """Handed to every feature; belongs to the newsroom's thread. clock: now, in UTC."""

    news: Newsroom
    records: Records
    memory: Memory = field(default_factory=Memory)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

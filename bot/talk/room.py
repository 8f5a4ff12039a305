"""What features work with: the stored news, what is remembered of places and readers, and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.memory import Memory
from bot.newsroom import Newsroom


@dataclass(frozen=True, kw_only=True)
class Room:
    """Handed to every feature. clock: now, in UTC."""

    news: Newsroom
    memory: Memory = field(default_factory=Memory)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

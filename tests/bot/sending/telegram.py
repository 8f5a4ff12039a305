"""Telegram as the outbox meets it, on a virtual clock: takes time to answer, refuses some, and remembers."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from bot.memory import Place
from bot.parts import Part
from bot.sending.outbox import Outbox
from bot.sending.outcome import Again, Gone, Outcome, Sent, Unknown, Wait


@dataclass(kw_only=True)
class SimulatedTelegram:
    """`Wire` that answers by chance. Shares are of all calls, but `blocked` names chats.

    calls: (when, chat) of every call; arrived: how often each text reached each chat; quiet: until when
    a chat asked to be left alone; early: calls that came before that.
    """

    seed: int = 1
    blocked: frozenset[int] = frozenset()
    flooded: float = 0.0  # 429
    broken: float = 0.0  # 5xx
    lost: float = 0.0  # the answer is lost, after the message arrived
    latency: tuple[float, float] = (0.03, 0.3)
    calls: list[tuple[float, int]] = field(default_factory=list)
    arrived: Counter[tuple[int, str]] = field(default_factory=Counter)
    order: list[tuple[int, str]] = field(default_factory=list)
    quiet: dict[int, float] = field(default_factory=dict)
    early: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    async def send(self, place: Place, part: Part, *, silent: bool) -> Outcome:
        loop, chat = asyncio.get_running_loop(), place.chat
        self.calls.append((loop.time(), chat))
        if loop.time() < self.quiet.get(chat, 0.0):
            self.early.append(chat)
        await asyncio.sleep(self._chance.uniform(*self.latency))
        if chat in self.blocked:
            return Gone(why="Forbidden: bot was blocked by the user")
        draw = self._chance.random()
        if draw < self.flooded:
            seconds = self._chance.randint(3, 40)
            self.quiet[chat] = loop.time() + seconds
            return Wait(pause=timedelta(seconds=seconds))
        if draw < self.flooded + self.broken:
            return Again(why="Internal Server Error")
        self.arrived[chat, part.html] += 1
        self.order.append((chat, part.html))
        if draw > 1.0 - self.lost:
            return Unknown(why="Timed out")
        return Sent(message=len(self.order))


async def run_until_empty(outbox: Outbox) -> None:
    """Run the outbox until nothing is planned and nothing is on its way."""
    stop = asyncio.Event()
    running = asyncio.create_task(outbox.run(stop))
    await outbox.until_empty()
    stop.set()
    await running

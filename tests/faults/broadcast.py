"""Announcements killed in the middle: who got what, beside what the ledger says of it."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.memory import Place
from bot.parts import Part
from bot.records import Records
from bot.records.chats import ChatKind
from bot.sending.limiter import Limiter, Limits
from bot.sending.outbox import Outbox
from bot.sending.outcome import Outcome, Sent
from briefings.store import Store
from tests.bot.sending.virtual import Inline

CHATS, A_ROUND = 40, 3  # chats, and announcements planned at the start of each round
FAST = 400  # messages a second: what is tried is the ledger, not the limits
LONGEST_WAIT = 0.01  # seconds until the kill, after a message: some are on their way then


class Told:
    """In Telegram's place: what is sent arrives, and is said past every buffer before the bot hears of it."""

    async def send(self, place: Place, part: Part, *, silent: bool) -> Outcome:
        """The message arrives; the answer takes a moment."""
        os.write(self._out, f"> {place.chat} {part.plain}\n".encode())
        await asyncio.sleep(0.002)
        return Sent(message=1)

    def __init__(self, out: int) -> None:
        self._out = out


@dataclass(kw_only=True)
class Seen:
    """What arrived, and how it all stands."""

    killed: int = 0
    planned: int = 0
    unknown: int = 0
    lost: int = 0
    arrivals: Counter[str] = field(default_factory=Counter)

    @property
    def arrived(self) -> int:
        """Different messages that arrived."""
        return len(self.arrivals)


def plan(database: Path, number: int) -> int:
    """Plan announcements of a round to all chats; how many messages that are."""
    now = datetime.now(UTC)
    with Store.open(database) as store:
        records = Records.open(store)
        for chat in range(1, CHATS + 1):
            records.chats.meet(chat, ChatKind.PRIVATE, f"Chat {chat}", now)
        for one in range(A_ROUND):
            text = f"Announcement {number}.{one}"
            records.deliveries.broadcast([Part(html=text, plain=text)], now)
    return CHATS * A_ROUND


async def send(database: Path, out: int) -> None:
    """Send all that is planned, as the bot does."""
    with Store.open(database) as store:
        limits = Limits(a_second=FAST, chat_gap=0.02)
        clock = lambda: datetime.now(UTC)  # noqa: E731
        outbox = Outbox(Inline(), Records.open(store), Told(out), Limiter(limits), clock)
        stop = asyncio.Event()
        running = asyncio.create_task(outbox.run(stop))
        await outbox.until_empty()
        stop.set()
        await running


def round_of(database: Path, kill_after: int, pause: float, seen: Seen) -> None:
    """Send in a child, killed -9 some time after a number of messages (never, where it is negative)."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            os.close(read)
            asyncio.run(send(database, write))
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read) as lines:
        for number, line in enumerate(lines):
            seen.arrivals[line.rstrip("\n")] += 1
            if number == kill_after:
                time.sleep(pause)
                os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status)
    assert killed or not os.WEXITSTATUS(status), "sending failed by itself"
    seen.killed += killed


def torture(database: Path, rounds: int, seed: int) -> Seen:
    """Kill `rounds` broadcasts and let the last one end; every message arrived once or is told as unknown."""
    chance, seen = random.Random(seed), Seen()
    number = 0
    while seen.killed < rounds:
        seen.planned += plan(database, number)
        round_of(database, chance.randrange(CHATS * A_ROUND), chance.uniform(0, LONGEST_WAIT), seen)
        number += 1
    round_of(database, -1, 0.0, seen)
    with Store.open(database) as store:
        assert store.verify() == ()
        progress = Records.open(store).deliveries.progress()
    seen.unknown = progress.unknown
    seen.lost = seen.planned - seen.arrived
    assert max(seen.arrivals.values()) == 1, "a message was sent twice"
    assert (progress.planned, progress.sending, progress.failed) == (0, 0, 0), "a message was forgotten"
    assert progress.sent + progress.unknown == seen.planned
    assert progress.sent <= seen.arrived, "a message counts as sent that did not arrive"
    assert seen.lost <= seen.unknown
    return seen


if __name__ == "__main__":
    print(torture(Path(sys.argv[1]), 5, 8))

"""An announcement to 50,000 chats, some blocked, some that must wait, by a server that fails now and then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.records import Records
from bot.records.deliveries import Progress
from bot.sending.limiter import Limiter
from bot.sending.outbox import Outbox
from bot.sending.wire import Courtesy
from tests.bot.sending import virtual
from tests.bot.sending.conftest import said
from tests.bot.sending.telegram import SimulatedTelegram, run_until_empty
from tests.bot.sending.test_limiter import most_within

CHATS = 50_000


async def _commands(limiter: Limiter, calls: list[tuple[float, int]], waits: list[float]) -> None:
    """Every seven seconds somebody sends a command; how long it takes until the answer has arrived."""
    loop, courtesy = asyncio.get_running_loop(), Courtesy(limiter)

    async def send(endpoint: str, data: dict[str, int]) -> bool:
        calls.append((loop.time(), data["chat_id"]))
        await asyncio.sleep(0.3)
        return True

    for number in range(200):
        await asyncio.sleep(7.0)
        begun, data = loop.time(), {"chat_id": CHATS + 1 + number % 40}
        await courtesy.process_request(send, ("sendMessage", data), {}, "sendMessage", data, None)
        waits.append(loop.time() - begun)


def test_a_broadcast_to_fifty_thousand_keeps_the_limits_loses_none_doubles_none_and_lets_answers_through(
    records: Records, meet: Callable[[range], None]
) -> None:
    meet(range(1, CHATS + 1))
    blocked = frozenset(range(50, CHATS + 1, 50))  # 2 %
    telegram = SimulatedTelegram(blocked=blocked, flooded=0.01, broken=0.01)
    waits: list[float] = []

    async def simulation() -> int:
        limiter = Limiter()
        outbox = Outbox(virtual.Inline(), records, telegram, limiter, virtual.clock)
        broadcast = records.deliveries.broadcast([said("The bot moves tonight.")], virtual.clock())
        asking = asyncio.create_task(_commands(limiter, telegram.calls, waits))
        await run_until_empty(outbox)
        await asking
        return broadcast

    broadcast = virtual.run(simulation())
    reached = CHATS - len(blocked)
    assert records.deliveries.progress(broadcast) == Progress(sent=reached, failed=len(blocked))
    assert len(telegram.arrived) == reached
    assert set(telegram.arrived.values()) == {1}
    assert records.chats.counts()["asleep"] == len(blocked)

    calls = sorted(telegram.calls)
    assert most_within([time for time, _ in calls], 1.0) == 30
    last: dict[int, float] = {}
    for time, chat in telegram.calls:
        assert time - last.get(chat, -1.0) >= 1.0 - 1e-9
        last[chat] = time
    assert telegram.early == []
    assert len(waits) == 200
    assert max(waits) < 2.0

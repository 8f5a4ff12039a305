"""An outage is told of once, and waited through with growing pauses."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest
from telegram.error import Conflict, NetworkError, RetryAfter

from bot.polling import LONGEST_PAUSE, Outage, unless_stopped


def test_an_outage_is_told_once_when_it_begins_changes_and_ends(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    outage = Outage("https://api.example")
    for _ in range(5):
        outage.begins(NetworkError("refused"))
    outage.begins(Conflict("other"))
    outage.ends()
    outage.ends()
    assert [record.message.split(" (")[0] for record in caplog.records] == [
        "https://api.example cannot be reached",
        "another program polls with this token",
        "https://api.example answers again",
    ]


def test_pauses_double_up_to_the_longest_and_begin_anew() -> None:
    outage = Outage("x")
    pauses = [outage.begins(NetworkError("refused")) for _ in range(8)]
    assert pauses == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]
    outage.ends()
    assert outage.begins(NetworkError("refused")) == 1


def test_a_wait_that_the_server_asks_for_is_kept() -> None:
    assert Outage("x").begins(RetryAfter(timedelta(seconds=77))) == 77


async def test_work_is_cancelled_when_told_to_stop() -> None:
    stop, cancelled = asyncio.Event(), asyncio.Event()

    async def work() -> str:
        try:
            await asyncio.Event().wait()
            return "done"
        except asyncio.CancelledError:
            cancelled.set()
            raise

    doing = asyncio.create_task(unless_stopped(work(), stop))
    await asyncio.sleep(0)
    stop.set()
    assert await doing is None
    assert cancelled.is_set()

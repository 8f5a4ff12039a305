"""A process that parses: results and bugs come back, what hangs or dies is ended and replaced."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import AsyncIterator

import pytest

from briefings.model import Article
from briefings.reading.page import read_page
from briefings.reading.parsing import ParsingError, ParsingProcess, aside
from tests.newsdesk import NOW
from tests.test_looking import page


def double(number: int, *, more: int = 0) -> int:
    print("a stray print breaks nothing")
    return 2 * number + more


def fails() -> None:
    raise ValueError("a bug")


def hangs() -> None:
    time.sleep(3600)


def dies() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def number() -> int:
    return os.getpid()


@pytest.fixture
async def process() -> AsyncIterator[ParsingProcess]:
    made = ParsingProcess()
    yield made
    await made.close()


async def test_work_is_done_elsewhere_one_after_another(process: ParsingProcess) -> None:
    assert await process.do(double, 4, more=1) == 9
    first, again = await process.do(number), await process.do(number)
    assert first == again != os.getpid()


async def test_a_page_is_parsed_as_it_is_here(process: ParsingProcess) -> None:
    url = "https://harbour.example/ferry"
    there = await process.do(read_page, page(), url, now=NOW)
    assert isinstance(there, Article)
    assert there == await aside(read_page, page(), url, now=NOW)


async def test_a_bug_is_told_with_its_trace_and_the_process_goes_on(process: ParsingProcess) -> None:
    before = await process.do(number)
    with pytest.raises(RuntimeError, match="ValueError: a bug"):
        await process.do(fails)
    assert await process.do(number) == before


async def test_what_ends_the_process_is_given_up_and_the_next_is_done_by_another(
    process: ParsingProcess,
) -> None:
    before = await process.do(number)
    with pytest.raises(ParsingError, match="died"):
        await process.do(dies)
    assert await process.do(number) != before


async def test_what_takes_too_long_is_ended() -> None:
    impatient = ParsingProcess(longest=0.05)
    with pytest.raises(ParsingError, match=r"did not end in 0\.05 s"):
        await impatient.do(hangs)
    await impatient.close()


async def test_closing_twice_is_no_harm(process: ParsingProcess) -> None:
    await process.do(number)
    await process.close()
    await process.close()

"""Turns to send: limits kept in every window, replies first, a chat that must wait holds up no other."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sending.limiter import Limiter, Limits
from tests.bot.sending import virtual

Turn = tuple[float, int, bool]


async def _asked(limiter: Limiter, asked: Sequence[tuple[float, int, bool]]) -> list[Turn]:
    """Ask for turns at these times; when each was given, in the order given."""
    given_: list[Turn] = []
    loop = asyncio.get_running_loop()

    async def ask(at: float, chat: int, reply: bool) -> None:
        await asyncio.sleep(at)
        await limiter.turn(chat, reply=reply)
        given_.append((loop.time(), chat, reply))

    await asyncio.gather(*(ask(*each) for each in asked))
    return given_


def most_within(times: Sequence[float], span: float) -> int:
    """The largest number of `times` in any half-open window of that many seconds."""
    most, first = 0, 0
    for last, time in enumerate(times):
        while time - times[first] >= span - 1e-9:
            first += 1
        most = max(most, last - first + 1)
    return most


async def _many(asked: Sequence[tuple[float, int, bool]]) -> list[Turn]:
    return await _asked(Limiter(), asked)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 20).map(lambda tenths: tenths / 10),
            st.sampled_from([1, 2, 3, -7, -8]),
            st.booleans(),
        ),
        max_size=60,
    )
)
def test_no_window_holds_more_than_is_allowed_and_everybody_gets_a_turn(
    asked: list[tuple[float, int, bool]],
) -> None:
    turns = virtual.run(_many(asked))
    assert len(turns) == len(asked)
    assert most_within([time for time, _, _ in turns], 1.0) <= 30
    for chat in {chat for _, chat, _ in turns}:
        own = [(time, reply) for time, each, reply in turns if each == chat]
        assert most_within([time for time, _ in own], 3.0) <= 3
        for (before, _), (after, reply) in itertools.pairwise(own):
            assert reply or after - before >= 1.0 - 1e-9
        if chat < 0:
            assert most_within([time for time, _ in own], 60.0) <= 20


def test_thirty_go_out_in_a_second_and_no_more() -> None:
    turns = virtual.run(_many([(0.0, chat, False) for chat in range(1, 301)]))
    assert most_within([time for time, _, _ in turns], 1.0) == 30
    assert 9.9 < turns[-1][0] < 10.1


def test_a_reply_goes_before_all_briefings_that_wait() -> None:
    asked = [(0.0, chat, False) for chat in range(1, 301)] + [(3.0, 1000, True)]
    (answered,) = [time for time, chat, _ in virtual.run(_many(asked)) if chat == 1000]
    assert answered - 3.0 < 0.1


def test_three_replies_to_quick_taps_go_at_once_and_the_fourth_waits() -> None:
    times = [time for time, _, _ in virtual.run(_many([(0.0, 1, True)] * 4))]
    assert max(times[:3]) < 0.01
    assert times[3] >= 3.0


def test_a_group_gets_twenty_messages_a_minute() -> None:
    times = [time for time, _, _ in virtual.run(_many([(0.0, -5, False)] * 25))]
    assert most_within(times, 60.0) == 20
    assert times[20] >= 60.0


def test_a_chat_that_must_wait_holds_up_no_other() -> None:
    async def paused() -> list[Turn]:
        limiter = Limiter()
        limiter.pause(1, 30.0)
        return await _asked(limiter, [(0.0, 1, False), (0.0, 1, True), (0.0, 2, False), (0.1, 3, True)])

    turns = virtual.run(paused())
    assert [chat for time, chat, _ in turns if time < 1.0] == [2, 3]
    assert all(time >= 30.0 for time, chat, _ in turns if chat == 1)
    assert [reply for _, chat, reply in turns if chat == 1] == [True, False]


def test_who_gives_up_waiting_takes_nobody_s_turn() -> None:
    async def impatient() -> float:
        limiter, loop = Limiter(Limits(chat_gap=10.0)), asyncio.get_running_loop()
        await limiter.turn(1, reply=False)
        waiting = [asyncio.create_task(limiter.turn(1, reply=False)) for _ in range(3)]
        await asyncio.sleep(1.0)
        for task in waiting[:2]:
            task.cancel()
        await waiting[2]
        return loop.time()

    assert 10.0 <= virtual.run(impatient()) < 10.1


def test_edits_in_a_private_chat_do_not_wait_a_second_but_do_wait_when_told_to() -> None:
    async def edits() -> tuple[float, float]:
        limiter, loop = Limiter(), asyncio.get_running_loop()
        for _ in range(6):
            await limiter.turn(1, reply=True, edit=True)
        quick = loop.time()
        limiter.pause(1, 5.0)
        await limiter.turn(1, reply=True, edit=True)
        return quick, loop.time()

    quick, later = virtual.run(edits())
    assert quick < 0.1
    assert later >= 5.0


def test_chats_of_long_ago_are_let_go() -> None:
    async def broadcast() -> int:
        limiter = Limiter()
        for chat in range(1, 6001):
            await limiter.turn(chat, reply=False)
        return len(limiter._chats)

    assert virtual.run(broadcast()) < 5000

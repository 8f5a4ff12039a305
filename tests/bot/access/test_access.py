"""Who may, how much, and that it is said once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.access import Door, Filing, Meter, Refusal, Rules

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
ANN, BOB = 1, 2


@pytest.mark.parametrize(
    ("door", "member", "listed", "let_in"),
    [
        (Door.OPEN, False, False, True),
        (Door.INVITE, False, False, False),
        (Door.INVITE, True, False, True),
        (Door.LIST, False, False, False),
        (Door.LIST, False, True, True),
        (Door.LIST, True, False, True),
    ],
)
def test_the_door(door: Door, member: bool, listed: bool, let_in: bool) -> None:
    rules = Rules(door=door, users=frozenset({ANN} if listed else ()))
    assert rules.is_let_in(ANN, member=member) == let_in


def test_admins_are_always_let_in_and_may_always_file() -> None:
    rules = Rules(door=Door.LIST, admins=frozenset({ANN}))
    assert rules.is_let_in(ANN, member=False)
    assert rules.may_file(ANN)
    assert not rules.may_file(BOB)
    assert Rules(filing=Filing.EVERYBODY).may_file(BOB)


def test_a_minutes_worth_may_be_used_at_once_and_comes_back_little_by_little() -> None:
    meter = Meter(Rules(commands=6))
    used = [meter.use(ANN, NOW).refusal for _ in range(8)]
    assert used == [None] * 6 + [Refusal.TOO_FAST] * 2
    assert meter.use(ANN, NOW + timedelta(seconds=10)).refusal is None
    assert meter.use(ANN, NOW + timedelta(seconds=11)).refusal is Refusal.TOO_FAST
    assert meter.use(BOB, NOW).refusal is None


def test_being_too_fast_is_said_once_a_minute() -> None:
    meter = Meter(Rules(commands=1))
    meter.use(ANN, NOW)
    told = [meter.use(ANN, NOW + timedelta(milliseconds=n)).tell for n in range(5)]
    assert told == [True, False, False, False, False]


def test_questions_of_a_day_run_out_are_said_to_once_and_come_back_the_next_day() -> None:
    meter = Meter(Rules(questions=2))
    judged = [meter.ask(ANN, NOW + timedelta(minutes=n)) for n in range(5)]
    assert [each.refusal for each in judged] == [None, None] + [Refusal.ASKED_OUT] * 3
    assert [each.tell for each in judged] == [False, False, True, False, False]
    assert meter.ask(ANN, NOW + timedelta(hours=12)).refusal is None


def test_a_stranger_is_told_now_and_then() -> None:
    meter = Meter(Rules())
    told = [meter.stranger(ANN, NOW + timedelta(minutes=n)).tell for n in range(12)]
    assert [n for n, each in enumerate(told) if each] == [0, 10]


def test_a_crowd_takes_no_more_room_than_the_accounts_that_are_kept() -> None:
    meter = Meter(Rules(commands=1), people=100)
    for person in range(10_000):
        meter.use(person, NOW)
    assert len(meter) == 100
    assert meter.use(9_999, NOW).refusal is Refusal.TOO_FAST  # those heard from last are kept


@given(st.lists(st.integers(min_value=-3600, max_value=3600), max_size=60))
def test_no_order_of_moments_gives_more_than_a_minutes_worth_beyond_what_time_brings(
    steps: list[int],
) -> None:
    meter, moment, fine, forward = Meter(Rules(commands=5)), NOW, 0, 0
    for step in steps:
        moment += timedelta(seconds=step)
        forward += max(0, step)
        fine += meter.use(ANN, moment).refusal is None
    assert fine <= 5 + forward * 5 / 60 + 1e-6

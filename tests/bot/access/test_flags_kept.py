"""Flags are kept with their evidence, once from one person, until an admin has looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.records import Records
from bot.records.flags import Flag, FlagKind, Verdict
from tests.bot.handmade import dispute, point

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
FLAG = Flag(
    kind=FlagKind.NOT_SAID,
    topic=3,
    name="Ferry",
    digest=9,
    line=2,
    item=point("It burned."),
    made=NOW,
    person=5,
)


def test_a_line_comes_back_as_it_was_flagged(records: Records) -> None:
    wrong = replace(FLAG, kind=FlagKind.NO_DISPUTE, item=dispute())
    assert records.flags.add(FLAG)
    assert records.flags.add(wrong)
    assert [replace(each, id=0) for each in records.flags.waiting(5)] == [FLAG, wrong]


def test_the_same_person_says_the_same_once(records: Records) -> None:
    assert records.flags.add(FLAG)
    assert not records.flags.add(replace(FLAG, made=NOW + timedelta(hours=1)))
    assert records.flags.add(replace(FLAG, person=6))
    assert records.flags.add(replace(FLAG, kind=FlagKind.OFF_TOPIC, article=4))
    assert records.flags.made_since(5, NOW) == 2
    assert records.flags.made_since(5, NOW + timedelta(minutes=1)) == 0


def test_what_was_judged_waits_no_longer(records: Records) -> None:
    for number in range(3):
        records.flags.add(replace(FLAG, line=number))
    first, second, third = records.flags.waiting(9)
    judged = records.flags.judge(first.id, Verdict.ACCEPTED, NOW)
    records.flags.judge(second.id, Verdict.DISMISSED, NOW)
    assert judged is not None
    assert judged.verdict is Verdict.ACCEPTED
    assert records.flags.waiting(9) == (third,)
    assert records.flags.waiting(9, after=third.id) == ()
    assert records.flags.accepted() == (judged,)
    assert records.flags.counts() == {"waiting": 1, "accepted": 1, "dismissed": 1}
    assert records.flags.judge(99, Verdict.ACCEPTED, NOW) is None

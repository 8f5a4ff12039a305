"""Who is known, who is let in by which link, who is shut out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.records import Records
from bot.records.invites import Entry

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
ANN, BOB, CAT = 7_000_000_001, 7_000_000_002, 7_000_000_003


def test_a_link_lets_in_as_many_as_it_has_places_and_nobody_twice(records: Records) -> None:
    link = records.invites.make(NOW, label="friends", places=2)
    assert records.invites.use(link.token, ANN, "Ann", NOW) is Entry.LET_IN
    assert records.invites.use(link.token, ANN, "Ann", NOW) is Entry.WAS_IN
    assert records.invites.use(link.token, BOB, "Bob", NOW) is Entry.LET_IN
    assert records.invites.use(link.token, CAT, "Cat", NOW) is Entry.REFUSED
    assert [each.used for each in records.invites.every()] == [2]
    cat, ann = records.people.get(CAT), records.people.get(ANN)
    assert cat is None
    assert ann is not None
    assert ann.member
    assert ann.invite == link.id


@pytest.mark.parametrize("minutes", [60, 61])
def test_a_link_lets_nobody_in_from_its_expiry_on(records: Records, minutes: int) -> None:
    link = records.invites.make(NOW, expires=NOW + timedelta(hours=1))
    before = NOW + timedelta(minutes=59)
    assert records.invites.use(link.token, ANN, "Ann", before) is Entry.LET_IN
    assert records.invites.use(link.token, BOB, "Bob", NOW + timedelta(minutes=minutes)) is Entry.REFUSED


def test_a_revoked_link_lets_nobody_in_and_those_it_let_in_stay(records: Records) -> None:
    link = records.invites.make(NOW)
    records.invites.use(link.token, ANN, "Ann", NOW)
    assert records.invites.revoke(link.id, NOW)
    assert not records.invites.revoke(link.id, NOW)
    assert records.invites.use(link.token, BOB, "Bob", NOW) is Entry.REFUSED
    ann = records.people.get(ANN)
    assert ann is not None
    assert ann.member


def test_a_made_up_link_lets_nobody_in(records: Records) -> None:
    records.invites.make(NOW)
    for token in ("", "x", "' OR 1=1 --", "a" * 64):
        assert records.invites.use(token, ANN, "Ann", NOW) is Entry.REFUSED


def test_links_are_of_letters_that_a_deep_link_may_have_and_no_two_are_alike(records: Records) -> None:
    tokens = {records.invites.make(NOW).token for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(f"invite_{t}") <= 64 and t.replace("-", "").replace("_", "").isalnum() for t in tokens)


@pytest.mark.parametrize("wrong", [{"places": 0}, {"expires": NOW}, {"expires": NOW - timedelta(days=1)}])
def test_a_link_that_could_never_be_used_is_not_made(records: Records, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="invitation"):
        records.invites.make(NOW, **wrong)  # type: ignore[arg-type]


def test_whoever_is_shut_out_comes_back_by_no_link_nor_by_being_forgotten(records: Records) -> None:
    records.people.meet(ANN, "Ann", NOW)
    records.people.shut_out(ANN, NOW)
    records.personal.erase(ANN)
    assert records.people.is_shut_out(ANN)
    link = records.invites.make(NOW)
    assert records.invites.use(link.token, ANN, "Ann", NOW) is Entry.REFUSED
    assert records.people.let_back(ANN)
    assert records.invites.use(link.token, ANN, "Ann", NOW) is Entry.LET_IN


def test_people_are_listed_by_the_day_they_were_last_heard_from(records: Records) -> None:
    records.people.meet(ANN, "Ann", NOW)
    records.people.meet(BOB, "Bob", NOW + timedelta(days=1))
    records.people.meet(ANN, "Anna", NOW + timedelta(days=2))
    assert [(each.id, each.name) for each in records.people.lately(10)] == [(ANN, "Anna"), (BOB, "Bob")]
    assert [each.id for each in records.people.lately(10, skip=1)] == [BOB]
    day = (NOW + timedelta(days=2)).date()
    assert records.people.counts(day) == {"all": 2, "lately": 1, "members": 0, "shut out": 0}


def test_somebody_heard_from_often_is_written_down_once_a_day(records: Records) -> None:
    records.people.meet(ANN, "Ann", NOW)
    before = records.people.db.conn.total_changes
    for minute in range(30):
        records.people.meet(ANN, "Ann", NOW + timedelta(minutes=minute))
    assert records.people.db.conn.total_changes == before

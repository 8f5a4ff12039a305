"""What a daily briefing says: what is new, that nothing is, what was missed; made once for all who get it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.memory import Place
from bot.records import Records
from bot.records.chats import Chat, ChatKind, Length, Preferences, WhenNothing
from bot.records.subscriptions import Subscription
from bot.sending.daily import Made
from bot.talk.briefing import Briefings
from bot.talk.room import Room
from briefings.developments import News
from briefings.model import Topic
from briefings.store import Store
from tests.bot.botapi.parsing import ENTITIES, TEXT_UNITS, parse_html, units
from tests.bot.handmade import AIR, FERRY, NOON, HandMade, digest

ANN = Chat(id=101, kind=ChatKind.PRIVATE, title="Ann", preferences=Preferences())


class Counting(HandMade):
    """Counts how often it was asked what is new."""

    asked = 0

    def new(self, topic: Topic, since: int | None) -> News:
        self.asked += 1
        return super().new(topic, since)


@pytest.fixture
def subscription(tmp_path: Path) -> Iterator[tuple[Records, Subscription]]:
    with Store.open(tmp_path / "briefings.db") as store:
        records = Records.open(store)
        records.chats.meet(ANN.id, ANN.kind, ANN.title, NOON)
        yield records, records.subscriptions.follow(Place(chat=ANN.id), AIR, NOON)


def texts(made: Made) -> str:
    """What Telegram's own parser leaves of the parts."""
    found = []
    for part in made.parts:
        text, entities = parse_html(part.html)
        assert units(text) <= TEXT_UNITS
        assert len(entities) <= ENTITIES
        assert text == part.plain
        found.append(text)
    return "\n\n".join(found)


def test_a_place_that_has_seen_nothing_is_told_all_there_is(
    subscription: tuple[Records, Subscription],
) -> None:
    records, which = subscription
    news = Counting()
    made = Briefings(Room(news=news, records=records))(which, ANN, (), NOON)
    assert made.digest == news.shown.id
    assert "AGREED" in texts(made)
    assert news.asked == 0


def test_for_all_who_saw_the_same_it_is_made_once(subscription: tuple[Records, Subscription]) -> None:
    records, which = subscription
    news = Counting()
    compose = Briefings(Room(news=news, records=records))
    seen = replace(which, seen=news.shown.id)
    made = [compose(replace(seen, id=number), ANN, (), NOON) for number in range(500)]
    assert all(each is made[0] for each in made)
    assert news.asked == 1
    short = replace(ANN, preferences=Preferences(length=Length.SHORT))
    assert compose(seen, short, (), NOON) is not made[0]


def test_what_is_new_stands_in_it(subscription: tuple[Records, Subscription]) -> None:
    records, which = subscription
    news = HandMade()
    made = Briefings(Room(news=news, records=records))(replace(which, seen=news.shown.id), ANN, (), NOON)
    assert "Denmark sent more launchers." in texts(made)


def test_where_nothing_is_new_there_is_a_line_with_the_digest_a_tap_away(
    subscription: tuple[Records, Subscription],
) -> None:
    records, which = subscription
    news = HandMade()
    news.changes = ()
    compose, seen = Briefings(Room(news=news, records=records)), replace(which, seen=news.shown.id)
    note = compose(seen, ANN, (), NOON)
    assert AIR.name in texts(note)
    assert note.parts[0].keyboard
    assert note.digest is None
    silent = replace(ANN, preferences=Preferences(when_nothing=WhenNothing.SILENCE))
    assert compose(seen, silent, (), NOON).parts == ()


def test_a_digest_that_is_kept_no_longer_counts_as_not_seen(
    subscription: tuple[Records, Subscription],
) -> None:
    records, which = subscription
    made = Briefings(Room(news=HandMade(), records=records))(replace(which, seen=1), ANN, (), NOON)
    assert made.digest == digest().id


def test_a_topic_without_reports_says_so(subscription: tuple[Records, Subscription]) -> None:
    records, which = subscription
    empty = digest(points=(), disputes=(), articles=0)
    made = Briefings(Room(news=HandMade(empty), records=records))(which, ANN, (), NOON)
    assert texts(made) == f"{AIR.name}: no reports yet."


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([20], "The briefing of 20 November 2026 was left out"),
        ([19, 20], "The briefings of 19 November 2026 and 20 November 2026 were left out"),
        ([16, 17, 18, 19, 20], "5 briefings were left out"),
    ],
)
def test_days_that_were_missed_are_named_or_counted(
    subscription: tuple[Records, Subscription], days: list[int], told: str
) -> None:
    records, which = subscription
    missed = tuple(date(2026, 11, day) for day in days)
    made = Briefings(Room(news=HandMade(), records=records))(which, ANN, missed, NOON)
    assert told in texts(made)


def test_a_topic_that_is_gone_or_another_by_now_ends_the_subscription(
    subscription: tuple[Records, Subscription],
) -> None:
    records, which = subscription
    for topics in ((FERRY,), (Topic(id=AIR.id, name="Something else"),)):
        made = Briefings(Room(news=HandMade(topics=topics), records=records))(which, ANN, (), NOON)
        assert made.over
        assert "no longer kept here" in texts(made)


def test_the_language_is_the_one_chosen_else_the_client_s(
    subscription: tuple[Records, Subscription],
) -> None:
    records, which = subscription
    compose, missed = Briefings(Room(news=HandMade(), records=records)), (date(2026, 11, 20),)
    assert "листопада" in texts(compose(which, replace(ANN, code="uk-UA"), missed, NOON))
    chosen = replace(ANN, code="uk-UA", preferences=Preferences(language="en"))
    assert "November" in texts(compose(which, chosen, missed, NOON))

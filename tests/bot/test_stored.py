"""One snapshot is shown to all until something is stored, and no longer than its window holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.stored import FRESH, StoredNewsroom
from briefings.model import Topic
from briefings.store import Store
from briefings.tools import Tools
from tests.newsdesk import NOW, article, reading


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with Store.open(path) as store:
        store.add_topic(Topic(name="Ostrey ferry", keywords=("ferry",)))
        store.add_article(article(), reading(article().text), now=NOW)
    return path


@pytest.fixture
def newsroom(database: Path, clock: Clock) -> Iterator[StoredNewsroom]:
    opened = StoredNewsroom(Store.open(database), Tools(None), clock)
    yield opened
    opened.close()


def test_two_readers_are_shown_the_same_snapshot(newsroom: StoredNewsroom) -> None:
    topic = newsroom.topic("Ostrey ferry")
    first = newsroom.digest(topic)
    assert newsroom.digest(topic).id == first.id
    assert newsroom.saved(first.id) == first


def test_what_another_program_stores_is_in_the_next_digest(newsroom: StoredNewsroom, database: Path) -> None:
    topic = newsroom.topic("Ostrey ferry")
    first = newsroom.digest(topic)
    later = article(url="https://other.example/1", outlet="Karsund Post", text="The ferry burns still.")
    with Store.open(database) as store:
        store.add_article(later, reading(later.text), now=NOW)
    assert (first.articles, newsroom.digest(topic).articles) == (1, 2)


def test_a_snapshot_grows_old(newsroom: StoredNewsroom, clock: Clock) -> None:
    topic = newsroom.topic("Ostrey ferry")
    first = newsroom.digest(topic)
    clock.now += FRESH - timedelta(seconds=1)
    assert newsroom.digest(topic).id == first.id
    clock.now += timedelta(seconds=1)
    assert newsroom.digest(topic).id != first.id


def test_what_is_gone_is_none(newsroom: StoredNewsroom) -> None:
    assert newsroom.saved(999) is None
    assert newsroom.topic_by_id(999) is None


def test_holdings_are_counted_for_the_log(newsroom: StoredNewsroom, database: Path) -> None:
    assert newsroom.holdings() == f"1 topic, 1 report in {database}"


def test_what_comes_in_on_other_topics_changes_no_snapshot(newsroom: StoredNewsroom, database: Path) -> None:
    topic = newsroom.topic("Ostrey ferry")
    first = newsroom.digest(topic)
    other = article(url="https://other.example/2", outlet="Karsund Post", title="Rain", text="It rains.")
    with Store.open(database) as store:
        store.add_article(other, reading(other.text), now=NOW)
    assert newsroom.digest(topic).id == first.id


def test_news_is_seen_after_news_of_other_topics_was_passed_over(
    newsroom: StoredNewsroom, database: Path
) -> None:
    topic = newsroom.topic("Ostrey ferry")
    first = newsroom.digest(topic)
    for number, text in enumerate(("It rains.", "It pours.", "The ferry burns still.")):
        assert newsroom.digest(topic).id == first.id
        later = article(url=f"https://other.example/{number}", outlet="Karsund Post", title=text, text=text)
        with Store.open(database) as store:
            store.add_article(later, reading(later.text), now=NOW)
    assert newsroom.digest(topic).articles == 2


def test_what_is_new_is_worked_out_once_for_each_digest(newsroom: StoredNewsroom, database: Path) -> None:
    topic = newsroom.topic("Ostrey ferry")
    seen = newsroom.digest(topic).id
    before = newsroom.new(topic, seen)
    assert newsroom.new(topic, seen) is before
    later = article(url="https://other.example/1", outlet="Karsund Post", text="The ferry burns still.")
    with Store.open(database) as store:
        store.add_article(later, reading(later.text), now=NOW + timedelta(seconds=1))
    assert newsroom.new(topic, seen).digest != before.digest


def test_a_digest_that_took_long_is_shown_longer(
    newsroom: StoredNewsroom, database: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.stored.SLOW_SECONDS", 0.0)
    monkeypatch.setattr("bot.stored.REST", 1_000_000)
    topic = newsroom.topic("Ostrey ferry")
    first = newsroom.digest(topic)
    later = article(url="https://other.example/1", outlet="Karsund Post", text="The ferry burns still.")
    with Store.open(database) as store:
        store.add_article(later, reading(later.text), now=NOW)
    assert newsroom.digest(topic).id == first.id
    clock.now += FRESH
    assert newsroom.digest(topic).articles == 2


def test_a_digest_without_news_is_not_shown_longer_however_long_it_took(
    database: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.stored.SLOW_SECONDS", 0.0)
    monkeypatch.setattr("bot.stored.REST", 1_000_000)
    with Store.open(database) as store:
        store.add_topic(Topic(name="Harbour strike", keywords=("dockers",)))
        newsroom = StoredNewsroom(store, Tools(None), clock)
        topic = newsroom.topic("Harbour strike")
        assert newsroom.digest(topic).articles == 0
        news = article(
            url="https://other.example/9", title="Dockers walk out", text="The dockers walked out."
        )
        store.add_article(news, reading(news.text), now=NOW)
        assert newsroom.digest(topic).articles == 1

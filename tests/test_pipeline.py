"""The order of things: what is read, what is not read again, what a digest is given."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from briefings import pipeline
from briefings.model import Article, Digest, Topic
from briefings.reading.sources import Rejected
from briefings.store import Store
from tests.newsdesk import NOW, TEXT, ByHand, article, digest


def take(store: Store, items: list[Any], reader: ByHand | None = None) -> pipeline.Ingested:
    hand = reader or ByHand()
    return pipeline.ingest(store, items, lambda: hand, NOW)


def test_new_known_and_revised_articles_are_told_apart(store: Store) -> None:
    take(store, [article()])
    done = take(
        store,
        [
            article(),
            article(url="https://harbour.example/two", text="Second."),
            article(url="https://harbour.example/two", text="Second, mended."),
        ],
    )
    assert (done.new, done.same, done.revised) == (1, 1, 1)


def test_a_known_article_is_not_read_again(store: Store) -> None:
    take(store, [article()])
    hand = ByHand()
    take(store, [article(), article(url="https://harbour.example/new", text="New.")], hand)
    assert hand.seen == ["https://harbour.example/new"]


def test_a_reader_is_not_made_where_there_is_nothing_to_read(store: Store) -> None:
    take(store, [article()])

    def unwanted() -> ByHand:
        raise AssertionError("the language model takes seconds to load")

    assert pipeline.ingest(store, [article()], unwanted, NOW).same == 1


def test_the_same_article_twice_in_one_batch_is_one(store: Store) -> None:
    done = take(store, [article(), article()])
    assert (done.new, done.same) == (1, 1)


def test_what_is_refused_is_counted_and_the_rest_goes_in(store: Store) -> None:
    bad = Rejected(source="a.jsonl", line=2, reason="not a JSON object")
    done = take(store, [article(), bad, article(url="https://harbour.example/2", text="Two.")])
    assert (done.new, done.rejected) == (2, (bad,))


def test_every_item_is_reported_when_it_is_done(store: Store) -> None:
    seen: list[Any] = []
    items = [article(url=f"https://harbour.example/{n}", text=f"Number {n}.") for n in range(40)]
    pipeline.ingest(store, items, ByHand, NOW, progress=seen.append)
    assert seen == items


def test_what_was_taken_before_a_failure_stays(store: Store) -> None:
    def broken() -> Any:
        for number in range(20):
            yield article(url=f"https://harbour.example/{number}", text=f"Number {number}.")
        raise RuntimeError("the wire went dead")

    with pytest.raises(RuntimeError):
        pipeline.ingest(store, broken(), ByHand, NOW)
    assert store.counts()["articles"] == 20


def test_an_unreadable_source_does_not_stop_the_next(tmp_path: Path) -> None:
    good = tmp_path / "good.jsonl"
    good.write_text(json.dumps({"url": "https://h.example/1", "outlet": "H", "title": "T", "text": TEXT}))
    missing, found = pipeline.items_of([str(tmp_path / "missing.txt"), str(good)], NOW)
    assert "missing.txt" in str(missing)
    assert isinstance(found, Article)


@pytest.fixture
def given_to_build(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What `build_digest` was called with; it is the only stage these tests stand in for."""
    calls: list[dict[str, Any]] = []

    def build(topic: Topic, material: Any, **named: Any) -> Digest:
        calls.append({"texts": [a.url.rsplit("/", 1)[1] for a in material.articles], **named})
        return digest(topic.name, built=named["now"], since=named["since"], stale=named["stale"])

    monkeypatch.setattr("briefings.digest.build.build_digest", build)
    return calls


def put_at(store: Store, name: str, hours_ago: float, **fields: Any) -> None:
    moment = NOW - timedelta(hours=hours_ago)
    url = f"https://harbour.example/{name}"
    take(store, [article(url=url, published=moment, text=f"{TEXT} {name}", **fields)])


def test_a_digest_is_of_the_last_24_hours_and_is_kept(
    store: Store, given_to_build: list[dict[str, Any]]
) -> None:
    topic = store.add_topic(Topic(name="Ferry", keywords=("ferry",)))
    put_at(store, "old", 30)
    put_at(store, "new", 3)
    built = pipeline.digest(store, topic, NOW)
    assert given_to_build[0]["texts"] == ["new"]
    assert not built.stale
    assert store.last_digest(topic) == built


def test_a_digest_of_older_news_is_of_its_last_day(
    store: Store, given_to_build: list[dict[str, Any]]
) -> None:
    topic = store.add_topic(Topic(name="Ferry", keywords=("ferry",)))
    for name, hours in (("first", 300), ("morning", 120), ("evening", 110)):
        put_at(store, name, hours)
    assert pipeline.digest(store, topic, NOW).stale
    assert given_to_build[0]["texts"] == ["morning", "evening"]


def test_a_digest_since_a_moment_holds_all_since_then(
    store: Store, given_to_build: list[dict[str, Any]]
) -> None:
    topic = store.add_topic(Topic(name="Ferry", keywords=("ferry",)))
    for name, hours in (("first", 300), ("second", 120), ("third", 3)):
        put_at(store, name, hours)
    pipeline.digest(store, topic, NOW, NOW - timedelta(hours=150))
    assert given_to_build[0]["texts"] == ["second", "third"]


def test_news_dated_in_the_far_future_waits(store: Store, given_to_build: list[dict[str, Any]]) -> None:
    topic = store.add_topic(Topic(name="Ferry", keywords=("ferry",)))
    put_at(store, "tomorrow", -12)
    put_at(store, "next-year", -9000)
    pipeline.digest(store, topic, NOW)
    assert given_to_build[0]["texts"] == ["tomorrow"]


def test_sources_are_those_of_the_digest_that_was_shown(
    store: Store, given_to_build: list[dict[str, Any]]
) -> None:
    topic = store.add_topic(Topic(name="Ferry", keywords=("ferry",)))
    first = pipeline.sources(store, topic, NOW)
    assert len(given_to_build) == 1
    assert pipeline.sources(store, topic, NOW + timedelta(days=3)) == first
    assert len(given_to_build) == 1


def test_an_empty_topic_gives_an_empty_digest(store: Store) -> None:
    """With the real stages: nothing stored is no error."""
    topic = store.add_topic(Topic(name="Ferry", keywords=("ferry",)))
    built = pipeline.digest(store, topic, NOW)
    assert (built.points, built.disputes, built.articles) == ((), (), 0)
    assert replace(built, id=0).topic == "Ferry"

"""Articles that were thrown out of a topic stay out of it, and only of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.errors import InputError
from briefings.model import Article, Reading, Topic
from briefings.store import Store

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
READING = Reading(passages=(), claims=())


def filed(store: Store, number: int, text: str = "A ferry burned off Ostrey on Monday.") -> int:
    article = Article(url=f"https://one.example/{number}", title="", outlet=f"Outlet {number}", text=text)
    return store.add_article(article, READING, now=NOW).id


def ids(store: Store, topic: Topic) -> list[int]:
    return [each.id for each in store.matching(topic)]


def test_an_article_thrown_out_of_a_topic_is_in_no_digest_of_it_and_stays_in_others(store: Store) -> None:
    first, second = filed(store, 1), filed(store, 2)
    ferry = store.add_topic(Topic(name="Ostrey ferry", keywords=("ferry",)))
    coast = store.add_topic(Topic(name="Coast", keywords=("Ostrey",)))
    assert store.exclude(ferry, first, NOW)
    assert not store.exclude(ferry, first, NOW)
    assert ids(store, ferry) == [second]
    assert ids(store, coast) == [first, second]
    assert store.excluded(ferry) == {first}


def test_it_stays_out_when_its_text_or_the_topics_words_change(store: Store) -> None:
    number = filed(store, 1)
    ferry = store.add_topic(Topic(name="Ostrey ferry", keywords=("ferry",)))
    store.exclude(ferry, number, NOW)
    filed(store, 1, "A ferry burned off Ostrey on Monday, and nobody was hurt.")
    again = store.add_topic(Topic(name="Ostrey ferry", keywords=("Ostrey",)))
    assert ids(store, again) == []


def test_it_comes_back_when_it_is_taken_back_in(store: Store) -> None:
    number = filed(store, 1)
    ferry = store.add_topic(Topic(name="Ostrey ferry", keywords=("ferry",)))
    store.exclude(ferry, number, NOW)
    assert store.include(ferry, number)
    assert not store.include(ferry, number)
    assert ids(store, ferry) == [number]


def test_a_topic_that_is_removed_takes_what_was_thrown_out_with_it(store: Store) -> None:
    number = filed(store, 1)
    store.exclude(store.add_topic(Topic(name="Ferry", keywords=("ferry",))), number, NOW)
    store.remove_topic("Ferry")
    assert ids(store, store.add_topic(Topic(name="Ferry", keywords=("ferry",)))) == [number]


def test_what_is_not_stored_cannot_be_thrown_out(store: Store) -> None:
    ferry = store.add_topic(Topic(name="Ferry", keywords=("ferry",)))
    with pytest.raises(InputError, match="no article"):
        store.exclude(ferry, 99, NOW)
    with pytest.raises(InputError, match="no topic"):
        store.exclude(Topic(id=99, name="Other"), filed(store, 1), NOW)


def test_a_database_of_before_gets_the_table_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "briefings.db"
    with Store.open(path) as store:
        store.db.execute("DROP TABLE exclusions")
        store.db.execute("DELETE FROM _sqlite_migrations WHERE migration_set = 'concordance.exclusions'")
        store.db.conn.commit()
    with Store.open(path) as store:
        assert store.excluded(store.add_topic(Topic(name="Ferry"))) == frozenset()

"""Topics in the store: what readers follow, found by name however it is spelled."""

from __future__ import annotations

from typing import Any

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from briefings.errors import InputError, UnknownTopicError
from briefings.model import Topic
from briefings.store import codec
from briefings.store.identity import fold_name
from briefings.store.opening import writing

# Names offered for one that is not known: at most three, each at least this near (rapidfuzz WRatio, 0-100).
# 45 keeps "ukrane" near "US-Ukraine air defense" and turns "weather" away (tried on nine topics).
MOST_NEAREST = 3
NEAR_ENOUGH = 45


def add(db: Database, topic: Topic) -> Topic:
    """Store a topic, or give the one of that name these words; raises InputError for a name of no words."""
    key = fold_name(topic.name)
    if not key:
        raise InputError(f"{topic.name!r} is no topic name: use words")
    row = {
        "name": " ".join(topic.name.split()),
        "key": key,
        "keywords": codec.words_text(topic.keywords),
        "exclude": codec.words_text(topic.exclude),
    }
    with writing(db):
        db.execute(
            "INSERT INTO topics(name, key, keywords, exclude) VALUES (:name, :key, :keywords, :exclude)"
            " ON CONFLICT(key) DO UPDATE SET name = excluded.name, keywords = excluded.keywords,"
            " exclude = excluded.exclude",
            row,
        )
    return by_name(db, topic.name)


def every(db: Database) -> tuple[Topic, ...]:
    """All topics, by name."""
    return tuple(_topic(row) for row in db.query("SELECT * FROM topics ORDER BY key"))


def by_name(db: Database, name: str) -> Topic:
    """The topic of that name; raises UnknownTopicError with the nearest names."""
    for row in db.query("SELECT * FROM topics WHERE key = ?", [fold_name(name)]):
        return _topic(row)
    raise UnknownTopicError(name, nearest(name, [topic.name for topic in every(db)]))


def by_id(db: Database, number: int) -> Topic | None:
    """The topic of that id, None where it is gone."""
    for row in db.query("SELECT * FROM topics WHERE id = ?", [number]):
        return _topic(row)
    return None


def remove(db: Database, name: str) -> Topic:
    """Forget a topic and its digests; articles stay. Raises UnknownTopicError."""
    with writing(db):
        topic = by_name(db, name)
        db.execute("DELETE FROM topics WHERE id = ?", [topic.id])
    return topic


def nearest(name: str, names: list[str]) -> tuple[str, ...]:
    """Names that look like `name`, best first."""
    found = process.extract(
        name,
        names,
        scorer=fuzz.WRatio,
        processor=fold_name,
        limit=MOST_NEAREST,
        score_cutoff=NEAR_ENOUGH,
    )
    return tuple(match[0] for match in found)


def _topic(row: dict[str, Any]) -> Topic:
    return Topic(
        id=row["id"],
        name=row["name"],
        keywords=codec.words_of(row["keywords"]),
        exclude=codec.words_of(row["exclude"]),
    )

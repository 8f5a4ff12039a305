"""Articles that were thrown out of a topic: they stay stored, and stay out of it until taken back in."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from briefings.errors import InputError
from briefings.store import codec
from briefings.store.opening import writing


def of(db: Database, topic: int) -> frozenset[int]:
    """Ids of the articles that are kept out of a topic; none for a topic that is not stored (id 0)."""
    rows = db.execute("SELECT article FROM exclusions WHERE topic = ?", [topic]).fetchall()
    return frozenset(number for (number,) in rows)


def exclude(db: Database, topic: int, article: int, now: datetime) -> bool:
    """Keep an article out of a topic; False where it was out already. InputError where either is gone."""
    with writing(db):
        there = db.execute(
            "SELECT EXISTS(SELECT 1 FROM topics WHERE id = ?), EXISTS(SELECT 1 FROM articles WHERE id = ?)",
            [topic, article],
        ).fetchone()
        if there != (1, 1):
            raise InputError(f"no {'article' if there[0] else 'topic'} of that number is stored any more")
        done = db.execute(
            "INSERT OR IGNORE INTO exclusions(topic, article, since) VALUES (?, ?, ?)",
            [topic, article, codec.moment_text(now)],
        )
        return bool(done.rowcount)


def include(db: Database, topic: int, article: int) -> bool:
    """Let an article back into a topic; False where it was not out."""
    with writing(db):
        done = db.execute("DELETE FROM exclusions WHERE topic = ? AND article = ?", [topic, article])
        return bool(done.rowcount)

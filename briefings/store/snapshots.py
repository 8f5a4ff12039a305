"""Stored digests by their day, and a stamp that tells whether a new one could differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A digest that is stored: its id, and when it was built (UTC)."""

    id: int
    built: datetime


def of_topic(db: Database, topic: int) -> tuple[Snapshot, ...]:
    """All stored digests of a topic (by id) that hold a line, the oldest first."""
    rows = db.execute(
        "SELECT id, built FROM digests d WHERE topic = ?"
        " AND (EXISTS (SELECT 1 FROM points WHERE digest = d.id)"
        " OR EXISTS (SELECT 1 FROM disputes WHERE digest = d.id)) ORDER BY id",
        [topic],
    )
    return tuple(
        Snapshot(id=number, built=datetime.fromisoformat(built)) for number, built in rows.fetchall()
    )


def stamp(db: Database) -> tuple[int, ...]:
    """Changes when articles come in, are revised, or are thrown out of a topic; cheap to ask."""
    found = db.execute(
        "SELECT coalesce((SELECT max(id) FROM articles), 0),"
        " coalesce((SELECT max(rowid) FROM article_versions), 0),"
        " (SELECT count(*) FROM exclusions)"
    )
    return tuple(found.fetchone())

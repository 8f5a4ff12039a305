"""What digests of large topics have compared, kept for the next one."""

from __future__ import annotations

from sqlite_utils import Database

from briefings.store.opening import writing


def load(db: Database, topic: int) -> bytes:
    """What was kept for a topic (by id), b"" where nothing is."""
    found = db.execute("SELECT body FROM compared WHERE topic = ?", [topic]).fetchone()
    return bytes(found[0]) if found else b""


def keep(db: Database, topic: int, body: bytes) -> None:
    """Keep `body` for a topic (by id) in place of what was kept."""
    with writing(db):
        db.execute("INSERT OR REPLACE INTO compared(topic, body) VALUES (?, ?)", [topic, body])

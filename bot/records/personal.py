"""All that is stored of a person: to be handed out, and to be erased.

A person is known by one number, which is also the id of their private chat. `HELD` says in which tables it
stands; a test looks through all tables of the bot, so that a new one cannot be left out. What a person asked
to have read (links, forwarded reports) is filed without their name, and so is no part of this.

Erased means gone from the file too: SQLite is told to overwrite what it deletes, and its write-ahead log is
emptied afterwards. Backups that were made before keep what they hold until they are thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.records.chats import Chats
from bot.records.flags import Flags
from bot.records.people import People
from bot.records.table import Table, guarded, written

# By table, the rows that hold something of person `:id`. Rows that hang on a chat go when the chat does.
HELD: dict[str, str] = {
    "people": "SELECT * FROM people WHERE person = :id",
    "invites": (
        "SELECT i.label, i.made, i.expires FROM invites i JOIN people p ON p.invite = i.id"
        " WHERE p.person = :id"
    ),
    "flags": "SELECT * FROM flags WHERE person = :id",
    "chats": "SELECT * FROM chats WHERE id = :id",
    "places": "SELECT * FROM places WHERE chat = :id",
    "subscriptions": (
        "SELECT s.* FROM subscriptions s JOIN places p ON p.id = s.place WHERE p.chat = :id ORDER BY s.id"
    ),
    "deliveries": "SELECT * FROM deliveries WHERE chat = :id ORDER BY id",
}


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What was erased: how many rows by table; flags stay, without whose they were."""

    rows: dict[str, int]

    @property
    def anything(self) -> bool:
        """Whether there was anything."""
        return any(self.rows.values())


class Personal(Table):
    """What is stored of people."""

    def __init__(self, db: Database, path: Path) -> None:
        super().__init__(db, path)
        db.execute("PRAGMA secure_delete = ON")  # deleted content is overwritten, not only let go

    @guarded
    def of(self, person: int) -> dict[str, list[dict[str, Any]]]:
        """Every row that holds something of the person, by table; tables without any are left out."""
        found = {name: list(self.db.query(sql, {"id": person})) for name, sql in HELD.items()}
        return {name: rows for name, rows in found.items() if rows}

    @guarded
    def erase(self, person: int) -> Erased:
        """Erase all of it, and empty the write-ahead log as far as nobody is reading in it."""
        erased = self._erase(person)
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return erased

    @written
    def _erase(self, person: int) -> Erased:
        rows = {name: len(found) for name, found in self.of(person).items()}
        Chats(self.db, self.path).forget(person)
        Flags(self.db, self.path).forget_author(person)
        People(self.db, self.path).forget(person)
        return Erased(rows=rows)

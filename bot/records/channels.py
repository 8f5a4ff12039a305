"""Channels in which the bot sits: whether what is posted there is read as reports.

Nobody's id is kept: a channel belongs to whoever administers it, which Telegram is asked each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database, Migrations

from bot.records.table import Table, guarded, written

migrations = Migrations("concordance.channels")


@migrations()
def first_table(db: Database) -> None:
    """Channels whose posts are read."""
    db.execute(
        """
        CREATE TABLE channels (
            chat  INTEGER PRIMARY KEY REFERENCES chats(id) ON UPDATE CASCADE ON DELETE CASCADE,
            reads INTEGER NOT NULL             -- 1: its posts are read as reports
        )
        """
    )


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A channel. chat: its id; reads: its posts are read as reports."""

    chat: int
    title: str
    reads: bool


class Channels(Table):
    """What is done with the posts of channels. A channel must be known (`Chats.meet`) first."""

    @guarded
    def reads(self, chat: int) -> bool:
        """Whether the channel's posts are read as reports."""
        row = self.row("SELECT reads FROM channels WHERE chat = ?", [chat])
        return bool(row and row[0])

    @written
    def set_reads(self, chat: int, reads: bool) -> None:
        """Read the channel's posts as reports, or read them no longer."""
        self.db.execute(
            "INSERT INTO channels (chat, reads) VALUES (?, ?)"
            " ON CONFLICT (chat) DO UPDATE SET reads = excluded.reads",
            [chat, int(reads)],
        )

    @guarded
    def every(self) -> tuple[Channel, ...]:
        """The channels that the bot knows, by title."""
        found = self.rows(
            "SELECT h.id, h.title, coalesce(c.reads, 0) FROM chats h LEFT JOIN channels c ON c.chat = h.id"
            " WHERE h.kind = 'channel' ORDER BY h.title, h.id"
        )
        return tuple(_channel(row) for row in found)


def _channel(row: Any) -> Channel:
    return Channel(chat=row[0], title=row[1], reads=bool(row[2]))

"""What the admins were told needs them, so that they are told once, restarts of the bot or not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database, Migrations

from bot.records.table import Table, guarded, moment_text, written

migrations = Migrations("concordance.alarms")


@migrations()
def first_table(db: Database) -> None:
    """Alarms that stand."""
    db.execute(
        """
        CREATE TABLE alarms (              -- what is wrong and was told; gone when it is well again
            key  TEXT PRIMARY KEY,         -- what: "disk", "feed:https://..."
            told TEXT NOT NULL             -- when, UTC
        )
        """
    )


class Alarms(Table):
    """Alarms that stand and were told."""

    @guarded
    def told(self) -> frozenset[str]:
        """What was told and still stands."""
        return frozenset(key for (key,) in self.rows("SELECT key FROM alarms"))

    @written
    def tell(self, keys: Iterable[str], now: datetime) -> None:
        """Note what is told now."""
        for key in keys:
            self.run("INSERT OR IGNORE INTO alarms (key, told) VALUES (?, ?)", [key, moment_text(now)])

    @written
    def clear(self, keys: Iterable[str]) -> None:
        """Forget what is well again: it is told anew when it comes back."""
        for key in keys:
            self.run("DELETE FROM alarms WHERE key = ?", [key])

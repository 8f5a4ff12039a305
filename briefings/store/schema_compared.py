"""The table of what digests of large topics have compared, in a migration set of its own; append-only.

What holds at all times: a row can be deleted, and is worth nothing but time (`briefings.compare.compared`).
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("concordance.compared")


@migrations()
def m001_compared(db: Database) -> None:
    """One row a topic."""
    db.execute(
        """
        CREATE TABLE compared (
            topic INTEGER PRIMARY KEY REFERENCES topics(id) ON DELETE CASCADE,
            body  BLOB NOT NULL           -- as `Compared.to_bytes` wrote it
        )
        """
    )

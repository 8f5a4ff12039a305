"""The table of what the sentence encoder read: a cache, which can be emptied at any time."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("concordance.wordings")


@migrations()
def first_wordings(db: Database) -> None:
    """Vectors of a sentence's words, gone with the sentence."""
    db.executescript(
        """
        CREATE TABLE wordings (            -- see briefings.wording
            article INTEGER NOT NULL,
            passage INTEGER NOT NULL,
            encoder TEXT NOT NULL,         -- fingerprint of the encoder: rows of another are not read
            vectors BLOB NOT NULL,
            PRIMARY KEY (article, passage),
            FOREIGN KEY (article, passage) REFERENCES passages(article, number) ON DELETE CASCADE
        ) WITHOUT ROWID;
        """
    )

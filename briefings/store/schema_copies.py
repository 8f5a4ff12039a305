"""The tables of near-duplicates, in a migration set of their own; append-only.

What holds at all times: a row of `copies` stands for two articles whose texts as they are now are one copy;
`syndication` has the articles that such rows join, directly or through others.
"""

from __future__ import annotations

import re

from sqlite_utils import Database, Migrations

from briefings.store import copies
from briefings.store.identity import url_key

migrations = Migrations("concordance.copies")

_OF_WEB = re.compile(r"[\w.-]+\.[a-z]{2,}(?::\d+)?(?:[/?]|$)")  # other keys are names, such as "file:..."

_FIRST = """
CREATE TABLE signatures (              -- what an article's near-duplicates are looked up by
    article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    version TEXT NOT NULL,             -- of the bands: see briefings.copies.VERSION
    bands   BLOB NOT NULL              -- numbers of 8 bytes; empty for a text too short to tell
);
CREATE TABLE copy_bands (              -- the same numbers, the other way round
    band    INTEGER NOT NULL,
    article INTEGER NOT NULL,          -- no reference: looked up through `articles`, removed by its signature
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE TABLE copies (                  -- pairs that were judged to be one copy
    article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    other   INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    share   REAL NOT NULL,             -- of the shorter one's own prose, 0 to 1
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies(other);
CREATE TABLE syndication (             -- groups of two or more
    article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    "group" INTEGER NOT NULL           -- smallest id in the group
);
CREATE INDEX syndication_by_group ON syndication("group");
"""


@migrations()
def m001_copies(db: Database) -> None:
    """Signatures, pairs and groups, and all of them for what is stored already."""
    for statement in _FIRST.split(";\n"):
        if statement.strip():
            db.execute(statement)
    copies.index_all(db)


@migrations()
def m002_addresses(db: Database) -> None:
    """Keys of addresses as they are made now; where two become one, the older article keeps it."""
    for key, article in db.execute("SELECT key, article FROM addresses ORDER BY article, key").fetchall():
        if not _OF_WEB.match(key) or (now := url_key(f"https://{key}")) == key:
            continue
        db.execute("DELETE FROM addresses WHERE key = ?", [key])
        db.execute("INSERT OR IGNORE INTO addresses(key, article) VALUES (?, ?)", [now, article])

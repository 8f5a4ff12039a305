"""The tables of near-duplicates, in a migration set of their own; append-only.

What holds at all times: a row of `copies` stands for two articles whose texts as they are now are one copy;
`syndication` has the articles that such rows join, directly or through others.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from briefings.store import copies

migrations = Migrations("concordance.copies")

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

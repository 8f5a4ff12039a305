"""The tables, as append-only migrations: a migration that has been released is never edited.

What holds at all times
- `substr(articles.text, start + 1, end - start)` is the passage or claim that the row stands for; `verify`
  re-slices them all.
- An article keeps its id when its text changes; the text that it had goes to `article_versions`, and its
  passages and claims are those of the text it has now.
- A digest is a snapshot: its points and disputes carry their quotes, and stay true when articles change.
- Times are ISO 8601 in UTC with seconds ("2025-07-04T18:05:00+00:00"), so they sort as text.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("concordance.store")

APPLICATION_ID = 0x436F6E63  # "Conc" in the file's header: tells our files from other programs' databases
TOKENIZE = "unicode61 remove_diacritics 2"

_FIRST = """
CREATE TABLE outlets (                 -- publishers of articles
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                -- as first seen: "The Guardian"
    key  TEXT NOT NULL UNIQUE          -- folded name, so that case and accents make no second outlet
);
CREATE TABLE articles (                -- one row an article, with the text it has now
    id          INTEGER PRIMARY KEY,
    outlet      INTEGER NOT NULL REFERENCES outlets(id),
    url         TEXT NOT NULL,         -- as it was given, for showing; `addresses` tells same from new
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,         -- all offsets point in here
    published   TEXT,                  -- NULL where unknown
    day_only    INTEGER NOT NULL,      -- 1: the time of day is unknown, `published` is midnight UTC
    zone_hours  REAL,                  -- the outlet's own offset from UTC
    byline      TEXT NOT NULL,
    credit      TEXT NOT NULL,         -- wire or outlet that the whole is credited to
    language    TEXT NOT NULL,         -- ISO 639-1 or ""
    fetched     TEXT NOT NULL,         -- when it was read
    fingerprint TEXT NOT NULL,         -- of outlet and text: the same copy at two addresses is one article
    model       TEXT NOT NULL,         -- fingerprint of the language model that read it
    keywords    TEXT NOT NULL,         -- JSON list, from reading
    version     INTEGER NOT NULL       -- 1, and one more each time its text or title changed
);
CREATE INDEX articles_by_fingerprint ON articles(fingerprint);
CREATE INDEX articles_by_time ON articles(published, fetched);
CREATE INDEX articles_by_outlet ON articles(outlet);
CREATE TABLE addresses (               -- every canonical address that an article was seen at
    key     TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE
);
CREATE INDEX addresses_by_article ON addresses(article);
CREATE TABLE article_versions (        -- texts that an article had before
    article     INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    version     INTEGER NOT NULL,
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,
    published   TEXT,
    fetched     TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (article, version)
);
CREATE TABLE passages (                -- sentences of the text the article has now
    article   INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,        -- from 0, in reading order
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    kind      TEXT NOT NULL,           -- body, heading, caption, ...: see model.PassageKind
    paragraph INTEGER NOT NULL,
    mark      TEXT NOT NULL,           -- fingerprint of the sentence, so that a wrong offset shows
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE TABLE claims (                  -- checkable statements
    id         INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL,
    passage    INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    text       TEXT NOT NULL,          -- the statement; must equal the slice
    extraction TEXT NOT NULL,          -- JSON: attribution, names, quantities, dates, polarity, ...
    vector     BLOB NOT NULL,          -- meaning, int8
    FOREIGN KEY (article, passage) REFERENCES passages(article, number) ON DELETE CASCADE
);
CREATE INDEX claims_by_passage ON claims(article, passage);
CREATE TABLE topics (                  -- what readers follow
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    key      TEXT NOT NULL UNIQUE,     -- folded name: "US-Ukraine" and "us–ukraine" are one
    keywords TEXT NOT NULL,            -- JSON list
    exclude  TEXT NOT NULL             -- JSON list
);
CREATE TABLE digests (                 -- snapshots, as built
    id       INTEGER PRIMARY KEY,
    topic    INTEGER NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
    built    TEXT NOT NULL,
    header   TEXT NOT NULL             -- JSON: the digest without its points and disputes
);
CREATE INDEX digests_by_topic ON digests(topic, built);
CREATE TABLE points (                  -- lines of a digest, with their evidence
    id       INTEGER PRIMARY KEY,
    digest   INTEGER NOT NULL REFERENCES digests(id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,         -- from 0, in the digest's order
    key      TEXT NOT NULL,            -- identity from one digest to the next
    status   TEXT NOT NULL,            -- consensus, single
    text     TEXT NOT NULL,
    body     TEXT NOT NULL,            -- JSON: the whole point, evidence with quotes and addresses
    UNIQUE (digest, number)
);
CREATE INDEX points_by_key ON points(key);
CREATE TABLE disputes (
    id       INTEGER PRIMARY KEY,
    digest   INTEGER NOT NULL REFERENCES digests(id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    key      TEXT NOT NULL,
    kind     TEXT NOT NULL,            -- figure, date, denial, ...: see model.DisputeKind
    question TEXT NOT NULL,
    body     TEXT NOT NULL,            -- JSON: the whole dispute, sides with their evidence
    UNIQUE (digest, number)
);
CREATE INDEX disputes_by_key ON disputes(key);
"""


@migrations()
def first_tables(db: Database) -> None:
    """Articles and what was read from them, topics, digests, and full-text search."""
    db.executescript(_FIRST)
    db.table("articles").enable_fts(["title", "text"], tokenize=TOKENIZE, create_triggers=True)
    db.table("claims").enable_fts(["text"], tokenize=TOKENIZE, create_triggers=True)

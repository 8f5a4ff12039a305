"""The tables of the ledger (see `bot.records.deliveries`), as append-only migrations."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("concordance.deliveries")

_FIRST = """
CREATE TABLE contents (                -- what messages say
    id       INTEGER PRIMARY KEY,
    mark     TEXT NOT NULL UNIQUE,     -- fingerprint of the three below
    html     TEXT NOT NULL,
    plain    TEXT NOT NULL,            -- the same without markup
    keyboard TEXT NOT NULL             -- JSON as the Bot API takes it, "" for none
);
CREATE TABLE broadcasts (              -- announcements to all chats
    id   INTEGER PRIMARY KEY,
    made TEXT NOT NULL
);
CREATE TABLE deliveries (              -- one message each, in the order of sending
    id           INTEGER PRIMARY KEY,
    chat         INTEGER NOT NULL REFERENCES chats(id) ON UPDATE CASCADE ON DELETE CASCADE,
    thread       INTEGER NOT NULL,     -- 0: the chat itself
    subscription INTEGER REFERENCES subscriptions(id) ON DELETE CASCADE,   -- NULL for a broadcast
    broadcast    INTEGER REFERENCES broadcasts(id) ON DELETE CASCADE,      -- NULL for a briefing
    day          TEXT NOT NULL,        -- local date that it is the briefing of
    slot         TEXT NOT NULL,        -- "daily", "broadcast"
    part         INTEGER NOT NULL,     -- from 0
    digest       INTEGER,              -- that the place has seen once this part is sent
    content      INTEGER REFERENCES contents(id),   -- NULL once there is nothing left to send
    state        TEXT NOT NULL,        -- planned, sending, sent, unknown, failed, skipped
    why          TEXT NOT NULL,        -- of a failure or a skip, "" else
    tries        INTEGER NOT NULL,     -- that failed and were surely not sent
    not_before   TEXT NOT NULL,        -- UTC, "": at once
    expires      TEXT NOT NULL,        -- UTC: too late after that
    message      INTEGER,              -- id that Telegram gave it
    planned      TEXT NOT NULL,
    sending      TEXT,
    done         TEXT,                 -- when it came to its last state
    UNIQUE (subscription, day, slot, part)
);
CREATE UNIQUE INDEX deliveries_once ON deliveries(broadcast, chat, thread, part) WHERE broadcast IS NOT NULL;
CREATE INDEX deliveries_planned ON deliveries(id) WHERE state = 'planned';
CREATE INDEX deliveries_by_chat ON deliveries(chat);
CREATE INDEX deliveries_by_content ON deliveries(content) WHERE content IS NOT NULL;
CREATE INDEX deliveries_by_end ON deliveries(done);
"""


@migrations()
def first_tables(db: Database) -> None:
    """The ledger of deliveries, what they say, and broadcasts."""
    db.executescript(_FIRST)

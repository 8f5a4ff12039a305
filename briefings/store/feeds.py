"""Feeds that are followed, beside the articles in the same database: how each stands, which entries were
seen.

    with Store.open(path) as store: feeds = FeedTable(store); feeds.all()

Tables of their own migrations, made when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database, Migrations

from briefings.errors import InputError
from briefings.following import Feed
from briefings.store import opening
from briefings.store.store import Store

migrations = Migrations("concordance.feeds")

REMEMBERED = timedelta(days=120)
"""How long an entry that its feed no longer holds is remembered: feeds that drop and bring back entries do so
within weeks."""

_FIRST = """
CREATE TABLE feeds (                   -- feeds that are followed
    url          TEXT PRIMARY KEY,     -- where it is asked for; a permanent redirect changes it
    title        TEXT NOT NULL,
    site         TEXT NOT NULL,        -- address of the site it belongs to
    added        TEXT NOT NULL,        -- times as in `articles`
    etag         TEXT NOT NULL,
    modified     TEXT NOT NULL,
    last_try     TEXT,
    last_success TEXT,
    next_poll    TEXT,                 -- NULL: at once
    wait         REAL NOT NULL,        -- seconds between polls, as last decided
    failures     INTEGER NOT NULL,     -- in a row
    problem      TEXT NOT NULL,        -- the last failure's reason
    entries      INTEGER NOT NULL,     -- in its last answer
    dead         INTEGER NOT NULL      -- 1: gone, or silent for long
);
CREATE TABLE feed_entries (            -- entries that were seen
    feed TEXT NOT NULL REFERENCES feeds(url) ON DELETE CASCADE ON UPDATE CASCADE,
    key  TEXT NOT NULL,                -- the entry's id or address
    seen TEXT NOT NULL,                -- when it last stood in its feed
    PRIMARY KEY (feed, key)
) WITHOUT ROWID;
"""


@migrations()
def m001_feeds(db: Database) -> None:
    """Feeds and the entries that were seen of each."""
    for statement in _FIRST.split(";\n"):
        if statement.strip():
            db.execute(statement)


class FeedTable:
    """The feeds of a store. Methods raise StoreError where the file fails them."""

    def __init__(self, store: Store) -> None:
        self._db = store.db
        self._path = store.path
        with opening.translated(store.path):
            opening.refuse_newer(store.db, migrations, store.path)
            opening.migrate(store.db, migrations, store.path, readonly=store.readonly)

    def all(self) -> tuple[Feed, ...]:
        """Every feed, by title."""
        with opening.translated(self._path):
            rows = list(self._db.table("feeds").rows)
        return tuple(sorted(map(_feed, rows), key=lambda feed: (feed.title.casefold(), feed.url)))

    def find(self, written: str) -> Feed:
        """The feed with this address, site or title; raises InputError where there is none, or several."""
        feeds = self.all()
        exact = [feed for feed in feeds if feed.url == written]
        folded = written.rstrip("/").casefold()
        alike = [
            f
            for f in feeds
            if folded in {f.url.rstrip("/").casefold(), f.site.rstrip("/").casefold(), f.title.casefold()}
        ]
        found = exact or alike
        if not found:
            raise InputError(f"no feed {written!r}: `briefings feed list` shows those there are")
        if len(found) > 1:
            raise InputError(f"{written!r} is {len(found)} feeds: give the address of one")
        return found[0]

    def add(self, feeds: Iterable[Feed]) -> int:
        """Follow feeds; those followed already stay as they are. Returns how many were new."""
        with opening.translated(self._path), opening.writing(self._db):
            before = self._db.table("feeds").count
            self._db.table("feeds").insert_all((_row(feed) for feed in feeds), pk="url", ignore=True)
            return int(self._db.table("feeds").count - before)

    def save(self, before: Feed, after: Feed, keys: Sequence[str], *, now: datetime) -> None:
        """Keep how a feed stands after a poll and which entries it holds; its address may have changed.

        A feed removed meanwhile stays removed; one moved to the address of another is merged into it.
        """
        with opening.translated(self._path), opening.writing(self._db):
            if not self._db.execute("SELECT 1 FROM feeds WHERE url = ?", [before.url]).fetchone():
                return
            if after.url != before.url:
                taken = self._db.execute("SELECT 1 FROM feeds WHERE url = ?", [after.url]).fetchone()
                if taken:
                    self._db.execute("DELETE FROM feeds WHERE url = ?", [before.url])
                else:
                    self._db.execute("UPDATE feeds SET url = ? WHERE url = ?", [after.url, before.url])
            self._db.table("feeds").upsert(_row(after), pk="url")
            rows = [{"feed": after.url, "key": key, "seen": _text(now)} for key in dict.fromkeys(keys)]
            self._db.table("feed_entries").upsert_all(rows, pk=("feed", "key"))
            self._db.execute(
                "DELETE FROM feed_entries WHERE feed = ? AND seen < ?", [after.url, _text(now - REMEMBERED)]
            )

    def seen(self, feed: Feed, keys: Sequence[str]) -> frozenset[str]:
        """Those of `keys` that were entries of the feed before."""
        with opening.translated(self._path):
            rows = self._db.execute("SELECT key FROM feed_entries WHERE feed = ?", [feed.url]).fetchall()
        return frozenset(key for (key,) in rows) & frozenset(keys)

    def remove(self, feed: Feed) -> None:
        """Follow a feed no longer; its articles stay."""
        with opening.translated(self._path), opening.writing(self._db):
            self._db.execute("DELETE FROM feeds WHERE url = ?", [feed.url])


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _row(feed: Feed) -> dict[str, Any]:
    return {
        "url": feed.url,
        "title": feed.title,
        "site": feed.site,
        "added": _text(feed.added),
        "etag": feed.etag,
        "modified": feed.modified,
        "last_try": _text(feed.last_try),
        "last_success": _text(feed.last_success),
        "next_poll": _text(feed.next_poll),
        "wait": feed.wait.total_seconds(),
        "failures": feed.failures,
        "problem": feed.problem,
        "entries": feed.entries,
        "dead": int(feed.dead),
    }


def _feed(row: dict[str, Any]) -> Feed:
    times = {name: _moment(row[name]) for name in ("last_try", "last_success", "next_poll")}
    return Feed(
        url=row["url"],
        title=row["title"],
        site=row["site"],
        added=datetime.fromisoformat(row["added"]),
        etag=row["etag"],
        modified=row["modified"],
        last_try=times["last_try"],
        last_success=times["last_success"],
        next_poll=times["next_poll"],
        wait=timedelta(seconds=row["wait"]),
        failures=row["failures"],
        problem=row["problem"],
        entries=row["entries"],
        dead=bool(row["dead"]),
    )

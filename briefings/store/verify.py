"""Does the database hold what it says? Every offset re-sliced, every index and reference checked.

`verify` is read-only and names each fault; it mends nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from briefings.store import codec
from briefings.store.identity import fingerprint, fold_name, slice_mark

# A corrupt file can give a fault for every page: the first ones tell as much as all.
_MOST_INTEGRITY_LINES = 20


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something stored that does not hold: what ("claim 17 of article 3 (URL)") and why."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


def faults(db: Database) -> Iterator[Fault]:
    """Every fault in the database, the file's own first."""
    yield from _file(db)
    yield from _references(db)
    yield from _search(db)
    for number, url, text, outlet, mark in db.execute(
        "SELECT a.id, a.url, a.text, o.name, a.fingerprint FROM articles a"
        " JOIN outlets o ON o.id = a.outlet ORDER BY a.id"
    ):
        where = f"article {number} ({url})"
        if fingerprint(fold_name(outlet), text) != mark:
            yield Fault(what=where, why="its text is not the one that was stored")
        yield from _passages(db, number, where, text)
        yield from _claims(db, number, where, text)


def last_moment(db: Database) -> datetime | None:
    """The latest moment at which an article was read or a digest built; None where nothing is stored."""
    found = db.execute(
        "SELECT max(moment) FROM"
        " (SELECT max(fetched) AS moment FROM articles UNION ALL SELECT max(built) FROM digests)"
    ).fetchone()
    return codec.moment_of(found[0])


def _file(db: Database) -> Iterator[Fault]:
    for (line,) in db.execute(f"PRAGMA integrity_check({_MOST_INTEGRITY_LINES})").fetchall():
        if line != "ok":
            yield Fault(what="the file", why=line)


def _references(db: Database) -> Iterator[Fault]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchall():
        yield Fault(what=f"row {row} of {table}", why=f"points to a row of {parent} that is not there")


def _search(db: Database) -> Iterator[Fault]:
    """FTS5 checks its index against the table it stands for; rank 1 asks for that (SQLite's docs, 6.4)."""
    for table in ("articles_fts", "claims_fts"):
        try:
            with db.atomic():
                db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
                return
            yield Fault(what=f"the search index {table}", why=str(error))


def _passages(db: Database, number: int, where: str, text: str) -> Iterator[Fault]:
    for place, start, end, mark in db.execute(
        'SELECT number, start, "end", mark FROM passages WHERE article = ? ORDER BY number', [number]
    ):
        if slice_mark(text[start:end]) != mark or not 0 <= start < end <= len(text):
            yield Fault(what=f"passage {place} of {where}", why=f"{start}:{end} is not the sentence it was")


def _claims(db: Database, number: int, where: str, text: str) -> Iterator[Fault]:
    for claim, start, end, stored, inside in db.execute(
        'SELECT c.id, c.start, c."end", c.text, p.start <= c.start AND c."end" <= p."end"'
        " FROM claims c LEFT JOIN passages p ON p.article = c.article AND p.number = c.passage"
        " WHERE c.article = ? ORDER BY c.id",
        [number],
    ):
        what = f"claim {claim} of {where}"
        if text[start:end] != stored:
            yield Fault(what=what, why=f"{start}:{end} gives {_short(text[start:end])}, not {_short(stored)}")
        elif not inside:
            yield Fault(what=what, why="it does not lie in its passage")


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")

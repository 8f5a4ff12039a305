"""The people whom the bot knows: since when, by which invitation, and who is shut out.

A row is made when somebody is first heard from; it holds no more than the lists for admins need. Who is shut
out stands in a table of its own, by a mark instead of an id: so that somebody who has all that is stored of
them erased (`forget`) stays shut out, and yet no id of theirs is left in the file.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database, Migrations

from bot.records.table import Table, guarded, moment_of, moment_text, written

migrations = Migrations("concordance.people")

_FIRST = """
CREATE TABLE invites (                 -- links that let people in
    id      INTEGER PRIMARY KEY,
    token   TEXT NOT NULL UNIQUE,      -- the part of the link that nobody can guess
    label   TEXT NOT NULL,             -- what the admin calls it
    made    TEXT NOT NULL,
    expires TEXT,                      -- NULL: never
    places  INTEGER,                   -- how many people it lets in; NULL: any number
    used    INTEGER NOT NULL,          -- how many it has let in
    revoked TEXT                       -- NULL: still good
);
CREATE TABLE people (
    person INTEGER PRIMARY KEY,        -- Telegram's id of the user
    name   TEXT NOT NULL,              -- first name, as last seen
    met    TEXT NOT NULL,              -- first heard from
    seen   TEXT NOT NULL,              -- the day (UTC) last heard from
    member INTEGER NOT NULL,           -- 1: was let in, where not everybody is
    invite INTEGER REFERENCES invites(id) ON DELETE SET NULL
);
CREATE INDEX people_by_invite ON people(invite);
CREATE INDEX people_by_day ON people(seen);
CREATE TABLE shut_out (                -- people who may not use the bot
    mark  TEXT PRIMARY KEY,            -- keyed hash of the id
    since TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE marking (                 -- the key of those hashes: one row
    key TEXT NOT NULL
);
"""

NAME_LIMIT = 64  # characters of a first name; Telegram allows 64


@migrations()
def first_tables(db: Database) -> None:
    """Invitations, people, and who is shut out."""
    db.executescript(_FIRST)
    db.execute("INSERT INTO marking (key) VALUES (?)", [secrets.token_hex(32)])


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who talks to the bot. seen: the day, UTC; member: was let in by an invitation or an admin;
    invite: id of the invitation, None where there was none or it is gone."""

    id: int
    name: str
    met: datetime
    seen: date
    member: bool = False
    invite: int | None = None


class People(Table):
    """Who talks to the bot."""

    @guarded
    def get(self, person: int) -> Person | None:
        """The person of that id, None where they are not known."""
        row = self.row("SELECT * FROM people WHERE person = ?", [person])
        return _person(row) if row else None

    @guarded
    def meet(self, person: int, name: str, now: datetime) -> Person:
        """Know the person; writes once a day and where the name has changed."""
        name, known = name[:NAME_LIMIT], self.get(person)
        if known is not None and (known.name, known.seen) == (name, now.date()):
            return known
        return self._note(person, name, now)

    @written
    def let_in(self, person: int, name: str, now: datetime, invite: int | None = None) -> Person:
        """Make the person a member, by an invitation or by an admin's word."""
        self._note(person, name[:NAME_LIMIT], now)
        self.db.execute(
            "UPDATE people SET member = 1, invite = coalesce(invite, ?) WHERE person = ?", [invite, person]
        )
        return self._got(person)

    @written
    def put_out(self, person: int) -> bool:
        """Take membership away; whether there was any."""
        found = self.db.execute("UPDATE people SET member = 0 WHERE person = ? AND member", [person])
        return bool(found.rowcount)

    @written
    def shut_out(self, person: int, now: datetime) -> None:
        """Let the person do nothing any more."""
        self.db.execute(
            "INSERT OR IGNORE INTO shut_out (mark, since) VALUES (?, ?)",
            [self._mark(person), moment_text(now)],
        )

    @written
    def let_back(self, person: int) -> bool:
        """Take back `shut_out`; whether it was."""
        found = self.db.execute("DELETE FROM shut_out WHERE mark = ?", [self._mark(person)])
        return bool(found.rowcount)

    @guarded
    def is_shut_out(self, person: int) -> bool:
        """Whether the person may do nothing."""
        return self.row("SELECT 1 FROM shut_out WHERE mark = ?", [self._mark(person)]) is not None

    @guarded
    def lately(self, most: int, skip: int = 0) -> Sequence[Person]:
        """People by the day that they were last heard from, the latest first."""
        found = self.rows(
            "SELECT * FROM people ORDER BY seen DESC, met DESC, person LIMIT ? OFFSET ?", [most, skip]
        )
        return tuple(_person(row) for row in found)

    @guarded
    def counts(self, since: date) -> dict[str, int]:
        """How many people are known ("all"), were heard from since that day ("lately"), are members, and
        are shut out."""
        row = self.row(
            "SELECT count(*), coalesce(sum(seen >= ?), 0), coalesce(sum(member), 0) FROM people",
            [since.isoformat()],
        )
        out = self.row("SELECT count(*) FROM shut_out")[0]
        return {"all": row[0], "lately": row[1], "members": row[2], "shut out": out}

    @written
    def forget(self, person: int) -> None:
        """Erase the person's row."""
        self.db.execute("DELETE FROM people WHERE person = ?", [person])

    @written
    def _note(self, person: int, name: str, now: datetime) -> Person:
        self.db.execute(
            "INSERT INTO people (person, name, met, seen, member) VALUES (:person, :name, :met, :day, 0)"
            " ON CONFLICT (person) DO UPDATE SET name = excluded.name, seen = excluded.seen",
            {"person": person, "name": name, "met": moment_text(now), "day": now.date().isoformat()},
        )
        return self._got(person)

    def _got(self, person: int) -> Person:
        return _person(self.row("SELECT * FROM people WHERE person = ?", [person]))

    def _mark(self, person: int) -> str:
        key = self.row("SELECT key FROM marking")[0]
        return hmac.new(bytes.fromhex(key), str(person).encode(), hashlib.sha256).hexdigest()


def _person(row: Any) -> Person:
    number, name, met, seen, member, invite = row
    moment = moment_of(met)
    assert moment is not None
    return Person(
        id=number,
        name=name,
        met=moment,
        seen=date.fromisoformat(seen),
        member=bool(member),
        invite=invite,
    )

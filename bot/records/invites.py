"""Invitations: links that let people in, for a time and for a number of them, until revoked.

    https://t.me/<bot>?start=invite_<token>

Using one and making somebody a member is one transaction, so that the last place is given once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.records.people import People
from bot.records.table import Table, guarded, moment_of, moment_text, written
from briefings.model import aware_utc

TOKEN_BYTES = 15  # 120 bits, 20 characters: nobody guesses it, and it fits a link's 64 many times over
LABEL_LIMIT = 60  # characters of what an admin calls an invitation

_COLUMNS = "id, token, label, made, expires, places, used, revoked"


@dataclass(frozen=True, kw_only=True)
class Invite:
    """One invitation. expires: None: never; places: how many people it lets in, None: any number; used: how
    many it has let in; revoked: when it was taken back."""

    id: int
    token: str
    label: str
    made: datetime
    expires: datetime | None = None
    places: int | None = None
    used: int = 0
    revoked: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        """Whether it lets somebody in now."""
        in_time = self.expires is None or aware_utc(now) < self.expires
        return self.revoked is None and in_time and (self.places is None or self.used < self.places)


class Entry(StrEnum):
    """What came of using an invitation."""

    LET_IN = "let in"
    WAS_IN = "was in"  # a member already: nothing is used up
    REFUSED = "refused"  # unknown, expired, used up, revoked


class Invites(Table):
    """The invitations."""

    @written
    def make(
        self, now: datetime, *, label: str = "", expires: datetime | None = None, places: int | None = None
    ) -> Invite:
        """A new invitation. Raises ValueError for one that could never let anybody in."""
        if (places is not None and places < 1) or (expires is not None and aware_utc(expires) <= now):
            raise ValueError("an invitation needs a place and time to be used")
        row = {
            "token": secrets.token_urlsafe(TOKEN_BYTES),
            "label": label[:LABEL_LIMIT],
            "made": moment_text(now),
            "expires": moment_text(expires) if expires else None,
            "places": places,
            "used": 0,
        }
        number = int(self.db.table("invites").insert(row).last_pk or 0)
        return _invite(self.row(f"SELECT {_COLUMNS} FROM invites WHERE id = ?", [number]))

    @guarded
    def get(self, number: int) -> Invite | None:
        """The invitation of that id."""
        row = self.row(f"SELECT {_COLUMNS} FROM invites WHERE id = ?", [number])
        return _invite(row) if row else None

    @guarded
    def every(self) -> tuple[Invite, ...]:
        """All invitations, the newest first."""
        found = self.rows(f"SELECT {_COLUMNS} FROM invites ORDER BY id DESC")
        return tuple(_invite(row) for row in found)

    @written
    def use(self, token: str, person: int, name: str, now: datetime) -> Entry:
        """Let the person in by the invitation of that token."""
        people = People(self.db, self.path)
        known = people.get(person)
        if known is not None and known.member:
            return Entry.WAS_IN
        row = self.row(f"SELECT {_COLUMNS} FROM invites WHERE token = ?", [token])
        found = _invite(row) if row else None
        if found is None or not found.is_good(now) or people.is_shut_out(person):
            return Entry.REFUSED
        self.db.execute("UPDATE invites SET used = used + 1 WHERE id = ?", [found.id])
        people.let_in(person, name, now, found.id)
        return Entry.LET_IN

    @written
    def revoke(self, number: int, now: datetime) -> bool:
        """Take an invitation back; those it let in stay. Whether it was good before."""
        found = self.db.execute(
            "UPDATE invites SET revoked = ? WHERE id = ? AND revoked IS NULL", [moment_text(now), number]
        )
        return bool(found.rowcount)


def _invite(row: Any) -> Invite:
    number, token, label, made, expires, places, used, revoked = row
    moment = moment_of(made)
    assert moment is not None
    return Invite(
        id=number,
        token=token,
        label=label,
        made=moment,
        expires=moment_of(expires),
        places=places,
        used=used,
        revoked=moment_of(revoked),
    )

"""Opening the bot's records in the database that the news is in."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlite_utils import Database, Migrations

from bot.records import alarms, channels, chats, deliveries_schema, flags, people, subscriptions
from bot.records.alarms import Alarms
from bot.records.channels import Channels
from bot.records.chats import Chats
from bot.records.deliveries import Deliveries
from bot.records.flags import Flags
from bot.records.invites import Invites
from bot.records.people import People
from bot.records.personal import Personal
from bot.records.subscriptions import Subscriptions
from briefings.store import Store, opening

# In the order in which their tables refer to each other.
SETS: tuple[Migrations, ...] = (
    chats.migrations,
    subscriptions.migrations,
    deliveries_schema.migrations,
    people.migrations,
    flags.migrations,
    channels.migrations,
    alarms.migrations,
)


@dataclass(frozen=True, kw_only=True)
class Records:
    """All records of the bot over one connection; use them on the thread that opened it."""

    chats: Chats
    subscriptions: Subscriptions
    deliveries: Deliveries
    people: People
    invites: Invites
    flags: Flags
    channels: Channels
    alarms: Alarms
    personal: Personal

    @classmethod
    def open(cls, store: Store) -> Self:
        """The records in the store's database, brought up to date. Raises StoreError."""
        db, path = store.db, store.path
        prepare(db, path)
        return cls(
            chats=Chats(db, path),
            subscriptions=Subscriptions(db, path),
            deliveries=Deliveries(db, path),
            people=People(db, path),
            invites=Invites(db, path),
            flags=Flags(db, path),
            channels=Channels(db, path),
            alarms=Alarms(db, path),
            personal=Personal(db, path),
        )

    def together(self) -> AbstractContextManager[object]:
        """One write transaction for all that is done inside: all of it happens, or nothing. Nests."""
        return opening.writing(self.chats.db)


def prepare(db: Database, path: Path) -> None:
    """Make the tables, or bring them up to date; raises NewerStoreError for those of a newer program."""
    for known in SETS:
        with opening.translated(path):
            opening.refuse_newer(db, known, path)
            opening.migrate(db, known, path)

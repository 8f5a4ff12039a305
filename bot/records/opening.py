"""Opening the bot's records in the database that the news is in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlite_utils import Database, Migrations

from bot.records import chats, deliveries_schema, subscriptions
from bot.records.chats import Chats
from bot.records.deliveries import Deliveries
from bot.records.subscriptions import Subscriptions
from briefings.store import Store, opening

# In the order in which their tables refer to each other.
SETS: tuple[Migrations, ...] = (chats.migrations, subscriptions.migrations, deliveries_schema.migrations)


@dataclass(frozen=True, kw_only=True)
class Records:
    """All records of the bot over one connection; use them on the thread that opened it."""

    chats: Chats
    subscriptions: Subscriptions
    deliveries: Deliveries

    @classmethod
    def open(cls, store: Store) -> Self:
        """The records in the store's database, brought up to date. Raises StoreError."""
        db, path = store.db, store.path
        prepare(db, path)
        return cls(
            chats=Chats(db, path), subscriptions=Subscriptions(db, path), deliveries=Deliveries(db, path)
        )


def prepare(db: Database, path: Path) -> None:
    """Make the tables, or bring them up to date; raises NewerStoreError for those of a newer program."""
    for known in SETS:
        with opening.translated(path):
            opening.refuse_newer(db, known, path)
            opening.migrate(db, known, path)

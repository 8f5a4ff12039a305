"""What the records of the bot stand on: a connection to the database that the news is in too."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from briefings.model import aware_utc
from briefings.store import opening

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T", bound="Table")


class Table:
    """Rows of one kind. One connection, one thread; methods raise StoreError where the file fails them."""

    def __init__(self, db: Database, path: Path) -> None:
        self.db = db
        self.path = path

    def run(self, sql: str, values: Any = ()) -> sqlite3.Cursor:
        """Do a statement."""
        done: sqlite3.Cursor = self.db.conn.execute(sql, values)
        return done

    def rows(self, sql: str, values: Any = ()) -> list[Any]:
        """What a query finds."""
        found: list[Any] = self.run(sql, values).fetchall()
        return found

    def row(self, sql: str, values: Any = ()) -> Any:
        """The first row that a query finds, None where it finds none."""
        return self.run(sql, values).fetchone()


def guarded(method: Callable[Concatenate[_T, _P], _R]) -> Callable[Concatenate[_T, _P], _R]:
    """`method` with sqlite's errors about the file as StoreError."""

    @functools.wraps(method)
    def call(self: _T, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with opening.translated(self.path):
            return method(self, *args, **kwargs)

    return call


def written(method: Callable[Concatenate[_T, _P], _R]) -> Callable[Concatenate[_T, _P], _R]:
    """`method` in one write transaction, its own or the one under way: all of it happens, or nothing."""

    @functools.wraps(method)
    def call(self: _T, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        connection = self.db.conn
        with opening.translated(self.path):
            if connection.in_transaction:
                return method(self, *args, **kwargs)
            connection.execute("BEGIN IMMEDIATE")  # the lock at once: see `opening.writing`
            try:
                result = method(self, *args, **kwargs)
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
            return result

    return call


def moment_text(moment: datetime) -> str:
    """As the tables keep moments: ISO 8601 in UTC with seconds, so that they sort as text."""
    return aware_utc(moment).isoformat(timespec="seconds")


def moment_of(text: str | None) -> datetime | None:
    """The moment that a table keeps."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None

"""Opening a database file: where it lies, what is set on the connection, and what is refused.

sqlite3's errors become `StoreError`, one line that names the file and says what to do. Errors that only a
bug can cause (wrong SQL, wrong thread, a broken constraint) are left as they are.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from briefings.errors import DamagedStoreError, InputError, NewerStoreError, StoreError
from briefings.store import (
    schema_compared,
    schema_copies,
    schema_exclusions,
    schema_revisions,
    schema_wordings,
)
from briefings.store.schema import APPLICATION_ID, migrations

# Everything that a program needs of a database, oldest first: a set that others refer to comes before them.
SETS = (
    migrations,
    schema_exclusions.migrations,
    schema_copies.migrations,
    schema_revisions.migrations,
    schema_wordings.migrations,
    schema_compared.migrations,
)

# Seconds that a writer waits for another: an ingest commits article by article, each well under a second.
BUSY_SECONDS = 10.0


def connect(path: Path, *, readonly: bool = False) -> Database:
    """A database at `path`, made or brought up to date where need be (never when readonly).

    On a read-only disk it is opened to read, and a write raises StoreError then.
    Raises InputError where the path cannot be a database (a folder, a missing file opened readonly),
    NewerStoreError for a newer program's file, StoreError for one that is locked, corrupt, read-only or
    another program's.
    """
    _refuse_path(path, readonly)
    readonly = readonly or (path.exists() and _frozen(path))
    with translated(path):
        connection = _connection(path, readonly)
        try:
            db = Database(connection)
            _configure(db, readonly)
            refuse_foreign(db, path)
            for known in SETS:
                refuse_newer(db, known, path)
            if not readonly:
                db.enable_wal()
            for known in SETS:
                migrate(db, known, path, readonly=readonly)
        except BaseException:
            connection.close()
            raise
    return db


def _refuse_path(path: Path, readonly: bool) -> None:
    if path.is_dir():
        raise InputError(f"{path} is a folder: give a file as the database")
    if readonly:
        if not path.exists():
            raise InputError(f"no database at {path} yet: `briefings ingest` or `topic add` makes one")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make the folder {path.parent}: {error.strerror}") from error


def _connection(path: Path, readonly: bool) -> sqlite3.Connection:
    if not readonly:
        return sqlite3.connect(path, timeout=BUSY_SECONDS)
    address = f"{path.resolve().as_uri()}?mode=ro" + ("&immutable=1" if _frozen(path) else "")
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)


def _frozen(path: Path) -> bool:
    """Whether the disk is read-only: it has no place for SQLite's shared index, nor a writer to share."""
    if Path(f"{path}-wal").exists():
        return False  # what is in there must be read too, and only SQLite's own way finds it
    try:
        return bool(os.statvfs(path.parent).f_flag & os.ST_RDONLY)
    except (OSError, AttributeError):  # no such call on Windows
        return False


def _configure(db: Database, readonly: bool) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    if not readonly:
        db.execute("PRAGMA synchronous = NORMAL")  # with WAL: safe against crashes of the program


def refuse_foreign(db: Database, path: Path) -> None:
    """Raise StoreError for a database that some other program made."""
    mark = db.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID and db.table_names():
        raise StoreError(f"{path} is another program's database: give another file with --db")


def refuse_newer(db: Database, known: Migrations, path: Path) -> None:
    """Raise NewerStoreError where `db` has had migrations of this set that this program does not know."""
    names = {migration.name for migration in known.applied(db)} | {m.name for m in known.pending(db)}
    strange = [m.name for m in known.applied(db) if m.name not in _all_names(known)]
    if strange:
        raise NewerStoreError(
            f"{path} was written by a newer version ({', '.join(strange)} of {len(names)} migrations "
            "unknown here): update this program"
        )


def _all_names(known: Migrations) -> set[str]:
    fresh = Database(memory=True)
    try:
        return {migration.name for migration in known.pending(fresh)}
    finally:
        fresh.close()


def migrate(db: Database, known: Migrations, path: Path, *, readonly: bool = False) -> None:
    """Apply what is pending of `known`, one writer at a time; readonly, raise StoreError where any is."""
    if not known.pending(db):
        return
    if readonly:
        raise StoreError(f"{path} is from an older version: run `briefings topic list` once to update it")
    with writing(db):
        known.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@contextmanager
def writing(db: Database) -> Iterator[Database]:
    """A write transaction that takes the lock at once: `db.atomic()` alone begins deferred and fails
    beside another writer when it reads first. Nests."""
    if db.conn.in_transaction:
        with db.atomic():
            yield db
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        with db.atomic():
            yield db
    except BaseException:
        db.rollback()
        raise
    db.commit()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn sqlite3's errors about the file into StoreError; a bug's error passes through."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        line = _line(error, path)
        if line is None:
            raise
        damaged = error.sqlite_errorcode & 0xFF in _DAMAGED
        raise (DamagedStoreError if damaged else StoreError)(line) from error


# What sqlite says, and what we say. Its codes do not tell "file is not a database" in Python 3.10-.
_LINES = {
    sqlite3.SQLITE_BUSY: "{path} is in use by another process: try again when that is done",
    sqlite3.SQLITE_LOCKED: "{path} is in use by another process: try again when that is done",
    sqlite3.SQLITE_READONLY: "{path} is read-only: make it writable or give another file with --db",
    sqlite3.SQLITE_PERM: "{path} may not be opened: check its permissions",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened: check that it and its folder may be read and written",
    sqlite3.SQLITE_NOTADB: "{path} is not a database: give another file with --db; if it was one, "
    "`briefings restore` puts the last backup in its place",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged ({error}): `briefings restore` puts the last "
    "backup in its place",
    sqlite3.SQLITE_FULL: "no room on the disk for {path}: free some and try again",
    sqlite3.SQLITE_IOERR: "{path} cannot be read or written ({error}): check the disk",
}
_DAMAGED = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


def _line(error: sqlite3.DatabaseError, path: Path) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    template = _LINES.get(code & 0xFF) if code is not None else None
    return template.format(path=os.fspath(path), error=error) if template else None

"""Putting a copy in the place of the database: the old file is set aside, never removed.

    the copy looked over ─► nobody has the database open ─► copied beside it ─► the old one linked aside
        ─► its journal moved aside ─► the copy put in its place, in one step

At every point in between a whole file stands at the database's place, and what was set aside can be opened
by its own name (its journal keeps the name that SQLite looks for).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from briefings.errors import BriefingsError, InputError, StoreError
from briefings.store import backup, opening, verify
from briefings.store.schema import APPLICATION_ID, migrations

# Where SQLite puts its locks in the file (its "lock-byte page"): a connection to a WAL database holds one
# of these bytes as long as it is open, whatever state the rest of the file is in.
_LOCKS_FROM, _LOCKS = 0x40000000, 512

_JOURNALS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What a restore did. aside: where the file that stood there is now, None where none did."""

    source: Path
    aside: Path | None


def restore(database: Path, source: Path, now: datetime) -> Restored:
    """Put a copy of `source` in the place of `database`; what stood there is set aside.

    Raises InputError where `source` is not there or is the database itself, StoreError where it is no sound
    database of this program, where the database is in use, or where the disk fails; the database is then
    as it was.
    """
    look_over(source)
    if database.exists() and database.samefile(source):
        raise InputError(f"{source} is the database itself: name a copy of it")
    if in_use(database):
        raise StoreError(f"{database} is in use: stop the bot and whatever else uses it, then restore")
    part = database.with_name(f"{database.name}.part")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, part)
        if database.exists():
            shutil.copymode(database, part)
        backup.settled(part)
        aside = _set_aside(database, now)
        part.replace(database)
        backup.settled(database.parent)
    except OSError as error:
        raise StoreError(f"{database} could not be restored: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return Restored(source=source, aside=aside)


def look_over(source: Path) -> None:
    """Raise InputError where there is no file, StoreError where it is no sound database of this program."""
    if not source.is_file():
        raise InputError(f"no copy at {source}: name one that is there")
    address = f"{source.resolve().as_uri()}?mode=ro&immutable=1"  # nothing is written beside it
    with opening.translated(source), closing(sqlite3.connect(address, uri=True)) as connection:
        db = Database(connection)
        mark = db.execute("PRAGMA application_id").fetchone()[0]
        if mark != APPLICATION_ID:
            raise StoreError(
                f"{source} is no database of this program: name a copy that `briefings backup` made"
            )
        opening.refuse_newer(db, migrations, source)
        found = next(verify.faults(db), None)
    if found is not None:
        raise StoreError(f"{source} has faults ({found}): name another copy")


def sound_copies(database: Path, folders: tuple[Path, ...], now: datetime) -> Iterator[tuple[Path, str]]:
    """The copies of `database`, folder by folder and newest first, each with what is wrong with it, "" for a
    sound one."""
    for path in (path for folder in folders for path in backup.copies(database, folder, now)):
        try:
            look_over(path)
        except BriefingsError as error:
            yield path, str(error)
        else:
            yield path, ""


def in_use(database: Path) -> bool:
    """Whether another process has the database open; always False where the system cannot tell (Windows).

    Not for a file that this process has open: the look would drop its locks.
    """
    try:
        import fcntl
    except ImportError:
        return False
    try:
        number = os.open(database, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKS, _LOCKS_FROM)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(number)


def _set_aside(database: Path, now: datetime) -> Path | None:
    """Give the database's file another name and move its journals there; the file keeps its own name too."""
    if not database.exists():
        for journal in _JOURNALS:  # of a database that is gone: they must not be taken for the new one's
            Path(f"{database}{journal}").unlink(missing_ok=True)
        return None
    aside = _free_name(database, now)
    try:
        os.link(database, aside)
    except OSError:  # a file system without links: a moment without a database is the price
        database.replace(aside)
    for journal in _JOURNALS:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{database}{journal}").replace(f"{aside}{journal}")
    return aside


def _free_name(database: Path, now: datetime) -> Path:
    stamp = f"{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    names = [f"{database.name}.aside-{stamp}", *(f"{database.name}.aside-{stamp}-{n}" for n in range(2, 100))]
    return next(path for path in map(database.with_name, names) if not path.exists())

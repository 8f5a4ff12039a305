"""Copies of the database that can be trusted: taken while it is in use, checked, named, the old ones removed.

    copy ─► NAME.part ─► every fault looked for ─┬─ none ─► on the disk for good ─► NAME
                                                 └─ some ─► NAME.faulty, and an error: nothing is rotated

A copy stands under its name whole and checked, or not at all. Copies that this program named itself carry
the moment they were taken ("briefings-20250705-120000.db"), and only those are ever removed.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from briefings.errors import InputError, StoreError
from briefings.store import opening, verify

FOLDER = "backups"
"""Where copies lie that are not told where to: a folder beside the database."""

KEPT = 14
"""Copies kept where nobody says how many: two weeks of daily ones, enough to notice a fault and go back."""

_MOMENT = "%Y%m%d-%H%M%S"


def copy(db: Database, target: Path) -> Path:
    """Write a checked copy to `target`, which must not be there yet.

    Raises InputError where it is, StoreError where it cannot be written or where the copy has faults: that
    one is kept beside as NAME.faulty, since a faulty copy may be all there is.
    """
    if target.exists():
        raise InputError(f"{target} exists: name a new file")
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make the folder {target.parent}: {error.strerror}") from error
    try:
        with opening.translated(target):
            _write(db, part)
            found = _first_fault(part)
        settled(part)
        if found:
            faulty = target.with_name(f"{target.name}.faulty")
            part.replace(faulty)
            raise StoreError(f"the copy has faults ({found}): kept as {faulty}; `briefings verify` names all")
        part.replace(target)
        settled(target.parent)
    except OSError as error:
        raise StoreError(f"cannot write {target}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return target


def copy_of(database: Path, target: Path) -> Path:
    """`copy` of a database by its path, of whatever version, in use or not; a program that is to be updated
    or rolled back can take it. Raises as `copy` does."""
    address = f"{database.resolve().as_uri()}?mode=ro"
    with opening.translated(database), closing(sqlite3.connect(address, uri=True)) as connection:
        db = Database(connection)
        opening.refuse_foreign(db, database)
        return copy(db, target)


def _write(db: Database, part: Path) -> None:
    part.unlink(missing_ok=True)  # of a run that was killed
    part.touch(mode=0o600)  # it holds what readers asked and follow
    with closing(sqlite3.connect(part)) as out:
        db.conn.backup(out)
        out.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it


def _first_fault(path: Path) -> str:
    """The first fault of a database file, "" where there is none."""
    with closing(sqlite3.connect(path)) as connection:
        return str(next(verify.faults(Database(connection)), ""))


def settled(path: Path) -> None:
    """Have the disk hold a file's content, or a folder's names, for good."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def named(database: Path, folder: Path, now: datetime) -> Path:
    """Where a copy of `database` taken now belongs in `folder`."""
    return folder / f"{database.stem}-{now.astimezone(UTC):{_MOMENT}}{database.suffix}"


def copies(database: Path, folder: Path, now: datetime | None = None) -> tuple[Path, ...]:
    """The copies of `database` in `folder` that this program named, the newest first.

    now: copies dated after it come last: the clock was ahead when they were taken, nobody knows how far.
    """
    if not folder.is_dir():
        return ()
    name = re.compile(rf"{re.escape(database.stem)}-\d{{8}}-\d{{6}}{re.escape(database.suffix)}")
    found = sorted((path for path in folder.iterdir() if name.fullmatch(path.name)), reverse=True)
    ahead = [path for path in found if now and (taken(path) or now) > now]
    return (*(path for path in found if path not in ahead), *ahead)


def taken(copy: Path) -> datetime | None:
    """When a copy that this program named was taken, None for one that somebody else named."""
    found = re.search(r"-(\d{8}-\d{6})\.?[^.]*$", copy.name)
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def rotate(database: Path, folder: Path, keep: int, now: datetime | None = None) -> tuple[Path, ...]:
    """Remove all but the newest `keep` copies of `database` in `folder` (all where keep is 0); those removed.

    Raises StoreError where one cannot be removed.
    """
    gone = copies(database, folder, now)[keep:] if keep > 0 else ()
    for path in gone:
        try:
            path.unlink()
        except OSError as error:
            raise StoreError(f"cannot remove the old copy {path}: {error.strerror}") from error
    return gone

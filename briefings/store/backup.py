"""A copy of the database that can be trusted: taken while it is in use, then checked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from briefings.errors import StoreError
from briefings.store.opening import translated


def copy(db: Database, target: Path) -> Path:
    """Write a copy to `target`, whole or not at all; raises StoreError where it fails or is faulty."""
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make the folder {target.parent}: {error.strerror}") from error
    try:
        with translated(target), closing(sqlite3.connect(part)) as out:
            db.conn.backup(out)
            out.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
            found = out.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise StoreError(f"the copy {target} is faulty ({found}): check the disk")
        part.replace(target)
    except OSError as error:
        raise StoreError(f"cannot write {target}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return target

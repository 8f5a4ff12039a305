"""Which claims of an article its outlet changed, noted when a later version is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from briefings.revisions import Edit, Revision, compared
from briefings.store import codec

# SQLite takes at least 999 values in one statement on every build.
_AT_ONCE = 900

Said = tuple[int, str]
"""A claim's id and words."""


def said(db: Database, number: int) -> list[Said]:
    """The claims that an article has now."""
    return db.execute("SELECT id, text FROM claims WHERE article = ? ORDER BY id", [number]).fetchall()


def note(db: Database, number: int, before: Sequence[Said], now: datetime) -> None:
    """Note what the stored claims of an article say otherwise than those `before`."""
    after = said(db, number)
    version = db.execute("SELECT version FROM articles WHERE id = ?", [number]).fetchone()[0]
    edits = compared([text for _, text in before], [text for _, text in after])
    db.conn.executemany(
        "INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                version,
                place,
                codec.moment_text(now),
                edit,
                before[old][1] if old is not None else "",
                after[new][1] if new is not None else "",
                after[new][0] if new is not None else 0,
            )
            for place, (edit, old, new) in enumerate(edits)
        ],
    )


def since(db: Database, numbers: Sequence[int], moment: datetime) -> tuple[Revision, ...]:
    """What was noted of these articles at `moment` or later, oldest first."""
    found: list[Revision] = []
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = db.query(
            f"SELECT * FROM revisions WHERE noted >= ? AND article IN ({marks})",
            [codec.moment_text(moment), *some],
        )
        for row in rows:
            found.append(
                Revision(
                    article=row["article"],
                    version=row["version"],
                    noted=datetime.fromisoformat(row["noted"]),
                    edit=Edit(row["edit"]),
                    before=row["before"],
                    after=row["after"],
                    claim=row["claim"],
                )
            )
    return tuple(sorted(found, key=lambda one: (one.noted, one.article, one.version)))

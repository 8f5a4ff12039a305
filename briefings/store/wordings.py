"""What the sentence encoder read, kept so that no sentence is read twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlite_utils import Database

Place = tuple[int, int]
"""An article's id and a passage's number."""

AT_ONCE = 500


def load(db: Database, numbers: Sequence[int], encoder: str) -> dict[Place, bytes]:
    """The stored vectors of the articles' sentences, those of this encoder alone."""
    found: dict[Place, bytes] = {}
    for start in range(0, len(numbers), AT_ONCE):
        part = list(numbers[start : start + AT_ONCE])
        marks = ", ".join("?" * len(part))
        rows = db.execute(
            f"SELECT article, passage, vectors FROM wordings WHERE encoder = ? AND article IN ({marks})",
            [encoder, *part],
        )
        found |= {(article, passage): vectors for article, passage, vectors in rows}
    return found


def save(db: Database, read: Mapping[Place, bytes], encoder: str) -> None:
    """Keep the vectors; a passage that is gone since is passed over."""
    with db.atomic():
        db.conn.executemany(
            "INSERT OR REPLACE INTO wordings (article, passage, encoder, vectors)"
            " SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM passages WHERE article = ? AND number = ?)",
            [(*place, encoder, vectors, *place) for place, vectors in read.items()],
        )

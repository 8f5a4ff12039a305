"""What was before: earlier digests of a topic, and when an article first came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlite_utils import Database

from briefings.model import Digest
from briefings.store import codec, digests

# SQLite takes at least 999 values in one statement on every build.
_AT_ONCE = 900


def digest_before(db: Database, topic: int, moment: datetime) -> Digest | None:
    """The last digest of a topic (by id) that was built by `moment`, None where none was."""
    found = db.execute(
        "SELECT id FROM digests WHERE topic = ? AND built <= ? ORDER BY id DESC LIMIT 1",
        [topic, codec.moment_text(moment)],
    ).fetchone()
    return digests.load(db, found[0]) if found else None


def with_key(db: Database, topic: int, key: str) -> tuple[int, datetime] | None:
    """How many digests of a topic had a line with that key, and when the first was built."""
    count, first = db.execute(
        "SELECT COUNT(DISTINCT d.id), MIN(d.built) FROM digests d JOIN ("
        "  SELECT digest, key FROM points UNION ALL SELECT digest, key FROM disputes"
        ") l ON l.digest = d.id WHERE d.topic = ? AND l.key = ?",
        [topic, key],
    ).fetchone()
    return (count, datetime.fromisoformat(first)) if count else None


def arrivals(db: Database, numbers: Sequence[int]) -> dict[int, datetime]:
    """When each article (by id) was first read, whatever became of its text since."""
    found: dict[int, datetime] = {}
    for some in _chunks(numbers):
        rows = db.execute(_ARRIVALS.format(", ".join("?" * len(some))), list(some))
        found |= {number: datetime.fromisoformat(first) for number, first in rows}
    return found


_ARRIVALS = """
    SELECT a.id, MIN(a.fetched, COALESCE(
        (SELECT MIN(v.fetched) FROM article_versions v WHERE v.article = a.id),
        a.fetched))
    FROM articles a WHERE a.id IN ({})
"""


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]

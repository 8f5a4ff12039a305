"""What was before: earlier digests of a topic, earlier texts of articles, when an article first came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from briefings.model import Digest
from briefings.store import codec, digests

# SQLite takes at least 999 values in one statement on every build.
_AT_ONCE = 900


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """A text that an article had before its outlet changed it. when: when the change was seen, UTC."""

    article: int
    version: int
    title: str
    text: str
    when: datetime


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


def replaced(db: Database, numbers: Sequence[int], since: datetime) -> tuple[Replaced, ...]:
    """Texts of articles (by id) that were replaced after `since`, oldest first.

    An earlier text was replaced when the next one was fetched: the next version, or the one that stands.
    """
    found = [
        Replaced(
            article=article,
            version=version,
            title=title,
            text=text,
            when=datetime.fromisoformat(when),
        )
        for some in _chunks(numbers)
        for article, version, title, text, when in db.execute(
            _REPLACED.format(", ".join("?" * len(some))), list(some)
        )
    ]
    return tuple(one for one in found if one.when > since)


_REPLACED = """
    SELECT v.article, v.version, v.title, v.text, COALESCE(n.fetched, a.fetched) AS replaced
    FROM article_versions v JOIN articles a ON a.id = v.article
    LEFT JOIN article_versions n ON n.article = v.article AND n.version = v.version + 1
    WHERE v.article IN ({}) ORDER BY replaced, v.article, v.version
"""


def arrivals(db: Database, numbers: Sequence[int]) -> dict[int, datetime]:
    """When each article (by id) was first read, whatever became of its text since."""
    found: dict[int, datetime] = {}
    for some in _chunks(numbers):
        rows = db.execute(_ARRIVALS.format(", ".join("?" * len(some))), list(some))
        found |= {number: datetime.fromisoformat(first) for number, first in rows}
    return found


_ARRIVALS = """
    SELECT a.id, MIN(a.fetched, COALESCE((SELECT MIN(v.fetched) FROM article_versions v WHERE v.article = a.id),
                                         a.fetched))
    FROM articles a WHERE a.id IN ({})
"""


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]

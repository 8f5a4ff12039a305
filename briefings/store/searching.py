"""Which articles a search brings up, and in which order; outlets by name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from briefings.store import codec
from briefings.store.holding import TITLE_WEIGHT
from briefings.store.identity import fold_name
from briefings.store.topics import nearest
from briefings.topics import Matcher

#: An article of today counts half as much again as one that is very old; a month halves what it gains.
RECENCY, RECENCY_DAYS = 0.5, 30.0
#: Articles by bm25 among which being new may change the order, for each that is wanted.
AMONG = 2

_WHERE = """
    (:outlets IS NULL OR a.outlet IN (SELECT value FROM json_each(:outlets)))
    AND COALESCE(a.published, a.fetched) >= :since AND COALESCE(a.published, a.fetched) < :before
"""
_RANKED = f"""
    SELECT a.id, bm25(articles_fts, {TITLE_WEIGHT}, 1.0) AS rank, a.published
    FROM articles_fts f JOIN articles a ON a.id = f.rowid
    WHERE f.articles_fts MATCH :match AND {_WHERE} ORDER BY rank LIMIT :most
"""
_NEWEST = f"""
    SELECT a.id, 0.0, a.published FROM articles a WHERE {_WHERE}
    ORDER BY COALESCE(a.published, a.fetched) DESC, a.id DESC LIMIT :most
"""
_TITLE_TEXT = "SELECT title, text, published FROM articles WHERE id = ?"


def order(
    db: Database,
    match: str,
    *,
    now: datetime,
    outlets: Sequence[int] | None,
    since: datetime | None,
    before: datetime | None,
    matcher: Matcher | None,
    most: int,
) -> list[int]:
    """Ids of at most `most` articles that meet the FTS5 expression `match` and the rest, best first.

    match: "" for any article, the newest first; since, before: published (else fetched) from the one to
    before the other; matcher: of the topic that they must belong to.
    """
    wanted = {
        "match": match,
        "outlets": None if outlets is None else json.dumps(list(outlets)),
        "since": codec.moment_text(since) or "",
        "before": codec.moment_text(before) or "9999-99",
        "most": most * AMONG if matcher is None else -1,
    }
    rows = db.execute(_RANKED if match else _NEWEST, wanted).fetchall()
    if match:
        rows.sort(key=lambda row: (row[1] * (1 + _newness(row[2], now)), row[0]))
    found: list[int] = []
    for number, _, _ in rows:
        if matcher is None or _on_topic(db, matcher, number):
            found.append(number)
        if len(found) == most:
            break
    return found


def _newness(moment: str | None, now: datetime) -> float:
    """What an article gains by being new; one that is not dated gains nothing."""
    if moment is None:
        return 0.0
    days = max(0.0, (now - datetime.fromisoformat(moment)).total_seconds() / 86400)
    return RECENCY / (1 + days / RECENCY_DAYS)


def outlets_named(db: Database, name: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Ids of the outlets that a name means: the one of that name, else all whose names hold its words.

    Where there are none, the nearest names.
    """
    rows = db.execute("SELECT id, name, key FROM outlets ORDER BY id").fetchall()
    key = fold_name(name)
    same = [number for number, _, its in rows if its in {key, f"the {key}"}]
    words = set(key.split())
    held = [number for number, _, its in rows if words and words <= set(its.split())]
    found = tuple(same or held)
    return found, () if found else nearest(name, [written for _, written, _ in rows])


def _on_topic(db: Database, matcher: Matcher, number: int) -> bool:
    title, text, published = db.execute(_TITLE_TEXT, [number]).fetchone()
    return matcher.belongs(title, text, codec.moment_of(published))

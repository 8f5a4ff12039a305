"""Which articles of a topic hold a question's words, and their sentences with no more claims than needed.

A topic may have thousands of articles and a question is answered by a few of them: the full-text index says
which hold the words, the topic's matcher is asked of those alone, and claims are read for the sentences that
will be measured. So the time for an answer grows with the index, not with the topic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from briefings.model import Claim, Material, Reading
from briefings.store import articles, codec
from briefings.topics import Matcher

#: Words of a headline count this much more than those of the text.
TITLE_WEIGHT = 3.0
#: Articles whose text is fetched at a time while the topic's matcher is asked about them.
AT_ONCE = 40

_MATCHING = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
_RANKED = f"""
    SELECT rowid, bm25(articles_fts, {TITLE_WEIGHT}, 1.0) FROM articles_fts WHERE articles_fts MATCH ?
"""
_TEXTS = """
    SELECT id, title, text, published, COALESCE(published, fetched) AS moment FROM articles WHERE id IN ({})
"""
_CLAIMS = "SELECT * FROM claims WHERE article = ? AND passage IN ({}) ORDER BY id"


def holding(
    db: Database, matcher: Matcher, forms: Sequence[Sequence[str]], *, until: datetime, most: int
) -> list[int]:
    """Ids of at most `most` of the topic's articles: those that best hold the words, then the newest.

    forms: for each word the FTS5 terms that may stand for it; until: published (else fetched) before.
    """
    belonging = _counted(db, matcher)
    terms = [form for some in forms for form in some]
    ranks = dict(db.execute(_RANKED, [" OR ".join(terms)]).fetchall()) if terms else {}
    order = sorted(belonging, key=lambda number: (ranks.get(number, 0.0), -number))
    latest = codec.moment_text(until) or ""
    found: list[int] = []
    for start in range(0, len(order), AT_ONCE):
        some = order[start : start + AT_ONCE]
        rows = {row["id"]: row for row in _rows(db, _TEXTS, some)}
        for number in some:
            row = rows[number]
            if row["moment"] < latest and matcher.belongs(
                row["title"], row["text"], codec.moment_of(row["published"])
            ):
                found.append(number)
        if len(found) >= most:
            break
    return found[:most]


def _counted(db: Database, matcher: Matcher) -> list[int]:
    """Articles that the index has for as many of the topic's keywords as it needs."""
    hits: Counter[int] = Counter()
    for query in matcher.queries:
        hits.update(number for (number,) in db.execute(_MATCHING, [query]))
    return [number for number, count in hits.items() if count >= matcher.needed]


def texts_of(db: Database, numbers: Sequence[int]) -> Material:
    """Articles with their passages, without claims."""
    return articles.material(db, numbers, claims=False)


def with_claims(db: Database, texts: Material, kept: Iterable[tuple[int, int]] | None) -> Material:
    """`texts` with the claims of the passages `kept` (article id, number), of all where it is None."""
    if kept is None:
        return articles.material(db, [article.id for article in texts.articles])
    wanted: dict[int, list[int]] = {}
    for article, passage in sorted(kept):
        wanted.setdefault(article, []).append(passage)
    readings = dict(texts.readings)
    for article, passages in wanted.items():
        before = readings[article]
        readings[article] = Reading(
            passages=before.passages, claims=_claims(db, article, passages), keywords=before.keywords
        )
    return Material(articles=texts.articles, readings=readings, groups=texts.groups)


def _claims(db: Database, article: int, passages: Sequence[int]) -> tuple[Claim, ...]:
    sql = _CLAIMS.format(", ".join("?" * len(passages)))
    return tuple(articles.claim_of_row(row) for row in db.query(sql, [article, *passages]))


def _rows(db: Database, sql: str, numbers: Sequence[int]) -> Iterable[dict[str, Any]]:
    return db.query(sql.format(", ".join("?" * len(numbers))), list(numbers))

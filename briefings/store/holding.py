"""Which articles of a topic hold a question's words, and their sentences with no more claims than needed.

A topic may have thousands of articles and a question is answered by a few of them: the full-text index says
which hold the words, the topic's matcher is asked of those alone, and claims are read for the sentences that
will be measured. So the time for an answer grows with the index, not with the topic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from briefings.model import Claim, Material, Reading
from briefings.store import articles, codec
from briefings.topics import Matcher

#: Words of a headline count this much more than those of the text.
TITLE_WEIGHT = 3.0
#: Articles that are looked up at a time while the topic's matcher is asked about them.
AT_ONCE = 100

_MATCHING = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
_RANKED = f"""
    SELECT rowid, bm25(articles_fts, {TITLE_WEIGHT}, 1.0) FROM articles_fts WHERE articles_fts MATCH ?
"""
_HEADS = """
    SELECT id, version, fingerprint, COALESCE(published, fetched) AS moment FROM articles WHERE id IN ({})
"""
_TEXT = "SELECT title, text, published FROM articles WHERE id = ?"
_CLAIMS = "SELECT * FROM claims WHERE article = ? AND passage IN ({}) ORDER BY id"

#: What a matcher said of articles: by id, of which version and text, and whether they belong.
Judged = dict[int, tuple[tuple[int, str], bool]]


def holding(
    db: Database,
    matcher: Matcher,
    forms: Sequence[Sequence[str]],
    *,
    until: datetime,
    most: int,
    judged: Judged,
    out: Collection[int] = (),
) -> list[int]:
    """Ids of at most `most` of the topic's articles: those that best hold the words, then the newest.

    forms: for each word the FTS5 terms that may stand for it; until: published (else fetched) before;
    judged: what the matcher said before, taken for true and added to; out: articles kept out of the topic.
    """
    terms = [form for some in forms for form in some]
    ranks = dict(db.execute(_RANKED, [" OR ".join(terms)]).fetchall()) if terms else {}
    belonging = [number for number in _counted(db, matcher) if number not in out]
    order = sorted(belonging, key=lambda number: (ranks.get(number, 0.0), -number))
    latest = codec.moment_text(until) or ""
    found: list[int] = []
    for start in range(0, len(order), AT_ONCE):
        some = order[start : start + AT_ONCE]
        heads = {row["id"]: row for row in _rows(db, _HEADS, some)}
        for number in some:
            head = heads[number]
            mark = head["version"], head["fingerprint"]
            if head["moment"] < latest and _belongs(db, matcher, number, mark, judged):
                found.append(number)
                if len(found) == most:
                    return found
    return found


def _belongs(db: Database, matcher: Matcher, number: int, mark: tuple[int, str], judged: Judged) -> bool:
    known = judged.get(number)
    if known is None or known[0] != mark:
        title, text, published = db.execute(_TEXT, [number]).fetchone()
        known = mark, matcher.belongs(title, text, codec.moment_of(published))
        judged[number] = known
    return known[1]


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

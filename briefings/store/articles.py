"""Articles in the store: is it known, add it, revise it, and give it back with its reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from briefings.collector import at_rest
from briefings.errors import InputError
from briefings.model import Article, Claim, Material, Passage, PassageKind, Reading, Span
from briefings.store import codec, copies, revisions
from briefings.store.identity import fingerprint, fold_name, slice_mark, url_key
from briefings.store.opening import writing

# SQLite takes at least 999 values in one statement on every build.
_AT_ONCE = 900

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Added:
    """What became of an article: new, revised (its earlier version is kept), or neither: known as it is."""

    id: int
    new: bool = False
    revised: bool = False


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An article that a search brought up, without what was read from it.

    moment: when it was published, or, where it is not dated, fetched.
    """

    id: int
    title: str
    text: str
    moment: datetime
    day_only: bool
    dated: bool

    @property
    def published(self) -> datetime | None:
        """When it was published, None where nobody knows."""
        return self.moment if self.dated else None


def article_fingerprint(article: Article) -> str:
    """What makes the same copy of one outlet the same article, wherever it lies."""
    return fingerprint(fold_name(article.outlet), article.text)


def known(db: Database, article: Article) -> Added | None:
    """The article as it is stored, `revised` where the stored text or title differs; None where it is new."""
    found = db.execute(
        "SELECT a.id, a.title, a.fingerprint FROM addresses d JOIN articles a ON a.id = d.article"
        " WHERE d.key = ?",
        [url_key(article.url)],
    ).fetchone()
    mark = article_fingerprint(article)
    if found is not None:
        number, title, stored_mark = found
        return Added(id=number, revised=(title, stored_mark) != (article.title, mark))
    twin = db.execute("SELECT id FROM articles WHERE fingerprint = ? ORDER BY id", [mark]).fetchone()
    return Added(id=twin[0]) if twin else None


def add(db: Database, article: Article, reading: Reading, *, model: str, now: datetime) -> Added:
    """Store an article with its reading, or revise the one that is known by its address."""
    with writing(db):
        before = known(db, article)
        if before is None:
            number = _insert(db, article, reading, model, now)
            _insert_reading(db, number, article, reading)
            added = Added(id=number, new=True)
        elif before.revised:
            _revise(db, before.id, article, reading, model, now)
            added = before
        else:
            added = before
        _remember_address(db, added.id, article.url)
    return added


def number_of(db: Database, written: str) -> int:
    """Id of the article with that id or address; raises InputError where there is none."""
    found = db.execute(
        "SELECT article FROM addresses WHERE key = ? UNION SELECT id FROM articles WHERE id = ?",
        [url_key(written), int(written) if written.isdecimal() and len(written) < 19 else 0],
    ).fetchone()
    if found is None:
        raise InputError(f"no article {written!r}: give its number (`briefings topic preview`) or address")
    return int(found[0])


def seen_again(db: Database, article: Article) -> Added | None:
    """Note the address of an article that is known as it is; how it stands, None where it is new."""
    with writing(db):
        before = known(db, article)
        if before is not None and not before.revised:
            _remember_address(db, before.id, article.url)
    return before


def _remember_address(db: Database, number: int, url: str) -> None:
    db.execute("INSERT OR IGNORE INTO addresses(key, article) VALUES (?, ?)", [url_key(url), number])


def _outlet(db: Database, name: str) -> int:
    db.execute("INSERT OR IGNORE INTO outlets(name, key) VALUES (?, ?)", [name, fold_name(name)])
    number: int = db.execute("SELECT id FROM outlets WHERE key = ?", [fold_name(name)]).fetchone()[0]
    return number


def _columns(db: Database, article: Article, reading: Reading, model: str, now: datetime) -> dict[str, Any]:
    return {
        "outlet": _outlet(db, article.outlet),
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "published": codec.moment_text(article.published),
        "day_only": int(article.day_only),
        "zone_hours": article.zone_hours,
        "byline": article.byline,
        "credit": article.credit,
        "language": article.language,
        "fetched": codec.moment_text(article.fetched or now),
        "fingerprint": article_fingerprint(article),
        "model": model,
        "keywords": codec.words_text(reading.keywords),
    }


def _insert(db: Database, article: Article, reading: Reading, model: str, now: datetime) -> int:
    row = _columns(db, article, reading, model, now) | {"version": 1}
    return int(db.table("articles").insert(row).last_pk or 0)


def _revise(db: Database, number: int, article: Article, reading: Reading, model: str, now: datetime) -> None:
    db.execute(
        "INSERT INTO article_versions(article, version, title, text, published, fetched, fingerprint)"
        " SELECT id, version, title, text, published, fetched, fingerprint FROM articles WHERE id = ?",
        [number],
    )
    before = revisions.said(db, number)
    row = _columns(db, article, reading, model, now)
    sets = ", ".join(f"{column} = :{column}" for column in row)
    db.execute(f"UPDATE articles SET {sets}, version = version + 1 WHERE id = :id", row | {"id": number})
    db.execute("DELETE FROM passages WHERE article = ?", [number])  # its claims go with them
    _insert_reading(db, number, article, reading)
    revisions.note(db, number, before, now)


def _insert_reading(db: Database, number: int, article: Article, reading: Reading) -> None:
    text = article.text
    db.conn.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (number, p.number, p.span.start, p.span.end, p.kind, p.paragraph, slice_mark(p.span.of(text)))
            for p in reading.passages
        ],
    )
    db.conn.executemany(
        'INSERT INTO claims(article, passage, start, "end", text, extraction, vector)'
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (number, c.passage, c.span.start, c.span.end, c.span.of(text), codec.claim_text(c), c.vector)
            for c in reading.claims
        ],
    )
    copies.index(db, number, text, reading.passages, article.published)


def candidates(
    db: Database,
    queries: Iterable[str],
    needed: int,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    after: int = 0,
) -> Iterator[Candidate]:
    """Articles that at least `needed` of the FTS5 `queries` bring up.

    since, until: published (else fetched) from the one to before the other. An article whose time of day is
    unknown counts as its whole day: it is in where any of that day is. after: of a higher id than this.
    """
    times = {
        "after": after,
        "since": codec.moment_text(since) or "",
        "since_day": codec.moment_text(_day_before(since)) or "",
        "until": codec.moment_text(until) or "9999-99",
    }
    hits: Counter[int] = Counter()
    for query in queries:
        hits.update(number for (number,) in db.execute(_HITS, times | {"query": query}))
    for number in (number for number, count in sorted(hits.items()) if count >= needed):
        yield _candidate(*db.execute(_CANDIDATE, [number]).fetchone())


def newer(db: Database, after: int, until: datetime) -> Iterator[Candidate]:
    """All articles of a higher id than `after` that came out before `until`.

    Without the index: for the beginning of a common word it goes through all that it has, whatever the ids.
    """
    for row in db.execute(_NEWER, [after, codec.moment_text(until)]):
        yield _candidate(*row)


def _candidate(
    number: int, title: str, text: str, moment: str, day_only: int, published: str | None
) -> Candidate:
    return Candidate(
        id=number,
        title=title,
        text=text,
        moment=datetime.fromisoformat(moment),
        day_only=bool(day_only),
        dated=published is not None,
    )


_HITS = """
    SELECT a.id FROM articles_fts f JOIN articles a ON a.id = f.rowid
    WHERE f.articles_fts MATCH :query AND f.rowid > :after
    AND COALESCE(a.published, a.fetched) >= CASE WHEN a.day_only THEN :since_day ELSE :since END
    AND COALESCE(a.published, a.fetched) < :until
"""
_CANDIDATE = """
    SELECT id, title, text, COALESCE(published, fetched), day_only, published FROM articles WHERE id = ?
"""
_NEWER = """
    SELECT id, title, text, COALESCE(published, fetched), day_only, published FROM articles
    WHERE id > ? AND COALESCE(published, fetched) < ? ORDER BY id
"""


def _day_before(since: datetime | None) -> datetime | None:
    """A day and a second less, so that a day that ends just at `since` is out; None stays None."""
    if since is None:
        return None
    earliest = datetime.min.replace(tzinfo=UTC) + _DAY
    return max(since, earliest) - _DAY + timedelta(seconds=1)


@at_rest()
def material(db: Database, numbers: Sequence[int], *, claims: bool = True) -> Material:
    """Articles by id with their readings, oldest first; without their claims where these are not wanted."""
    articles: list[Article] = []
    readings: dict[int, Reading] = {}
    groups: dict[int, int] = {}
    for some in _chunks(numbers):
        keywords = {}
        for row in _rows(db, _ARTICLES, some):
            articles.append(_article(row))
            keywords[row["id"]] = codec.words_of(row["keywords"])
        passages = _passages(db, some)
        stated = _by_article(_rows(db, _CLAIMS, some), claim_of_row) if claims else {}
        for number, words in keywords.items():
            readings[number] = Reading(
                passages=tuple(passages.get(number, ())),
                claims=tuple(stated.get(number, ())),
                keywords=words,
            )
        groups |= copies.groups_of(db, some)
    articles.sort(key=lambda a: (a.published or a.fetched or datetime.min.replace(tzinfo=UTC), a.id))
    return Material(articles=tuple(articles), readings=readings, groups=groups)


_ARTICLES = (
    "SELECT a.*, o.name AS outlet_name FROM articles a JOIN outlets o ON o.id = a.outlet WHERE a.id IN ({})"
)
_PASSAGES = (
    'SELECT article, number, start, "end", kind, paragraph FROM passages WHERE article IN ({})'
    " ORDER BY article, number"
)
_CLAIMS = "SELECT * FROM claims WHERE article IN ({}) ORDER BY article, id"


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]


def _rows(db: Database, sql: str, numbers: Sequence[int]) -> Iterable[dict[str, Any]]:
    return db.query(sql.format(", ".join("?" * len(numbers))), list(numbers))


def _by_article(rows: Iterable[dict[str, Any]], record: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row["article"], []).append(record(row))
    return found


def _article(row: dict[str, Any]) -> Article:
    return Article(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet_name"],
        text=row["text"],
        published=codec.moment_of(row["published"]),
        day_only=bool(row["day_only"]),
        zone_hours=row["zone_hours"],
        byline=row["byline"],
        credit=row["credit"],
        language=row["language"],
        fetched=codec.moment_of(row["fetched"]),
    )


def _passages(db: Database, numbers: Sequence[int]) -> dict[int, list[Passage]]:
    """Passages by article, in order; without sqlite-utils' dicts, because there are thousands."""
    found: dict[int, list[Passage]] = {}
    rows = db.execute(_PASSAGES.format(", ".join("?" * len(numbers))), list(numbers))
    for article, number, start, end, kind, paragraph in rows:
        passage = Passage(
            number=number, span=Span(start=start, end=end), kind=PassageKind(kind), paragraph=paragraph
        )
        found.setdefault(article, []).append(passage)
    return found


def claim_of_row(row: dict[str, Any]) -> Claim:
    """The claim of a row of the table `claims`."""
    return codec.claim_of(
        row["extraction"],
        number=row["id"],
        article=row["article"],
        passage=row["passage"],
        start=row["start"],
        end=row["end"],
        vector=row["vector"],
    )

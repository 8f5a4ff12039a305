"""Which stored articles are one copy: looked up by bands when an article is stored, kept as pairs and groups.

An article is compared with those that share a band and came out within days of it, never with all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from briefings.copies import COPIED_SHARE, COPIED_WITHIN, VERSION, bands_of, own_runs, share
from briefings.model import Passage, PassageKind, Span
from briefings.store import codec

MOST_COMPARED = 40
"""Articles that one is compared with, those that share most bands first."""

MOST_KEPT = 8
"""Pairs kept for an article, the nearest first: enough to hold a group of any size together."""


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A pair of articles that are one copy. share: of the shorter one's own prose that stands in both."""

    article: int
    other: int
    share: float


def index(
    db: Database, number: int, text: str, passages: Iterable[Passage], published: datetime | None
) -> None:
    """Sign an article that is new or was revised, find its copies, and put it into their group."""
    _forget(db, number)
    runs = own_runs(text, passages)
    bands = bands_of(runs)
    db.execute(
        "INSERT INTO signatures(article, version, bands) VALUES (?, ?, ?)",
        [number, VERSION, b"".join(band.to_bytes(8, "big", signed=True) for band in bands)],
    )
    found = _copies(db, number, runs, bands, codec.moment_text(published)) if bands else []
    db.conn.executemany(
        "INSERT OR IGNORE INTO copy_bands(band, article) VALUES (?, ?)", [(band, number) for band in bands]
    )
    if found:
        db.conn.executemany(
            "INSERT INTO copies(article, other, share) VALUES (?, ?, ?)",
            [(number, other, round(much, 3)) for other, much in found],
        )
        _join(db, [number, *(other for other, _ in found)])


def index_all(db: Database) -> None:
    """Sign every article that has no signature yet, in order of id."""
    unsigned = db.execute(
        "SELECT id, text, published FROM articles"
        " WHERE id NOT IN (SELECT article FROM signatures) ORDER BY id"
    ).fetchall()
    for number, text, published in unsigned:
        index(db, number, text, _passages(db, number), codec.moment_of(published))


def groups_of(db: Database, numbers: Sequence[int]) -> dict[int, int]:
    """The group of each article of `numbers` that is in one; `numbers` must fit one statement."""
    marks = ", ".join("?" * len(numbers))
    rows = db.execute(f'SELECT article, "group" FROM syndication WHERE article IN ({marks})', list(numbers))
    return dict(rows.fetchall())


def groups(db: Database) -> tuple[tuple[int, ...], ...]:
    """Every group as ids of its articles, the largest first."""
    found: dict[int, list[int]] = {}
    for article, group in db.execute('SELECT article, "group" FROM syndication ORDER BY article'):
        found.setdefault(group, []).append(article)
    return tuple(tuple(one) for one in sorted(found.values(), key=lambda one: (-len(one), one)))


def pairs(db: Database, number: int) -> tuple[Copy, ...]:
    """The kept pairs that an article stands in, nearest first."""
    rows = db.execute(
        "SELECT article, other, share FROM copies WHERE article = :n OR other = :n ORDER BY share DESC, 1, 2",
        {"n": number},
    )
    return tuple(Copy(article=article, other=other, share=much) for article, other, much in rows)


def _copies(
    db: Database, number: int, runs: frozenset[str], bands: tuple[int, ...], published: str | None
) -> list[tuple[int, float]]:
    """Stored copies of an article with their share, the nearest first."""
    marks = ", ".join("?" * len(bands))
    rows = db.execute(
        f"SELECT a.id, a.text FROM copy_bands b JOIN articles a ON a.id = b.article"
        f" WHERE b.band IN ({marks}) AND a.id <> ? AND (a.published IS NULL OR ? IS NULL"
        " OR abs(julianday(a.published) - julianday(?)) <= ?)"
        " GROUP BY a.id ORDER BY COUNT(*) DESC, a.id LIMIT ?",
        [*bands, number, published, published, COPIED_WITHIN.days, MOST_COMPARED],
    ).fetchall()
    shares = [(other, share(runs, own_runs(text, _passages(db, other)))) for other, text in rows]
    found = [(other, much) for other, much in shares if much >= COPIED_SHARE]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:MOST_KEPT]


def _passages(db: Database, number: int) -> list[Passage]:
    rows = db.execute(
        'SELECT number, start, "end", kind FROM passages WHERE article = ? ORDER BY number', [number]
    )
    return [
        Passage(number=place, span=Span(start=start, end=end), kind=PassageKind(kind))
        for place, start, end, kind in rows
    ]


def _join(db: Database, numbers: Sequence[int]) -> None:
    """Make one group of articles and of the groups that they are in."""
    marks = ", ".join("?" * len(numbers))
    old = [
        group
        for (group,) in db.execute(
            f'SELECT DISTINCT "group" FROM syndication WHERE article IN ({marks})', list(numbers)
        )
    ]
    group = min([*numbers, *old])
    db.conn.executemany('UPDATE syndication SET "group" = ? WHERE "group" = ?', [(group, one) for one in old])
    db.conn.executemany(
        'INSERT OR REPLACE INTO syndication(article, "group") VALUES (?, ?)',
        [(number, group) for number in numbers],
    )


def _forget(db: Database, number: int) -> None:
    """Take an article out of the index and its group; what is left of the group is put together anew."""
    signed = db.execute("SELECT bands FROM signatures WHERE article = ?", [number]).fetchone()
    if signed is None:
        return
    bands = [int.from_bytes(signed[0][at : at + 8], "big", signed=True) for at in range(0, len(signed[0]), 8)]
    db.conn.executemany(
        "DELETE FROM copy_bands WHERE band = ? AND article = ?", [(band, number) for band in bands]
    )
    db.execute("DELETE FROM signatures WHERE article = ?", [number])
    members = [
        article
        for (article,) in db.execute(
            'SELECT article FROM syndication WHERE "group" ='
            ' (SELECT "group" FROM syndication WHERE article = ?)',
            [number],
        )
    ]
    db.execute("DELETE FROM copies WHERE article = :n OR other = :n", {"n": number})
    db.conn.executemany("DELETE FROM syndication WHERE article = ?", [(member,) for member in members])
    for member in members:
        for pair in pairs(db, member):
            _join(db, [pair.article, pair.other])

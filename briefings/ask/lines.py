"""The sentences of a topic's articles as lines to search: words, neighbours, and what reading found in each.

Only passages that are BODY become lines: furniture is never an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefings.ask.words import Word, words_of
from briefings.model import Article, Claim, Material, Passage, PassageKind, Reading

#: Lines with fewer words than this say nothing by themselves ("Nonstop.").
FEWEST_WORDS = 4


@dataclass(frozen=True, kw_only=True)
class Line:
    """One sentence of one article. place: its place among the article's lines, from 0; number: its
    passage.
    """

    article: Article
    number: int
    place: int
    text: str
    start: int
    words: tuple[Word, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class Search:
    """All lines of some articles, article by article in reading order, and each article's title words by
    its place.

    `first[i]` is the index of the first line of line i's article; `titles[i]` its article's title words.
    """

    lines: tuple[Line, ...]
    first: tuple[int, ...]
    titles: tuple[tuple[Word, ...], ...]


def search_of(material: Material, articles: Sequence[Article] | None = None) -> Search:
    """The lines of `articles` (all of the material's where None is given)."""
    lines: list[Line] = []
    first: list[int] = []
    titles: list[tuple[Word, ...]] = []
    for article in material.articles if articles is None else articles:
        reading = material.readings.get(article.id)
        if reading is None:
            continue
        found = _lines(article, reading)
        first += [len(lines)] * len(found)
        titles += [words_of(article.title)] * len(found)
        lines += found
    return Search(lines=tuple(lines), first=tuple(first), titles=tuple(titles))


def _lines(article: Article, reading: Reading) -> list[Line]:
    claims: dict[int, list[Claim]] = {}
    for claim in reading.claims:
        claims.setdefault(claim.passage, []).append(claim)
    body = [passage for passage in reading.passages if passage.kind is PassageKind.BODY]
    return [
        _line(article, passage, place, claims.get(passage.number, [])) for place, passage in enumerate(body)
    ]


def _line(article: Article, passage: Passage, place: int, claims: list[Claim]) -> Line:
    text = passage.span.of(article.text)
    return Line(
        article=article,
        number=passage.number,
        place=place,
        text=text,
        start=passage.span.start,
        words=words_of(text),
        claims=tuple(claims),
    )

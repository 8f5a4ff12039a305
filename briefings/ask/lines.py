"""The sentences of a topic's articles as lines to search: words, neighbours, and what reading found in each.

Only passages that are BODY become lines: furniture is never an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefings.ask.words import Word, words_of
from briefings.model import Article, Claim, Material, Passage, PassageKind

#: Lines with fewer words than this say nothing by themselves ("Nonstop.").
FEWEST_WORDS = 4
#: Lines before a chosen one that are kept with it: what matching looks back to.
KEPT_BEFORE = 3


@dataclass(frozen=True, kw_only=True)
class Line:
    """One sentence of one article. start, end: its place in the article's text; context: the same with the
    sentences before and after it.
    """

    article: Article
    text: str
    start: int
    context: tuple[int, int]
    words: tuple[Word, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Which sentences of many are measured closely.

    kept: article ids with passage numbers; size: how many sentences there are in all; held: how many of
    these hold each of the question's words, by stem.
    """

    kept: frozenset[tuple[int, int]]
    size: int
    held: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Search:
    """Lines in reading order, with each article's title words by line.

    `first[i]` is the first of the unbroken run of lines that line i stands in; `titles[i]` its article's
    title words; size: how many lines the articles have in all; held: how many of all lines hold each of the
    question's words, by stem, None where the lines are all there are.
    """

    lines: tuple[Line, ...]
    first: tuple[int, ...]
    titles: tuple[tuple[Word, ...], ...]
    size: int
    held: dict[str, int] | None = None


def bodies_of(material: Material, articles: Sequence[Article]) -> list[tuple[Article, list[Passage]]]:
    """The articles that were read, each with its sentences that are neither furniture nor without words."""
    return [
        (article, [passage for passage in reading.passages if _speaks(passage, article)])
        for article in articles
        if (reading := material.readings.get(article.id)) is not None
    ]


def _speaks(passage: Passage, article: Article) -> bool:
    if passage.kind is not PassageKind.BODY:
        return False
    return any(map(str.isalnum, passage.span.of(article.text)))


def search_of(
    material: Material, articles: Sequence[Article] | None = None, chosen: Lines | None = None
) -> Search:
    """The lines of `articles` (all of the material's where None is given), or those `chosen` of them."""
    bodies = bodies_of(material, material.articles if articles is None else articles)
    lines: list[Line] = []
    first: list[int] = []
    titles: list[tuple[Word, ...]] = []
    for article, passages in bodies:
        claims: dict[int, list[Claim]] = {}
        for claim in material.readings[article.id].claims:
            claims.setdefault(claim.passage, []).append(claim)
        title = words_of(article.title)
        last = -2
        for place, passage in enumerate(passages):
            if chosen is None or (article.id, passage.number) in chosen.kept:
                first.append(first[-1] if place == last + 1 and first and last >= 0 else len(lines))
                titles.append(title)
                lines.append(_line(article, passages, place, claims.get(passage.number, [])))
                last = place
    size = sum(len(passages) for _, passages in bodies)
    held = chosen.held if chosen else None
    return Search(lines=tuple(lines), first=tuple(first), titles=tuple(titles), size=size, held=held)


def _line(article: Article, passages: list[Passage], place: int, claims: list[Claim]) -> Line:
    span = passages[place].span
    text = span.of(article.text)
    around = passages[max(0, place - 1)].span.start, passages[min(len(passages) - 1, place + 1)].span.end
    return Line(
        article=article,
        text=text,
        start=span.start,
        context=around,
        words=words_of(text),
        claims=tuple(claims),
    )

"""The sentences of a topic's articles as lines to search: words, neighbours, and what reading found in each.

Only passages that are BODY become lines: furniture is never an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
class Search:
    """Lines in reading order, with each article's title words by line.

    `first[i]` is the first of the unbroken run of lines that line i stands in; `titles[i]` its article's
    title words; size: how many lines the articles have in all.
    """

    lines: tuple[Line, ...]
    first: tuple[int, ...]
    titles: tuple[tuple[Word, ...], ...]
    size: int


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
    material: Material,
    articles: Sequence[Article] | None = None,
    rough: Callable[[str], float] | None = None,
    most: int = 0,
) -> Search:
    """The lines of `articles` (all of the material's where None is given).

    Of more than `most` lines those are kept that `rough` scores best by their text, with a few before each.
    """
    bodies = bodies_of(material, material.articles if articles is None else articles)
    size = sum(len(passages) for _, passages in bodies)
    kept = _kept(bodies, rough, most) if rough is not None and size > most else None
    lines: list[Line] = []
    first: list[int] = []
    titles: list[tuple[Word, ...]] = []
    for number, (article, passages) in enumerate(bodies):
        claims: dict[int, list[Claim]] = {}
        for claim in material.readings[article.id].claims:
            claims.setdefault(claim.passage, []).append(claim)
        title = words_of(article.title)
        last = -2
        for place, passage in enumerate(passages):
            if kept is None or (number, place) in kept:
                first.append(first[-1] if place == last + 1 and first and last >= 0 else len(lines))
                titles.append(title)
                lines.append(_line(article, passages, place, claims.get(passage.number, [])))
                last = place
    return Search(lines=tuple(lines), first=tuple(first), titles=tuple(titles), size=size)


def _kept(
    bodies: list[tuple[Article, list[Passage]]], rough: Callable[[str], float], most: int
) -> set[tuple[int, int]]:
    """Places (article, sentence) of the `most` best sentences and those before them."""
    scored = [
        (rough(passage.span.of(article.text)), number, place)
        for number, (article, passages) in enumerate(bodies)
        for place, passage in enumerate(passages)
    ]
    scored.sort(key=lambda item: -item[0])
    return {
        (number, place - back)
        for score, number, place in scored[:most]
        for back in range(KEPT_BEFORE + 1 if score > 0 else 1)
        if place >= back
    }


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

"""Which sentences of an article a search means, and what in them to mark. Pure.

A word is met in any of its forms and spellings (as a topic's keywords are), a phrase word for word, case and
accents aside. Sentences that hold everything come first; where none does, the one that holds most stands for
the article, because the rest stands elsewhere in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefings.model import Article, Claim, Passage, PassageKind, Reading
from briefings.search.query import Query
from briefings.search.records import Hit
from briefings.topics import word_key

#: Sentences of one article that are shown, at most: a page shows several articles.
MOST_OF_ARTICLE = 2

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A sentence with how many of the wanted things it holds, and where."""

    passage: Passage
    held: int
    marks: Marks
    claim: Claim | None


def passages_of(query: Query, article: Article, reading: Reading) -> list[Hit]:
    """The article's sentences that the search means, best first; empty where it means none."""
    claims: dict[int, list[Claim]] = {}
    for claim in reading.claims:
        claims.setdefault(claim.passage, []).append(claim)
    if any(_phrase(words).search(plain(f"{article.title}\n{article.text}")) for words in query.without):
        return []
    bodies = [p for p in reading.passages if p.kind is PassageKind.BODY] or list(reading.passages)
    found = [one for one in (_looked(query, article, p, claims.get(p.number, ())) for p in bodies) if one]
    if not found:
        return []
    wanted = len(query.words) + len(query.phrases)
    full = [one for one in found if one.held == wanted]
    if full:
        chosen = full[:MOST_OF_ARTICLE]
    elif _holds_all(query, article):
        chosen = [max(found, key=lambda one: (one.held, -one.passage.number))]
    else:
        return []
    return [_hit(article, one) for one in chosen]


def _holds_all(query: Query, article: Article) -> bool:
    """Whether title and text together hold every word and phrase."""
    whole = f"{article.title}\n{article.text}"
    keys = {word_key(word) for word in _WORD.findall(whole)}
    return all(word_key(word) in keys for word in query.words) and all(
        _phrase(phrase).search(whole) or _phrase(phrase).search(plain(whole)) for phrase in query.phrases
    )


def _looked(query: Query, article: Article, passage: Passage, claims: Sequence[Claim]) -> _Found | None:
    """The sentence as a find; None where it is not credited to, or lacks the figure, that is asked for."""
    text = passage.span.of(article.text)
    spoken = [claim for claim in claims if _credited(query, claim, article)]
    if query.said_by and not spoken:
        return None
    numbers = _numbers(query, claims, passage)
    if query.numbers is not None and not numbers:
        return None
    words, held_words = _word_marks(query, text)
    phrases = [marks for phrase in query.phrases if (marks := _phrase_marks(phrase, text))]
    apart = _apart([*words, *numbers, *(mark for some in phrases for mark in some)])
    claim = next(iter(spoken or claims), None)
    return _Found(passage=passage, held=held_words + len(phrases), marks=apart, claim=claim)


def _credited(query: Query, claim: Claim, article: Article) -> bool:
    if not query.said_by or claim.attribution is None:
        return False
    said = claim.attribution
    written = said.source.of(article.text) if said.source else ""
    keys = {word_key(word) for word in _WORD.findall(f"{said.source_name} {written}".replace("-", " "))}
    return all(word_key(word) in keys for word in query.said_by)


def _numbers(query: Query, claims: Sequence[Claim], passage: Passage) -> list[tuple[int, int]]:
    if query.numbers is None:
        return []
    low, high = query.numbers
    at = passage.span.start
    return [
        (quantity.span.start - at, quantity.span.end - at)
        for claim in claims
        for quantity in claim.quantities
        if low <= quantity.value <= high and passage.span.start <= quantity.span.start < passage.span.end
    ]


def _word_marks(query: Query, text: str) -> tuple[list[tuple[int, int]], int]:
    wanted = {word_key(word) for word in query.words}
    marks, held = [], set()
    for match in _WORD.finditer(text) if wanted else ():
        key = word_key(match[0])
        if key in wanted:
            marks.append(match.span())
            held.add(key)
    return marks, sum(word_key(word) in held for word in query.words)


def _phrase_marks(phrase: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    folded = plain(text)
    where = text if len(folded) != len(text) else folded
    return [match.span() for match in _phrase(phrase).finditer(where)]


@lru_cache(maxsize=256)
def _phrase(phrase: tuple[str, ...]) -> re.Pattern[str]:
    words = r"[\W_]+".join(re.escape(plain(word)) for word in phrase)
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.IGNORECASE)


def plain(text: str) -> str:
    """`text` in lower case without accents, letter for letter where that is possible."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFKD", letter)[:1].lower() or letter for letter in text)


def _apart(marks: Sequence[tuple[int, int]]) -> Marks:
    """Marks in order, those that touch made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _hit(article: Article, found: _Found) -> Hit:
    said = found.claim.attribution if found.claim else None
    return Hit(
        article=article.id,
        passage=found.passage.number,
        outlet=article.outlet,
        title=article.title,
        url=article.url,
        text=found.passage.span.of(article.text),
        marks=found.marks,
        published=article.published,
        day_only=article.day_only,
        credited=said.source_name if said else "",
    )

"""How well each line matches each word of a question: by form, by spelling, by name, by meaning.

A word of a question matches a word of a line when they are forms of one word (1), when they begin alike
(`ALIKE`), or as far as their meanings are near.  A name matches only itself, its variants in spelling, and
the pronouns that stand for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefings.ask.lines import Line, Search
from briefings.ask.question import Question, Term
from briefings.ask.sought import ALIKE, LEAST_WEIGHT, NEAR, SAME
from briefings.ask.words import TWIN_STEMS, Word, stem
from briefings.meaning import Meaning

Floats = NDArray[np.float64]

#: Letters that two words must share from their beginning to match by it, and the share of the longer one.
BEGINNING = 5
BEGINNING_SHARE = 0.6
#: What a pronoun or a title that stands for a name is worth as a match of the name.
STANDS_FOR = 0.7
#: What the surname alone is worth as a match of the given name.
BY_SURNAME = 0.8
#: What a word in the line before, two before, three before is worth, and one in the title.
BEFORE = (0.6, 0.4, 0.25)
IN_TITLE = 0.3
#: A place behind every text's end.
NOWHERE = 10**9
#: Word vectors kept in memory, one kilobyte each.
REMEMBERED = 20_000


@dataclass(frozen=True, kw_only=True)
class Matches:
    """Matches of a question's terms (rows) in lines (columns), each from 0 to 1.

    weight: how telling each term is, from how few lines hold it, 1 for a term that none holds; own: in the
    line itself; place: where in the line its best match starts, -1 where there is none; title: in its
    article's title; around: in the line or, discounted, in the lines before it or the title.
    """

    weight: Floats
    own: Floats
    place: NDArray[np.intp]
    title: Floats
    around: Floats

    @property
    def covered(self) -> Floats:
        """Share of the question's weight that each line itself matches."""
        return np.asarray(self.weight @ self.own / self.weight.sum())

    @property
    def covered_around(self) -> Floats:
        """The same with what stands around each line."""
        return np.asarray(self.weight @ self.around / self.weight.sum())


def matches_of(question: Question, search: Search, meaning: Meaning) -> Matches:
    """Match every term of `question` in every line; the question must have terms, the search lines."""
    vocabulary = _vocabulary(search)
    strength = _strengths(question.terms, vocabulary, meaning)
    rows = {word: row for row, word in enumerate(vocabulary)}
    own, place = _best(strength, rows, [line.words for line in search.lines])
    for row, term in enumerate(question.terms):
        if term.name:
            own[row] = np.maximum(own[row], [STANDS_FOR * _stands_in(line, term) for line in search.lines])
    _by_surname(question.terms, own, place)
    titles = list(dict.fromkeys(search.titles))
    in_titles, _ = _best(strength, rows, titles)
    number = {title: column for column, title in enumerate(titles)}
    title = in_titles[:, [number[title] for title in search.titles]]
    around = np.maximum(_around(own, search), IN_TITLE * title)
    return Matches(weight=_weights(question.terms, search), own=own, place=place, title=title, around=around)


def _by_surname(terms: Sequence[Term], own: Floats, place: NDArray[np.intp]) -> None:
    """Let the surname alone stand for a whole name, as it does in news after the first mention."""
    rows = {term.stem: row for row, term in enumerate(terms)}
    for row, term in enumerate(terms):
        if term.surname in rows:
            last = rows[term.surname]
            better = BY_SURNAME * own[last] > own[row]
            own[row] = np.where(better, BY_SURNAME * own[last], own[row])
            place[row] = np.where(better, place[last], place[row])


def _vocabulary(search: Search) -> dict[str, str]:
    """Each stem with one written form."""
    forms: dict[str, str] = {}
    for words in (*(line.words for line in search.lines), *set(search.titles)):
        for word in words:
            if word.stem not in forms:
                forms[word.stem] = word.text.lower()
    return dict(sorted(forms.items()))


def _strengths(terms: tuple[Term, ...], vocabulary: dict[str, str], meaning: Meaning) -> Floats:
    """Match of each term (rows) with each word of the vocabulary (columns)."""
    asked = meaning.vectors([term.text.lower() for term in terms])
    cosine = asked @ _vectors(meaning, tuple(vocabulary.values())).T
    strength = np.asarray(ALIKE * np.clip((cosine - NEAR) / (SAME - NEAR), 0, 1), dtype=np.float64)
    columns = {word: column for column, word in enumerate(vocabulary)}
    beginnings: dict[str, list[str]] = {}
    for word in vocabulary:
        beginnings.setdefault(word[:BEGINNING], []).append(word)
    for row, term in enumerate(terms):
        if term.name:
            strength[row] = 0
        alike = {w for w in beginnings.get(term.stem[:BEGINNING], ()) if _begin_alike(w, term.stem)}
        twins = frozenset() if term.name else TWIN_STEMS.get(term.stem, frozenset())
        for word in (alike | twins) & columns.keys():
            strength[row, columns[word]] = max(strength[row, columns[word]], ALIKE)
        if term.stem in columns:
            strength[row, columns[term.stem]] = 1
    return strength


def _vectors(meaning: Meaning, words: tuple[str, ...]) -> Floats:
    """A vector for each word; words met before are not computed again."""
    known = _memory(meaning)
    new = [word for word in words if word not in known]
    if len(known) + len(new) > REMEMBERED:
        known.clear()
        new = list(words)
    known.update(zip(new, meaning.vectors(new), strict=True))
    return np.array([known[word] for word in words]) if words else np.zeros((0, meaning.dimensions))


@lru_cache(maxsize=1)
def _memory(_: Meaning) -> dict[str, Any]:
    return {}


def _begin_alike(one: str, other: str) -> bool:
    short, long = sorted((len(one), len(other)))
    return short >= BEGINNING and short >= BEGINNING_SHARE * long


def _best(
    strength: Floats, rows: dict[str, int], texts: Sequence[tuple[Word, ...]]
) -> tuple[Floats, NDArray[np.intp]]:
    """The best match of each term among each text's words, and where that word starts (-1: none)."""
    best = np.zeros((len(strength), len(texts)))
    place = np.full(best.shape, -1, dtype=np.intp)
    filled = [number for number, words in enumerate(texts) if words]
    if not filled:
        return best, place
    words = [word for number in filled for word in texts[number]]
    lengths = np.array([len(texts[number]) for number in filled])
    first = np.r_[0, np.cumsum(lengths)[:-1]]
    each = strength[:, [rows[word.stem] for word in words]]
    best[:, filled] = np.maximum.reduceat(each, first, axis=1)
    starts = np.array([word.start for word in words])
    is_best = (each > 0) & (each == np.repeat(best[:, filled], lengths, axis=1))
    earliest = np.minimum.reduceat(np.where(is_best, starts, NOWHERE), first, axis=1)
    place[:, filled] = np.where(earliest < NOWHERE, earliest, -1)
    return best, place


def _stands_in(line: Line, term: Term) -> bool:
    return any(
        name.pronoun and any(stem(part) == term.stem for part in name.text.split())
        for claim in line.claims
        for name in claim.names
    )


def _around(own: Floats, search: Search) -> Floats:
    around = own.copy()
    first = np.array(search.first)
    number = np.arange(len(first))
    for back, worth in enumerate(BEFORE, 1):
        earlier = np.where(number - back >= first, number - back, -1)
        around = np.maximum(around, worth * np.where(earlier >= 0, own[:, earlier], 0))
    return around


def _weights(terms: tuple[Term, ...], search: Search) -> Floats:
    """Inverse share of lines that hold each term, as a logarithm; 1 for a term that none holds.

    Of all lines there are, not of those chosen because they hold the terms.
    """
    held = {term.stem: 1 for term in terms}
    if search.held is not None:
        held |= {word: 1 + search.held.get(word, 0) for word in held}
    else:
        for line in search.lines:
            for word in {word.stem for word in line.words} & held.keys():
                held[word] += 1
    size = search.size if search.held is not None else len(search.lines)
    weight = np.array([LEAST_WEIGHT + np.log(1 + size / held[term.stem]) for term in terms])
    return np.asarray(weight / (LEAST_WEIGHT + np.log(1 + size)))

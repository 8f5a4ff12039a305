"""How well each line matches each word of a question: by form, by spelling, by name, by meaning.

A word of a question matches a word of a line when they are forms of one word (1), when they begin alike
(`ALIKE`), or as far as their meanings are near.  A name matches only itself, its variants in spelling, and
the pronouns that stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefings.ask.lines import Line, Search
from briefings.ask.question import Question, Term
from briefings.ask.tables import EMPTY_WORDS
from briefings.ask.words import TWIN_STEMS, Word, stem
from briefings.meaning import Meaning

Floats = NDArray[np.float64]

#: Cosine of two words' vectors from which they count as near, and from which as the same.  "plane" and
#: "aircraft"
#: have 0.81, "countries" and "nations" 0.74, "pilot" and "captain" 0.39, unrelated words up to 0.35.
NEAR, SAME = 0.4, 0.8
#: What a match by meaning is worth at most, and a match by the same beginning.
ALIKE = 0.8
#: Letters that two words must share from their beginning to match by it, and the share of the longer one.
BEGINNING = 5
BEGINNING_SHARE = 0.6
#: What a pronoun or a title that stands for a name is worth as a match of the name.
STANDS_FOR = 0.7
#: What a word in the line before, two before, three before is worth, and one in the title.
BEFORE = (0.6, 0.4, 0.25)
IN_TITLE = 0.3
#: Weight, before scaling, of a term that every line holds: it still tells something.
LEAST_WEIGHT = 0.3
#: A place behind every text's end.
NOWHERE = 10**9
#: Match from which a word tells that its sentence may be worth a closer look.
TELLING = 0.2
#: Word vectors kept in memory, one kilobyte each.
REMEMBERED = 20_000
_PLAIN = re.compile(r"[^\W\d_][\w’'\-]+|\d[\d,.]*")


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
    titles = list(dict.fromkeys(search.titles))
    in_titles, _ = _best(strength, rows, titles)
    number = {title: column for column, title in enumerate(titles)}
    title = in_titles[:, [number[title] for title in search.titles]]
    around = np.maximum(_around(own, search), IN_TITLE * title)
    return Matches(weight=_weights(question.terms, search), own=own, place=place, title=title, around=around)


def rough_score(question: Question, vocabulary: set[str], meaning: Meaning) -> Callable[[str], float]:
    """A quick measure of a text against `question`: the sum of its terms' best matches, by words alone.

    vocabulary: all words, as written but in lower case, of the texts that will be measured.
    """
    forms = {stem(word): word for word in vocabulary - EMPTY_WORDS}
    strength = _strengths(question.terms, forms, meaning)
    column = {form: number for number, form in enumerate(forms)}
    held = {word: strength[:, column[stem(word)]] for word in vocabulary if stem(word) in column}
    telling = {word: values for word, values in held.items() if values.max() >= TELLING}

    def score(text: str) -> float:
        found = [telling[word] for word in plain_words(text) & telling.keys()]
        return float(np.max(found, axis=0).sum()) if found else 0.0

    return score


def plain_words(text: str) -> set[str]:
    """The words of `text` in lower case, cut roughly and fast."""
    return set(_PLAIN.findall(text.lower()))


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
    """Inverse share of lines that hold each term, as a logarithm; 1 for a term that none holds."""
    held = {term.stem: 1 for term in terms}
    for line in search.lines:
        for word in {word.stem for word in line.words} & held.keys():
            held[word] += 1
    weight = np.array([LEAST_WEIGHT + np.log(1 + len(search.lines) / held[term.stem]) for term in terms])
    return np.asarray(weight / (LEAST_WEIGHT + np.log(1 + len(search.lines))))

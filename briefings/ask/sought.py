"""What to look for before anything is read closely: each word of a question with what may stand for it.

A word is met by its own forms, by its twins (``tables.TWINS``), by the words that begin alike, and by the
nearest whole words of the table of meanings; a name only by itself. `forms` are for a full-text index,
`strengths` for a quick look at sentences.

Missed: an answer in whole sentences that share none of these with the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from briefings.ask.lines import KEPT_BEFORE, Lines, bodies_of
from briefings.ask.question import Question, Term
from briefings.ask.tables import EMPTY_WORDS, FAMILIES, SAME_NAME
from briefings.ask.words import TWIN_STEMS, stem
from briefings.meaning import Meaning
from briefings.model import Article, Material

#: Cosine of two words' vectors from which they count as near, and from which as the same.  "plane" and
#: "aircraft" have 0.81, "countries" and "nations" 0.74, "pilot" and "captain" 0.39, unrelated words up
#: to 0.35.
NEAR, SAME = 0.4, 0.8
#: What a match by meaning is worth at most, and a match by the same beginning.
ALIKE = 0.8
#: Cosine from which a word is looked for in another's place; below, it brings up more than it helps.
LOOKED_FOR = 0.55
#: Cosine from which the full-text index is asked for it too: each term costs a pass over its articles.
INDEXED = 0.68
#: Words that are looked for in place of one, at most.
MOST_NEAR = 8
#: Letters from which a word is looked for by its beginning, and how many of its last are left open.
PREFIX_LEAST = 5
PREFIX_CUT = 1
#: Sentences that are measured closely, besides those before each; the events that quality is measured on have
#: up to 240 in all.
MOST_LINES = 300
#: Of a larger topic this many are enough.
MOST_CHOSEN = 40
#: What a word in a sentence before, or in the title, is worth to a quick look.
BEFORE, IN_TITLE = 0.4, 0.3
#: Weight, before scaling, of a word that every sentence holds.
LEAST_WEIGHT = 0.3

Floats = NDArray[np.float64]

_PLAIN = re.compile(r"[^\W\d_][\w’'\-]+|\d[\d,.]*")


@dataclass(frozen=True, kw_only=True)
class Sought:
    """One word of a question. strengths: stems that may stand for it, and how well; forms: terms of FTS5."""

    term: Term
    strengths: dict[str, float]
    forms: tuple[str, ...]


def sought_of(parts: Sequence[Question], meaning: Meaning) -> tuple[Sought, ...]:
    """What to look for, for every word of the question's parts, each once."""
    terms = {term.stem: term for part in parts for term in part.terms}
    near = meaning.nearest([term.text.lower() for term in terms.values()], MOST_NEAR, LOOKED_FOR)
    return tuple(_sought(term, words) for term, words in zip(terms.values(), near, strict=True))


def _sought(term: Term, near: Sequence[tuple[str, float]]) -> Sought:
    strengths: dict[str, float] = {}
    words = [*_own_words(term)]
    if not term.name:
        for twin in sorted(TWIN_STEMS.get(term.stem, ())):
            strengths[twin] = ALIKE
            words.append(twin)
        for word, cosine in near:
            if stem(word) != term.stem and word not in EMPTY_WORDS:
                strength = ALIKE * min(1.0, (cosine - NEAR) / (SAME - NEAR))
                strengths[stem(word)] = max(strength, strengths.get(stem(word), 0.0))
                if cosine >= INDEXED:
                    words.append(word)
    strengths[term.stem] = 1.0
    forms = dict.fromkeys(form for word in words for form in _forms(word, own=word in words[:1]))
    return Sought(term=term, strengths=strengths, forms=tuple(forms))


def _own_words(term: Term) -> tuple[str, ...]:
    """The word with every irregular form of its family; of a name, all its ways of writing."""
    alike = [written for written, key in SAME_NAME.items() if key == term.stem]
    return (term.text, *_family(term.stem), *alike)


@lru_cache(maxsize=4096)
def _family(base: str) -> tuple[str, ...]:
    return next((tuple(row.split()) for row in FAMILIES.strip().splitlines() if row.split()[0] == base), ())


def _forms(word: str, *, own: bool) -> tuple[str, ...]:
    """FTS5 terms for one word, quoted: by its beginning where it is long enough, else as it is and its
    plural."""
    parts = re.findall(r"[^\W_]+", word.lower())
    if len(parts) != 1:
        return (f'"{" ".join(parts)}"',) if parts else ()
    if word.isupper() and len(word) == len("US"):
        return (f'"{" ".join(parts[0])}"', f'"{parts[0]}"') if own else (f'"{" ".join(parts[0])}"',)
    base = stem(parts[0])
    base = base if parts[0].startswith(base[:-1]) else parts[0]
    if own and len(base) - PREFIX_CUT >= PREFIX_LEAST:
        return (f'"{base[:-PREFIX_CUT]}"*',)
    return (f'"{parts[0]}"', f'"{parts[0]}s"') if not own or len(base) < PREFIX_LEAST - 1 else (f'"{base}"*',)


def lines_for(sought: Sequence[Sought], material: Material, articles: Sequence[Article]) -> Lines | None:
    """The sentences to measure closely, by a quick look at words alone; None for all of a small topic.

    Claims are not looked at: the material may come without them.
    """
    bodies = bodies_of(material, articles)
    size = sum(len(passages) for _, passages in bodies)
    if size <= MOST_LINES or not sought:
        return None
    columns = _columns(sought)
    own = [
        _strengths(columns, [p.span.of(article.text) for p in passages], len(sought))
        for article, passages in bodies
    ]
    every = np.concatenate(own, axis=0)
    held = (every >= ALIKE).sum(axis=0)
    weight = LEAST_WEIGHT + np.log(1 + size / (1 + held))
    scored: list[tuple[float, int, int]] = []
    for number, ((article, _), found) in enumerate(zip(bodies, own, strict=True)):
        title = IN_TITLE * _strengths(columns, [article.title], len(sought))
        before = np.maximum.reduce(
            [np.roll(found, back, axis=0) * (np.arange(len(found)) >= back)[:, None] for back in (1, 2)]
        )
        scores = np.maximum(found, np.maximum(BEFORE * before, title)) @ weight + found @ weight
        scored += [(float(score), number, place) for place, score in enumerate(scores)]
    scored.sort(key=lambda item: (-item[0], item[1], item[2]))
    kept = {
        (bodies[number][0].id, bodies[number][1][place - back].number)
        for score, number, place in scored[:MOST_CHOSEN]
        for back in range(KEPT_BEFORE + 1 if score > 0 else 1)
        if place >= back
    }
    counts = {one.term.stem: int(count) for one, count in zip(sought, held, strict=True)}
    return Lines(kept=frozenset(kept), size=size, held=counts)


def _columns(sought: Sequence[Sought]) -> dict[str, list[tuple[int, float]]]:
    """By stem: which words of the question it may stand for, and how well."""
    columns: dict[str, list[tuple[int, float]]] = {}
    for number, one in enumerate(sought):
        for form, strength in one.strengths.items():
            columns.setdefault(form, []).append((number, strength))
    return columns


def _strengths(columns: dict[str, list[tuple[int, float]]], texts: Sequence[str], terms: int) -> Floats:
    """How well each text (rows) meets each word of the question (columns)."""
    found = np.zeros((len(texts), terms))
    known: dict[str, list[tuple[int, float]] | None] = {}
    for row, text in enumerate(texts):
        for word in set(_PLAIN.findall(text)):
            if word not in known:
                known[word] = columns.get(stem(word))
            for number, strength in known[word] or ():
                if strength > found[row, number]:
                    found[row, number] = strength
    return found

"""What a topic's articles state, laid side by side: one statement for each sentence that makes a claim.

Statements are compared whole and claim by claim, so both are kept: the sentence's bag of terms and the claims
in it. A term weighs by how few of the topic's statements hold it (inverse document frequency, Spärck Jones
1972): in a topic on one flight, the flight's number tells nothing apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from briefings.compare.wordings import Wordings
from briefings.model import Article, Claim, Material, Passage, PassageKind, Polarity, Span

Vector = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One sentence of one article with the claims in it.

    index: its place on the board; position: share of the article that stands before it, 0 for the lead;
    terms: how often each content term stands in it; names: folded words of the names in it; figures: values
    of its quantities; vector: meaning of the whole, length 1 (or 0 where nothing is known); context: the
    sentence with the one before and the one behind it, where those are the article's own prose.
    """

    index: int
    article: Article
    passage: Passage
    claims: tuple[Claim, ...]
    position: float
    terms: Mapping[str, int]
    names: frozenset[str]
    figures: frozenset[float]
    vector: Vector
    context: Span

    @cached_property
    def text(self) -> str:
        """The sentence as it stands in the article."""
        return self.passage.span.of(self.article.text)

    @cached_property
    def sources(self) -> frozenset[str]:
        """Names of those whom its claims are credited to."""
        return frozenset(c.attribution.source_name for c in self.claims if c.attribution) - {""}

    @cached_property
    def affirmed(self) -> bool:
        """Whether nothing in it is denied or left open."""
        return all(claim.polarity is Polarity.AFFIRMED for claim in self.claims)

    @cached_property
    def quoted(self) -> bool:
        """Whether it quotes somebody's words."""
        return any(claim.quotations for claim in self.claims)


@dataclass(frozen=True, kw_only=True)
class Board:
    """All statements of a topic, what each term weighs among them, and how they are worded."""

    statements: tuple[Statement, ...]
    weights: Mapping[str, float]
    wordings: Wordings

    def weight(self, term: str) -> float:
        """Weight of a term; a term that stands nowhere on the board weighs nothing."""
        return self.weights.get(term, 0.0)


def lay_out(material: Material) -> Board:
    """Every statement in the material, article by article in the order given, sentence by sentence."""
    statements: list[Statement] = []
    for article in material.articles:
        reading = material.readings[article.id]
        claims: dict[int, list[Claim]] = {}
        for claim in reading.claims:
            claims.setdefault(claim.passage, []).append(claim)
        last = max(len(reading.passages) - 1, 1)
        for passage in reading.passages:
            if own := claims.get(passage.number):
                place = passage.number / last
                around = _around(reading.passages, passage)
                statements.append(_statement(len(statements), article, passage, tuple(own), place, around))
    held = Counter(term for s in statements for term in s.terms)
    weights = {term: math.log((len(statements) + 1) / (n + 0.5)) for term, n in held.items()}
    return Board(statements=tuple(statements), weights=weights, wordings=_wordings(statements, material))


def _wordings(statements: Sequence[Statement], material: Material) -> Wordings:
    places = ((s.index, (s.article.id, s.passage.number)) for s in statements)
    stored = {index: material.wordings[place] for index, place in places if place in material.wordings}
    return Wordings([s.text for s in statements], stored)


def vector_of(claim: Claim) -> Vector:
    """The claim's stored meaning as floats, length 1 (zeros where none is stored)."""
    vector = np.frombuffer(claim.vector, dtype=np.int8).astype(np.float32)
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def figures_of(claim: Claim) -> frozenset[float]:
    """Values of the quantities in a claim, ranges by both ends."""
    values = [q.value for q in claim.quantities] + [q.upper for q in claim.quantities if q.upper is not None]
    return frozenset(values)


def name_words(claim: Claim) -> frozenset[str]:
    """The folded words of every name in a claim."""
    return frozenset(word for name in claim.names for word in name.key.split())


def _around(passages: Sequence[Passage], passage: Passage) -> Span:
    """From the sentence before to the one behind; furniture is left out, and so is what lies beyond it."""
    by_number = {p.number: p for p in passages if abs(p.number - passage.number) == 1}
    before, behind = by_number.get(passage.number - 1), by_number.get(passage.number + 1)
    start = before.span.start if before and before.kind is PassageKind.BODY else passage.span.start
    end = behind.span.end if behind and behind.kind is PassageKind.BODY else passage.span.end
    return Span(start=start, end=end)


def _statement(
    index: int,
    article: Article,
    passage: Passage,
    claims: tuple[Claim, ...],
    position: float,
    context: Span,
) -> Statement:
    whole = np.sum([vector_of(claim) * max(len(claim.terms), 1) for claim in claims], axis=0)
    length = float(np.linalg.norm(whole))
    return Statement(
        index=index,
        article=article,
        passage=passage,
        claims=claims,
        position=position,
        terms=Counter(term for claim in claims for term in claim.terms),
        names=frozenset().union(*(name_words(claim) for claim in claims)),
        figures=frozenset().union(*(figures_of(claim) for claim in claims)),
        vector=whole / length if length else whole,
        context=context,
    )

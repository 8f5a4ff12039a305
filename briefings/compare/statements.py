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
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from briefings.compare.memory import Memory
from briefings.compare.wordings import Wordings
from briefings.model import Article, Claim, Material, Passage, PassageKind, Polarity, Span

Vector = NDArray[np.float32]

_NO_WORDS: frozenset[str] = frozenset()

ALL_WEIGH, STEP = 64, 1.25
"""Up to so many articles all of them say what a term weighs. Above, the first 64, 80, 100, 125, ...: when a
fifth of the articles do not count, how frequent a word is in the topic has long settled."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One sentence of one article with the claims in it.

    index: its place on the board; position: share of the article that stands before it, 0 for the lead;
    terms: how often each content term stands in it; context: the sentence with the one before and the one
    behind it, where those are the article's own prose. What is read off the claims is worked out when it is
    first asked for: of a large topic most statements were compared before.
    """

    index: int
    article: Article
    passage: Passage
    claims: tuple[Claim, ...]
    position: float
    terms: Mapping[str, int]
    context: Span

    @cached_property
    def text(self) -> str:
        """The sentence as it stands in the article."""
        return self.passage.span.of(self.article.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Folded words of the names in it."""
        return frozenset().union(*(name_words(claim) for claim in self.claims))

    @cached_property
    def figures(self) -> frozenset[float]:
        """Values of its quantities."""
        return frozenset().union(*(figures_of(claim) for claim in self.claims))

    @cached_property
    def vector(self) -> Vector:
        """Meaning of the whole, length 1 (or 0 where nothing is known)."""
        first, *more = (vector_of(claim) * max(len(claim.terms), 1) for claim in self.claims)
        whole = sum(more, start=first)
        length = math.sqrt(whole.dot(whole))
        return whole / length if length else whole

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
    """All statements of a topic, what each term weighs among them, and how they are worded.

    weigh: ids of the articles that say what terms weigh.
    """

    statements: tuple[Statement, ...]
    weights: Mapping[str, float]
    wordings: Wordings
    weigh: frozenset[int]

    @cached_property
    def ready(self) -> dict[int, object]:
        """What comparing has made of single statements, by index, to have it once (see `features`)."""
        return {}

    @cached_property
    def apart(self) -> dict[tuple[int, int], str]:
        """What keeps pairs of statements from being one point, as far as it was asked (see `conflict`)."""
        return {}

    @cached_property
    def memory(self) -> Memory:
        """Numbers worked out for lines, here or for a digest before (see `lines`, `worth`)."""
        return Memory()

    @cached_property
    def articles(self) -> int:
        """How many articles its statements are of."""
        return len({s.article.id for s in self.statements})

    @property
    def broad(self) -> bool:
        """Whether it is of so many articles that lines are made of the closest statements only."""
        return self.articles > ALL_WEIGH

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
        by_number = {p.number: p for p in reading.passages}
        for passage in reading.passages:
            if own := claims.get(passage.number):
                place = passage.number / last
                around = _around(by_number, passage)
                statements.append(_statement(len(statements), article, passage, tuple(own), place, around))
    weigh = weighing(material.articles)
    weights = _weights(statements, weigh)
    wordings = _wordings(statements, material, weigh)
    return Board(statements=tuple(statements), weights=weights, wordings=wordings, weigh=weigh)


def _wordings(statements: Sequence[Statement], material: Material, weigh: frozenset[int]) -> Wordings:
    places = ((s.index, (s.article.id, s.passage.number)) for s in statements)
    stored = {index: material.wordings[place] for index, place in places if place in material.wordings}
    telling = [s.text for s in statements if s.article.id in weigh]
    return Wordings([s.text for s in statements], stored, telling)


def weighing(articles: Sequence[Article]) -> frozenset[int]:
    """Ids of the articles whose statements say what terms weigh: all, or the first ones of a large topic.

    First by id, so by when they were stored; their number grows in steps, and between two steps no weight
    changes when articles come in. What is made of the same articles is the same whatever came before.
    """
    numbers = sorted(article.id for article in articles)
    if len(numbers) <= ALL_WEIGH:
        return frozenset(numbers)
    size = float(ALL_WEIGH)
    while size * STEP <= len(numbers):
        size *= STEP
    return frozenset(numbers[: int(size)])


def _weights(statements: Sequence[Statement], weigh: frozenset[int]) -> dict[str, float]:
    """Weight of each term on the board; one that no weighing statement holds weighs as if one did."""
    telling = [s for s in statements if s.article.id in weigh]
    held = Counter(term for s in telling for term in s.terms)
    weights = {term: math.log((len(telling) + 1) / (n + 0.5)) for term, n in held.items()}
    rarest = math.log((len(telling) + 1) / 1.5)
    return dict.fromkeys((t for s in statements for t in s.terms if t not in held), rarest) | weights


def vector_of(claim: Claim) -> Vector:
    """The claim's stored meaning as floats, length 1 (zeros where none is stored)."""
    return _unit(claim.vector)


@lru_cache(maxsize=65_536)  # 64 MB; a claim is asked for with each statement that it is compared with
def _unit(stored: bytes) -> Vector:
    vector = np.frombuffer(stored, dtype=np.int8).astype(np.float32)
    length = math.sqrt(vector.dot(vector))
    vector = vector / length if length else vector
    vector.flags.writeable = False
    return vector


def figures_of(claim: Claim) -> frozenset[float]:
    """Values of the quantities in a claim, ranges by both ends."""
    values = [q.value for q in claim.quantities] + [q.upper for q in claim.quantities if q.upper is not None]
    return frozenset(values)


def name_words(claim: Claim) -> frozenset[str]:
    """The folded words of every name in a claim."""
    return _words(tuple([name.key for name in claim.names])) if claim.names else _NO_WORDS


@lru_cache(maxsize=65_536)  # claims name the same few people over and over
def _words(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for key in keys for word in key.split())


def _around(by_number: Mapping[int, Passage], passage: Passage) -> Span:
    """From the sentence before to the one behind; furniture is left out, and so is what lies beyond it."""
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
    terms: dict[str, int] = {}
    for claim in claims:
        for term in claim.terms:
            terms[term] = terms.get(term, 0) + 1
    return Statement(
        index=index,
        article=article,
        passage=passage,
        claims=claims,
        position=position,
        terms=terms,
        context=context,
    )

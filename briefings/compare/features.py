"""What two statements share, as numbers that `briefings.compare.same` weighs.

Some are of the whole sentences, some of the two claims in them that are nearest: a long sentence may state
what a short one states and much besides. Each is symmetric in its two arguments.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefings.compare.statements import Board, Statement, Vector, figures_of, name_words, vector_of
from briefings.model import Claim

FEATURES = (
    "cosine",
    "shared",
    "covers_shorter",
    "covers_longer",
    "shared_beyond_names",
    "meaning",
    "shared_names",
    "shared_figures",
    "figures_differ",
    "both_quoted",
    "one_quoted",
    "same_source",
    "dates_meet",
    "dates_differ",
    "same_article",
    "later_position",
    "shorter_terms",
    "longer_terms",
    "claim_cosine",
    "claim_shared",
    "claim_covers",
    "claim_beyond_names",
    "claim_meaning",
    "claim_predicate",
    "claim_names_differ",
    "claim_figures_differ",
    "claim_polarity_differs",
    "claim_certainty_differs",
    "wording_cosine",
    "wording_covers_least",
    "wording_covers_most",
    "wording_left_least",
    "wording_left_most",
)
"""Names of the features, in the order in which `features` gives them."""

MOST_TERMS = 15
"""Lengths count up to here: beyond, a longer sentence says no more about whether two state the same."""


def features(board: Board, a: Statement, b: Statement) -> list[float]:
    """The features of two statements, in the order of `FEATURES`."""
    one, other = _ready(board, a), _ready(board, b)
    return _whole(board, one, other) + _nearest(board, one, other) + _worded(board, a, b)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Bag:
    """Terms with how often each stands there, their weight together, and the length of their vector."""

    terms: Mapping[str, int]
    mass: float
    length: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """A claim as it is compared."""

    claim: Claim
    bag: _Bag
    names: frozenset[str]
    figures: frozenset[float]
    vector: Vector


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ready:
    """A statement with all that does not depend on what it is compared with."""

    statement: Statement
    bag: _Bag
    parts: tuple[_Part, ...]
    days: tuple[tuple[int, int], ...]


def _ready(board: Board, statement: Statement) -> _Ready:
    """Made once for a statement of a board."""
    known = board.ready.get(statement.index)
    if isinstance(known, _Ready) and known.statement is statement:
        return known
    made = _Ready(
        statement=statement,
        bag=_bag(board, statement.terms),
        parts=tuple(_part(board, claim) for claim in statement.claims),
        days=tuple((d.first.toordinal(), d.last.toordinal()) for c in statement.claims for d in c.dates),
    )
    board.ready[statement.index] = made
    return made


def _bag(board: Board, terms: Mapping[str, int]) -> _Bag:
    weights = board.weights
    return _Bag(
        terms=terms,
        mass=_mass(board, terms),
        length=math.sqrt(sum([(n * weights[t]) ** 2 for t, n in terms.items()])),
    )


def _part(board: Board, claim: Claim) -> _Part:
    return _Part(
        claim=claim,
        bag=_bag(board, dict.fromkeys(claim.terms, 1)),
        names=name_words(claim),
        figures=figures_of(claim),
        vector=vector_of(claim),
    )


def _worded(board: Board, a: Statement, b: Statement) -> list[float]:
    """How the two sentences meet word by word, in context."""
    found = board.wordings.overlap(a.index, b.index)
    return [found.cosine, min(found.cover), max(found.cover), min(found.left), max(found.left)]


def _whole(board: Board, one: _Ready, other: _Ready) -> list[float]:
    a, b = one.statement, other.statement
    both = a.terms.keys() & b.terms.keys()
    shared = _mass(board, both)
    lighter, heavier = sorted((one.bag.mass, other.bag.mass))
    figures = a.figures & b.figures
    meet = _meet(one.days, other.days)
    return [
        _cosine(board, one.bag, other.bag, both),
        shared,
        shared / lighter if lighter else 0.0,
        shared / heavier if heavier else 0.0,
        _beyond(board, both, a.names, b.names),
        float(a.vector @ b.vector),
        float(len(a.names & b.names)),
        float(len(figures)),
        float(bool(a.figures and b.figures and not figures)),
        float(a.quoted and b.quoted),
        float(a.quoted != b.quoted),
        float(not a.sources.isdisjoint(b.sources)),
        float(meet),
        float(bool(one.days and other.days) and not meet),
        float(a.article.id == b.article.id),
        max(a.position, b.position),
        float(min(len(a.terms), len(b.terms), MOST_TERMS)),
        float(min(max(len(a.terms), len(b.terms)), 2 * MOST_TERMS)),
    ]


def _nearest(board: Board, a: _Ready, b: _Ready) -> list[float]:
    """Features of the two claims, one from each, that share most."""
    best: tuple[_Part, _Part, set[str], float, float] | None = None
    most = -1.0
    for one in a.parts:
        terms, vector = one.bag.terms.keys(), one.vector
        for other in b.parts:
            both = terms & other.bag.terms.keys()
            shared = _mass(board, both) if both else 0.0
            meaning = float(vector.dot(other.vector))
            if shared + meaning > most:
                best, most = (one, other, both, shared, meaning), shared + meaning
    return _claims(board, *best) if best else [0.0] * 10


def _claims(
    board: Board, one: _Part, other: _Part, both: set[str], shared: float, meaning: float
) -> list[float]:
    a, b = one.claim, other.claim
    lighter = min(one.bag.mass, other.bag.mass)
    return [
        _cosine(board, one.bag, other.bag, both),
        shared,
        shared / lighter if lighter else 0.0,
        _beyond(board, both, one.names, other.names),
        meaning,
        float(a.predicate == b.predicate),
        float(bool(one.names and other.names and one.names.isdisjoint(other.names))),
        float(bool(one.figures and other.figures and one.figures.isdisjoint(other.figures))),
        float(a.polarity != b.polarity),
        float(a.certainty != b.certainty),
    ]


def _mass(board: Board, terms: Iterable[str]) -> float:
    return sum(map(board.weights.__getitem__, terms), 0.0)


def _beyond(board: Board, both: Iterable[str], names_a: frozenset[str], names_b: frozenset[str]) -> float:
    """Weight of the terms that belong to no name."""
    weights = board.weights
    return sum([weights[t] for t in both if t not in names_a and t not in names_b], 0.0)


def _cosine(board: Board, one: _Bag, other: _Bag, both: Iterable[str]) -> float:
    a, b, weights = one.terms, other.terms, board.weights
    dot = sum([a[t] * b[t] * weights[t] ** 2 for t in both], 0.0)
    lengths = one.length * other.length
    return dot / lengths if lengths else 0.0


def _meet(a: Iterable[tuple[int, int]], b: Iterable[tuple[int, int]]) -> bool:
    return any(x[0] <= y[1] and y[0] <= x[1] for x in a for y in b)

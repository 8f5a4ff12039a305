"""What two statements share, as numbers that `briefings.compare.same` weighs.

Some are of the whole sentences, some of the two claims in them that are nearest: a long sentence may state
what a short one states and much besides. Each is symmetric in its two arguments.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from briefings.compare.statements import Board, Statement, figures_of, name_words, vector_of
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
    return _whole(board, a, b) + _nearest(board, a, b) + _worded(board, a, b)


def _worded(board: Board, a: Statement, b: Statement) -> list[float]:
    """How the two sentences meet word by word, in context."""
    found = board.wordings.overlap(a.index, b.index)
    return [found.cosine, min(found.cover), max(found.cover), min(found.left), max(found.left)]


def _whole(board: Board, a: Statement, b: Statement) -> list[float]:
    both = a.terms.keys() & b.terms.keys()
    shared = sum(map(board.weight, both))
    lighter, heavier = sorted((_mass(board, a.terms), _mass(board, b.terms)))
    beyond = sum(board.weight(t) for t in both if t not in a.names and t not in b.names)
    figures = a.figures & b.figures
    days_a, days_b = _days(a), _days(b)
    return [
        _cosine(board, a.terms, b.terms),
        shared,
        shared / lighter if lighter else 0.0,
        shared / heavier if heavier else 0.0,
        beyond,
        float(a.vector @ b.vector),
        float(len(a.names & b.names)),
        float(len(figures)),
        float(bool(a.figures and b.figures and not figures)),
        float(a.quoted and b.quoted),
        float(a.quoted != b.quoted),
        float(bool(a.sources & b.sources)),
        float(_meet(days_a, days_b)),
        float(bool(days_a and days_b) and not _meet(days_a, days_b)),
        float(a.article.id == b.article.id),
        max(a.position, b.position),
        float(min(len(a.terms), len(b.terms), MOST_TERMS)),
        float(min(max(len(a.terms), len(b.terms)), 2 * MOST_TERMS)),
    ]


def _nearest(board: Board, a: Statement, b: Statement) -> list[float]:
    """Features of the two claims, one from each, that share most."""
    best: list[float] = [0.0] * 10
    most = -1.0
    for one in a.claims:
        for other in b.claims:
            row = _claims(board, one, other)
            if row[1] + row[4] > most:
                best, most = row, row[1] + row[4]
    return best


def _claims(board: Board, a: Claim, b: Claim) -> list[float]:
    terms_a, terms_b = dict.fromkeys(a.terms, 1), dict.fromkeys(b.terms, 1)
    both = terms_a.keys() & terms_b.keys()
    shared = sum(map(board.weight, both))
    lighter = min(_mass(board, terms_a), _mass(board, terms_b))
    names_a, names_b = name_words(a), name_words(b)
    figures_a, figures_b = figures_of(a), figures_of(b)
    return [
        _cosine(board, terms_a, terms_b),
        shared,
        shared / lighter if lighter else 0.0,
        sum(board.weight(t) for t in both if t not in names_a and t not in names_b),
        float(vector_of(a) @ vector_of(b)),
        float(a.predicate == b.predicate),
        float(bool(names_a and names_b and not names_a & names_b)),
        float(bool(figures_a and figures_b and not figures_a & figures_b)),
        float(a.polarity != b.polarity),
        float(a.certainty != b.certainty),
    ]


def _mass(board: Board, terms: Iterable[str]) -> float:
    return sum(map(board.weight, terms))


def _cosine(board: Board, a: Mapping[str, int], b: Mapping[str, int]) -> float:
    dot = sum(a[t] * b[t] * board.weight(t) ** 2 for t in a.keys() & b.keys())
    lengths = _length(board, a) * _length(board, b)
    return dot / lengths if lengths else 0.0


def _length(board: Board, terms: Mapping[str, int]) -> float:
    return math.sqrt(sum((n * board.weight(t)) ** 2 for t, n in terms.items()))


def _days(statement: Statement) -> list[tuple[int, int]]:
    return [(d.first.toordinal(), d.last.toordinal()) for c in statement.claims for d in c.dates]


def _meet(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> bool:
    return any(x[0] <= y[1] and y[0] <= x[1] for x in a for y in b)

"""What keeps two statements from being one point, however much they share.

- One affirms what the other denies or leaves open: that is a dispute, never agreement.
- Both give a figure for the same thing, and the figures differ.
- They share nothing but names and the words around names ("the minister", "a spokesman").
"""

from __future__ import annotations

import re
from itertools import product

from briefings.compare.events import one_slot
from briefings.compare.statements import Board, Statement, name_words
from briefings.extract.modality_words import refuses
from briefings.extract.units import relation
from briefings.model import Claim, Quantity

NAMES_ONLY = "only names are shared"
OPPOSED = "one affirms what the other denies or leaves open"
CLASHING = "figures for the same thing differ"

NEAR_CLAIMS = 0.4
"""Share of the lighter claim's weight that two claims must share for their polarity to be compared."""

DENIALS = frozenset({"deny", "refute", "rebut", "contradict", "dispute", "disprove", "debunk", "disavow"})
"""Verbs by which somebody says that what was told is not so."""

_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut|rebut|contradict|disput|disprov|debunk|disavow|reject)", re.IGNORECASE
)
"""The same in a cue ("denied that", "disputes"), and "rejected"."""

BEYOND_NAMES = 1.5
"""Least weight of shared terms that belong to no name: one word that is not in most statements."""


def conflict(board: Board, a: Statement, b: Statement) -> str:
    """Why the two cannot be one point, in one line; "" where nothing keeps them apart."""
    pair = (a.index, b.index)
    if pair not in board.apart:
        board.apart[pair] = _conflict(board, a, b)
    return board.apart[pair]


def denied_outright(statement: Statement) -> bool:
    """Whether somebody in it denies something in so many words: a "not" alone may be part of a quotation."""
    denies = any(claim.predicate in DENIALS or denying(claim, statement) for claim in statement.claims)
    return denies and not refuses(statement.text)


def denying(claim: Claim, statement: Statement) -> bool:
    """Whether the claim is what somebody denies: "denied that ..."."""
    cue = claim.attribution.cue if claim.attribution else None
    return cue is not None and bool(_DENYING.search(cue.of(statement.article.text)))


def _conflict(board: Board, a: Statement, b: Statement) -> str:
    if not _anything_beyond_names(board, a, b):
        return NAMES_ONLY
    if _opposed(board, a, b):
        return OPPOSED
    if _figures_clash(a, b):
        return CLASHING
    return ""


def _anything_beyond_names(board: Board, a: Statement, b: Statement) -> bool:
    if a.figures & b.figures or a.text == b.text:
        return True
    both = a.terms.keys() & b.terms.keys()
    names = a.names | b.names
    return sum(board.weight(t) for t in both if t not in names) >= BEYOND_NAMES


def _opposed(board: Board, a: Statement, b: Statement) -> bool:
    if a.affirmed == b.affirmed or (a.quoted and b.quoted):
        return False  # two denials, or two quotations ("I don't think ..."): too fine for the parse
    one, other = max(product(a.claims, b.claims), key=lambda pair: _shared(board, *pair))
    if one.polarity is other.polarity:
        return False
    lighter = min(_own(board, one), _own(board, other))
    return lighter > 0 and _shared(board, one, other) >= NEAR_CLAIMS * lighter


def _own(board: Board, claim: Claim) -> float:
    return sum(board.weight(t) for t in set(claim.terms) - name_words(claim))


def _shared(board: Board, one: Claim, other: Claim) -> float:
    """Weight of the terms that two claims share, names left out: a denial is of what was done."""
    names = name_words(one) | name_words(other)
    return sum(board.weight(t) for t in set(one.terms) & set(other.terms) - names)


def _figures_clash(a: Statement, b: Statement) -> bool:
    """Whether some figure of one differs from its like in the other, and none of that kind is the same."""
    figures = [
        (relation(one, other), one_slot(one, other, x, y), _money(one, other))
        for x, y in product(a.claims, b.claims)
        for one, other in product(x.quantities, y.quantities)
    ]
    agreed = any(how == "same" for how, _, _ in figures)
    return not agreed and any(how == "differs" and (same or money) for how, same, money in figures)


def _money(one: Quantity, other: Quantity) -> bool:
    """Whether both are sums of one currency, whose code is its unit."""
    return one.unit == other.unit and one.unit.isupper()

"""Where two statements on one matter do not say the same: one small function for each kind of difference.

Each takes two statements and how likely they are to state the same, and gives the differences it sees with
the slot on which they differ. Theory: two sentences that share most of what they say, and differ in one slot,
differ on that slot; the more they share, the surer.

Not found: a difference that needs knowledge of the world ("the last four" against "all twelve"), one told
over several sentences, irony.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from briefings.compare.statements import Board, Statement
from briefings.extract.spelling import fold
from briefings.extract.units import relation, same_slot
from briefings.model import Certainty, Claim, DateMention, DisputeKind, Polarity, Quantity

FIGURE_SAME_THING = 0.06
"""Least likelihood of the statements where the words say that both figures count the same thing."""

FIGURE_UNTOLD = 0.3
"""Least likelihood where they do not say it (a length of time, a price): then the statements must be near."""

DATE_LEAST = 0.35
POLARITY_LEAST = 0.25
CERTAINTY_LEAST = 0.45
SOURCE_LEAST = 0.55
QUOTATION_LEAST = 0.12
"""Least likelihoods for the other kinds: the knees of precision on hand-marked events (docs/quality.md)."""

REWORDED = (35.0, 94.0)
"""Token-set similarity (rapidfuzz, 0 to 100) between which two quotations are one remark in two wordings."""


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """One difference between statements a and b (indices on the board): kind, slot, what each has there.

    values: each side's value as printed; strength: 0 to 1, how sure; why: one line for a person.
    """

    kind: DisputeKind
    slot: str
    a: int
    b: int
    values: tuple[str, str]
    strength: float
    why: str
    note: str = ""


def contrasts(board: Board, a: Statement, b: Statement, likelihood: float) -> Iterator[Contrast]:
    """Every difference between two statements of different articles."""
    yield from _figures(a, b, likelihood)
    yield from _wordings(a, b, likelihood)
    yield from _dates(a, b, likelihood)
    yield from _polarity(board, a, b, likelihood)
    yield from _certainty(a, b, likelihood)
    yield from _sources(a, b, likelihood)


def _figures(a: Statement, b: Statement, likelihood: float) -> Iterator[Contrast]:
    for claim_a, claim_b in product(a.claims, b.claims):
        for one, other in product(claim_a.quantities, claim_b.quantities):
            how = relation(one, other)
            if how not in ("differs", "contains") or _settled(one, b) or _settled(other, a):
                continue
            same = same_slot(one, other)
            if same is False or likelihood < (FIGURE_SAME_THING if same else FIGURE_UNTOLD):
                continue
            values = (one.span.of(a.article.text), other.span.of(b.article.text))
            counted = one.counted or one.unit or claim_a.predicate
            yield Contrast(
                kind=DisputeKind.FIGURE,
                slot=f"{one.unit} {counted}".strip(),
                a=a.index,
                b=b.index,
                values=values,
                strength=min(1.0, likelihood + 0.4 * bool(same)),
                why=f"figures for {counted} differ: {values[0]} / {values[1]}",
                note="one figure lies within the other's bound" if how == "contains" else "",
            )


def _settled(quantity: Quantity, other: Statement) -> bool:
    """Whether the other statement has this very figure too: then the two agree on it."""
    return any(relation(quantity, q) == "same" for claim in other.claims for q in claim.quantities)


def _wordings(a: Statement, b: Statement, likelihood: float) -> Iterator[Contrast]:
    if likelihood < QUOTATION_LEAST or not (a.sources & b.sources):
        return
    for one, other in product(_quotations(a), _quotations(b)):
        alike = fuzz.token_set_ratio(_plain(one), _plain(other))
        if REWORDED[0] <= alike <= REWORDED[1]:
            source = sorted(a.sources & b.sources)[0]
            yield Contrast(
                kind=DisputeKind.WORDING,
                slot=source,
                a=a.index,
                b=b.index,
                values=(one, other),
                strength=min(1.0, likelihood + alike / 300.0),
                why=f"{source}'s words differ ({alike:.0f} of 100 alike)",
            )


def _quotations(statement: Statement) -> list[str]:
    spans = {q for claim in statement.claims for q in claim.quotations}
    return [span.of(statement.article.text) for span in sorted(spans)]


def _plain(text: str) -> str:
    return " ".join(fold(word) for word in re.findall(r"[^\W_]+", text))


def _dates(a: Statement, b: Statement, likelihood: float) -> Iterator[Contrast]:
    if likelihood < DATE_LEAST:
        return
    for claim_a, claim_b in product(a.claims, b.claims):
        if claim_a.predicate != claim_b.predicate or not claim_a.dates or not claim_b.dates:
            continue
        if not any(_meet(x, y) for x in claim_a.dates for y in claim_b.dates):
            values = (claim_a.dates[0].span.of(a.article.text), claim_b.dates[0].span.of(b.article.text))
            yield Contrast(
                kind=DisputeKind.DATE,
                slot=claim_a.predicate,
                a=a.index,
                b=b.index,
                values=values,
                strength=likelihood,
                why=f"times for {claim_a.predicate!r} differ: {values[0]} / {values[1]}",
            )


def _meet(a: DateMention, b: DateMention) -> bool:
    return a.first <= b.last and b.first <= a.last


def _polarity(board: Board, a: Statement, b: Statement, likelihood: float) -> Iterator[Contrast]:
    if likelihood < POLARITY_LEAST:
        return
    pair = _nearest(board, a, b)
    if pair and pair[0].polarity is not pair[1].polarity:
        kinds = {pair[0].polarity, pair[1].polarity}
        kind = DisputeKind.STATUS if Polarity.UNCLEAR in kinds else DisputeKind.DENIAL
        yield Contrast(
            kind=kind,
            slot=pair[0].predicate,
            a=a.index,
            b=b.index,
            values=(pair[0].polarity.value, pair[1].polarity.value),
            strength=likelihood,
            why=f"{pair[0].polarity.value} by one, {pair[1].polarity.value} by the other",
        )


def _certainty(a: Statement, b: Statement, likelihood: float) -> Iterator[Contrast]:
    if likelihood < CERTAINTY_LEAST:
        return
    for claim_a, claim_b in product(a.claims, b.claims):
        if claim_a.predicate != claim_b.predicate or claim_a.certainty is claim_b.certainty:
            continue
        if Certainty.FACT in (claim_a.certainty, claim_b.certainty):
            yield Contrast(
                kind=DisputeKind.STATUS,
                slot=claim_a.predicate,
                a=a.index,
                b=b.index,
                values=(claim_a.certainty.value, claim_b.certainty.value),
                strength=likelihood,
                why=f"{claim_a.certainty.value} in one, {claim_b.certainty.value} in the other",
            )


def _sources(a: Statement, b: Statement, likelihood: float) -> Iterator[Contrast]:
    if likelihood < SOURCE_LEAST or not a.sources or not b.sources or a.sources & b.sources:
        return
    one, other = sorted(a.sources)[0], sorted(b.sources)[0]
    if not set(map(fold, one.split())) & set(map(fold, other.split())):
        yield Contrast(
            kind=DisputeKind.ATTRIBUTION,
            slot="source",
            a=a.index,
            b=b.index,
            values=(one, other),
            strength=likelihood,
            why=f"credited to {one} in one, to {other} in the other",
        )


def _nearest(board: Board, a: Statement, b: Statement) -> tuple[Claim, Claim] | None:
    """The two claims that share most."""

    def shared(pair: tuple[Claim, Claim]) -> float:
        return sum(map(board.weight, set(pair[0].terms) & set(pair[1].terms)))

    return max(product(a.claims, b.claims), key=shared, default=None)

"""Where two statements on one matter do not say the same: one small function for each kind of difference.

Each takes two statements and gives the slot on which they differ, or nothing. Theory: two sentences that
share most of what they say and differ in one slot differ on that slot. Whether they do speak of one matter
is not decided here but by the weights in `briefings.compare.differ`.

Not found: a difference that needs knowledge of the world ("the last four" against "all twelve"), one told
over several sentences, irony.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from briefings.compare.conflict import denied_outright
from briefings.compare.events import one_slot, shared_event
from briefings.compare.statements import Statement, name_words
from briefings.extract.spelling import fold
from briefings.extract.units import base_value, relation
from briefings.model import Bound, Certainty, Claim, DateMention, DisputeKind, Polarity, Quantity, Span

REWORDED = (35.0, 99.5)
"""Token-set similarity (rapidfuzz, 0 to 100) between which two quotations of one speaker are one remark in
two wordings: below it they are two remarks, above it one is a part of the other."""

ONE_REMARK = 80.0
"""From here on they are one remark whoever is credited: of pairs so alike, in sentences likely the same, half
were marked as two wordings (36 of 69 on 106 events)."""

STANDING = {
    Polarity.AFFIRMED: "said to be so",
    Polarity.DENIED: "denied",
    Polarity.UNCLEAR: "not clear",
    Certainty.FACT: "told as fact",
    Certainty.PLANNED: "planned",
    Certainty.POSSIBLE: "possible",
    Certainty.ASKED: "asked for",
}
"""What a side is called that differs in how it stands."""

THINGS_SHARED = 3
"""Terms that two claims under different predicates must share to be of one thing: "booked 400 agency workers"
and "denied that agency workers had been hired" share three."""

DENIED_SHARE = 0.4
"""Share of the shorter claim's terms that must be in what is denied, or denies it."""

OUTRIGHT = 0.8
"""How sure a denial in so many words is, and only that."""

FARTHEST = {"differs": 100.0, "contains": 10.0}
"""Measures (lengths, sums, times) that differ more than so many times are of two things: 20 metres of water
and 44,000 feet of height; "less than two hours" allows for four minutes, and says nothing of them. Of 7 such
disputes on 106 events 6 were wrong."""

ORDINAL = "ordinal"
AGE = "year-old"


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One difference between two statements.

    kind: on what they differ; name: what the slot holds ("drone", "Zelenskyy"); values: what each has there,
    as printed; spans: where in each article; why: one line for a person; note: what to add for a reader;
    sure: 0 to 1, how well the words themselves show that the slots are one.
    """

    kind: DisputeKind
    name: str
    values: tuple[str, str]
    spans: tuple[Span, Span] | None = None
    why: str = ""
    note: str = ""
    sure: float = 0.5
    unit: str = ""
    event: str = ""  # lemma of what the counted things did or suffered, where both figures share it
    figures: tuple[float, float] | None = None  # the values of two figures


def slots(a: Statement, b: Statement) -> list[Slot]:
    """Every slot on which the two differ, the surest of each kind first."""
    found = [
        *figure_slots(a, b),
        *wording_slots(a, b),
        *date_slots(a, b),
        *denial_slots(a, b),
        *polarity_slots(a, b),
        *certainty_slots(a, b),
        *source_slots(a, b),
    ]
    return sorted(found, key=lambda s: -s.sure)


def figure_slots(a: Statement, b: Statement) -> Iterator[Slot]:
    """Figures that may count one thing and differ; a figure that the other statement has too is agreed."""
    for claim_a, claim_b in product(a.claims, b.claims):
        for one, other in product(claim_a.quantities, claim_b.quantities):
            how = relation(one, other)
            same = one_slot(one, other, claim_a, claim_b)
            if how not in FARTHEST or same is False or one.unit == ORDINAL:
                continue
            if one.unit and _times(one, other) > FARTHEST[how]:
                continue
            if same is None and not _may_be_one_slot(one, claim_a, claim_b):
                continue
            if _has(b, one) or _has(a, other):
                continue
            event = shared_event(one, other, claim_a, claim_b)
            values = (one.span.of(a.article.text), other.span.of(b.article.text))
            counted = one.counted or other.counted
            yield Slot(
                kind=DisputeKind.FIGURE,
                name=counted or claim_a.predicate,
                values=values,
                spans=(one.span, other.span),
                why=f"figures{f' for {counted}' if counted else ''} differ: {values[0]} / {values[1]}",
                note=_note(values, one) if how == "contains" else "",
                sure=_figures_sure(one, other, same, event),
                unit=one.unit,
                event=event,
                figures=(one.value, other.value),
            )


def _times(one: Quantity, other: Quantity) -> float:
    """How many times the smaller of two measures the larger is; 1 where one is nothing ("0 percent")."""
    small, large = sorted((abs(base_value(one)[0]), abs(base_value(other)[0])))
    return large / small if small else 1.0


def _may_be_one_slot(one: Quantity, claim_a: Claim, claim_b: Claim) -> bool:
    """Where the words do not tell what is counted: a measure may, a share or a count only of one thing."""
    measured = bool(one.unit) and one.unit != "percent"
    return measured or claim_a.predicate == claim_b.predicate or _of_one_thing(claim_a, claim_b)


def _note(values: tuple[str, str], one: Quantity) -> str:
    """Which figure allows for the other: the one with a bound."""
    wide, narrow = values if one.bound is not Bound.EXACT else (values[1], values[0])
    return f"“{_within_sentence(wide)}” allows for {_within_sentence(narrow)}"


def _within_sentence(figure: str) -> str:
    """A figure as it stands inside a sentence: "At least nine" began one."""
    return figure[:1].lower() + figure[1:]


def _has(statement: Statement, quantity: Quantity) -> bool:
    return any(relation(quantity, q) == "same" for claim in statement.claims for q in claim.quantities)


def _figures_sure(one: Quantity, other: Quantity, same: bool | None, event: str) -> float:
    """Figures near in size, of one counted thing under one verb, are surest."""
    nearness = math.exp(-abs(math.log((abs(base_value(one)[0]) + 0.5) / (abs(base_value(other)[0]) + 0.5))))
    return 0.4 * nearness + 0.3 * (same is True) + 0.3 * bool(event)


def wording_slots(a: Statement, b: Statement) -> Iterator[Slot]:
    """One remark in two wordings: of one speaker, or so alike that it is one whoever is credited."""
    shared = sorted(a.sources & b.sources)
    least = REWORDED[0] if shared else ONE_REMARK
    for one, other in product(_quotations(a), _quotations(b)):
        text_a, text_b = one.of(a.article.text), other.of(b.article.text)
        alike = likeness(text_a, text_b)
        if least <= alike <= REWORDED[1]:
            name = shared[0] if shared else next(iter(sorted(a.sources) or sorted(b.sources)), "")
            yield Slot(
                kind=DisputeKind.WORDING,
                name=name,
                values=(text_a, text_b),
                spans=(one, other),
                why=f"{f'{name}’s words' if name else 'the words'} differ ({alike:.0f} of 100 alike)",
                sure=alike / 100.0,
            )


def likeness(one: str, other: str) -> float:
    """How alike two wordings are, 0 to 100, whatever the order of their words and their spelling."""
    return float(fuzz.token_set_ratio(_plain(one), _plain(other)))


def _quotations(statement: Statement) -> list[Span]:
    return sorted({q for claim in statement.claims for q in claim.quotations})


def _plain(text: str) -> str:
    return " ".join(fold(word) for word in re.findall(r"[^\W_]+", text))


def date_slots(a: Statement, b: Statement) -> Iterator[Slot]:
    """One predicate at two times that have no day in common."""
    for claim_a, claim_b in product(a.claims, b.claims):
        if claim_a.predicate != claim_b.predicate or not claim_a.dates or not claim_b.dates:
            continue
        if any(days_meet(x, y) for x in claim_a.dates for y in claim_b.dates):
            continue
        spans = (claim_a.dates[0].span, claim_b.dates[0].span)
        values = (spans[0].of(a.article.text), spans[1].of(b.article.text))
        yield Slot(
            kind=DisputeKind.DATE,
            name=claim_a.predicate,
            values=values,
            spans=spans,
            why=f"times for {claim_a.predicate!r} differ: {values[0]} / {values[1]}",
        )


def days_meet(a: DateMention, b: DateMention) -> bool:
    """Whether the two have a day in common."""
    return a.first <= b.last and b.first <= a.last


def denial_slots(a: Statement, b: Statement) -> Iterator[Slot]:
    """What somebody denies in so many words in one is told in the other; polarity as parsed plays no part.

    Of 23 such pairs on 97 events that we marked 8 were sides of one dispute; of pairs that differ in polarity
    alone, one in twelve.
    """
    if denied_outright(a) == denied_outright(b):
        return
    one, other, shared = max(
        ((x, y, len(_beyond_names(x, y))) for x, y in product(a.claims, b.claims)), key=lambda found: found[2]
    )
    fewer = min(len(set(one.terms) - name_words(one)), len(set(other.terms) - name_words(other)))
    if shared >= THINGS_SHARED and shared >= DENIED_SHARE * fewer:
        told = STANDING[Polarity.AFFIRMED], STANDING[Polarity.DENIED]
        yield Slot(
            kind=DisputeKind.DENIAL,
            name=one.predicate,
            values=told if denied_outright(b) else (told[1], told[0]),
            why="denied in one in so many words, told in the other",
            sure=OUTRIGHT,
        )


def polarity_slots(a: Statement, b: Statement) -> Iterator[Slot]:
    """One thing affirmed here, denied or left open there."""
    if a.affirmed == b.affirmed or (a.quoted and b.quoted):
        return
    for one, other in product(a.claims, b.claims):
        if one.polarity is not other.polarity and _of_one_thing(one, other):
            unclear = Polarity.UNCLEAR in (one.polarity, other.polarity)
            yield Slot(
                kind=DisputeKind.STATUS if unclear else DisputeKind.DENIAL,
                name=one.predicate,
                values=(STANDING[one.polarity], STANDING[other.polarity]),
                why=f"{one.polarity.value} in one, {other.polarity.value} in the other",
            )


def certainty_slots(a: Statement, b: Statement) -> Iterator[Slot]:
    """One predicate a fact here, planned, possible or only asked for there."""
    for one, other in _same_predicate(a, b):
        degrees = (one.certainty, other.certainty)
        if one.certainty is not other.certainty and Certainty.FACT in degrees:
            yield Slot(
                kind=DisputeKind.STATUS,
                name=one.predicate,
                values=(STANDING[one.certainty], STANDING[other.certainty]),
                why=f"{one.certainty.value} in one, {other.certainty.value} in the other",
                sure=0.4,
            )


def source_slots(a: Statement, b: Statement) -> Iterator[Slot]:
    """One matter told by different people in the two articles: their words stand side by side."""
    if not a.sources or not b.sources or a.sources & b.sources:
        return
    one, other = sorted(a.sources)[0], sorted(b.sources)[0]
    if not set(map(fold, one.split())) & set(map(fold, other.split())):
        yield Slot(
            kind=DisputeKind.FRAMING,
            name="speakers",
            values=(one, other),
            why=f"credited to {one} in one, to {other} in the other",
            sure=0.3,
        )


def _of_one_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims share, beside names, their predicate and a word more, or THINGS_SHARED words."""
    return len(_beyond_names(one, other)) >= (2 if one.predicate == other.predicate else THINGS_SHARED)


def _beyond_names(one: Claim, other: Claim) -> set[str]:
    """The terms that two claims share, names left out."""
    return set(one.terms) & set(other.terms) - (name_words(one) | name_words(other))


def _same_predicate(a: Statement, b: Statement) -> Iterator[tuple[Claim, Claim]]:
    """Claims under one predicate that share, beside names, another word too: "said" alone makes no matter."""
    for one, other in product(a.claims, b.claims):
        if one.predicate == other.predicate and _of_one_thing(one, other):
            yield one, other

"""Figures in a text: value, bound, unit, what is counted and of which event.

    text -> lexemes -> numbers -> amounts (units, ranges) -> what is no figure is dropped -> bounds -> syntax

Found: cardinals and ordinals in digits and words, money, shares, measures, durations, ages, ranges, vague
counts ("dozens"). A span covers the bound, the number and the unit ("more than 500", "$1.2bn").
No figures, and not found: dates and times of day, years, decades, phone numbers, addresses, flights and other
names ("MS804", "Boeing 777", "G7"), calibres, scores, numbered lists, "one of the", "first lady".
Missed: ages in decades ("in his 20s"), "both", "several", "a few"; figures that are spelt over a line break.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from briefings.extract import figure_words as words
from briefings.extract.amounts import AGE, ORDINAL, Amount, read_amount, read_range
from briefings.extract.date_grammar import Temporal
from briefings.extract.figure_filters import age_by_word, age_in_apposition, is_figure
from briefings.extract.figure_syntax import Counted, counted
from briefings.extract.lexemes import Lexeme, lexemes
from briefings.extract.numbers import Number
from briefings.extract.once import temporals_of, text_of
from briefings.model import Bound, Quantity, Span

_MAIL = r"\b[\w.+-]{1,64}@\S+"
_SITE = r"\b\w[\w-]{0,62}\.(?:com|org|net|gov|co)\b\S*"


_NO_FIGURES = (
    r"\+\d[\d\s().-]{7,20}\d|\(?\b\d{3}\)?[ .-]\d{3}[.-]\d{4}\b|\b1-\d{3}-[\w-]{7,15}|\b\d{3}-\d{4}\b"
    r"|\b[Cc]aption \d+ of \d+|\b\d+ of \d+ [Pp]hotos|\b\d0-something|\b\d+-to-\d+\b"
    r"|\b\d+(?:\.\d+){2,}\b|\b(?:9/11|24/7|911|7/7)\b(?!,\d)|\b20[- ]20\b"
    r"|(?:(?<=\n)|\A)[ \t]*\(?\d{1,2}[.)/](?= )|(?<=[ ;:])\d{1,2}\)(?= [a-z])"
)
_LINK, _TAG = r"https?://\S+|www\.\S+", r"[@#]\w+"
# How all of these begin but addresses, which may with any letter: elsewhere none of them is tried.
_BEGINS = r"(?=http|www|[@#+\d]|\(\d|[Cc]aption|[ \t]+\(?\d)"


@cache
def _no_figures(mail: bool, site: bool) -> re.Pattern[str]:
    """What holds digits that are no figures; mail, site: addresses too, which cost most to look for."""
    parts = (_LINK, *[_MAIL] * mail, _TAG, *[_SITE] * site, _NO_FIGURES)
    return re.compile(("" if mail or site else _BEGINS) + f"(?:{'|'.join(parts)})")


_SITE_ENDS = (".com", ".org", ".net", ".gov", ".co")


def find_quantities(doc: Doc) -> list[Quantity]:
    """All figures in `doc`, in order, without overlaps; without a parse nothing is counted."""
    text = text_of(doc)
    lex = lexemes(text)
    skip = _Skipped(text, temporals_of(doc))
    parsed = doc.has_annotation("DEP")
    found: list[Quantity] = []
    at = 0
    while at < len(lex):
        amount = _amount_at(lex, at, text, skip)
        if amount is None:
            at += 1
            continue
        at = max(amount.after, at + 1)
        amount = _aged(lex, amount, text)
        if not is_figure(lex, amount, text):
            continue
        quantity = _quantity(doc, lex, amount, parsed)
        if quantity is not None and (not found or quantity.span.start >= found[-1].span.end):
            found.append(quantity)
    return found


def _aged(lex: Sequence[Lexeme], amount: Amount, text: str) -> Amount:
    """The amount as an age where it stands as one."""
    if age_by_word(lex, amount) or age_in_apposition(lex, amount, text):
        return amount._replace(unit=AGE)
    return amount


def _is_length(temporal: Temporal) -> bool:
    """ "nearly 10 years ago", "a decade ago": no day can be told, but a length of time."""
    return temporal.kind == "ago" and (
        "loose" in temporal.parts or temporal.parts["unit"] in ("decade", "centur")
    )


class _Skipped:
    """Ranges of characters that hold no figures: words for times, addresses, telephone numbers."""

    def __init__(self, text: str, times: Sequence[Temporal]) -> None:
        ranges = [(t.start, t.end) for t in times if not _is_length(t)]
        pattern = _no_figures("@" in text, any(end in text for end in _SITE_ENDS))
        ranges += [match.span() for match in pattern.finditer(text)]
        ranges.sort()
        self._starts = [start for start, _ in ranges]
        self._ends: list[int] = []
        for _, end in ranges:
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def covers(self, start: int) -> bool:
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and start < self._ends[at]


_STARTERS = frozenset({*words.ONES, *words.TENS, *words.VAGUE, *words.ORDINALS, "a", "an", "half",
                       "several", "few", "many"})  # fmt: skip


def _amount_at(lex: Sequence[Lexeme], at: int, text: str, skip: _Skipped) -> Amount | None:
    lexeme = lex[at]
    if lexeme.kind == "code" or (lexeme.kind == "word" and not _may_start(lex, at)):
        return None
    if skip.covers(lexeme.start):
        return None
    amount = read_amount(lex, at) or _lone_unit(lex, at)
    if amount is None or skip.covers(lex[amount.after - 1].start):
        return None
    if _moves(lex, amount):
        to = read_amount(lex, amount.after + 1) if _word(lex, amount.after) == "to" else None
        return amount._replace(unit=to.unit) if to and not amount.unit else amount
    return read_range(lex, amount) or amount


def _may_start(lex: Sequence[Lexeme], at: int) -> bool:
    word = lex[at].lower
    if word in _STARTERS:
        return True
    if _word(lex, at + 2) == "long" and _word(lex, at + 1) == "-" and word in words.UNIT_WORDS:
        return True
    near = at + 1 < len(lex) and (lex[at + 1].lower in ("$", ".") or lex[at + 1].kind == "number")
    return near and (word in words.DOLLAR_PREFIXES or word in words.CURRENCY_CODES)


def _lone_unit(lex: Sequence[Lexeme], at: int) -> Amount | None:
    """ "for a week", "nearly an hour", "a mile-long slick": one of a unit, without the number."""
    alone = words.UNIT_WORDS.get(lex[at].lower, "")
    if alone and lex[at].spaced and _word(lex, at + 1) == "-" and _word(lex, at + 2) == "long":
        return Amount(1.0, alone, at, at + 3, Number(1.0, at + 3))
    if lex[at].lower not in ("a", "an") or _word(lex, at - 1) not in words.ARTICLE_BEFORE:
        return None
    unit = words.UNIT_WORDS.get(_word(lex, at + 1), "")
    if unit not in words.TIME_UNITS and unit not in ("mile", "km", "ton", "tonne"):
        return None
    if _word(lex, at + 2) in ("-", "or") or (
        unit in ("second", "minute", "night", "day") and _word(lex, at - 1) == "for"
    ):
        return None
    return Amount(1.0, unit, at, at + 2, Number(1.0, at + 2))


def _word(lex: Sequence[Lexeme], at: int) -> str:
    return lex[at].lower if 0 <= at < len(lex) else ""


def _moves(lex: Sequence[Lexeme], low: Amount) -> bool:
    """ "rose from 5 to 7": two figures, no range."""
    if _word(lex, low.first - 1) != "from":
        return False
    return any(_word(lex, low.first - k) in words.MOVES for k in range(2, 9))


def _quantity(doc: Doc, lex: Sequence[Lexeme], amount: Amount, parsed: bool) -> Quantity | None:
    bound, first, after = _bounded(lex, amount)
    span = Span(start=lex[first].start, end=lex[after - 1].end)
    what = Counted()
    if parsed:
        tokens = doc.char_span(lex[amount.first].start, lex[amount.after - 1].end, alignment_mode="expand")
        if tokens is not None:
            what = counted(tokens, amount.unit)
        if what.part_of_name and bound is Bound.EXACT and not amount.unit:
            return None
    return Quantity(
        span=span,
        value=amount.value,
        upper=amount.upper,
        bound=bound,
        unit=amount.unit,
        counted=what.counted,
        governor=what.governor,
        modifiers=what.modifiers,
    )


def _bounded(lex: Sequence[Lexeme], amount: Amount) -> tuple[Bound, int, int]:
    """The bound of an amount and the range of lexemes that bound, amount and unit cover."""
    first, after = amount.first, amount.after
    bound = Bound.BETWEEN if amount.upper is not None else amount.number.bound
    if amount.unit == ORDINAL:
        return bound, first, after
    if bound is Bound.BETWEEN:
        opened = _word(lex, first - 1) in ("between", "from")
        return bound, first - 1 if opened else first, after
    before = _before(lex, first, amount)
    if before:
        word_bound, first = before
        bound = word_bound if bound is not Bound.VAGUE else bound
        outer = _before(lex, first, amount)
        if outer and bound is Bound.ABOUT:
            bound, first = outer
    else:
        for step in (2, 1):
            behind = words.BOUNDS_AFTER.get(tuple(_word(lex, after + k) for k in range(step)))
            if (
                behind
                and bound is Bound.EXACT
                and not (step == 1 and _word(lex, after) == "plus" and lex[after].spaced)
            ):
                return behind, first, after + step
        if _word(lex, after) == "-" and _word(lex, after + 1) in ("plus", "odd", "ish"):
            return words.BOUNDS_AFTER[(_word(lex, after + 1),)], first, after + 2
    return bound, first, after


def _before(lex: Sequence[Lexeme], first: int, amount: Amount) -> tuple[Bound, int] | None:
    """The bound that ends right before index `first`, and where it starts; the longest one wins."""
    at = first
    if _word(lex, at - 1) in ("next", "last", "past", "first") and _word(lex, at - 2) == "the":
        at -= 2
    if _word(lex, at - 1) in ("another", "an", "a") and _word(lex, at - 2) in (
        "than",
        "least",
        "to",
        "nearly",
        "about",
    ):
        at -= 1
    if at != first and _word(lex, at - 1) in words.OVER_LIKE:
        return None
    for size in range(words.LONGEST_BOUND, 0, -1):
        phrase = tuple(_word(lex, at - size + k) for k in range(size))
        bound = words.BOUNDS_BEFORE.get(phrase)
        if bound is None:
            continue
        if (
            phrase == ("over",)
            and amount.unit in words.TIME_UNITS
            and _word(lex, at - 2) not in words.OVER_BEFORE
        ):
            return None
        if phrase == ("estimated",) and _word(lex, at - 2) == "an":
            size += 1
        if phrase == ("some",) and amount.value < 2:
            return None
        return bound, at - size
    return None

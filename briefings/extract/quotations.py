"""Passages in quotation marks: curly, straight, angled, double or single, nested, run on over paragraphs.

Theory: a mark opens where nothing but space, a bracket or a dash stands before it and closes where a
letter, figure or stop does; that tells straight marks apart, and single marks from apostrophes. A
quotation that a paragraph leaves open goes on in the next one when that opens with the same mark, which is
how newspapers print a long quotation; otherwise it ends with its paragraph.

NOT found: quotations marked by a dash or by italics; a single-quoted passage with no closing mark.
Linear in the length of the text; never fails on unbalanced marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.model import Span

OPENING = {"“": "”", "„": "”", "«": "»", '"': '"', "``": "''", "‘": "’", "'": "'"}
_DOUBLE = '“”„«»"‟'
_SINGLE = "‘’'"
_PARAGRAPH = re.compile(r"[^\n]+")
_APOSTROPHE_WORD = re.compile(r"['‘’](?:\d\d\b|\d0s|em|til|tis|twas|n|cause|bout|round)\b", re.IGNORECASE)

# A single-quoted passage longer than this is taken for two apostrophes: the longest such quotation in one
# paragraph of British copy in the sample news is under 900 characters.
LONGEST_SINGLE = 1200

# Bounds that keep the time linear where marks never pair; no paragraph in the sample news is half as long.
LONGEST_DOUBLE = 20_000
LOOK_AHEAD = 3_000


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """One outermost quotation within a paragraph.

    span: with its marks; inner: without; open_end: its paragraph ends before a closing mark does;
    continues: it goes on in the next quotation, which opens the next paragraph.
    """

    span: Span
    inner: Span
    open_end: bool = False
    continues: bool = False
    single: bool = False


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of `text` in reading order; none overlap."""
    found: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        for quotation in _in_paragraph(text, paragraph.start(), paragraph.end()):
            if found and found[-1].open_end and _opens(paragraph, quotation):
                found[-1] = _continuing(found[-1])
            found.append(quotation)
    return tuple(found)


def _opens(paragraph: re.Match[str], quotation: Quotation) -> bool:
    lead = paragraph.group()[: quotation.span.start - paragraph.start()]
    return not lead.strip()


def _continuing(quotation: Quotation) -> Quotation:
    return Quotation(
        span=quotation.span, inner=quotation.inner, open_end=True, continues=True, single=quotation.single
    )


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    at = start
    while at < end:
        mark = text[at]
        if mark in _DOUBLE and _may_open(text, at, start):
            close = _closing_double(text, at, min(end, at + LONGEST_DOUBLE))
            quotation = _made(text, at, end if close < 0 else close + 1, closed=close >= 0)
        elif mark in _SINGLE and _may_open(text, at, start) and not _APOSTROPHE_WORD.match(text, at):
            close = _closing_single(text, at, min(end, at + LONGEST_SINGLE))
            quotation = _made(text, at, close + 1, closed=True, single=True) if close >= 0 else None
        else:
            quotation = None
        if quotation is None:
            at += 1
        else:
            yield quotation
            at = quotation.span.end


def _made(text: str, start: int, end: int, *, closed: bool, single: bool = False) -> Quotation | None:
    inner_end = end - 1 if closed else end
    while inner_end > start + 1 and text[inner_end - 1].isspace():
        inner_end -= 1
    if inner_end <= start + 1:
        return None
    return Quotation(
        span=Span(start=start, end=end if closed else inner_end),
        inner=Span(start=start + 1, end=inner_end),
        open_end=not closed,
        single=single,
    )


def _may_open(text: str, at: int, start: int) -> bool:
    """True where the mark at `at` can open a quotation: nothing before it, something after it."""
    mark = text[at]
    if mark in "“„«‘":
        return mark != "‘" or at == start or not text[at - 1].isalnum()
    after = text[at + 1] if at + 1 < len(text) else " "
    before = text[at - 1] if at > start else " "
    if mark in "”’»":
        # A closing mark used to open ("”We are …"), as some systems print it.
        return mark != "»" and (before.isspace() or at == start) and after.isalnum()
    return (before.isspace() or before in "([{—–-―:/‘“" or at == start) and not after.isspace()


def _closing_double(text: str, at: int, end: int) -> int:
    """Where the double quotation opened at `at` closes before `end`, nested ones passed over; -1 if not."""
    opening = text[at]
    straight = opening == '"'
    depth = 0
    for place in range(at + 1, end):
        mark = text[place]
        if mark not in _DOUBLE:
            continue
        if straight and mark == '"':
            if not (text[place - 1].isspace() and place + 1 < end and text[place + 1].isalnum()):
                return place
            depth += 1
            if depth > 1:
                return -1
        elif mark in "“„«" and not straight:
            if _closes_in_place(text, place, end):
                return place
            if depth == 0 and text[place - 1].isspace() and mark == opening and _unclosed(text, place, end):
                return -1 if place == at + 1 else _back_to_word(text, at, place)
            depth += 1
        elif mark in "”»‟" or (mark == '"' and not straight):
            if depth == 0 or straight:
                return place
            depth -= 1
    return -1


def _closes_in_place(text: str, place: int, end: int) -> bool:
    """True for an opening mark printed where one closes: “Frozen“ and."""
    after = text[place + 1] if place + 1 < end else " "
    return not text[place - 1].isspace() and text[place - 1] not in "([—–-" and not after.isalnum()


def _unclosed(text: str, place: int, end: int) -> bool:
    """True where fewer marks close than open from `place` on: the one before was never closed."""
    end = min(end, place + LOOK_AHEAD)
    opened = sum(text.count(mark, place, end) for mark in "“„«")
    closed = sum(text.count(mark, place, end) for mark in "”»")
    return closed <= opened - 1 or (opened == closed and opened > 0)


def _back_to_word(text: str, at: int, place: int) -> int:
    """The last character before `place` that is not space: where a never-closed quotation is cut."""
    last = place - 1
    while last > at + 1 and text[last].isspace():
        last -= 1
    return last


def _closing_single(text: str, at: int, end: int) -> int:
    """Where the single quotation opened at `at` closes; a plural possessive is passed over if it can be."""
    fallback = -1
    for place in range(at + 2, end):
        if text[place] not in "’'" or text[place - 1].isspace():
            continue
        if place + 1 < len(text) and text[place + 1].isalnum():
            continue
        if (
            text[place - 1] == "s"
            and place + 2 < end
            and text[place + 1] == " "
            and text[place + 2].islower()
        ):
            fallback = place if fallback < 0 else fallback
            continue
        return place
    return fallback

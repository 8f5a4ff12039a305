"""Where words for a time stand in a text: dates, weekdays, "last week", "two days ago", times of day.

Regular expressions only, nothing is resolved here: `dates` resolves what it can, and `quantities` uses the
same ranges to know which numbers are no figures. Each expression is linear in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefings.extract.date_words import DAY_PARTS


class Temporal(NamedTuple):
    """Words for a time. kind: name of the pattern; parts: its named groups that matched."""

    kind: str
    start: int
    end: int
    parts: dict[str, str]


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_FULL = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_ANY_WEEKDAY = rf"(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
_MONTH_BEGINS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_SMALL = r"a couple of|couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_HALF = r"(?:a\.m\.|p\.m\.|[aApP]\.?[mM]\b\.?)"
_ZONE = (
    r"local time|Eastern(?: (?:Standard |Daylight )?[Tt]ime)?|Pacific(?: [Tt]ime)?|GMT|UTC|BST|EDT|EST|ET|PDT"
    r"|PST|PT|CET|CEST|CDT|CST|EAT|IST|[A-Z][a-z]+ time"
)

# Kind, a sign and the pattern, in order of precedence: a later pattern never takes characters that an earlier
# one has. The sign stands in whatever the pattern matches and is found fast, as it begins with certain
# letters: a text without it is not searched further.
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    ("iso", r"\d-\d\d-\d", rf"\b(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    ("mask", r"\d/\d", r"\b\d{1,2}/\d{1,2}/\d{2,4}\b"),
    (
        "day",
        rf"\d{_TH}(?: of)? {_MONTH_BEGINS}",
        rf"(?:\b(?P<weekday>{_ANY_WEEKDAY}),? (?:the )?)?\b(?P<day>\d{{1,2}}){_TH}"
        rf"(?:\s?(?:-|–|to|and)\s?(?P<last>\d{{1,2}}){_TH})?(?: of)? (?P<month>{_MONTH})(?![a-z])"
        rf"(?:,? (?P<year>{_YEAR})\b(?!,\d))?",
    ),
    (
        "day",
        rf"{_MONTH_BEGINS}[a-z.]* \d",
        rf"(?:\b(?P<weekday>{_ANY_WEEKDAY}),? )?\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}}){_TH}\b"
        rf"(?:\s?(?:-|–|to|and)\s?(?P<last>\d{{1,2}}){_TH}\b)?(?![,.:]\d)"
        r"(?! ?(?:percent|per cent|%|people|million))"
        rf"(?:,? (?P<year>{_YEAR})\b(?!,\d))?",
    ),
    (
        "time",
        r"\d\s?[aApP]\.?[mM]",
        rf"\b(?:\d{{1,2}}(?::\d\d)?\s?(?:-|–|to|and)\s?)?(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\s?(?P<half>{_HALF})"
        rf"(?:,? \(?(?P<zone>{_ZONE})\)?)?",
    ),
    (
        "time",
        r"\d\s?(?:hrs?|hours)?\s?(?:local|Eastern|Pacific|[A-Z]{2}|[A-Z][a-z]+ time)",
        rf"\b(?P<hour>[01]?\d|2[0-3])[:.]?(?P<minute>[0-5]\d)\s?(?:hrs?|hours)?\s?(?P<zone>{_ZONE})\b",
    ),
    (
        "time",
        r"\d:\d",  # without "a.m." only behind a preposition: a bare 02:39 is the length of a film
        r"\b(?P<prep>[Aa]t|around|about|until|since|before|after|by) "
        r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b(?![:.]\d)",
    ),
    ("mask", r"\d:\d", r"\b\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\b"),
    ("mask", r"o['’]clock", rf"\b(?:{_SMALL}) o['’]clock\b"),
    (
        "time",
        r"\d (?:in the|at night)",
        r"\b(?P<hour>\d{1,2}) (?:in the (?P<part>morning|afternoon|evening)|at (?P<night>night))\b",
    ),
    ("noon", r"noon|midday", r"\b(?P<noon>noon|midday)\b"),
    (
        "month",
        rf"{_MONTH_BEGINS}[a-z.]*(?:,| of)? [12]",
        rf"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<month>{_MONTH})(?:,| of)? "
        rf"(?P<year>{_YEAR})\b(?!,\d)",
    ),
    (
        "month",
        _FULL,
        r"\b(?:(?P<prep>[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|of|[Ff]rom|[Dd]uring|[Tt]hrough|[Bb]efore|[Aa]fter) "
        r"|(?P<which>[Ll]ast|[Nn]ext|[Tt]his) "
        rf"|(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])(?P<month>{_FULL})(?![a-z’'])(?! [A-Z0-9])",
    ),
    (
        "decade",
        r"\d0['’]?s",
        r"\b(?:the )?(?:(?P<part>early|mid|late)[- ])?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
    ),
    ("mask", r"\d0s", r"(?:['’‘]\d0s|\b(?:mid|early|late)[- ]\d0s)\b"),
    ("mask", r"[Cc]entur", r"\b\d{1,2}(?:st|nd|rd|th)[- ][Cc]entur(?:y|ies)\b"),
    (
        "weekday",
        _WEEKDAY,
        r"\b(?:(?P<which>last|next|this past|this coming|this|past|coming|Last|Next|This|every|each|previous|"
        rf"following) )?(?P<weekday>{_WEEKDAY})(?P<plural>s)?(?![a-z])"
        rf"(?:,? (?:early |late )?(?P<part>{DAY_PARTS})\b)?",
    ),
    (
        "today",
        r"before yesterday|after tomorrow",
        r"\b(?:[Tt]he )?day (?P<day>before yesterday|after tomorrow)\b",
    ),
    (
        "today",
        r"[Tt]o(?:day|night|morrow)|[Yy]esterday|[Oo]vernight",
        rf"\b(?P<day>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Oo]vernight)\b"
        rf"(?: (?P<part>{DAY_PARTS})\b)?",
    ),
    (
        "today",
        r"his (?:morning|afternoon|evening)|ast (?:night|evening)",
        r"\b(?P<day>[Tt]his (?:morning|afternoon|evening)|[Ll]ast (?:night|evening))\b",
    ),
    (
        "period",
        r"(?:ast|his|ext) (?:week|month|year)",
        r"\b(?:(?P<half>[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly) )?(?<!the )(?P<which>[Ll]ast|[Tt]his|[Nn]ext) "
        r"(?P<unit>weekend|week|month|year)\b(?! of\b)",
    ),
    ("weekend", r"the weekend", r"\b(?:[Oo]ver|[Aa]t|[Oo]n|during) the (?P<weekend>weekend)\b"),
    (
        "past",
        r"he (?:past|last) ",
        rf"\b[Tt]he (?:past|last) (?:(?P<count>{_SMALL}|several|few) )?"
        r"(?P<unit>hour|day|week|month|year|decade)s?\b(?! of\b)",
    ),
    (
        "offset",
        r"(?:day|week|fortnight|month|year)s?,? (?:after|before) ",
        rf"\b(?P<count>{_SMALL}) (?P<unit>day|week|fortnight|month|year)s?,? (?P<way>after|before) "
        rf"(?=(?:{_MONTH} \d|\d{{1,2}} {_FULL}|(?:last |next )?{_WEEKDAY}\b))",
    ),
    (
        "ago",
        r" ago",
        r"(?:\b(?P<loose>more than|less than|nearly|almost|about|around|over|just over|under|some"
        r"|at least|roughly) )?"
        rf"\b(?P<count>{_SMALL}|several|(?:a )?few|many|[a-z]{{2,6}}teen|[a-z]{{2,5}}ty|[\d,]{{1,9}})"
        r"[- ]?(?: and a half)? "
        r"(?P<unit>second|minute|hour|day|night|week|fortnight|month|year|decade|centur)(?:s|y|ies)? ago\b",
    ),
    (
        "year",
        r"[ -](?:1[5-9]|20)\d\d",
        rf"\b(?P<prep>[Ii]n|[Ss]ince|until|[Bb]y|[Ff]rom|to|of|[Dd]uring|[Bb]efore|[Aa]fter|[Tt]hrough|and|"
        rf"(?:in )?(?:[Ee]arly|[Ll]ate)|mid)[ -](?P<year>{_YEAR})\b"
        r"(?!,\d|\.\d|%|[-–]\d| (?:people|feet|km|miles))",
    ),
)
_COMPILED = tuple((kind, re.compile(sign), re.compile(pattern)) for kind, sign, pattern in _PATTERNS)


def temporals(text: str) -> list[Temporal]:
    """All words for a time in `text`, in order, without overlaps. Prepositions are left out of the span."""
    taken = bytearray(len(text) + 1)
    found: list[Temporal] = []
    for kind, sign, pattern in _COMPILED:
        if not sign.search(text):
            continue
        for match in pattern.finditer(text):
            parts = {name: value for name, value in match.groupdict().items() if value}
            start = match.end("prep") + 1 if "prep" in parts else match.start()
            end = match.end("way") if kind == "offset" else match.end()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(Temporal(kind, start, end, parts))
    found.sort(key=lambda temporal: temporal.start)
    return found

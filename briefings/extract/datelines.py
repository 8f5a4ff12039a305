"""The place, date and agency that open a wire's report: told by the wire, stated by nobody.

One pattern for all who meet one: claims leave it out, a credit of the whole is read from it, lines and
questions are shown without it.
"""

from __future__ import annotations

import re

from briefings.extract.furniture_patterns import AGENCIES

HEAD = 300
"""Characters of an article in which its dateline must begin: a caption may stand before it."""

_PLACE_IN_CAPITALS = (
    r"[A-Z][A-Z.'’-]+(?:[ ,/]+[A-Z][\w.'’-]*)*(?:,? (?:[A-Z][a-z]+\.? )?\d{1,2})?(?:, ?[A-Z][\w. ]{1,20})?\s*"
)
_PLACE = r"[A-Z][^\n()\"“”:;]{1,60}?\s"
_AGENCY = r"\((?P<agency>[A-Z][\w.&'’ ]{1,28})\)\s*"
_DATELINE = re.compile(
    rf"(?:(?:{_PLACE_IN_CAPITALS}|{_PLACE})?{_AGENCY}[-–—_]{{1,2}}\s*(?=[A-Z\"“‘])"
    rf"|{_PLACE_IN_CAPITALS}[-–—]{{1,2}}\s+(?=[A-Z\"“‘])"
    rf"|(?:{_PLACE})?\((?P<known>{AGENCIES}|CNN|BBC|NPR)\)\s+(?=[A-Z\"“‘])"
    r"|[-–—]{1,2}\s+(?=[A-Z\"“‘]))"
)
"""A wire's opening: "KYIV, July 4 (Reuters) - ", "Kyiv, Ukraine (AP) — ", "(CNN) -- ", "LONDON — "; without
a dash where the agency is known: "Sten caves, Veldra (CNN) "."""


def dateline_end(text: str) -> int:
    """How many characters of a sentence are its dateline; 0 where it has none or is nothing else."""
    found = _DATELINE.match(text)
    return found.end() if found and found.end() < len(text) else 0


def without_dateline(text: str) -> str:
    """The sentence without the dateline that opens it: a slice of it."""
    return text[dateline_end(text) :]


def dateline_agency(text: str) -> str:
    """The agency in an article's dateline, as written: "Northwire" of "KARSUND (Northwire) - "; or ""."""
    start = 0
    while 0 <= start < min(len(text), HEAD):
        found = _DATELINE.match(text, start)
        if found and (agency := found["agency"] or found["known"]):
            return agency.strip()
        start = text.find("\n", start) + 1 or HEAD
    return ""

"""Which wire or outlet an article is credited to as a whole: the line at its foot, its head or its byline.

"(Reuters)" at the end, "WASHINGTON (AP) —" at the start, "Jane Doe, Bloomberg News" as byline, "Copyright
2013 The Associated Press". Not a credit of the whole: "AP contributed to this report", "told Reuters".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefings.extract.furniture import Furniture, furniture_spans

WIRES: tuple[tuple[str, str], ...] = (
    ("Reuters", r"Reuters|REUTERS"),
    ("Associated Press", r"(?:The )?Associated Press|\bAP\b(?! Photo)"),
    ("AFP", r"\bAFP\b|Agence France[- ]Presse"),
    ("Bloomberg", r"Bloomberg(?: News| L\.P\.)?"),
    ("PTI", r"\bPTI\b|Press Trust of India"),
    ("ANI", r"\bANI\b"),
    ("IANS", r"\bIANS\b"),
    ("dpa", r"\bdpa\b|\bDPA\b"),
    ("UPI", r"\bUPI\b|United Press International"),
    ("Xinhua", r"Xinhua"),
    ("TASS", r"\bTASS\b"),
    ("Interfax", r"Interfax"),
    ("Kyodo", r"Kyodo"),
    ("Yonhap", r"Yonhap"),
    ("Anadolu", r"Anadolu"),
    ("EFE", r"\bEFE\b"),
    ("ANSA", r"\bANSA\b"),
    ("Canadian Press", r"(?:The )?Canadian Press"),
    ("PA Media", r"PA Media|Press Association"),
    ("Ukrinform", r"Ukrinform"),
)
"""Agencies whose copy other outlets print, with the ways they are written in a credit."""

ENDS = 800
"""Characters at the head and at the foot in which a credit of the whole is looked for."""

_PARTIAL = re.compile(
    r"(?i)contribut|photo|getty|image|additional|assistance|with (?:inputs|files|reporting)|caption|from\.$"
)


DATELINE_ENDS = 300
"""Characters in which a dateline must end."""

_DATELINE = re.compile(r"\(([A-Z][\w.&'’ -]{1,28})\)\s*[-–—]")


def _in_dateline(piece: str) -> str:
    """The agency that a dateline names, listed or not: "KARSUND, March 3 (Northwire) -" is a wire's form."""
    found = _DATELINE.search(piece)
    return found[1] if found else ""


def wire_in(line: str) -> str:
    """The first agency named in a credit line, "" where none is."""
    found = [(m.start(), name) for name, pattern in WIRES if (m := re.search(pattern, line))]
    return min(found)[1] if found else ""


def credit_of(text: str, byline: str = "", spans: Sequence[Furniture] | None = None) -> str:
    """The agency that the whole of `text` is credited to, "" where it is the outlet's own or not told.

    spans: `furniture_spans(text)`, where the caller has them already.
    """
    if spans is None:
        text = text if len(text) <= 2 * ENDS else f"{text[:ENDS]}\n\n{text[-ENDS:]}"
        likely = wire_in(text) or _DATELINE.search(text[:DATELINE_ENDS])
        spans = furniture_spans(text) if likely else ()  # most articles name no wire at either end
    for start, end, kind in spans:
        piece = text[start:end]
        if kind in {"credit", "dateline", "byline"} and not _PARTIAL.search(piece) and len(piece) < 200:
            wire = wire_in(piece) or (_in_dateline(piece) if kind == "dateline" else "")
            if wire:
                return wire
    return wire_in(byline) if byline and len(byline) < 200 else ""

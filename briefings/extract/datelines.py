"""The place, date and agency that open a wire's report: told by the wire, stated by nobody."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?:[ ,]+[A-Z][\w.'’-]*)*(?:,? (?:[A-Z][a-z]+\.? )?\d{1,2})?\s*)?"
    r"(?:\([A-Z][\w .&-]+\)\s*)?[-–—]{1,2}\s+(?=[A-Z\"“‘])"
)
"""A wire's opening: "KYIV, July 4 (Reuters) - ", "(CNN) -- ", "LONDON — "."""


def dateline_end(text: str) -> int:
    """How many characters of a sentence are its dateline; 0 where it has none or is nothing else."""
    found = _DATELINE.match(text)
    return found.end() if found and found.end() < len(text) else 0


def without_dateline(text: str) -> str:
    """The sentence without the dateline that opens it: a slice of it."""
    return text[dateline_end(text) :]

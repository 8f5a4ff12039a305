"""What a search found, as text for a terminal and as JSON."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from typing import Any

from briefings.search.records import Hit, Results

SEARCH_SCHEMA = "briefings.search/1"
#: Widest line that reads well.
WIDEST = 100
#: Marks in plain text, and in a terminal that shows bold.
PLAIN_MARKS, BOLD_MARKS = ("[", "]"), ("\x1b[1m", "\x1b[0m")
_OPEN, _CLOSE = "\ue000", "\ue001"  # stand for the marks while lines are broken: no text holds them


def results_text(found: Results, *, width: int, color: bool, first: int = 1) -> str:
    """One page for a terminal, its sentences numbered from `first`."""
    if not found.hits:
        return "Nothing found." if first == 1 else "Nothing more found."
    opens, closes = BOLD_MARKS if color else PLAIN_MARKS
    blocks = [
        _block(hit, number, min(width, WIDEST)).replace(_OPEN, opens).replace(_CLOSE, closes)
        for number, hit in enumerate(found.hits, first)
    ]
    if found.more:
        blocks.append(f"More: --offset {first - 1 + len(found.hits)}")
    return "\n\n".join(blocks)


def _block(hit: Hit, number: int, width: int) -> str:
    when = "undated" if hit.published is None else f"{hit.published:%-d %B %Y}"
    if hit.published is not None and not hit.day_only:
        when += f", {hit.published:%H:%M} UTC"
    credited = f"credits {_clean(hit.credited)}" if hit.credited else ""
    head = " · ".join(part for part in (_clean(hit.outlet), when, credited) if part)
    said = textwrap.fill(
        _clean(_marked(hit.text, hit.marks)), max(30, width), initial_indent="    ", subsequent_indent="    "
    )
    return f"{number:>2}  {head}\n{said}\n    {_clean(hit.url)}"


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    text = text.replace(_OPEN, " ").replace(_CLOSE, " ")
    parts, last = [], 0
    for start, end in marks:
        parts += [text[last:start], _OPEN, text[start:end], _CLOSE]
        last = end
    return "".join([*parts, text[last:]])


def _clean(text: str) -> str:
    """On one line, without what could command a terminal."""
    kept = (
        letter if letter in (_OPEN, _CLOSE) or not unicodedata.category(letter).startswith("C") else " "
        for letter in text
    )
    return " ".join("".join(kept).split())


def results_json(found: Results) -> dict[str, Any]:
    """One page as JSON; `marks` are places in `text`."""
    return {
        "schema": SEARCH_SCHEMA,
        "query": found.query,
        "more": found.more,
        "notes": list(found.notes),
        "hits": [
            {
                "url": hit.url,
                "outlet": hit.outlet,
                "title": hit.title,
                "published": None if hit.published is None else hit.published.isoformat(timespec="seconds"),
                "day_only": hit.day_only,
                "credited": hit.credited,
                "text": hit.text,
                "marks": [list(mark) for mark in hit.marks],
                "article": hit.article,
                "passage": hit.passage,
            }
            for hit in found.hits
        ],
    }

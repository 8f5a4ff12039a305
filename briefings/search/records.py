"""What a search gives: passages with the places that matched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One sentence that a search found.

    text: the sentence, a verbatim slice of the article's text; marks: what matched in it, as (start, end) in
    `text`, in order, not overlapping; published: UTC, None where unknown; credited: who is credited with it,
    "" for the outlet's own voice; article, passage: the article's id and the sentence's number in it.
    """

    article: int
    passage: int
    outlet: str
    title: str
    url: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    published: datetime | None = None
    day_only: bool = False
    credited: str = ""


@dataclass(frozen=True, kw_only=True)
class Results:
    """One page of a search.

    query: as it was understood, on one line; hits: best first; more: whether there is a next page; notes: one
    line each on what could not be understood or was left out.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    more: bool = False
    notes: tuple[str, ...] = ()

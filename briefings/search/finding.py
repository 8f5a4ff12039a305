"""Runs a search: what to ask the index for, article by article, until a page is full.

Order: by how well an article holds the words (bm25, words of the headline counting more), a little up for
what is new; of one article the sentences that hold everything. Without words: the newest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from briefings.model import Material
from briefings.search.matching import passages_of
from briefings.search.query import Query
from briefings.search.records import Hit, Results
from briefings.topics import index_terms

#: Articles that are looked into for one page: enough for any page of a search with words, and a bound on the
#: time where only a figure or a speaker is given.
MOST_LOOKED = 400
#: Articles read at a time.
AT_ONCE = 15
#: Smallest whole numbers that newspapers write as words.
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


class Shelf(Protocol):
    """The stored articles, as a search asks for them."""

    def search_order(
        self,
        match: str,
        *,
        now: datetime,
        outlets: Sequence[int] | None,
        since: datetime | None,
        before: datetime | None,
        topic: str,
        most: int,
    ) -> tuple[int, ...]:
        """Ids of articles that meet the FTS5 expression and the rest, best first."""
        ...

    def outlets_named(self, name: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Ids of the outlets meant by a name, or the names nearest to it."""
        ...

    def near_topic(self, name: str) -> tuple[str, tuple[str, ...]]:
        """The topic's name as stored, "" where there is none, and the nearest names."""
        ...

    def texts_of(self, numbers: Sequence[int]) -> Material:
        """Articles with their passages, without claims."""
        ...

    def material_of(self, numbers: Sequence[int]) -> Material:
        """Articles with their readings."""
        ...


def find(query: Query, shelf: Shelf, *, now: datetime, limit: int, offset: int = 0) -> Results:
    """The hits from `offset` on, at most `limit`. Never raises for what a person typed."""
    notes = list(query.notes)
    if query.empty:
        return Results(query=query.text, notes=(*notes, "Type a word to look for."))
    outlets, topic, known = _resolved(query, shelf, notes)
    if not known:
        return Results(query=query.text, notes=tuple(notes))
    order = shelf.search_order(
        expression(query),
        now=now,
        outlets=outlets,
        since=query.since,
        before=query.before,
        topic=topic,
        most=MOST_LOOKED,
    )
    page: list[Hit] = []
    for number, hit in enumerate(_hits(query, shelf, order)):
        if number >= offset:
            page.append(hit)
        if len(page) > limit:
            break
    if len(order) == MOST_LOOKED and len(page) <= limit:
        notes.append(f"Looked at the best {MOST_LOOKED} articles only: add a word, an outlet or a date.")
    return Results(query=query.text, hits=tuple(page[:limit]), more=len(page) > limit, notes=tuple(notes))


def _resolved(query: Query, shelf: Shelf, notes: list[str]) -> tuple[tuple[int, ...] | None, str, bool]:
    """Outlet ids and topic that are meant, and whether there are such; notes say where there are none."""
    outlets: tuple[int, ...] | None = None
    topic = ""
    if query.outlet:
        outlets, near = shelf.outlets_named(query.outlet)
        if not outlets:
            notes.append(_unknown("outlet", query.outlet, near))
    if query.topic:
        topic, near = shelf.near_topic(query.topic)
        if not topic:
            notes.append(_unknown("topic", query.topic, near))
    return outlets, topic, not (query.outlet and not outlets) and not (query.topic and not topic)


def _unknown(what: str, name: str, near: Sequence[str]) -> str:
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"No {what} is called “{name}”.{hint}"


def _hits(query: Query, shelf: Shelf, order: Sequence[int]) -> Iterator[Hit]:
    """The hits of the articles in `order`, one article after another."""
    deep = bool(query.said_by) or query.numbers is not None
    for start in range(0, len(order), AT_ONCE):
        some = order[start : start + AT_ONCE]
        material = shelf.material_of(some) if deep else shelf.texts_of(some)
        articles = {article.id: article for article in material.articles}
        for number in some:
            if number in articles:
                yield from passages_of(query, articles[number], material.readings[number])


def expression(query: Query) -> str:
    """What the full-text index is asked for, as an FTS5 expression; "" where no word is wanted.

    Only quoted terms are put together, so nothing that is typed can be taken for the index's own language.
    """
    parts = [f"({' OR '.join(index_terms(word))})" for word in query.words]
    parts += [_quoted(phrase) for phrase in query.phrases]
    parts += [f"({' OR '.join(index_terms(word))})" for word in query.said_by]
    if query.numbers is not None and query.numbers[0] == query.numbers[1]:
        parts.append(f"({' OR '.join(_written(query.numbers[0]))})")
    if not parts:
        return ""
    without = "".join(f" NOT {_quoted(words)}" for words in query.without)
    return f"{' AND '.join(parts)}{without}"


def _quoted(words: Sequence[str]) -> str:
    return f'"{" ".join(words)}"'


def _written(value: float) -> list[str]:
    """How a figure may stand in a text, as FTS5 terms: the index parts figures at points and commas."""
    forms = [f"{value:,.10g}".replace(",", " ").replace(".", " "), f"{value:.10g}".replace(".", " ")]
    for name, size in (("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)):
        if value >= size:
            forms.append(f"{f'{value / size:.10g}'.replace('.', ' ')} {name}")
    forms += [form.replace(" million", "m").replace(" billion", "bn") for form in forms if "illion" in form]
    if value == int(value) and 0 <= value < len(_WORDS):
        forms.append(_WORDS[int(value)])
    return [f'"{form}"' for form in dict.fromkeys(forms)]

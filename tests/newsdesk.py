"""Articles, readings and digests made by hand, for tests that are not about reading."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from briefings.model import (
    Article,
    Claim,
    Digest,
    Dispute,
    DisputeKind,
    Evidence,
    Passage,
    Point,
    Quantity,
    Reading,
    Side,
    Span,
    Status,
)

NOW = datetime(2025, 7, 5, 12, 0, tzinfo=UTC)

_SENTENCE = re.compile(r"\S[^.]*\.?")

TEXT = "The ferry left Ostrey at noon. Fire broke out an hour later. All 48 people were saved."


def article(**fields: Any) -> Article:
    """An article of the Harbour Post, published two hours before NOW; any field may be given."""
    values: dict[str, Any] = {
        "url": "https://harbour.example/ferry",
        "title": "Fire on the Ostrey ferry",
        "outlet": "Harbour Post",
        "text": TEXT,
        "published": datetime(2025, 7, 5, 10, 0, tzinfo=UTC),
    }
    return Article(**values | fields)


def reading(text: str) -> Reading:
    """Each sentence a passage, and a claim with a vector and its figures."""
    spans = [Span(start=m.start(), end=m.end()) for m in _SENTENCE.finditer(text)]
    return Reading(
        passages=tuple(Passage(number=n, span=span) for n, span in enumerate(spans)),
        claims=tuple(
            Claim(passage=n, span=span, vector=bytes([n % 256, 255]), quantities=_figures(text, span))
            for n, span in enumerate(spans)
        ),
        keywords=("ferry",),
    )


def _figures(text: str, span: Span) -> tuple[Quantity, ...]:
    return tuple(
        Quantity(
            span=Span(start=span.start + m.start(), end=span.start + m.end()),
            value=float(m[0]),
            counted="person",
        )
        for m in re.finditer(r"[0-9]+", span.of(text))
    )


class ByHand:
    """A reader that needs no language model; `seen` counts what it was given."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def read_all(self, articles: Any) -> Any:
        """A reading by hand for each."""
        for one in articles:
            self.seen.append(one.url)
            yield reading(one.text)


def evidence(**fields: Any) -> Evidence:
    """One claim of the Harbour Post as it supports a line."""
    values: dict[str, Any] = {
        "claim": 1,
        "article": 1,
        "url": "https://harbour.example/ferry",
        "outlet": "Harbour Post",
        "title": "Fire on the Ostrey ferry",
        "quote": "All 48 people were saved.",
        "context": TEXT,
        "origin": "Coastguard",
        "credited": "the coastguard",
        "published": datetime(2025, 7, 5, 10, 0, tzinfo=UTC),
    }
    return Evidence(**values | fields)


def digest(topic: str, **fields: Any) -> Digest:
    """A digest with one agreed line, one line of one origin and one dispute."""
    agreed = Point(
        text="All 48 people were saved.",
        status=Status.CONSENSUS,
        evidence=(evidence(), evidence(outlet="Karsund Post", origin="Karsund Post", day_only=True)),
        outlets=2,
        origins=2,
        weight=0.1 + 0.2,
        reasons=("same figure",),
        key="k1",
    )
    single = Point(
        text="The ferry left at noon.", status=Status.SINGLE, evidence=(evidence(),), outlets=1, origins=1
    )
    sides = (
        Side(claim="48 people", value="48", evidence=(evidence(),)),
        Side(claim="more than 50 people", evidence=(evidence(published=None),)),
    )
    dispute = Dispute(
        kind=DisputeKind.FIGURE, question="How many?", sides=sides, update=True, note="later", key="d1"
    )
    built: dict[str, Any] = {
        "topic": topic,
        "built": NOW,
        "points": (agreed, single),
        "disputes": (dispute,),
        "articles": 3,
        "outlets": 2,
        "origins": 2,
        "first": datetime(2025, 7, 4, tzinfo=UTC),
        "last": NOW,
        "since": datetime(2025, 7, 4, tzinfo=UTC),
        "stale": True,
        "notes": ("one article was in another language",),
    }
    return Digest(**built | fields)

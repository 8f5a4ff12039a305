"""Records to JSON and back, for the columns that hold what extraction found and what a digest said.

The records are the schema: a field that a later version adds has a default, so older rows still load;
a field that is gone is passed over.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache

from pydantic import TypeAdapter

from briefings.model import Claim, Digest, Dispute, Point

# Columns of their own in `claims`, so not repeated in its JSON.
_CLAIM_COLUMNS = {"passage", "span", "vector", "article", "id"}


def moment_text(moment: datetime | None) -> str | None:
    """A moment as the store writes it: UTC, whole seconds."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")


def moment_of(text: str | None) -> datetime | None:
    """The moment that `moment_text` wrote."""
    return None if text is None else datetime.fromisoformat(text)


def words_text(words: tuple[str, ...]) -> str:
    """A list of words as JSON."""
    return json.dumps(list(words), ensure_ascii=False)


def words_of(text: str) -> tuple[str, ...]:
    """The words that `words_text` wrote."""
    return tuple(json.loads(text))


@cache
def _adapter(record: type) -> TypeAdapter:
    return TypeAdapter(record)


def prepare() -> None:
    """Make ready now what the first record would wait for: 0.05 s and more, in parts of which Python lets no
    other thread run."""
    for record in (Claim, Digest, Dispute, Point):
        _adapter(record)


def claim_text(claim: Claim) -> str:
    """What extraction found in a claim, without what has a column."""
    found = _adapter(Claim).dump_json(claim, exclude=_CLAIM_COLUMNS, exclude_defaults=True)
    return str(found, "utf-8")


def claim_of(
    extraction: str, *, number: int, article: int, passage: int, start: int, end: int, vector: bytes
) -> Claim:
    """The claim of a row; `number` is its id."""
    fields = json.loads(extraction)
    fields |= {"id": number, "article": article, "passage": passage, "span": {"start": start, "end": end}}
    claim: Claim = _adapter(Claim).validate_python(fields | {"vector": vector})
    return claim


def digest_header(digest: Digest) -> str:
    """A digest without its points and disputes."""
    found = _adapter(Digest).dump_json(digest, exclude={"points", "disputes", "id"}, exclude_defaults=True)
    return str(found, "utf-8")


def digest_of(
    header: str, *, number: int, points: tuple[Point, ...], disputes: tuple[Dispute, ...]
) -> Digest:
    """The digest of its rows."""
    fields = json.loads(header) | {"id": number, "points": points, "disputes": disputes}
    digest: Digest = _adapter(Digest).validate_python(fields)
    return digest


def body_text(record: Point | Dispute) -> str:
    """A point or dispute whole, without its id."""
    kind = Point if isinstance(record, Point) else Dispute
    return str(_adapter(kind).dump_json(record, exclude={"id"}, exclude_defaults=True), "utf-8")


def point_of(body: str, *, number: int) -> Point:
    """The point of its row; `number` is its id."""
    point: Point = _adapter(Point).validate_python(json.loads(body) | {"id": number})
    return point


def dispute_of(body: str, *, number: int) -> Dispute:
    """The dispute of its row; `number` is its id."""
    dispute: Dispute = _adapter(Dispute).validate_python(json.loads(body) | {"id": number})
    return dispute

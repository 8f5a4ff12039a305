"""Digests in the store: kept as they were built, lines and evidence, and given back the same."""

from __future__ import annotations

from sqlite_utils import Database

from briefings.errors import InputError
from briefings.model import Digest, Dispute, Point
from briefings.store import codec
from briefings.store.opening import writing
from briefings.store.topics import by_name


def save(db: Database, digest: Digest) -> Digest:
    """Store a digest of a known topic; the same digest with the ids it was given."""
    with writing(db):
        topic = by_name(db, digest.topic)
        row = {
            "topic": topic.id,
            "built": codec.moment_text(digest.built),
            "header": codec.digest_header(digest),
        }
        number = int(db.table("digests").insert(row).last_pk or 0)
        for place, point in enumerate(digest.points):
            db.table("points").insert(_point_row(number, place, point))
        for place, dispute in enumerate(digest.disputes):
            db.table("disputes").insert(_dispute_row(number, place, dispute))
    return load(db, number)


def _point_row(digest: int, place: int, point: Point) -> dict[str, object]:
    return {
        "digest": digest,
        "number": place,
        "key": point.key,
        "status": point.status.value,
        "text": point.text,
        "body": codec.body_text(point),
    }


def _dispute_row(digest: int, place: int, dispute: Dispute) -> dict[str, object]:
    return {
        "digest": digest,
        "number": place,
        "key": dispute.key,
        "kind": dispute.kind.value,
        "question": dispute.question,
        "body": codec.body_text(dispute),
    }


def load(db: Database, number: int) -> Digest:
    """The digest of that id; raises InputError where there is none."""
    found = db.execute("SELECT header FROM digests WHERE id = ?", [number]).fetchone()
    if found is None:
        raise InputError(f"no digest numbered {number}: it may have gone with its topic")
    return codec.digest_of(
        found[0], number=number, points=_points(db, number), disputes=_disputes(db, number)
    )


def last(db: Database, topic: int) -> Digest | None:
    """The digest of a topic (by id) that was stored last, whatever the clock said; None where none was."""
    found = db.execute("SELECT id FROM digests WHERE topic = ? ORDER BY id DESC LIMIT 1", [topic]).fetchone()
    return load(db, found[0]) if found else None


def point(db: Database, number: int) -> Point | None:
    """The point of that id, None where there is none."""
    row = db.execute("SELECT body FROM points WHERE id = ?", [number]).fetchone()
    return codec.point_of(row[0], number=number) if row else None


def dispute(db: Database, number: int) -> Dispute | None:
    """The dispute of that id, None where there is none."""
    row = db.execute("SELECT body FROM disputes WHERE id = ?", [number]).fetchone()
    return codec.dispute_of(row[0], number=number) if row else None


def _points(db: Database, digest: int) -> tuple[Point, ...]:
    rows = db.execute("SELECT id, body FROM points WHERE digest = ? ORDER BY number", [digest])
    return tuple(codec.point_of(body, number=number) for number, body in rows.fetchall())


def _disputes(db: Database, digest: int) -> tuple[Dispute, ...]:
    rows = db.execute("SELECT id, body FROM disputes WHERE digest = ? ORDER BY number", [digest])
    return tuple(codec.dispute_of(body, number=number) for number, body in rows.fetchall())

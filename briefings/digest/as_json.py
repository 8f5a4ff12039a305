"""Digests and answers as JSON, for other programs. Keys are only ever added under one schema name.

Every `quote` is a verbatim slice of the article's text. Times are ISO 8601 in UTC, null where unknown.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from briefings.model import Answer, Digest, Dispute, Evidence, Point, Side

DIGEST_SCHEMA = "briefings.digest/1"
ANSWER_SCHEMA = "briefings.answer/1"


def digest_json(digest: Digest) -> dict[str, Any]:
    """A digest: its points, its disputes, and what it covers."""
    return {
        "schema": DIGEST_SCHEMA,
        "id": digest.id,
        "topic": digest.topic,
        "built": _moment(digest.built),
        "since": _moment(digest.since),
        "stale": digest.stale,
        "first": _moment(digest.first),
        "last": _moment(digest.last),
        "articles": digest.articles,
        "outlets": digest.outlets,
        "origins": digest.origins,
        "points": [_point(point) for point in digest.points],
        "disputes": [_dispute(dispute) for dispute in digest.disputes],
        "notes": list(digest.notes),
    }


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer with its passages, best first, or a refusal with what is nearest."""
    return {
        "schema": ANSWER_SCHEMA,
        "question": answer.question,
        "answered": answer.answered,
        "text": answer.text,
        "passages": [evidence_json(item) for item in answer.passages],
        "sides": [_side(side) for side in answer.sides],
        "closest": [evidence_json(item) for item in answer.closest],
        "about": answer.about,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "id": point.id,
        "key": point.key,
        "status": point.status.value,
        "text": point.text,
        "outlets": point.outlets,
        "origins": point.origins,
        "weight": point.weight,
        "reasons": list(point.reasons),
        "evidence": [evidence_json(item) for item in point.evidence],
    }


def _dispute(dispute: Dispute) -> dict[str, Any]:
    return {
        "id": dispute.id,
        "key": dispute.key,
        "kind": dispute.kind.value,
        "question": dispute.question,
        "update": dispute.update,
        "note": dispute.note,
        "weight": dispute.weight,
        "reasons": list(dispute.reasons),
        "sides": [_side(side) for side in dispute.sides],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "claim": side.claim,
        "value": side.value,
        "evidence": [evidence_json(item) for item in side.evidence],
    }


def evidence_json(item: Evidence) -> dict[str, Any]:
    """One passage with its article."""
    return {
        "url": item.url,
        "outlet": item.outlet,
        "title": item.title,
        "published": _moment(item.published),
        "day_only": item.day_only,
        "origin": item.origin,
        "credited": item.credited,
        "quote": item.quote,
        "context": item.context,
        "article": item.article,
        "claim": item.claim,
        "beside": item.beside,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")

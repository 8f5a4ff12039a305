"""What is new, histories, timelines and accounts as JSON. Keys are only ever added under one schema name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from briefings.developments import (
    Change,
    DisputeHistory,
    Event,
    News,
    OutletAccount,
    OutletStanding,
    Series,
    SideHistory,
    Timeline,
)
from briefings.digest.as_json import evidence_json

NEWS_SCHEMA = "briefings.news/1"
DISPUTES_SCHEMA = "briefings.disputes/1"
TIMELINE_SCHEMA = "briefings.timeline/1"
OUTLET_SCHEMA = "briefings.outlet/1"
OUTLETS_SCHEMA = "briefings.outlets/1"


def news_json(news: News) -> dict[str, Any]:
    """What changed, by kind and weight."""
    return {
        "schema": NEWS_SCHEMA,
        "topic": news.topic,
        "since": _moment(news.since),
        "until": _moment(news.until),
        "articles": news.articles,
        "outlets": news.outlets,
        "digest": news.digest,
        "changes": [_change(change) for change in news.changes],
        "notes": list(news.notes),
    }


def disputes_json(topic: str, found: tuple[DisputeHistory, ...]) -> dict[str, Any]:
    """Disputes with the history of each side."""
    return {"schema": DISPUTES_SCHEMA, "topic": topic, "disputes": [_history(one) for one in found]}


def timeline_json(timeline: Timeline) -> dict[str, Any]:
    """Events by day, and figures that moved."""
    return {
        "schema": TIMELINE_SCHEMA,
        "topic": timeline.topic,
        "events": [_event(event) for event in timeline.events],
        "series": [_series(series) for series in timeline.series],
    }


def outlets_json(topic: str, found: tuple[OutletStanding, ...]) -> dict[str, Any]:
    """How each outlet fared."""
    rows = [
        {
            "outlet": one.outlet,
            "articles": one.articles,
            "lines": one.lines,
            "alone": one.alone,
            "confirmed": one.confirmed,
            "first": one.first,
            "revised": one.revised,
            "edited": one.edited,
        }
        for one in found
    ]
    return {"schema": OUTLETS_SCHEMA, "topic": topic, "outlets": rows}


def outlet_json(account: OutletAccount) -> dict[str, Any]:
    """What one outlet said, in order of publication."""
    entries = [
        {"standing": e.standing.value, "others": list(e.others), "evidence": evidence_json(e.evidence)}
        for e in account.entries
    ]
    return {"schema": OUTLET_SCHEMA, "topic": account.topic, "outlet": account.outlet, "entries": entries}


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "text": change.text,
        "before": change.before,
        "after": change.after,
        "outlets": change.outlets,
        "origins": change.origins,
        "when": _moment(change.when),
        "key": change.key,
        "reasons": list(change.reasons),
        "evidence": [evidence_json(item) for item in change.evidence],
    }


def _history(one: DisputeHistory) -> dict[str, Any]:
    return {
        "number": one.number,
        "key": one.dispute.key,
        "kind": one.dispute.kind.value,
        "question": one.dispute.question,
        "update": one.dispute.update,
        "since": _moment(one.since),
        "digests": one.digests,
        "sides": [_side(side) for side in one.sides],
    }


def _side(history: SideHistory) -> dict[str, Any]:
    return {
        "claim": history.side.claim,
        "value": history.side.value,
        "first": evidence_json(history.first) if history.first else None,
        "taken_up": [evidence_json(item) for item in history.taken_up],
        "last": _moment(history.last),
        "gone": history.gone,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "first": event.first.isoformat(),
        "last": event.last.isoformat(),
        "time": None if event.time is None else f"{event.time // 60:02}:{event.time % 60:02}",
        "text": event.text,
        "planned": event.planned,
        "outlets": event.outlets,
        "origins": event.origins,
        "evidence": [evidence_json(item) for item in event.evidence],
    }


def _series(series: Series) -> dict[str, Any]:
    values = [
        {"text": v.text, "value": v.value, "outlets": v.outlets, "evidence": evidence_json(v.evidence)}
        for v in series.values
    ]
    return {"name": series.name, "unit": series.unit, "values": values}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")

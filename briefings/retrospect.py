"""Sequences over what is stored, as `briefings.pipeline`: what changed, how it went, who said what, files.

    topic, since ── store.matching ── known, recent ── store.material_of ── lay_ground ── find_changes

Times come from the caller as `now`. Stages are imported where they are called.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefings.developments import News, Timeline
from briefings.errors import InputError
from briefings.model import Digest, Material, Topic
from briefings.pipeline import AHEAD
from briefings.store import Store
from briefings.store.articles import Candidate
from briefings.windows import Published, choose_window

HORIZON = timedelta(days=30)
"""How far before a span reports count as what was known: what nobody told for a month is news again."""

MOST_KNOWN = 250
"""Earlier reports, newest first, that recent ones are held against: a busy topic's last weeks."""


@dataclass(frozen=True, kw_only=True)
class _Baseline:
    """What a reader knows: reports that came by `moment`. digest: the one seen then; by_arrival: whether
    reports count from when they were read here, else from when they were published."""

    moment: datetime
    digest: Digest | None
    by_arrival: bool


def new(
    store: Store,
    topic: Topic,
    now: datetime,
    since: int | datetime | None = None,
    digest: Digest | None = None,
) -> News:
    """What changed on a topic up to `now`.

    since: id of the digest that was seen last, or a moment (by time of publication); without either, the
    last digest that a report came after, else the last 24 hours or the topic's last day. digest: the stored
    digest that it leads up to, whose keys and id the news then has. Raises InputError for an unknown id.
    """
    from briefings.changes.ground import lay_ground
    from briefings.changes.whatsnew import Since, find_changes, with_keys

    found = store.matching(topic, until=now + AHEAD)
    baseline = _baseline(store, topic, found, now, since)
    recent, known = _parted(store, found, baseline)
    material = store.material_of([c.id for c in (*known, *recent)])
    ground = lay_ground(material, {c.id for c in recent})
    changes = find_changes(
        ground,
        Since(
            moment=baseline.moment,
            previous=baseline.digest,
            revisions=tuple(
                r
                for r in store.revisions([c.id for c in found], baseline.moment)
                if r.noted > baseline.moment
            ),
        ),
        _relevance(topic),
    )
    articles = [a for a in material.articles if a.id in {c.id for c in recent}]
    return News(
        topic=topic.name,
        since=baseline.moment,
        until=now,
        changes=with_keys(changes, digest) if digest else changes,
        articles=len(articles),
        outlets=len({a.outlet for a in articles}),
        digest=digest.id if digest else 0,
        notes=() if known else ("nothing is stored from before, so all of it is new here",),
    )


def _baseline(
    store: Store, topic: Topic, found: tuple[Candidate, ...], now: datetime, since: int | datetime | None
) -> _Baseline:
    if isinstance(since, datetime):
        return _Baseline(moment=since, digest=store.digest_before(topic, since), by_arrival=False)
    if since is not None:
        seen = store.digest(since)
        if seen.topic != topic.name:
            raise InputError(f"digest {since} is of {seen.topic!r}, not of {topic.name!r}")
        return _Baseline(moment=seen.built, digest=seen, by_arrival=True)
    arrivals = store.arrivals([c.id for c in found])
    newest = max(arrivals.values(), default=now)
    last = store.digest_before(topic, newest - timedelta(seconds=1))
    if last is not None:
        return _Baseline(moment=last.built, digest=last, by_arrival=True)
    times = [Published(moment=c.moment, day_only=c.day_only, dated=c.dated) for c in found]
    return _Baseline(moment=choose_window(times, now).since, digest=None, by_arrival=False)


def _parted(
    store: Store, found: tuple[Candidate, ...], baseline: _Baseline
) -> tuple[list[Candidate], list[Candidate]]:
    """The reports that came since the baseline, and those known before that they are held against."""
    came = {c.id: c.moment for c in found}
    if baseline.by_arrival:
        came = store.arrivals([c.id for c in found])
    recent = [c for c in found if came[c.id] > baseline.moment]
    if not baseline.by_arrival:
        recent = [c for c in found if c.moment >= baseline.moment]
    new_ids = {c.id for c in recent}
    known = [c for c in found if c.id not in new_ids and c.moment >= baseline.moment - HORIZON]
    return recent, known[-MOST_KNOWN:]


def timeline(store: Store, topic: Topic, now: datetime) -> Timeline:
    """The dated events of a topic in order of when they happened, and its figures that moved."""
    from briefings.changes.timeline import build_timeline

    return build_timeline(topic.name, _material(store, topic, now), _relevance(topic))


def _material(store: Store, topic: Topic, now: datetime) -> Material:
    """The topic's newest reports, MOST_KNOWN at most."""
    found = store.matching(topic, until=now + AHEAD)
    return store.material_of([c.id for c in found[-MOST_KNOWN:]])


def _relevance(topic: Topic) -> Callable[[str, str], bool]:
    """Whether a sentence, given its article's title and the words around it, is on the topic."""
    from briefings.topics import Matcher

    matcher = Matcher(topic)
    return lambda title, context: bool(matcher.matched(title, "") or matcher.matched("", context))

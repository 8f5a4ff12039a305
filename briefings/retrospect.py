"""Sequences over what is stored, as `briefings.pipeline`: what changed, how it went, who said what, files.

    topic, since ── looking_back ── known, recent ── store.material_of ── lay_ground ── find_changes

Times come from the caller as `now`. Stages are imported where they are called.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from briefings.developments import (
    DisputeHistory,
    Exported,
    News,
    OutletAccount,
    OutletStanding,
    Timeline,
)
from briefings.errors import InputError
from briefings.following import Feed
from briefings.looking_back import arrived, newest, newest_arrival
from briefings.model import Digest, Dispute, Material, Topic
from briefings.pipeline import AHEAD, worded
from briefings.store import Store
from briefings.store.articles import Candidate
from briefings.windows import Published, choose_window, earlier

HORIZON = timedelta(days=30)
"""How far before a span reports count as what was known: what nobody told for a month is news again."""

MOST_KNOWN = 250
"""Earlier reports, newest first, that recent ones are held against: a busy topic's last weeks."""


MOST_READ = 150
"""Newest reports of a topic that timelines, histories and accounts are made from: weeks of a busy one."""

EARLIER_DAYS = (0.01, 1, 2, 3, 5, 7, 14, 30)
"""How many days before a digest the earlier ones are taken that a dispute's history looks at."""

NAMED = 3
"""Outlets that are named where one is not known."""

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


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

    baseline = _baseline(store, topic, now, since)
    recent, known = _parted(store, topic, baseline, now)
    material = worded(store, store.material_of([c.id for c in (*known, *recent)]))
    ground = lay_ground(material, {c.id for c in recent})
    changes = find_changes(
        ground,
        Since(
            moment=baseline.moment,
            previous=baseline.digest,
            revisions=tuple(
                r
                for r in store.revisions(_watched(baseline, known, recent), baseline.moment)
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


def _baseline(store: Store, topic: Topic, now: datetime, since: int | datetime | None) -> _Baseline:
    if isinstance(since, datetime):
        return _Baseline(moment=since, digest=store.digest_before(topic, since), by_arrival=False)
    if since is not None:
        seen = store.digest(since)
        if seen.topic != topic.name:
            raise InputError(f"digest {since} is of {seen.topic!r}, not of {topic.name!r}")
        return _Baseline(moment=seen.built, digest=seen, by_arrival=True)
    arrival = newest_arrival(store, topic, now + AHEAD) or now
    last = store.digest_before(topic, arrival - timedelta(seconds=1))
    if last is not None:
        return _Baseline(moment=last.built, digest=last, by_arrival=True)
    found = newest(store, topic, now + AHEAD, lambda found: any(c.dated for c in found))
    times = [Published(moment=c.moment, day_only=c.day_only, dated=c.dated) for c in found]
    return _Baseline(moment=choose_window(times, now).since, digest=None, by_arrival=False)


def _parted(
    store: Store, topic: Topic, baseline: _Baseline, now: datetime
) -> tuple[list[Candidate], list[Candidate]]:
    """The reports that came since the baseline, and those known before that they are held against."""
    until, horizon = now + AHEAD, earlier(baseline.moment, HORIZON)
    near = store.matching(topic, since=horizon, until=until)
    if baseline.by_arrival:
        recent = list(arrived(store, topic, until, baseline.moment))
    else:
        recent = [c for c in near if c.moment >= baseline.moment]
    new_ids = {c.id for c in recent}
    known = [c for c in near if c.id not in new_ids and c.moment >= horizon]
    return recent, known[-MOST_KNOWN:]


def _watched(baseline: _Baseline, *reports: list[Candidate]) -> list[int]:
    """The articles whose corrections count: those that are compared, and those that the digest cited."""
    from briefings.changes.identity import cited_articles

    cited = cited_articles([baseline.digest]) if baseline.digest else frozenset()
    return sorted(cited.union(c.id for some in reports for c in some))


def timeline(store: Store, topic: Topic, now: datetime) -> Timeline:
    """The dated events of a topic in order of when they happened, and its figures that moved."""
    from briefings.changes.timeline import build_timeline

    return build_timeline(topic.name, _material(store, topic, now), _relevance(topic))


def disputes(store: Store, topic: Topic, now: datetime) -> tuple[DisputeHistory, ...]:
    """The disputes of the topic's last digest (or one built now), each with how its sides went."""
    from briefings import pipeline
    from briefings.changes.histories import histories
    from briefings.digest.render import reading_order

    digest = pipeline.sources(store, topic, now)
    numbered = [(n, line) for n, line in enumerate(reading_order(digest), 1) if isinstance(line, Dispute)]
    if not numbered:
        return ()
    known = [store.line_history(topic, dispute.key) for _, dispute in numbered]
    moments = sorted({digest.built - timedelta(days=back) for back in EARLIER_DAYS}, reverse=True)
    before = {d.id: d for d in (store.digest_before(topic, m) for m in moments) if d and d.id != digest.id}
    return histories(
        numbered,
        sorted(before.values(), key=lambda d: -d.id),
        _material(store, topic, now),
        [count[0] if count else 0 for count in known],
    )


def outlets(store: Store, topic: Topic, now: datetime) -> tuple[OutletStanding, ...]:
    """How each outlet fared on the topic: alone, confirmed, first, revised."""
    from briefings.changes.accounts import lay_accounts, standings

    material = _material(store, topic, now)
    edited = store.revisions([a.id for a in material.articles], _LONG_AGO)
    return standings(lay_accounts(material, _relevance(topic)), (r.article for r in edited))


def outlet(store: Store, topic: Topic, name: str, now: datetime) -> OutletAccount:
    """What one outlet said on the topic over time; raises InputError with the names that there are."""
    from briefings.changes.accounts import account, lay_accounts
    from briefings.compare.origins import outlet_key

    material = _material(store, topic, now)
    names = {outlet_key(a.outlet): a.outlet for a in reversed(material.articles)}
    if outlet_key(name) not in names:
        raise InputError(_no_outlet(name, topic, list(names.values())))
    accounts = lay_accounts(material, _relevance(topic))
    return account(accounts, topic.name, name, store.last_digest(topic))


def _no_outlet(name: str, topic: Topic, names: list[str]) -> str:
    near = process.extract(name, names, scorer=fuzz.WRatio, limit=NAMED, processor=str.casefold)
    shown = ", ".join(found[0] for found in near)
    has = f"it has {shown}{', ...' if len(names) > NAMED else ''}" if shown else "it has no reports"
    return f"no outlet {name!r} on {topic.name!r}: {has}"


def export(store: Store, topic: Topic, form: str, now: datetime) -> Exported:
    """A topic as a file: form is json, csv (of claims), markdown or opml (of feeds); else InputError."""
    from briefings import pipeline
    from briefings.changes import export as exporting

    if form not in exporting.FORMS:
        raise InputError(f"no format {form!r}: use {', '.join(exporting.FORMS)}")
    if form == "opml":
        return exporting.opml(topic, _feeds(store, topic, now), now)
    material = _material(store, topic, now)
    if form == "csv":
        return exporting.claims_csv(topic, material, now)
    digest = pipeline.sources(store, topic, now)
    if form == "markdown":
        return exporting.markdown(topic, digest, timeline(store, topic, now), now)
    return exporting.as_json(topic, material, digest, timeline(store, topic, now), now)


def _feeds(store: Store, topic: Topic, now: datetime) -> list[Feed]:
    """The feeds whose sites the topic's reports come from."""
    from briefings.store.feeds import FeedTable

    hosts = {_host(a.url) for a in _material(store, topic, now).articles} - {""}
    return [f for f in FeedTable(store).all() if {_host(f.url), _host(f.site)} & hosts]


def _host(url: str) -> str:
    """The host of an address without "www." and the like; "" where it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("feeds.").removeprefix("rss.")


def _material(store: Store, topic: Topic, now: datetime) -> Material:
    """The topic's newest reports, MOST_READ at most."""
    found = newest(store, topic, now + AHEAD, lambda found: len(found) >= MOST_READ)
    return worded(store, store.material_of([c.id for c in found[-MOST_READ:]]))


def _relevance(topic: Topic) -> Callable[[str, str], bool]:
    """Whether a sentence, given its article's title and the words around it, is on the topic."""
    from briefings.topics import Matcher

    matcher = Matcher(topic)
    return lambda title, context: bool(matcher.matched(title, "") or matcher.matched("", context))

"""A feed that is followed: how it stands, and when it is asked again. Decisions only: no clock, no network.

Asked again after half the usual gap between its entries, between ten minutes and a day; less often while
nothing new comes, never sooner than the server's own max-age. After a failure the wait doubles each time,
up to a day, or lasts as long as the server asks. A feed that is gone, or has failed for a week, is asked
once a week and keeps its place.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from briefings.model import aware_utc

SHORTEST = timedelta(minutes=10)
"""Shortest wait between two polls: what feed readers' users expect and publishers bear."""

LONGEST = timedelta(hours=24)
"""Longest wait for a feed that answers, so that nothing waits longer than a day."""

USUAL = timedelta(hours=1)
"""Wait for a feed whose entries carry no dates to go by."""

DEAD_WAIT = timedelta(days=7)
"""Wait for a dead feed: sites do come back, and a request a week costs nobody anything."""

DEAD_AFTER = timedelta(days=7)
DEAD_FAILURES = 8
"""Failures in a row, and time since the last success, after which a feed counts as dead: the outage of a long
weekend passes below both."""

LONGEST_ASKED = timedelta(days=7)
"""As much of a server's Retry-After as is heeded."""

GAPS = 20
"""Latest entries whose gaps are looked at."""

_CLOCKS = timedelta(minutes=5)  # clocks are set right by seconds; further ahead was another clock's time

SPREAD = 0.1
"""Share of the wait by which polls are spread, by address, so that feeds added together drift apart."""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed that is followed. Times are UTC.

    wait: time between polls as last decided; failures: in a row; problem: the last failure's reason, ""
    where the last poll went well; entries: in its last answer; dead: gone or long silent; etag, modified:
    for asking on condition.
    """

    url: str
    title: str = ""
    site: str = ""
    added: datetime
    etag: str = ""
    modified: str = ""
    last_try: datetime | None = None
    last_success: datetime | None = None
    next_poll: datetime | None = None
    wait: timedelta = USUAL
    failures: int = 0
    problem: str = ""
    entries: int = 0
    dead: bool = False

    def __post_init__(self) -> None:
        for name in ("added", "last_try", "last_success", "next_poll"):
            moment = getattr(self, name)
            if moment is not None:
                object.__setattr__(self, name, aware_utc(moment))


LOOKS = tuple(timedelta(hours=hours) for hours in (1, 4, 12, 24, 48))
"""When a page is looked at again, after it was first read: outlets correct most in the first hours, and
hardly after two days."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """A page that is looked at again for silent edits. Times are UTC.

    article: id of what was read there; url: where it is asked for; first: when it was read first; next: when
    it is asked again, None when that is over; etag, modified: for asking on condition.
    """

    article: int
    url: str
    first: datetime
    next: datetime | None
    etag: str = ""
    modified: str = ""


def next_look(first: datetime, now: datetime) -> datetime | None:
    """When a page that was first read at `first` is looked at after `now`; None when that is over."""
    return next((first + after for after in LOOKS if first + after > now), None)


def due(feeds: Sequence[Feed], now: datetime) -> tuple[Feed, ...]:
    """Those to be asked now, the longest overdue first; also one tried in the future: the clock went back."""
    ready = [
        feed
        for feed in feeds
        if feed.next_poll is None or feed.next_poll <= now or (feed.last_try or now) > now + _CLOCKS
    ]
    return tuple(sorted(ready, key=lambda feed: feed.next_poll or feed.added))


def after_success(
    feed: Feed,
    *,
    now: datetime,
    times: Sequence[datetime] = (),
    new: int = 0,
    max_age: float | None = None,
) -> Feed:
    """`feed` after an answer. times: of its entries; new: how many were; max_age: as the server says."""
    wait = _usual_wait(times, now) or feed.wait
    if not new:
        wait = max(wait, min(feed.wait * 1.25, wait * 4))
    if max_age is not None:
        wait = max(wait, timedelta(seconds=min(max_age, LONGEST.total_seconds())))
    wait = min(max(wait, SHORTEST), LONGEST)
    return replace(
        feed,
        last_try=now,
        last_success=now,
        next_poll=_after(now, wait, feed.url),
        wait=wait,
        failures=0,
        problem="",
        dead=False,
    )


def after_failure(
    feed: Feed, *, now: datetime, problem: str, retry_after: float | None = None, gone: bool = False
) -> Feed:
    """`feed` after a failure. retry_after: seconds that the server asks for; gone: it says it is (410)."""
    failures = feed.failures + 1
    silent = now - (feed.last_success or feed.added)
    dead = gone or feed.dead or (failures >= DEAD_FAILURES and silent >= DEAD_AFTER)
    wait = min(max(feed.wait, SHORTEST) * 2 ** min(failures - 1, 12), LONGEST)
    if dead:
        wait = DEAD_WAIT
    if retry_after is not None:
        wait = max(wait, min(timedelta(seconds=retry_after), LONGEST_ASKED))
    return replace(
        feed,
        last_try=now,
        next_poll=_after(now, wait, feed.url),
        failures=failures,
        problem=problem,
        dead=dead,
    )


def just_died(before: Feed, after: Feed) -> bool:
    """Whether this poll is the one after which a feed counts as dead: what the owner is told, once."""
    return after.dead and not before.dead


def _usual_wait(times: Sequence[datetime], now: datetime) -> timedelta | None:
    """Half the usual gap between entries, and longer for a feed fallen silent; None where no dates tell."""
    past = sorted({moment for moment in times if moment <= now}, reverse=True)[:GAPS]
    if len(past) < 2:
        return None
    gap = median((later - earlier).total_seconds() for later, earlier in pairwise(past))
    return max(timedelta(seconds=gap / 2), (now - past[0]) / 10)


def _after(now: datetime, wait: timedelta, url: str) -> datetime:
    """`wait` from now, in whole seconds, and up to SPREAD of it later: always as much for one address."""
    share = SPREAD * (zlib.crc32(url.encode()) % 1000) / 1000
    return (now + wait * (1 + share)).replace(microsecond=0)

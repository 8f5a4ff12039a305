"""How each feed stands, for whoever keeps the program running."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from briefings.following import Feed
from briefings.store.feeds import FeedTable
from briefings.store.store import Store

OVERDUE = timedelta(hours=1)
"""Time beyond its next poll after which a feed was plainly not asked: nothing polls, or it hangs."""


@dataclass(frozen=True, kw_only=True)
class FeedHealth:
    """One feed as it stands. Times are UTC.

    state: "well", "new" (not asked yet), "failing", "dead" or "overdue"; entries: in its last answer;
    failures: in a row; problem: the last one's reason; line: all of it for a person.
    """

    url: str
    title: str
    state: str
    last_success: datetime | None
    next_poll: datetime | None
    entries: int
    failures: int
    problem: str

    @property
    def line(self) -> str:
        """One line: "Fjord Times: well, 20 entries, read 4 Jul 18:05, next 19:00"."""
        told = [self.state, f"{self.entries} {'entry' if self.entries == 1 else 'entries'}"]
        if self.problem:
            told.append(f"{self.problem} ({self.failures} in a row)")
        told.append(f"read {_moment(self.last_success)}" if self.last_success else "never read")
        told.append(f"next {_moment(self.next_poll)}" if self.next_poll else "next at once")
        return f"{self.title or self.url}: {', '.join(told)}"


def feed_health(store: Store, now: datetime) -> tuple[FeedHealth, ...]:
    """Every feed of a store, those in trouble first, each group by title."""
    found = [_health(feed, now) for feed in FeedTable(store).all()]
    order = ("dead", "failing", "overdue", "new", "well")
    return tuple(sorted(found, key=lambda one: order.index(one.state)))


def _health(feed: Feed, now: datetime) -> FeedHealth:
    return FeedHealth(
        url=feed.url,
        title=feed.title,
        state=_state(feed, now),
        last_success=feed.last_success,
        next_poll=feed.next_poll,
        entries=feed.entries,
        failures=feed.failures,
        problem=feed.problem,
    )


def _state(feed: Feed, now: datetime) -> str:
    if feed.dead:
        return "dead"
    if feed.problem:
        return "failing"
    if feed.next_poll is not None and now - feed.next_poll > OVERDUE:
        return "overdue"
    return "well" if feed.last_success else "new"


def _moment(moment: datetime) -> str:
    return moment.strftime("%-d %b %H:%M UTC")

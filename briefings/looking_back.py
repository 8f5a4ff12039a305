"""Looks for a topic's articles from the newest backwards, no farther than it must: an archive holds years.

To judge whether an article belongs to a topic its text is read, so that looking through all of a large
archive takes many seconds for what its last days hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from briefings.model import Topic
from briefings.store import Store
from briefings.store.articles import Candidate
from briefings.windows import earlier

DAYS = (1, 4, 16, 64, 256)
"""How far back is looked one time after the other, until it is enough; then through everything."""

ARRIVALS = (500, 2_000, 8_000, 32_000)
"""The same for how many of the articles that came in last are looked at."""

_SOME = 20  # ids, of which one at least is an article's


def newest(
    store: Store, topic: Topic, until: datetime, enough: Callable[[Sequence[Candidate]], bool]
) -> tuple[Candidate, ...]:
    """The newest articles of a topic before `until`, oldest first: as many as are `enough`, or all.

    None that is left out is newer than any of them.
    """
    found: tuple[Candidate, ...] = ()
    before = until
    for since in (*(earlier(until, timedelta(days=days)) for days in DAYS), None):
        more = store.matching(topic, since=since, until=before)
        if since is not None:
            more = tuple(c for c in more if c.moment >= since)  # else of a day that began before
            before = since
        found = (*more, *found)
        if enough(found):
            break
    return found


def newest_arrival(store: Store, topic: Topic, until: datetime) -> datetime | None:
    """When the article of a topic came in that came in last; None where it has none."""
    for after in _floors(store):
        found = store.matching(topic, until=until, after=after)
        if found:
            return max(store.arrivals([c.id for c in found]).values())
    return None


def arrived(store: Store, topic: Topic, until: datetime, moment: datetime) -> tuple[Candidate, ...]:
    """The articles of a topic that came in after `moment`, whenever they were published; oldest first."""
    for after in _floors(store):
        if (
            after
            and min(store.arrivals(range(after + 1, after + 1 + _SOME)).values(), default=moment) > moment
        ):
            continue
        found = store.matching(topic, until=until, after=after)
        came = store.arrivals([c.id for c in found])
        return tuple(c for c in found if came[c.id] > moment)
    return ()


def _floors(store: Store) -> list[int]:
    """Ids after which the last articles came in, fewer first; 0 is the last: all."""
    highest = store.stamp()[0]
    return [*(highest - count for count in ARRIVALS if count < highest), 0]

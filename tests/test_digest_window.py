"""A digest that reads its window only covers what one does that reads all of the topic first."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from briefings import pipeline
from briefings.model import Topic
from briefings.store import Store
from briefings.windows import Published, choose_window
from tests.newsdesk import NOW, article, reading

KINDS: dict[str, dict[str, Any]] = {
    "recent": {"published": NOW - timedelta(hours=3)},
    "just in": {"published": NOW - timedelta(hours=24)},
    "of a day": {"published": NOW.replace(hour=0) - timedelta(days=1), "day_only": True},
    "undated": {"published": None, "fetched": NOW - timedelta(hours=2)},
    "long undated": {"published": None, "fetched": NOW - timedelta(days=90)},
    "old": {"published": NOW - timedelta(days=40)},
    "of an old day": {"published": NOW.replace(hour=0) - timedelta(days=41), "day_only": True},
    "too far ahead": {"published": NOW + timedelta(days=3)},
}
SETS = [names for size in range(4) for names in combinations(KINDS, size)]


@pytest.mark.parametrize("hours", [None, 24 * 50])
def test_the_articles_in_a_window_are_those_chosen_from_all(hours: int | None) -> None:
    since = None if hours is None else NOW - timedelta(hours=hours)
    topic = Topic(name="Ferry", keywords=("ferry",))
    for names in SETS:
        with Store.open(":memory:") as store:
            for number, name in enumerate(names):
                one = article(url=f"https://a.example/{number}", outlet=f"Outlet {number}", **KINDS[name])
                store.add_article(one, reading(one.text), now=NOW)
            found = store.matching(topic, since=since, until=NOW + pipeline.AHEAD)
            times = [Published(moment=c.moment, day_only=c.day_only, dated=c.dated) for c in found]
            window = choose_window(times, NOW, since)
            chosen = tuple(c.id for c, t in zip(found, times, strict=True) if t.latest >= window.since)
            assert pipeline._in_window(store, topic, NOW, since) == (window, chosen), names

"""Looking back for a topic's articles finds what looking through all of them finds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import looking_back, retrospect
from briefings.model import Topic
from briefings.store import Store
from tests.newsdesk import NOW, article, reading

TOPIC = Topic(name="Ferry", keywords=("ferry",))
UNTIL = NOW + timedelta(days=1)

# Days ago that an article came out (None: not dated), whether its time of day is known, hours ago it came in.
STORED = st.lists(
    st.tuples(
        st.none() | st.sampled_from([0, 0.5, 1, 1.2, 3, 4, 5, 20, 64, 300, 4000]),
        st.booleans(),
        st.sampled_from([0, 1, 30, 700]),
    ),
    max_size=9,
)


def filled(stored: Sequence[tuple[float | None, bool, int]]) -> Store:
    """A store of articles on the topic, and one that is not, in the order in which they came in."""
    store = Store.open(":memory:")
    for number, (days, day_only, hours) in enumerate(sorted(stored, key=lambda one: -one[2])):
        published = None if days is None else NOW - timedelta(days=days)
        if published and day_only:
            published = published.replace(hour=0, minute=0, second=0)
        came = NOW - timedelta(hours=hours)
        one = article(
            url=f"https://a.example/{number}",
            outlet=f"Outlet {number}",
            published=published,
            day_only=bool(published and day_only),
            fetched=came,
        )
        store.add_article(one, reading(one.text), now=came)
    other = article(url="https://b.example/1", title="Rain", text="It rained all day.", fetched=NOW)
    store.add_article(other, reading(other.text), now=NOW)
    return store


@given(STORED, st.integers(1, 10))
def test_the_newest_are_the_end_of_all(stored: list[tuple[float | None, bool, int]], most: int) -> None:
    with filled(stored) as store:
        every = store.matching(TOPIC, until=UNTIL)
        found = looking_back.newest(store, TOPIC, UNTIL, lambda found: len(found) >= most)
        assert len(found) >= min(most, len(every))
        assert found == every[len(every) - len(found) :]


@given(STORED, st.integers(0, 800))
def test_what_came_in_after_a_moment_is_found_whenever_it_was_published(
    stored: list[tuple[float | None, bool, int]], hours: int
) -> None:
    moment = NOW - timedelta(hours=hours)
    with pytest.MonkeyPatch.context() as patch, filled(stored) as store:
        patch.setattr(looking_back, "ARRIVALS", (1, 3, 5))
        patch.setattr(looking_back, "_SOME", 2)
        every = store.matching(TOPIC, until=UNTIL)
        came = store.arrivals([c.id for c in every])
        assert looking_back.newest_arrival(store, TOPIC, UNTIL) == max(came.values(), default=None)
        assert looking_back.arrived(store, TOPIC, UNTIL, moment) == tuple(
            c for c in every if came[c.id] > moment
        )


def test_a_recent_topic_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    with filled([(0, False, 1)] * 3 + [(days, False, 700) for days in (2, 30, 90, 200)]) as store:
        asked: list[object] = []
        matching = store.matching

        def seen(topic: Topic, since: object = None, until: object = None, *, after: int = 0) -> object:
            asked.append((since, after))
            return matching(topic, since, until, after=after)  # type: ignore[arg-type]

        monkeypatch.setattr(store, "matching", seen)
        monkeypatch.setattr(looking_back, "ARRIVALS", (5,))
        looking_back.newest(store, TOPIC, UNTIL, lambda found: len(found) >= 2)
        retrospect.new(store, TOPIC, NOW, since=NOW - timedelta(hours=20))
        looking_back.newest_arrival(store, TOPIC, UNTIL)
        assert asked
        assert (None, 0) not in asked

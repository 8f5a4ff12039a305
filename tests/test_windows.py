"""Which time a digest covers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefings.windows import RECENT, Published, Window, choose_window

NOW = datetime(2025, 7, 5, 12, tzinfo=UTC)


def ago(hours: float, *, day_only: bool = False, dated: bool = True) -> Published:
    return Published(moment=NOW - timedelta(hours=hours), day_only=day_only, dated=dated)


def test_a_window_that_is_asked_for_is_taken() -> None:
    since = NOW - timedelta(days=900)
    assert choose_window([ago(1)], NOW, since) == Window(since=since)


def test_news_of_the_last_day_gives_the_last_24_hours() -> None:
    assert choose_window([ago(23), ago(200)], NOW) == Window(since=NOW - RECENT)


def test_older_news_gives_its_last_day_and_says_so() -> None:
    newest = ago(30)
    assert choose_window([ago(200), newest], NOW) == Window(since=newest.moment - RECENT, stale=True)


def test_a_day_without_a_time_is_fresh_while_any_of_it_is() -> None:
    midnight = datetime(2025, 7, 4, tzinfo=UTC)
    yesterday = Published(moment=midnight, day_only=True)
    assert not choose_window([yesterday], NOW).stale
    assert choose_window([yesterday], NOW + timedelta(days=1)).stale


def test_articles_without_a_date_do_not_hide_dated_ones() -> None:
    """Undated reports fetched just now beside dated ones of last year: the dated ones decide."""
    window = choose_window([ago(8000), ago(0, dated=False)], NOW)
    assert window == Window(since=NOW - timedelta(hours=8000) - RECENT, stale=True)


def test_where_no_article_has_a_date_fetching_decides() -> None:
    assert choose_window([ago(1, dated=False)], NOW) == Window(since=NOW - RECENT)


def test_a_topic_without_articles_gives_the_last_24_hours() -> None:
    assert choose_window([], NOW) == Window(since=NOW - RECENT)


@given(st.lists(st.datetimes(timezones=st.just(UTC)), max_size=5), st.datetimes(timezones=st.just(UTC)))
def test_whatever_the_dates_there_is_a_window_with_news_in_it(moments: list[datetime], now: datetime) -> None:
    published = [Published(moment=moment) for moment in moments]
    window = choose_window(published, now)
    assert not published or any(one.latest >= window.since for one in published)

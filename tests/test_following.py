"""Feeds that are followed: when they are asked again, stored, polled, and the commands for them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import following
from briefings.cli.main import main
from briefings.errors import FetchError, InputError, NewerStoreError
from briefings.following import Feed, after_failure, after_success, due, just_died
from briefings.model import Article
from briefings.reading.feeds import FeedProblem, parse_feed
from briefings.reading.fetch import Fetcher, FetchSettings
from briefings.reading.polling import MAX_NEW, Polled, find_feed, poll
from briefings.reading.sources import Rejected
from briefings.store import Store
from briefings.store.feeds import FeedTable
from tests.loopback import Site, redirect, reply, site

NOW = datetime(2031, 5, 2, 12, tzinfo=UTC)
URL = "https://fjordtimes.example/feed"
BODY = (
    "The council voted on Tuesday night to close the old harbour bridge for eleven months, the mayor said. "
    * 8
)


# -- when to ask again ------------------------------------------------------------------------------------


FEED = Feed(url=URL, added=NOW - timedelta(days=30))


def test_a_busy_feed_is_asked_often_and_a_quiet_one_seldom() -> None:
    busy = after_success(FEED, now=NOW, times=[NOW - timedelta(minutes=30 * n) for n in range(1, 9)], new=3)
    quiet = after_success(FEED, now=NOW, times=[NOW - timedelta(days=3 * n) for n in range(1, 9)], new=1)
    assert busy.wait == timedelta(minutes=15)
    assert quiet.wait == following.LONGEST


def test_a_feed_with_nothing_new_is_asked_less_and_less() -> None:
    feed = after_success(FEED, now=NOW)
    again = after_success(feed, now=NOW)
    assert FEED.wait < feed.wait < again.wait


def test_a_server_that_says_how_long_its_answer_lasts_is_heeded_within_a_day() -> None:
    assert after_success(FEED, now=NOW, max_age=7200).wait >= timedelta(hours=2)
    assert after_success(FEED, now=NOW, max_age=1e9).wait == following.LONGEST


def test_failures_double_the_wait_and_a_success_forgets_them() -> None:
    once = after_failure(FEED, now=NOW, problem="no such host")
    twice = after_failure(once, now=NOW, problem="no such host")
    assert once.next_poll is not None
    assert twice.next_poll is not None
    assert twice.next_poll - NOW > 1.8 * (once.next_poll - NOW)
    healed = after_success(twice, now=NOW, new=1)
    assert (healed.failures, healed.problem) == (0, "")


def test_a_server_that_asks_to_wait_is_left_alone_that_long_but_not_for_ever() -> None:
    asked = after_failure(FEED, now=NOW, problem="429", retry_after=2 * 86400)
    endless = after_failure(FEED, now=NOW, problem="429", retry_after=1e12)
    assert asked.next_poll is not None
    assert asked.next_poll >= NOW + timedelta(days=2)
    assert endless.next_poll is not None
    assert endless.next_poll <= NOW + timedelta(days=8)


def test_a_feed_dies_once_and_keeps_its_place() -> None:
    feed, deaths, now = after_success(FEED, now=NOW), 0, NOW
    for _ in range(40):
        now = feed.next_poll or now
        failed = after_failure(feed, now=now, problem="no such host")
        deaths += just_died(feed, failed)
        feed = failed
    assert deaths == 1
    assert feed.next_poll is not None
    assert feed.next_poll - now >= following.DEAD_WAIT
    assert not after_success(feed, now=now).dead


def test_a_feed_that_is_gone_is_dead_at_once_and_a_short_outage_is_not() -> None:
    assert after_failure(FEED, now=NOW, problem="410", gone=True).dead
    feed = after_success(FEED, now=NOW)
    for n in range(20):
        feed = after_failure(feed, now=NOW + timedelta(minutes=n), problem="no such host")
    assert not feed.dead


@given(
    st.lists(st.datetimes(timezones=st.just(UTC))),
    st.integers(0, 1000),
    st.none() | st.floats(0, 1e12),
    st.integers(0, 50),
)
def test_the_next_poll_is_always_ahead_and_never_beyond_bounds(
    times: list[datetime], new: int, seconds: float | None, failures: int
) -> None:
    good = after_success(FEED, now=NOW, times=times, new=new, max_age=seconds)
    assert good.next_poll is not None
    assert following.SHORTEST <= good.wait <= following.LONGEST
    assert NOW < good.next_poll <= NOW + following.LONGEST * 1.1
    bad = good
    for _ in range(failures):
        bad = after_failure(bad, now=NOW, problem="x", retry_after=seconds)
        assert bad.next_poll is not None
        assert NOW < bad.next_poll <= NOW + timedelta(days=7.7)


def test_those_never_asked_or_overdue_are_due() -> None:
    waiting = after_success(FEED, now=NOW)
    overdue = after_success(Feed(url="https://b.example/", added=NOW), now=NOW - timedelta(days=2))
    assert due([waiting, overdue, FEED], NOW) == (FEED, overdue)


# -- the store --------------------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path: Path) -> Iterator[FeedTable]:
    with Store.open(tmp_path / "b.db") as store:
        yield FeedTable(store)


def test_feeds_come_back_as_they_were_stored(table: FeedTable) -> None:
    feed = after_failure(after_success(FEED, now=NOW, new=2), now=NOW, problem="no such host")
    assert table.add([feed]) == 1
    assert table.add([feed]) == 0
    assert table.all() == (feed,)


def test_a_moved_feed_keeps_what_was_seen_and_merges_with_one_already_there(table: FeedTable) -> None:
    other = Feed(url="https://b.example/feed", added=NOW)
    table.add([FEED, other])
    table.save(FEED, FEED, ["one", "two", "one"], now=NOW)
    moved = Feed(url="https://a.example/new", added=NOW)
    table.save(FEED, moved, ["three"], now=NOW)
    assert table.seen(moved, ["one", "three", "four"]) == {"one", "three"}
    table.save(other, moved, [], now=NOW)
    assert [feed.url for feed in table.all()] == [moved.url]


def test_a_feed_removed_while_it_was_asked_stays_removed(table: FeedTable) -> None:
    table.add([FEED])
    table.remove(FEED)
    table.save(FEED, after_success(FEED, now=NOW), ["one"], now=NOW)
    assert table.all() == ()


def test_entries_long_gone_from_their_feed_are_forgotten(table: FeedTable) -> None:
    table.add([FEED])
    table.save(FEED, FEED, ["old", "kept"], now=NOW - timedelta(days=300))
    table.save(FEED, FEED, ["kept"], now=NOW)
    assert table.seen(FEED, ["old", "kept"]) == {"kept"}


def test_a_feed_is_found_by_address_site_or_title(table: FeedTable) -> None:
    table.add([Feed(url=URL, title="Fjord Times", site="https://fjordtimes.example/", added=NOW)])
    for written in (URL, f"{URL}/", "https://fjordtimes.example", "fjord times"):
        assert table.find(written).url == URL
    with pytest.raises(InputError, match="feed list"):
        table.find("nothing")


def test_tables_from_a_newer_version_are_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "b.db") as store:
        FeedTable(store)
        store.db["_sqlite_migrations"].insert(  # type: ignore[union-attr]
            {"migration_set": "concordance.feeds", "name": "m999_later", "applied_at": "2040-01-01"}
        )
        with pytest.raises(NewerStoreError):
            FeedTable(store)


# -- polling ----------------------------------------------------------------------------------------------


@pytest.fixture
async def server() -> AsyncIterator[Site]:
    async with site() as made:
        yield made


def page(number: int) -> bytes:
    text = "".join(f"<p>Story {number}, part {n}. {BODY}</p>" for n in range(3))
    return reply(f"<html><body><article><h1>Story {number}</h1>{text}</article></body></html>".encode())


def rss(server: Site, count: int, description: str = "") -> bytes:
    item = "<item><guid isPermaLink='false'>{0}</guid><title>Story {0}</title><link>/s{0}</link>"
    item += "<description>{1}</description></item>"
    items = "".join(item.format(n, description) for n in range(count))
    content = f"<rss version='2.0'><channel><title>Fjord Times</title><link>/</link>{items}</channel></rss>"
    return reply(content.encode(), kind="application/rss+xml", headers='ETag: "v1"\r\n')


async def ask(
    server: Site, feed: Feed, seen: Callable[..., frozenset[str]] = lambda f, k: frozenset()
) -> Polled:
    async def known(feed: Feed, keys: Sequence[str]) -> frozenset[str]:
        return seen(feed, keys)

    settings = FetchSettings(allowed=frozenset({server.netloc}), pause=0.0)
    async with Fetcher(settings) as fetcher:
        (polled,) = [one async for one in poll([feed], fetcher, now=NOW, seen=known)]
    return polled


async def test_new_entries_become_articles_of_the_feeds_outlet(server: Site) -> None:
    server.answers |= {"/feed": rss(server, 2), "/s0": page(0), "/s1": page(1)}
    polled = await ask(server, Feed(url=server.url("/feed"), added=NOW))
    assert [i.title for i in polled.items if isinstance(i, Article)] == ["Story 0", "Story 1"]
    assert {i.outlet for i in polled.items if isinstance(i, Article)} == {"Fjord Times"}
    assert (polled.after.title, polled.after.etag, polled.after.entries) == ("Fjord Times", '"v1"', 2)
    assert polled.keys == ("0", "1")


async def test_entries_seen_before_are_not_fetched(server: Site) -> None:
    server.answers |= {"/feed": rss(server, 2), "/s0": page(0), "/s1": page(1)}
    polled = await ask(server, Feed(url=server.url("/feed"), added=NOW), lambda feed, keys: frozenset({"0"}))
    assert [i.title for i in polled.items if isinstance(i, Article)] == ["Story 1"]
    assert not any("GET /s0" in head for head in server.requests)


async def test_a_page_that_cannot_be_read_gives_way_to_a_whole_entry_or_its_reason(server: Site) -> None:
    server.answers["/feed"] = rss(server, 1, description=BODY)
    (article,) = (await ask(server, Feed(url=server.url("/feed"), added=NOW))).items
    assert isinstance(article, Article)
    assert article.text == BODY.strip()
    server.answers["/feed"] = rss(server, 1, description="Only a teaser.")
    (rejected,) = (await ask(server, Feed(url=server.url("/feed"), added=NOW))).items
    assert isinstance(rejected, Rejected)
    assert "404" in rejected.reason


@pytest.mark.parametrize(("status", "again"), [("503 Busy", True), ("404 Not Found", False)])
async def test_an_entry_whose_page_is_down_is_tried_again_next_time(
    server: Site, status: str, again: bool
) -> None:
    server.answers |= {"/feed": rss(server, 2), "/s0": reply(b"", status=status), "/s1": page(1)}
    polled = await ask(server, Feed(url=server.url("/feed"), added=NOW))
    assert polled.keys == (("1",) if again else ("0", "1"))


async def test_more_new_entries_than_are_read_at_a_time_are_said_so(server: Site) -> None:
    server.answers["/feed"] = rss(server, MAX_NEW + 5, description=BODY)
    polled = await ask(server, Feed(url=server.url("/feed"), added=NOW))
    assert sum(isinstance(i, Article) for i in polled.items) == MAX_NEW
    assert [i.reason for i in polled.items if isinstance(i, Rejected)] == [
        f"5 more new entries were passed over, {MAX_NEW} are read at a time"
    ]


async def test_a_permanent_redirect_updates_the_feed_and_an_unchanged_one_stays(server: Site) -> None:
    server.answers |= {"/feed": redirect("/new", "301 Moved"), "/new": reply(b"", status="304 Not Modified")}
    polled = await ask(server, Feed(url=server.url("/feed"), added=NOW, etag='"v1"'))
    assert polled.after.url == server.url("/new")
    assert polled.after.etag == '"v1"'
    assert polled.after.problem == ""


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (reply(b"", status="500 No"), "500"),
        (reply(b"", status="410 Gone"), "410"),
        (reply(b"<!DOCTYPE rss [<!ENTITY a 'ha'>]><rss/>", kind="application/xml"), "entities"),
        (reply(b"<html></html>"), "not a feed"),
        (reply(b"x", kind="image/png"), "not text"),
        (b"nonsense\r\n\r\n", "cannot be reached"),
    ],
)
async def test_a_failing_feed_is_a_recorded_problem(server: Site, answer: bytes, problem: str) -> None:
    server.answers["/feed"] = answer
    polled = await ask(server, Feed(url=server.url("/feed"), added=NOW))
    assert problem in polled.after.problem
    assert polled.after.failures == 1
    assert polled.after.dead == ("410" in problem)
    assert polled.items == ()


async def test_a_feed_is_found_from_its_site_by_name_or_in_its_usual_place(server: Site) -> None:
    named = b'<html><head><link rel="alternate" type="application/rss+xml" href="/news.xml"></head></html>'
    server.answers |= {"/": reply(named), "/news.xml": rss(server, 1)}
    async with Fetcher(FetchSettings(allowed=frozenset({server.netloc}), pause=0.0)) as fetcher:
        assert (await find_feed(server.url("/"), fetcher, now=NOW))[0] == server.url("/news.xml")
        server.answers |= {"/": reply(b"<html></html>"), "/rss.xml": rss(server, 1)}
        assert (await find_feed(server.url("/"), fetcher, now=NOW))[0] == server.url("/rss.xml")
        del server.answers["/rss.xml"]
        with pytest.raises(FetchError, match="no feed there"):
            await find_feed(server.url("/"), fetcher, now=NOW)


# -- the command line -------------------------------------------------------------------------------------


def test_feeds_are_added_listed_exported_imported_and_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db, other = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    assert main(["--db", db, "feed", "add", "--unchecked", URL, "https://b.example/rss"]) == 0
    assert main(["--db", db, "feed", "export", str(tmp_path / "f.opml")]) == 0
    assert main(["--db", other, "feed", "import", str(tmp_path / "f.opml")]) == 0
    capsys.readouterr()
    assert main(["--db", other, "feed", "list"]) == 0
    assert URL in capsys.readouterr().out
    assert main(["--db", other, "feed", "remove", URL]) == 0
    assert main(["--db", other, "feed", "list", "--json"]) == 0
    assert URL not in capsys.readouterr().out.split("Removed")[-1].split("\n", 1)[1]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["feed", "poll"], 2),
        (["feed", "add", "--unchecked", "file:///etc/passwd"], 1),
        (["feed", "add", "http://127.0.0.1:9/"], 1),
        (["feed", "remove", "nothing"], 2),
        (["feed", "import", "/nowhere.opml"], 2),
        (["feed", "add"], 2),
    ],
)
def test_bad_use_of_feeds_is_one_line(
    words: list[str], status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--db", str(tmp_path / "a.db"), *words]) == status
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_fault_of_the_parser_itself_is_a_feed_not_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fuzzer found bytes at which feedparser looks for links that it never kept."""

    def stumble(*_: object, **__: object) -> object:
        raise KeyError("links")

    monkeypatch.setattr("feedparser.parse", stumble)
    assert isinstance(parse_feed(b"<rss version='2.0'><channel/></rss>", url=URL, now=NOW), FeedProblem)

"""Pages of the last two days are looked at again, politely, and what changed revises their articles."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.errors import NewerStoreError
from briefings.following import LOOKS, Look, next_look
from briefings.model import Article
from briefings.reading.fetch import Fetcher, FetchSettings
from briefings.reading.looking import Looked, look_again
from briefings.reading.page import read_page
from briefings.store import Store
from briefings.store.looks import LookTable
from tests.loopback import Site, redirect, reply, site
from tests.newsdesk import NOW, article, reading

HOUR = timedelta(hours=1)

STORY = (
    "The ferry Sorrel ran aground on a sandbank off Karsund shortly before dawn with {} people on board.",
    "Rescue boats from three villages reached the ferry within an hour and took off everyone who wanted to.",
    "The harbour office said the ship had drifted for twenty minutes after both of its engines stopped.",
    "Engineers will look at the fuel pumps today because the same fault was reported twice in the winter.",
)


def page(people: int = 90, story: tuple[str, ...] = STORY) -> bytes:
    text = "".join(f"<p>{line.format(people)}</p>" for line in story)
    return f"<html><body><article><h1>Ferry aground</h1>{text}</article></body></html>".encode()


@pytest.fixture
async def server() -> AsyncIterator[Site]:
    async with site() as made:
        yield made


def stored(server: Site) -> Article:
    read = read_page(page(), server.url("/ferry"), now=NOW)
    assert isinstance(read, Article)
    return read


async def look(server: Site, **conditions: str) -> Looked:
    one = Look(article=1, url=server.url("/ferry"), first=NOW, next=NOW + HOUR, **conditions)
    async with Fetcher(FetchSettings(allowed=frozenset({server.netloc}), pause=0.0)) as fetcher:
        (looked,) = [found async for found in look_again([(one, stored(server))], fetcher, now=NOW + HOUR)]
    return looked


async def test_a_page_whose_text_changed_is_the_article_as_it_reads_now(server: Site) -> None:
    server.answers["/ferry"] = reply(page(94), headers='ETag: "v2"\r\n')
    looked = await look(server)
    assert looked.article is not None
    assert "94 people" in looked.article.text
    assert (looked.article.url, looked.article.outlet) == (server.url("/ferry"), stored(server).outlet)
    assert (looked.etag, looked.problem) == ('"v2"', "")


async def test_a_page_that_did_not_change_is_asked_on_condition_and_left(server: Site) -> None:
    server.answers["/ferry"] = reply(b"", status="304 Not Modified")
    looked = await look(server, etag='"v1"')
    assert (looked.article, looked.problem, looked.etag) == (None, "", '"v1"')
    assert 'if-none-match: "v1"' in server.requests[-1].lower()


async def test_a_page_with_other_furniture_and_the_same_text_is_no_edit(server: Site) -> None:
    server.answers["/ferry"] = reply(page().replace(b"<body>", b"<body><nav>Weather today</nav>"))
    assert (await look(server)).article is None


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (reply(b"", status="404 Not Found"), "404"),
        (
            reply(
                page(story=tuple("Cookies help us to show you what you like, line by line." for _ in STORY))
            ),
            "",
        ),
        (reply(page(story=(STORY[0],))), ""),
        (redirect("http://10.0.0.1/"), "private address"),
    ],
)
async def test_an_address_that_shows_something_else_now_revises_nothing(
    server: Site, answer: bytes, problem: str
) -> None:
    server.answers["/ferry"] = answer
    looked = await look(server)
    assert looked.article is None
    assert looked.problem
    assert problem in looked.problem


# -- when ---------------------------------------------------------------------------------------------------


@given(st.floats(0, 100), st.floats(0, 100))
def test_looks_are_ahead_and_end_within_two_days(first: float, later: float) -> None:
    start, now = NOW + first * HOUR, NOW + (first + later) * HOUR
    found = next_look(start, now)
    assert found is None or now < found <= start + LOOKS[-1]
    assert (found is None) == (now >= start + LOOKS[-1])
    assert all(earlier < after for earlier, after in pairwise(LOOKS))


def test_a_page_is_due_a_few_times_and_then_no_more(store: Store) -> None:
    table = LookTable(store)
    number = store.add_article(article(), reading(article().text), now=NOW).id
    assert table.watch(article().url, "https://harbour.example/ferry?x", now=NOW, etag='"1"')
    assert table.due(NOW) == ()
    seen: list[datetime] = []
    now = NOW
    while now < NOW + 60 * HOUR:
        for look, held in table.due(now):
            assert (look.article, held.id, look.etag) == (number, number, '"1"')
            table.save(look, now=now, etag='"1"')
            seen.append(now)
        now += HOUR / 2
    assert [moment - NOW for moment in seen] == list(LOOKS)


def test_what_is_not_stored_is_not_watched(store: Store) -> None:
    assert not LookTable(store).watch("https://nowhere.example/a", "https://nowhere.example/a", now=NOW)


def test_a_page_stored_twice_goes_on_as_it_was(store: Store) -> None:
    table = LookTable(store)
    store.add_article(article(), reading(article().text), now=NOW)
    table.watch(article().url, article().url, now=NOW)
    table.watch(article().url, article().url, now=NOW + 40 * HOUR)
    assert [look.first for look, _ in table.due(NOW + 2 * HOUR)] == [NOW]


def test_tables_from_a_newer_version_are_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "b.db") as opened:
        LookTable(opened)
        opened.db.execute(
            "INSERT INTO _sqlite_migrations(migration_set, name, applied_at)"
            " VALUES ('concordance.looks', 'm999', '')"
        )
        opened.db.conn.commit()
        with pytest.raises(NewerStoreError):
            LookTable(opened)

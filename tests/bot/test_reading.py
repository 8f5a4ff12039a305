"""The bot reads its feeds while it runs: what is new is stored, nothing ends it, and it stops politely."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from bot import feeding
from bot.newsroom import Desk
from bot.reading import MOST_OF_HOST, NewsReading
from briefings.errors import LanguageModelError
from briefings.following import Feed
from briefings.model import Article, Reading, Unread
from briefings.reading.fetch import FetchSettings
from briefings.reading_pool import ReadingPool
from briefings.store import Store
from briefings.store.feeds import FeedTable
from tests.bench.loop_lag import fill, read_through
from tests.loopback import Site, reply, site
from tests.newsdesk import NOW, reading


class Reader:
    """Reads by hand, as a pool does. fault: raised instead; unread: addresses that it gives up."""

    fingerprint = "by hand"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fault: Exception | None = None
        self.unread = ""

    def submit(self, articles: Sequence[Article]) -> Future[tuple[Reading | Unread, ...]]:
        done: Future[tuple[Reading | Unread, ...]] = Future()
        self.asked += [article.url for article in articles]
        if self.fault is not None:
            done.set_exception(self.fault)
            return done
        done.set_result(
            tuple(
                Unread(reason="given up") if self.unread and self.unread in a.url else reading(a.text)
                for a in articles
            )
        )
        return done


class Bench:
    """A site with one feed of three articles, a store, and the reading of it at a time that a test sets."""

    def __init__(self, server: Site, store: Store, desk: Desk) -> None:
        self.site, self.store, self.desk = server, store, desk
        self.now = NOW
        self.reader = Reader()
        self.stored: list[int] = []
        self.reading = NewsReading(
            desk,
            store,
            self.reader,
            lambda: self.now,
            settings=FetchSettings(allowed=frozenset({server.netloc}), pause=0.0),
            stored=self.stored.append,
        )

    async def round(self) -> int:
        started = await self.reading.once()
        await self.reading.idle()
        return started

    async def follow(self, *paths: str) -> None:
        feeds = [Feed(url=self.site.url(path), added=NOW) for path in paths]
        await self.desk.do(lambda: FeedTable(self.store).add(feeds))

    async def articles(self) -> int:
        return await self.desk.do(lambda: self.store.counts()["articles"])

    async def feed(self) -> Feed:
        return await self.desk.do(lambda: FeedTable(self.store).all()[0])


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Bench]:
    desk = Desk()
    store = await desk.do(Store.open, path)
    async with site() as server:
        fill(server, 3, 1)
        bench = Bench(server, store, desk)
        try:
            yield bench
        finally:
            stop = asyncio.Event()
            stop.set()
            await bench.reading.run(stop)
            await desk.do(store.close)
            desk.close()


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    async with opened(tmp_path / "b.db") as made:
        yield made


async def test_new_articles_of_due_feeds_are_stored_once(bench: Bench) -> None:
    await bench.follow("/feed0")
    assert await bench.round() == 1
    assert (await bench.articles(), bench.stored) == (3, [3])
    assert await bench.round() == 0
    bench.now += timedelta(hours=30)
    await bench.round()
    assert (await bench.articles(), len(bench.reader.asked)) == (3, 3)


async def test_a_page_changed_by_its_outlet_is_revised_hours_later(bench: Bench) -> None:
    await bench.follow("/feed0")
    await bench.round()
    page = bench.site.answers["/a1"]
    assert isinstance(page, bytes)
    body = page.split(b"\r\n\r\n", 1)[1]
    bench.site.answers["/a1"] = reply(body.replace(b" tonnes of gravel", b" tons of sand"))
    bench.now += timedelta(hours=2)
    assert await bench.round() >= 3
    since = NOW - timedelta(days=1)
    revised = await bench.desk.do(lambda: bench.store.revisions([1, 2, 3], since))
    assert {("gravel" in r.before, "sand" in r.after) for r in revised} == {(True, True)}
    assert await bench.articles() == 3


async def test_an_article_that_cannot_be_read_costs_no_other(bench: Bench) -> None:
    bench.reader.unread = "/a1"
    await bench.follow("/feed0")
    await bench.round()
    assert await bench.articles() == 2


async def test_what_could_not_be_read_for_want_of_a_model_is_read_later(bench: Bench) -> None:
    bench.reader.fault = LanguageModelError("the language model is missing")
    await bench.follow("/feed0")
    await bench.round()
    assert (await bench.articles(), (await bench.feed()).last_success) == (0, None)
    bench.reader.fault = None
    await bench.round()
    assert await bench.articles() == 3


async def test_a_fault_of_ours_ends_nothing_and_is_made_good(bench: Bench) -> None:
    await bench.follow("/feed0")
    bench.reader.fault = ZeroDivisionError()
    await bench.round()
    bench.reader.fault = None
    await bench.round()
    assert await bench.articles() == 3


async def test_a_host_with_many_feeds_leaves_places_for_others(bench: Bench) -> None:
    await bench.follow(*(f"/feed{n}" for n in range(3 * MOST_OF_HOST)))
    assert await bench.round() == MOST_OF_HOST
    assert await bench.round() == MOST_OF_HOST


async def test_stopping_drops_what_is_being_fetched(tmp_path: Path) -> None:
    async with opened(tmp_path / "b.db") as bench:
        waiting = asyncio.Event()

        async def never(writer: asyncio.StreamWriter) -> None:
            waiting.set()
            await asyncio.Event().wait()

        bench.site.answers["/feed0"] = never
        await bench.follow("/feed0")
        stop = asyncio.Event()
        running = asyncio.create_task(bench.reading.run(stop))
        await waiting.wait()
        stop.set()
        await running
        assert (await bench.feed()).last_try is None


async def test_a_few_articles_are_read_while_a_probe_runs_beside(tmp_path: Path) -> None:
    """What `python -m tests.bench.loop_lag` measures on a thousand works on a few, and the probe wakes."""
    async with site() as server:
        fill(server, 6, 2)
        lag, held, _ = await read_through([server.netloc], Reader(), tmp_path / "b.db", 2)
    assert held == 6
    assert len(lag.late) > 0
    assert lag.share(0.5) <= max(lag.late)


async def test_nothing_is_loaded_for_reading_until_there_is_a_feed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def imported(name: str) -> ModuleType:
        asked.append(name)
        stop.set()
        return sys.modules[name]

    monkeypatch.setattr(feeding.importlib, "import_module", imported)
    monkeypatch.setattr(feeding, "LOOK_SECONDS", 0.0)
    stop = asyncio.Event()
    going = asyncio.create_task(feeding.read_news(bench.desk, bench.store, ReadingPool(1), lambda: NOW, stop))
    await asyncio.sleep(0)
    assert asked == []
    await bench.follow("/feed0")
    await going
    assert asked == ["bot.reading"]

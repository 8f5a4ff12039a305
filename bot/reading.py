"""The bot's reading, for as long as it runs: feeds when they are due, and pages of the last two days again.

    every TICK ─ due feeds and pages (newsroom's thread)
                   └─ a task each ─ fetch ─ parse (a process) ─ new articles ─ read (ReadingPool's processes)
                                                                  └─ stored one by one (newsroom's thread)

The event loop only waits: it fetches, and hands on everything that takes longer than an instant. What is
stored is stored an article at a time, so that a chat never waits for more than one. A feed is kept, and its
entries are remembered, after its articles are stored: after a crash they are read again, and stored once.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol
from urllib.parse import urlsplit

from bot.newsroom import Desk
from bot.polling import unless_stopped
from briefings.errors import BriefingsError
from briefings.following import Feed, Look, due, just_died
from briefings.model import Article, Reading, Unread
from briefings.reading.fetch import AT_ONCE, Fetcher, FetchSettings
from briefings.reading.looking import Looked, look_again
from briefings.reading.parsing import ParsingProcess
from briefings.reading.polling import Polled, poll
from briefings.store import Store
from briefings.store.feeds import FeedTable
from briefings.store.looks import LookTable

TICK = 20.0
"""Seconds between two looks at what is due: the shortest wait of a feed is ten minutes."""

MOST_UNDER_WAY = 4 * AT_ONCE
"""Feeds and pages at the same time. Most wait for their host's turn; of the fetcher's own places there are
AT_ONCE, so more would only hold memory."""

MOST_OF_HOST = AT_ONCE
"""Of these, feeds or pages of one host, so that one that is slow leaves places for the others."""

BATCH = 8
"""Articles that one process reads before they are stored: a second or two of work."""

FRESH_CONNECTIONS = timedelta(hours=6)
"""After this time a new fetcher is made, so that what robots.txt says is asked for again."""

PATIENCE = 10.0
"""Seconds for what is being stored when reading is stopped; what is being fetched is dropped at once."""

log = logging.getLogger(__name__)


class ReadsBatches(Protocol):
    """What reads, in processes of its own: `briefings.reading_pool.ReadingPool`."""

    @property
    def fingerprint(self) -> str:
        """What it reads with."""
        ...

    def submit(self, articles: Sequence[Article]) -> Future[tuple[Reading | Unread, ...]]:
        """Have a few articles read; the future gives what came of each, in order."""
        ...


class NewsReading:
    """Reads the news into `store`, which was opened on the thread of `desk`, until it is stopped.

    settings: how to fetch, with the private hosts that may be; stored: called, on the event loop, after
    articles were stored, with how many were new or revised.
    """

    def __init__(
        self,
        desk: Desk,
        store: Store,
        reader: ReadsBatches,
        clock: Callable[[], datetime],
        *,
        settings: FetchSettings | None = None,
        stored: Callable[[int], None] = lambda count: None,
    ) -> None:
        self._desk, self._store, self._reader, self._clock = desk, store, reader, clock
        self._settings = settings
        self._stored = stored
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._fetcher: Fetcher | None = None
        self._fetcher_made = clock()
        self._parsing = ParsingProcess()
        self._told: str = ""

    async def run(self, stop: asyncio.Event) -> None:
        """Read until `stop` is set, then leave what is being fetched and finish what is being stored."""
        try:
            while not stop.is_set():
                try:
                    await self.once()
                except Exception:  # what reads for months must outlive a fault of its own
                    log.exception("a round of reading failed")
                await unless_stopped(asyncio.sleep(TICK), stop)
        finally:
            await self._leave()

    async def once(self) -> int:
        """Start on what is due; how many feeds and pages were started on."""
        try:
            fetcher = await self._fresh_fetcher()
            feeds, pages = await self._desk.do(self._due)
        except BriefingsError as error:
            self._say(str(error))
            return 0
        work = {feed.url: partial(self._feed, feed, fetcher) for feed in feeds}
        work |= {page[0].url: partial(self._page, page, fetcher) for page in pages if page[0].url not in work}
        chosen = self._chosen(work)
        for url in chosen:
            task = asyncio.create_task(self._guarded(url, work[url]()), name=f"reading {url}")
            self._under_way[url] = task
            task.add_done_callback(partial(self._done, url))
        return len(chosen)

    def _done(self, url: str, task: asyncio.Task[None]) -> None:
        del self._under_way[url]

    def _chosen(self, urls: Iterable[str]) -> list[str]:
        """Those that there is room for now, in their order."""
        taken = Counter(map(_host, self._under_way))
        chosen: list[str] = []
        for url in urls:
            full = len(self._under_way) + len(chosen) >= MOST_UNDER_WAY
            if full or url in self._under_way or taken[_host(url)] >= MOST_OF_HOST:
                continue
            taken[_host(url)] += 1
            chosen.append(url)
        return chosen

    async def idle(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            await asyncio.wait(list(self._under_way.values()))
            await asyncio.sleep(0)  # for the callbacks that take the done ones out

    # One feed, one page

    async def _guarded(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Do a piece of work; what fails is told and the rest goes on."""
        try:
            await work
        except BriefingsError as error:
            self._say(str(error))
        except Exception:
            log.exception("reading %s failed", name)

    async def _feed(self, feed: Feed, fetcher: Fetcher) -> None:
        now = self._clock()
        async for polled in poll([feed], fetcher, now=now, seen=self._seen, parse=self._parsing.do):
            articles = [item for item in polled.items if isinstance(item, Article)]
            count = await self._keep(articles)
            await self._desk.do(self._save_feed, polled, now)
            if just_died(polled.before, polled.after):
                log.warning("%s is dead (%s): asked once a week now", feed.url, polled.after.problem)
            if count:
                log.info("%s: %d stored", polled.after.title or feed.url, count)

    async def _page(self, page: tuple[Look, Article], fetcher: Fetcher) -> None:
        async for looked in look_again([page], fetcher, now=self._clock(), parse=self._parsing.do):
            if looked.article is not None and await self._keep([looked.article]):
                log.info("%s was changed by its outlet", looked.look.url)
            await self._desk.do(self._save_look, looked)

    async def _seen(self, feed: Feed, keys: Sequence[str]) -> frozenset[str]:
        return await self._desk.do(lambda: FeedTable(self._store).seen(feed, keys))

    async def _keep(self, articles: Sequence[Article]) -> int:
        """Read and store what is new of `articles`; how many were."""
        unread = [one for one in articles if await self._desk.do(self._is_unread, one)]
        count = 0
        for start in range(0, len(unread), BATCH):
            some = unread[start : start + BATCH]
            readings = await asyncio.wrap_future(self._reader.submit(some))
            model = self._reader.fingerprint  # known, since something was read
            for article, reading in zip(some, readings, strict=True):
                if isinstance(reading, Unread):
                    log.warning("%s: %s", article.url, reading.reason)
                    continue
                count += await self._desk.do(self._add, article, reading, model)
        if count:
            self._stored(count)
        return count

    # On the newsroom's thread

    def _due(self) -> tuple[tuple[Feed, ...], tuple[tuple[Look, Article], ...]]:
        now = self._clock()
        return due(FeedTable(self._store).all(), now), LookTable(self._store).due(now)

    def _is_unread(self, article: Article) -> bool:
        known = self._store.seen_again(article)
        return known is None or known.revised

    def _add(self, article: Article, reading: Reading, model: str) -> int:
        added = self._store.add_article(article, reading, model=model, now=self._clock())
        return int(added.new or added.revised)

    def _save_feed(self, polled: Polled, now: datetime) -> None:
        FeedTable(self._store).save(polled.before, polled.after, polled.keys, now=now)
        looks = LookTable(self._store)
        for page in polled.pages:
            looks.watch(page.article, page.url, now=now, etag=page.etag, modified=page.modified)

    def _save_look(self, looked: Looked) -> None:
        LookTable(self._store).save(
            looked.look,
            now=self._clock(),
            problem=looked.problem,
            etag=looked.etag,
            modified=looked.modified,
        )

    # Beginning and end

    async def _fresh_fetcher(self) -> Fetcher:
        """The fetcher, a new one where there is none or it is old; its certificates take a while to load."""
        old = self._clock() - self._fetcher_made > FRESH_CONNECTIONS and not self._under_way
        if self._fetcher is not None and old:
            await self._fetcher.__aexit__(None, None, None)
            self._fetcher = None
        if self._fetcher is None:
            self._fetcher = await asyncio.to_thread(Fetcher, self._settings)
            self._fetcher_made = self._clock()
        return self._fetcher

    async def _leave(self) -> None:
        """Drop what is under way. What a thread stores is stored; a feed that was not kept is asked again."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=PATIENCE)
        await self._parsing.close()
        if self._fetcher is not None:
            await self._fetcher.__aexit__(None, None, None)

    def _say(self, line: str) -> None:
        """Tell of a failure once for as long as it is the same."""
        if line != self._told:
            log.warning("reading: %s", line)
        self._told = line


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()

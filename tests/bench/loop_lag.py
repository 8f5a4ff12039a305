"""How long the bot's event loop is held up while a thousand articles are read from feeds.

Sites on loopback, in a process of their own, have feeds of generated articles in pages with furniture. The
bot's reading runs as it does in production (`bot.reading`, a ReadingPool, the newsroom's thread), and a probe
on the same loop notes how late it wakes. python -m tests.bench.loop_lag [ARTICLES [FEEDS]]
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.garbage import pass_over_what_is_loaded
from bot.main import SWITCH_SECONDS
from bot.newsroom import Desk
from bot.reading import NewsReading, ReadsBatches
from briefings.following import Feed
from briefings.reading.fetch import FetchSettings
from briefings.reading.polling import MAX_NEW
from briefings.store import Store, codec
from briefings.store.feeds import FeedTable
from tests.loopback import Site, reply, site

PROBE_SECONDS = 0.005
"""How often the probe wakes."""

_PEOPLE = ("Mara Lind", "Jonas Berg", "Ada Holm", "Tomas Vik", "Ines Falk", "Oskar Dahl")
_PLACES = ("Karsund", "Ostrey", "Tarn", "Velholm", "Brisk", "Norhavn", "Sandvik", "Lund")
_THINGS = ("ferry", "bridge", "dam", "school", "hospital", "harbour", "council", "market")
_DEEDS = ("closed", "opened", "repaired", "inspected", "damaged", "evacuated", "sold", "delayed")


@dataclass
class Lag:
    """What a probe saw. late: seconds that each waking was late."""

    late: list[float] = field(default_factory=list)

    async def probe(self) -> None:
        """Wake again and again, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + PROBE_SECONDS
            await asyncio.sleep(PROBE_SECONDS)
            self.late.append(max(0.0, loop.time() - due))

    def share(self, part: float) -> float:
        """Seconds that the given part of the wakings were late at most."""
        ranked = sorted(self.late)
        return ranked[min(len(ranked) - 1, int(part * len(ranked)))]


def article_page(number: int, paragraphs: int = 14) -> bytes:
    """A generated article in a page with the usual furniture; always the same for one number."""
    chance = random.Random(number)

    def sentence() -> str:
        person, place = chance.choice(_PEOPLE), chance.choice(_PLACES)
        thing, deed, count = chance.choice(_THINGS), chance.choice(_DEEDS), chance.randrange(2, 900)
        return chance.choice(
            (
                f"The {thing} in {place} was {deed} on Friday after {count} people had complained about it.",
                f"{person} said the {thing} would not be {deed} before {count} tonnes of gravel had arrived.",
                f"“We have {deed} what we could,” {person} told the {place} Post, “and {count} more come.”",
                f"According to {person}, who lives near the {thing}, {count} houses in {place} had no water.",
            )
        )

    text = "".join(f"<p>{' '.join(sentence() for _ in range(3))}</p>" for _ in range(paragraphs))
    links = "".join(f"<li><a href='/a{n}'>Read more about story {n}</a></li>" for n in range(60))
    return (
        f"<html lang='en'><head><title>Story {number}</title></head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>Story {number} from {chance.choice(_PLACES)}</h1>{text}</article>"
        f"<aside>{links}</aside><footer>All rights reserved.</footer></body></html>"
    ).encode()


def feed_of(name: int, articles: range) -> bytes:
    """An RSS feed of these articles."""
    items = "".join(
        f"<item><guid>a{n}</guid><title>Story {n}</title><link>/a{n}</link></item>" for n in articles
    )
    channel = f"<channel><title>Paper {name}</title><link>/</link>{items}</channel>"
    return f"<rss version='2.0'>{channel}</rss>".encode()


def fill(made: Site, articles: int, feeds: int) -> None:
    """Have a site answer with `feeds` feeds, and the pages of all their articles."""
    for name in range(feeds):
        some = range(name * articles // feeds, (name + 1) * articles // feeds)
        made.answers[f"/feed{name}"] = reply(feed_of(name, some), kind="application/rss+xml")
    for number in range(articles):
        made.answers[f"/a{number}"] = reply(article_page(number))


async def read_through(
    hosts: list[str], reader: ReadsBatches, database: Path, feeds: int
) -> tuple[Lag, int, float]:
    """Read all feeds of these hosts (netlocs) once: the probe, how many articles are stored, and seconds."""
    desk, lag = Desk(), Lag()
    now = datetime.now(UTC)
    store = await desk.do(Store.open, database)
    urls = [f"http://{hosts[name % len(hosts)]}/feed{name}" for name in range(feeds)]
    await desk.do(lambda: FeedTable(store).add(Feed(url=url, added=now) for url in urls))
    settings = FetchSettings(allowed=frozenset(hosts), pause=0.0)
    reading = NewsReading(desk, store, reader, lambda: datetime.now(UTC), settings=settings)
    probing = asyncio.create_task(lag.probe())
    start = time.monotonic()
    while await reading.once():
        await reading.idle()
    took = time.monotonic() - start
    probing.cancel()
    stop = asyncio.Event()
    stop.set()
    await reading.run(stop)
    held = await desk.do(lambda: store.counts()["articles"])
    await desk.do(store.close)
    desk.close()
    return lag, held, took


async def _serve(articles: int, feeds: int, sites: int) -> None:
    """Be the sites, until standard input ends; prints their netlocs."""
    async with site() as one, site() as two, site() as three, site() as four:
        made = (one, two, three, four)[:sites]
        for each in made:
            fill(each, articles, feeds)
        print(" ".join(each.netloc for each in made), flush=True)
        await asyncio.to_thread(sys.stdin.read)


def main(articles: int = 1000, feeds: int = 0) -> int:
    """Measure, and print what the probe saw. Exit status 1 where the loop was held up for 100 ms."""
    from briefings.reading_pool import ReadingPool

    feeds = feeds or -(-articles // MAX_NEW)
    command = [sys.executable, "-m", "tests.bench.loop_lag", "serve", str(articles), str(feeds)]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server,
        TemporaryDirectory() as folder,
        ReadingPool(1, last=True) as pool,
    ):
        assert server.stdout is not None
        codec.prepare()  # as the bot does when it starts, with the next two
        sys.setswitchinterval(SWITCH_SECONDS)
        pass_over_what_is_loaded()
        assert server.stdin is not None
        hosts = server.stdout.readline().split()
        lag, held, took = asyncio.run(read_through(hosts, pool, Path(folder) / "b.db", feeds))
        server.stdin.close()
    print(f"{held} articles of {feeds} feeds in {timedelta(seconds=round(took))}")
    ranks = "  ".join(f"{part:.1%} {1000 * lag.share(part):.1f} ms" for part in (0.5, 0.99, 0.999))
    print(f"event loop late: {ranks}  worst {1000 * max(lag.late):.1f} ms of {len(lag.late)} wakings")
    return int(max(lag.late) >= 0.1)


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["serve"]:
        asyncio.run(_serve(int(words[1]), int(words[2]), 4))
    else:
        sys.exit(main(*map(int, words)))

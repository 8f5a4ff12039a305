"""How long `/topic` takes from its snapshot in a large store, while articles come in.

    python -m tests.bench.topics DATABASE [--articles 100000] [--beside]

DATABASE is copied and the copy grown as in `tests.bench.asking`; its articles are dated over the year up to
now, and of the first DAYS_OWN, which have claims, as of today. Each topic's digest is built once; then
articles come in one by one through a second connection, as an ingest would store them, and after each every
topic is asked for as the bot asks: the digest (the snapshot, where nothing on the topic came in), the days it
has, and its screens. Where the article that came in belongs to the topic its digest is built anew; those
times stand apart. CPU time, as other work on the machine counts otherwise. That a digest rests which was slow
to build is switched off: it would hide the looking.

--beside: while `briefings ingest` reads the archive into the same database, in a process of its own.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import bot.stored
from bot.rendering import digest as screens
from bot.stored import StoredNewsroom
from briefings.model import Topic
from briefings.store import Store, codec
from briefings.tools import Tools
from tests.bench.asking import TOPICS, _copied, beside, grown

ARRIVALS = 60
DAYS_OWN = 40
ASKED = (*TOPICS, Topic(name="Narrow", keywords=("Lockheed",)))


def date(path: Path, now: datetime) -> None:
    """Spread the articles over the year up to `now`; the first DAYS_OWN came out in its last day."""
    with Store.open(path) as store:
        db = store.db.conn
        numbers = [number for (number,) in db.execute("SELECT id FROM articles ORDER BY id")]
        span = timedelta(days=365) / len(numbers)
        moments = [
            (codec.moment_text(now - (timedelta(minutes=30 * n) if n <= DAYS_OWN else span * n)), number)
            for n, number in enumerate(numbers, 1)
        ]
        (trigger,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'articles_au'").fetchone()
        db.execute("DROP TRIGGER articles_au")  # it would index every text again
        db.executemany("UPDATE articles SET published = ?, day_only = 0 WHERE id = ?", moments)
        db.execute(trigger)
        db.commit()


def measure(path: Path, topics: Sequence[Topic], now: datetime) -> tuple[list[float], list[float]]:
    """CPU seconds of each showing from a snapshot, and of each for which a digest was built."""
    shown: list[float] = []
    built: list[float] = []
    with Store.open(path) as store, Store.open(path) as other:
        kept = [store.add_topic(topic) for topic in topics if topic.name not in _names(store)]
        kept = kept or [store.topic(topic.name) for topic in topics]
        newsroom = StoredNewsroom(store, Tools(), lambda: now)
        numbers = {topic.id: _show(newsroom, topic)[0] for topic in kept}
        db = other.db.conn
        originals = [number for (number,) in db.execute("SELECT id FROM articles ORDER BY id LIMIT 1000")]
        first = int(db.execute("SELECT max(id) FROM articles").fetchone()[0])
        for arrival in range(ARRIVALS):
            _copied(db, originals[arrival * 7 % len(originals)], first + arrival, with_claims=False)
            db.commit()
            for topic in kept:
                number, spent = _show(newsroom, topic)
                (shown if number == numbers[topic.id] else built).append(spent)
                numbers[topic.id] = number
    return shown, built


def _names(store: Store) -> set[str]:
    return {topic.name for topic in store.topics()}


def _show(newsroom: StoredNewsroom, topic: Topic) -> tuple[int, float]:
    start = time.process_time()
    digest = newsroom.digest(topic)
    newsroom.snapshots(topic)
    screens(digest)
    return digest.id, time.process_time() - start


def _told(name: str, times: list[float]) -> str:
    if not times:
        return f"{name}: none"
    ranked = sorted(1000 * seconds for seconds in times)
    middle, late = (ranked[min(len(ranked) - 1, int(part * len(ranked)))] for part in (0.5, 0.95))
    return f"{name}: {len(ranked)}, median {middle:.1f} ms, p95 {late:.1f} ms, worst {ranked[-1]:.1f} ms"


def main() -> int:
    """Grow, measure, throw away."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--beside", action="store_true", help="and while an ingest runs")
    arguments = parser.parse_args()
    bot.stored.REST = 0
    now = datetime.now(UTC)
    with TemporaryDirectory() as folder:
        target = Path(folder) / "grown.db"
        print(f"{grown(arguments.database, target, arguments.articles, 0.0):,} articles", flush=True)
        date(target, now)

        def run() -> None:
            shown, built = measure(target, ASKED, now)
            print(_told("from the snapshot", shown))
            print(_told("built", built), flush=True)

        run()
        if arguments.beside:
            beside(target, run, own=ARRIVALS)
    return 0


if __name__ == "__main__":
    sys.exit(main())

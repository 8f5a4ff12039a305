"""How long `/topic` takes from its snapshot in a large store, while articles come in.

    python -m tests.bench.topics DATABASE [--articles 100000]

DATABASE is copied and the copy grown as in `tests.bench.asking`. Each topic's digest is built once; then
articles come in one by one through a second connection, as an ingest would store them, and after each every
topic is asked for as the bot asks: the digest (the snapshot, where nothing on the topic came in), the days it
has, and its screens. Where the article that came in belongs to the topic its digest is built anew; those
times stand apart.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.rendering import digest as screens
from bot.stored import StoredNewsroom
from briefings.model import Topic
from briefings.store import Store
from briefings.tools import Tools
from tests.bench.asking import TOPICS, _copied, grown

ARRIVALS = 60


def measure(path: Path, topics: Sequence[Topic]) -> tuple[list[float], list[float]]:
    """Seconds of each showing from a snapshot, and of each for which a digest was built."""
    shown: list[float] = []
    built: list[float] = []
    clock = [datetime.now(UTC)]
    with Store.open(path) as store, Store.open(path) as other:
        kept = [store.add_topic(topic) for topic in topics]
        newsroom = StoredNewsroom(store, Tools(), lambda: clock[0])
        numbers = {topic.id: _show(newsroom, topic)[0] for topic in kept}
        db = other.db.conn
        originals = [number for (number,) in db.execute("SELECT id FROM articles ORDER BY id LIMIT 1000")]
        for arrival in range(ARRIVALS):
            _copied(db, originals[arrival * 7 % len(originals)], 10**7 + arrival, with_claims=False)
            db.commit()
            for topic in kept:
                number, spent = _show(newsroom, topic)
                (shown if number == numbers[topic.id] else built).append(spent)
                numbers[topic.id] = number
    return shown, built


def _show(newsroom: StoredNewsroom, topic: Topic) -> tuple[int, float]:
    start = time.perf_counter()
    digest = newsroom.digest(topic)
    newsroom.snapshots(topic)
    screens(digest)
    return digest.id, time.perf_counter() - start


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
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        target = Path(folder) / "grown.db"
        print(f"{grown(arguments.database, target, arguments.articles, 0.0):,} articles")
        shown, built = measure(target, (*TOPICS, Topic(name="Narrow", keywords=("Lockheed",))))
    print(_told("from the snapshot", shown))
    print(_told("built", built))
    return 0


if __name__ == "__main__":
    sys.exit(main())

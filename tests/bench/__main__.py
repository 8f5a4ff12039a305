"""Measures the steps that a user waits for, on the sample reports and, where there is one, a real archive.

make bench                 this machine's figures, CPU seconds, best of three
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import seeds
from briefings import pipeline
from briefings.model import Article, Topic
from briefings.reading.records import read_record
from briefings.store import Store
from briefings.tools import Tools

ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "newsroom" / "archive.jsonl.gz"
ARCHIVE_ARTICLES = 100
SINCE = datetime(1900, 1, 1, tzinfo=UTC)
ROUNDS = 3


def measured(what: str, work: Callable[[], object], of: int = 0) -> None:
    """Print the best of some rounds, and how much of it each of `of` things took."""
    best = min(_timed(work) for _ in range(ROUNDS))
    each = f"{best / of * 1000:9.1f} ms each of {of}" if of else ""
    print(f"{what:34} {best:8.3f} s {each}")


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def samples(now: datetime) -> list[Article]:
    """The sample reports."""
    items = pipeline.items_of([str(path) for path in seeds.report_files()], now)
    return [item for item in items if isinstance(item, Article)]


def archive(now: datetime) -> Iterator[Article]:
    """Some real articles; none where there is no archive beside the project."""
    if not ARCHIVE.exists():
        return
    with gzip.open(ARCHIVE, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(ARCHIVE_ARTICLES), lines, strict=False):
            yield read_record(json.loads(line), name=ARCHIVE.name, now=now)[0]


def main() -> int:
    """Measure everything once."""
    now, tools = datetime.now(UTC), Tools()
    measured("load the language model", lambda: Tools().reader)
    reports = samples(now)
    measured("read sample reports", lambda: list(tools.reader.read_all(reports)), len(reports))
    real = list(archive(now))
    if real:
        measured("read archive articles", lambda: list(tools.reader.read_all(real)), len(real))
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db") as store:
        pipeline.ingest(store, [*reports, *real], lambda: tools.reader, now)
        again = [replace(article, fetched=now) for article in reports]
        measured("ingest what is known", lambda: pipeline.ingest(store, again, lambda: tools.reader, now))
        for topic in map(store.add_topic, seeds.topics()):
            measure_topic(store, topic, now, tools)
        measured("verify", store.verify)
    return 0


def measure_topic(store: Store, topic: Topic, now: datetime, tools: Tools) -> None:
    """A topic's search, digest and answer from the store."""
    found = len(store.matching(topic))
    measured(f"match: {topic.name}"[:34], lambda: store.matching(topic))
    measured("  digest", lambda: pipeline.digest(store, topic, now, SINCE), found)
    question = f"What is known about {topic.name}?"
    measured("  ask", lambda: pipeline.ask(store, topic, question, now, tools.meaning))


if __name__ == "__main__":
    sys.exit(main())

"""Digests of growing topics: built anew, and after new articles with what was compared before.

    python -m tests.bench.digests DATABASE --keyword Trump --sizes 50 100 200 [--new 20] [--write]

DATABASE is read only. CPU seconds; the last column is the ratio of a digest after `--new` articles more to
the same digest built anew; both must be equal, or this ends with an error.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from briefings import pipeline
from briefings.digest.build import build_digest
from briefings.model import Article, Digest, Topic
from briefings.store import Store
from briefings.tools import Tools
from tests.bench import chart, page
from tests.bench.inputs import NOW

PICTURE = "performance-digests.svg"


def main(words: list[str] | None = None) -> int:
    """Measure each size; prints a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.digests", description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--keyword", action="append", default=[], help="none: all articles are the topic")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 100, 200])
    parser.add_argument("--new", type=int, default=20)
    parser.add_argument("--write", action="store_true", help="put table and picture into docs/performance.md")
    options = parser.parse_args(words)
    topic = Topic(name="Bench", keywords=tuple(options.keyword))
    with Store.open(options.database, readonly=True) as store:
        every = range(1, store.counts()["articles"] + 1)
        numbers = sorted(one.id for one in store.matching(topic)) if topic.keywords else list(every)
        if max(options.sizes) > len(numbers):
            print(f"the topic has {len(numbers)} articles only", file=sys.stderr)
            return 1
        rows = [_row(store, topic, numbers[:size], options.new) for size in options.sizes]
    print(table(rows, options.new))
    if options.write:
        bars = [(f"{row.articles} articles", row.anew / row.articles, f"{row.anew:.1f} s") for row in rows]
        picture = chart.bars("CPU seconds an article, digest built anew", bars)
        page.write("digests", table(rows, options.new), {PICTURE: picture})
    return 0


@dataclass(frozen=True, kw_only=True)
class Row:
    """CPU seconds of a digest of so many articles built anew, and with what the one before it left."""

    articles: int
    anew: float
    after: float


def table(rows: Sequence[Row], new: int) -> str:
    """The rows as a table in Markdown."""
    lines = [
        f"| articles | anew, s | s an article | after {new} more, s | ratio |",
        "|---:|---:|---:|---:|---:|",
        *(
            f"| {row.articles:,} | {row.anew:.1f} | {row.anew / row.articles:.3f} | {row.after:.1f} "
            f"| {row.after / row.anew:.3f} |"
            for row in rows
        ),
    ]
    return "\n".join(lines)


def of_articles(articles: Sequence[Article], tools: Tools, sizes: Sequence[int], new: int = 10) -> str:
    """The table for topics of the first of these articles, read and stored for it."""
    topic = Topic(name="Bench")
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db") as store:
        pipeline.ingest(store, articles, lambda: tools.reader, NOW)
        numbers = list(range(1, store.counts()["articles"] + 1))
        rows = [_row(store, topic, numbers[:size], new) for size in sizes if size <= len(numbers)]
    return table(rows, new)


def _row(store: Store, topic: Topic, numbers: list[int], new: int) -> Row:
    now = pipeline.worded(store, store.material_of(numbers))
    earlier = frozenset(numbers[:-new])
    before = replace(now, articles=tuple(a for a in now.articles if a.id in earlier))
    left: list[bytes] = []
    build_digest(topic, before, now=NOW, remember=left.append)
    anew, spent_anew = _timed(lambda: build_digest(topic, now, now=NOW))
    after, spent_after = _timed(lambda: build_digest(topic, now, now=NOW, compared=left[0] if left else b""))
    if anew != after:
        raise SystemExit(f"{len(numbers)} articles: the two digests differ")
    return Row(articles=len(numbers), anew=spent_anew, after=spent_after)


def _timed(work: Callable[[], Digest]) -> tuple[Digest, float]:
    start = time.process_time()
    return work(), time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())

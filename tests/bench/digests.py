"""Digests of growing topics: built anew, and after new articles with what was compared before.

    python -m tests.bench.digests DATABASE --keyword Trump --sizes 50 100 200 [--new 20] [--write]
        [--articles 10000] [--trust 3000]

DATABASE is read only; with --articles a copy is grown to so many (`tests.bench.asking`). CPU seconds; the
last column is the ratio of a digest after `--new` articles more to the same digest built anew; both must be
equal, or this ends with an error. From a size of --trust on the digest of so many fewer stands for the one
built anew, which takes half of the time, and nothing is compared.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from briefings import pipeline
from briefings.digest.build import build_digest
from briefings.model import Article, Digest, Material, Topic
from briefings.store import Store
from briefings.tools import Tools
from tests.bench import chart, page
from tests.bench.asking import grown
from tests.bench.inputs import NOW

PICTURE = "performance-digests.svg"

AFTER = 3
"""Runs of the digest after new articles, which is short: the middle one counts."""


def main(words: list[str] | None = None) -> int:
    """Measure each size; prints a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.digests", description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--keyword", action="append", default=[], help="none: all articles are the topic")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 100, 200])
    parser.add_argument("--new", type=int, default=20)
    parser.add_argument("--write", action="store_true", help="put table and picture into docs/performance.md")
    parser.add_argument("--articles", type=int, default=0, help="grow a copy of the database to so many")
    parser.add_argument("--trust", type=int, default=sys.maxsize, help="size from which nothing is compared")
    options = parser.parse_args(words)
    topic = Topic(name="Bench", keywords=tuple(options.keyword))
    with TemporaryDirectory() as folder:
        database = Path(options.database)
        if options.articles:
            database = Path(folder) / "grown.db"
            grown(Path(options.database), database, options.articles, claims=1.0)
        material = _material(database, topic, max(options.sizes))
    if max(options.sizes) > len(material.articles):
        print(f"the topic has {len(material.articles)} articles only", file=sys.stderr)
        return 1
    rows = []
    for size in options.sizes:
        rows.append(_row(topic, _first(material, size), options.new, trust=size >= options.trust))
        print(table(rows[-1:], options.new).splitlines()[-1], file=sys.stderr, flush=True)
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
        material = pipeline.worded(store, store.material_of(range(1, store.counts()["articles"] + 1)))
    rows = [_row(topic, _first(material, size), new) for size in sizes if size <= len(material.articles)]
    return table(rows, new)


def _material(database: Path, topic: Topic, most: int) -> Material:
    """The first articles of a topic, all articles where it has no keywords, with their wordings."""
    with Store.open(database, readonly=True) as store:
        every = range(1, store.counts()["articles"] + 1)
        numbers = sorted(one.id for one in store.matching(topic)) if topic.keywords else every
        return pipeline.worded(store, store.material_of(numbers[:most]))


def _first(material: Material, count: int) -> Material:
    """The articles that were stored first."""
    numbers = frozenset(sorted(a.id for a in material.articles)[:count])
    return replace(material, articles=tuple(a for a in material.articles if a.id in numbers))


def _row(topic: Topic, material: Material, new: int, *, trust: bool = False) -> Row:
    articles = len(material.articles)
    left: list[bytes] = []
    before, spent_anew = _timed(
        lambda: build_digest(topic, _first(material, articles - new), now=NOW, remember=left.append)
    )
    anew, spent_anew = (
        (before, spent_anew) if trust else _timed(lambda: build_digest(topic, material, now=NOW))
    )
    known = left[0] if left else b""
    runs = [
        _timed(lambda: build_digest(topic, material, now=NOW, compared=known))
        for _ in range(1 if trust else AFTER)
    ]
    if not trust and any(after != anew for after, _ in runs):
        raise SystemExit(f"{articles} articles: the two digests differ")
    return Row(articles=articles, anew=spent_anew, after=statistics.median(spent for _, spent in runs))


def _timed(work: Callable[[], Digest]) -> tuple[Digest, float]:
    start = time.process_time()
    return work(), time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())

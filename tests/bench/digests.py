"""Digests of growing topics: built anew, and after new articles with what was compared before.

    python -m tests.bench.digests DATABASE --keyword Trump --sizes 50 100 200 [--new 20]

DATABASE is read only. CPU seconds; the last column is the ratio of a digest after `--new` articles more to
the same digest built anew; both must be equal, or this ends with an error.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from briefings import pipeline
from briefings.digest.build import build_digest
from briefings.model import Digest, Topic
from briefings.store import Store
from tests.bench.inputs import NOW


def main(words: list[str] | None = None) -> int:
    """Measure each size; prints a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.digests", description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--keyword", action="append", default=[], help="none: all articles are the topic")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 100, 200])
    parser.add_argument("--new", type=int, default=20)
    options = parser.parse_args(words)
    topic = Topic(name="Bench", keywords=tuple(options.keyword))
    with Store.open(options.database, readonly=True) as store:
        every = range(1, store.counts()["articles"] + 1)
        numbers = sorted(one.id for one in store.matching(topic)) if topic.keywords else list(every)
        print(
            f"| articles | anew, s | s an article | after {options.new} more, s | ratio |\n"
            "|---:|---:|---:|---:|---:|"
        )
        for size in options.sizes:
            if size > len(numbers):
                print(f"the topic has {len(numbers)} articles only", file=sys.stderr)
                return 1
            print(_row(store, topic, numbers[:size], options.new), flush=True)
    return 0


def _row(store: Store, topic: Topic, numbers: list[int], new: int) -> str:
    now = pipeline.worded(store, store.material_of(numbers))
    earlier = frozenset(numbers[:-new])
    before = replace(now, articles=tuple(a for a in now.articles if a.id in earlier))
    left: list[bytes] = []
    build_digest(topic, before, now=NOW, remember=left.append)
    anew, spent_anew = _timed(lambda: build_digest(topic, now, now=NOW))
    after, spent_after = _timed(lambda: build_digest(topic, now, now=NOW, compared=left[0] if left else b""))
    if anew != after:
        raise SystemExit(f"{len(numbers)} articles: the two digests differ")
    ratio = spent_after / spent_anew
    each = spent_anew / len(numbers)
    return f"| {len(numbers)} | {spent_anew:.1f} | {each:.3f} | {spent_after:.1f} | {ratio:.2f} |"


def _timed(work: Callable[[], Digest]) -> tuple[Digest, float]:
    start = time.process_time()
    return work(), time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())

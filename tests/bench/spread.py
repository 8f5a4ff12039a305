"""Reading the same articles by one process of `--workers` and by Dask workers on this machine, by the clock.

    python -m tests.bench.spread [--articles 100] [--workers 1 2 4]

Each way stores into a database of its own, and all must hold the same rows but for times, or this ends with
an error. Workers have one thread each and are started, with their models loaded, before the clock is.
Only a machine that does nothing else tells the truth, and no more workers can gain than it has cores.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

import distributed

from briefings import pipeline
from briefings.model import Article
from briefings.reading_cluster import ReadingCluster
from briefings.reading_pool import ReadingPool
from briefings.store import Store
from tests.bench.inputs import NOW, articles

Opens = Callable[[], AbstractContextManager[ReadingPool | ReadingCluster]]


def main(words: list[str] | None = None) -> int:
    """Measure each number of workers; prints a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spread", description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    options = parser.parse_args(words)
    chosen = articles(options.articles)
    print(
        f"{len(chosen)} articles\n\n| read by | s by the clock | times as fast |\n|---|---:|---:|", flush=True
    )
    alone, rows = _measured(chosen, lambda: ReadingPool(1), 1)
    print(f"| one process of `--workers` | {alone:.1f} | 1.00 |", flush=True)
    for workers in options.workers:
        with distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster:
            address = cluster.scheduler_address
            spent, others = _measured(chosen, lambda to=address: ReadingCluster(to), workers)  # type: ignore[misc]
        if others != rows:
            raise SystemExit(f"{workers} Dask workers: the database differs from that of one process")
        print(f"| {workers} Dask workers | {spent:.1f} | {alone / spent:.2f} |", flush=True)
    return 0


def _measured(chosen: Sequence[Article], opens: Opens, workers: int) -> tuple[float, object]:
    """Seconds of an ingest by what `opens` gives, and the rows that it stored."""
    with TemporaryDirectory() as folder, opens() as read:
        path = Path(folder) / "bench.db"
        list(read.read_all(chosen[: 8 * workers]))  # models loaded
        with Store.open(path) as store:
            start = time.perf_counter()
            pipeline.ingest(store, chosen, lambda: read, NOW, model=lambda: read.fingerprint)
            spent = time.perf_counter() - start
            return spent, [row for row in store.db.conn.iterdump() if "_sqlite_migrations" not in row]


if __name__ == "__main__":
    sys.exit(main())

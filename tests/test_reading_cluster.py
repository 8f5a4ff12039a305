"""Reading on a Dask cluster of two worker processes on loopback; the workers read by hand."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefings import pipeline, reading_pool
from briefings.errors import InputError, LanguageModelError
from briefings.model import Article, Unread
from briefings.store import Store
from tests import fake_reading
from tests.fake_reading import read_batch_by_hand
from tests.newsdesk import NOW, article, reading

dask = pytest.importorskip("dask", reason="the extra `dask` is not installed")
distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")
reading_cluster = pytest.importorskip("briefings.reading_cluster")

pytestmark = [pytest.mark.filterwarnings("default")]  # distributed's own warnings are not ours to mend


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    """Two workers. A dead one is looked for 30 seconds by default."""
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "2s"}),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs="CRITICAL",
        ) as made,
    ):
        yield made


@pytest.fixture
def cluster(local: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(reading_cluster, "read_batch", read_batch_by_hand)
    with reading_cluster.ReadingCluster(local.scheduler_address, str(tmp_path)) as made:
        yield made


def numbered(count: int) -> list[Article]:
    return [
        article(url=f"https://harbour.example/{n}", title=str(n), text=f"Number {n} left. It rains.")
        for n in range(count)
    ]


def test_a_cluster_gives_the_readings_in_order(cluster: Any) -> None:
    articles = numbered(100)
    assert list(cluster.read_all(articles)) == [reading(a.text) for a in articles]


def test_the_store_gets_the_same_rows_from_a_cluster(cluster: Any, tmp_path: Path) -> None:
    from tests.newsdesk import ByHand

    articles, found = numbered(60), []
    for name, reader in (("one", ByHand()), ("cluster", cluster)):
        with Store.open(tmp_path / name) as store:
            pipeline.ingest(store, articles, lambda read=reader: read, NOW, model=lambda: "m")  # type: ignore[misc]
            dumped = store.db.conn.iterdump()
            found.append([line for line in dumped if "_sqlite_migrations" not in line])
    assert found[0] == found[1]


def test_a_worker_that_is_killed_costs_nothing_but_time(cluster: Any, local: Any) -> None:
    articles = numbered(300)
    readings = cluster.read_all(articles)
    found = [next(readings)]
    with distributed.Client(local.scheduler_address, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    os.kill(victim, signal.SIGKILL)
    found += readings
    assert found == [reading(a.text) for a in articles]


def test_a_worker_with_other_code_is_refused(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_code", "another")
    with pytest.raises(LanguageModelError, match="other code"):
        list(cluster.read_all(numbered(3)))


def test_a_worker_reads_in_one_process_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading_pool, "_START", fake_reading.START)
    monkeypatch.setattr(reading_cluster, "_pools", {})
    first = reading_cluster.read_batch(numbered(3), str(tmp_path))
    (pool,) = reading_cluster._pools.values()
    with pool:
        process = pool.processes()
        assert first.readings == tuple(reading(a.text) for a in numbered(3))
        assert first.reads_with == pool.reads_with
        assert reading_cluster.read_batch((), str(tmp_path)).readings == ()
        assert pool.processes() == process
        assert process != (os.getpid(),)
        (left,) = reading_cluster.read_batch([article(title="9", text="It kills.")], str(tmp_path)).readings
        assert isinstance(left, Unread)
        assert pool.processes() != process


def test_no_scheduler_is_one_line() -> None:
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        reading_cluster.ReadingCluster("tcp://127.0.0.1:9", patience=1)


def test_the_command_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from briefings.cli import main

    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "briefings.reading_cluster")
    words = ["--db", str(tmp_path / "x.db"), "ingest", "--dask", "tcp://127.0.0.1:9", "x.txt"]
    assert main.main(words) == 2

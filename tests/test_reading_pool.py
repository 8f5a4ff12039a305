"""Reading in several processes: in order, whole, and gone when nobody needs them."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

import seeds
from briefings import language, pipeline, reading_pool
from briefings.errors import LanguageModelError
from briefings.extract.reader import Reader
from briefings.meaning import Meaning
from briefings.model import Article, Unread
from briefings.reading_pool import ReadingPool
from briefings.store import Store
from briefings.versions import READS
from tests import fake_reading
from tests.newsdesk import NOW, ByHand, article, reading

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 20.0  # seconds for a process to go, on a busy machine


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes read without a language model, so that they start at once."""
    monkeypatch.setattr(reading_pool, "_START", fake_reading.START)


@pytest.fixture
def pool(by_hand: None, tmp_path: Path) -> Iterator[ReadingPool]:
    with ReadingPool(2, str(tmp_path)) as made:
        yield made


def numbered(count: int, **texts: str) -> list[Article]:
    """Articles 0..count-1; `a7="..."` gives the seventh another text."""
    return [
        article(
            url=f"https://harbour.example/{n}",
            title=str(n),
            text=texts.get(f"a{n}", f"Number {n} left. It rains."),
        )
        for n in range(count)
    ]


def test_readings_come_in_the_order_of_the_articles(pool: ReadingPool) -> None:
    articles = numbered(100)
    assert list(pool.read_all(articles)) == [reading(a.text) for a in articles]
    assert len(pool.processes()) == 2


def test_articles_are_taken_only_a_little_ahead_of_those_that_are_read(pool: ReadingPool) -> None:
    taken = []

    def endless() -> Iterator[Article]:
        for n in range(10_000):
            taken.append(n)
            yield article(url=f"https://harbour.example/{n}")

    readings = pool.read_all(endless())
    for _ in range(40):
        next(readings)
    assert len(taken) <= 40 + (2 * reading_pool.AHEAD + 1) * reading_pool.BATCH


def test_a_process_that_dies_is_replaced_and_its_articles_are_read_again(pool: ReadingPool) -> None:
    articles = numbered(50, a20="This kills once. And no more.")
    assert list(pool.read_all(articles)) == [reading(a.text) for a in articles]


def test_an_article_that_kills_twice_is_given_up_and_the_others_are_read(pool: ReadingPool) -> None:
    articles = numbered(40, a17="This kills. Always.")
    found = list(pool.read_all(articles))
    assert isinstance(found[17], Unread)
    del found[17], articles[17]
    assert found == [reading(a.text) for a in articles]


def test_what_is_given_up_is_reported_and_not_stored(pool: ReadingPool, tmp_path: Path) -> None:
    articles = numbered(20, a3="This kills. Always.")
    seen: list[pipeline.Item] = []
    with Store.open(tmp_path / "news.db") as store:
        done = pipeline.ingest(store, articles, lambda: pool, NOW, progress=seen.append)
        assert store.known(articles[3]) is None
    assert done.new == 19
    assert [(item.source, item.kept) for item in done.rejected] == [(articles[3].url, False)]
    assert "died twice" in done.rejected[0].reason
    assert len(seen) == 20


def test_a_killed_process_costs_nothing_but_time(pool: ReadingPool) -> None:
    articles = numbered(200)
    readings = pool.read_all(articles)
    found = [next(readings)]
    for number in pool.processes():
        os.kill(number, signal.SIGKILL)
    found += readings
    assert found == [reading(a.text) for a in articles]


def test_a_bug_in_reading_comes_out_where_it_was_asked_for(pool: ReadingPool) -> None:
    with pytest.raises(RuntimeError, match="a bug in https://harbour"):
        list(pool.read_all(numbered(5, a2="A bug. Here.")))
    assert list(pool.read_all(numbered(1))) == [reading("Number 0 left. It rains.")]


def test_what_came_before_a_source_broke_off_is_read(pool: ReadingPool, tmp_path: Path) -> None:
    def broken() -> Iterator[Article]:
        yield from numbered(20)
        raise RuntimeError("the wire went dead")

    with Store.open(tmp_path / "news.db") as store:
        with pytest.raises(RuntimeError, match="wire"):
            pipeline.ingest(store, broken(), lambda: pool, NOW)
        assert store.counts()["articles"] == 20


def test_a_model_that_cannot_be_loaded_is_one_line(by_hand: None, tmp_path: Path) -> None:
    with ReadingPool(1, f"{tmp_path}|missing") as pool, pytest.raises(LanguageModelError, match="is damaged"):
        list(pool.read_all(numbered(1)))


def test_a_process_with_another_version_reads_nothing(pool: ReadingPool, tmp_path: Path) -> None:
    assert pool.fingerprint == "model-1"
    first, second = pool._workers
    for worker in (first, second):
        worker._model = f"{tmp_path}|2"
        worker.stop()
    with pytest.raises(LanguageModelError, match="model model-2 is not model-1"):
        list(pool.read_all(numbered(40)))


def test_processes_without_work_end_and_come_back(by_hand: None, tmp_path: Path) -> None:
    with ReadingPool(1, str(tmp_path), idle=0.0) as pool:
        list(pool.read_all(numbered(1)))
        (number,) = pool.processes() or (0,)
        assert number == 0 or gone(number)
        assert len(list(pool.read_all(numbered(3)))) == 3


def test_closing_ends_the_processes_at_once_and_cancels_what_waits(by_hand: None, tmp_path: Path) -> None:
    pool = ReadingPool(2, str(tmp_path))
    futures = [pool.submit(numbered(1)) for _ in range(9)]
    futures[0].result()
    numbers = pool.processes()
    pool.close()
    pool.close()
    assert all(future.done() for future in futures)
    assert all(gone(number) for number in numbers)
    with pytest.raises(RuntimeError, match="closed"):
        pool.submit(numbered(1))


def test_no_process_outlives_a_killed_parent(tmp_path: Path) -> None:
    program = f"""
import time
from briefings import reading_pool
from tests.newsdesk import article
reading_pool._START = {fake_reading.START!r}
pool = reading_pool.ReadingPool(2, {str(tmp_path)!r})
for future in [pool.submit((article(),)) for _ in range(8)]:
    future.result()
print(*pool.processes(), flush=True)
input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        numbers = [int(word) for word in parent.stdout.readline().split()]
        parent.kill()
    assert numbers
    assert all(gone(number) for number in numbers)


def gone(number: int) -> bool:
    """Wait until the process has ended."""
    try:
        handle = os.pidfd_open(number)
    except ProcessLookupError:
        return True
    try:
        watch = select.poll()
        watch.register(handle, select.POLLIN)
        return bool(watch.poll(PATIENCE * 1000))
    finally:
        os.close(handle)


def test_what_changes_while_it_is_read_ahead_is_stored_as_by_one_process(
    pool: ReadingPool, tmp_path: Path
) -> None:
    """An address whose text changes and changes back within what is read ahead, twins, and a retitled one."""
    here = {"url": "https://harbour.example/live"}
    articles = [
        article(**here, text="One. Two."),
        *numbered(5),
        article(**here, text="One. Two."),
        article(**here, text="One. Three."),
        article(**here, text="One. Two."),
        article(url="https://harbour.example/twin", text="One. Two."),
        article(url="https://harbour.example/twin", text="One. Two. Four."),
        article(url="https://harbour.example/twin", text="One. Two."),
        *numbered(3),
        article(**here, text="One. Two.", title="Another title"),
    ]
    assert dump(tmp_path / "one.db", articles, ByHand()) == dump(tmp_path / "more.db", articles, pool)


def dump(path: Path, articles: list[Article], reader: pipeline.Reads) -> list[str]:
    """All that is in a database into which the articles were read, in two runs."""
    with Store.open(path) as store:
        for run in (articles[:4], articles):
            pipeline.ingest(store, run, lambda: reader, NOW, model=lambda: "m")
        return rows(store)


def rows(store: Store) -> list[str]:
    """Every row of a database but for when its tables were made."""
    return [line for line in store.db.conn.iterdump() if "_sqlite_migrations" not in line]


@pytest.fixture(scope="session")
def really() -> Iterator[ReadingPool]:
    """Two processes with the shipped language model."""
    with ReadingPool(2) as made:
        yield made


def test_the_database_is_that_of_one_process_to_the_byte(
    really: ReadingPool, nlp: Language, meaning: Meaning, tmp_path: Path
) -> None:
    """All sample reports, read by this process and by two others, at one `now`."""
    items = list(pipeline.items_of([str(path) for path in seeds.report_files()], NOW))
    found = []
    for name, reader in (("one", Reader(nlp, meaning)), ("two", really)):
        with Store.open(tmp_path / name) as store:
            mark = language.fingerprint(nlp) if name == "one" else really.fingerprint
            pipeline.ingest(store, items, lambda read=reader: read, NOW, model=lambda m=mark: m)  # type: ignore[misc]
            found.append(rows(store))
    assert found[0] == found[1]
    assert any('INSERT INTO "claims"' in row for row in found[0])


def test_all_that_a_reading_process_loads_is_in_its_version(really: ReadingPool) -> None:
    """`briefings.versions.READS` names every module of ours that reading imports."""
    program = """
import sys
from briefings.model import Article
from briefings.tools import Tools
list(Tools().reader.read_all([Article(url="u", title="", outlet="", text="It rains, he said.")]))
print(*(name for name in sys.modules if name.startswith("briefings.")))
"""
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    known = {name.removesuffix(".py") for name in READS} | {"errors", "tools"}  # these decide nothing
    assert {name.split(".")[1] for name in found.stdout.split()} == known

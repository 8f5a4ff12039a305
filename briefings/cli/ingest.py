"""`briefings ingest`: reports into the store, with a bar on long work and a line for what was refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings.cli.output import count, note
from briefings.cli.setup import Setup
from briefings.errors import InputError, UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefings.pipeline import Ingested, Item
    from briefings.reading_cluster import ReadingCluster
    from briefings.tools import Reads

MOST_WORKERS = 64
"""More processes than one writer could keep busy (docs/scale.md), and a typing error rather than a wish."""


@click.command(short_help="Read reports from files, folders, addresses or standard input.")
@click.argument("source", nargs=-1, required=True)
@click.option(
    "--workers",
    type=click.IntRange(min=1, max=MOST_WORKERS),
    default=1,
    show_default=True,
    help="Processes that read; each takes a core and about 400 MB of memory.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Read on a Dask cluster instead: its scheduler, tcp://host:8786 (needs the extra `dask`).",
)
@click.pass_obj
def ingest(setup: Setup, source: tuple[str, ...], workers: int, dask: str | None) -> int:
    """Read reports from files (.jsonl .html .txt), folders, web addresses or "-" (standard input).

    The same article twice is one article. A bad line is reported with its number and the rest goes in.
    """
    from briefings import pipeline

    with setup.store() as store, _reading(setup, workers, dask) as (reader, model), _progress(source) as step:
        done = pipeline.ingest(
            store,
            pipeline.items_of(source, setup.now, allowed=setup.allowed),
            reader,
            setup.now,
            model=model,
            progress=step,
        )
    if done != pipeline.Ingested(unreadable=done.unreadable):  # else all was said already
        note(summary(done))
    if done.unreadable:
        return 2
    if not (done.new or done.revised or done.same):
        raise InputError("nothing was stored: no article could be read from what was given")
    return 0


@contextmanager
def _reading(
    setup: Setup, workers: int, dask: str | None
) -> Iterator[tuple[Callable[[], Reads], Callable[[], str]]]:
    """Who reads, and with which model: this process, others of this machine, or a cluster."""
    if dask is not None:
        with _cluster(dask, setup.tools.model) as cluster:
            yield lambda: cluster, lambda: cluster.fingerprint
    elif workers > 1:
        from briefings.reading_pool import ReadingPool

        with ReadingPool(workers, setup.tools.model) as pool:
            yield lambda: pool, lambda: pool.fingerprint
    else:
        yield lambda: setup.tools.reader, lambda: setup.tools.fingerprint


def _cluster(address: str, model: str | None) -> ReadingCluster:
    try:
        from briefings.reading_cluster import ReadingCluster
    except ModuleNotFoundError as error:
        raise InputError(
            f"--dask needs the library {error.name!r}: install concordance with its extra `dask`"
        ) from error
    return ReadingCluster(address, model)


def summary(done: Ingested) -> str:
    """What came of an ingest, in one line."""
    refused = sum(1 for item in done.rejected if not item.kept)
    parts = [f"{count(done.new, 'article')} stored"]
    parts += [f"{done.revised:,} revised"] if done.revised else []
    parts += [f"{done.same:,} already known"] if done.same else []
    parts += [f"{refused:,} refused"] if refused else []
    parts += [f"{count(len(done.unreadable), 'source')} unreadable"] if done.unreadable else []
    return ", ".join(parts)


def report(item: Item) -> str | None:
    """What there is to say of an item: nothing of an article, one line of what was refused."""
    if isinstance(item, UnreadableSourceError):
        return f"{item.source}: {item.reason}"
    reason = getattr(item, "reason", None)
    if reason is None:
        return None
    line = getattr(item, "line", 0)
    where = f"{getattr(item, 'source', '')}, line {line}" if line else f"{getattr(item, 'source', '')}"
    return f"{where}: {reason}"


@contextmanager
def _progress(source: tuple[str, ...]) -> Iterator[Callable[[Item], None]]:
    """A bar on standard error where that is a terminal; lines for what is refused everywhere."""
    if not sys.stderr.isatty():
        yield _say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=expected(source))

        def step(item: Item) -> None:
            line = report(item)
            if line is not None:
                console.print(line, markup=False, highlight=False)
            bar.advance(task)

        yield step


def _say(item: Item) -> None:
    line = report(item)
    if line is not None:
        note(line)


def expected(source: tuple[str, ...]) -> int | None:
    """How many items the sources hold, about, for the bar; None where nobody can tell (standard input)."""
    counts = [_expected_of(one) for one in source]
    return sum(c for c in counts if c is not None) if None not in counts else None


def _expected_of(source: str) -> int | None:
    if source == "-":
        return None
    path = Path(source)
    try:
        if path.is_dir():
            return sum(_lines(p) for p in path.rglob("*") if p.is_file())
        return _lines(path) if path.is_file() else 1
    except OSError:
        return 1


def _lines(path: Path) -> int:
    if path.suffix.lower() not in {".jsonl", ".ndjson"}:
        return 1
    with path.open("rb") as lines:
        return sum(1 for line in lines if line.strip())

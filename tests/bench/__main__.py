"""Measures what a user waits for; every figure is a ratio within one run, so it holds on other machines.

    make bench                                   what is printed here
    python -m tests.bench --write                and reading put into docs/performance.md with its picture
    python -m tests.bench.asking DATABASE        answers and searches over a grown store
    python -m tests.bench.digests DATABASE       digests of growing topics, anew and after new articles
    python -m tests.bench.topics DATABASE        /topic from its snapshot in a large store, while news comes
    python -m tests.bench.spread                 reading by Dask workers on this machine
    make lag                                     how long the bot's event loop is held up by reading

On the archive beside the project where there is one, on made articles otherwise.
"""

from __future__ import annotations

import argparse
import os
import sys

from briefings.tools import Tools
from tests.bench import chart, digests, page, reading
from tests.bench.inputs import ARCHIVE, articles

PICTURE = "performance-reading.svg"


def main(words: list[str] | None = None) -> int:
    """Measure reading, part by part and whole, by one process and by two, and digests of what was read."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=60, help="how many to read")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="at most")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    parser.add_argument("--digests", type=int, nargs="+", default=[30, 60], help="sizes of topics")
    options = parser.parse_args(words)
    chosen, tools = articles(options.articles), Tools()
    source = "the archive" if ARCHIVE.exists() else "made articles"
    kernels = os.environ.get("OPENBLAS_CORETYPE", "native")
    note = f"{len(chosen)} articles of {source}, OpenBLAS kernels: {kernels}"
    parts = reading.parts(chosen, tools)
    others = [*reading.whole(chosen, tools), reading.memory(), *reading.processes(chosen, options.processes)]
    text = f"{note}\n\n{table('part', parts)}\n\n{table('whole', others)}"
    print(text)
    if options.write:
        page.write("bench", text, {PICTURE: chart.bars(f"Parts of reading ({note})", parts)})
    print("\n" + digests.of_articles(chosen, tools, options.digests))
    return 0


def table(name: str, rows: list[reading.Row]) -> str:
    """Rows as a table in Markdown."""
    lines = [f"| {name} | ratio | measured |", "|---|---:|---|"]
    return "\n".join([*lines, *(f"| {what} | {value:,.3f} | {note} |" for what, value, note in rows)])


if __name__ == "__main__":
    sys.exit(main())

"""Measures what a user waits for; every figure is a ratio within one run, so it holds on other machines.

    make bench                                   what is printed here
    python -m tests.bench --write                and put into docs/performance.md with its picture
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
import re
import sys
from pathlib import Path

from briefings.tools import Tools
from tests.bench import chart, reading
from tests.bench.inputs import ARCHIVE, articles

DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURE = "performance-reading.svg"


def main(words: list[str] | None = None) -> int:
    """Measure reading, part by part and whole, by one process and by two."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=60, help="how many to read")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="at most")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
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
        page = DOCS / "performance.md"
        page.write_text(put(page.read_text(encoding="utf-8"), text), encoding="utf-8")
        (DOCS / PICTURE).write_text(chart.bars(f"Parts of reading ({note})", parts), encoding="utf-8")
    return 0


def table(name: str, rows: list[reading.Row]) -> str:
    """Rows as a table in Markdown."""
    lines = [f"| {name} | ratio | measured |", "|---|---:|---|"]
    return "\n".join([*lines, *(f"| {what} | {value:,.3f} | {note} |" for what, value, note in rows)])


def put(page: str, text: str) -> str:
    """The page with `text` between its marks."""
    return re.sub(
        r"(?s)(<!-- bench -->\n).*?(<!-- /bench -->)", lambda m: f"{m[1]}{text}\n{m[2]}", page, count=1
    )


if __name__ == "__main__":
    sys.exit(main())

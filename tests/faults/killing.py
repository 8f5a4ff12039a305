"""Killing work at random moments, and looking at what it leaves."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from briefings.store import Store
from tests.faults import victims

ROOT = Path(__file__).resolve().parents[2]
LONGEST_WAIT = 0.02  # seconds after a line, at most, until the kill: about what storing one article takes


@dataclass(kw_only=True)
class Promised:
    """What killed work had said was done. unsaid: at most so many articles were stored and not yet said."""

    articles: set[str] = field(default_factory=set)
    digests: dict[int, tuple[int, int]] = field(default_factory=dict)
    unsaid: int = 0
    killed: int = 0

    def note(self, line: str) -> None:
        """Take down a line that the work said."""
        kind, _, rest = line.partition(" ")
        if kind == "+":
            self.articles.add(rest)
        elif kind == "=":
            number, points, disputes = map(int, rest.split())
            self.digests[number] = (points, disputes)


@dataclass(frozen=True, kw_only=True)
class Victim:
    """The process that forks the work, and its pipes."""

    into: IO[str]
    out: IO[str]

    def run(self, work: str, number: int, chance: random.Random, promised: Promised) -> None:
        """Begin a work and kill it -9 after a random number of lines and a random moment more."""
        self.into.write(f"{work} {number}\n")
        self.into.flush()
        child = int(self.out.readline().removeprefix("pid "))
        lines_left = chance.randrange(victims.ARTICLES if work == "ingest" else victims.DIGESTS)
        while True:
            line = self.out.readline().rstrip("\n")
            assert line, "the victims' process is gone"
            if line.startswith("end "):
                assert line in ("end 9", "end 0"), f"{work} {number} ended by itself: {line}"
                promised.killed += line == "end 9"
                promised.unsaid += line == "end 9" and work == "ingest"
                return
            promised.note(line)
            if not lines_left:
                time.sleep(chance.uniform(0, LONGEST_WAIT))
                with contextlib.suppress(ProcessLookupError):  # it may have come to its end meanwhile
                    os.kill(child, signal.SIGKILL)
            lines_left -= 1


@contextmanager
def victim(database: Path) -> Iterator[Victim]:
    """A process to give work to."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.victims", str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Victim(into=process.stdin, out=process.stdout)
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def look(database: Path, promised: Promised) -> None:
    """Assert that the database opens, is sound, and holds what was promised, each article once."""
    with Store.open(database) as store:
        assert store.verify() == ()
        urls = [url for (url,) in store.db.execute("SELECT url FROM articles").fetchall()]
        assert len(urls) == len(set(urls)), "an article is there twice"
        assert promised.articles <= set(urls), "an article that was accepted is gone"
        assert len(set(urls) - promised.articles) <= promised.unsaid
        for number, (points, disputes) in promised.digests.items():
            kept = store.digest(number)
            assert (len(kept.points), len(kept.disputes)) == (points, disputes)


def torture(database: Path, rounds: int, seed: int) -> Promised:
    """Kill `rounds` works, looking at the database after each; what they had promised."""
    chance, promised = random.Random(seed), Promised()
    with victim(database) as victims_process:
        number = 0
        while promised.killed < rounds:
            work = "digest" if number % 4 == 3 else "ingest"
            victims_process.run(work, number, chance, promised)
            look(database, promised)
            number += 1
    return promised

"""Work to be killed at: `python -m tests.faults.victims DATABASE`, driven by `tests.faults.killing`.

A line on standard input names the work ("ingest 3", "digest 5"); it is done in a forked child, so that a
round costs no start of Python. What the child has accepted it says at once, a line each, on standard output:

    pid 4711                the child has begun
    + https://...           an article is stored, as a user would be told
    = 12 3 1                digest 12 is stored, with 3 points and 1 dispute
    end 9                   the child is dead, by this signal (0: it came to its end)
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import briefings.digest.build  # noqa: F401  here, not in each child
from briefings import pipeline
from briefings.model import Article, Topic
from briefings.store import Store
from tests.newsdesk import NOW, ByHand, article

TOPIC = "Karsund"  # a few stories: what is tried is keeping digests, not building large ones
ARTICLES = 30  # offered in a round, some of them known, some revised
DIGESTS = 12
SENTENCES = 12  # of an article: enough rows that a kill often falls between two of them


def offered(number: int) -> Iterator[Article]:
    """The articles of a round, the same for one number: some new, some known, some with another text."""
    chance = random.Random(number)
    for _ in range(ARTICLES):
        story = chance.randrange(40 * (number + 1))
        edition = chance.choice((0, 0, 0, number))
        lines = (f"Boat {story} of edition {edition} saved {line} people." for line in range(SENTENCES))
        yield article(
            url=f"https://harbour.example/{story}",
            title=f"Fire off Karsund {story}" if story % 40 == 3 else f"Ferry fire {story}",
            text=" ".join(lines),
            outlet=f"Outlet {story % 7}",
        )


def say(line: str) -> None:
    """One line, whole, past every buffer."""
    os.write(1, f"{line}\n".encode())


def ingest(path: Path, number: int) -> None:
    """Store the articles of a round, saying each when it is stored."""
    with Store.open(path) as store:
        items = offered(number)
        pipeline.ingest(
            store,
            items,
            ByHand,
            NOW,
            progress=lambda item: say(f"+ {item.url}") if isinstance(item, Article) else None,
        )


def digest(path: Path, number: int) -> None:
    """Build and keep digests of what is stored; number: of the round, which tells it from others in a log."""
    with Store.open(path) as store:
        topic = store.add_topic(Topic(name=TOPIC, keywords=(TOPIC,)))
        for _ in range(DIGESTS):
            built = pipeline.digest(store, topic, NOW)
            say(f"= {built.id} {len(built.points)} {len(built.disputes)}")


WORK = {"ingest": ingest, "digest": digest}


def main() -> None:
    """Fork a child for each line of standard input, and say how it ended."""
    path = Path(sys.argv[1])
    for line in sys.stdin:
        work, number = line.split()
        begin, go = os.pipe()
        child = os.fork()
        if not child:
            status = 1
            try:
                os.read(begin, 1)  # until it was said who we are
                WORK[work](path, int(number))
                status = 0
            finally:
                os._exit(status)
        say(f"pid {child}")
        os.write(go, b"!")
        os.close(begin)
        os.close(go)
        _, status = os.waitpid(child, 0)
        say(f"end {os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)}")


if __name__ == "__main__":
    main()

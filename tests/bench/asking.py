"""How long answers and searches take from a large store, and as how many plain queries of the index.

    python -m tests.bench.asking DATABASE [--articles 8000] [--beside]

DATABASE is any database of ours (`briefings ingest` makes one); it is copied, the copy is grown to as many
articles as asked for, and thrown away. Growth: articles again at other addresses, every name turned into
another of its own length, so that offsets hold and no copy has the words of its original's names. The copies
have passages, and claims as far as `--claims` goes (a share of the copies), with the wordings of the
original's sentences: claims make a store large and are read for the sentences of an answer only.

--beside: once more while `briefings ingest` reads the archive into it, in a process of its own.

The ratio is against `SELECT … MATCH … ORDER BY rank LIMIT 10` for the same words in the same run, so it says
the same on a slow and on a fast machine.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from briefings import pipeline
from briefings.ask import asked
from briefings.model import Topic
from briefings.store import Store
from briefings.tools import Tools
from tests.bench.inputs import ARCHIVE

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TOPICS = (
    Topic(name="White House", keywords=("White House", "president", "Congress", "Senate")),
    Topic(name="Shootings", keywords=("shooting", "police", "gunman", "victims", "killed")),
    Topic(name="Health care", keywords=("health", "insurance", "Medicare", "hospital")),
)
QUESTIONS = (
    "Who is paying for the new hospital?",
    "How many people were killed in the attack?",
    "When will the Senate vote on the bill?",
    "Why did the president fire the director?",
    "What did the police chief say about the gunman?",
    "Where were the victims taken?",
)
SEARCHES = ("president senate vote", '"white house" budget', "police -protest killed", "said-by:obama health")
ROUNDS = 3


def grown(source: Path, target: Path, articles: int, claims: float) -> int:
    """Copy a database and grow it to `articles`; how many it has then."""
    shutil.copyfile(source, target)
    with Store.open(target) as store:
        db = store.db.conn
        originals = [number for (number,) in db.execute("SELECT id FROM articles ORDER BY id")]
        db.execute("PRAGMA synchronous = OFF")
        chance = random.Random(7)
        for copy in range(articles - len(originals)):
            _copied(db, originals[copy % len(originals)], copy, with_claims=chance.random() < claims)
            if copy % 2000 == 0:
                db.commit()
        db.commit()
        return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])


_ARTICLE = """
    INSERT INTO articles(outlet, url, title, text, published, day_only, zone_hours, byline, credit, language,
        fetched, fingerprint, model, keywords, version)
    SELECT outlet, url || '#' || :copy, :title, :text, published, day_only, zone_hours, byline, credit,
        language, fetched, fingerprint || :copy, model, keywords, version FROM articles WHERE id = :id
"""
_PASSAGES = """
    INSERT INTO passages SELECT ?, number, start, "end", kind, paragraph, mark FROM passages WHERE article = ?
"""
_CLAIMS = """
    INSERT INTO claims(article, passage, start, "end", text, extraction, vector)
    SELECT ?, passage, start, "end", text, extraction, vector FROM claims WHERE article = ?
"""

_WORDINGS = """
    INSERT INTO wordings SELECT ?, passage, encoder, vectors FROM wordings WHERE article = ?
"""


def _copied(db: sqlite3.Connection, number: int, copy: int, *, with_claims: bool) -> None:
    title, text = db.execute("SELECT title, text FROM articles WHERE id = ?", [number]).fetchone()
    turned = _Names(copy)
    row = {"id": number, "copy": copy, "title": turned(title), "text": turned(text)}
    new = db.execute(_ARTICLE, row).lastrowid
    db.execute(_PASSAGES, [new, number])
    if with_claims:
        db.execute(_CLAIMS, [new, number])
        db.execute(_WORDINGS, [new, number])


class _Names:
    """Turns each name of one copy into another word of its length, the same one everywhere in it.

    One in four stays as it is: news of one month shares its names.
    """

    def __init__(self, copy: int) -> None:
        self._chance = random.Random(copy)
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        return re.sub(r"(?<=[a-z,] )[A-Z][a-z]{3,}", lambda match: self._turned(match[0]), text)

    def _turned(self, name: str) -> str:
        if name not in self._known:
            letters = list(name.lower())
            if self._chance.random() < 0.75:
                self._chance.shuffle(letters)
            self._known[name] = "".join(letters).capitalize()
        return self._known[name]


def beside(path: Path, work: Callable[[], object], own: int = 0) -> None:
    """Do the work, which stores `own` articles itself, while an ingest reads the archive into it."""
    command = [sys.executable, "-m", "briefings", "--db", str(path), "ingest", str(ARCHIVE)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as ingest:
        time.sleep(15)  # the model is loaded, the first articles are stored
        before = _stored(path)
        work()
        print(f"the ingest stored {_stored(path) - before - own} articles meanwhile")
        ingest.terminate()


def _stored(path: Path) -> int:
    with Store.open(path, readonly=True) as store:
        return store.counts()["articles"]


def measure(store: Store, tools: Tools) -> None:
    """Every question on every topic, every search; medians, the slowest, and the ratios."""
    meaning = tools.meaning
    pipeline.ask(store, TOPICS[0], QUESTIONS[0], NOW, meaning)  # what is only done once a process
    asks, plains, searches = [], [], []
    for question in QUESTIONS:
        words = " OR ".join(form for forms in asked(question, meaning).forms for form in forms[:1])
        plains.append(_best(partial(_plain, store, words)))
        for topic in TOPICS:
            asks.append(_best(partial(pipeline.ask, store, topic, question, NOW, meaning)))
    for text in SEARCHES:
        searches.append(_best(partial(pipeline.search, store, text, NOW)))
    plain = statistics.median(plains)
    _print("plain query of the index", plains, plain)
    _print("ask", asks, plain)
    _print("search", searches, plain)


def _plain(store: Store, words: str) -> list[object]:
    sql = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rank LIMIT 10"
    return store.db.execute(sql, [words]).fetchall()


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _print(what: str, times: list[float], plain: float) -> None:
    middle, worst = statistics.median(times), max(times)
    times_ms = f"{middle * 1000:8.1f} ms, slowest {worst * 1000:8.1f} ms"
    print(f"{what:26} {times_ms}, {middle / plain:6.1f} plain queries")


def main() -> int:
    """Grow, measure, throw away."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("--articles", type=int, default=8000)
    parser.add_argument("--claims", type=float, default=1.0, help="share of the copies that get claims")
    parser.add_argument("--beside", action="store_true", help="and while an ingest runs")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        target = Path(folder) / "grown.db"
        count = grown(arguments.database, target, arguments.articles, arguments.claims)
        print(f"{count:,} articles, {target.stat().st_size / 1e6:,.0f} MB")
        with Store.open(target) as store:
            for topic in TOPICS:
                print(f"  {topic.name}: {len(store.holding(topic, (), until=NOW, most=10**9)):,} articles")
            tools = Tools()
            measure(store, tools)
            if arguments.beside:
                beside(target, partial(measure, store, tools))
    return 0


if __name__ == "__main__":
    sys.exit(main())

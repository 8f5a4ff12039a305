"""Databases of earlier versions as SQL text, in `tests/data/schemas`.

`python -m tests.schemas NAME` writes one of the version at hand: run it before a release, with the version as
name. A small database as users have it is in each: revised articles, a digest, feeds, the bot's tables.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlite_utils import Migrations

import bot.records
import briefings.store
from bot.records.opening import prepare
from briefings import pipeline
from briefings.following import Feed
from briefings.model import Topic
from briefings.store import Store
from briefings.store.feeds import FeedTable
from briefings.store.opening import migrate
from tests.newsdesk import NOW, ByHand, article

FOLDER = Path(__file__).resolve().parent / "data" / "schemas"
TOPIC = "Ostrey ferry"


def opened(path: Path) -> Store:
    """The database at `path` with all tables that any program of ours keeps, brought up to date."""
    store = Store.open(path)
    prepare(store.db, path)  # in the order in which the bot's tables refer to each other
    for known in migration_sets():
        migrate(store.db, known, path)
    return store


def migration_sets() -> Iterator[Migrations]:
    """Every set of migrations in the project."""
    seen: set[str] = set()
    for package in (briefings.store, bot.records):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            found = getattr(importlib.import_module(module.name), "migrations", None)
            if isinstance(found, Migrations) and found.name not in seen:
                seen.add(found.name)
                yield found


def fill(path: Path) -> None:
    """A small database of the version at hand."""
    reports = (("harbour", "Harbour Post", 48), ("karsund", "Karsund Post", 50), ("brambury", "Courier", 48))
    text = "The ferry left Ostrey at noon. Fire broke out {hours} later. All {saved} people were saved."
    with opened(path) as store:
        topic = store.add_topic(Topic(name=TOPIC, keywords=("ferry", "Ostrey"), exclude=("strike",)))
        articles = [
            article(
                url=f"https://{name}.example/ferry",
                outlet=outlet,
                text=text.format(hours="an hour", saved=saved),
            )
            for name, outlet, saved in reports
        ]
        revised = article(url=articles[0].url, text=text.format(hours="two hours", saved=49))
        for batch in (articles, [revised]):
            pipeline.ingest(store, batch, ByHand, NOW, model=lambda: "by-hand")
        pipeline.digest(store, topic, NOW)
        FeedTable(store).add([Feed(url="https://harbour.example/rss", title="Harbour Post", added=NOW)])


def dump(path: Path) -> str:
    """A database as SQL text; search indices as what makes them anew, not as the pages they are kept in."""
    shadow = re.compile(r"(?:CREATE TABLE|INSERT INTO) ['\"]?(?:\w+_fts|sqlite_master)|PRAGMA|COMMIT")
    with closing(sqlite3.connect(path)) as connection:
        lines = [line for line in connection.iterdump() if not shadow.match(line)]
        virtual = "SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'"
        for name, sql in connection.execute(virtual).fetchall():
            lines += [f"{sql};", f"INSERT INTO {name}({name}) VALUES ('rebuild');"]
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
    return "\n".join([*lines, "COMMIT;", f"PRAGMA application_id = {mark};", ""])


def load(text: str, path: Path) -> None:
    """The database that a dump describes, written to `path`."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(text)


def main() -> None:
    """Write the dump of the version at hand."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "b.db"
        fill(path)
        (FOLDER / f"{sys.argv[1]}.sql").write_text(dump(path), encoding="utf-8")


if __name__ == "__main__":
    main()

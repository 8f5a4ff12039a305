"""A database of every earlier version opens, becomes what a new one is, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from briefings import pipeline
from briefings.store import Store
from briefings.store.feeds import FeedTable
from tests import schemas
from tests.newsdesk import NOW, ByHand, article

DUMPS = sorted(schemas.FOLDER.glob("*.sql"))


SETS = list(schemas.migration_sets())


def shape(db: Database) -> dict[str, str]:
    """All tables, indices and triggers, as they were made, white space aside."""
    rows = db.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {name: " ".join(sql.replace('"', "").split()) for name, sql in rows}


@pytest.fixture(params=DUMPS, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database of an earlier version."""
    path = tmp_path / "old.db"
    schemas.load(request.param.read_text(encoding="utf-8"), path)
    return path


def test_an_old_database_becomes_what_a_new_one_is(old: Path, tmp_path: Path) -> None:
    with schemas.opened(old) as upgraded, schemas.opened(tmp_path / "new.db") as fresh:
        assert shape(upgraded.db) == shape(fresh.db)


def test_an_old_database_keeps_all_that_it_held(old: Path) -> None:
    with schemas.opened(old) as store:
        assert store.verify() == ()
        assert store.counts()["articles"] == 3
        topic = store.topic(schemas.TOPIC)
        assert topic.exclude == ("strike",)
        assert len(store.matching(topic)) == 3
        revised = store.material_of([1]).articles[0]
        assert "two hours" in revised.text
        digest = store.last_digest(topic)
        assert digest is not None
        assert digest.points
        assert [feed.title for feed in FeedTable(store).all()] == ["Harbour Post"]
        assert store.db.table("article_versions").count == 1


def test_an_old_database_goes_on_taking_articles_and_digests(old: Path, tmp_path: Path) -> None:
    with schemas.opened(old) as store:
        more = [
            article(url="https://quayside.example/ferry", outlet="Quayside", text="All 48 people were saved.")
        ]
        assert pipeline.ingest(store, more, ByHand, NOW).new == 1
        assert pipeline.digest(store, store.topic(schemas.TOPIC), NOW).articles == 4
        assert store.verify() == ()


def test_opening_twice_upgrades_once(old: Path) -> None:
    with schemas.opened(old) as store:
        applied = store.db.table("_sqlite_migrations").count
    with schemas.opened(old) as store:
        assert store.db.table("_sqlite_migrations").count == applied


@pytest.mark.parametrize("known", SETS, ids=lambda known: known.name)
def test_every_stage_of_a_set_of_migrations_leads_to_the_same_tables(
    known: Migrations, tmp_path: Path
) -> None:
    with schemas.opened(tmp_path / "whole.db") as fresh:
        names = [migration.name for migration in known.applied(fresh.db)]
        whole = shape(fresh.db)
    assert names
    for number, name in enumerate(names):
        path = tmp_path / f"{number}.db"
        with Store.open(path) as store:
            for other in SETS:
                if other is not known:
                    other.apply(store.db)
            if not known.applied(store.db):
                known.apply(store.db, stop_before=name)
        with schemas.opened(path) as store:
            assert shape(store.db) == whole


def test_no_migration_that_a_dump_holds_has_gone_or_changed_its_name(old: Path) -> None:
    known = {(each.name, m.name) for each in SETS for m in each.pending(Database(memory=True))}
    with Store.open(old) as store:
        rows = store.db.execute("SELECT migration_set, name FROM _sqlite_migrations").fetchall()
    assert set(rows) <= known

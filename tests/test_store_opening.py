"""What the store makes of files that it cannot use: one line that names the file, and nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from briefings.errors import InputError, NewerStoreError, StoreError
from briefings.model import Topic
from briefings.store import Store, default_path
from briefings.store import opening as opening_module
from briefings.store.opening import migrate, refuse_newer, writing
from tests.newsdesk import NOW, article, reading


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that does not wait for another."""
    monkeypatch.setattr(opening_module, "BUSY_SECONDS", 0.05)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a" / "b" / "c.db") as store:
        assert store.topics() == ()


def test_the_default_is_in_the_users_data_directory(tmp_path: Path) -> None:
    assert tmp_path in default_path().parents


def test_foreign_keys_are_on_and_the_journal_is_a_wal(store: Store) -> None:
    assert store.db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert store.db.journal_mode == "wal"


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "b.db") as store:
        store.add_topic(Topic(name="Ferry"))
        before = store.db.schema
    with Store.open(tmp_path / "b.db") as store:
        assert store.db.schema == before
        assert [topic.name for topic in store.topics()] == ["Ferry"]


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        Store.open(tmp_path)


def test_a_missing_database_cannot_be_opened_to_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no database at"):
        Store.open(tmp_path / "b.db", readonly=True)
    assert not (tmp_path / "b.db").exists()


@pytest.mark.parametrize(
    "content", [b"just a letter to the editor, long enough to look at\n" * 9, b"\x00" * 9000]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"letter\.txt"):
        Store.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with Store.open(path) as store:
        store.add_topic(Topic(name="Ferry"))
        later = Migrations("concordance.store")

        @later()
        def from_the_future(db: Database) -> None:
            db.execute("CREATE TABLE future (id INTEGER)")

        later.apply(store.db)
    with pytest.raises(NewerStoreError, match=r"newer version.*from_the_future.*update this program"):
        Store.open(path)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT name FROM topics").fetchall() == [("Ferry",)]


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with Store.open(path) as store:
        store.add_topic(Topic(name="Ferry"))
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 20] = b"\xff" * (4096 * 19)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged"), Store.open(path) as store:
        store.topics()


def test_a_writer_beside_another_says_that_the_file_is_in_use(tmp_path: Path, impatient: None) -> None:
    path = tmp_path / "b.db"
    with Store.open(path) as first, Store.open(path) as second:
        with writing(first.db):
            with pytest.raises(StoreError, match="in use by another process"):
                second.add_topic(Topic(name="Ferry"))
            first.add_topic(Topic(name="Strike"))
        second.add_topic(Topic(name="Ferry"))
        assert len(second.topics()) == 2


def test_a_reader_goes_on_beside_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with Store.open(path) as writer, Store.open(path, readonly=True) as reader, writing(writer.db):
        writer.add_topic(Topic(name="Ferry"))
        assert reader.topics() == ()


def test_a_readonly_store_refuses_to_write(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    Store.open(path).close()
    with Store.open(path, readonly=True) as store, pytest.raises(StoreError, match="read-only"):
        store.add_topic(Topic(name="Ferry"))


def test_a_write_that_fails_midway_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("midway")

    monkeypatch.setattr("briefings.store.articles._remember_address", fail)
    with pytest.raises(RuntimeError, match="midway"):
        store.add_article(article(), reading(article().text), now=NOW)
    assert store.counts() == dict.fromkeys(store.counts(), 0)


def test_a_bug_is_not_taken_for_a_fault_of_the_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object) -> None:
        store.db.execute("SELECT 1 FROM nowhere")

    monkeypatch.setattr("briefings.store.topics.every", wrong)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        store.topics()


def test_another_package_keeps_tables_of_its_own_beside_ours(tmp_path: Path) -> None:
    """What the bot does: its own migration set in the same file, refused when it is newer."""
    path = tmp_path / "b.db"
    ledger = Migrations("concordance.bot")

    @ledger()
    def chats(db: Database) -> None:
        db.execute("CREATE TABLE chats (id INTEGER PRIMARY KEY)")

    with Store.open(path) as store:
        migrate(store.db, ledger, path)
        assert store.db["chats"].exists()
    with Store.open(path) as store, pytest.raises(NewerStoreError):
        refuse_newer(store.db, Migrations("concordance.bot"), path)

"""Whatever is changed behind the store's back is named; a copy is whole and sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.errors import InputError, StoreError
from briefings.store import Store
from tests.newsdesk import NOW, article, reading


@pytest.fixture
def filled(store: Store) -> Store:
    """A store of two articles."""
    for one in (article(), article(url="https://karsund.example/1", outlet="Karsund Post")):
        store.add_article(one, reading(one.text), model="by-hand", now=NOW)
    return store


def test_a_sound_store_has_no_faults(filled: Store) -> None:
    assert filled.verify() == ()


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            "UPDATE claims SET start = start + 1 WHERE id = 2",
            "claim 2 of article 1 (https://harbour.example/ferry)",
        ),
        ("UPDATE claims SET text = 'Nobody was saved.' WHERE id = 3", "claim 3 of article 1"),
        ('UPDATE passages SET "end" = "end" + 1 WHERE article = 2 AND number = 1', "passage 1 of article 2"),
        (
            'UPDATE passages SET start = 9000, "end" = 9010 WHERE article = 2 AND number = 0',
            "passage 0 of article 2",
        ),
        (
            "UPDATE articles SET text = replace(text, 'noon', 'dawn') WHERE id = 1",
            "article 1 (https://harbour",
        ),
        ("UPDATE claims SET passage = 0 WHERE id = 3", "claim 3 of article 1"),
    ],
)
def test_a_changed_row_is_named(filled: Store, sql: str, expected: str) -> None:
    filled.db.execute(sql)
    assert any(str(fault).startswith(expected) for fault in filled.verify())


def test_a_claim_without_its_passage_is_named(filled: Store) -> None:
    filled.db.execute("PRAGMA foreign_keys = OFF")
    filled.db.execute("DELETE FROM passages WHERE article = 1 AND number = 0")
    assert any("points to a row of passages" in fault.why for fault in filled.verify())


def test_a_search_index_that_lost_an_article_is_named(filled: Store) -> None:
    filled.db.execute(
        "INSERT INTO articles_fts(articles_fts, rowid, title, text) SELECT 'delete', id, title, text"
        " FROM articles WHERE id = 1"
    )
    assert any(fault.what == "the search index articles_fts" for fault in filled.verify())


def test_verifying_changes_nothing(filled: Store) -> None:
    before = list(filled.db.query("SELECT * FROM claims"))
    filled.verify()
    assert list(filled.db.query("SELECT * FROM claims")) == before
    assert not filled.db.conn.in_transaction


def test_a_backup_holds_everything_and_verifies(filled: Store, tmp_path: Path) -> None:
    target = filled.backup(tmp_path / "copies" / "b.db")
    with Store.open(target) as copy:
        assert copy.counts() == filled.counts()
        assert copy.verify() == ()
    assert [path.name for path in target.parent.iterdir()] == ["b.db"]


def test_a_backup_never_overwrites(filled: Store, tmp_path: Path) -> None:
    target = tmp_path / "kept"
    target.write_text("mine")
    with pytest.raises(InputError, match="exists"):
        filled.backup(target)
    assert target.read_text() == "mine"


def test_a_backup_that_cannot_be_written_leaves_nothing(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="cannot make the folder"):
        filled.backup(tmp_path / "file" / "b.db")

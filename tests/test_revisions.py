"""Silent edits: what an outlet changed in an article is noted claim by claim, and both texts are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.revisions import Edit, compared
from briefings.store import Store
from tests.newsdesk import NOW, TEXT, article, reading

LATER = TEXT.replace("All 48 people were saved.", "All 51 people were saved.")


def added(store: Store, text: str, *, hours: int = 0) -> int:
    one = article(text=text)
    return store.add_article(one, reading(text), now=NOW + timedelta(hours=hours)).id


def test_a_claim_that_changed_is_noted_with_both_wordings(store: Store) -> None:
    number = added(store, TEXT)
    added(store, LATER, hours=2)
    (found,) = store.revisions([number], NOW)
    assert (found.edit, found.before, found.after) == (
        Edit.CHANGED,
        "All 48 people were saved.",
        "All 51 people were saved.",
    )
    assert (found.version, found.noted) == (2, NOW + timedelta(hours=2))
    claims = store.material_of([number]).readings[number].claims
    assert found.claim == claims[2].id


def test_the_text_before_is_kept_beside_the_text_now(store: Store) -> None:
    number = added(store, TEXT)
    added(store, LATER)
    kept = store.db.execute("SELECT version, text FROM article_versions WHERE article = ?", [number])
    assert kept.fetchall() == [(1, TEXT)]


def test_a_claim_that_vanished_and_one_that_came_are_told_apart(store: Store) -> None:
    number = added(store, TEXT)
    added(store, TEXT.replace(" Fire broke out an hour later.", "") + " The captain has been questioned.")
    found = {(one.edit, one.before, one.after) for one in store.revisions([number], NOW)}
    assert found == {
        (Edit.GONE, "Fire broke out an hour later.", ""),
        (Edit.ADDED, "", "The captain has been questioned."),
    }


def test_a_new_headline_or_other_marks_change_no_claim(store: Store) -> None:
    number = added(store, TEXT)
    one = replace(article(text=TEXT.replace(".", " .")), title="Ferry burns off Ostrey")
    again = store.add_article(one, reading(one.text), now=NOW)
    assert again.revised
    assert store.revisions([number], NOW) == ()


def test_only_what_was_noted_since_is_given(store: Store) -> None:
    number = added(store, TEXT)
    added(store, LATER, hours=1)
    added(store, LATER.replace("noon", "one"), hours=5)
    assert [r.version for r in store.revisions([number], NOW)] == [2, 3]
    assert [r.version for r in store.revisions([number], NOW + timedelta(hours=4))] == [3]
    assert store.revisions([number + 1], NOW) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("At least 12 people were killed", "At least 14 people were killed, officials said"),
        ("The bridge will reopen on Friday.", "The bridge will reopen on Monday."),
    ],
)
def test_a_claim_said_a_little_otherwise_is_its_later_form(before: str, after: str) -> None:
    assert compared([before], [after]) == [(Edit.CHANGED, 0, 0)]


def test_two_claims_on_one_person_are_two() -> None:
    before, after = "Mara Lind said she was sorry for it.", "Mara Lind will meet the union on Friday."
    assert [edit for edit, _, _ in compared([before], [after])] == [Edit.GONE, Edit.ADDED]


_claims = st.lists(st.sampled_from(["a b c", "a b d", "x y z", "A B C!", "", "another thing"]), max_size=6)


@given(_claims, _claims)
def test_every_claim_has_one_fate(before: list[str], after: list[str]) -> None:
    edits = compared(before, after)
    old = [place for _, place, _ in edits if place is not None]
    new = [place for _, _, place in edits if place is not None]
    assert len(set(old)) == len(old)
    assert len(set(new)) == len(new)
    assert compared(before, before) == []

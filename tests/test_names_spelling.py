"""One key for all the spellings of a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.extract.spelling import fold


@pytest.mark.parametrize(
    "spellings",
    [
        ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskij", "ZELENSKY’S"),
        ("Kyiv", "Kiev"),
        ("defence", "Defense", "defence's"),
        ("colour", "color"),
        ("organisation", "organization"),
        ("travelled", "traveled"),
        ("centre", "center"),
        ("manoeuvre", "maneuver"),
        ("Erdoğan", "Erdogan"),
        ("air-defence", "air-defense"),
    ],
)
def test_spellings_of_one_word_share_a_key(spellings: tuple[str, ...]) -> None:
    """House spelling, accents, possessives and romanised endings do not part a word from itself."""
    assert len({fold(word) for word in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"),
        ("filled", "filed"),
        ("hour", "her"),
        ("Iran", "Iraq"),
        ("sky", "ski"),
        ("rise", "rize"),
    ],
)
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    """The rules stop short of short everyday words."""
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(word: str) -> None:
    """A key is its own key, for any characters at all."""
    assert fold(fold(word)) == fold(word)


@given(st.text(alphabet="abceiklnorsuyzé-’' ", max_size=16))
def test_folding_is_idempotent_on_letters_the_rules_touch(word: str) -> None:
    """The rules settle."""
    assert fold(fold(word)) == fold(word)

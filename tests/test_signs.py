"""What is looked for first to save time stands in whatever the costly pattern behind it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.extract import date_grammar
from briefings.extract import furniture_patterns as look

FURNITURE = [(signs, pattern) for table in (look.INLINE, look.SENTENCES) for _, signs, pattern in table]
DATES = [(sign, pattern) for _, sign, pattern in date_grammar._COMPILED]
LETTERS = st.characters(max_codepoint=0x7E, exclude_categories=["Cc"], include_characters="‘’“”–—…")
MOST = settings(max_examples=4, suppress_health_check=list(HealthCheck), deadline=None)

# Hypothesis makes nothing that these match, of what they look ahead to or how long they are: written by hand.
BY_HAND = {
    "JUST WATCHED": "JUST WATCHED Ferry burns MUST WATCH Ferry burns 1:02PM",
    "JUST WATCHED\\b.*?(?:Replay": "JUST WATCHED Ferry burns Replay More Videos ... MUST WATCH 1:02",
    "has (?:some": "Ine Corvo has more details on what is known of the fire:",
    "(?:after|before) (?=": "two days after Friday",
    "count>a couple of": "two days after Friday",
}


def made(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    """Texts that the pattern matches: made from it, or written by hand."""
    known = [text for part, text in BY_HAND.items() if part in pattern.pattern and pattern.search(text)]
    return st.sampled_from(known) if known else st.from_regex(pattern, fullmatch=True, alphabet=LETTERS)


@pytest.mark.parametrize(("signs", "pattern"), [row for row in FURNITURE if row[0] != ("",)])
def test_furniture_holds_one_of_its_signs(signs: tuple[str, ...], pattern: re.Pattern[str]) -> None:
    @MOST
    @given(made(pattern))
    def holds(text: str) -> None:
        assert any(sign in text.lower() for sign in signs), text

    holds()


@pytest.mark.parametrize(("sign", "pattern"), DATES)
def test_a_word_for_time_holds_its_sign(sign: re.Pattern[str], pattern: re.Pattern[str]) -> None:
    @MOST
    @given(made(pattern))
    def holds(text: str) -> None:
        assert sign.search(text), text

    holds()

"""Whatever comes, the parsers end with an answer or a reason. `make fuzz` goes on for ten minutes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.nonsense import mutated, shapes
from tests.fuzz.targets import TARGETS

ROUNDS = {"page": 15, "plain": 40}  # these look at all of a text; the others are quick
QUICK = 150


@pytest.mark.parametrize("name", TARGETS)
def test_no_parser_stumbles_over_nonsense(name: str) -> None:
    chance, seeds = random.Random(8), shapes()
    for _ in range(ROUNDS.get(name, QUICK)):
        TARGETS[name](mutated(chance, seeds))


@pytest.mark.parametrize("name", ["feed", "opml", "record", "small", "message"])
@settings(max_examples=60)
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_no_parser_stumbles_over_any_bytes(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize(("name", "data"), [("opml", b"<opm:l"), ("feed", b"<!")])
def test_what_was_stumbled_over_once_is_no_trouble_any_more(name: str, data: bytes) -> None:
    TARGETS[name](data)

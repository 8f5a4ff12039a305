"""Callback strings fit Telegram's 64 bytes, come back as they went, and anything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks import BYTES, Call, DigestCall, MenuCall, TopicCall, View, decode, encode

IDS = st.integers(0, 10**12 - 1)
PAGES = st.builds(
    DigestCall, digest=IDS, view=st.sampled_from([View.HOME, View.SOURCES, View.DISPUTES]), screen=IDS
)
DETAILS = st.builds(
    DigestCall, digest=IDS, view=st.sampled_from([View.POINT, View.DISPUTE]), index=IDS, screen=IDS
)
CALLS = (
    PAGES
    | DETAILS
    | st.builds(TopicCall, topic=IDS, edit=st.booleans())
    | st.builds(MenuCall, command=st.sampled_from(["topics", "help"]))
)


@given(CALLS)
def test_a_call_comes_back_from_its_string(call: Call) -> None:
    assert decode(encode(call)) == call
    assert len(encode(call).encode()) <= BYTES


@given(st.text())
def test_any_text_is_a_call_or_nothing(data: str) -> None:
    call = decode(data)
    assert call is None or decode(encode(call)) == call


@pytest.mark.parametrize(
    "data",
    ["", "d1", "d2:1:h", "d1:x:h", "d1:1:z", "d1:1:p", "d1:-1:h", "d1:01:h", "d1:1:h\n", "t1:", "d1:1:p1.2.3",
     "d1:" + "9" * 13 + ":h", "d1:١:h"],
)  # fmt: skip
def test_damaged_and_foreign_strings_are_no_call(data: str) -> None:
    assert decode(data) is None


def test_a_number_that_cannot_be_an_id_is_refused_when_written() -> None:
    with pytest.raises(ValueError, match="no button"):
        encode(TopicCall(topic=10**12))

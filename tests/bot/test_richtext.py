"""Any text at all becomes messages that Telegram's own parser takes, within its limits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.richtext import Line, Run, Style, bold, clean, clip, fits, html, line, plain, split, units, web_link
from tests.bot.botapi.parsing import parse_html
from tests.bot.telegram_checks import parsed

TEXTS = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["<b>", "</b>", "&amp;", "&#0;", "<a href='x'>", "\u202eevil", "\ud83d", "😀" * 40, "a" * 900, "x " * 900]
)
LINKS = st.sampled_from(
    [
        "",
        "https://a.example/?q=1&r=\"'<>",
        "javascript:alert(1)",
        "file:x",
        "http://[",
        "https://ü.example/ä b",
    ]
)
RUNS = st.builds(
    Run,
    text=TEXTS,
    style=st.sampled_from(Style),
    link=LINKS,
    moment=st.none() | st.just(datetime(2025, 7, 4, 14, 5, tzinfo=UTC)),
)
LINES = st.lists(
    st.builds(
        Line,
        runs=st.lists(RUNS, max_size=6).map(tuple),
        quoted=st.booleans(),
        heading=st.booleans(),
        folded=st.booleans(),
    ),
    max_size=12,
)


@given(LINES)
def test_every_message_of_a_split_is_what_telegram_makes_of_it(lines: list[Line]) -> None:
    for message in split(lines):
        assert parsed(message).strip()


@given(LINES, st.integers(60, 300), st.integers(4, 9))
def test_a_split_keeps_every_character_but_spaces(lines: list[Line], limit: int, entities: int) -> None:
    messages = split(lines, limit, entities)
    assert all(fits(message, limit, entities) for message in messages)
    kept = "".join(plain(message) for message in messages)
    assert "".join(kept.split()) == "".join(plain(lines).split())


@given(st.text(st.characters()), st.integers(2, 200))
def test_clipped_text_is_within_its_limit(text: str, limit: int) -> None:
    assert units(clip(text, limit)) <= limit


@given(st.text(st.characters()))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


def test_direction_overrides_and_controls_never_reach_a_message() -> None:
    assert clean("a\u202eb\x00c\u2066d\r\ne") == "abcd e"


def test_joined_emoji_and_flags_stay_whole() -> None:
    assert clean("👩‍👩‍👧 🇺🇦 ❤️") == "👩‍👩‍👧 🇺🇦 ❤️"


def test_a_line_of_five_thousand_characters_is_cut_between_words() -> None:
    messages = split([line(bold("seven77 " * 700))])
    assert len(messages) == 2
    assert plain(messages[0]).endswith("seven77")
    assert plain(messages[1]).startswith("seven77")


def test_a_heading_goes_with_what_it_heads() -> None:
    lines = [line("x" * 90), line("HEAD", heading=True), line("y" * 20)]
    assert [plain(m) for m in split(lines, limit=100)] == ["x" * 90, "HEAD\n" + "y" * 20]


def test_more_than_a_hundred_entities_go_into_several_messages() -> None:
    assert [len(m) for m in split([line(bold("x")) for _ in range(150)])] == [100, 50]


def test_neighbouring_quoted_lines_share_one_quotation() -> None:
    _, entities = parse_html(html([line("a", quoted=True), line("b", quoted=True)]))
    assert [(e["type"], e["length"]) for e in entities] == [("blockquote", 3)]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:x.html", "https://", "tg://user?id=1", "http://["]
)
def test_what_is_no_web_address_is_no_link(address: str) -> None:
    assert web_link(address) == ""

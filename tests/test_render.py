"""A digest as terminal text: expected output lies beside its input in tests/data/render.

After a change that is meant, `python tests/test_render.py` writes the expected files: read the difference.
"""

from __future__ import annotations

import dataclasses
import json
import re
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefings.digest.render import NARROWEST, WIDEST, clean, reading_order, render, span_of_days
from briefings.model import Digest, Dispute, DisputeKind, Evidence, Point, Side, Status

DATA = Path(__file__).parent / "data" / "render"
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "ferry-80.txt": ("ferry.json", {"width": 80}),
    "ferry-40.txt": ("ferry.json", {"width": 40}),
    "ferry-explain-all.txt": ("ferry.json", {"width": 80, "explain": True, "unfold": True}),
    "hostile-40.txt": ("hostile.json", {"width": 40}),
    "empty-80.txt": ("empty.json", {"width": 80}),
}
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _evidence(entry: dict[str, Any]) -> Evidence:
    return Evidence(
        claim=1,
        article=1,
        url="https://karsund-post.example/1",
        title="",
        quote="",
        context="",
        **{**entry, "published": _moment(entry["published"])},
    )


def _side(entry: dict[str, Any]) -> Side:
    return Side(**{**entry, "evidence": tuple(map(_evidence, entry["evidence"]))})


def _digest(name: str) -> Digest:
    entry = json.loads((DATA / name).read_text(encoding="utf-8"))
    points = tuple(
        Point(
            text=point["text"],
            status=Status(point["status"]),
            evidence=tuple(map(_evidence, point["evidence"])),
            outlets=point["outlets"],
            origins=point["origins"],
            reasons=tuple(point.get("reasons", ())),
        )
        for point in entry.pop("points")
    )
    disputes = tuple(
        Dispute(
            kind=DisputeKind(dispute["kind"]),
            question=dispute["question"],
            sides=tuple(map(_side, dispute["sides"])),
            update=dispute.get("update", False),
            note=dispute.get("note", ""),
            reasons=tuple(dispute.get("reasons", ())),
        )
        for dispute in entry.pop("disputes")
    )
    moments = {name: _moment(entry.pop(name, None)) for name in ("built", "first", "last", "since")}
    return Digest(
        **{**entry, **moments, "points": points, "disputes": disputes, "notes": tuple(entry.pop("notes", ()))}
    )


@pytest.mark.parametrize("expected", CASES)
def test_the_digest_reads_as_the_file_beside_its_input(expected: str) -> None:
    given_name, options = CASES[expected]
    assert render(_digest(given_name), **options) == (DATA / expected).read_text(encoding="utf-8")


@pytest.mark.parametrize("unfold", [False, True])
@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize("width", [NARROWEST, 31, 40, 57, 80, WIDEST, 200])
@pytest.mark.parametrize("name", ["ferry.json", "hostile.json", "empty.json"])
def test_no_line_is_wider_than_the_terminal(name: str, width: int, explain: bool, unfold: bool) -> None:
    text = render(_digest(name), width=width, explain=explain, unfold=unfold)
    assert max(cell_len(line) for line in text.splitlines()) <= min(width, WIDEST)


def test_colours_change_nothing_but_colours() -> None:
    digest = _digest("ferry.json")
    plain, coloured = render(digest), render(digest, color=True)
    assert "\x1b" not in plain
    assert coloured != plain
    assert ANSI.sub("", coloured) == plain


def test_nothing_in_stored_text_reaches_the_terminal_as_a_command() -> None:
    text = render(_digest("hostile.json"), unfold=True)
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}]


def test_a_first_screen_holds_nine_lines_at_most_and_says_what_it_leaves_out() -> None:
    digest = _digest("ferry.json")
    text = render(digest)
    assert len(re.findall(r"^ *\d+ [●▲◆○]", text, re.MULTILINE)) == 9
    assert "and 3 more" in text
    assert not re.search(r"^ +and \d+ more$", render(digest, unfold=True), re.MULTILINE)


def test_line_numbers_are_those_of_the_reading_order_folded_or_not() -> None:
    digest = _digest("ferry.json")
    order = reading_order(digest)
    assert len(order) == len(digest.points) + len(digest.disputes)
    for text in (render(digest), render(digest, unfold=True)):
        for number, beginning in re.findall(r"^ *(\d+) [●▲◆○] (.{20})", text, re.MULTILINE):
            line = order[int(number) - 1]
            assert (line.text if isinstance(line, Point) else line.question).startswith(beginning)


def test_an_update_shows_the_earlier_side_first_each_with_its_time() -> None:
    text = render(_digest("ferry.json"))
    block = text[text.index("UPDATED") : text.index("DISPUTED")]
    assert block.index("at least nine") < block.index("17  ")
    assert "3 March, 10:40 UTC" in block
    assert "4 March, 09:20 UTC" in block


def test_outlets_that_print_one_wire_are_shown_as_one_source() -> None:
    assert "via Northwire" in render(_digest("ferry.json"), width=96)


def _two_sides(named: list[str], value: str = "52", origin: str = "") -> str:
    """The row of a side whose passages credit these, one outlet each."""
    evidence = tuple(
        Evidence(
            claim=1,
            article=1,
            url="",
            outlet=outlet,
            title="",
            quote="",
            context="",
            origin=origin or outlet,
            credited=name,
        )
        for outlet, name in zip("ABCD", named, strict=False)
    )
    dispute = Dispute(
        kind=DisputeKind.FIGURE,
        question="How many?",
        sides=(
            Side(claim="x", value=value, evidence=evidence),
            Side(claim="y", value="40", evidence=evidence[:1]),
        ),
    )
    digest = dataclasses.replace(_digest("ferry.json"), points=(), disputes=(dispute,))
    return next(line.strip() for line in render(digest).splitlines() if line.strip().startswith(value))


def test_what_else_is_told_of_a_figure_is_shown_where_a_digest_is_unfolded() -> None:
    evidence = Evidence(
        claim=1, article=1, url="https://a.example/1", outlet="A", title="", quote="", context="", origin="A"
    )
    sides = (
        Side(claim="nine died", value="nine", evidence=(evidence,)),
        Side(claim="ten died", value="ten", evidence=(evidence,)),
        Side(claim="Nobody knows how many died.", evidence=(evidence,)),
    )
    dispute = Dispute(kind=DisputeKind.FIGURE, question="How many died?", sides=sides)
    digest = dataclasses.replace(_digest("ferry.json"), points=(), disputes=(dispute,))
    assert "nine   A" in render(digest)
    assert "Nobody knows" not in render(digest)
    assert "nine   A" in render(digest, unfold=True)
    assert "       Nobody knows how many died.\n         — A" in render(digest, unfold=True)


def test_who_is_credited_is_named_only_where_half_of_the_passages_credit_them_and_none_another() -> None:
    assert _two_sides(["the union", "the union", ""]) == "52   the union (A, B, C)"
    assert _two_sides(["the union", "", ""]) == "52   A, B, C"
    assert _two_sides(["the union", "the company"]) == "52   A, B"
    assert _two_sides(["Eames", "Rolf Eames"]) == "52   Rolf Eames (A, B)"
    assert _two_sides(["she", "she"]) == "52   A, B"
    assert _two_sides(["KARSUND, March 3 (Northwire)"]) == "52   A"


def test_an_origin_that_is_credited_is_not_named_twice() -> None:
    assert _two_sides(["the agency Northwire"], origin="Northwire") == "52   the agency Northwire (A)"
    assert _two_sides(["the coastguard"], origin="Northwire") == "52   the coastguard (A, via Northwire)"


def test_a_figure_from_the_head_of_a_sentence_is_not_capitalised() -> None:
    assert _two_sides(["", ""], value="at least nine") == "at least nine   A, B"
    assert "At least nine" not in render(_digest("ferry.json"), unfold=True)


def test_a_side_that_is_a_name_does_not_repeat_it() -> None:
    assert _two_sides(["the union", "the union"], value="the union") == "the union   A, B"


def test_a_stale_digest_says_since_when_nothing_came_and_what_it_shows() -> None:
    stale = dataclasses.replace(_digest("ferry.json"), stale=True)
    assert "No reports since 4 March 2026; showing 3–4 March 2026." in render(stale)
    one_day = dataclasses.replace(stale, first=stale.last)
    assert "No reports since 4 March 2026; showing that day." in render(one_day)


def test_an_empty_digest_names_the_day_that_was_asked_for() -> None:
    empty = _digest("empty.json")
    assert "no reports on this topic yet." in render(empty)
    asked = dataclasses.replace(empty, since=datetime(2026, 2, 20, tzinfo=UTC))
    assert "no reports on this topic since 20 February 2026." in render(asked)


def test_reports_that_give_no_line_are_owned_up_to() -> None:
    bare = dataclasses.replace(_digest("ferry.json"), points=(), disputes=(), articles=1)
    assert "The one report gave no line that could be compared." in render(bare)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 7, 4), date(2025, 7, 4), "4 July 2025"),
        (date(2025, 7, 4), date(2025, 7, 5), "4–5 July 2025"),
        (date(2025, 6, 30), date(2025, 7, 2), "30 June – 2 July 2025"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 December 2025 – 2 January 2026"),
        (None, date(2026, 1, 2), ""),
    ],
)
def test_days_are_told_in_words(first: date | None, last: date | None, words: str) -> None:
    assert span_of_days(first, last) == words


@given(st.text())
def test_clean_text_is_one_line_and_stays_as_it_is_when_cleaned_again(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    assert len(cleaned.splitlines()) <= 1
    cleaned.encode()


@given(st.text(min_size=1), st.text(), st.integers(min_value=0, max_value=200))
def test_any_stored_text_fits_any_width(topic: str, said: str, width: int) -> None:
    evidence = Evidence(
        claim=1, article=1, url="", outlet=said, title="", quote="", context="", origin=topic, credited=said
    )
    digest = Digest(
        topic=topic,
        built=datetime(2026, 3, 5, tzinfo=UTC),
        points=(
            Point(text=said, status=Status.SINGLE, evidence=(evidence,), outlets=1, origins=1),
            Point(text=said, status=Status.CONSENSUS, evidence=(evidence,), outlets=1, origins=1),
        ),
        disputes=(
            Dispute(kind=DisputeKind.WORDING, question=said, sides=(Side(claim=said, evidence=(evidence,)),)),
        ),
        articles=1,
        outlets=1,
        origins=1,
        notes=(said,),
    )
    fits = max(NARROWEST, min(width, WIDEST))
    assert all(cell_len(line) <= fits for line in render(digest, width=width, unfold=True).split("\n"))


if __name__ == "__main__":
    for target, (source, chosen) in CASES.items():
        (DATA / target).write_text(render(_digest(source), **chosen), encoding="utf-8")

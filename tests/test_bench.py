"""Figures of the benchmarks land where they belong; what they measure is run by hand."""

from __future__ import annotations

import pytest

from tests.bench import digests, page
from tests.bench.inputs import made
from tests.newsdesk import ByHand


def test_a_table_goes_between_its_marks_and_nowhere_else() -> None:
    text = "# Page\n<!-- a -->\nold\n<!-- /a -->\n<!-- b -->\nkept\n<!-- /b -->\n"
    found = page.put(text, "a", r"| new \1 |")
    assert found == "# Page\n<!-- a -->\n| new \\1 |\n<!-- /a -->\n<!-- b -->\nkept\n<!-- /b -->\n"
    with pytest.raises(ValueError, match="no marks 'c'"):
        page.put(text, "c", "new")


def test_the_page_has_the_marks_that_the_benches_write_between() -> None:
    text = (page.DOCS / "performance.md").read_text(encoding="utf-8")
    for mark in ("bench", "digests"):
        assert page.put(text, mark, "x") != text


def test_a_digest_that_remembers_is_measured_against_one_built_anew() -> None:
    class Tools:
        reader = ByHand()

    told = digests.of_articles(made(6), Tools(), [4, 6, 99], new=2)  # type: ignore[arg-type]
    assert [line.split(" | ")[0] for line in told.splitlines()[2:]] == ["| 4", "| 6"]

"""A search finds sentences by words, phrases and operators, and takes any string for text."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import pipeline
from briefings.model import Attribution, Reading, Span, Topic
from briefings.search import OPERATORS, SEARCH_HELP, Results, parse
from briefings.search.query import LONGEST_QUERY, MOST_WORDS, figures, moment_of
from briefings.search.shown import results_json, results_text
from briefings.store import Store
from tests.newsdesk import NOW, article, reading

RADARS = "Norway will send 550 radars to Karsund. Minister Ida Holm said the delivery would start in May."
FIRE = "Fire broke out on the Ostrey ferry. All 48 people were saved, Captain Bo Lind said."
OLD = "In 2019 Norway sent no radars. Kiev asked for 1,200 drones and got fourteen."
HOLM = "The radars are late, Holm said. Drones are cheap."


def spoken(text: str, speaker: str) -> Reading:
    """A reading whose claims that hold "said" are credited to `speaker`."""
    made = reading(text)
    credited = Attribution(content=(Span(start=0, end=1),), source_name=speaker)
    claims = tuple(replace(c, attribution=credited) if " said" in c.span.of(text) else c for c in made.claims)
    return replace(made, claims=claims)


@pytest.fixture
def shelf(store: Store) -> Store:
    """Four articles of three outlets, over six years."""
    for number, (outlet, text, speaker, days) in enumerate(
        [
            ("Harbour Post", RADARS, "Ida Holm", 1),
            ("The Karsund Post", FIRE, "Bo Lind", 2),
            ("Harbour Post", OLD, "", 2400),
            ("Fjord Radio", HOLM, "Ida Holm", 3),
        ]
    ):
        one = article(
            url=f"https://news.example/{number}",
            title=f"Report {number}",
            outlet=outlet,
            text=text,
            published=NOW - timedelta(days=days),
        )
        store.add_article(one, spoken(text, speaker), now=NOW)
    store.add_topic(Topic(name="Karsund radars", keywords=("radars", "Karsund")))
    return store


def texts(store: Store, query: str, limit: int = 10, offset: int = 0) -> list[str]:
    return [hit.text for hit in pipeline.search(store, query, NOW, limit=limit, offset=offset).hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("radar", ["Norway will send 550 radars to Karsund.", "The radars are late, Holm said.",
                   "In 2019 Norway sent no radars."]),
        ("norway RADARS", ["Norway will send 550 radars to Karsund.", "In 2019 Norway sent no radars."]),
        ('"ostrey ferry"', ["Fire broke out on the Ostrey ferry."]),
        ("“sent no radars”", ["In 2019 Norway sent no radars."]),
        ('"radars sent"', []),
        ("radars -karsund -2019", ["The radars are late, Holm said."]),
        ("Kyiv", ["Kiev asked for 1,200 drones and got fourteen."]),
        ("outlet:fjord drones", ["Drones are cheap."]),
        ('outlet:"Karsund Post" fire', ["Fire broke out on the Ostrey ferry."]),
        ("radars from:2025-07-03", ["Norway will send 550 radars to Karsund."]),
        ("radars before:2020", ["In 2019 Norway sent no radars."]),
        ("drones from:7d", ["Drones are cheap."]),
        ("said-by:holm", ["Minister Ida Holm said the delivery would start in May.",
                          "The radars are late, Holm said."]),
        ("said-by:lind people", ["All 48 people were saved, Captain Bo Lind said."]),
        ("said-by:holm ferry", []),
        ("number:48", ["All 48 people were saved, Captain Bo Lind said."]),
        ("number:500..600", ["Norway will send 550 radars to Karsund."]),
        ("number:550 drones", []),
        ('topic:"karsund radars" norway', ["Norway will send 550 radars to Karsund."]),
        ("outlet:fjord", ["The radars are late, Holm said.", "Drones are cheap."]),
        ("nothing of this", []),
    ],
)  # fmt: skip
def test_a_search_finds_the_sentences_that_hold_what_is_asked(
    shelf: Store, query: str, found: list[str]
) -> None:
    assert sorted(texts(shelf, query)) == sorted(found)


def test_new_comes_before_old_where_both_hold_the_words(shelf: Store) -> None:
    assert texts(shelf, "norway radars") == [
        "Norway will send 550 radars to Karsund.",
        "In 2019 Norway sent no radars.",
    ]


def test_words_that_stand_apart_in_an_article_show_its_best_sentence(shelf: Store) -> None:
    assert texts(shelf, "karsund delivery") == ["Norway will send 550 radars to Karsund."]


def test_what_matched_is_marked_in_the_sentence(shelf: Store) -> None:
    (hit,) = pipeline.search(shelf, '"no radars" norway', NOW).hits
    assert [hit.text[a:b] for a, b in hit.marks] == ["Norway", "no radars"]
    (hit,) = pipeline.search(shelf, "number:550", NOW).hits
    assert [hit.text[a:b] for a, b in hit.marks] == ["550"]
    assert (hit.outlet, hit.url) == ("Harbour Post", "https://news.example/0")
    assert hit.published == NOW - timedelta(days=1)


def test_pages_follow_each_other_without_gap_or_repeat(shelf: Store) -> None:
    whole = texts(shelf, "radars")
    pages = [pipeline.search(shelf, "radars", NOW, limit=1, offset=n) for n in range(4)]
    assert [hit.text for page in pages for hit in page.hits] == whole
    assert [page.more for page in pages] == [True, True, False, False]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("outlet:harbor radars", "No outlet is called “harbor”. Did you mean Harbour Post"),
        ("topic:karsund radars", "No topic is called “karsund”. Did you mean Karsund radars?"),
        ("from:soon radars", "from:soon is no date: write from:2025-07-04 or from:3d."),
        ("before:2025-02-31 radars", "before:2025-02-31 is no date"),
        ("number:many radars", "number:many is no figure"),
        ("", "Type a word to look for."),
        ("-radars", "Type a word to look for."),
        ("☃ …", "Type a word to look for."),
        ("radars " * 100, f"Only the first {LONGEST_QUERY} characters"),
    ],
)
def test_what_cannot_be_understood_is_told_in_a_line(shelf: Store, query: str, note: str) -> None:
    notes = pipeline.search(shelf, query, NOW).notes
    assert any(line.startswith(note) for line in notes), notes


def test_a_value_that_is_no_date_leaves_the_words(shelf: Store) -> None:
    assert "The radars are late, Holm said." in texts(shelf, "from:soon radars")


@pytest.mark.parametrize(
    "query",
    [
        "' OR 1=1; DROP TABLE articles; --", 'NEAR("a" "b", 5)', "title:radars", "col:*", "a AND OR NOT b",
        '"', '""', '"""', "((", "^radars", "radars*", "{title text}: radars", "\x00radars\x00", "%s%n", "-",
        "--", "from:", "outlet:", "number:..", "number:5..", "said-by:\"", "x" * 5000, "outlet:' OR ''='",
    ],
)  # fmt: skip
def test_query_languages_are_just_text(shelf: Store, query: str) -> None:
    found = pipeline.search(shelf, query, NOW)
    assert isinstance(found, Results)
    assert shelf.counts()["articles"] == 4


@given(
    query=st.one_of(
        st.text(max_size=60),
        st.text(alphabet='"-:*()^{}+ ANDORTradsé\x00½²', max_size=40),
        st.builds("{}:{}".format, st.sampled_from([*OPERATORS, "title", "rank"]), st.text(max_size=20)),
    )
)
def test_any_string_gives_results_or_none_and_never_an_error(
    query: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Store.open(tmp_path_factory.getbasetemp() / "search.db") as store:
        if not store.counts()["articles"]:
            store.add_article(article(text=RADARS), spoken(RADARS, "Ida Holm"), now=NOW)
        found = pipeline.search(store, query, NOW)
    for hit in found.hits:
        assert hit.text in RADARS
        assert all(0 <= start < end <= len(hit.text) for start, end in hit.marks)
    assert json.dumps(results_json(found))
    assert results_text(found, width=40, color=False)


def test_more_words_than_are_read_are_told() -> None:
    query = parse(" ".join(f"word{n}" for n in range(MOST_WORDS + 3)), NOW)
    assert len(query.words) == MOST_WORDS
    assert query.notes == (f"Only the first {MOST_WORDS} words were looked for.",)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("550", (550, 550)), ("1,200", (1200, 1200)), ("$2bn", (2e9, 2e9)), ("1.5 million", (1.5e6, 1.5e6)),
        ("500..600", (500, 600)), ("600..500", (500, 600)), ("40%", (40, 40)),
    ],
)  # fmt: skip
def test_figures_are_read_as_they_are_written(text: str, values: tuple[float, float]) -> None:
    assert figures(text) == values


def test_days_months_years_and_spans_are_moments() -> None:
    assert moment_of("2025", NOW) == datetime(2025, 1, 1, tzinfo=UTC)
    assert moment_of("2025-07", NOW) == datetime(2025, 7, 1, tzinfo=UTC)
    assert moment_of("2025-7-4", NOW) == datetime(2025, 7, 4, tzinfo=UTC)
    assert moment_of("3d", NOW) == NOW - timedelta(days=3)
    assert moment_of("yesterday", NOW) == datetime(2025, 7, 4, tzinfo=UTC)
    assert moment_of("9999y", NOW) is None


def test_a_page_is_text_with_marks_and_its_next_page(shelf: Store) -> None:
    page = results_text(pipeline.search(shelf, "norway radars", NOW, limit=1), width=60, color=False)
    assert page.splitlines() == [
        " 1  Harbour Post · 4 July 2025, 12:00 UTC",
        "    [Norway] will send 550 [radars] to Karsund.",
        "    https://news.example/0",
        "",
        "More: --offset 1",
    ]


def test_the_help_names_every_operator() -> None:
    assert all(f"{operator}:" in SEARCH_HELP for operator in OPERATORS)

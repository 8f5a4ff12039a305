"""Slots that differ, events that are one, and the questions that are asked of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from spacy.language import Language

from briefings.compare.conflict import conflict
from briefings.compare.contrasts import slots
from briefings.compare.events import event_of
from briefings.compare.questions import question_of
from briefings.compare.statements import Board, Statement, lay_out
from briefings.extract.reader import Reader
from briefings.meaning import Meaning
from briefings.model import Article, DisputeKind, Material
from tests.test_compare_origins import numbered

START = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
PADDING = "Rain is expected in the hills. The museum in Sten opens its new wing. Apples were cheap this year."


@pytest.fixture(scope="module")
def reader(nlp: Language, meaning: Meaning) -> Reader:
    return Reader(nlp, meaning)


def material_of(reader: Reader, *texts: str) -> Material:
    """Articles with these texts, read; an hour apart, of outlets called "Outlet 0", "Outlet 1" ..."""
    articles = numbered(
        Article(
            url=f"https://example.org/{n}",
            title="",
            outlet=f"Outlet {n}",
            text=text,
            published=START + timedelta(hours=n),
        )
        for n, text in enumerate(texts)
    )
    readings = dict(zip((a.id for a in articles), reader.read_all(articles), strict=True))
    return Material(articles=articles, readings=readings)


def pair(reader: Reader, one: str, other: str) -> tuple[Board, Statement, Statement]:
    """The first statements of two articles, on a board with other news around them."""
    material = material_of(reader, *(f"{text}\n\n{PADDING}" for text in (one, other)))
    board = lay_out(material)
    first = [next(s for s in board.statements if s.article.id == a.id) for a in material.articles]
    return board, first[0], first[1]


@pytest.mark.parametrize(
    ("one", "other", "kind", "values"),
    [
        (
            "Russian forces fired more than 500 drones at the capital.",
            "The army sent more than 550 drones at the capital.",
            DisputeKind.FIGURE,
            ("more than 500", "more than 550"),
        ),
        (
            "The fire killed nine people in Sten.",
            "Twelve people died in the fire in Sten.",
            DisputeKind.FIGURE,
            ("nine", "Twelve"),
        ),
    ],
)
def test_figures_for_one_thing_under_words_for_one_event_differ(
    reader: Reader, one: str, other: str, kind: DisputeKind, values: tuple[str, str]
) -> None:
    _, a, b = pair(reader, one, other)
    found = [slot for slot in slots(a, b) if slot.kind is kind]
    assert [slot.values for slot in found] == [values]


def test_fired_and_intercepted_are_two_slots(reader: Reader) -> None:
    """478 intercepted and 550 fired do not differ: they count two things."""
    _, a, b = pair(
        reader,
        "Air defence intercepted 478 drones over the capital.",
        "The army fired 550 drones at the capital.",
    )
    assert [slot for slot in slots(a, b) if slot.kind is DisputeKind.FIGURE] == []


def test_one_remark_in_two_wordings_is_a_wording_slot(reader: Reader) -> None:
    _, a, b = pair(
        reader,
        '"We are ready for direct projects with America," Ines Corvo said on Friday.',
        '"We are ready for direct projects with the United States," Ines Corvo said.',
    )
    found = [slot for slot in slots(a, b) if slot.kind is DisputeKind.WORDING]
    assert [slot.name for slot in found] == ["Ines Corvo"]
    assert question_of(found[0], [a, b]) == "What did Ines Corvo say?"


def test_affirmed_and_denied_are_kept_apart(reader: Reader) -> None:
    board, a, b = pair(
        reader,
        "The company has hired agency workers from abroad to unload the ships.",
        "The company denied that it had hired agency workers from abroad to unload the ships.",
    )
    assert conflict(board, a, b) == "one affirms what the other denies or leaves open"
    assert any(slot.kind is DisputeKind.DENIAL for slot in slots(a, b))


def test_two_that_both_affirm_are_not_kept_apart(reader: Reader) -> None:
    board, a, b = pair(
        reader,
        "The regional railway stopped all trains between Sten and Aldermoor.",
        "All trains between Sten and Aldermoor were stopped by the regional railway.",
    )
    assert conflict(board, a, b) == ""


def test_names_alone_join_nothing(reader: Reader) -> None:
    board, a, b = pair(reader, "Ines Corvo lives in Aldermoor.", "Ines Corvo flew from Aldermoor to Oslo.")
    assert conflict(board, a, b) == "only names are shared"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("kill", "die", True), ("fire", "send", True), ("fire", "intercept", False), ("paint", "paint", True)],
)
def test_words_of_one_event(one: str, other: str, same: bool) -> None:
    assert (event_of(one) == event_of(other)) is same


def test_a_question_keeps_the_words_of_a_side(reader: Reader) -> None:
    _, a, b = pair(reader, "The fire killed nine people in Sten.", "Twelve people died in the fire in Sten.")
    slot = next(s for s in slots(a, b) if s.kind is DisputeKind.FIGURE)
    assert question_of(slot, [a, b]) == "How many people died in the fire in Sten?"


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("The wreck lay in water 30 metres deep.", "The wreck lay in water 45 metres deep.", True),
        ("The wreck lay in water 30 metres deep.", "The wreck lay in water 9,000 metres deep.", False),
        ("The ferry took up to four hours.", "The ferry took two hours.", True),
        ("The ferry took up to four hours.", "The ferry took ten minutes.", False),
        ("Rates fell to 0 percent in May.", "Rates fell to 5 percent in May.", True),
    ],
)
def test_measures_of_another_order_are_of_another_thing(
    reader: Reader, one: str, other: str, differ: bool
) -> None:
    _, a, b = pair(reader, one, other)
    assert any(slot.kind is DisputeKind.FIGURE for slot in slots(a, b)) is differ


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        (
            "Divers found the ferry's bell in water 90 metres (295 feet) deep on Sunday.",
            "Divers found the ferry's bell in water 120 metres (394 feet) deep on Sunday.",
            "Divers found the ferry's bell in water how deep on Sunday?",
        ),
        (
            "The plane was at its cruise height of 37,000 feet when it vanished.",
            "The plane was at a height of 15,000 feet when it vanished.",
            "The plane was at a height of how many feet?",
        ),
        (
            "The court imposed a 10-year ban on the club's two owners.",
            "The court imposed a ban of 12 years on the club's two owners.",
            "The court imposed how long a ban on the club's two owners?",
        ),
        (
            "The fire had spread to 2,000 acres by Monday night.",
            "The fire had spread to at least 3,100 acres by Monday night.",
            "The fire had spread to how many acres by Monday night?",
        ),
        (
            "Nine minutes later, the plane left the radar.",
            "Forty minutes later, the plane left the radar.",
            "How long later, the plane left the radar?",
        ),
        (
            "The rebels seized the town and set free, wounding 14 guards.",
            "The rebels seized the town and set free, wounding 40 guards.",
            "… wounding how many guards?",
        ),
    ],
)
def test_a_question_has_its_figure_once_and_says_where_it_is_a_fragment(
    reader: Reader, one: str, other: str, question: str
) -> None:
    _, a, b = pair(reader, one, other)
    slot = next(s for s in slots(a, b) if s.kind is DisputeKind.FIGURE)
    assert question_of(slot, [a, b]) == question


def test_a_figure_in_a_clause_too_long_is_asked_for_among_the_words_around_it(reader: Reader) -> None:
    text = (
        "The old harbour master of the small island town of Sten counted 14 wooden fishing boats painted "
        "bright red on one single Sunday morning in the deepest winter of the century."
    )
    _, a, b = pair(reader, text, text.replace("14", "40"))
    slot = next(s for s in slots(a, b) if s.kind is DisputeKind.FIGURE)
    expected = "… island town of Sten counted how many wooden fishing boats painted …?"
    assert question_of(slot, [a, b]) == expected

"""How other reports tell the matter of a dispute, what supports a line of two, and what is near to what."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.compare.contrasts import Slot, slots
from briefings.compare.disputes import find_disputes
from briefings.compare.lines import Line
from briefings.compare.near import Near
from briefings.compare.origins import Origins
from briefings.compare.points import Group, group, group_of, point_of
from briefings.compare.questions import question_of
from briefings.compare.statements import Board, lay_out
from briefings.compare.support import ALONE, supported
from briefings.compare.tellings import MOST, Tellings, one_text
from briefings.extract.reader import Reader
from briefings.model import DisputeKind, Material, Status
from tests.test_compare_contrasts import PADDING, material_of, pair, reader

__all__ = ["reader"]  # the fixture, which pytest finds by name

Pair = tuple[int, int]

FIRE = (
    "The fire in Sten broke out in the kitchen of the inn.",
    "The inn's kitchen is where the fire in Sten began.",
    "Nobody knows how the fire in the inn at Sten began.",
    "A cable set fire to the inn in Sten.",
    "The fire at the inn in Sten was set by somebody.",
    "Sparks from a chimney set the inn in Sten on fire.",
)


def stored(reader: Reader, *texts: str) -> Material:
    """Articles with these texts and other news, read, each claim with its article's number."""
    found = material_of(reader, *(f"{text}\n\n{PADDING}" for text in texts))
    readings = {
        number: replace(reading, claims=tuple(replace(c, article=number) for c in reading.claims))
        for number, reading in found.readings.items()
    }
    return replace(found, readings=readings)


@pytest.fixture(scope="module")
def fire(reader: Reader) -> Material:
    return stored(reader, *FIRE)


@pytest.fixture(scope="module")
def board(fire: Material) -> Board:
    """A board with six articles, whose first statements tell of one fire."""
    return lay_out(fire)


@pytest.fixture(scope="module")
def first(board: Board) -> list[int]:
    """The first statement of each article."""
    places: dict[int, int] = {}
    for statement in board.statements:
        places.setdefault(statement.article.id, statement.index)
    return list(places.values())


def near(first: list[int], **pairs: float) -> dict[Pair, float]:
    """Likelihoods of pairs of first statements: `ab=0.5` for the first and the second article's."""
    return {
        (first["abcdef".index(names[0])], first["abcdef".index(names[1])]): value
        for names, value in sorted(pairs.items())
    }


def test_each_other_report_tells_the_matter_once_the_nearest_first(board: Board, first: list[int]) -> None:
    likelihood = near(first, ab=0.5, ac=0.2, bc=0.2, ad=0.4, bd=0.3, ae=0.9)  # e is far from b
    assert Tellings(board, likelihood).of(first[0], first[1], ()) == [first[3], first[2]]
    assert Tellings(board, likelihood).of(first[0], first[1], {first[3]}) == [first[2]]


def test_what_is_far_from_one_of_two_sides_tells_another_matter(board: Board, first: list[int]) -> None:
    likelihood = near(first, ab=0.5, ac=0.9, bc=0.09)
    assert Tellings(board, likelihood).of(first[0], first[1], ()) == []


def test_no_more_tellings_than_anybody_compares(board: Board, first: list[int]) -> None:
    likelihood = dict.fromkeys(combinations(first, 2), 0.5)
    assert len(Tellings(board, likelihood).of(first[0], first[1], ())) == MOST


def test_a_side_is_backed_by_what_says_the_same_and_not_by_what_is_nearer_to_another(
    board: Board, first: list[int]
) -> None:
    likelihood = near(first, ab=0.3, ac=0.6, ad=0.5, bd=0.7, ae=0.2)
    tellings = Tellings(board, likelihood)
    assert tellings.backing(first[0], [first[1]], {first[0], first[1]}) == first[2]
    assert tellings.backing(first[0], [first[1]], {first[0], first[1], first[2]}) is None  # d is nearer to b
    assert tellings.backing(first[4], [first[1]], {first[1]}) is None  # not likely the same as a


def test_another_article_backs_a_side_rather_than_the_same_one(board: Board, first: list[int]) -> None:
    own = first[0] + 1
    assert board.statements[own].article is board.statements[first[0]].article
    likelihood = {(first[0], own): 0.9, **near(first, ac=0.4)}
    assert Tellings(board, likelihood).backing(first[0], [first[1]], {first[0]}) == first[2]
    assert Tellings(board, likelihood).backing(first[0], [first[1]], {first[0], first[2]}) == own


def test_one_text_is_one_text_for_all_its_marks(reader: Reader) -> None:
    _, a, b = pair(reader, "“I see this girl going nuts,” he said.", "I see this girl going nuts, he said")
    assert one_text(a, b)
    _, a, b = pair(reader, "The fire in Sten killed six people.", "The fire in Sten killed ten people.")
    assert not one_text(a, b)
    _, a, b = pair(reader, FIRE[0], FIRE[3])
    assert not one_text(a, b)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.floats(0.01, 0.99), max_size=15))
def test_what_is_near_is_what_a_look_at_every_pair_finds(
    board: Board, first: list[int], drawn: dict[Pair, float]
) -> None:
    likelihood = {(first[a], first[b]): v for (a, b), v in sorted(drawn.items()) if a < b}
    for one, other in combinations(first, 2):
        plain = [
            ((between(likelihood, one, i) + between(likelihood, other, i)) / 2, i)
            for i in first
            if i not in (one, other)
            and min(between(likelihood, i, one), between(likelihood, i, other)) >= 0.1
        ]
        assert Near(board, likelihood, 0.1).beside(one, other) == sorted(plain, key=lambda n: (-n[0], n[1]))
        assert Near(board, likelihood, 0.1, {one, other}).beside(one, other) == Near(
            board, likelihood, 0.1
        ).beside(one, other)


def between(likelihood: dict[Pair, float], one: int, other: int) -> float:
    return likelihood.get((min(one, other), max(one, other)), 0.0)


def line(*statements: int) -> Line:
    return Line(statements=statements, further=False, fresh=(1.0,) * len(statements))


def test_a_line_of_two_has_what_a_third_article_says_of_it(board: Board, first: list[int]) -> None:
    likelihood = near(first, ab=0.6, ac=0.4, bc=0.15, ad=0.15, bd=0.15)  # d is near to neither
    (found,) = supported(board, likelihood, [line(first[0], first[1])], {})
    assert found.support == (first[2],)
    (found,) = supported(board, likelihood, [line(first[0], first[1], first[4])], {})
    assert found.support == ()


def test_a_line_of_two_that_nothing_supports_must_be_worth_more(board: Board, first: list[int]) -> None:
    two, three = line(first[0], first[1]), line(first[2], first[3], first[4])
    worth = {two.statements: ALONE - 0.01, three.statements: ALONE - 0.01}
    assert supported(board, near(first, ab=0.6), [two, three], worth) == [three]
    assert len(supported(board, near(first, ab=0.6, ac=0.4, bc=0.4), [two, three], worth)) == 2
    assert len(supported(board, near(first, ab=0.6), [two], {two.statements: ALONE})) == 1


@pytest.mark.parametrize(
    ("third", "supports"),
    [
        ("The fire in Sten killed nine people.", True),
        ("The fire in Sten killed 17 people.", False),  # another figure for the same
        ("The fire in Sten killed people who slept.", False),  # without what the two agree on
    ],
)
def test_support_has_the_figure_that_a_line_agrees_on(reader: Reader, third: str, supports: bool) -> None:
    texts = ("Nine people died in the fire in Sten.", "The fire in Sten killed nine people on Monday.", third)
    board = lay_out(stored(reader, *texts))
    a, b, c = (next(s.index for s in board.statements if s.article.outlet == f"Outlet {n}") for n in range(3))
    (found,) = supported(board, {(a, b): 0.8, (a, c): 0.5, (b, c): 0.5}, [line(a, b)], {})
    assert bool(found.support) is supports


def test_support_stands_beside_a_line_and_is_not_counted(
    fire: Material, board: Board, first: list[int]
) -> None:
    likelihood = near(first, ab=0.6, ac=0.4, bc=0.4)
    (found,) = supported(board, likelihood, [line(first[0], first[1])], {})
    point = point_of(group_of(found, board, likelihood), board, Origins(fire), likelihood)
    assert point is not None
    assert (point.status, point.outlets, point.origins) == (Status.CONSENSUS, 2, 2)
    assert [e.beside for e in sorted(point.evidence, key=lambda e: e.article)] == [False, False, True]


def test_support_does_not_make_one_outlet_two(fire: Material, board: Board, first: list[int]) -> None:
    alone = Group(
        statements=(board.statements[first[0]],), cohesion=1.0, support=(board.statements[first[1]],)
    )
    point = point_of(alone, board, Origins(fire), {})
    assert point is not None
    assert (point.status, point.outlets, len(point.evidence)) == (Status.SINGLE, 1, 1)


def told(reader: Reader, one: str, other: str, *names: str) -> str:
    """The question for what two articles' first sentences tell, credited to these."""
    _, a, b = pair(reader, one, other)
    slot = Slot(kind=DisputeKind.FRAMING, name="speakers", values=(names[0], names[1]))
    return question_of(slot, [a, b])


def test_two_who_have_names_are_asked_for_by_them(reader: Reader) -> None:
    asked = told(
        reader,
        "Ines Corvo said the bridge was safe.",
        "The bridge had rust, Pavel Orr said.",
        "Ines Corvo",
        "Pavel Orr",
    )
    assert asked == "What do Ines Corvo and Pavel Orr say?"


def test_others_are_asked_for_by_the_words_that_both_have(reader: Reader) -> None:
    one = "Police said a woman with a suicide vest died. In Sten police wept."
    other = "One of them set off a suicide vest, officials said."
    assert told(reader, one, other, "Police", "officials") == "How is it told: suicide vest?"
    assert told(reader, "It rained, police said.", "Snow fell, he said.", "Police", "he") == "How is it told?"


def test_a_matter_of_figures_is_told_on_by_a_third(reader: Reader) -> None:
    """Six against nine in two reports, and what a third has for it, which gives no figure."""
    texts = (
        "The collapse of the bridge in Sten killed six people.",
        "The collapse of the bridge in Sten killed nine people.",
        "The collapse of the bridge in Sten killed a number of people.",
    )
    material = stored(reader, *texts)
    board = lay_out(material)
    a, b, c = (next(s.index for s in board.statements if s.article.outlet == f"Outlet {n}") for n in range(3))
    assert any(slot.kind is DisputeKind.FIGURE for slot in slots(board.statements[a], board.statements[b]))
    likelihood = {(a, b): 0.7, (a, c): 0.6, (b, c): 0.6}
    (found,) = find_disputes(board, likelihood, group(board, likelihood), Origins(material))
    assert [side.value for side in found.sides] == ["six", "nine", None]
    assert found.sides[2].claim == texts[2]
    assert found.reasons[-1] == "the matter is told by Outlet 2 too, near to both"
    assert found.sides[2].evidence[0].quote == board.statements[c].text

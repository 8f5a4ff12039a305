"""What is set before a reader as two sides, and what is a misunderstanding of ours."""

from __future__ import annotations

import pytest

from briefings.compare.conflict import denied_outright
from briefings.compare.contrasts import OUTRIGHT, Slot, slots
from briefings.compare.differ import DENIED, Difference, differences
from briefings.compare.disputes import _of_one_matter, _Sides
from briefings.compare.fair import Fair
from briefings.compare.origins import Origins
from briefings.compare.questions import question_of
from briefings.compare.statements import Board, lay_out
from briefings.extract.reader import Reader
from briefings.model import DisputeKind
from tests.test_compare_contrasts import PADDING, material_of, pair, reader

__all__ = ["reader"]  # the fixture, which pytest finds by name


def placed(reader: Reader, *texts: str) -> tuple[Board, Fair]:
    """Articles laid out, with other news around them, and the judge of their differences."""
    material = material_of(reader, *(f"{text}\n\n{PADDING}" for text in texts))
    board = lay_out(material)
    return board, Fair(board, Origins(material))


def figures(reader: Reader, one: str, other: str) -> list[bool]:
    """Whether each figure that differs between the first sentences of two articles would be shown."""
    board, fair = placed(reader, one, other)
    a, b = (next(s for s in board.statements if s.article.outlet == f"Outlet {n}") for n in (0, 1))
    found = [slot for slot in slots(a, b) if slot.kind is DisputeKind.FIGURE]
    return [
        fair.shown(Difference(a=a.index, b=b.index, likelihood=0.5, slots=(slot,)), 0.5) for slot in found
    ]


def test_two_figures_for_one_thing_are_shown(reader: Reader) -> None:
    assert figures(reader, "The fire killed nine people in Sten.", "The fire killed 12 people in Sten.") == [
        True
    ]


def test_figures_that_both_outlets_print_count_two_things(reader: Reader) -> None:
    one = "The fire killed nine people in Sten. In the whole valley the fires killed 12 people."
    other = "The fires killed 12 people in the valley. In Sten the fire killed nine people."
    shown = figures(reader, one, other)
    assert shown
    assert not any(shown)


def speakers(*names: str) -> Difference:
    slot = Slot(kind=DisputeKind.FRAMING, name="speakers", values=(names[0], names[1]))
    return Difference(a=0, b=1, likelihood=0.5, slots=(slot,))


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("Maren Tolliver", "Andrii Halenko", True),
        ("Setiaya", "Sigit Setiayana", False),  # one person, spelled in two ways
        ("Associated Press", "Andrii Halenko", False),  # brings what others say
        ("UEFA", "Andrii Halenko", True),
        ("officials", "Andrii Halenko", True),  # described, not named
    ],
)
def test_two_speakers_stand_side_by_side_where_they_are_two(
    reader: Reader, one: str, other: str, shown: bool
) -> None:
    _, fair = placed(reader, "The fire killed nine people in Sten.", "It rained in Sten.")
    assert fair.shown(speakers(one, other), 0.9) is shown
    assert fair.shown(speakers(other, one), 0.9) is shown
    assert not fair.shown(speakers(one, other), 0.05)


def test_an_outlet_lends_its_name_to_nobodys_words(reader: Reader) -> None:
    _, fair = placed(reader, "The fire killed nine people in Sten.", "It rained in Sten.")
    assert fair.speaker("Outlet 1") == ""
    assert fair.speaker("Reuters") == ""
    assert fair.speaker("Maren Tolliver") == "Maren Tolliver"


@pytest.mark.parametrize(
    "text",
    [
        "The consul said the islands had denied entry to the ferry's crew.",
        "The crew were denied permission to land in Sten.",
        "The court said it would deny Tolliver the licence that she needs.",
        "Judges denied their request for a stay in March.",
    ],
)
def test_who_is_denied_something_is_refused_it_and_nothing_is_disputed(reader: Reader, text: str) -> None:
    _, a, _ = pair(reader, text, "It rained in Sten.")
    assert not denied_outright(a)


CLAIM = "The union said an explosion in the engine room had caused the fire."
DENIAL = "Bluewater Lines denied that there had been an explosion in the engine room."


def test_what_is_denied_in_so_many_words_is_a_dispute_and_its_question(reader: Reader) -> None:
    board, a, b = pair(reader, CLAIM, DENIAL)
    assert (denied_outright(a), denied_outright(b)) == (False, True)
    slot = next(slot for slot in slots(a, b) if slot.kind is DisputeKind.DENIAL)
    assert slot.sure == OUTRIGHT
    assert slot.values == ("said to be so", "denied")
    assert question_of(slot, [a, b]) == "Is it so that there had been an explosion in the engine room?"
    found = differences(board, {(a.index, b.index): 0.06})
    assert [d.likelihood for d in found if d.slots[0].kind is DisputeKind.DENIAL] == [DENIED]


def test_what_is_denied_is_asked_though_it_is_no_claim_of_its_own(reader: Reader) -> None:
    denial = "Karsk again denied that its drones had hit the power station, a spokesman said."
    _, a, b = pair(reader, "The drones of Karsk hit the power station.", denial)
    slot = Slot(kind=DisputeKind.DENIAL, name="hit", values=("said to be so", "denied"))
    assert question_of(slot, [a, b]) == "Is it so that its drones had hit the power station?"


def test_a_denial_of_something_else_is_none_of_it(reader: Reader) -> None:
    _, a, b = pair(reader, CLAIM, "Bluewater Lines denied that it owed its crew any overtime pay.")
    assert not [s for s in slots(a, b) if s.kind is DisputeKind.DENIAL and s.sure == OUTRIGHT]


def test_one_remark_in_two_wordings_needs_no_common_speaker(reader: Reader) -> None:
    one = 'A message on the telephone read: "Here we go, it is starting now."'
    other = 'The prosecutor quoted the text: "Here we go, it is starting."'
    _, a, b = pair(reader, one, other)
    found = [slot for slot in slots(a, b) if slot.kind is DisputeKind.WORDING]
    assert not found  # one is a part of the other
    _, a, b = pair(reader, one, 'The prosecutor quoted the text: "Here we go, it has started now."')
    assert [slot.kind for slot in slots(a, b) if slot.kind is DisputeKind.WORDING] == [DisputeKind.WORDING]


def test_words_of_nobody_known_are_asked_for_without_a_name(reader: Reader) -> None:
    _, a, b = pair(reader, CLAIM, DENIAL)
    slot = Slot(kind=DisputeKind.WORDING, name="", values=("Here we go", "Here we come"))
    assert question_of(slot, [a, b]) == "What were the words?"


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("we will rebuild the bridge by June", "we shall rebuild the bridge before June", True),
        (
            "the bridge must go before the winter comes",
            "nobody warned the town of the flood, and the mayor must answer",
            False,
        ),
        ("scared to death", "pure fear", True),  # one thing in other words
    ],
)
def test_stray_words_in_common_make_no_remark(reader: Reader, one: str, other: str, shown: bool) -> None:
    _, fair = placed(reader, "The fire killed nine people in Sten.", "It rained in Sten.")
    slot = Slot(kind=DisputeKind.WORDING, name="Ines Corvo", values=(one, other))
    assert fair.shown(Difference(a=0, b=1, likelihood=0.5, slots=(slot,)), 0.9) is shown


def test_a_further_figure_stands_beside_two_only_where_it_is_of_their_matter() -> None:
    slot = Slot(kind=DisputeKind.FIGURE, name="", values=("9", "12"))
    held = {"9": [0], "12": [1, 2], "14": [3], "800": [4]}
    near = {(0, 1): 0.5, (0, 3): 0.4, (2, 3): 0.6, (0, 4): 0.5, (1, 4): 0.1, (2, 4): 0.2, (3, 4): 0.9}
    sides = _of_one_matter(_Sides(slot=slot, likelihood=0.5, held=held), near)
    assert list(sides.held) == ["9", "12", "14"]

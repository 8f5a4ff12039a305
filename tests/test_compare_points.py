"""Which sentence leads a point."""

from __future__ import annotations

import pytest

from briefings.compare.points import Group, clearest_of
from briefings.extract.reader import Reader
from tests.test_compare_contrasts import pair, reader

__all__ = ["reader"]  # the fixture, which pytest finds by name


@pytest.mark.parametrize(
    "sentence",
    [
        "Divers found the wreck of the ferry off Sten on Monday.",
        '"Divers have found the wreck of the ferry off Sten," Maren Tolliver said on Monday.',
        "On Monday Maren Tolliver spoke of the wreck that divers found off Sten “on the first dive.”",
    ],
)
def test_a_sentence_leads_rather_than_a_heading(reader: Reader, sentence: str) -> None:
    heading = "Divers find wreck of the ferry off Sten"
    _, a, b = pair(reader, heading, sentence)
    found = Group(statements=(a, b), cohesion=0.9)
    assert (a.text, b.text) == (heading, sentence)
    assert clearest_of(found.statements, found, {(a.index, b.index): 0.9}).text == sentence

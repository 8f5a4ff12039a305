"""Lines as they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.compare.shown import as_line


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ('I am here," she says.', '"… I am here," she says.'),
        ("I am here,” she says.", "“… I am here,” she says."),
        ('Orr said, "We warned them twice.', 'Orr said, "We warned them twice. …"'),
        ("“We warned them twice.", "“We warned them twice. …”"),
        ('"We warned them twice," Orr said.', '"We warned them twice," Orr said.'),
        ('He said ("so they say") that it fell.', 'He said ("so they say") that it fell.'),
        ('twice," Orr said, "and they laughed.', '"… twice," Orr said, "and they laughed. …"'),
        ('The board is 6" wide.', 'The board is 6" wide.'),
        ("STEN (Northwire) - The bridge fell.", "The bridge fell."),
    ],
)
def test_a_quotation_has_both_its_marks(sentence: str, line: str) -> None:
    assert as_line(sentence) == line


@given(st.text(alphabet='ab1 .,("“”’)—', max_size=40))
def test_what_is_shown_holds_the_sentence_and_is_not_touched_twice(sentence: str) -> None:
    line = as_line(sentence)
    assert as_line(line) == line
    assert line.strip('"“” …') in sentence or not line.strip('"“” …')

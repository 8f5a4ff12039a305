"""Quotation marks: what is found, and that nothing breaks on marks that do not pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.extract.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is over,” he said.", ["“It is over,”"]),
        ('He said: "It is over." Then he left.', ['"It is over."']),
        ("‘We don’t know the officers’ names,’ she said.", ["‘We don’t know the officers’ names,’"]),
        ("“One ‘two’ three,” he said. “Four.”", ["“One ‘two’ three,”", "“Four.”"]),
        ("He is 6'2\" tall and the boys' mother said so.", []),
        ("The ’90s and rock ’n’ roll, the 80s' sound.", []),
        ("Their film “Frozen“ and more.", ["“Frozen“"]),
        ("“Never closed\n\nPlain text.", ["“Never closed"]),
    ],
)
def test_marks_pair_as_a_reader_pairs_them(text: str, expected: list[str]) -> None:
    """Curly, straight, single, nested, mistyped and missing marks are read as a person reads them."""
    assert quoted(text) == expected


def test_a_quotation_left_open_continues_in_the_paragraph_that_opens_with_a_mark() -> None:
    """Only the last paragraph of a long quotation carries the closing mark."""
    text = "He wrote: “First part.\n\n“Second part.\n\n“Third part.”\n\n“Another,” she said."
    assert [q.continues for q in find_quotations(text)] == [True, True, False, False]


@given(st.text(alphabet="ab s.,\n“”‘’\"'«»-", max_size=200))
def test_quotations_re_slice_in_order_and_never_overlap(text: str) -> None:
    """Whatever the marks, spans lie inside the text, in order, one after the other."""
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.span.start < quotation.inner.start < quotation.inner.end
        assert quotation.inner.end <= quotation.span.end <= len(text)
        end = quotation.span.end

"""What outlets print alike, sentence after sentence, is one passage and one line."""

from __future__ import annotations

from briefings.compare.copied import told_once
from briefings.compare.lines import Line
from briefings.compare.statements import Board, lay_out
from briefings.extract.reader import Reader
from tests.test_compare_contrasts import material_of, reader

__all__ = ["reader"]  # the fixture, which pytest finds by name

COPY = """Robert Wolford gave investigators a false burial tip last summer. A judge in Sten sentenced him to
four years for making a false report. The search of the lot on Wednesday had found nothing at all."""
OWN = "The mayor opened a new wing of the museum. Apples were cheap in the whole valley this year."


def line_of(board: Board, *words: str) -> Line:
    """The line of the statements that hold one of these words."""
    found = tuple(s.index for s in board.statements if any(word in s.text for word in words))
    return Line(statements=found, further=False, fresh=(1.0,) * len(found))


def test_lines_of_one_copied_passage_are_one(reader: Reader) -> None:
    board = lay_out(material_of(reader, f"{COPY} {OWN}", f"{COPY.replace('last summer', 'in the summer')}"))
    lines = [line_of(board, word) for word in ("burial", "judge", "search")]
    assert [len(line.statements) for line in lines] == [2, 2, 2]
    (one,) = told_once(board, lines)
    assert one.statements == tuple(sorted(i for line in lines for i in line.statements))
    assert len(one.fresh) == 6


def test_the_order_stays_and_what_is_worded_anew_stays_apart(reader: Reader) -> None:
    other = "A judge sent Wolford to prison for four years. He had made up a story about a burial."
    board = lay_out(material_of(reader, COPY, other))
    lines = [line_of(board, "burial"), line_of(board, "judge")]
    assert told_once(board, lines) == lines


def test_copied_sentences_far_apart_are_two_lines(reader: Reader) -> None:
    first, last = COPY.split(". ")[0] + ".", "The bridge at Tornes will be closed until the end of June."
    far = f"{first} {OWN} {OWN} {last}"
    board = lay_out(material_of(reader, far, far))
    lines = [line_of(board, "burial"), line_of(board, "bridge")]
    assert told_once(board, lines) == lines


def test_a_passage_that_one_outlet_alone_goes_on_with_is_not_joined(reader: Reader) -> None:
    apart = f"{COPY.split('. ')[0]}. {OWN} {OWN} {COPY.split('. ')[1]}."
    board = lay_out(material_of(reader, COPY, apart))
    lines = [line_of(board, "burial"), line_of(board, "judge")]
    assert told_once(board, lines) == lines

"""Sentences laid against each other word by word, the lines that come of it, which are worth their place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.compare.lines import Line, candidate_lines
from briefings.compare.statements import Board, lay_out
from briefings.compare.wordings import Wordings
from briefings.compare.worth import LINE_FEATURES, line_features, worthy
from briefings.model import Article, Claim, Material, Passage, PassageKind, Reading, Span
from briefings.wording import WIDTH, content_words, from_bytes, shipped_encoder, to_bytes

FREED = "Rescuers freed four boys from the flooded cave on Monday."
SAVED = "Four more children were brought out of the cave by divers."
RAIN = "Heavy rain is forecast for the province until Friday."


def test_a_sentence_is_nearer_to_its_paraphrase_than_to_another_of_the_same_event() -> None:
    wordings = Wordings([FREED, SAVED, RAIN], {})
    said_again, other = wordings.overlap(0, 1), wordings.overlap(0, 2)
    assert said_again.cosine > other.cosine
    assert min(said_again.cover) > max(other.cover)
    assert max(said_again.left) < min(other.left)


def test_an_overlap_turns_with_its_sides() -> None:
    wordings = Wordings([FREED, SAVED], {})
    there, back = wordings.overlap(0, 1), wordings.overlap(1, 0)
    assert there.cover == pytest.approx(back.cover[::-1])
    assert there.left == pytest.approx(back.left[::-1])


def test_stored_wordings_come_back_as_they_were() -> None:
    (read,) = shipped_encoder().read([FREED])
    again = from_bytes(FREED, to_bytes(read))
    assert again is not None
    assert again.words == read.words
    assert np.array_equal(again.vectors, read.vectors)
    assert np.array_equal(again.whole, read.whole)


def test_what_was_stored_of_another_sentence_is_not_taken() -> None:
    (read,) = shipped_encoder().read([FREED])
    assert from_bytes(RAIN, to_bytes(read)) is None


def test_a_sentence_gets_the_same_vectors_alone_and_among_others() -> None:
    alone = shipped_encoder().read([SAVED])[0]
    among = shipped_encoder().read([FREED, SAVED, RAIN * 3])[1]
    assert np.abs(alone.vectors.astype(int) - among.vectors.astype(int)).max() <= 1


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_wording_with_a_row_for_each_content_word(text: str) -> None:
    (read,) = shipped_encoder().read([text])
    assert read.vectors.shape == (len(read.words), WIDTH)
    assert len(read.words) <= len(content_words(text))


def _article(number: int, sentences: Sequence[str]) -> tuple[Article, Reading]:
    text, passages, claims = "", [], []
    for place, sentence in enumerate(sentences):
        start = len(text)
        text += sentence + " "
        span = Span(start=start, end=start + len(sentence))
        passages.append(Passage(number=place, span=span, kind=PassageKind.BODY, paragraph=place))
        terms = tuple(word for word in content_words(sentence))
        claims.append(Claim(passage=place, span=span, terms=terms, article=number))
    article = Article(
        id=number,
        url=f"https://example.org/{number}",
        title="",
        outlet=f"Outlet {number}",
        text=text,
        published=datetime(2026, 3, 1, tzinfo=UTC),
    )
    return article, Reading(passages=tuple(passages), claims=tuple(claims), keywords=())


OTHERWISE = [
    f"{who} {did} the {what} near {where}."
    for who, did, what, where in (
        ("A farmer", "sold", "oxen", "Lom"),
        ("Two painters", "restored", "fresco", "Vik"),
        ("Engineers", "tested", "turbine", "Oye"),
        ("The council", "closed", "library", "Bree"),
        ("Students", "mapped", "glacier", "Hol"),
        ("A bakery", "opened", "shop", "Ask"),
        ("Sailors", "repaired", "mast", "Rena"),
        ("Judges", "praised", "choir", "Moss"),
    )
]


def _board(*articles: Sequence[str]) -> Board:
    """The articles' sentences, and behind them others, so that no word of theirs stands in most sentences."""
    read = [_article(number, sentences) for number, sentences in enumerate([*articles, OTHERWISE], 1)]
    return lay_out(
        Material(articles=tuple(a for a, _ in read), readings={a.id: reading for a, reading in read})
    )


def _groups(board: Board, *groups: list[int]) -> list[list[int]]:
    """These groups, and each other statement by itself."""
    held = {index for members in groups for index in members}
    return [*groups, *([s.index] for s in board.statements if s.index not in held)]


BOTH = "Rescuers freed four boys from the flooded cave on Monday, and heavy rain is forecast until Friday."
WET = "Forecasters expect heavy rain in the province until Friday."


def test_a_sentence_of_two_statements_stands_in_two_lines() -> None:
    """0: both statements, 1: the first one elsewhere, 2: the second one elsewhere."""
    board = _board([BOTH], [FREED], [WET])
    lines = candidate_lines(board, {(0, 1): 0.9, (0, 2): 0.7}, _groups(board, [0, 1], [2]))
    assert [(line.statements, line.further) for line in lines] == [((0, 1), False), ((0, 2), True)]
    assert lines[1].fresh[0] > 0.4, "the rain is told by no line before"


def test_what_a_line_has_told_already_is_not_fresh() -> None:
    board = _board([FREED], [FREED.replace("four", "4")], [FREED.replace("Monday", "the day")])
    lines = candidate_lines(board, {(0, 1): 0.9, (0, 2): 0.7}, _groups(board, [0, 1], [2]))
    assert lines[1].fresh[0] < 0.2


def test_pairs_below_the_least_likelihood_make_no_further_line() -> None:
    board = _board([BOTH], [FREED], [WET])
    assert len(candidate_lines(board, {(0, 1): 0.9, (0, 2): 0.3}, _groups(board, [0, 1], [2]))) == 1


def test_a_group_of_one_article_is_no_line() -> None:
    board = _board([FREED, SAVED], [RAIN])
    assert candidate_lines(board, {(0, 1): 0.9}, _groups(board, [0, 1], [2])) == []


def test_each_line_has_every_feature_and_a_line_that_agrees_is_worth_more() -> None:
    board = _board([FREED, RAIN], [SAVED, "Families thanked everybody who had come to help."])
    groups = _groups(board, [0, 2], [1, 3])
    likelihood = {(0, 2): 0.9, (1, 3): 0.32}
    lines = candidate_lines(board, likelihood, groups)
    rows = line_features(board, likelihood, lines)
    assert [len(row) for row in rows] == [len(LINE_FEATURES)] * 2
    worth = dict(worthy(board, likelihood, lines))
    freed, thanked = lines
    assert worth[freed] > worth.get(thanked, 0.0)


def test_a_line_that_has_half_of_its_statements_from_a_worthier_one_is_not_shown() -> None:
    board = _board([FREED], [SAVED], [FREED.replace("four", "4")])
    first = Line(statements=(0, 1, 2), further=False, fresh=(1.0, 1.0, 1.0))
    again = Line(statements=(0, 2), further=True, fresh=(0.9, 0.9))
    shown = worthy(board, {(0, 1): 0.9, (0, 2): 0.95, (1, 2): 0.9}, [again, first])
    assert len(shown) == 1

"""A question's kind, content words, focus and speaker are understood from how it is put."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.ask.question import Kind, understood
from briefings.ask.words import stem, words_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who wrote the report?", Kind.WHO),
        ("and who denies the claim?", Kind.WHO),
        ("Who is the judge that sentenced him?", Kind.NAME),
        ("What is the name of the pilot?", Kind.NAME),
        ("When did the raid begin?", Kind.WHEN),
        ("On what date was the vote?", Kind.WHEN),
        ("where did the plane land", Kind.WHERE),
        ("Why was the bridge closed?", Kind.WHY),
        ("What caused the fire?", Kind.WHY),
        ("How did the thieves escape?", Kind.HOW),
        ("how many drones?", Kind.MANY),
        ("How much money was stolen?", Kind.MONEY),
        ("How long did the call last?", Kind.LONG),
        ("How old is the mayor?", Kind.OLD),
        ("How deep is the lake?", Kind.SIZE),
        ("Which countries voted against the treaty?", Kind.WHICH),
        ("What kind of aircraft crashed?", Kind.WHICH),
        ("What did the Kremlin say about the strike?", Kind.SAY),
        ("How did the mayor react?", Kind.SAY),
        ("Did the crew send a signal?", Kind.WHETHER),
        ("What happened to the ferry?", Kind.WHAT),
        ("ferry disaster", Kind.WHAT),
    ],
)
def test_the_kind_of_answer_is_told_by_the_words(question: str, kind: Kind) -> None:
    assert understood(question)[0].kind is kind


def test_how_somebody_is_asks_for_a_condition() -> None:
    stems = {term.stem for term in understood("How are the women and the child now?")[0].terms}
    assert stem("condition") in stems
    assert stem("condition") not in {t.stem for t in understood("How is the dam built?")[0].terms}


def test_the_counted_noun_is_the_focus() -> None:
    assert understood("How many drones were fired?")[0].focus == stem("drones")


def test_the_one_whose_words_are_wanted_is_the_speaker() -> None:
    found = understood("What did Mary Oduya say about the bridge?")[0]
    assert found.speakers == (stem("Mary"), stem("Oduya"))
    assert stem("bridge") in {term.stem for term in found.terms}


def test_two_questions_joined_are_two_and_the_second_knows_of_whom_the_first_spoke() -> None:
    first, second = understood("Who was the diver, and where did he train?")
    assert (first.kind, second.kind) == (Kind.WHO, Kind.WHERE)
    assert stem("diver") in {term.stem for term in second.terms}


def test_when_and_where_of_one_thing_is_one_question_of_two_kinds() -> None:
    (found,) = understood("When and where will the teams meet?")
    assert found.kinds == (Kind.WHEN, Kind.WHERE)
    assert found.future


def test_a_name_within_the_sentence_is_known_as_one_and_shouting_is_not() -> None:
    assert [t.name for t in understood("When did Berry escape?")[0].terms] == [True, False]
    assert not any(t.name for t in understood("WHEN DID BERRY ESCAPE")[0].terms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("drones", "drone"),
        ("met", "meetings"),
        ("stopped", "stop"),
        ("Putin’s", "Putin"),
        ("U.S.", "United States"),
        ("died", "dead"),
        ("cities", "city"),
        ("Kiev", "Kyiv"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("us", "US"), ("new", "news"), ("bus", "bu"), ("sing", "s")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    assert all(text[word.start :].startswith(word.text) for word in words_of(text))

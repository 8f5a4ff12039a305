"""A question that leans on the one before is made whole, shows what was carried, or is asked back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.ask import Context, FollowUp, context_after, context_of_line, follow_up
from briefings.ask.context import REMEMBERED
from briefings.ask.question import Kind, understood
from briefings.model import Answer
from tests.newsdesk import evidence

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)
HARBOUR = "Harlow bridge"


def after(question: str, said: str = "", credited: str = "", topic: str = HARBOUR) -> Context:
    """The context once `question` was answered by a passage that says `said`, or declined."""
    passages = (evidence(quote=said, credited=credited),) if said else ()
    given_answer = Answer(question=question, answered=bool(said), text="", passages=passages)
    asked = follow_up(question, None, topic=topic, now=NOW)
    return context_after(asked, given_answer, topic=topic, now=NOW)


def asked(question: str, context: Context | None, minutes: int = 1) -> FollowUp:
    return follow_up(question, context, topic=HARBOUR, now=NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("Who halted the deliveries?", "why?", "why (halted deliveries)?"),
        ("Who halted the deliveries?", "And why?", "why (halted deliveries)?"),
        ("Who halted the deliveries?", "since when?", "since when (halted deliveries)?"),
        ("Who halted the deliveries?", "and who denies it?", "who denies it (halted deliveries)?"),
        ("Who halted the deliveries?", "who denies?", "who denies (halted deliveries)?"),
        ("Who halted the deliveries?", "how many?", "how many deliveries (halted)?"),
        ("Who halted the deliveries?", "is that true?", "is that true (halted deliveries)?"),
        ("Who halted the deliveries?", "says who?", "says who (halted deliveries)?"),
        ("When do the teams meet?", "where?", "where (teams meet)?"),
        ("When do the teams meet?", "and the ministers?", "When do the ministers meet?"),
        ("How many drones were fired at Kyiv?", "and missiles?", "How many missiles were fired at Kyiv?"),
        ("How many drones were fired at Kyiv?", "by whom?", "by whom (drones fired Kyiv)?"),
        ("How many drones were fired at Kyiv?", "and at Kharkiv?", "How many drones were fired at Kharkiv?"),
        ("How many drones were fired on Friday?", "and Saturday?", "How many drones were fired on Saturday?"),
        ("How many drones were fired?", "and on Monday?", "How many drones were fired on Monday?"),
        ("What did the Kremlin say?", "and Zelenskyy?", "What did Zelenskyy say?"),
        ("What did the Kremlin say?", "what about Russia?", "What did Russia say?"),
        ("What did Bray say about Norway?", "how about Germany?", "What did Germany say about Norway?"),
        ("Did Germany offer radars to Norway?", "and Sweden?", "Did Sweden offer radars to Norway?"),
        ("What did Colin Bray say?", "and when did he say it?", "when did Colin Bray say it?"),
        ("what did bray say", "where does he live", "where does bray live"),
        ("Why did Colin Bray resign?", "where is his wife?", "where is Colin Bray’s wife?"),
        ("Why did Colin Bray resign?", "and his deputy?", "Why did Colin Bray’s deputy resign?"),
        ("Why did Mary Oduya resign?", "who pays her now?", "who pays Mary Oduya now?"),
    ],
)
def test_a_leaning_question_is_made_whole_from_the_last_one(before: str, question: str, whole: str) -> None:
    found = asked(question, after(before))
    assert found.question == whole
    assert found.about
    assert not found.unclear


def test_he_is_whoever_the_answer_is_credited_to_where_the_question_names_nobody() -> None:
    before = after("Who pays?", "The state pays, Friedrich Merz told Angela Dorn.", "Friedrich Merz")
    assert asked("what else did he say?", before).question == "what else did Friedrich Merz say?"
    assert asked("what did she answer?", before).question == "what did Angela Dorn answer?"


def test_a_pronoun_that_fits_nobody_is_asked_back() -> None:
    before = after("Who pays?", "The state pays, Friedrich Merz said.", "Friedrich Merz")
    assert asked("what did she say?", before).unclear == "Whom do you mean by “she”? Ask with the name."
    assert asked("what did he say?", after("What did Germany say?")).unclear
    assert asked("what did he say?", None).unclear


def test_how_many_of_nothing_that_can_be_counted_is_asked_back() -> None:
    found = asked("how many?", after("When will Bray speak?"))
    assert found.unclear == "How many of what? The last question was “When will Bray speak?”."


def test_why_after_why_asks_for_the_reason_of_the_reason() -> None:
    before = after("Why did the bridge fall?", "Floods had washed out two piers.")
    assert asked("why?", before).question == "why (Floods washed two piers)?"


def test_followups_chain_on_the_last_whole_question() -> None:
    first = after("Who halted the deliveries?")
    second = asked("and why?", first)
    assert second.about == "Who halted the deliveries?"
    declined = Answer(question=second.question, answered=False, text="")
    later = context_after(second, declined, topic=HARBOUR, now=NOW)
    assert asked("since when?", later).question == "since when (halted deliveries)?"
    assert asked("since when?", later).about == "Who halted the deliveries?"


@pytest.mark.parametrize(
    "question",
    [
        "Who leads the search?",
        "how many drones?",
        "What happened this week?",
        "Was the driver alone when he died?",
        "Did Colin Bray say that he would go?",
        "and how did Mary Oduya react to the vote?",
        "Harlow",
    ],
)
def test_a_question_that_stands_by_itself_carries_nothing(question: str) -> None:
    found = asked(question, after("Who halted the deliveries?"))
    assert (found.question, found.about, found.unclear) == (question, "", "")


@pytest.mark.parametrize("question", ["why?", "and Russia?", "who denies it?", "since when?", "and why?"])
def test_what_leans_on_nothing_says_so(question: str) -> None:
    other = after("Who halted the deliveries?", topic="Ostrey ferry")
    for context in (None, other):
        assert "ask it in full" in asked(question, context).unclear
    assert "ask it in full" in asked(question, after("Who halted the deliveries?"), minutes=31).unclear


def test_a_context_lasts_half_an_hour() -> None:
    before = after("Who halted the deliveries?")
    at_last = follow_up("why?", before, topic=HARBOUR, now=NOW + REMEMBERED)
    assert at_last.question == "why (halted deliveries)?"
    assert follow_up("why?", before, topic=HARBOUR, now=NOW - timedelta(seconds=1)).unclear


def test_a_question_with_words_of_its_own_may_also_be_meant_by_itself() -> None:
    assert (
        asked("and who pays the fine?", after("Who halted the deliveries?")).plain == "and who pays the fine?"
    )


def test_a_question_may_lean_on_a_line_that_was_opened() -> None:
    line = context_of_line("Floods washed out the western piers of the bridge.", topic=HARBOUR, now=NOW)
    found = asked("who says so?", line)
    assert found.question == "who says so (Floods washed western piers bridge)?"
    assert found.about == "Floods washed out the western piers of the bridge."


def test_a_made_up_question_keeps_its_kind() -> None:
    made = asked("how many?", after("When do the teams meet?")).question
    assert understood(made)[0].kind is Kind.MANY
    assert understood(made)[0].focus == "team"
    spoken = asked("and Zelenskyy?", after("What did the Kremlin say?")).question
    assert understood(spoken)[0].speakers == ("zelenskyy",)


@given(first=st.text(max_size=60), second=st.text(max_size=60), said=st.text(max_size=60))
def test_no_text_raises_and_what_is_carried_is_shown(first: str, second: str, said: str) -> None:
    before = after(first, said)
    found = asked(second, before)
    assert found.question or not second.split()
    if found.question not in {" ".join(second.split()), ""} and not found.unclear:
        assert found.about or found.question in " ".join(second.split())


_WORDS = """and but what about why how many who when he she it they his the drones Bray Russia on Friday in"""


@given(
    st.lists(st.sampled_from(_WORDS.split()), max_size=7),
    st.lists(st.sampled_from(_WORDS.split()), max_size=7),
)
def test_no_words_in_any_order_raise(first: list[str], second: list[str]) -> None:
    found = asked(" ".join(second), after(" ".join(first)))
    assert len(found.question) < 400

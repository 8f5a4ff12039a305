"""Questions are answered from stored passages, word for word, or declined."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.ask import answer
from briefings.ask.asking import LONGEST_QUESTION
from briefings.ask.sought import MOST_LINES
from briefings.extract.reader import Reader
from briefings.model import Answer, Article, Material, PassageKind, Topic

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.meaning import Meaning

NOW = datetime(2031, 5, 6, tzinfo=UTC)
TOPIC = Topic(name="Harlow bridge")
#: An event that never happened, told by two outlets that differ on one figure.
GAZETTE = """A railway bridge collapsed near Harlow on Tuesday evening, killing 14 people, police said.

Inspector Mary Oduya said the bridge gave way because floods had washed out its two western piers.

The train, bound for Norwich, was carrying 210 passengers. It had left London at 5.40 p.m.

Transport Minister Colin Bray said: "We will rebuild this bridge before the winter." He refused to resign.

The bridge was built in 1911 and was last inspected in March, according to the Rail Office.

Subscribe to our newsletter for the best of the Gazette."""
COURIER = """At least 17 people died when a bridge fell under a passenger train near Harlow, hospitals said.

The injured were taken to Princess Anne Hospital in Cambridge, where doctors treated 60 people.

Mary Oduya, the inspector in charge, said the search for survivors would go on through Thursday.

Rail unions denied that the driver had ignored a signal."""


Asking = Callable[..., Answer]


def article(number: int, outlet: str, title: str, text: str, published: datetime = NOW) -> Article:
    return Article(
        id=number,
        url=f"https://{outlet.lower()}.example/{number}",
        title=title,
        outlet=outlet,
        text=text,
        published=published - timedelta(days=1),
    )


@pytest.fixture(scope="module")
def material(nlp: Language, meaning: Meaning) -> Material:
    articles = (
        article(1, "Gazette", "Bridge collapse kills 14 near Harlow", GAZETTE),
        article(2, "Courier", "Train falls with bridge near Harlow", COURIER),
    )
    reader = Reader(nlp, meaning)
    return Material(articles=articles, readings={a.id: reader.read(a) for a in articles})


@pytest.fixture
def ask(material: Material, meaning: Meaning) -> Asking:
    def asking(question: str, of: Material = material) -> Answer:
        return answer(question, TOPIC, of, now=NOW, meaning=meaning)

    return asking


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why did the bridge collapse?", "floods had washed out"),
        ("how many passengers was the train carrying", "210 passengers"),
        ("When was the bridge built?", "1911"),
        ("Where were the injured taken?", "Princess Anne Hospital"),
        ("What did Colin Bray say?", "We will rebuild this bridge"),
        ("Who is the inspector in charge?", "Mary Oduya"),
        ("Did the driver ignore a signal?", "denied that the driver"),
        ("Where was the train going?", "bound for Norwich"),
    ],
)
def test_an_answer_cites_the_passage_that_holds_it(ask: Asking, question: str, words: str) -> None:
    found = ask(question)
    assert found.answered, found.text
    assert any(words in evidence.quote for evidence in found.passages[:3])


@pytest.mark.parametrize(
    "question",
    [
        "How much compensation will the families receive?",
        "What did the Queen of Denmark say?",
        "Which company made the locomotive?",
        "When will the funerals be held?",
        "What is the name of the driver's wife?",
    ],
)
def test_what_nothing_says_is_declined_with_what_is_closest(ask: Asking, question: str) -> None:
    found = ask(question)
    assert not found.answered
    assert found.passages == ()
    assert found.closest
    assert found.closest[0].quote[:40] in found.text


def test_a_refusal_repeats_what_was_asked(ask: Asking) -> None:
    """ "Nothing stored says who ..." where the question's own words can follow, else the question in
    quotes.
    """
    assert ask("Who supplied the dynamite?").text.startswith("Nothing stored says who supplied the dynamite;")
    assert "“When will the funerals be held?”" in ask("When will the funerals be held?").text


def test_outlets_that_differ_on_a_figure_stand_side_by_side(ask: Asking) -> None:
    found = ask("How many people died?")
    assert found.answered
    values = {side.value: {e.outlet for e in side.evidence} for side in found.sides}
    assert values == {"14": {"Gazette"}, "At least 17": {"Courier"}}
    assert "They differ: " in found.text


def test_every_quote_is_a_slice_of_its_article_and_none_is_furniture(ask: Asking, material: Material) -> None:
    texts = {a.id: a.text for a in material.articles}
    body = {
        passage.span.of(texts[number])
        for number, reading in material.readings.items()
        for passage in reading.passages
        if passage.kind is PassageKind.BODY
    }
    for question in ("How many people died?", "Who said what about the newsletter?", "best of the Gazette"):
        found = ask(question)
        for evidence in (*found.passages, *found.closest):
            assert evidence.quote in texts[evidence.article]
            assert evidence.quote in body
            assert evidence.quote in evidence.context
            assert evidence.context in texts[evidence.article]


def test_evidence_tells_outlet_link_time_origin_and_who_is_credited(ask: Asking) -> None:
    best = ask("Why did the bridge collapse?").passages[0]
    assert (best.outlet, best.url) == ("Gazette", "https://gazette.example/1")
    assert best.title == "Bridge collapse kills 14 near Harlow"
    assert best.origin
    assert "Oduya" in best.credited
    assert best.published == NOW - timedelta(days=1)


@pytest.mark.parametrize(
    "question", ["", "   ", "?", "🚂🌉", "\x00", "what is it", "AND OR NOT (", "“”", "is it?", "...", "who?"]
)
def test_a_question_without_words_gets_one_clear_line(ask: Asking, question: str) -> None:
    found = ask(question)
    assert not found.answered
    assert found.text
    assert "\n" not in found.text
    assert found.passages == ()


def test_a_very_long_question_is_refused_with_its_length(ask: Asking) -> None:
    found = ask("why " * 10_000)
    assert not found.answered
    assert "39,999 characters" in found.text
    assert len(found.question) <= LONGEST_QUESTION


@pytest.mark.parametrize(
    "question",
    ["' OR 1=1; DROP TABLE articles; --", 'NEAR("a" "b", 5) AND col:*', "{sources}[0]^$(.*)\\", "%s%n%x"],
)
def test_query_languages_are_just_words(ask: Asking, question: str) -> None:
    assert not ask(question).answered


@given(question=st.text(max_size=80))
def test_no_question_raises(question: str, material: Material, meaning: Meaning) -> None:
    found = answer(question, TOPIC, material, now=NOW, meaning=meaning)
    assert found.text
    assert found.answered == bool(found.passages)


def test_a_topic_without_articles_says_so(ask: Asking) -> None:
    empty = Material(articles=(), readings={})
    assert ask("Who fell?", empty).text == "Nothing is stored on Harlow bridge yet."


def test_the_same_question_gets_the_same_answer(ask: Asking) -> None:
    assert ask("Why did the bridge collapse?") == ask("Why did the bridge collapse?")


def test_what_is_published_after_now_is_not_searched(
    material: Material, nlp: Language, meaning: Meaning
) -> None:
    early = NOW - timedelta(days=30)
    found = answer("Why did the bridge collapse?", TOPIC, material, now=early, meaning=meaning)
    assert found.text == "Nothing is stored on Harlow bridge yet."


def test_two_questions_in_one_are_both_answered(ask: Asking) -> None:
    found = ask("When was the bridge built and where were the injured taken?")
    quotes = " ".join(evidence.quote for evidence in found.passages)
    assert "1911" in quotes
    assert "Princess Anne Hospital" in quotes


def test_an_answer_is_found_in_a_large_topic(
    material: Material, ask: Asking, nlp: Language, meaning: Meaning
) -> None:
    """Among more sentences than are measured closely, those with the question's words are found."""
    cheese = "The cheese fair opened in Gouda. Farmers sold forty wheels there.\n\n" * 4
    noise = article(0, "Herald", "Cheese", cheese)
    reading = Reader(nlp, meaning).read(noise)
    many = 80
    others = tuple(dataclasses.replace(noise, id=10 + n) for n in range(many))
    large = Material(
        articles=(*others, *material.articles),
        readings={**dict.fromkeys((a.id for a in others), reading), **material.readings},
    )
    assert many * len(reading.passages) > MOST_LINES
    assert "floods had washed out" in ask("Why did the bridge collapse?", large).passages[0].quote
    assert "Nothing stored says who played chess" in ask("Who played chess?", large).text

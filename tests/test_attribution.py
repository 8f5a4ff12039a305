"""Who said what: source, cue and content in sentences as newspapers write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from briefings.extract.attribution import find_attributions
from briefings.model import Attribution

WORDS = [
    "He",
    "Maria",
    "said",
    "that",
    "the",
    "bridge",
    "fell",
    ",",
    ".",
    "“",
    "”",
    '"',
    "'",
    "according",
    "to",
    ":",
    "—",
    "told",
    "us",
    "  ",
    "he",
    "thinks",
]


def said(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) of every attribution, pieces of a content joined by " … "."""
    return [
        (
            one.source.of(text) if one.source else "",
            one.cue.of(text) if one.cue else "",
            " … ".join(span.of(text) for span in one.content).strip(" ,."),
        )
        for one in find_attributions(nlp(text))
    ]


def only(nlp: Language, text: str) -> Attribution:
    found = find_attributions(nlp(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor said the bridge would be closed for a month.",
            ("The mayor", "said", "the bridge would be closed for a month"),
        ),
        (
            "The bridge would be closed for a month, the mayor said on Friday.",
            ("the mayor", "said", "The bridge would be closed for a month"),
        ),
        (
            "The bridge was closed on Friday, according to the police.",
            ("the police", "according to", "The bridge was closed on Friday"),
        ),
        (
            "According to the police, the bridge was closed on Friday.",
            ("the police", "According to", "the bridge was closed on Friday"),
        ),
        (
            "“The bridge is closed,” Maria Lopez said.",
            ("Maria Lopez", "said", "“The bridge is closed,”"),
        ),
        (
            "Officials believe that the fire started in the kitchen.",
            ("Officials", "believe", "that the fire started in the kitchen"),
        ),
    ],
)
def test_speech_and_belief_in_every_order(nlp: Language, text: str, expected: tuple[str, str, str]) -> None:
    """Cue before, behind and as a preposition; direct and indirect; said and believed."""
    source, cue, content = expected
    assert (source, cue, content.strip(" ,.")) in said(nlp, text)


def test_a_quotation_split_by_its_cue_is_one_content_in_two_pieces(nlp: Language) -> None:
    """Both halves are the speaker's."""
    text = "“The bridge is closed,” Maria Lopez said. “It will stay closed for a month.”"
    one = only(nlp, text)
    assert one.direct
    assert one.source_name == "Maria Lopez"
    covered = " ".join(span.of(text) for span in one.content)
    assert "The bridge is closed" in covered
    assert "It will stay closed" in covered


def test_a_quotation_over_paragraphs_stays_with_its_speaker(nlp: Language) -> None:
    """Paragraphs that are nothing but quotation go on from the one before."""
    text = (
        "“The bridge is closed and nobody may cross it,” Maria Lopez said.\n\n"
        "“We will open it again when the engineers have finished their work on it.”"
    )
    spoken = [
        one
        for one in find_attributions(nlp(text))
        if any("engineers" in span.of(text) for span in one.content)
    ]
    assert [one.source_name for one in spoken] == ["Maria Lopez"]


def test_a_pronoun_source_has_the_name_it_stands_for(nlp: Language) -> None:
    """The words stay "she"; the name is told beside them."""
    text = "Maria Lopez visited the town. She said the bridge was safe."
    one = only(nlp, text)
    assert one.source is not None
    assert (one.source.of(text), one.source_name) == ("She", "Maria Lopez")


def test_it_was_reported_names_nobody(nlp: Language) -> None:
    """A passive of speech with "it" is an attribution to no one, or none."""
    found = find_attributions(nlp("It was reported that the bridge had collapsed."))
    assert [one.source for one in found] in ([], [None])


def test_a_plain_statement_is_nobodys_claim_but_the_outlets(nlp: Language) -> None:
    """No cue, no attribution."""
    assert find_attributions(nlp("The bridge collapsed on Friday. Two cars fell into the river.")) == []


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS)))
def test_spans_re_slice_whatever_the_text(nlp: Language, words: list[str]) -> None:
    """Broken sentences and marks give spans inside the text or nothing, never an error."""
    text = " ".join(words)
    for one in find_attributions(nlp(text)):
        for span in (*one.content, *(s for s in (one.source, one.cue) if s)):
            assert span.of(text).strip()
            assert span.end <= len(text)

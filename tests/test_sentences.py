"""Sentence rules: they tile every text, and they know the habits of news."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import briefings.sentences
from briefings.sentences import sentence_spans


def split(text: str) -> list[str]:
    """The sentences as strings."""
    return [text[start:end] for start, end in sentence_spans(text)]


WHOLE = [
    "The U.S. Navy sent two ships.",
    "Gen. Alda Moreno spoke to reporters.",
    "The talks begin at 9 a.m. Monday in Oslo.",
    "Doors open at 8:20 a.m. local time.",
    "LISBON (Agency) — The strike is over.",
    "WASHINGTON, D.C. (Agency) — The vote was delayed.",
    "It cost $3.5 million, said Dr. P. J. Hale of Acme Corp. headquarters.",
    "“Where is the money?” Ms. Ferro asked.",
    '"Stop!" the guard shouted at the crowd.',
    "The law took effect on Jan. 6 last year.",
    "See example.com/a.b for No. 4 on the list.",
    "He said... nothing at all.",
]

PARTED = [
    ["He left the U.S. The trial went on.", "He left the U.S.", "The trial went on."],
    ["It began at 7 p.m. He was late.", "It began at 7 p.m.", "He was late."],
    ["“It is over.” She left.", "“It is over.”", "She left."],
    ["“It is over”. She left.", "“It is over”.", "She left."],
    ["It is lost.The search goes on.", "It is lost.", "The search goes on."],
    ["Storm closes port\nShips wait outside.", "Storm closes port", "Ships wait outside."],
    ["Demands:\n• more pay\n• fewer hours", "Demands:", "• more pay", "• fewer hours"],
    ["1. Open the box.\n2. Close it.", "1. Open the box.", "2. Close it."],
    ["Is it true? Nobody knows. Wait!", "Is it true?", "Nobody knows.", "Wait!"],
    ["He is fine (so he said.) We left.", "He is fine (so he said.)", "We left."],
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_whole(text: str) -> None:
    """A stop that ends nothing parts nothing."""
    assert split(text) == [text]


@pytest.mark.parametrize("example", PARTED, ids=lambda example: example[0])
def test_sentences_are_parted(example: list[str]) -> None:
    """Each sentence ends where its stop, quote or line does."""
    assert split(example[0]) == example[1:]


def test_wrapped_lines_are_one_sentence() -> None:
    """A line break inside hard-wrapped text is no boundary."""
    text = (
        "The committee, which met for the third time since the spring, heard\nProfessor Okoye and two others."
    )
    assert len(split(text)) == 1


_NEWS = st.text(alphabet=st.sampled_from("aA bB.!?”“\"'()\n…•1 U.S. "), max_size=60)


@given(st.one_of(st.text(max_size=80), _NEWS))
def test_sentences_tile_the_text(text: str) -> None:
    """Spans are in order, apart, trimmed, and leave out only white space."""
    covered = [False] * len(text)
    last = 0
    for start, end in sentence_spans(text):
        assert last <= start < end
        assert text[start:end] == text[start:end].strip()
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(done or char.isspace() for done, char in zip(covered, text, strict=True))


@given(_NEWS)
def test_component_keeps_the_text(text: str) -> None:
    """The component sets a start on the first token and changes no character."""
    nlp = spacy.blank("en")
    doc = briefings.sentences.SentenceStarts()(nlp.make_doc(text))
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text

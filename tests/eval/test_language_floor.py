"""A floor for the shipped model on sentences written for this project.

A broken or mistaken model file fails here.  The floors lie a little below what
the model that was shipped with them scored; lower them only on purpose.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from briefings.language import load

SAMPLE = Path(__file__).parent / "language_sample.json"
SAMPLE_HASH = "292762d94d64"

#: Share of facts and names that must be right.
FACTS_FLOOR, NAMES_FLOOR = 0.9, 0.65


@pytest.fixture(scope="module")
def docs() -> list[tuple[Doc, dict[str, list[list[str]]]]]:
    nlp: Language = load()
    sentences = json.loads(SAMPLE.read_text(encoding="utf-8"))["sentences"]
    return [(nlp(sentence["text"]), sentence) for sentence in sentences]


def answer(token: Token, question: str) -> str:
    """What the model says of one word."""
    return {"tag": token.tag_, "dep": token.dep_, "lemma": token.lemma_, "head": token.head.text}[question]


def wrong_facts(doc: Doc, facts: list[list[str]]) -> Iterator[str]:
    """Each fact the model has wrong, readable."""
    for word, question, expected in facts:
        found = answer(next(token for token in doc if token.text == word), question)
        if found != expected:
            yield f"{doc.text!r}: {word} {question} is {found}, not {expected}"


def test_the_sample_is_the_one_measured() -> None:
    """The floor belongs to exactly these sentences."""
    assert hashlib.sha256(SAMPLE.read_bytes()).hexdigest()[:12] == SAMPLE_HASH


def test_syntax_stays_above_its_floor(docs: list[tuple[Doc, dict[str, list[list[str]]]]]) -> None:
    """Tags, lemmas, heads and relations of the sample."""
    wrong = [line for doc, sentence in docs for line in wrong_facts(doc, sentence["facts"])]
    total = sum(len(sentence["facts"]) for _, sentence in docs)
    assert 1 - len(wrong) / total >= FACTS_FLOOR, "\n".join(wrong)


def test_names_stay_above_their_floor(docs: list[tuple[Doc, dict[str, list[list[str]]]]]) -> None:
    """Spans and kinds of people, organisations and places, as F."""
    both = found = gold = 0
    for doc, sentence in docs:
        mine = {(entity.text, entity.label_) for entity in doc.ents}
        theirs = {(text, kind) for text, kind in sentence["names"]}
        both, found, gold = both + len(mine & theirs), found + len(mine), gold + len(theirs)
    assert 2 * both / (found + gold) >= NAMES_FLOOR

"""The language model: it loads, says what it lacks, and labels mean the same in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from briefings import labels
from briefings.encoder import attach
from briefings.errors import LanguageModelError
from briefings.language import fingerprint, load, shipped_folder
from briefings.lemmas import Lemmas
from briefings.name_spans import NameLabels, Words
from briefings.pieces import SHAPES, shape_of


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def test_shipped_model_annotates_everything(nlp: Language) -> None:
    """Tags, features, lemmas, heads, relations and names come from one call."""
    doc = nlp("Ana Duarte told reporters that the ferries were repaired in Lisbon.")
    told = doc[2]
    assert (told.tag_, told.lemma_, told.dep_) == ("VBD", "tell", "ROOT")
    assert [t.text for t in told.children if labels.is_subject(t.dep_)] == ["Ana"]
    assert doc[7].text == "were"
    assert labels.is_passive_auxiliary(doc[7].dep_)
    assert doc[6].lemma_ == "ferry"
    assert "Number=Plur" in str(doc[6].morph)
    assert ("Ana Duarte", "PERSON") in {(e.text, e.label_) for e in doc.ents}


def test_shipped_model_is_small() -> None:
    """The whole folder stays below 25 MB."""
    assert sum(file.stat().st_size for file in shipped_folder().rglob("*") if file.is_file()) <= 25_000_000


def test_reading_does_not_depend_on_history(nlp: Language) -> None:
    """A text reads the same first, again, and in a batch."""
    texts = ["The minister resigned.", "Nine people were hurt when a bridge fell near Porto on Tuesday."]
    alone = [nlp(text).to_json() for text in texts]
    assert [nlp(text).to_json() for text in reversed(texts)] == alone[::-1]
    assert [doc.to_json() for doc in nlp.pipe(texts)] == alone


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(nlp: Language, text: str) -> None:
    """No text breaks the reader, sentences keep their heads inside, and no character is lost."""
    doc = nlp(text)
    assert "".join(token.text_with_ws for token in doc) == text
    assert all(token.head in sentence for sentence in doc.sents for token in sentence)


def test_a_sentence_without_end_is_read_in_runs(nlp: Language) -> None:
    """A sentence too long for the network still comes out as one tree."""
    doc = nlp("The clerk read " + "the second name and " * 150 + "the last one.")
    assert len(list(doc.sents)) == 1
    assert sum(token.head == token for token in doc) == 1


def test_fingerprint_names_the_model(nlp: Language) -> None:
    """Name, version and a hash; the same on every load."""
    assert re.fullmatch(r"en_concordance_news-[\d.]+\+[0-9a-f]{12}", fingerprint(nlp))
    assert fingerprint(nlp) == fingerprint(load())


def test_missing_model_is_one_line() -> None:
    """A name that is not installed gives one line that repeats it."""
    with pytest.raises(LanguageModelError, match="no_such_model") as caught:
        load("no_such_model")
    assert "\n" not in str(caught.value)


def test_pipeline_without_parser_is_refused(tmp_path: Path) -> None:
    """A pipeline that lacks what reading needs is refused by what it lacks."""
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(LanguageModelError, match="lacks a parser and a tagger"):
        load(str(tmp_path / "bare"))


SAME_MEANING = [
    (labels.is_subject, "nsubj", "nsubj"),
    (labels.is_passive_subject, "nsubj:pass", "nsubjpass"),
    (labels.is_object, "iobj", "dative"),
    (labels.is_direct_object, "obj", "dobj"),
    (labels.is_oblique, "obl", "pobj"),
    (labels.is_passive_auxiliary, "aux:pass", "auxpass"),
    (labels.is_auxiliary, "aux", "aux"),
    (labels.is_relative_clause, "acl:relcl", "relcl"),
    (labels.is_possessor, "nmod:poss", "poss"),
    (labels.is_particle, "compound:prt", "prt"),
    (labels.is_clausal_complement, "ccomp", "ccomp"),
    (labels.is_adverbial_clause, "advcl", "advcl"),
    (labels.is_root, "root", "ROOT"),
]


@pytest.mark.parametrize(("question", "new", "old"), SAME_MEANING)
def test_both_schemes_answer_alike(question: object, new: str, old: str) -> None:
    """Each question is true of the label in either scheme, and false of a stranger."""
    assert callable(question)
    assert question(new)
    assert question(old)
    assert not question("punct")


def _doc(words: str, heads: list[int], deps: list[str]) -> Doc:
    return Doc(spacy.blank("en").vocab, words=words.split(), heads=heads, deps=deps)


def test_agents_and_prepositions_in_both_schemes() -> None:
    """ "hit by drones" has the same agent, preposition and governor either way."""
    new = _doc("Ships were hit by drones", [2, 2, 2, 4, 2], ["nsubj:pass", "aux:pass", "ROOT", "case", "obl"])
    old = _doc("Ships were hit by drones", [2, 2, 2, 2, 3], ["nsubjpass", "auxpass", "ROOT", "agent", "pobj"])
    for doc in (new, old):
        assert labels.is_agent(doc[4])
        assert labels.preposition(doc[4]) == "by"
        assert labels.governor(doc[4]) == doc[2]
        assert labels.nouns_after(doc[2], "by") == [doc[4]]


def test_negation_in_both_schemes() -> None:
    """ "not" denies its head whatever its label is called."""
    for label in ("advmod", "neg"):
        doc = _doc("He did not agree", [3, 3, 3, 3], ["nsubj", "aux", label, "ROOT"])
        assert [token.text for token in doc if labels.is_negation(token)] == ["not"]


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("halted", "VBD", "halt"), ("named", "VBN", "name"), ("stopped", "VBD", "stop"),
        ("cities", "NNS", "city"), ("falling", "VBG", "fall"), ("dying", "VBG", "die"),
        ("Lisbon", "NNP", "Lisbon"), ("larger", "JJR", "large"),
    ],
)  # fmt: skip
def test_rules_find_known_bases(word: str, tag: str, lemma: str) -> None:
    """Spelling rules offer the base, and the list of known words picks it."""
    known = ["name", "stop", "halt", "city", "fall", "die", "large"]
    assert Lemmas({}, known).of(word, tag) == lemma


def test_shapes_tell_how_a_word_is_written() -> None:
    """Case and digits survive the lower-cased vocabulary as shapes."""
    words = ["aid", "Oslo", "NATO", "12", "3.5", "U.N.", "F-16", "“", "iPhone"]
    expected = ["lower", "title", "upper", "number", "figure", "initials", "hyphened", "quote", "mixed"]
    assert [SHAPES[shape_of(word)] for word in words] == expected


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.lists(st.floats(-9, 9, width=16), min_size=n * (n + 1), max_size=n * (n + 1))
    )
)
def test_heads_always_make_a_tree(values: list[float]) -> None:
    """Every word reaches the root, and exactly one hangs on it."""
    words = int(np.sqrt(len(values)))
    heads = attach(np.array(values, dtype=np.float32).reshape(words, words + 1))
    assert sum(head == 0 for head in heads) == 1
    for word in range(1, words + 1):
        steps = 0
        while word and steps <= words:
            word, steps = int(heads[word - 1]), steps + 1
        assert word == 0


def test_name_edges_are_repaired() -> None:
    """Articles fall off, a people is no person, capitals before a dash are a place."""
    kinds = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]

    def spans(text: str, tags: str, marks: list[int]) -> list[tuple[int, int, str]]:
        words = Words(
            texts=text.split(), tags=tags.split(), relations=["dep"] * len(marks), heads=[0] * len(marks)
        )
        return NameLabels(kinds).spans(np.eye(7, dtype=np.float32)[marks], words)

    assert spans("The Harbour Board met", "DT NNP NNP VBD", [3, 4, 4, 0]) == [(1, 3, "ORG")]
    assert spans("Gov. Reis voted", "NNP NNP VBD", [1, 1, 0]) == [(1, 2, "PERSON")]
    assert spans("Egyptians voted", "NNPS VBD", [1, 0]) == []
    assert spans("LISBON ( Agency ) — Rain", "NNP -LRB- NNP -RRB- : NN", [3, 0, 3, 0, 0, 0])[0] == (
        0,
        1,
        "LOC",
    )

"""The dictionary form of each word, from its tag: tables first, then spelling rules.

The tables come with the model: forms the treebanks give a lemma for that the
rules would miss, and known base words, commonest first, which decide between
spellings ("halted" is "halt", not "halte"; "named" is "name").

Words made of an unknown base keep the plainest spelling the rules offer.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

_VOWELS = "aeiou"


def candidates(word: str, tag: str) -> Iterator[str]:
    """Possible base forms of a lower-case word, the likeliest spelling first."""
    if tag in {"NNS", "VBZ", "NNPS"}:
        yield from _without_s(word)
    elif tag in {"VBD", "VBN"} and word.endswith("ed"):
        if word.endswith("ied") and len(word) > 4:
            yield word[:-3] + "y"
        yield from _bare(word[:-2])
    elif tag == "VBG" and word.endswith("ing") and len(word) > 4:
        if word.endswith("ying"):
            yield word[:-4] + "ie"
        yield from _bare(word[:-3])
    elif tag in {"JJR", "RBR", "JJS", "RBS"}:
        stem = word.removesuffix("er") if tag.endswith("R") else word.removesuffix("est")
        if stem != word:
            if stem.endswith("i"):
                yield stem[:-1] + "y"
            yield from _bare(stem)


def _without_s(word: str) -> Iterator[str]:
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("ves"):
        yield from (word[:-1], word[:-3] + "f", word[:-3] + "fe")
    if word.endswith("men"):
        yield word[:-3] + "man"
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        yield from (word[:-2], word[:-1])
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]


def _bare(stem: str) -> Iterator[str]:
    """A stem as it is, with its doubled last letter undone, and with a final e."""
    if len(stem) < 2:
        return
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    needs_e = (
        stem[-1] in "cvuz"
        or (len(stem) > 3 and stem.endswith("at"))
        or (stem[-1] in "gs" and stem[-2] not in "gsn" and not doubled)
    )
    plain = [stem[:-1], stem] if doubled and stem[-1] not in "lsz" else [stem]
    if doubled and stem[-1] in "lsz":
        plain.append(stem[:-1])
    yield from ([stem + "e", *plain] if needs_e else [*plain, stem + "e"])


class Lemmas:
    """Looks a word up by its tag, else picks the rule's best known candidate."""

    def __init__(
        self, forms: Mapping[str, Mapping[str, str]], known: Sequence[str], verbs: Sequence[str] = ()
    ) -> None:
        self._forms = forms
        self._verbs = frozenset(verbs)
        self._rank = {word: rank for rank, word in enumerate(known)}

    @classmethod
    def load(cls, path: Path) -> Lemmas:
        """Read the gzipped JSON tables."""
        with gzip.open(path, "rt", encoding="utf-8") as stored:
            tables = json.load(stored)
        return cls(tables["forms"], tables["known"], tables["verbs"])

    def of(self, word: str, tag: str) -> str:
        """The base form of ``word`` as tagged."""
        lower = word.lower().replace("’", "'")
        found = self._forms.get(tag, {}).get(lower)
        if found is not None:
            return found
        if tag == "NNP":
            return word
        return self.by_rule(word if tag == "NNPS" else lower, tag)

    def by_rule(self, word: str, tag: str) -> str:
        """The rules alone, without the table of forms."""
        offered = list(candidates(word, tag))
        if not offered:
            return self._by_last_part(word, tag)
        known = [base for base in offered if base in self._rank or base in self._verbs]
        if known:
            verb = tag.startswith("VB")
            return min(
                known,
                key=lambda base: (verb and base not in self._verbs, self._rank.get(base, len(self._rank))),
            )
        return offered[0] if "-" not in word else self._by_last_part(word, tag) or offered[0]

    def _by_last_part(self, word: str, tag: str) -> str:
        """A compound's last part decides: "peace-keepers" as "keepers"."""
        front, hyphen, last = word.rpartition("-")
        return front + hyphen + self.of(last, tag) if front and last else word


@Language.factory("lemmas", assigns=["token.lemma"], requires=["token.tag"])
def lemmas(nlp: Language, name: str) -> Lemmatizer:
    """Make the component, empty until ``from_disk`` reads its tables."""
    return Lemmatizer()


class Lemmatizer:
    """Sets every token's lemma from its tag."""

    def __init__(self) -> None:
        self._lemmas = Lemmas({}, [])
        self._file: Path | None = None

    def from_disk(self, path: Path, exclude: Sequence[str] = ()) -> Lemmatizer:
        """Read the tables from the component's folder."""
        self._file = Path(path) / "lemmas.json.gz"
        self._lemmas = Lemmas.load(self._file)
        return self

    def to_disk(self, path: Path, exclude: Sequence[str] = ()) -> None:
        """Copy the tables."""
        if self._file is None:
            raise ValueError("the lemmatizer has no tables to save")
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "lemmas.json.gz").write_bytes(self._file.read_bytes())

    def __call__(self, doc: Doc) -> Doc:
        """Fill in lemmas; white space is its own."""
        known: dict[tuple[int, int], str] = {}
        for token in doc:
            key = (token.orth, token.tag)
            if key not in known:
                known[key] = token.text if token.is_space else self._lemmas.of(token.text, token.tag_)
            token.lemma_ = known[key]
        return doc

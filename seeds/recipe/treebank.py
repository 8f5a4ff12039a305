"""Read Universal Dependencies CoNLL-U files into plain sentences.

A sentence keeps what training and scoring need: words, whether a space
follows, both part-of-speech columns, features, lemma, head, relation, the
paragraph it stands in, and the named entities that GUM writes into MISC.
Words are the syntactic words ("do" + "n't"), which is also how spaCy's English
tokenizer cuts contractions.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

#: Genres of GUM that read like news: the ones issue 3's figures are taken on.
NEWS_LIKE = frozenset({"news", "interview", "bio", "speech"})


@dataclass(kw_only=True)
class Sentence:
    """One treebank sentence; ``heads`` are 0-based, the root points to itself."""

    document: str
    paragraph: int
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)

    @property
    def genre(self) -> str:
        """The GUM genre that the document id names, or an empty string."""
        parts = self.document.split("_")
        return parts[1] if parts[0] == "GUM" and len(parts) > 2 else ""

    @property
    def text(self) -> str:
        """The words with their spacing."""
        return "".join(
            word + (" " if space else "") for word, space in zip(self.words, self.spaces, strict=True)
        ).rstrip()


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a gzipped CoNLL-U file in order."""
    document, paragraph = "", 0
    sentence: Sentence | None = None
    contraction: tuple[int, int, bool] | None = None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document, paragraph = line.split("=", 1)[1].strip(), paragraph + 1
            elif line.startswith("# newpar"):
                paragraph += 1
            elif not line:
                if sentence is not None:
                    yield sentence
                sentence, contraction = None, None
            elif not line.startswith("#"):
                if sentence is None:
                    sentence = Sentence(document=document, paragraph=paragraph)
                contraction = _add(sentence, line.split("\t"), contraction)
    if sentence is not None:
        yield sentence


def _add(
    sentence: Sentence, row: list[str], contraction: tuple[int, int, bool] | None
) -> tuple[int, int, bool] | None:
    """Add one CoNLL-U row; return the multiword token it opens, if any."""
    if "-" in row[0]:
        first, last = map(int, row[0].split("-"))
        return first, last, "SpaceAfter=No" not in row[9]
    if "." in row[0]:  # an empty node of the enhanced graph
        return contraction
    number = int(row[0])
    space = "SpaceAfter=No" not in row[9]
    if contraction and contraction[0] <= number <= contraction[1]:
        space = contraction[2] if number == contraction[1] else False
    head = int(row[6])
    sentence.words.append(row[1])
    sentence.spaces.append(space)
    sentence.lemmas.append(row[2])
    sentence.upos.append(row[3])
    sentence.xpos.append(row[4])
    sentence.feats.append("" if row[5] == "_" else row[5])
    sentence.heads.append(number - 1 if head == 0 else head - 1)
    sentence.deps.append("ROOT" if head == 0 else row[7])
    sentence.misc.append(row[9])
    return contraction


_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_MARK = re.compile(r"\(([^()]*)\)|\(([^()]*)|([^()]+)\)")
_GUM_KINDS = {"person": "PERSON", "organization": "ORG", "place": "LOC"}


def gum_names(sentences: list[Sentence]) -> list[list[tuple[int, int, str]]]:
    """The named people, organisations and places of GUM sentences, as spans.

    GUM marks every mention ("the president" too); a mention counts as a name
    here if it is linked to an encyclopaedia entry or made of proper nouns, and
    is cut down to its run of proper nouns around the head.  Spans never
    overlap; of nested names the longest wins.
    """
    return [_names_of(sentence) for sentence in sentences]


def _mentions(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    open_marks: list[tuple[str, str, int]] = []
    for index, misc in enumerate(sentence.misc):
        found = _ENTITY.search(misc)
        if not found:
            continue
        for whole, opened, closed in _MARK.findall(found.group(1)):
            if whole:
                yield index, index + 1, _kind(whole)
            elif opened:
                open_marks.append((opened.split("-")[0], _kind(opened), index))
            else:
                for position in range(len(open_marks) - 1, -1, -1):
                    if open_marks[position][0] == closed.split("-")[0]:
                        _, kind, start = open_marks.pop(position)
                        yield start, index + 1, kind
                        break


def _kind(mark: str) -> str:
    parts = mark.split("-")
    return parts[1] if len(parts) > 1 else ""


def _names_of(sentence: Sentence) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for start, end, kind in _mentions(sentence):
        label = _GUM_KINDS.get(kind)
        span = _proper_run(sentence, start, end)
        if label and span:
            found.append((*span, label))
    found.sort(key=lambda item: (item[0] - item[1], item[0]))
    taken: set[int] = set()
    chosen = []
    for start, end, label in found:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            chosen.append((start, end, label))
    return sorted(chosen)


_INSIDE = frozenset(
    {"of", "the", "and", "for", "de", "van", "von", "der", "al", "la", "-", "&", "’s", "'s", ".", ","}
)


def _proper_run(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The proper-noun run that holds the mention's head, or None for a description."""
    inside = range(start, end)
    head = next((i for i in inside if sentence.heads[i] not in inside or sentence.heads[i] == i), None)
    if head is None or not _proper(sentence, head):
        return None
    left = head
    while left > start and (
        _proper(sentence, left - 1) or (sentence.words[left - 1] in "-&" and _proper(sentence, left - 2))
    ):
        left -= 1
    right = head + 1
    reach = right
    while reach < end and (_proper(sentence, reach) or sentence.words[reach] in _INSIDE):
        reach += 1
        if _proper(sentence, reach - 1):
            right = reach
        elif sentence.words[reach - 1] in {",", "'s", "’s", "and"}:
            break
    return left, right


def _proper(sentence: Sentence, index: int) -> bool:
    return sentence.xpos[index] in {"NNP", "NNPS"}

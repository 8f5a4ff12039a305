"""A parsed document as plain lists, made once: what the attribution rules read, token by token.

Tokens are named by their place. Labels are Universal Dependencies whatever the model speaks. Edges are those
of the subtree inside the sentence, also where the tree crosses itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, TAG
from spacy.tokens import Doc

from briefings.extract.once import quotations_of, text_of
from briefings.extract.quotations import Quotation
from briefings.labels import universal

# Words with these labels are punctuation-like and never carry a candidate of their own.
SKIPPED = frozenset(
    {"punct", "cc", "det", "aux", "aux:pass", "cop", "mark", "case", "discourse", "reparandum"}
)


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """Parallel lists over the tokens of one document, and its quotations.

    dep: universal label; base: the label without its subtype; sentence: number of the token's sentence;
    quote: number of the quotation that the token stands in, -1 outside; paragraph: number, from 0.
    """

    text: str
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    base: list[str]
    head: list[int]
    left: list[int]
    right: list[int]
    children: list[list[int]]
    start: list[int]
    end: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    paragraph: list[int]
    quote: list[int]
    quotations: tuple[Quotation, ...]

    def bare(self, first: int, last: int) -> tuple[int, int] | None:
        """The range first..last without white space, commas and stops at its ends; None if none is left."""
        while first <= last and self.lower[first].strip() in _LOOSE:
            first += 1
        while last >= first and self.lower[last].strip() in _LOOSE:
            last -= 1
        return (first, last) if first <= last else None


_LOOSE = frozenset({"", ",", ".", ";", ":", "—", "–", "-", "--", "―", "...", "…"})


def parsed(doc: Doc) -> Parsed:
    """`doc` as plain lists. Needs a parse; sentences are the document's own."""
    columns = doc.to_array([LOWER, LEMMA, POS, TAG, DEP, HEAD, IDX, LENGTH]).T
    labels: list[str] = _strings(doc, columns[4])
    known = {label: universal(label) for label in set(labels)}
    dep = [known[label] for label in labels]
    bases = {label: label.partition(":")[0] for label in set(dep)}
    heads: list[int] = (columns[5].astype(np.int64) + np.arange(len(doc))).tolist()
    sentences = [(sent.start, sent.end) for sent in doc.sents]
    number = [n for n, (first, end) in enumerate(sentences) for _ in range(first, end)]
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    left, right = _edges(heads, number)
    starts: list[int] = columns[6].tolist()
    ends: list[int] = (columns[6] + columns[7]).tolist()
    quotations = quotations_of(doc)
    return Parsed(
        text=text_of(doc),
        lower=_strings(doc, columns[0]),
        lemma=[lemma.lower() for lemma in _strings(doc, columns[1])],
        pos=_strings(doc, columns[2]),
        tag=_strings(doc, columns[3]),
        dep=dep,
        base=[bases[label] for label in dep],
        head=heads,
        left=left,
        right=right,
        children=children,
        start=starts,
        end=ends,
        sentence=number,
        sentences=sentences,
        paragraph=_paragraphs(text_of(doc), starts),
        quote=_quoted(starts, quotations),
        quotations=quotations,
    )


def _strings(doc: Doc, column: NDArray[np.uint64]) -> list[str]:
    """What spaCy's numbers stand for; asked once for each number, as asking is slow."""
    numbers: list[int] = column.tolist()
    known = {number: doc.vocab.strings[number] for number in set(numbers)}
    return [known[number] for number in numbers]


def _edges(heads: list[int], sentence: list[int]) -> tuple[list[int], list[int]]:
    left = list(range(len(heads)))
    right = list(range(len(heads)))
    for i in range(len(heads)):
        at = i
        while heads[at] != at and sentence[heads[at]] == sentence[i]:
            at = heads[at]
            if left[at] <= i <= right[at]:
                break
            left[at] = min(left[at], i)
            right[at] = max(right[at], i)
    return left, right


def _paragraphs(text: str, starts: list[int]) -> list[int]:
    numbers = []
    breaks = 0
    at = 0
    for start in starts:
        breaks += text.count("\n", at, start)
        at = start
        numbers.append(breaks)
    return numbers


def _quoted(starts: list[int], quotations: tuple[Quotation, ...]) -> list[int]:
    places = [-1] * len(starts)
    token = 0
    for number, quotation in enumerate(quotations):
        while token < len(starts) and starts[token] < quotation.span.start:
            token += 1
        while token < len(starts) and starts[token] < quotation.span.end:
            places[token] = number
            token += 1
    return places

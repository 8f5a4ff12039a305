"""Name labels of words → spans of names, with the edges news text needs.

Four repairs follow the network's labels, each seen often in news:

- articles and possessive marks at a name's edges are no part of it;
- a lone adjective, a people or an office ("Russian", "Egyptians", "Gov.") is no name;
- capitals before a dash open a report with a place, whatever the network says;
- a word tagged as a proper noun that the parser hangs inside the name, next to
  it, belongs to it ("San Francisco" + "Bulletin").

What is missed: names in lower case, and titles of works, which get a kind that
does not fit or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefings.abbreviations import OFFICES, TITLES

_PROPER = frozenset({"NNP", "NNPS"})
_NOT_FIRST = frozenset({"DT", "PRP$", "POS", ",", "IN", "``", "''"})
_NOT_LAST = frozenset({"DT", "POS", ",", "IN", "``", "''", "CC"})
_NO_NAME_ALONE = frozenset({"JJ", "NNS", "VBN", "VBG", "PRP", "CD"})
_OFFICES = TITLES | OFFICES
_JOINED = frozenset({"compound", "flat"})


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the repairs look at: one entry a word; a root is its own head."""

    texts: Sequence[str]
    tags: Sequence[str]
    relations: Sequence[str]
    heads: Sequence[int]


class NameLabels:
    """The network's name labels ("O", "B-PERSON", "I-PERSON", …) and how to read them."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._opens = [label.startswith("B") for label in labels]
        kinds = sorted({label[2:] for label in labels if label != "O"})
        self._rows = {kind: (labels.index("B-" + kind), labels.index("I-" + kind)) for kind in kinds}

    def spans(self, scores: NDArray[np.float32], words: Words) -> list[tuple[int, int, str]]:
        """Repaired, non-overlapping spans in order."""
        found = [span for span in self._runs(scores) if span[0] < span[1]]
        trimmed = [trim(span, words) for span in found]
        kept = [span for span in trimmed if span[0] < span[1] and _is_name(span, words)]
        taken = {i for start, end, _ in kept for i in range(start, end)}
        result = []
        for span in kept:
            wider = widen(span, words, taken)
            taken.update(range(wider[0], wider[1]))
            result.append((wider[0], wider[1], "LOC") if _is_dateline(wider, words) else wider)
        return result

    def _runs(self, scores: NDArray[np.float32]) -> Iterator[tuple[int, int, str]]:
        """Runs of name labels; a run's kind is the one its words favour together."""
        best = scores.argmax(1).tolist()
        start = None
        for i, label in enumerate([*best, 0]):
            if start is not None and (label == 0 or self._opens[label]):
                yield start, i, self._kind(scores[start:i])
                start = None
            if label and start is None:
                start = i

    def _kind(self, scores: NDArray[np.float32]) -> str:
        def total(kind: str) -> float:
            opening, inside = self._rows[kind]
            return float(scores[0, opening] + scores[1:, inside].sum())

        return max(self._rows, key=total)


def trim(span: tuple[int, int, str], words: Words) -> tuple[int, int, str]:
    """The span without articles, commas and possessive marks at its edges."""
    start, end, kind = span
    while start < end and words.tags[start] in _NOT_FIRST:
        start += 1
    while start < end and words.tags[end - 1] in _NOT_LAST:
        end -= 1
    return start, end, kind


def widen(span: tuple[int, int, str], words: Words, taken: set[int]) -> tuple[int, int, str]:
    """The span with neighbouring proper nouns that the parser hangs inside it."""
    start, end, kind = span

    def inside(i: int) -> bool:
        return start <= words.heads[i] < end and words.relations[i] in _JOINED

    while start and start - 1 not in taken and words.tags[start - 1] in _PROPER and inside(start - 1):
        start -= 1
    while end < len(words.tags) and end not in taken and words.tags[end] in _PROPER:
        heads_it = words.relations[end - 1] == "compound" and words.heads[end - 1] == end
        numbered = end + 1 < len(words.tags) and words.tags[end + 1] == "CD"  # "Flight 12", "Route 9"
        if numbered or not (heads_it or inside(end)):
            break
        end += 1
    return start, end, kind


def _is_dateline(span: tuple[int, int, str], words: Words) -> bool:
    """Whether the span is the place that opens a report: "LISBON (Agency) —"."""
    start, end, _ = span
    if start or not all(word.isupper() for word in words.texts[:end]):
        return False
    for word, tag in zip(words.texts[end : end + 8], words.tags[end:], strict=False):
        if word in {"—", "–", "--", "-"}:
            return True
        if tag not in _PROPER and tag != "CD" and word not in {"(", ")", ",", "/", "."}:
            return False
    return False


def _is_name(span: tuple[int, int, str], words: Words) -> bool:
    start, end, kind = span
    tags = words.tags[start:end]
    if len(tags) == 1 and tags[0] in _NO_NAME_ALONE:
        return False
    if kind == "PERSON" and all(word.lower().rstrip(".") in _OFFICES for word in words.texts[start:end]):
        return False
    return not (kind == "PERSON" and all(tag in {"JJ", "NNPS"} for tag in tags))

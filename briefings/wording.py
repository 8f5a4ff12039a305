"""The content words of a sentence with their meaning in it, from a sentence encoder.

    text ── words ── pieces ── six layers ── mean of each word's pieces ── 96 numbers a word, as int8

"Freed" in "the boys were freed" lies near "rescued" and far from "the seat was freed": a table of words
cannot tell, an encoder can. Two sentences are laid against each other word by word: each word's nearest in
the other says how much of it is said there too (late interaction: Khattab and Zaharia, "ColBERT", 2020).

The network is all-MiniLM-L6-v2 (Apache-2.0) with weights as int8; it shares the piece table of the shipped
language model. `seeds/recipe/wording_encoder.py` makes its file, `docs/model-card.md` describes it. Reading
a sentence takes a few milliseconds, so the store keeps what was read (`Material.wordings`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from briefings.encoder import Floats, Layer, Layout, Weights, normal
from briefings.language import shipped_folder
from briefings.pieces import Pieces

Bytes = NDArray[np.int8]

WIDTH = 96
"""Numbers kept for a word: on the marked events 64 lose 0.01 of the points' F, all 384 win nothing."""

MOST_WORDS = 120
"""Words and marks of a sentence that are read: longer ones are lists."""

MOST_PIECES = 250
"""The network has 256 places."""

BATCH = 64
"""Sentences read at a time: enough to keep the matrices large, few enough to keep memory small."""

_WORD = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s]")

_EMPTY_WORDS = """
the a an of to in on at for and or but that this these those it its is was were be been are as by with from he
she they his her their him them who which has had have will would said says s t
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How a sentence is worded.

    words: the content words, folded, in reading order; vectors: their meaning, one row of WIDTH int8 each;
    whole: that of the sentence, WIDTH int8. Rows are unit vectors times 127.
    """

    words: tuple[str, ...]
    vectors: Bytes
    whole: Bytes


def content_words(text: str) -> tuple[str, ...]:
    """The words of a sentence that say something by themselves, folded, in order."""
    words = [word.casefold() for word in _WORD.findall(text)[:MOST_WORDS]]
    return tuple([word for word in words if word[0].isalnum() and word not in _EMPTY])


def _content(words: Sequence[str]) -> list[tuple[int, str]]:
    folded = ((place, word.casefold()) for place, word in enumerate(words))
    return [(place, word) for place, word in folded if word[0].isalnum() and word not in _EMPTY]


def to_bytes(wording: Wording) -> bytes:
    """The vectors for storing; the words are read from the sentence again."""
    return wording.whole.tobytes() + wording.vectors.tobytes()


def from_bytes(text: str, stored: bytes) -> Wording | None:
    """What `to_bytes` wrote for this sentence; None where it was not of this sentence."""
    words = content_words(text)
    if len(stored) != WIDTH * (1 + len(words)):
        return None
    rows = np.frombuffer(stored, dtype=np.int8).reshape(-1, WIDTH)
    return Wording(words=words, vectors=rows[1:], whole=rows[0])


class WordingEncoder:
    """The network, and what it says of sentences. Pure: a sentence always gets the same vectors."""

    def __init__(self, path: Path, model: Path) -> None:
        """Load the network from `path`, its pieces from the language model's folder.

        OSError or KeyError where a file is missing or damaged.
        """
        self._pieces = Pieces(Tokenizer.from_file(str(model / "tokenizer.json")))
        weights = Weights(path)
        with np.load(model / "annotator" / "weights.npz") as annotator:
            self._table, self._scale = annotator["pieces"], annotator["pieces.scale"]
        self._places, self._narrow = weights["places"], weights["narrow"]
        self._norm = weights["norm.weight"], weights["norm.bias"]
        self._layers = [Layer(weights, f"layers.{i}.") for i in range(weights.count("layers."))]

    def read(self, texts: Sequence[str]) -> list[Wording]:
        """The wording of each sentence, in order."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found: dict[int, Wording] = {}
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            found |= zip(batch, self._batch([texts[i] for i in batch]), strict=True)
        return [found[i] for i in range(len(texts))]

    def _batch(self, texts: Sequence[str]) -> list[Wording]:
        cut = [self._cut(_WORD.findall(text)[:MOST_WORDS]) for text in texts]
        layout = Layout([pieces for _, pieces in cut], self._pieces)
        hidden = self._table[layout.ids] * self._scale[layout.ids][:, None] + self._places[layout.places]
        hidden = normal(hidden, *self._norm)
        for layer in self._layers:
            hidden = layer(hidden, layout)
        nodes = layout.to_nodes(hidden) @ self._narrow
        return [
            _wording(words, nodes[first:last])
            for (words, _), (first, last) in zip(cut, layout.node_ranges(), strict=True)
        ]

    def _cut(self, words: list[str]) -> tuple[list[str], list[tuple[tuple[int, ...], int]]]:
        """The words that fit the network, with their pieces."""
        pieces = self._pieces.cut(words)
        ends = np.cumsum([len(ids) for ids, _ in pieces])
        fits = int(np.searchsorted(ends, MOST_PIECES, side="right")) if words else 0
        return words[:fits], pieces[:fits]


def _wording(words: Sequence[str], nodes: Floats) -> Wording:
    """From the network's rows: the opening mark, then the words."""
    content = _content(words)
    rows = nodes[[place + 1 for place, _ in content]] if content else np.zeros((0, WIDTH), np.float32)
    return Wording(
        words=tuple(word for _, word in content),
        vectors=_unit(rows),
        whole=_unit(nodes.mean(axis=0, keepdims=True))[0],
    )


def _unit(rows: Floats) -> Bytes:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.rint(rows / np.maximum(lengths, 1e-9) * 127).astype(np.int8)


def _shipped_file() -> Path:
    with as_file(files("seeds") / "wording" / "weights.npz") as path:
        return Path(path)


@cache
def shipped_fingerprint() -> str:
    """What the shipped encoder is, to store beside what it read."""
    return hashlib.sha256(_shipped_file().read_bytes()).hexdigest()[:12]


@cache
def shipped_encoder() -> WordingEncoder:
    """The encoder that is shipped, loaded once for a program: 0.2 s and 60 MB."""
    return WordingEncoder(_shipped_file(), shipped_folder())

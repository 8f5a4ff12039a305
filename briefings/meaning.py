"""Meaning of short texts as vectors, from a table of word-piece vectors.

A text's vector is the mean of its pieces' rows, scaled to length one, so that
the dot product of two texts says how near they are in meaning.  The table was
distilled from a sentence encoder when the model was made (``docs/model-card.md``)
and lies in the shipped model's folder; reading it needs numpy and tokenizers.

What it does not see: word order and negation.  "X hit Y" and "Y never hit X"
are near; use it to find candidates, never to decide that two claims agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

#: Texts are cut into this many pieces at most; news sentences stay far below.
MOST_PIECES = 512

#: Words cut at a time, so that a whole archive needs little memory.
BATCH = 2048

#: Words whose pieces are remembered; then it begins anew, so that memory stays bounded.
REMEMBERED = 50_000

#: Shorter pieces are seldom words of their own.
SHORTEST_WORD = 3


class Meaning:
    """A table of piece vectors with the tokenizer that cuts text into pieces."""

    def __init__(self, tokenizer: Tokenizer, table: Vectors) -> None:
        self._tokenizer = tokenizer
        self._table = table
        self._unknown = tokenizer.token_to_id("[UNK]")
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> Meaning:
        """Read ``meaning.npz`` and ``tokenizer.json`` from the model's folder."""
        tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        with np.load(path / "meaning.npz") as stored:
            table = stored["table"].astype(np.float32) * stored["scale"][:, None]
        return cls(tokenizer, table)

    @classmethod
    def shipped(cls) -> Meaning:
        """The table that is shipped with the language model, without loading the model."""
        with as_file(files("seeds") / "language_model") as folder:
            return cls.load(folder)

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        return int(self._table.shape[1])

    def nearest(self, words: Sequence[str], most: int, least: float) -> list[list[tuple[str, float]]]:
        """For each word the whole words of the table that are nearest in meaning, with their cosines.

        At most `most`, from a cosine of `least`; the word itself is among them where the table has it.
        """
        if not words:
            return []
        rows, known, scale = self._whole_words
        cosines = self.vectors(words) @ self._table.T
        found = []
        for cosine in cosines[:, rows] * scale:
            best = np.argpartition(-cosine, min(most, len(rows) - 1))[:most]
            near = [(known[place], float(cosine[place])) for place in best if cosine[place] >= least]
            found.append(sorted(near, key=lambda pair: (-pair[1], pair[0])))
        return found

    @cached_property
    def _whole_words(self) -> tuple[NDArray[np.intp], list[str], Vectors]:
        """Pieces that are words by themselves: their rows, the words, and one by the length of each row."""
        pieces = self._tokenizer.get_vocab()
        known = sorted(piece for piece in pieces if piece.isalpha() and len(piece) >= SHORTEST_WORD)
        rows = np.array([pieces[piece] for piece in known], dtype=np.intp)
        lengths = np.linalg.norm(self._table[rows], axis=1)
        return rows, known, np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One unit vector per text; an empty or unreadable text gets zeros."""
        result = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, ids in enumerate(self._pieces(texts)):
            pieces = [piece for piece in ids[:MOST_PIECES] if piece != self._unknown]
            if pieces:  # `mean` by hand: the same sum, at half the price for so few rows
                np.add.reduce(self._table.take(pieces, axis=0), axis=0, out=result[row])
                result[row] /= np.float32(len(pieces))
        lengths = np.linalg.norm(result, axis=1, keepdims=True)
        return np.divide(result, lengths, out=result, where=lengths > 0)

    def _pieces(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """The pieces of each text. No piece reaches over a blank: each word is cut once, then remembered."""
        if len(self._known) > REMEMBERED:
            self._known = {}
        known = self._known  # another thread may begin anew meanwhile
        parted = [text.split(" ") for text in texts]
        new = list({word for words in parted for word in words if word not in known})
        for start in range(0, len(new), BATCH):
            batch = new[start : start + BATCH]
            encoded = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            known.update((word, tuple(one.ids)) for word, one in zip(batch, encoded, strict=True))
        return (list(chain.from_iterable(map(known.__getitem__, words))) for words in parted)

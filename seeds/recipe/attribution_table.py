"""Learn the weights by which attributions are told: seeds/attribution/weights.tsv.

    PYTHONPATH=. python seeds/recipe/attribution_table.py [--shared ../shared/attribution] [--out FILE]

Reads the articles marked by hand (PolNeAR 1.0, split "train" only), parses them with the shipped model, calls
every candidate worth 1 where it shares at least half with a marked content of the same cue (where several
people marked the article, the share of them who did so), and fits a logistic regression with L2 by Adam over
the whole set: no randomness, so the same model and articles give the same table. Run again whenever the
language model or a feature changes; about three minutes. Features that stand in fewer than LEAST_COUNT
candidates are left out, so that the table holds classes of words and common cues, and nothing of any one
article.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefings.extract.attribution_candidates import candidates, possible_cues
from briefings.extract.attribution_features import candidate_features, cue_features
from briefings.extract.attribution_parsed import Parsed, parsed
from briefings.extract.attribution_sources import source_of
from briefings.language import load
from briefings.model import Span
from tests.eval.attribution_score import SHARED, MarkedArticle, articles

LEAST_COUNT = 4
LEAST_WEIGHT = 0.03
L2 = 8.0
STEPS = 150
RATE = 0.1

Floats = NDArray[np.float64]


def examples(p: Parsed, article: MarkedArticle) -> Iterable[tuple[list[str], float]]:
    """Features and worth of every candidate in one article."""
    for cue in possible_cues(p):
        source = source_of(p, cue)
        if source is None:
            continue
        about: list[str] = []
        for one in candidates(p, cue):
            about = about or cue_features(p, cue, source)
            ours = [Span(start=p.start[a], end=p.end[b]) for a, b in one.ranges]
            place = [Span(start=p.start[cue], end=p.end[cue])]
            yield about + list(candidate_features(p, one, about)), _worth(ours, place, article)


def _worth(ours: Sequence[Span], cue: Sequence[Span], article: MarkedArticle) -> float:
    """The share of those who marked the article whose mark this candidate matches."""
    total = 0.0
    for reading in article.readings:
        shares = [_shared(ours, m.content) for m in reading if _overlap(cue, m.cue)]
        total += any(share >= 0.5 for share in shares)
    return total / max(1, len(article.readings))


def _shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    return _overlap(one, other) / max(_length(one), _length(other))


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def fit(rows: Sequence[NDArray[np.int32]], worth: Floats, size: int) -> tuple[Floats, float]:
    """Weights and bias of the logistic regression."""
    index = np.concatenate(rows)
    lengths = np.array([len(row) for row in rows])
    offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    row_of = np.repeat(np.arange(len(rows)), lengths)
    values = np.zeros(size + 1)
    values[size] = -3.0
    mean, spread = np.zeros(size + 1), np.zeros(size + 1)
    for step in range(1, STEPS + 1):
        score = np.add.reduceat(values[index], offsets) + values[size]
        error = 1 / (1 + np.exp(-score)) - worth
        slope = np.bincount(index, weights=error[row_of], minlength=size + 1) + L2 * values
        slope[size] = error.sum()
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        rate = RATE * min(1.0, 2 * (STEPS - step + 1) / STEPS)
        values -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return values[:size], float(values[size])


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=Path("seeds/attribution/weights.tsv"))
    options = parser.parse_args()
    nlp = load()
    gathered = [one for a in articles("train", options.shared) for one in examples(parsed(nlp(a.text)), a)]
    counts = Counter(feature for features, _ in gathered for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= LEAST_COUNT)
    place = {feature: number for number, feature in enumerate(names)}
    rows = [np.array([place[f] for f in features if f in place], dtype=np.int32) for features, _ in gathered]
    values, bias = fit(rows, np.array([worth for _, worth in gathered]), len(names))
    lines = [
        f"{name}\t{weight:.2f}"
        for name, weight in zip(names, values, strict=True)
        if math.fabs(weight) >= LEAST_WEIGHT
    ]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join([f"\t{bias:.3f}", *lines]) + "\n", encoding="utf-8")
    print(f"{len(gathered)} candidates, {len(lines)} weights to {options.out}")


if __name__ == "__main__":
    main()

"""Fits `briefings/compare/weights.json` on hand-marked news events and reports what held-out events give.

    python -m seeds.recipe.fit_same GOLD_DIR [--write]

GOLD_DIR holds NAME.json (articles with numbered sentences) and NAME.gold.json (which sentences state the same
point). Two statements are a positive pair where they share a point. The model is a logistic regression with an
L2 penalty, fitted by Newton's method (iteratively reweighted least squares); each event is scored by weights
fitted on the others, so that the figures printed are of events not seen.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefings.compare.features import FEATURES, features
from briefings.compare.same import Weights, candidate_pairs
from briefings.compare.statements import Board, Statement, lay_out
from briefings.extract.reader import Reader
from briefings.language import load, shipped_folder
from briefings.meaning import Meaning
from briefings.model import Article, Material

PENALTY = 3.0
"""L2 penalty on standardised weights; 1 to 10 give the same held-out figures within 0.003."""

OUT = Path(__file__).parents[2] / "briefings" / "compare" / "weights.json"

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Event:
    """One marked event: its board, the pairs compared, their features and whether they share a point."""

    name: str
    board: Board
    pairs: list[tuple[int, int]]
    rows: Floats
    same: NDArray[np.bool_]


def read_event(path: Path, reader: Reader) -> Event:
    """Reads one event's articles as the program would and labels its pairs from the gold beside it."""
    data, gold = json.loads(path.read_text()), json.loads(path.with_suffix(".gold.json").read_text())
    articles = [_article(record, number) for number, record in enumerate(data["articles"], 1)]
    readings = {}
    for article, reading in zip(articles, reader.read_all(articles), strict=True):
        own = tuple(replace(claim, article=article.id) for claim in reading.claims)
        readings[article.id] = replace(reading, claims=own)
    board = lay_out(Material(articles=tuple(articles), readings=readings))
    marks = _marks(data, gold)
    points = [_points_of(s, marks[s.article.id]) for s in board.statements]
    pairs = list(candidate_pairs(board))
    rows = np.array([features(board, board.statements[a], board.statements[b]) for a, b in pairs])
    same = np.array([bool(points[a] & points[b]) for a, b in pairs])
    return Event(name=path.stem, board=board, pairs=pairs, rows=rows, same=same)


def fit(rows: Floats, same: NDArray[np.bool_]) -> Weights:
    """Logistic regression with an L2 penalty, by Newton's method on standardised features."""
    centre, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1.0
    x = np.c_[np.ones(len(rows)), (rows - centre) / scale]
    penalty = np.diag([0.0] + [PENALTY] * rows.shape[1])
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (same - p) - penalty @ beta
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, gradient)
        beta += step
        if np.abs(step).max() < 1e-7:
            break
    return Weights(
        intercept=float(beta[0]),
        centre=tuple(map(float, centre)),
        scale=tuple(map(float, scale)),
        weight=tuple(map(float, beta[1:])),
    )


def average_precision(scores: Floats, same: NDArray[np.bool_]) -> float:
    """Area under precision over recall, ties in the order given."""
    hits = same[np.argsort(-scores, kind="stable")]
    if not hits.any():
        return 0.0
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def held_out(events: list[Event]) -> list[Floats]:
    """For each event, its pairs' likelihoods by weights fitted on the other events."""
    found = []
    for event in events:
        others = [e for e in events if e is not event]
        weights = fit(np.concatenate([e.rows for e in others]), np.concatenate([e.same for e in others]))
        found.append(np.array([weights.likelihood(list(row)) for row in event.rows]))
    return found


def _article(record: dict[str, str], number: int) -> Article:
    day = datetime.fromisoformat(record["published"]).replace(tzinfo=UTC)
    return Article(
        id=number,
        url=record["url"],
        title=record["title"],
        outlet=record["source"],
        text=record["text"],
        published=day,
        day_only=True,
    )


Marks = list[tuple[int, int, frozenset[int]]]


def _marks(data: dict, gold: dict) -> dict[int, Marks]:  # type: ignore[type-arg]
    """For each article, the marked sentences' places in its text with the points they state."""
    stated: dict[tuple[str, int], set[int]] = {}
    for number, point in enumerate(gold["points"]):
        for item in point["evidence"]:
            stated.setdefault((item["article"], item["sentence"]), set()).add(number)
    marks: dict[int, Marks] = {}
    for number, record in enumerate(data["articles"], 1):
        at = 0
        marks[number] = []
        for index, sentence in enumerate(record["sentences"]):
            start = record["text"].find(sentence.strip(), at)
            start = at if start < 0 else start
            at = start + len(sentence.strip())
            marks[number].append((start, at, frozenset(stated.get((record["id"], index), ()))))
    return marks


def _points_of(statement: Statement, marks: Marks) -> frozenset[int]:
    start, end = statement.passage.span.start, statement.passage.span.end
    found: set[int] = set()
    for left, right, points in marks:
        overlap = min(right, end) - max(left, start)
        if overlap > 0 and 2 * overlap >= min(right - left, end - start):
            found |= points
    return frozenset(found)


def main() -> int:
    """Fits, prints held-out average precision event by event, and writes the weights with --write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reader = Reader(load(), Meaning.load(shipped_folder()))
    paths = sorted(p for p in args.gold.glob("*.json") if p.with_suffix(".gold.json").exists())
    events = [read_event(path, reader) for path in paths]
    for event, scores in zip(events, held_out(events), strict=True):
        print(f"{event.name:28} pairs {len(event.pairs):6}  AP {average_precision(scores, event.same):.3f}")
    weights = fit(np.concatenate([e.rows for e in events]), np.concatenate([e.same for e in events]))
    table = {
        "features": list(FEATURES),
        "intercept": round(weights.intercept, 5),
        "centre": [round(v, 5) for v in weights.centre],
        "scale": [round(v, 5) for v in weights.scale],
        "weight": [round(v, 5) for v in weights.weight],
    }
    if args.write:
        OUT.write_text(json.dumps({"same": table}, indent=1) + "\n")
    for name, value in sorted(zip(FEATURES, weights.weight, strict=True), key=lambda x: -abs(x[1])):
        print(f"  {name:28} {value:+.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

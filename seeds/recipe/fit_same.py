"""Fits `briefings/compare/weights.json` on hand-marked news events and reports what held-out events give.

    python -m seeds.recipe.fit_same GOLD_DIR [--write]

GOLD_DIR holds NAME.json (articles with numbered sentences) and NAME.gold.json (which sentences state the same
point, which stand on two sides of a dispute). Two models: "same" (two statements share a point) and "differ"
(they stand on two sides). Both are logistic regressions with an L2 penalty, fitted by Newton's method
(iteratively reweighted least squares); each event is scored by weights fitted on the others, so that the
figures printed are of events not seen.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefings.compare.differ import DIFFER_FEATURES, rows
from briefings.compare.features import FEATURES, features
from briefings.compare.same import FAINT, Weights, candidate_pairs
from briefings.compare.statements import Board, lay_out
from briefings.extract.reader import Reader
from briefings.language import load, shipped_folder
from briefings.meaning import Meaning
from briefings.model import Article, Material

PENALTY = 3.0
"""L2 penalty on standardised weights; 1 to 10 give the same held-out figures within 0.003."""

OUT = Path(__file__).parents[2] / "briefings" / "compare" / "weights.json"

Floats = NDArray[np.float64]
Record = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Event:
    """One marked event: its board, the pairs compared, their features and whether they share a point.

    sides: for each statement, the (dispute, side) pairs that it stands on.
    """

    name: str
    board: Board
    pairs: list[tuple[int, int]]
    rows: Floats
    same: NDArray[np.bool_]
    sides: list[frozenset[tuple[int, int]]]


def read_event(path: Path, reader: Reader) -> Event:
    """Reads one event's articles as the program would and labels its pairs from the gold beside it."""
    data, gold = json.loads(path.read_text()), json.loads(path.with_suffix(".gold.json").read_text())
    articles = [_article(record, number) for number, record in enumerate(data["articles"], 1)]
    readings = {}
    for article, reading in zip(articles, reader.read_all(articles), strict=True):
        own = tuple(replace(claim, article=article.id) for claim in reading.claims)
        readings[article.id] = replace(reading, claims=own)
    return event_of(path.stem, data, gold, Material(articles=tuple(articles), readings=readings))


def event_of(name: str, data: Record, gold: Record, material: Material) -> Event:
    """One event from its material (article ids are places in `data`, from 1) and its gold."""
    board = lay_out(material)
    spots = _spots(data)
    shared = {number: p["evidence"] for number, p in enumerate(gold["points"])}
    stands = {
        (number, side): s["evidence"]
        for number, dispute in enumerate(gold["disputes"])
        for side, s in enumerate(dispute["sides"])
    }
    points = _labels(board, spots, shared)
    pairs = list(candidate_pairs(board))
    table = np.array([features(board, board.statements[a], board.statements[b]) for a, b in pairs])
    same = np.array([bool(points[a] & points[b]) for a, b in pairs])
    sides = _labels(board, spots, stands)
    return Event(name=name, board=board, pairs=pairs, rows=table, same=same, sides=sides)


def differ_table(event: Event, weights: Weights) -> tuple[Floats, NDArray[np.bool_]]:
    """Features of the event's related pairs, by likelihoods of `weights`, and whether they are two sides."""
    scores = [weights.likelihood(list(row)) for row in event.rows]
    same = {pair: score for pair, score in zip(event.pairs, scores, strict=True) if score >= FAINT}
    table, labels = [], []
    for a, b, row, _slots in rows(event.board, same):
        table.append(row)
        labels.append(_opposed(event.sides[a], event.sides[b]))
    return np.array(table), np.array(labels)


def _opposed(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> bool:
    return any(d == e and s != t for d, s in one for e, t in other)


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


def _spots(data: Record) -> dict[int, list[tuple[int, int, tuple[str, int]]]]:
    """For each article, its numbered sentences' places in its text, with (article name, number)."""
    spots: dict[int, list[tuple[int, int, tuple[str, int]]]] = {}
    for number, record in enumerate(data["articles"], 1):
        at = 0
        spots[number] = []
        for index, sentence in enumerate(record["sentences"]):
            start = record["text"].find(sentence.strip(), at)
            start = at if start < 0 else start
            at = start + len(sentence.strip())
            spots[number].append((start, at, (record["id"], index)))
    return spots


def _labels(board: Board, spots: dict[int, list[tuple[int, int, tuple[str, int]]]], marked: Record) -> list:
    """For each statement, the keys of `marked` whose evidence it is: by half of either sentence."""
    keys: dict[tuple[str, int], set] = {}
    for key, evidence in marked.items():
        for item in evidence:
            keys.setdefault((item["article"], item["sentence"]), set()).add(key)
    found = []
    for statement in board.statements:
        start, end = statement.passage.span.start, statement.passage.span.end
        own = set()
        for left, right, sentence in spots[statement.article.id]:
            overlap = min(right, end) - max(left, start)
            if overlap > 0 and 2 * overlap >= min(right - left, end - start):
                own |= keys.get(sentence, set())
        found.append(frozenset(own))
    return found


def _table(names: tuple[str, ...], weights: Weights) -> Record:
    return {
        "features": list(names),
        "intercept": round(weights.intercept, 5),
        "centre": [round(v, 5) for v in weights.centre],
        "scale": [round(v, 5) for v in weights.scale],
        "weight": [round(v, 5) for v in weights.weight],
    }


def fit_both(events: list[Event]) -> tuple[Weights, Weights]:
    """Weights of "same" and of "differ" from the events."""
    same = fit(np.concatenate([e.rows for e in events]), np.concatenate([e.same for e in events]))
    tables = [differ_table(event, same) for event in events]
    return same, fit(np.concatenate([t for t, _ in tables]), np.concatenate([y for _, y in tables]))


def report(events: list[Event]) -> None:
    """Prints each event's average precision by weights fitted on the others."""
    for event in events:
        same, differ = fit_both([e for e in events if e is not event])
        scores = np.array([same.likelihood(list(row)) for row in event.rows])
        table, labels = differ_table(event, same)
        apart = np.array([differ.likelihood(list(row)) for row in table])
        print(
            f"{event.name:28} pairs {len(event.pairs):6}  same {average_precision(scores, event.same):.3f}"
            f"  differ {average_precision(apart, labels):.3f}"
        )


def main() -> int:
    """Fits, prints held-out average precision event by event, and writes the weights with --write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reader = Reader(load(), Meaning.load(shipped_folder()))
    paths = sorted(p for p in args.gold.glob("*.json") if p.with_suffix(".gold.json").exists())
    events = [read_event(path, reader) for path in paths]
    report(events)
    same, differ = fit_both(events)
    if args.write:
        write(same, differ)
    for names, weights in ((FEATURES, same), (DIFFER_FEATURES, differ)):
        print()
        for name, value in sorted(zip(names, weights.weight, strict=True), key=lambda x: -abs(x[1])):
            print(f"  {name:28} {value:+.3f}")
    return 0


def write(same: Weights, differ: Weights) -> None:
    """Puts both models where the program reads them."""
    tables = {"same": _table(FEATURES, same), "differ": _table(DIFFER_FEATURES, differ)}
    OUT.write_text(json.dumps(tables, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())

"""Fits `briefings/compare/weights.json` on hand-marked news events and reports what held-out events give.

    python -m seeds.recipe.fit_same GOLD_DIR ARCHIVE [--write]

GOLD_DIR holds NAME.json (articles with numbered sentences) and NAME.gold.json (which sentences state the same
point, which stand on two sides of a dispute); ARCHIVE holds the articles of the events in `marks.jsonl`
(see `marked.py`). Three models: "same" (two statements share a point), "differ"
(they stand on two sides) and "line" (a line is worth its place). All are logistic regressions with an L2
penalty, fitted by Newton's method (iteratively reweighted least squares); each event of GOLD_DIR is scored by
weights fitted on all others, so that the figures printed are of events not seen.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefings.compare.differ import DIFFER_FEATURES, rows
from briefings.compare.features import FEATURES, features
from briefings.compare.lines import candidate_lines
from briefings.compare.points import group
from briefings.compare.same import FAINT, Weights, candidate_pairs
from briefings.compare.statements import Board, lay_out
from briefings.compare.worth import LINE_FEATURES, line_features
from briefings.extract.reader import Reader
from briefings.language import load, shipped_folder
from briefings.meaning import Meaning
from briefings.model import Article, Material
from seeds.recipe.marked import marked_events

PENALTY = 3.0
"""L2 penalty on standardised weights; 1 to 10 give the same held-out figures within 0.003."""

COUNTS = 3
"""How often an event of GOLD_DIR counts, against once for one of ours, which other readers marked. Held out,
points came to an F of 0.71 so, 0.69 with all counting once, 0.70 from ours alone, 0.69 from theirs alone."""

FOLDS = 4
"""Lines and differences are fitted on likelihoods from weights fitted on the other three quarters."""

OUT = Path(__file__).parents[2] / "briefings" / "compare" / "weights.json"

NAMES = {"same": FEATURES, "differ": DIFFER_FEATURES, "line": LINE_FEATURES}

Floats = NDArray[np.float64]
Record = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Event:
    """One marked event: its board, the pairs compared, their features and whether they share a point.

    points, sides: for each statement, the marked points it states and the (dispute, side) pairs it stands on;
    counts: how often it counts.
    """

    name: str
    board: Board
    pairs: list[tuple[int, int]]
    rows: Floats
    same: NDArray[np.bool_]
    points: list[frozenset[int]]
    sides: list[frozenset[tuple[int, int]]]
    counts: int = 1


def read_gold(path: Path, reader: Reader) -> Event:
    """Reads one event's articles as the program would and labels its pairs from the gold beside it."""
    data, gold = json.loads(path.read_text()), json.loads(path.with_suffix(".gold.json").read_text())
    return replace(read_event(path.stem, data, gold, reader), counts=COUNTS)


def read_event(name: str, data: Record, gold: Record, reader: Reader) -> Event:
    """One event, its articles read as the program would."""
    articles = [_article(record, number) for number, record in enumerate(data["articles"], 1)]
    readings = {}
    for article, reading in zip(articles, reader.read_all(articles), strict=True):
        own = tuple(replace(claim, article=article.id) for claim in reading.claims)
        readings[article.id] = replace(reading, claims=own)
    return event_of(name, data, gold, Material(articles=tuple(articles), readings=readings))


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
    board.wordings.prepare(range(len(board.statements)))
    table = np.array([features(board, board.statements[a], board.statements[b]) for a, b in pairs])
    same = np.array([bool(points[a] & points[b]) for a, b in pairs])
    sides = _labels(board, spots, stands)
    return Event(name=name, board=board, pairs=pairs, rows=table, same=same, points=points, sides=sides)


def differ_table(event: Event, weights: Weights) -> tuple[Floats, NDArray[np.bool_]]:
    """Features of the event's related pairs, by likelihoods of `weights`, and whether they are two sides."""
    table, labels = [], []
    for a, b, row, _slots in rows(event.board, scored(event, weights)):
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


def line_table(event: Event, weights: Weights) -> tuple[Floats, NDArray[np.bool_]]:
    """Features of the event's candidate lines, by likelihoods of `weights`, and which an editor would note.

    A line is right when it states a marked point (half of its sentences, two articles) that no line before it
    has taken, groups first; lines and points pair by augmenting paths.
    """
    likelihood = scored(event, weights)
    groups = [[s.index for s in g.statements] for g in group(event.board, likelihood)]
    lines = candidate_lines(event.board, likelihood, groups)
    fits = [_states(event, line.statements) for line in lines]
    taken: dict[int, int] = {}

    def placed(line: int, seen: set[int]) -> bool:
        for point in fits[line]:
            if point not in seen:
                seen.add(point)
                if point not in taken or placed(taken[point], seen):
                    taken[point] = line
                    return True
        return False

    right = [placed(number, set()) for number in range(len(lines))]
    return np.array(line_features(event.board, likelihood, lines)), np.array(right)


def scored(event: Event, weights: Weights) -> dict[tuple[int, int], float]:
    """Likelihoods of the event's pairs by `weights`, as the program has them."""
    scores = [weights.likelihood(list(row)) for row in event.rows]
    return {pair: score for pair, score in zip(event.pairs, scores, strict=True) if score >= FAINT}


def _states(event: Event, statements: tuple[int, ...]) -> list[int]:
    """The marked points that a line of these statements states."""
    held = Counter(point for index in statements for point in event.points[index])
    articles = {
        point: {event.board.statements[i].article.id for i in statements if point in event.points[i]}
        for point in held
    }
    return sorted(p for p, n in held.items() if 2 * n >= len(statements) and len(articles[p]) > 1)


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


def fit_all(events: list[Event]) -> dict[str, Weights]:
    """Weights of "same", "differ" and "line" from the events.

    Lines and differences are fitted on likelihoods that each event gets from weights fitted on others, as an
    event will that nobody has marked.
    """
    folds = [events[number::FOLDS] for number in range(FOLDS)]
    apart, lines = [], []
    for number, fold in enumerate(folds):
        others = _fit_same([e for n, other in enumerate(folds) if n != number for e in other])
        for event in fold:
            apart += [differ_table(event, others)] * event.counts
            lines += [line_table(event, others)] * event.counts
    return {"same": _fit_same(events), "differ": _fit_tables(apart), "line": _fit_tables(lines)}


def _fit_same(events: list[Event]) -> Weights:
    return _fit_tables([(event.rows, event.same) for event in events for _ in range(event.counts)])


def _fit_tables(tables: list[tuple[Floats, NDArray[np.bool_]]]) -> Weights:
    held = [(table, labels) for table, labels in tables if len(labels)]
    return fit(np.concatenate([t for t, _ in held]), np.concatenate([y for _, y in held]))


def report(events: list[Event]) -> None:
    """Prints the average precision of each event of GOLD_DIR by weights fitted on all others."""
    for event in events:
        if event.counts == 1:
            continue
        found = fit_all([e for e in events if e is not event])
        scores = np.array([found["same"].likelihood(list(row)) for row in event.rows])
        told = [f"same {average_precision(scores, event.same):.3f}"]
        for name, (table, labels) in (
            ("differ", differ_table(event, found["same"])),
            ("line", line_table(event, found["same"])),
        ):
            judged = np.array([found[name].likelihood(list(row)) for row in table])
            told.append(f"{name} {average_precision(judged, labels):.3f}")
        print(f"{event.name:28} pairs {len(event.pairs):6}  {'  '.join(told)}")


def main() -> int:
    """Fits, prints held-out average precision event by event, and writes the weights with --write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reader = Reader(load(), Meaning.load(shipped_folder()))
    paths = sorted(p for p in args.gold.glob("*.json") if p.with_suffix(".gold.json").exists())
    events = [read_gold(path, reader) for path in paths]
    events += [read_event(name, data, gold, reader) for name, data, gold in marked_events(args.archive)]
    report(events)
    found = fit_all(events)
    if args.write:
        write(found)
    for model, names in NAMES.items():
        print(f"\n{model}")
        for name, value in sorted(zip(names, found[model].weight, strict=True), key=lambda x: -abs(x[1])):
            print(f"  {name:28} {value:+.3f}")
    return 0


def write(found: dict[str, Weights]) -> None:
    """Puts the models where the program reads them."""
    tables = {model: _table(names, found[model]) for model, names in NAMES.items()}
    OUT.write_text(json.dumps(tables, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())

"""Fits the coefficients of ``briefings/ask/weights.py`` and reports what they reach on events left out.

    python tests/eval/fit_ask.py GOLD_DIR [--write]

Run by hand, when a feature changes.  Questions: the gold's and those of ``ask_questions.json`` (our own,
over the same events).  Every figure is of an event whose questions took no part in the fit.  GOLD_DIR holds
NAME.json and NAME.gold.json as in the shared newsroom; passages and claims are read with the shipped model.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from briefings.ask import weights as shipped
from briefings.ask.asking import in_turn
from briefings.ask.decide import CITED, SIGNS, signs_of, spread
from briefings.ask.features import FEATURES, Scene, scene_of
from briefings.ask.lines import search_of
from briefings.ask.question import understood
from briefings.extract.reader import Reader
from briefings.language import load, shipped_folder
from briefings.meaning import Meaning
from briefings.model import Article, Material

OWN = Path(__file__).with_name("ask_questions.json")
#: Ridge penalties, set once by hand: heavy enough that leaving a cluster out moves no coefficient by more
#: than a third.
RANKING_PENALTY, DECISION_PENALTY = 0.02, 0.05


@dataclass
class Asked:
    """A question with its scenes (one a part) and which lines are right."""

    cluster: str
    question: str
    gold: bool
    answerable: bool
    scenes: list[Scene]
    right: np.ndarray


def material_of(records: Sequence[dict], reader: Reader) -> Material:
    """The cluster's articles, read."""
    articles = tuple(
        Article(
            id=number,
            url=record["url"],
            title=record["title"],
            outlet=record["source"],
            text=record["text"],
            published=datetime.fromisoformat(record["published"]).replace(tzinfo=UTC)
            if record["published"]
            else None,
        )
        for number, record in enumerate(records, 1)
    )
    return Material(
        articles=articles,
        readings={a.id: r for a, r in zip(articles, reader.read_all(articles), strict=True)},
    )


def right_lines(records: Sequence[dict], scene: Scene, evidence: Sequence[dict]) -> np.ndarray:
    """1 for each line that lies on a sentence of `evidence`, by text."""
    sentences = {record["id"]: record["sentences"] for record in records}
    urls = {record["id"]: record["url"] for record in records}
    wanted = [(urls[e["article"]], _squeezed(sentences[e["article"]][e["sentence"]])) for e in evidence]

    def right(url: str, text: str) -> bool:
        line = _squeezed(text)
        return any(
            url == at and (line in sentence or sentence in line)
            for at, sentence in wanted
            if sentence and line
        )

    return np.array([float(right(line.article.url, line.text)) for line in scene.search.lines])


def _squeezed(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def ask_all(folder: Path) -> list[Asked]:
    """Every question of every cluster, measured."""
    nlp, meaning = load(), Meaning.load(shipped_folder())
    reader = Reader(nlp, meaning)
    own = json.loads(OWN.read_text())
    asked = []
    for path in sorted(folder.glob("*.gold.json")):
        slug = path.name.removesuffix(".gold.json")
        records = json.loads((folder / f"{slug}.json").read_text())["articles"]
        search = search_of(material_of(records, reader))
        for gold, questions in (
            (True, json.loads(path.read_text())["questions"]),
            (False, own.get(slug, [])),
        ):
            for item in questions:
                scenes = [scene_of(part, search, meaning) for part in understood(item["q"])]
                right = right_lines(records, scenes[0], item["evidence"])
                asked.append(Asked(slug, item["q"], gold, item["answerable"], scenes, right))
    return asked


def fit_ranking(asked: Sequence[Asked]) -> np.ndarray:
    """Coefficients that make a right line likeliest to come first: listwise logistic regression."""
    usable = [a for a in asked if a.right.any()]
    stacked = np.concatenate([a.scenes[0].features for a in usable])
    scale = stacked.std(axis=0) + 1e-6

    rows = stacked / scale
    lengths = [len(a.right) for a in usable]
    first = np.r_[0, np.cumsum(lengths)[:-1]]
    right = np.concatenate([a.right for a in usable])

    def shares(values: np.ndarray) -> np.ndarray:
        return values / np.repeat(np.add.reduceat(values, first), lengths)

    def gradient(w: np.ndarray) -> np.ndarray:
        scores = rows @ w
        likely = shares(np.exp(scores - np.repeat(np.maximum.reduceat(scores, first), lengths)))
        return rows.T @ (shares(likely * right) - likely) / len(usable) - RANKING_PENALTY * w

    return _climbed(gradient, len(FEATURES), 200) / scale


def fit_decision(asked: Sequence[Asked], ranking: np.ndarray) -> np.ndarray:
    """Coefficients of the signs, and the base last: logistic regression on "is it answered"."""
    rows = np.array([_signs(a.scenes[0], ranking) for a in asked])
    middle, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    rows = np.c_[(rows - middle) / scale, np.ones(len(rows))]
    answerable = np.array([float(a.answerable) for a in asked])

    def gradient(w: np.ndarray) -> np.ndarray:
        return (
            rows.T @ (answerable - 1 / (1 + np.exp(-rows @ w))) / len(rows)
            - DECISION_PENALTY * np.r_[w[:-1], 0]
        )

    w = _climbed(gradient, rows.shape[1], 600)
    plain = w[:-1] / scale
    return np.r_[plain, w[-1] - plain @ middle]


def _signs(scene: Scene, ranking: np.ndarray) -> np.ndarray:
    scores = scene.features @ ranking
    return signs_of(scene, scores, tuple(int(i) for i in np.argsort(-scores, kind="stable")))


def _climbed(gradient, size: int, steps: int) -> np.ndarray:  # type: ignore[no-untyped-def]
    """Where Adam ends after `steps` of 0.05."""
    w, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        g = gradient(w)
        mean, square = 0.9 * mean + 0.1 * g, 0.99 * square + 0.01 * g * g
        w = w + 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return w


def outcome(a: Asked, ranking: np.ndarray, decision: np.ndarray) -> tuple[bool, float]:
    """Whether a right line is cited, and how sure the answer is."""
    best, sure = [], []
    for scene in a.scenes:
        best.append(spread(scene, scene.features @ ranking))
        sure.append(1 / (1 + np.exp(-float(np.r_[_signs(scene, ranking), 1] @ decision))))
    found = [pair for pair in zip(best, sure, strict=True) if pair[1] >= shipped.ANSWERED_FROM]
    orders = [order for order, _ in found] or best
    return bool(a.right[in_turn(orders, CITED)].any()), max(sure)


def left_out(asked: Sequence[Asked]) -> list[tuple[Asked, bool, float]]:
    """The outcome of each question by coefficients fitted without its event."""
    results = []
    for cluster in sorted({a.cluster for a in asked}):
        others = [a for a in asked if a.cluster != cluster]
        ranking = fit_ranking([a for a in others if a.answerable])
        decision = fit_decision(others, ranking)
        results += [(a, *outcome(a, ranking, decision)) for a in asked if a.cluster == cluster]
    return results


def report(results: Sequence[tuple[Asked, bool, float]]) -> None:
    """Prints hit and abstain over a range of thresholds, for the gold's questions and our own."""
    for name, chosen in (
        ("gold", [r for r in results if r[0].gold]),
        ("own", [r for r in results if not r[0].gold]),
    ):
        yes = [(hit, sure) for a, hit, sure in chosen if a.answerable]
        no = [sure for a, _, sure in chosen if not a.answerable]
        auc = np.mean([y > n for _, y in yes for n in no])
        print(
            f"{name}: {len(yes)} answerable, right line cited {sum(h for h, _ in yes)}; {len(no)} not; "
            f"AUC {auc:.3f}"
        )
        for threshold in np.arange(0.4, 0.71, 0.05):
            hit = np.mean([h and s >= threshold for h, s in yes])
            print(
                f"  from {threshold:.2f}: hit {hit:.3f}  abstain {np.mean([s < threshold for s in no]):.3f}"
            )


def write(asked: Sequence[Asked]) -> None:
    """Fits on all events and writes the table."""
    ranking = fit_ranking([a for a in asked if a.answerable])
    decision = fit_decision(asked, ranking)
    lines = [
        f'"""{shipped.__doc__}"""',
        "",
        "from __future__ import annotations",
        "",
        "#: What each feature of a line adds to its score.",
        "RANKING = {",
        *(f'    "{name}": {value:.3f},' for name, value in zip(FEATURES, ranking, strict=True)),
        "}",
        "",
        "#: What each sign adds to the log odds that the best lines answer, and what they start from.",
        "DECISION = {",
        *(f'    "{name}": {value:.3f},' for name, value in zip(SIGNS, decision, strict=False)),
        "}",
        f"DECISION_BASE = {decision[-1]:.3f}",
        "",
        "#: Probability from which the best lines are taken for an answer; docs/asking.md has the figures.",
        f"ANSWERED_FROM = {shipped.ANSWERED_FROM}",
    ]
    Path(shipped.__file__).write_text("\n".join(lines) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    asked = ask_all(args.gold)
    report(left_out(asked))
    if args.write:
        write(asked)
    return 0


if __name__ == "__main__":
    sys.exit(main())

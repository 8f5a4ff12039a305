"""The scorer gives full marks to the editor's own marks, none to nothing, none to saying a thing twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.eval.scoring import Corpus, Share, score

GOLD = Path(__file__).parent / "gold"
CLUSTERS = sorted(path for path in GOLD.glob("*.json") if not path.name.endswith(".gold.json"))


def _evidence(corpus: Corpus, marks: list[dict[str, Any]]) -> list[dict[str, str]]:
    urls = {article: url for url, article in corpus.addresses.items()}
    return [
        {"url": urls[mark["article"]], "quote": corpus.sentence(mark["article"], mark["sentence"])}
        for mark in marks
    ]


def _as_marked(corpus: Corpus) -> dict[str, Any]:
    """The digest that an editor would write: each gold point a line, each gold dispute with its sides."""
    return {
        "points": [
            {"status": "consensus", "evidence": _evidence(corpus, point["evidence"])}
            for point in corpus.gold["points"]
        ],
        "disputes": [
            {"sides": [{"evidence": _evidence(corpus, side["evidence"])} for side in dispute["sides"]]}
            for dispute in corpus.gold["disputes"]
        ],
    }


@pytest.fixture(params=CLUSTERS, ids=lambda path: path.stem)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return Corpus(request.param)


def test_what_the_editor_marked_scores_full_marks(corpus: Corpus) -> None:
    reached = score(corpus, _as_marked(corpus))
    recalls = (
        reached.point_recall,
        reached.point_precision,
        reached.dispute_recall,
        reached.dispute_precision,
    )
    assert [float(share) for share in recalls] == [1, 1, 1, 1]
    assert float(reached.verbatim) == 1
    assert reached.leaks == 0


def test_an_empty_digest_scores_nothing(corpus: Corpus) -> None:
    reached = score(corpus, {"points": [], "disputes": []})
    assert float(reached.point_recall) == float(reached.dispute_recall) == 0
    assert reached.point_recall.whole > 0


def test_saying_everything_twice_halves_precision_and_earns_no_recall(corpus: Corpus) -> None:
    once = _as_marked(corpus)
    reached = score(corpus, {"points": once["points"] * 2, "disputes": once["disputes"] * 2})
    assert float(reached.point_recall) == 1
    assert float(reached.point_precision) == 0.5


def test_citing_everything_under_one_line_earns_nothing(corpus: Corpus) -> None:
    everything = [item for point in _as_marked(corpus)["points"] for item in point["evidence"]]
    reached = score(corpus, {"points": [{"status": "consensus", "evidence": everything}], "disputes": []})
    assert float(reached.point_recall) == 0


def test_furniture_that_is_cited_is_counted_and_invented_words_are_not_verbatim(corpus: Corpus) -> None:
    leak = _evidence(corpus, corpus.gold["boilerplate"][:1])[0]
    invented = {**leak, "quote": "Words that stand in no article of this corpus."}
    reached = score(corpus, {"points": [{"status": "single", "evidence": [leak, invented]}], "disputes": []})
    assert reached.leaks == 1
    assert reached.verbatim == Share(part=1, whole=2)

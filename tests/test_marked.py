"""The marks that weights are fitted on are numbers, and fit the archive that they were made on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seeds.recipe.marked import LEAST_ARTICLES, MARKS, marked_events

ARCHIVE = Path(__file__).parents[2] / "shared" / "newsroom" / "archive.jsonl.gz"


def test_every_point_rests_on_two_articles_and_every_dispute_on_two_sides() -> None:
    events = [json.loads(line) for line in MARKS.read_text("utf-8").splitlines()]
    assert len(events) > 200
    for event in events:
        articles = range(len(event["articles"]))
        assert all(
            len({article for article, _ in places}) > 1 and {a for a, _ in places} <= set(articles)
            for _, places in event["points"]
        ), event["event"]
        assert all(len([side for side in sides if side]) > 1 for _, _, sides in event["disputes"]), event


@pytest.mark.skipif(not ARCHIVE.exists(), reason="../shared/newsroom is not here")
def test_the_marks_name_sentences_that_are_there() -> None:
    count = 0
    for name, data, gold in marked_events(ARCHIVE):
        count += 1
        lengths = {article["id"]: len(article["sentences"]) for article in data["articles"]}
        assert len(lengths) >= LEAST_ARTICLES, name
        evidence = [e for point in gold["points"] for e in point["evidence"]]
        evidence += [e for d in gold["disputes"] for side in d["sides"] for e in side["evidence"]]
        assert all(0 <= e["sentence"] < lengths[e["article"]] for e in evidence), name
    assert count > 90

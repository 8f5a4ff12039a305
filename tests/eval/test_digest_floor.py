"""Digests of the sample reports do not fall below what they once reached.

FLOORS stand a little under what was measured on CORPUS. When one is passed by far, raise it; lower one
only on purpose, and say why. `python -m tests.eval.test_digest_floor` prints what is reached now.
"""

from __future__ import annotations

import tempfile
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import seeds
from briefings.digest.render import render
from briefings.model import Digest, DisputeKind
from tests.eval.scoring import Corpus, Score, fingerprint, score

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.meaning import Meaning

GOLD = Path(__file__).parent / "gold"
NOW = datetime(2026, 4, 1, tzinfo=UTC)
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)

CORPUS = "6690283b46be7e12"
"""What the floors were measured on: the sample reports and their gold."""

FLOORS = {
    "point_recall": 0.57,
    "point_precision": 0.90,
    # 0.27 and 0.74 until disputes were shown with how other reports tell them, and more of them: on the nine
    # real events, held out, that took recall from 0.17 to 0.41 and precision from 0.48 to 0.55.
    "dispute_recall": 0.31,
    "dispute_precision": 0.60,
    "verbatim": 1.0,
}
MOST_LEAKS = 0


def digests_of_the_samples(nlp: Language, meaning: Meaning, folder: Path) -> dict[str, Digest]:
    """One digest for each sample topic, by the name of its folder; built in a database of its own."""
    from briefings import pipeline
    from briefings.extract.reader import Reader
    from briefings.store import Store

    reader = Reader(nlp, meaning)
    files = [str(path) for path in seeds.report_files()]
    with Store.open(folder / "samples.db") as store:
        pipeline.ingest(store, pipeline.items_of(files, NOW), lambda: reader, NOW)
        return {
            seeds.report_files(topic.name)[0].parent.name: pipeline.digest(
                store, store.add_topic(topic), NOW, LONG_AGO
            )
            for topic in seeds.topics()
        }


def reached(digests: dict[str, Digest]) -> Score:
    """The score of all sample topics together."""
    from briefings.digest.as_json import digest_json

    return sum((score(Corpus(GOLD / f"{n}.json"), digest_json(d)) for n, d in digests.items()), Score())


def corpus_now() -> str:
    """The fingerprint of the sample reports and their gold as they are."""
    return fingerprint([*seeds.report_files(), *GOLD.glob("*.json")])


@pytest.fixture(scope="module")
def digests(nlp: Language, meaning: Meaning, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Digest]:
    return digests_of_the_samples(nlp, meaning, tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def total(digests: dict[str, Digest]) -> Score:
    return reached(digests)


def test_the_floors_were_measured_on_these_reports() -> None:
    assert corpus_now() == CORPUS, (
        "the samples or their gold changed: measure anew, then set CORPUS and FLOORS"
    )


@pytest.mark.parametrize("figure", FLOORS)
def test_the_samples_score_no_less_than_before(total: Score, figure: str) -> None:
    assert float(getattr(total, figure)) >= FLOORS[figure]


def test_furniture_and_related_stories_of_the_samples_stay_out(total: Score) -> None:
    assert total.leaks <= MOST_LEAKS


def test_the_samples_show_every_kind_of_line(digests: dict[str, Digest]) -> None:
    shown = "".join(render(digest, unfold=True) for digest in digests.values())
    assert all(heading in shown for heading in ("AGREED", "UPDATED", "DISPUTED", "ONE ORIGIN"))
    kinds = {dispute.kind for digest in digests.values() for dispute in digest.disputes}
    assert {DisputeKind.FIGURE, DisputeKind.DENIAL} <= kinds


def test_a_wire_printed_twice_is_one_origin(digests: dict[str, Digest]) -> None:
    """The Quayside Gazette and Meridian Daily print the same copy; nobody else quotes the captain."""
    quoting = [
        p for p in digests["ostrey-ferry"].points if any("night clothes" in e.quote for e in p.evidence)
    ]
    assert all(point.origins == 1 for point in quoting)


def test_a_scoop_that_others_cite_is_one_origin(digests: dict[str, Digest]) -> None:
    """Only the Four Winds Herald saw the report of the inspection; the others say so."""
    telling = [
        point
        for point in digests["ostrey-ferry"].points
        if any("fire-safety inspection in January" in e.quote for e in point.evidence)
    ]
    assert telling
    assert all(point.origins == 1 and point.outlets >= 3 for point in telling)


if __name__ == "__main__":
    from briefings import language
    from briefings.meaning import Meaning

    table = Meaning.load(language.shipped_folder())
    with tempfile.TemporaryDirectory() as temporary:
        now = reached(digests_of_the_samples(language.load(), table, Path(temporary)))
    print(f"corpus {corpus_now()}")
    for field in fields(now):
        found = getattr(now, field.name)
        print(
            f"{field.name:18}", found if isinstance(found, int) else f"{float(found):.2f} of {found.whole:g}"
        )

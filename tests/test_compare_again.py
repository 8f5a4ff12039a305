"""A digest that remembers what was compared is the digest built anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from spacy.language import Language

import seeds
from briefings import pipeline
from briefings.compare import candidates, compared, statements
from briefings.compare.compared import Compared, Comparison
from briefings.compare.same import candidate_pairs
from briefings.compare.statements import lay_out, weighing
from briefings.digest.build import build_digest
from briefings.extract.reader import Reader
from briefings.meaning import Meaning
from briefings.model import Article, Material, Topic
from briefings.store import Store

NOW = datetime(2026, 4, 1, tzinfo=UTC)
TOPIC = Topic(name="All there is")


@pytest.fixture(scope="module")
def material(nlp: Language, meaning: Meaning, tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Twelve sample reports, read and stored."""
    items = pipeline.items_of([str(path) for path in seeds.report_files()], NOW)
    found = [item for item in items if isinstance(item, Article)][:12]
    with Store.open(tmp_path_factory.mktemp("again") / "news.db") as store:
        pipeline.ingest(store, found, lambda: Reader(nlp, meaning), NOW)
        return store.material_of(range(1, store.counts()["articles"] + 1))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every board counts as a large one, and its first four articles weigh the terms."""
    monkeypatch.setattr(candidates, "WHOLE", 20)
    monkeypatch.setattr(compared, "WHOLE", 20)
    monkeypatch.setattr(candidates, "NEAR", 5)
    monkeypatch.setattr(statements, "ALL_WEIGH", 4)
    monkeypatch.setattr(statements, "STEP", 4.0)


def first(material: Material, count: int) -> Material:
    return replace(material, articles=material.articles[:count])


def test_a_digest_after_new_articles_is_that_built_anew(large: None, material: Material) -> None:
    left: list[bytes] = []
    build_digest(TOPIC, first(material, 9), now=NOW, remember=left.append)
    known = Compared.from_bytes(left[0])
    comparison = Comparison.begin(lay_out(material), known)
    assert 0 < len(comparison.unknown()) < len(comparison.keys) / 2
    after = build_digest(TOPIC, material, now=NOW, compared=left[0])
    assert after == build_digest(TOPIC, material, now=NOW)


def test_a_digest_after_articles_have_gone_is_that_built_anew(large: None, material: Material) -> None:
    left: list[bytes] = []
    build_digest(TOPIC, material, now=NOW, remember=left.append)
    fewer = replace(material, articles=(*material.articles[:6], *material.articles[7:]))
    assert build_digest(TOPIC, fewer, now=NOW, compared=left[0]) == build_digest(TOPIC, fewer, now=NOW)


@pytest.mark.parametrize("holders", [3, 8, 20, 300])
@pytest.mark.parametrize("count", [6, 9, 11])
def test_the_nearest_are_the_same_whether_others_were_looked_up_before(
    large: None, material: Material, monkeypatch: pytest.MonkeyPatch, holders: int, count: int
) -> None:
    monkeypatch.setattr(candidates, "MOST_HOLDERS", holders)
    known = Comparison.begin(lay_out(first(material, count))).end()
    after, anew = (Comparison.begin(lay_out(material), before) for before in (known, None))
    assert known is not None
    assert known.mark == after.mark
    assert after.keys.tolist() == anew.keys.tolist()
    assert after.shared.tolist() == anew.shared.tolist()
    assert len(after.keys) > 50


def test_what_was_kept_comes_back_and_what_is_damaged_is_nothing(large: None, material: Material) -> None:
    left: list[bytes] = []
    build_digest(TOPIC, material, now=NOW, remember=left.append)
    known = Compared.from_bytes(left[0])
    assert known is not None
    assert known.to_bytes() == left[0]
    assert Compared.from_bytes(b"") is None
    assert Compared.from_bytes(left[0][:-9]) is None


def test_each_statement_of_a_large_board_brings_a_few_others(large: None, material: Material) -> None:
    board = lay_out(material)
    pairs = list(candidate_pairs(board))
    assert len(pairs) <= 5 * len(board.statements)
    assert pairs == sorted(set(pairs))
    assert all(a < b for a, b in pairs)


def test_weights_stay_while_a_large_topic_grows_a_little() -> None:
    articles = [
        Article(url=f"https://h.example/{n}", title="", outlet="H", text="", id=n) for n in range(1000)
    ]
    assert weighing(articles[:50]) == frozenset(range(50))
    assert weighing(articles[:64]) == frozenset(range(64))
    assert weighing(articles[:80]) == frozenset(range(80))
    assert weighing(articles[:99]) == weighing(articles[:80])
    assert weighing(articles) == weighing(articles[:940])

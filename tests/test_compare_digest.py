"""Points and disputes from small reports of our own, read by the real language model."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from spacy.language import Language

from briefings.digest.build import build_digest
from briefings.extract.datelines import without_dateline
from briefings.extract.reader import Reader
from briefings.meaning import Meaning
from briefings.model import Article, Digest, DisputeKind, Material, Status, Topic

START = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)

REPORTS = {
    "Harbour Post": "\n\n".join(
        (
            "The bridge over the Lenn at Aldermoor collapsed on Monday morning and killed six people, "
            "the fire service said.",
            "Mayor Ines Corvo said the bridge had been inspected in March. "
            "The regional railway stopped all trains between Aldermoor and Sten.",
            '"We warned the council twice about rust in the cables," said Pavel Orr, '
            "an engineer who worked on the bridge.",
            "Reporting by Dana Wills; editing by Tom Ash",
        )
    ),
    "Morning Ledger": "\n\n".join(
        (
            "A bridge across the river Lenn in Aldermoor collapsed on Monday and killed nine people, "
            "according to the fire service.",
            "Ines Corvo, the mayor of Aldermoor, said that the bridge was inspected in March. "
            "Trains between Aldermoor and Sten were stopped by the regional railway.",
            "The council denied that it had been warned about rust in the cables.",
            "Sign up for our morning newsletter to get the day's news.",
        )
    ),
    "Sten Courier": "\n\n".join(
        (
            "All trains between Sten and Aldermoor have been stopped by the regional railway "
            "after the collapse of the Lenn bridge.",
            '"We told the council two times that the cables were rusting," engineer Pavel Orr said.',
            "The mayor, Ines Corvo, said inspectors examined the bridge in March.",
        )
    ),
}


@pytest.fixture(scope="module")
def digest(nlp: Language, meaning: Meaning) -> Digest:
    articles = _articles()
    return build_digest(
        Topic(name="Aldermoor bridge"),
        _material(articles, Reader(nlp, meaning)),
        now=START + timedelta(days=1),
    )


def _articles() -> list[Article]:
    return [
        Article(
            id=number,
            url=f"https://example.org/{number}",
            title="Bridge collapses at Aldermoor",
            outlet=outlet,
            text=text,
            published=START + timedelta(hours=number),
        )
        for number, (outlet, text) in enumerate(REPORTS.items(), 1)
    ]


def _material(articles: list[Article], reader: Reader) -> Material:
    readings = {}
    for article, reading in zip(articles, reader.read_all(articles), strict=True):
        own = tuple(replace(claim, article=article.id) for claim in reading.claims)
        readings[article.id] = replace(reading, claims=own)
    return Material(articles=tuple(articles), readings=readings)


def test_what_all_three_report_is_agreed_with_its_outlets_and_origins(digest: Digest) -> None:
    trains = next(p for p in digest.points if "trains" in p.text.lower())
    assert (trains.status, trains.outlets, trains.origins) == (Status.CONSENSUS, 3, 3)
    assert {e.outlet for e in trains.evidence} == set(REPORTS)


def test_every_quote_is_a_slice_of_its_article_and_stands_in_its_context(digest: Digest) -> None:
    evidence = [e for p in digest.points for e in p.evidence]
    evidence += [e for d in digest.disputes for s in d.sides for e in s.evidence]
    assert evidence
    for item in evidence:
        assert item.quote in REPORTS[item.outlet]
        assert item.quote in item.context


def test_differing_tolls_are_a_dispute_and_never_agreed(digest: Digest) -> None:
    figures = [d for d in digest.disputes if d.kind is DisputeKind.FIGURE]
    assert any(
        {"six" in (s.value or ""), "nine" in (s.value or "")} == {True, False}
        for d in figures
        for s in d.sides
    )
    for point in digest.points:
        if point.status is Status.CONSENSUS:
            quotes = " ".join(e.quote for e in point.evidence)
            assert not ("six people" in quotes and "nine people" in quotes)


def test_a_claim_and_its_denial_are_never_one_point(digest: Digest) -> None:
    for point in digest.points:
        quotes = [e.quote for e in point.evidence]
        denied = any("denied that it had been warned" in q for q in quotes)
        assert not (denied and any("rust" in q and "denied" not in q for q in quotes))


def test_furniture_is_never_cited(digest: Digest) -> None:
    cited = " ".join(e.quote for p in digest.points for e in p.evidence)
    assert "newsletter" not in cited
    assert "editing by" not in cited


def test_the_same_material_gives_the_same_digest(nlp: Language, meaning: Meaning, digest: Digest) -> None:
    articles = _articles()
    material = _material(articles, Reader(nlp, meaning))
    assert build_digest(Topic(name="Aldermoor bridge"), material, now=START + timedelta(days=1)) == digest


def test_a_topic_without_articles_gives_an_empty_digest() -> None:
    empty = build_digest(Topic(name="Nothing"), Material(articles=(), readings={}), now=START)
    assert (empty.points, empty.disputes, empty.articles, empty.first) == ((), (), 0, None)


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("ALDERMOOR, May 4 (Northwire) - The bridge fell.", "The bridge fell."),
        ("(CNN) -- The bridge fell.", "The bridge fell."),
        ("STEN — The bridge fell.", "The bridge fell."),
        ("Sten caves, Veldra (CNN) The bridge fell.", "The bridge fell."),
        ("The Rivers Council (RC) Chair spoke of it.", "The Rivers Council (RC) Chair spoke of it."),
        ("Corvo - who spoke first - left early.", "Corvo - who spoke first - left early."),
        ("The NATO-led force left.", "The NATO-led force left."),
    ],
)
def test_a_line_stands_without_its_dateline(sentence: str, line: str) -> None:
    assert without_dateline(sentence) == line

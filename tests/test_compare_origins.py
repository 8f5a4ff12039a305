"""Origins: copies are one, credits are followed to the first hand, spellings of one outlet are one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from briefings.compare.origins import Origins, outlet_key, syndication_groups
from briefings.model import Article, Material, Reading
from tests import newsdesk

LONG = (
    "The ferry left the harbour of Ostrey at noon with its lights on. "
    "Fire broke out on the car deck an hour after it had sailed. "
    "All passengers were taken off by boats from two nearby islands. "
    "The owner of the ship has promised to pay for every lost car. "
    "Inspectors will board the burnt vessel on Monday to look for the cause."
)
OTHER = (
    "Engineers have begun to drain the lake above the village of Tarn. "
    "The dam showed cracks after a week of rain in the mountains. "
    "Residents of forty houses were asked to sleep in the school. "
    "The mayor expects that they can go home before the weekend. "
    "A second dam further up the valley has shown no damage at all."
)


def numbered(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles with ids as the store would give them."""
    return tuple(replace(a, id=n) for n, a in enumerate(articles, 1))


def material(*articles: Article) -> Material:
    given = numbered(articles)
    return Material(articles=given, readings={a.id: read(a) for a in given})


def read(article: Article) -> Reading:
    reading = newsdesk.reading(article.text)
    return replace(reading, claims=tuple(replace(c, article=article.id) for c in reading.claims))


def filed(outlet: str, hour: int, text: str = LONG, credit: str = "") -> Article:
    return newsdesk.article(
        url=f"https://{outlet.lower().replace(' ', '')}.example/{hour}",
        outlet=outlet,
        text=text,
        credit=credit,
        published=newsdesk.NOW.replace(hour=hour),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Guardian", "the Guardian"),
        ("Reuters", "Reuters news agency"),
        ("Harbour Post", "Harbor Post"),
        ("Axios", "Axios report"),
    ],
)
def test_spellings_of_one_outlet_have_one_key(one: str, other: str) -> None:
    assert outlet_key(one) == outlet_key(other)


def test_different_outlets_have_different_keys() -> None:
    """ "New York Times" and "Washington Times" stay two, and a name of generic words keeps them."""
    assert outlet_key("New York Times") != outlet_key("Washington Times")
    assert outlet_key("The News") != outlet_key("The Report")


def test_copies_are_one_group_whose_origin_is_the_credited_wire() -> None:
    found = material(
        filed("Morning Sun", 7), filed("Evening Star", 9, credit="Northwire"), filed("Echo", 8, OTHER)
    )
    origins = Origins(found)
    assert [sorted(a.outlet for a in g) for g in syndication_groups(found)] == [
        ["Evening Star", "Morning Sun"],
        ["Echo"],
    ]
    assert [origins.of_article(a.id) for a in found.articles] == ["Northwire", "Northwire", "Echo"]


def test_without_a_credit_the_earliest_of_the_copies_is_the_origin() -> None:
    found = material(filed("Evening Star", 9), filed("Morning Sun", 7))
    assert {Origins(found).of_article(a.id) for a in found.articles} == {"Morning Sun"}


def test_two_articles_that_quote_one_sentence_alike_are_no_copies() -> None:
    shared = "Fire broke out on the car deck an hour after it had sailed. "
    found = material(filed("Morning Sun", 7), filed("Echo", 8, shared + OTHER))
    assert len(syndication_groups(found)) == 2


def test_a_credited_claim_has_the_first_hand_as_its_origin() -> None:
    """ "RFI, citing Axios, which cites the ministry's paper": the last of the chain."""
    found = material(filed("The Guardian", 7), filed("Echo", 8, OTHER))
    claim = replace(found.readings[2].claims[0], origins=("RFI", "Guardian"))
    origins = Origins(found)
    assert origins.of(claim) == "The Guardian"
    assert origins.count([claim, found.readings[1].claims[0]]) == 1
    assert origins.count([found.readings[2].claims[1], found.readings[1].claims[0]]) == 2

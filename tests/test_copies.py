"""Copies: one text in several outlets is one group, found when it is stored; quotations make no copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.compare.origins import Origins
from briefings.copies import BANDS, bands_of, grouped, own_runs, share
from briefings.model import Article, Passage, PassageKind, Span
from briefings.store import Store
from briefings.store.opening import translated
from tests.newsdesk import NOW, article, reading

WIRE = """\
The lake ferry Sorrel ran aground on a sandbank off Karsund shortly before dawn with ninety people on board.
Rescue boats from three villages reached the ferry within an hour and took off everyone who wanted to leave.
The harbour office said the ship had drifted for twenty minutes after both of its engines stopped at once.
Engineers will look at the fuel pumps today because the same fault was reported twice during the winter.
Ferries between Karsund and the northern shore are cancelled until the sandbank has been marked with buoys.
The company that runs the line has offered every passenger a refund and a room for the night in the town.
"""
LOCAL = """\
Karsund woke to the sound of lifeboats this morning, and half of the town went down to the water to look.
Among the first to arrive was a baker who had seen the lights of the ship go out from her kitchen window.
"""
OTHER = """\
Voters in the hill country go to the polls on Sunday to choose the forty members of the regional council.
Three parties have ruled there together since the flood and none of them wants to go on as before.
Turnout was low four years ago because snow had closed two of the passes on the day of the election.
The first results are expected an hour after the polls close and the rest by noon on the following day.
"""
SPEECH = (
    "“We will rebuild this bridge, and we will rebuild it this year, whatever it costs and whoever has to "
    "be asked for the money twice, because a valley without a bridge is a valley that young people leave, "
    "and I have not come here to watch the school close after the bakery and the bank have gone already.” "
)


def filed(outlet: str, text: str, *, hours: float = 0, credit: str = "") -> Article:
    return article(
        url=f"https://{outlet.lower().replace(' ', '')}.example/{hours}",
        outlet=outlet,
        title="Ferry aground",
        text=text,
        credit=credit,
        published=NOW + timedelta(hours=hours),
    )


def stored(store: Store, *articles: Article) -> list[int]:
    return [store.add_article(one, reading(one.text), now=NOW).id for one in articles]


def runs(text: str) -> frozenset[str]:
    return own_runs(text, reading(text).passages)


def test_the_same_copy_in_two_outlets_is_one_group(store: Store) -> None:
    first, second, third = stored(
        store, filed("Northwire", WIRE), filed("Karsund Post", WIRE, hours=3), filed("Echo", OTHER)
    )
    assert store.syndication() == ((first, second),)
    assert store.copies(second)[0].share == 1.0
    assert store.material_of([first, second, third]).groups == {first: first, second: first}


def test_a_rewritten_lede_over_a_wires_copy_is_still_that_wires(store: Store) -> None:
    lede = (
        "It was a night to forget for the passengers of the Sorrel, who saw the sun rise from a sandbank.\n"
    )
    rewritten = lede + LOCAL + "\n".join(WIRE.splitlines()[1:5])
    numbers = stored(
        store, filed("Karsund Post", rewritten), filed("Hill Echo", WIRE, hours=1, credit="Northwire")
    )
    material = store.material_of(numbers)
    assert {Origins(material).of_article(number) for number in numbers} == {"Northwire"}


def test_copy_cut_from_its_end_and_in_another_spelling_is_found(store: Store) -> None:
    cut = "\n".join(WIRE.splitlines()[:4]).replace("harbour", "harbor").replace("’", "'")
    assert len(store.syndication()) == 0
    stored(store, filed("Northwire", WIRE), filed("Hill Echo", cut, hours=1))
    assert len(store.syndication()) == 1


def test_two_desks_that_quote_one_speech_are_no_copies(store: Store) -> None:
    stored(store, filed("Karsund Post", f"{SPEECH}\n{LOCAL}"), filed("Echo", f"{SPEECH}\n{OTHER}"))
    assert store.syndication() == ()
    assert share(runs(f"{SPEECH}\n{LOCAL}"), runs(f"{SPEECH}\n{OTHER}")) == 0


def test_furniture_that_stands_under_two_articles_makes_no_copy() -> None:
    """A newsletter's list of countries, one endless sentence, counts for a sentence and no more."""
    countries = "Choose your country " + " ".join(f"Land{n} Isle{n}" for n in range(200)) + "."
    one, other = runs(f"{WIRE}{countries}"), runs(f"{OTHER}{countries}")
    assert share(one, other) < 0.5
    promo = Passage(number=0, span=Span(start=0, end=len(WIRE)), kind=PassageKind.PROMO)
    assert own_runs(WIRE, [promo]) == frozenset()


def test_the_same_words_months_later_are_another_article(store: Store) -> None:
    stored(store, filed("Karsund Post", WIRE), filed("Echo", WIRE, hours=24 * 90))
    assert store.syndication() == ()


def test_an_agency_among_the_outlets_is_the_origin_though_it_filed_later(store: Store) -> None:
    numbers = stored(store, filed("Karsund Post", WIRE), filed("Associated Press", WIRE, hours=2))
    assert Origins(store.material_of(numbers)).of_article(numbers[0]) == "Associated Press"


def test_a_group_of_many_grows_by_its_nearest_and_stays_one(store: Store) -> None:
    numbers = stored(store, *(filed(f"Paper {n}", WIRE, hours=n / 10) for n in range(14)))
    assert store.syndication() == (tuple(numbers),)
    assert all(len(store.copies(number)) <= 8 + n for n, number in enumerate(reversed(numbers)))


def test_a_copy_that_is_rewritten_leaves_its_group(store: Store) -> None:
    one, two, three = (filed(name, WIRE) for name in ("Northwire", "Karsund Post", "Echo"))
    first, second, third = stored(store, one, two, three)
    store.add_article(replace(one, text=OTHER), reading(OTHER), now=NOW)
    assert store.syndication() == ((second, third),)
    assert all(first not in (pair.article, pair.other) for pair in store.copies(second))


def test_articles_stored_before_there_were_groups_are_grouped_when_the_file_is_opened(store: Store) -> None:
    first, second = stored(store, filed("Northwire", WIRE), filed("Echo", WIRE))
    db = store.db
    for table in ("signatures", "copy_bands", "copies", "syndication"):
        db.execute(f"DROP TABLE {table}")
    db.execute("DELETE FROM _sqlite_migrations WHERE migration_set = 'concordance.copies'")
    db.conn.commit()
    store.close()
    with translated(store.path), Store.open(store.path) as again:
        assert again.syndication() == ((first, second),)


def test_material_that_no_store_holds_is_grouped_alike() -> None:
    texts = {1: WIRE, 2: OTHER, 3: LOCAL + WIRE, 4: WIRE}
    found = grouped({n: runs(text) for n, text in texts.items()}, dict.fromkeys(texts, NOW))
    assert found == {1: 1, 3: 1, 4: 1}


@pytest.mark.parametrize("text", ["", "Too short.", "One two three four five. " * 3])
def test_a_text_too_short_to_tell_has_no_bands_and_no_copies(text: str) -> None:
    assert bands_of(runs(text)) == ()
    assert share(runs(text), runs(text)) == 0


@given(st.lists(st.text(alphabet="abcdefgh ", min_size=20, max_size=60), min_size=8, max_size=12))
def test_what_is_a_copy_of_itself_shares_every_band(sentences: list[str]) -> None:
    text = ". ".join(sentences)
    mine, again = bands_of(runs(text)), bands_of(runs(text + " "))
    assert mine == again
    assert len(mine) in {0, BANDS}
    assert all(-(2**63) <= band < 2**63 for band in mine)


def test_bands_of_articles_on_other_matters_do_not_meet() -> None:
    texts = [WIRE, OTHER, LOCAL + SPEECH + OTHER[:100] + LOCAL[::-1]]
    for one, other in pairwise(texts):
        assert not set(bands_of(runs(one))) & set(bands_of(runs(other)))

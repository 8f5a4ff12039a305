"""The store keeps what it is given, once, and gives it back the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.errors import InputError, UnknownTopicError
from briefings.model import Article, Topic
from briefings.store import Added, Store
from briefings.store.identity import fold_name, url_key
from tests.newsdesk import NOW, TEXT, article, digest, reading


def put(store: Store, one: Article) -> Added:
    return store.add_article(one, reading(one.text), model="by-hand", now=NOW)


def test_an_article_and_its_reading_come_back_as_they_went_in(store: Store) -> None:
    whole = article(byline="A. Writer", credit="Reuters", language="en", zone_hours=2.0, fetched=NOW)
    added = put(store, whole)
    material = store.material_of([added.id])
    assert added.new
    assert material.articles == (replace(whole, id=added.id),)
    back = material.readings[added.id]
    expected = reading(TEXT)
    assert (back.passages, back.keywords) == (expected.passages, expected.keywords)
    assert tuple(replace(claim, id=0, article=0) for claim in back.claims) == expected.claims
    assert all(claim.id and claim.article == added.id for claim in back.claims)


def test_the_same_article_twice_is_one(store: Store) -> None:
    first = put(store, article())
    again = put(store, article())
    assert (again.id, again.new, again.revised) == (first.id, False, False)
    assert store.counts()["articles"] == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://www.harbour.example/ferry/",
        "https://harbour.example/ferry?utm_source=mail&fbclid=9",
        "HTTPS://Harbour.example:443/ferry#comments",
    ],
)
def test_an_address_that_only_tracks_or_decorates_is_the_same_article(store: Store, url: str) -> None:
    put(store, article())
    assert not put(store, article(url=url)).new


def test_an_address_whose_query_names_the_article_is_another(store: Store) -> None:
    put(store, article(url="https://harbour.example/story?id=1"))
    assert put(store, article(url="https://harbour.example/story?id=2", text="Other news.")).new


def test_the_same_copy_at_two_addresses_of_one_outlet_is_one_article(store: Store) -> None:
    first = put(store, article())
    second = put(store, article(url="https://harbour.example/late", text=TEXT.replace(" ", "\n")))
    assert (second.id, second.new) == (first.id, False)
    known = store.known(article(url="https://harbour.example/late"))
    assert known is not None
    assert known.id == first.id


def test_the_same_copy_in_two_outlets_is_two_articles(store: Store) -> None:
    put(store, article())
    assert put(store, article(url="https://karsund.example/1", outlet="Karsund Post")).new


def test_a_changed_text_is_a_revision_and_the_former_text_is_kept(store: Store) -> None:
    first = put(store, article())
    later = put(store, article(text=TEXT.replace("48", "49"), title="Ferry fire: 49 saved"))
    assert (later.id, later.new, later.revised) == (first.id, False, True)
    kept = list(store.db.query("SELECT version, title, text FROM article_versions"))
    assert kept == [{"version": 1, "title": "Fire on the Ostrey ferry", "text": TEXT}]
    (now,) = store.material_of([first.id]).articles
    assert "49 people" in now.text
    claims = store.material_of([first.id]).readings[first.id].claims
    assert [c.span.of(now.text) for c in claims][-1] == "All 49 people were saved."
    assert store.verify() == ()


def test_outlets_that_differ_by_case_and_accents_are_one(store: Store) -> None:
    put(store, article(outlet="Le Journal Étoilé"))
    put(store, article(outlet="le journal etoile", url="https://b.example/2", text="Other."))
    assert store.counts()["outlets"] == 1


def test_search_finds_words_whatever_their_accents(store: Store) -> None:
    put(store, article(text="Zoë met the Señora in Kraków."))
    found = store.matching(Topic(name="x", keywords=("Krakow",)))
    assert len(found) == 1


def test_a_topic_of_operators_and_quotes_searches_for_words_only(store: Store) -> None:
    put(store, article())
    for odd in ("AND (", '"', "NEAR(", "a* OR", "title:", "ferry'; DROP TABLE articles"):
        store.matching(Topic(name="odd", keywords=(odd,)))
    assert store.counts()["articles"] == 1


def test_articles_are_found_by_when_they_came_out(store: Store) -> None:
    topic = Topic(name="ferry", keywords=("ferry",))
    for hour in (1, 5, 9):
        moment = datetime(2025, 7, 5, hour, tzinfo=UTC)
        put(store, article(url=f"https://h.example/{hour}", text=f"{TEXT} {hour}", published=moment))
    found = store.matching(topic, datetime(2025, 7, 5, 5, tzinfo=UTC), datetime(2025, 7, 5, 9, tzinfo=UTC))
    assert [c.moment.hour for c in found] == [5]


def test_a_day_without_a_time_counts_as_the_whole_day(store: Store) -> None:
    topic = Topic(name="ferry", keywords=("ferry",))
    put(store, article(published=datetime(2025, 7, 4, tzinfo=UTC), day_only=True))
    assert store.matching(topic, datetime(2025, 7, 4, 18, tzinfo=UTC))
    assert not store.matching(topic, datetime(2025, 7, 5, tzinfo=UTC))


def test_since_the_first_day_there_is_finds_everything(store: Store) -> None:
    topic = Topic(name="ferry", keywords=("ferry",))
    put(store, article(day_only=True))
    assert store.matching(topic, datetime.min.replace(tzinfo=UTC))


def test_an_article_without_a_date_counts_from_when_it_was_fetched(store: Store) -> None:
    put(store, article(published=None, fetched=NOW))
    (found,) = store.matching(Topic(name="ferry", keywords=("ferry",)), NOW - timedelta(hours=1))
    assert (found.moment, found.dated) == (NOW, False)


# Topics


@pytest.mark.parametrize(
    "name", ["us-ukraine AIR DEFENSE", "US—Ukraine  air defense", "Us Ukraíne air defense"]
)
def test_a_topic_is_found_however_its_name_is_written(store: Store, name: str) -> None:
    store.add_topic(Topic(name="US–Ukraine air defense", keywords=("Patriot",)))
    assert store.topic(name).name == "US–Ukraine air defense"


def test_an_unknown_topic_names_the_nearest(store: Store) -> None:
    for name in ("US–Ukraine air defense", "Port Calder dock strike"):
        store.add_topic(Topic(name=name))
    with pytest.raises(UnknownTopicError, match="did you mean 'Port Calder dock strike'") as caught:
        store.topic("dock strke")
    assert caught.value.nearest == ("Port Calder dock strike",)


def test_a_topic_far_from_all_names_none(store: Store) -> None:
    store.add_topic(Topic(name="Port Calder dock strike"))
    with pytest.raises(UnknownTopicError) as caught:
        store.topic("zzz")
    assert caught.value.nearest == ()


def test_adding_a_topic_again_changes_its_words(store: Store) -> None:
    first = store.add_topic(Topic(name="Ferry", keywords=("ferry",)))
    again = store.add_topic(Topic(name="ferry", keywords=("boat",), exclude=("toy",)))
    assert (again.id, again.keywords, again.exclude) == (first.id, ("boat",), ("toy",))
    assert len(store.topics()) == 1


def test_a_topic_name_without_words_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="no topic name"):
        store.add_topic(Topic(name=" – "))


# Digests


def test_a_digest_comes_back_as_it_was_built(store: Store) -> None:
    store.add_topic(Topic(name="Ferry"))
    built = digest("Ferry")
    saved = store.save_digest(built)
    assert saved == store.digest(saved.id)
    points = tuple(replace(point, id=0) for point in saved.points)
    disputes = tuple(replace(dispute, id=0) for dispute in saved.disputes)
    assert replace(saved, id=0, points=points, disputes=disputes) == built


def test_lines_of_a_digest_are_found_by_their_ids(store: Store) -> None:
    store.add_topic(Topic(name="Ferry"))
    saved = store.save_digest(digest("Ferry"))
    assert store.point(saved.points[1].id) == saved.points[1]
    assert store.dispute(saved.disputes[0].id) == saved.disputes[0]
    assert store.point(999) is None
    assert store.dispute(999) is None


def test_the_last_digest_is_the_one_stored_last_even_when_the_clock_went_back(store: Store) -> None:
    topic = store.add_topic(Topic(name="Ferry"))
    assert store.last_digest(topic) is None
    store.save_digest(digest("Ferry", built=NOW + timedelta(days=400)))
    later = store.save_digest(digest("Ferry"))
    assert store.last_digest(topic) == later


def test_a_digest_outlives_a_change_of_its_articles(store: Store) -> None:
    put(store, article())
    store.add_topic(Topic(name="Ferry"))
    saved = store.save_digest(digest("Ferry"))
    put(store, article(text="All withdrawn."))
    assert store.digest(saved.id) == saved


def test_removing_a_topic_removes_its_digests_and_no_article(store: Store) -> None:
    put(store, article())
    store.add_topic(Topic(name="Ferry"))
    saved = store.save_digest(digest("Ferry"))
    assert store.remove_topic("ferry").name == "Ferry"
    with pytest.raises(InputError, match="no digest"):
        store.digest(saved.id)
    counts = store.counts()
    assert (counts["articles"], counts["topics"], counts["digests"]) == (1, 0, 0)
    assert store.db.table("points").count == 0


# Properties

_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(_words, _words)
def test_an_address_key_is_its_own_key(path: str, query: str) -> None:
    """A key is settled: made again from itself as an address it stays."""
    key = url_key(f"https://news.example/{path}?{query}")
    if key.startswith("news.example"):
        assert url_key(f"https://{key}") == key


@given(_words)
def test_a_folded_name_folds_to_itself(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@settings(max_examples=25)  # each opens a database of its own
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_is_stored_to_the_letter_and_verifies(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Store.open(tmp_path_factory.mktemp("any") / "b.db") as store:
        added = put(store, article(text=text, title=text[:20]))
        assert store.material_of([added.id]).articles[0].text == text
        assert store.verify() == ()

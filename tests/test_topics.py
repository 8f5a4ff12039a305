"""An article belongs to a topic when it names enough of what the topic is about."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seeds
from briefings.model import Article, Topic
from briefings.store import Store
from briefings.topics import Matcher, derived_keywords
from tests.newsdesk import NOW, article, reading

DEFENCE = Topic(
    name="Call", keywords=("Zelenskyy", "Trump", "air defence", "Patriot missiles", "weapons halt")
)


def test_names_and_words_match_in_any_spelling() -> None:
    text = "Mr Trump and Mr Zelensky spoke of air defenses and the Patriot missile."
    assert Matcher(DEFENCE).matched("", text) == ("zelensky", "trump", "air defense", "patriot missile")


@pytest.mark.parametrize(
    ("one", "many"), [("ferry", "ferries"), ("movie", "movies"), ("clash", "clashes"), ("drone", "drones")]
)
def test_one_and_many_match(one: str, many: str) -> None:
    assert Matcher(Topic(name="x", keywords=(one,))).belongs("", f"Some {many}.")
    assert Matcher(Topic(name="x", keywords=(many,))).belongs("", f"Some {one}.")


def test_words_of_one_keyword_may_stand_apart_and_in_any_order() -> None:
    assert Matcher(DEFENCE).matched("", "Washington will halt some of its weapons.") == ("weapon halt",)


def test_words_of_one_keyword_far_apart_are_not_it() -> None:
    assert not Matcher(DEFENCE).matched("", f"A halt. {'And so on. ' * 10} Weapons.")


def test_a_keyword_does_not_span_headline_and_text() -> None:
    assert not Matcher(DEFENCE).matched("Weapons", "Halt.")


def test_a_keyword_counts_once_however_often_it_stands() -> None:
    assert not Matcher(DEFENCE).belongs("Trump Trump", "Trump. " * 30)


def test_one_keyword_is_enough_where_there_is_one() -> None:
    assert Matcher(Topic(name="x", keywords=("ferry",))).belongs("", "A ferry burned.")


def test_an_excluded_word_rules_an_article_out() -> None:
    topic = Topic(name="x", keywords=("ferry",), exclude=("toy ferries",))
    assert not Matcher(topic).belongs("Toys", "This toy ferry floats.")


def test_a_topic_without_keywords_is_met_by_its_name() -> None:
    topic = Topic(name="US–Ukraine air defense")
    matcher = Matcher(topic)
    assert matcher.belongs("", "The U.S. and Ukraine spoke about air defence.")
    assert not matcher.belongs("", "US flights to Ukraine stay grounded.")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thai cave rescue 2018", ("Thai", "cave", "rescue")),
        ("The war on the US", ("war", "US")),
        ("2018", ("2018",)),
        ("The Who", ("The", "Who")),
        ("–", ()),
    ],
)
def test_keywords_derived_from_a_name_are_its_content_words(name: str, expected: tuple[str, ...]) -> None:
    assert derived_keywords(name) == expected


@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=30), st.text(max_size=200))
def test_any_words_make_a_topic(keywords: list[str], name: str, text: str) -> None:
    """Nothing a person types breaks matching, and an article that says all of it belongs."""
    matcher = Matcher(Topic(name=name, keywords=tuple(keywords)))
    matcher.belongs(name, text)
    whole = " . ".join(keywords) if keywords else name
    if matcher.queries and all(len(keyword.split()) < 5 for keyword in keywords):
        assert matcher.belongs("", whole)


_SPELLINGS = (
    "ferry ferries Kiev Kyiv defence defense US U.S. jail gaol cat cats Zelensky Zelenskyy movie clash"
    " clashes programme program Gaddafi Qadhafi UN U.N. drones city cities organisation organization"
    " Zoë Zoe O'Brien union's boxes tax taxes MS804"
)


@pytest.fixture(scope="module")
def one_article(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store whose one article is rewritten again and again."""
    with Store.open(tmp_path_factory.mktemp("one") / "b.db") as opened:
        yield opened


_some_words = st.lists(st.sampled_from(_SPELLINGS.split()), min_size=1, max_size=4).map(" ".join)


@given(keywords=st.lists(_some_words, min_size=1, max_size=3), text=_some_words)
def test_the_index_brings_up_every_article_that_belongs(
    one_article: Store, keywords: list[str], text: str
) -> None:
    """However a word is spelled, searching finds what deciding accepts."""
    topic = Topic(name="x", keywords=tuple(keywords))
    one_article.add_article(article(text=text, title=""), reading(text), now=NOW)
    assert bool(one_article.matching(topic)) == Matcher(topic).belongs("", text)


def test_sample_reports_belong_to_their_own_topic_and_no_other() -> None:
    from briefings.pipeline import items_of

    for topic in seeds.topics():
        for other in seeds.topics():
            items = items_of([str(path) for path in seeds.report_files(other.name)], NOW)
            articles = [item for item in items if isinstance(item, Article)]
            assert articles
            belong = {
                article.url for article in articles if Matcher(topic).belongs(article.title, article.text)
            }
            expected = {article.url for article in articles} if topic.name == other.name else set()
            assert belong == expected, f"{other.name} in {topic.name}"


def test_real_articles_belong_to_their_own_event_and_no_other(shared: Path, store: Store) -> None:
    golds = sorted((shared / "newsroom" / "clusters").glob("*.gold.json"))
    topics = {path.name: json.loads(path.read_text("utf-8")) for path in golds}
    own: dict[str, set[str]] = {}
    for path in golds:
        cluster = json.loads(path.with_name(path.name.replace(".gold", "")).read_text("utf-8"))
        own[path.name] = {a["url"] for a in cluster["articles"]}
        for a in cluster["articles"]:
            one = Article(url=a["url"], title=a["title"], outlet=a["source"], text=a["text"])
            store.add_article(one, reading(one.text), now=NOW)
    for name, gold in topics.items():
        found = store.matching(Topic(name=gold["topic"], keywords=tuple(gold["keywords"])))
        urls = {article.url for article in store.material_of([c.id for c in found]).articles}
        assert urls == own[name]


def test_few_articles_of_an_archive_meet_a_narrow_topic(shared: Path) -> None:
    """Of 500 articles from 2012 to 2020 almost none is about a call of July 2025."""
    gold = json.loads((shared / "newsroom/clusters/us-ukraine-air-defense.gold.json").read_text("utf-8"))
    matcher = Matcher(Topic(name=gold["topic"], keywords=tuple(gold["keywords"])))
    with gzip.open(shared / "newsroom/archive.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for _, line in zip(range(500), lines, strict=False)]
    assert sum(matcher.belongs(a["title"], a["text"]) for a in articles) <= 1


# -- headline, opening, name, meaning, years ----------------------------------------------------------------

FERRY = Topic(
    name="Sorrel ferry grounding",
    keywords=("Sorrel", "ferry", "Karsund", "sandbank", "harbour office", "lifeboats"),
)
FILLER = "The council also spoke about the price of bread and about the school roof. " * 12
ON_IT = "The ferry Sorrel ran onto a sandbank off Karsund, the harbour office said."


def test_keywords_far_down_in_an_article_on_something_else_do_not_make_it_belong() -> None:
    assert Matcher(FERRY).belongs("Ferry aground", ON_IT)
    assert not Matcher(FERRY).belongs("A week in the council", f"{FILLER}{ON_IT}")


def test_an_article_that_never_gives_the_topics_own_name_needs_more_or_does_not_belong() -> None:
    text = "At Karsund a sandbank worries the harbour office. " + FILLER
    assert not Matcher(FERRY).belongs("Depths change", text)


def test_one_keyword_in_the_opening_leaves_it_to_the_meaning() -> None:
    far = f"{FILLER}The harbour office in Karsund keeps lifeboats, and the sandbank moves."
    near = "Engineers look at the engines of the passenger ship that ran aground at sea. " * 7
    assert Matcher(FERRY).belongs("Why a ferry ran onto the sands", near + far)
    assert not Matcher(FERRY).belongs("Ferry Lane bakery wins a prize", "Bread won a prize. " + far)


def test_the_topics_own_name_in_the_headline_makes_up_for_a_missing_keyword() -> None:
    topic = Topic(
        name="Sorrel ferry grounding",
        keywords=("Sorrel", "Karsund", "sandbank", "harbour office", "lifeboats", "engine failure", "buoys"),
    )
    text = "The passenger ship Sorrel stays off Karsund until divers have looked at her hull."
    assert Matcher(topic).belongs("Divers to look at Sorrel after grounding", text)
    assert not Matcher(topic).belongs("Divers to look at a hull", text)


@pytest.mark.parametrize(("year", "belongs"), [(2017, False), (2018, True), (2019, True), (2020, False)])
def test_years_in_a_topics_name_keep_articles_of_other_years_out(year: int, belongs: bool) -> None:
    topic = Topic(name="Sorrel ferry 2018", keywords=FERRY.keywords)
    matcher = Matcher(topic)
    assert matcher.belongs("Ferry aground", ON_IT, NOW.replace(year=year)) == belongs
    assert matcher.belongs("Ferry aground", ON_IT)


def test_articles_of_other_years_are_not_among_what_the_store_matches(store: Store) -> None:
    for year in (2017, 2018):
        one = article(
            url=f"https://h.example/{year}", text=f"{ON_IT} {year}", published=NOW.replace(year=year)
        )
        store.add_article(one, reading(one.text), now=NOW)
    found = store.matching(Topic(name="Sorrel ferry 2018", keywords=FERRY.keywords))
    assert [c.moment.year for c in found] == [2018]

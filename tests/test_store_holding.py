"""Of a large topic the articles that hold a question's words come first, with no more claims than wanted."""

from __future__ import annotations

from datetime import timedelta

from briefings import pipeline
from briefings.ask import asked, lines_for
from briefings.meaning import Meaning
from briefings.model import Topic
from briefings.store import Store
from tests.newsdesk import NOW, article, reading

TOPIC = Topic(name="Ostrey ferry", keywords=("ferry", "Ostrey"))
FERRY = "The Ostrey ferry left at noon. The Ostrey ferry was full."
UNTIL = NOW + timedelta(days=1)


def fill(store: Store, texts: list[str]) -> list[int]:
    return [
        store.add_article(
            article(
                url=f"https://news.example/{number}",
                title="Ostrey ferry" if "ferry" in text else "Fire",
                text=text,
            ),
            reading(text),
            now=NOW,
        ).id
        for number, text in enumerate(texts)
    ]


def test_articles_with_the_words_come_before_newer_ones_without(store: Store) -> None:
    with_word, without, elsewhere = fill(
        store, [f"{FERRY} A lantern burned.", FERRY, "A lantern burned in the mill."]
    )
    forms = (('"lantern"*',),)
    assert store.holding(TOPIC, forms, until=UNTIL, most=5) == (with_word, without)
    assert store.holding(TOPIC, forms, until=UNTIL, most=1) == (with_word,)
    assert store.holding(TOPIC, (), until=UNTIL, most=5) == (without, with_word)
    assert elsewhere not in store.holding(TOPIC, forms, until=UNTIL, most=5)


def test_what_is_published_later_is_not_among_them(store: Store) -> None:
    fill(store, [FERRY])
    assert store.holding(TOPIC, (), until=NOW - timedelta(days=9), most=5) == ()


def test_an_article_that_changed_is_judged_again(store: Store) -> None:
    (number,) = fill(store, [FERRY])
    assert store.holding(TOPIC, (), until=UNTIL, most=5) == (number,)
    store.add_article(
        article(url="https://news.example/0", title="Fire in the mill", text="The mill burned down."),
        reading("The mill burned down."),
        now=NOW,
    )
    assert store.holding(TOPIC, (), until=UNTIL, most=5) == ()


def test_claims_are_read_for_the_kept_passages_alone(store: Store) -> None:
    (number,) = fill(store, [FERRY])
    texts = store.texts_of([number])
    assert texts.readings[number].claims == ()
    assert len(texts.readings[number].passages) == 2
    kept = store.with_claims(texts, [(number, 1)]).readings[number]
    assert [claim.passage for claim in kept.claims] == [1]
    assert len(store.with_claims(texts, None).readings[number].claims) == 2


def test_a_question_on_a_large_topic_measures_few_of_its_sentences(store: Store, meaning: Meaning) -> None:
    """What holds the words is found among a thousand sentences, and hardly anything else is measured."""
    noise = " ".join(["The Ostrey ferry was full."] * 50)
    fill(store, [f"{noise} Report {n}." for n in range(20)] + [f"{FERRY} Smugglers hid a lantern on it."])
    ready = asked("Who hid the lantern?", meaning)
    texts = store.texts_of(store.holding(TOPIC, ready.forms, until=UNTIL, most=30))
    chosen = lines_for(ready.sought, texts, texts.articles)
    assert chosen is not None
    assert chosen.size > 1000
    assert len(chosen.kept) < 200
    found = pipeline.ask(store, TOPIC, "Who hid the lantern?", NOW, meaning)
    cited = [evidence.quote for evidence in (*found.passages, *found.closest)]
    assert "Smugglers hid a lantern on it." in cited


def test_the_nearest_words_of_a_word_are_near_in_meaning(meaning: Meaning) -> None:
    (near,) = meaning.nearest(["deliveries"], 5, 0.5)
    assert "shipments" in dict(near)
    assert "turnpike" not in dict(near)
    assert meaning.nearest([], 5, 0.5) == []

"""Answers one question from a topic's material: sequences the stages and words the refusals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefings.ask.compose import answer_text, evidence_of, refusal_text, sides_of
from briefings.ask.decide import CITED, CLOSEST, Ranking, ranked
from briefings.ask.features import Scene, scene_of
from briefings.ask.lines import Search, search_of
from briefings.ask.match import plain_words, rough_score
from briefings.ask.question import Question, understood
from briefings.meaning import Meaning
from briefings.model import Answer, Article, Material, Topic

#: Characters of a question that is read; nobody asks one thing in more.
LONGEST_QUESTION = 500
#: Articles that are searched, those that hold most of the question's words: bounds the time for an answer.
MOST_ARTICLES = 60
#: Sentences that are measured closely; the events that quality is measured on have up to 240.
MOST_LINES = 300
#: Lines of other outlets that are cited besides the best because they say the same, at most.
SUPPORTING = 3
#: Cosine with the best line from which a line of another outlet says the same.
SAYS_THE_SAME = 0.75

NO_WORDS = (
    "There are no words to look for in that question: ask with who, what, when, where, why or how many."
)


def answer(question: str, topic: Topic, material: Material, *, now: datetime, meaning: Meaning) -> Answer:
    """Answer `question` from `material`, or decline with what is closest. Never raises for what a person
    types.

    now: aware; only what was published up to then is searched. Reads nothing again but the question itself.
    """
    asked = " ".join(question.split())
    if len(asked) > LONGEST_QUESTION:
        return _declined(
            asked[:LONGEST_QUESTION],
            f"That question has {len(asked):,} characters; ask one thing in up to {LONGEST_QUESTION}.",
        )
    parts = understood(asked)
    if not parts[0].terms:
        return _declined(asked, NO_WORDS)
    articles = _searched(material, parts, now)
    search = _search(material, articles, parts[0], meaning)
    if not search.lines:
        return _declined(asked, f"Nothing is stored on {topic.name} yet.")
    scenes = [scene_of(part, search, meaning) for part in parts]
    rankings = [ranked(scene) for scene in scenes]
    answered = [pair for pair in zip(scenes, rankings, strict=True) if pair[1].answered]
    if not answered:
        return _refused(asked, parts[0], search, rankings[0])
    return _answered(asked, search, answered)


def _search(material: Material, articles: list[Article], question: Question, meaning: Meaning) -> Search:
    """The lines to measure: all of a small topic's, of a large one those that share the question's words."""
    readings = [material.readings[one.id] for one in articles if one.id in material.readings]
    if sum(len(reading.passages) for reading in readings) <= MOST_LINES:
        return search_of(material, articles)
    vocabulary = set().union(*(plain_words(article.text) for article in articles))
    return search_of(material, articles, rough_score(question, vocabulary, meaning), MOST_LINES)


def _declined(question: str, text: str) -> Answer:
    return Answer(question=question, answered=False, text=text)


def _refused(asked: str, question: Question, search: Search, ranking: Ranking) -> Answer:
    closest = ranking.order[:CLOSEST]
    return Answer(
        question=asked,
        answered=False,
        text=refusal_text(asked, question.kind, search.lines[closest[0]]),
        closest=tuple(evidence_of(search, number) for number in closest),
    )


def _answered(asked: str, search: Search, found: Sequence[tuple[Scene, Ranking]]) -> Answer:
    best = in_turn([ranking.order for _, ranking in found], CITED)
    scene, ranking = found[0]
    sides = sides_of(scene, ranking.order)
    cited = dict.fromkeys([*best, *_supporting(scene, best)])
    return Answer(
        question=asked,
        answered=True,
        text=answer_text(search, best, sides),
        passages=tuple(evidence_of(search, number) for number in cited),
        sides=sides,
    )


def in_turn(orders: Sequence[Sequence[int]], count: int) -> list[int]:
    """The first `count` lines, taken from each of `orders` in turn."""
    taken: dict[int, None] = {}
    for rank in range(max(map(len, orders))):
        for order in orders:
            if rank < len(order) and len(taken) < count:
                taken.setdefault(order[rank])
    return list(taken)


def _supporting(scene: Scene, best: Sequence[int]) -> list[int]:
    """Lines of further outlets that say what the best line says."""
    cited = {scene.search.lines[number].article.outlet for number in best}
    likeness = scene.vectors @ scene.vectors[best[0]]
    found: dict[str, int] = {}
    for number in (-likeness).argsort(kind="stable"):
        outlet = scene.search.lines[number].article.outlet
        if likeness[number] < SAYS_THE_SAME or len(found) == SUPPORTING:
            break
        if outlet not in cited:
            found.setdefault(outlet, int(number))
    return list(found.values())


def _searched(material: Material, parts: Sequence[Question], now: datetime) -> list[Article]:
    """The articles to search, in the material's order: those that hold most of the question's words."""
    known = [
        article for article in material.articles if article.published is None or article.published <= now
    ]
    if len(known) <= MOST_ARTICLES:
        return known
    beginnings = {term.stem[:5] for part in parts for term in part.terms}

    def held(article: Article) -> int:
        text = f"{article.title} {article.text}".lower()
        return sum(beginning in text for beginning in beginnings)

    kept = sorted(known, key=held, reverse=True)[:MOST_ARTICLES]
    return [article for article in known if article in kept]

"""Answers one question from a topic's material: sequences the stages and words the refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefings.ask.compose import answer_text, evidence_of, refusal_text, sides_of
from briefings.ask.decide import CITED, CLOSEST, Ranking, ranked
from briefings.ask.features import Scene, scene_of
from briefings.ask.lines import Lines, Search, search_of
from briefings.ask.question import Question, understood
from briefings.ask.sought import Sought, lines_for, sought_of
from briefings.meaning import Meaning
from briefings.model import Answer, Article, Material, Topic

#: Characters of a question that is read; nobody asks one thing in more.
LONGEST_QUESTION = 500
#: Lines of other outlets that are cited besides the best because they say the same, at most.
SUPPORTING = 3
#: Cosine with the best line from which a line of another outlet says the same.
SAYS_THE_SAME = 0.75

NO_WORDS = (
    "There are no words to look for in that question: ask with who, what, when, where, why or how many."
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question made ready. parts: the questions in it; sought: what to look for; refusal: why it cannot be
    answered at all, "" where it can.
    """

    text: str
    parts: tuple[Question, ...] = ()
    sought: tuple[Sought, ...] = ()
    refusal: str = ""

    @property
    def forms(self) -> tuple[tuple[str, ...], ...]:
        """For each word of the question, the terms of FTS5 that may stand for it."""
        return tuple(one.forms for one in self.sought if one.forms)


def asked(question: str, meaning: Meaning) -> Asked:
    """Make a question ready; never raises for what a person types."""
    text = " ".join(question.split())
    if len(text) > LONGEST_QUESTION:
        length = f"That question has {len(text):,} characters; ask one thing in up to {LONGEST_QUESTION}."
        return Asked(text=text[:LONGEST_QUESTION], refusal=length)
    parts = understood(text)
    if not parts[0].terms:
        return Asked(text=text, refusal=NO_WORDS)
    return Asked(text=text, parts=parts, sought=sought_of(parts, meaning))


def answer(question: str, topic: Topic, material: Material, *, now: datetime, meaning: Meaning) -> Answer:
    """Answer `question` from `material`, or decline with what is closest. Never raises for what a person
    types.

    now: aware; only what was published up to then is searched. Reads nothing again but the question itself.
    """
    ready = asked(question, meaning)
    chosen = lines_for(ready.sought, material, _known(material, now))
    return answer_from(ready, topic, material, chosen, now=now, meaning=meaning)


def answer_from(
    ready: Asked, topic: Topic, material: Material, chosen: Lines | None, *, now: datetime, meaning: Meaning
) -> Answer:
    """The same from the lines `chosen`, of which alone the material need hold claims."""
    if ready.refusal:
        return _declined(ready.text, ready.refusal)
    search = search_of(material, _known(material, now), chosen)
    if not search.lines:
        return _declined(ready.text, f"Nothing is stored on {topic.name} yet.")
    scenes = [scene_of(part, search, meaning) for part in ready.parts]
    rankings = [ranked(scene) for scene in scenes]
    answered = [pair for pair in zip(scenes, rankings, strict=True) if pair[1].answered]
    if not answered:
        return _refused(ready.text, ready.parts[0], search, rankings[0])
    return _answered(ready.text, search, answered)


def _known(material: Material, now: datetime) -> list[Article]:
    return [article for article in material.articles if article.published is None or article.published <= now]


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
    wanted = frozenset(term.stem for term in scene.question.terms)
    same = _supporting(scene, best[0])
    cited = dict.fromkeys([*best, *same])
    return Answer(
        question=asked,
        answered=True,
        text=answer_text(search, best, sides, same=() if sides else same, wanted=wanted),
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


def _supporting(scene: Scene, best: int) -> list[int]:
    """Lines of further outlets that say what the best line says."""
    own = scene.search.lines[best].article.outlet
    likeness = scene.vectors @ scene.vectors[best]
    found: dict[str, int] = {}
    for number in (-likeness).argsort(kind="stable"):
        outlet = scene.search.lines[number].article.outlet
        if likeness[number] < SAYS_THE_SAME or len(found) == SUPPORTING:
            break
        if outlet != own:
            found.setdefault(outlet, int(number))
    return list(found.values())

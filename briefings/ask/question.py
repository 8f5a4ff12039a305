"""What a question asks for: its kind, the words an answer must be about, and whose words are wanted.

Read by patterns from the question's own words, so that "how many drones" typed without capitals or a question
mark is understood too.  Not understood: questions that need arithmetic
("how many more") or two facts joined ("who is older"); they are searched for by their words like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefings.ask import question_patterns as patterns
from briefings.ask.tables import EMPTY_WORDS
from briefings.ask.words import Word, stem, words_of


class Kind(StrEnum):
    """What sort of answer a question wants."""

    WHO = "who"
    NAME = "name"  # "what is the name of ..."
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    MANY = "how many"
    MONEY = "how much money"
    LONG = "how long"
    OLD = "how old"
    SIZE = "how big"
    WHICH = "which"
    SAY = "says what"
    WORK = "what for a living"
    WHETHER = "whether"
    WHAT = "what"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A content word of a question. name: it is written as a name within the sentence, so only itself will
    do; surname: stem of the name's last word, "" for that word itself and for what is no name.
    """

    text: str
    stem: str
    name: bool = False
    surname: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question understood.

    kinds: what it asks for, in order ("when and where ..." asks for two); terms: its content words; focus:
    stem of the noun that is counted or chosen from ("drones" in "how many drones") or whose identity is asked
    ("judge" in "who is the judge that ..."), "" where none is; speakers: stems of whose words are wanted;
    future: what is asked lies ahead.
    """

    text: str
    kinds: tuple[Kind, ...]
    terms: tuple[Term, ...]
    focus: str = ""
    speakers: tuple[str, ...] = ()
    future: bool = False

    @property
    def kind(self) -> Kind:
        """The first thing that is asked."""
        return self.kinds[0]


#: Kinds with the patterns that tell them, tried in order.
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.MONEY, patterns.MONEY),
        (Kind.MANY, patterns.MANY),
        (Kind.MANY, patterns.MUCH),
        (Kind.LONG, patterns.LONG),
        (Kind.OLD, patterns.OLD),
        (Kind.SIZE, patterns.SIZE),
        (Kind.NAME, patterns.NAME),
        (Kind.WORK, patterns.WORK),
        (Kind.SAY, patterns.SAY),
        (Kind.WHEN, patterns.WHEN),
        (Kind.WHERE, patterns.WHERE),
        (Kind.WHY, patterns.WHY),
        (Kind.WHO, patterns.WHO),
        (Kind.WHICH, patterns.WHICH),
        (Kind.HOW, patterns.HOW),
        (Kind.WHETHER, patterns.WHETHER),
    )
)


def understood(text: str) -> tuple[Question, ...]:
    """What `text` asks, one record for each question joined in it ("who was it, and where is he now?").

    A question without any content word has no terms.
    """
    parts = patterns.JOINED.split(text.strip())
    if not all(_terms(part, _kind(part)[0]) for part in parts):
        return (_one(text, tuple(_kind(part)[0] for part in parts), ()),)
    questions: list[Question] = []
    for part in parts:
        told = questions[0].terms if questions and patterns.BACK.search(part) else ()
        questions.append(_one(part, (_kind(part)[0],), told))
    return tuple(questions)


def _one(text: str, kinds: tuple[Kind, ...], told: tuple[Term, ...]) -> Question:
    """One question; `told` are the terms of an earlier part that its pronouns point to."""
    terms = _terms(text, kinds[0])
    known = {term.stem for term in terms}
    return Question(
        text=text if not told else " ".join((text, *(term.text for term in told))),
        kinds=tuple(dict.fromkeys(kinds)),
        terms=(*terms, *(term for term in told if term.stem not in known)),
        focus=_kind(text)[1],
        speakers=_speakers(text) if Kind.SAY in kinds else (),
        future=bool(patterns.FUTURE.search(text)),
    )


def _kind(text: str) -> tuple[Kind, str]:
    for kind, pattern in _PATTERNS:
        found = pattern.search(text)
        if found:
            focus = next((word for word in found.groupdict().values() if word), "")
            return kind, words_of(focus)[0].stem if words_of(focus) else ""
    return Kind.WHAT, ""


def _terms(text: str, kind: Kind) -> tuple[Term, ...]:
    """Content words, each stem once; the verb that asks for a speaker's words is left out."""
    asked = patterns.SPEAKER.search(text) if kind is Kind.SAY else None
    verb = asked.start("verb") if asked else -1
    mixed = text != text.upper()
    terms: dict[str, Term] = {}
    words = words_of(text)
    for number, word in enumerate(words):
        plain = word.text.lower().replace("’", "'").removesuffix("'s")
        if (plain in EMPTY_WORDS and not (mixed and _acronym(word.text))) or word.start == verb:
            continue
        name = mixed and ((word.capital and number > 0) or _acronym(word.text))
        surname = _surname(words, number) if name else ""
        terms.setdefault(word.stem, Term(text=word.text, stem=word.stem, name=name, surname=surname))
    if kind is Kind.WORK:
        terms.pop(stem("living"), None)
        terms.setdefault(stem("work"), Term(text="work", stem=stem("work")))
    if patterns.CONDITION.search(text):
        terms.setdefault(stem("condition"), Term(text="condition", stem=stem("condition")))
    return tuple(terms.values())


def _surname(words: Sequence[Word], number: int) -> str:
    """Stem of the last word of the name that the word `number` belongs to, "" where it is that word."""
    last = number
    while last + 1 < len(words) and words[last + 1].capital and _touch(words[last], words[last + 1]):
        last += 1
    return words[last].stem if last > number else ""


def _touch(one: Word, other: Word) -> bool:
    owner = one.text.endswith(("'s", "’s"))
    return not owner and other.start - one.start - len(one.text) <= len(". ")


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _speakers(text: str) -> tuple[str, ...]:
    found = patterns.SPEAKER.search(text)
    if not found:
        return ()
    return tuple(w.stem for w in words_of(found.group("subject")) if w.text.lower() not in EMPTY_WORDS)

"""Marks of an answer in a line: a date for "when", a cause for "why", a count of the thing for "how many".

Each function gives the places (characters from the line's start) and how good each mark is, from 0 to 1.
Patterns find what a careful eye would take for such a mark; what they miss is "no mark", never a "no".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefings.ask import mark_patterns as patterns
from briefings.ask.lines import Line
from briefings.ask.question import Kind, Question
from briefings.ask.words import stem
from briefings.model import NameLabel

Mark = tuple[int, float]
_Finder = Callable[[Line, Question, int | None], list[Mark]]

#: A role ("two divers", "the governor") answers "who" less well than a name does.
ROLE_WORTH = 0.5
#: A name after "in" or "near" that reading did not take for a place, and a place without a name.
UNSURE_PLACE_WORTH = 0.7
SITE_WORTH = 0.6
#: A word that marks a cause or a manner only sometimes ("after", "with").
MAYBE_WORTH = 0.5
#: A count that is not one of the thing asked about ("four hours" for "how many boys").
OTHER_COUNT_WORTH = 0.3
#: A date in a line that does not look ahead, when what lies ahead is asked for.
PAST_DATE_WORTH = 0.2
#: Words for a time that name no day ("a decade ago", "this week").
VAGUE_DATE_WORTH = 0.7
#: A name that does not stand beside the noun whose identity is asked, and how near is "beside": five words.
OTHER_NAME_WORTH = 0.2
#: A name near the noun that nothing in between makes its own ("CBS showed the brothers at a hardware store").
BESIDE_WORTH = 0.4
IDENTITY_REACH = 35
#: Characters within which a count stands before what it counts: about four words.
COUNT_REACH = 30


def marks_of(kind: Kind, line: Line, question: Question, focus: int | None) -> list[Mark]:
    """Places in the line that could answer a question of `kind`; empty for kinds that no mark tells.

    focus: where the question's focus stands in the line, None where it does not.
    """
    finder = _FINDERS.get(kind)
    return finder(line, question, focus) if finder else []


def has_marks(kind: Kind) -> bool:
    """Whether an answer to a question of `kind` is told by some mark."""
    return kind in _FINDERS


def _asked(question: Question) -> set[str]:
    return {term.stem for term in question.terms}


def _new_name(words: str, asked: set[str]) -> bool:
    """Whether a name is nobody whom the question names: "Mr. Berry" is no answer to who Berry's lawyer is."""
    return all(stem(word) not in asked for word in re.findall(r"[\w’'\-]+", words))


def _people(line: Line, question: Question, _: int | None) -> list[Mark]:
    asked = _asked(question)
    found = [(m.start(), 1.0) for m in patterns.FULL_NAME.finditer(line.text) if _new_name(m.group(), asked)]
    return found or [
        (m.start(), ROLE_WORTH) for m in patterns.ROLE.finditer(line.text) if stem(m.group()) not in asked
    ]


def _identities(line: Line, question: Question, focus: int | None) -> list[Mark]:
    """Names beside the focus ("its chairman, Jo Bloggs"); elsewhere they are most likely another's."""
    asked = _asked(question)
    found = []
    for match in patterns.FULL_NAME.finditer(line.text):
        if _new_name(match.group(), asked):
            worth = OTHER_NAME_WORTH if focus is None else _identity(line.text, match.span(), focus)
            found.append((match.start(), worth))
    return found


def _identity(text: str, name: tuple[int, int], focus: int) -> float:
    """How surely the name is that of the noun at `focus`: told as such, beside it, or elsewhere."""
    start, end = name
    between = text[focus:start] if focus < start else text[end:focus]
    told = patterns.TOLD_NAME if focus < start else patterns.TOLD_NOUN
    if told.fullmatch(between):
        return 1.0
    return BESIDE_WORTH if len(between) <= IDENTITY_REACH else OTHER_NAME_WORTH


def _choices(line: Line, question: Question, _: int | None) -> list[Mark]:
    asked = _asked(question)
    return [(m.start(), 1.0) for m in patterns.CAPITAL.finditer(line.text) if _new_name(m.group(), asked)]


def _places(line: Line, question: Question, _: int | None) -> list[Mark]:
    """Places by name, and sites without one; no place is what reading took for a person or an
    organisation.
    """
    asked = _asked(question)
    labels = {
        at: name.label
        for claim in line.claims
        for name in claim.names
        for at in range(name.span.start - line.start, name.span.end - line.start)
    }
    found = []
    for match in patterns.PLACE.finditer(line.text):
        at = match.start("name")
        label = labels.get(at, NameLabel.OTHER)
        if stem(match.group("name")) not in asked and label not in (NameLabel.PERSON, NameLabel.ORG):
            found.append((at, 1.0 if label is NameLabel.PLACE else UNSURE_PLACE_WORTH))
    return found or [
        (match.start("name"), SITE_WORTH)
        for match in patterns.SITE.finditer(line.text)
        if stem(match.group("name")) not in asked
    ]


def _counts(line: Line, question: Question, focus: int | None) -> list[Mark]:
    counted = [word.start for word in line.words if word.stem == question.focus]
    counted += [focus] if focus is not None else []
    found = []
    for match in patterns.COUNT.finditer(line.text):
        near = any(0 <= start - match.end() <= COUNT_REACH for start in counted)
        found.append((match.start(), 1.0 if near or not question.focus else OTHER_COUNT_WORTH))
    return found


def _dates(line: Line, question: Question, _: int | None) -> list[Mark]:
    """Dates and times; for what lies ahead, only where the line looks ahead too."""
    worth = 1.0 if not question.future or patterns.AHEAD.search(line.text) else PAST_DATE_WORTH
    return [
        (match.start(), worth * (VAGUE_DATE_WORTH if patterns.VAGUE_DATE.fullmatch(match.group()) else 1.0))
        for match in patterns.DATE.finditer(line.text)
    ]


def _pattern(pattern: re.Pattern[str]) -> _Finder:
    return lambda line, _, __: [(match.start(), 1.0) for match in pattern.finditer(line.text)]


def _sure_or_maybe(sure: re.Pattern[str], maybe: re.Pattern[str]) -> _Finder:
    def found(line: Line, _: Question, __: int | None) -> list[Mark]:
        marks = [(match.start(), 1.0) for match in sure.finditer(line.text)]
        return marks + [(match.start(), MAYBE_WORTH) for match in maybe.finditer(line.text)]

    return found


def _speech(line: Line, _: Question, __: int | None) -> list[Mark]:
    quoted = [(match.start(), 1.0) for match in patterns.QUOTED.finditer(line.text)]
    return quoted or [(match.start(), 0.7) for match in patterns.SAID.finditer(line.text)]


_FINDERS: dict[Kind, _Finder] = {
    Kind.WHO: _people,
    Kind.NAME: _identities,
    Kind.WHICH: _choices,
    Kind.WHERE: _places,
    Kind.MANY: _counts,
    Kind.MONEY: _pattern(patterns.MONEY),
    Kind.LONG: _pattern(patterns.LENGTH),
    Kind.OLD: _pattern(patterns.AGE),
    Kind.SIZE: _pattern(patterns.SIZE),
    Kind.WHEN: _dates,
    Kind.WHY: _sure_or_maybe(patterns.CAUSE, patterns.MAYBE_CAUSE),
    Kind.HOW: _sure_or_maybe(patterns.MANNER, patterns.MAYBE_MANNER),
    Kind.SAY: _speech,
    Kind.WORK: _pattern(patterns.WORK),
}

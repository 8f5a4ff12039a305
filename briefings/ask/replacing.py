"""The last question asked of another: "What did Bray say?", "the unions": "What did the unions say?"."""

from __future__ import annotations

import re

from briefings.ask import leaning
from briefings.ask.antecedents import may_be_person, named_in
from briefings.ask.question_patterns import SPEAKER
from briefings.extract.name_keys import DEMONYMS, SAME_BODY
from briefings.extract.spelling import fold

_COUNTED = re.compile(r"\bhow many (?P<old>[\w’'\-]+)|\bwhich (?P<old2>[\w’'\-]+)", re.IGNORECASE)
_COUNTRIES = frozenset(DEMONYMS.values()) | frozenset(SAME_BODY.values()) | frozenset(DEMONYMS)
#: Words that may stand between a preposition and the end of its phrase.
_OBJECT = r"(?:(?:the|an?|his|her|their|its)\s+)?[\w’'\-]+(?:\s+[A-Z\d][\w’'\-]*)*"


def replaced(question: str, preposition: str, new: str) -> str:
    """`question` with `new` in place of what it can stand for; "" where no place fits.

    preposition: the one that `new` was given with, "" for none.
    """
    if leaning.TIME_WORD.search(new):
        return _timed(question, preposition, new)
    if preposition:
        return _after_preposition(question, preposition, new)
    small = not any(word[:1].isupper() for word in new.split())
    for place in _places(question, new, small=small):
        whole = _put(question, place, new)
        if whole.lower() != question.lower():
            return whole
    return ""


def _timed(question: str, preposition: str, new: str) -> str:
    old = leaning.TIME_WORD.search(question)
    if old:
        return _put(question, old.span(), new)
    return f"{question.rstrip('?!. ')} {preposition} {new}?".replace("  ", " ")


def _after_preposition(question: str, preposition: str, new: str) -> str:
    found = re.search(rf"\b{preposition}\s+({_OBJECT})", question, re.IGNORECASE)
    if found:
        return _put(question, found.span(1), new)
    return f"{question.rstrip('?!. ')} {preposition} {new}?"


def _places(question: str, new: str, *, small: bool) -> list[tuple[int, int]]:
    """Where `new` may stand, best first: the speaker, a name of its sort, the thing counted, the subject, the
    object."""
    speaker = SPEAKER.search(question)
    found = [speaker.span("subject")] if speaker else []
    if not small:
        names = [_span(question, name) for name in named_in(question)]
        alike = [span for span in names if _sort(question[slice(*span)]) == _sort(new)]
        return found + (alike or names)
    counted = _COUNTED.search(question)
    if counted:
        group = "old" if counted["old"] else "old2"
        found.append(counted.span(group))
    subject, thing = leaning.SUBJECT.search(question), leaning.OBJECT.search(question)
    found += [subject.span("old")] if subject else []
    found += [thing.span()] if thing else []
    return found


def _span(question: str, name: str) -> tuple[int, int]:
    start = question.find(name)
    return start, start + len(name)


def _sort(name: str) -> str:
    if all(fold(word) in _COUNTRIES for word in name.split()) or fold(name) in _COUNTRIES:
        return "country"
    return "person" if may_be_person(name) else "body"


def _put(question: str, place: tuple[int, int], new: str) -> str:
    start, end = place
    old = question[start:end]
    article = re.match(r"(?:the|an?)\s+", old, re.IGNORECASE)
    again = re.match(r"(?:the|an?)\s+", new, re.IGNORECASE)
    before = re.search(r"\b(?:the|an?)\s+$", question[:start], re.IGNORECASE)
    if again and before:
        start -= len(before[0])
    if article and not again and not new[0].isupper():
        new = article[0] + new
    elif before and new[0].isupper() and not again:
        start -= len(before[0])  # "the Kremlin" gives way to "Zelenskyy"
    if _COUNTED.search(question[:end]) and question[:start].rstrip().lower().endswith(("many", "which")):
        new = re.sub(r"^(?:the|an?)\s+", "", new, flags=re.IGNORECASE)
    whole = question[:start] + new + question[end:]
    return whole if whole.endswith("?") else whole.rstrip(" .!") + "?"

"""People, organisations and places in a parsed document, with one key for all mentions of each.

    doc ── mentions ── groups (one thing each) ── keys ──┬── names in reading order
                                                         └── pronouns and "the president", where safe

Within an article a surname or a short form joins the full name it belongs to; an acronym joins the long form
that stands beside it or has its initials; two people of one surname get two keys. Across articles compare
keys with `same_name`.

NOT done: "they", "it", "we"; pronouns inside quotations; a bare surname that two people in the article share
goes to the one named last before it.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from briefings.extract.name_keys import (
    BODIES,
    TITLES,
    body_key,
    given_alike,
    initials,
    person_words,
    same_name,
    surname,
    words_of,
)
from briefings.extract.name_mentions import Mention, countries, find_mentions
from briefings.extract.name_pronouns import Person, resolve
from briefings.extract.spelling import fold
from briefings.model import Name, NameLabel, Span

HALVES = frozenset({"north", "south", "east", "west"})
"""What is short for a country whose name begins so, where an article names one."""

CLOSE_BEHIND = 24
"""Characters behind a source within which the name may begin whose title the source is."""

__all__ = ["find_names", "fold", "known_as", "same_name"]


@dataclass(kw_only=True)
class _Thing:
    """One person, body or place as it is gathered: its mentions and the fullest form so far."""

    label: NameLabel
    text: str
    words: list[str]
    mentions: list[Mention] = field(default_factory=list)
    key: str = ""


def find_names(doc: Doc) -> list[Name]:
    """The names in `doc` in reading order, pronouns and definite mentions that are safe among them."""
    mentions = find_mentions(doc)
    things = _things(doc, mentions)
    _set_keys(things)
    names = [
        Name(span=_span(doc, m.first, m.last), text=thing.text, key=thing.key, label=thing.label)
        for thing in things
        for m in thing.mentions
    ]
    people = [
        Person(text=thing.text, key=thing.key, words=tuple(thing.words), mentions=tuple(thing.mentions))
        for thing in things
        if thing.label is NameLabel.PERSON
    ]
    names += resolve(doc, people)
    return sorted(names, key=lambda name: name.span)


def known_as(source: Span, text: str, names: Sequence[Name], head: int) -> str:
    """The full name of a source: of the name at its head, or beside its title; else its own words.

    names: in order of their spans; head: character offset of the source's head word.
    """
    starts = [name.span.start for name in names]
    inside = names[bisect.bisect_left(starts, source.start) : bisect.bisect_left(starts, source.end)]
    people = [
        name
        for name in names[bisect.bisect_left(starts, source.start) :]
        if name.label is NameLabel.PERSON and not name.pronoun and name.span.start < source.end + CLOSE_BEHIND
    ]
    for name in inside:
        if name.span.start <= head < name.span.end and (name.label is NameLabel.PERSON or len(inside) == 1):
            return _behind_title(name.span.end, text, people) or name.text
    for name in people:
        owner = text[name.span.end : name.span.end + 2] in {"’s", "'s"}
        if name.span.start < source.end and not owner:
            return _behind_title(name.span.end, text, people) or name.text
    return _behind_title(source.end, text, people) or " ".join(source.of(text).split())


def _behind_title(end: int, text: str, people: Sequence[Name]) -> str:
    """The person whose title, and nothing else, stands between there and the name: a place or a body in front
    of a title is read as a person at times ("Chiang Rai acting Gov. Narongsak", "Editor-in-Chief Ben Smith").
    """
    for name in people:
        between = text[end : name.span.start].lower().removeprefix("-in-chief").split()
        told = text[end : name.span.start].strip()
        if name.span.start > end and told and all(fold(word.rstrip(".")) in TITLES for word in between):
            return name.text
    return ""


def _span(doc: Doc, first: int, last: int) -> Span:
    return Span(start=doc[first].idx, end=doc[last].idx + len(doc[last].text))


def _things(doc: Doc, mentions: Sequence[Mention]) -> list[_Thing]:
    """Mentions gathered into things: full names first, then the short forms that belong to them."""
    people: list[_Thing] = []
    bodies: dict[str, _Thing] = {}
    late: list[Mention] = []
    for mention in mentions:
        text = doc[mention.first : mention.last + 1].text
        if not words_of(text):
            continue
        if mention.label is NameLabel.PERSON and mention.last > mention.first:
            _join_person(people, mention, text)
        elif mention.label is NameLabel.PERSON or (mention.first == mention.last and not mention.adjective):
            late.append(mention)
        else:
            _join_body(bodies, mention, text)
    for mention in late:
        text = doc[mention.first : mention.last + 1].text
        if not _join_surname(people, mention, text):
            if mention.label is NameLabel.PERSON:
                people.append(
                    _Thing(label=mention.label, text=text, words=person_words(text), mentions=[mention])
                )
            else:
                _join_body(bodies, mention, text)
    return [*people, *_joined_acronyms(bodies)]


def _join_person(people: list[_Thing], mention: Mention, text: str) -> None:
    words = person_words(text)
    for thing in people:
        if surname(thing.words) != surname(words):
            continue
        # A heading run together with a name ("Opinion Michael Cohen") ends in a name that is known.
        tail = len(words) > 2 and len(thing.words) == 2 and words[-2:] == thing.words
        if tail or given_alike(thing.words[0], words[0]):
            thing.mentions.append(mention)
            if len(words) > len(thing.words) and words[0] == thing.words[0]:
                thing.words, thing.text = words, text
            return
    people.append(_Thing(label=NameLabel.PERSON, text=text, words=words, mentions=[mention]))


def _join_surname(people: list[_Thing], mention: Mention, text: str) -> bool:
    """Add a one-word mention to the person whose surname (or, failing that, first name) it is."""
    words = words_of(text)
    if not words:
        return False
    word = words[-1] if words[0] in {"al", "el"} else " ".join(words)
    holders = [t for t in people if surname(t.words) == word or (t.words and t.words[-1] == word)]
    if not holders and mention.label is NameLabel.PERSON:
        holders = [t for t in people if t.words[0] == word]
    if not holders:
        return False
    before = [t for t in holders if t.mentions[0].first < mention.first]
    latest = max(
        before or holders,
        key=lambda t: max((m.first for m in t.mentions if m.first < mention.first), default=-1),
    )
    latest.mentions.append(mention)
    latest.mentions.sort(key=lambda m: m.first)
    return True


def _join_body(bodies: dict[str, _Thing], mention: Mention, text: str) -> None:
    key = body_key(text)
    if not key:
        return
    thing = bodies.get(key)
    if thing is None:
        thing = bodies[key] = _Thing(label=mention.label, text=text, words=words_of(text), key=key)
    thing.mentions.append(mention)
    shown_as_adjective = all(m.adjective for m in thing.mentions[:-1])
    if (len(text) > len(thing.text) or shown_as_adjective) and not mention.adjective:
        thing.text = text
        thing.label = mention.label if mention.label is not NameLabel.OTHER else thing.label


def _joined_acronyms(bodies: dict[str, _Thing]) -> list[_Thing]:
    """Acronyms joined to the long forms that have their initials; one-word short forms to the longer name."""
    _join_halves(bodies)
    longer = [thing for thing in bodies.values() if len(thing.words) > 1]
    for thing in list(bodies.values()):
        if len(thing.words) != 1 or thing.label is NameLabel.PLACE:
            continue
        word = thing.words[0]
        full = [
            other
            for other in longer
            if (len(word) >= 2 and thing.text.isupper() and initials(other.words) == word)
            or (
                other.label is thing.label is NameLabel.ORG
                and other.words[0] == word
                and all(other_word in BODIES for other_word in other.words[1:])
            )
        ]
        if len(full) == 1:
            full[0].mentions += thing.mentions
            full[0].key = thing.key if thing.text.isupper() else full[0].key
            del bodies[next(key for key, value in bodies.items() if value is thing)]
    return list(bodies.values())


def _join_halves(bodies: dict[str, _Thing]) -> None:
    """ "the North" joined to the one country of the article that begins so ("North Korea")."""
    for half in HALVES & bodies.keys():
        whole = [key for key in bodies if key.startswith(f"{half} ") and key in countries()]
        if len(whole) == 1:
            country = bodies[whole[0]]
            if all(mention.adjective for mention in country.mentions):
                country.text = whole[0].title()
            country.mentions += bodies.pop(half).mentions


def _set_keys(things: Sequence[_Thing]) -> None:
    """Surnames as keys of people, first and last name where a surname is shared."""
    people = [thing for thing in things if thing.label is NameLabel.PERSON and not thing.key]
    shared = Counter(surname(thing.words) for thing in people)
    for thing in people:
        last = surname(thing.words)
        several = shared[last] > 1 and len(thing.words) > 1
        thing.key = f"{thing.words[0]} {last}" if several and thing.words[0] != last else last
        thing.text = _without_titles(thing.text)


def _without_titles(text: str) -> str:
    """A name without the titles in front of it; what stands behind is part of it ("Stephen King")."""
    words = text.split()
    while len(words) > 1 and fold(words[0].rstrip(".")) in TITLES:
        words = words[1:]
    return " ".join(words)

"""Whom "he", "she" and "the president" stand for, where one person fits and no other does.

Theory: news writes "he" for the subject of the sentence before, or for the last person named, and avoids it
where two would do. So: people named in this sentence or the two before it, of a gender that agrees or is not
known; the only one, else the only one whose gender is known, else the latest subject. Anything else is
declined. A title stands for the one person whom the article gives it to.

NOT done: pronouns inside quotations, "they", "it", "we", "I"; two people with one title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from briefings.extract.cues import cue_class
from briefings.extract.name_keys import DEMONYMS, GENDERS
from briefings.extract.name_mentions import Mention
from briefings.extract.quotations import find_quotations
from briefings.extract.spelling import fold
from briefings.extract.word_tables import words
from briefings.labels import is_object, is_oblique, is_subject
from briefings.model import Name, NameLabel, Span

_PRONOUNS = {"he": "he", "him": "he", "his": "he", "himself": "he",
             "she": "she", "her": "she", "hers": "she", "herself": "she"}  # fmt: skip

# A name further back than this many sentences is out of mind for a pronoun.
MEMORY = 2

# Titles that a definite mention can stand for; others ("leader", "official") fit too many.
_DEFINITE = words("""
president chancellor premier minister governor senator mayor pope king queen prince princess judge
sheriff ambassador candidate nominee billionaire congressman congresswoman chairman chairwoman
spokesman spokeswoman captain pilot coach prosecutor director secretary general commander
""")


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person in the article: fullest form, key, folded words, mentions in order."""

    text: str
    key: str
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def gender(self) -> str:
        """ "he", "she" or "" by title, else by given name."""
        for mention in self.mentions:
            for title in mention.titled:
                if title in GENDERS:
                    return GENDERS[title]
        return GENDERS.get(self.words[0], "") if len(self.words) > 1 else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Somebody named at a token: in which sentence, and whether as its subject."""

    token: int
    sentence: int
    subject: bool
    person: int


def resolve(doc: Doc, people: Sequence[Person]) -> list[Name]:
    """Names for the pronouns and definite mentions of `doc` that are safe to resolve."""
    if not people:
        return []
    sentence_of = [number for number, sent in enumerate(doc.sents) for _ in sent]
    places = sorted(
        (
            _place(doc, mention.last, sentence_of, number)
            for number, one in enumerate(people)
            for mention in one.mentions
        ),
        key=lambda place: place.token,
    )
    genders = [person.gender for person in people]
    quoted = _quoted(doc)
    found = []
    recent: list[_Place] = []
    ahead = 0
    for token in _mentions_to_resolve(doc, quoted):
        while ahead < len(places) and places[ahead].token < token.i:
            recent.append(places[ahead])
            ahead += 1
        recent = [place for place in recent if sentence_of[token.i] - place.sentence <= MEMORY]
        who = _who(token, _PRONOUNS[token.lower_], recent, genders, doc, sentence_of[token.i])
        if who is not None:
            found.append(_name(token, token, people[who]))
            recent.append(_place(doc, token.i, sentence_of, who))
    return found + list(_definite(doc, people, quoted))


def _place(doc: Doc, token: int, sentence_of: Sequence[int], person: int) -> _Place:
    head = doc[token]
    while head.dep_ in {"flat", "compound", "appos"} and head.head.i != head.i:
        head = head.head
    return _Place(token, sentence_of[token], is_subject(head.dep_), person)


def _quoted(doc: Doc) -> bytearray:
    marks = bytearray(len(doc.text) + 1)
    for quotation in find_quotations(doc.text):
        start, end = quotation.span.start, quotation.span.end
        marks[start:end] = b"\1" * (end - start)
    return marks


def _mentions_to_resolve(doc: Doc, quoted: bytearray) -> Iterator[Token]:
    for token in doc:
        if token.lower_ in _PRONOUNS and not quoted[token.idx]:
            yield token


def _who(
    token: Token, gender: str, recent: Sequence[_Place], genders: Sequence[str], doc: Doc, sentence: int
) -> int | None:
    """The person that the pronoun stands for, or None."""
    barred = _clause_mates(token)
    fit = [p for p in recent if genders[p.person] in {"", gender} and p.token not in barred]
    if _speaks(token):
        # In "X was wrong, he said" the speaker is whoever was speaking before, not X.
        fit = [p for p in fit if p.sentence < sentence] or fit
    barred_people = {p.person for p in recent if p.token in barred}
    fit = [p for p in fit if p.person not in barred_people]
    who = {p.person for p in fit}
    if len(who) > 1 and (sure := {p for p in who if genders[p] == gender}):
        who = sure if len(sure) == 1 else who
    if len(who) > 1:
        subjects = [p for p in fit if p.subject and p.person in who]
        latest = max((p.sentence for p in subjects), default=-1)
        who = {p.person for p in subjects if p.sentence == latest}
    return next(iter(who)) if len(who) == 1 else None


def _speaks(token: Token) -> bool:
    """Whether the pronoun is the subject of a verb of speech."""
    head = token.head
    return is_subject(token.dep_) and cue_class(head.lower_, head.lemma_, head.pos_) in {
        "say",
        "write",
        "claim",
    }


def _clause_mates(token: Token) -> frozenset[int]:
    """Tokens that an object pronoun cannot stand for: the subject of its own verb."""
    if not (is_object(token.dep_) or is_oblique(token.dep_)) or token.lower_ in {"himself", "herself"}:
        return frozenset()
    subjects = [child for child in token.head.children if is_subject(child.dep_)]
    return frozenset(word.i for subject in subjects for word in [subject, *subject.children])


def _definite(doc: Doc, people: Sequence[Person], quoted: bytearray) -> Iterator[Name]:
    """ "the president", "the Ukrainian leader": the one person whom the article calls so, named before."""
    holders: dict[str, set[int]] = {}
    for number, person in enumerate(people):
        for mention in person.mentions:
            for title in mention.titled:
                holders.setdefault(title, set()).add(number)
    for token in doc:
        title = token.lower_
        if title not in _DEFINITE or token.i == 0 or quoted[token.idx] or len(holders.get(title, ())) != 1:
            continue
        first = token.i - 1
        if fold(doc[first].text) in DEMONYMS and first > 0:
            continue
        person = people[next(iter(holders[title]))]
        plain = doc[first].lower_ == "the" and not any(child.i > token.i for child in token.children)
        if plain and not _names_follow(doc, token) and person.mentions[0].first < first:
            yield _name(doc[first], token, person)


def _names_follow(doc: Doc, token: Token) -> bool:
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is not None and (
        after.text[:1].isupper() or after.pos_ in {"NOUN", "PROPN"} or after.text in "-–'’s"
    )


def _name(first: Token, last: Token, person: Person) -> Name:
    span = Span(start=first.idx, end=last.idx + len(last.text))
    return Name(span=span, text=person.text, key=person.key, label=NameLabel.PERSON, pronoun=True)

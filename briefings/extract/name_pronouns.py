"""Whom "he", "she" and "the president" stand for, where one person fits and no other does.

Theory: news writes "he" for the subject of the sentence before, or for the last person named, and avoids it
where two would do. So: people named in this sentence or the two before it, of a gender that agrees or is not
known; the only one, else the only one whose gender is known, else the latest subject. Anything else is
declined. A title stands for the one person whom the article gives it to.

NOT done: pronouns inside quotations, "they", "it", "we", "I"; two people with one title.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from briefings.extract.cues import cue_class
from briefings.extract.name_genders import PEOPLE
from briefings.extract.name_keys import GENDERS
from briefings.extract.name_mentions import Mention
from briefings.extract.once import quotations_of, text_of, texts_of
from briefings.extract.spelling import fold
from briefings.extract.word_tables import words
from briefings.labels import is_apposition, is_clausal_complement, is_object, is_oblique, is_subject
from briefings.model import Name, NameLabel, Span

_PRONOUNS = {"he": "he", "him": "he", "his": "he", "himself": "he",
             "she": "she", "her": "she", "hers": "she", "herself": "she"}  # fmt: skip

# A name further back than this many sentences is out of mind for a pronoun.
MEMORY = 2

# Steps up the tree from a pronoun to the verb that its clause completes: "said that he would like to".
MOST_STEPS = 5

# Stands for a person whom the article does not name ("the spokesman").
NOBODY = -1

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
    places = _places(doc, people, sentence_of)
    named = {place.token: place.person for place in places}
    genders = [person.gender for person in people]
    holders = _holders(people)
    quoted = _quoted(doc)
    found = []
    recent: list[_Place] = []
    ahead = 0
    for at, text in enumerate(texts_of(doc)):
        word = text.lower()
        if word not in _PRONOUNS and word not in _DEFINITE:
            continue
        token = doc[at]
        if quoted[token.idx]:
            continue
        while ahead < len(places) and places[ahead].token < token.i:
            recent.append(places[ahead])
            ahead += 1
        recent = [place for place in recent if sentence_of[token.i] - place.sentence <= MEMORY]
        first = token
        if word in _PRONOUNS:
            who = _who(token, _PRONOUNS[word], recent, genders, named, sentence_of[token.i])
        else:
            first, who = _definite(doc, token, holders, people)
        if who is not None:
            found.append(_name(first, token, people[who]))
            recent.append(_place(doc, token.i, sentence_of, who))
            named[token.i] = who
    return found


def _places(doc: Doc, people: Sequence[Person], sentence_of: Sequence[int]) -> list[_Place]:
    """Where people stand, by name, and as subjects that are people without a name (person NOBODY)."""
    places = [
        _place(doc, mention.last, sentence_of, number)
        for number, one in enumerate(people)
        for mention in one.mentions
    ]
    named = {place.token for place in places}
    places += [
        _Place(token.i, sentence_of[token.i], True, NOBODY)
        for token in [doc[at] for at, text in enumerate(texts_of(doc)) if text.lower() in PEOPLE]
        if token.pos_ == "NOUN"
        and is_subject(token.dep_)
        and not any(child.i in named for child in token.children if is_apposition(child.dep_))
    ]
    return sorted(places, key=lambda place: place.token)


def _place(doc: Doc, token: int, sentence_of: Sequence[int], person: int) -> _Place:
    head = doc[token]
    while head.dep_ in {"flat", "compound", "appos"} and head.head.i != head.i:
        head = head.head
    return _Place(token, sentence_of[token], is_subject(head.dep_), person)


def _quoted(doc: Doc) -> bytearray:
    marks = bytearray(len(text_of(doc)) + 1)
    for quotation in quotations_of(doc):
        start, end = quotation.span.start, quotation.span.end
        marks[start:end] = b"\1" * (end - start)
    return marks


def _who(
    token: Token,
    gender: str,
    recent: Sequence[_Place],
    genders: Sequence[str],
    named: Mapping[int, int],
    sentence: int,
) -> int | None:
    """The person that the pronoun stands for, or None."""
    fit = [p for p in recent if p.person == NOBODY or genders[p.person] in {"", gender}]
    said = _matrix_subject(token)
    if said is not None and not _speaks(token):
        # "X said he would": X, or somebody whom the article does not name.
        who = next((named[i] for i in (said.i, *(c.i for c in said.children)) if i in named), NOBODY)
        if who != NOBODY or said.lower_ in PEOPLE:
            return who if who != NOBODY and genders[who] in {"", gender} else None
    barred = _clause_mates(token)
    barred_people = {p.person for p in recent if p.token in barred}
    fit = [p for p in fit if p.person not in barred_people]
    if _speaks(token):
        # In "X was wrong, he said" the speaker is whoever was speaking before, not X.
        fit = [p for p in fit if p.sentence < sentence] or fit
    else:
        fit = [p for p in fit if p.sentence == sentence] or fit
    return _only(fit, gender, genders)


def _only(fit: Sequence[_Place], gender: str, genders: Sequence[str]) -> int | None:
    """The one person among the places; the latest subject; the one whose gender is known to agree."""
    who = {p.person for p in fit}
    if len(who) > 1 and (subjects := [p for p in fit if p.subject]):
        latest = max(p.sentence for p in subjects)
        who = {p.person for p in subjects if p.sentence == latest}
    if len(who) > 1:
        who = {person for person in who if person != NOBODY and genders[person] == gender}
    return next(iter(who)) if len(who) == 1 and NOBODY not in who else None


def _matrix_subject(token: Token) -> Token | None:
    """The subject of the verb whose complement the pronoun stands in: the X of "X said he would"."""
    at = token
    for _ in range(MOST_STEPS):
        if at.head.i == at.i:
            return None
        if is_clausal_complement(at.dep_):
            subject = next((c for c in at.head.children if is_subject(c.dep_)), None)
            if subject is not None:
                return subject if subject.i != token.i and subject.i < token.i else None
        at = at.head
    return None


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


def _holders(people: Sequence[Person]) -> dict[str, set[int]]:
    """Title to the people whom the article gives it."""
    holders: dict[str, set[int]] = {}
    for number, person in enumerate(people):
        for mention in person.mentions:
            for title in mention.titled:
                holders.setdefault(title, set()).add(number)
    return holders


def _definite(
    doc: Doc, token: Token, holders: Mapping[str, set[int]], people: Sequence[Person]
) -> tuple[Token, int | None]:
    """ "the president": its first word, and the one person who has the title and was named before."""
    who = holders.get(fold(token.text), set())
    if token.i == 0 or len(who) != 1 or doc[token.i - 1].lower_ != "the":
        return token, None
    person = next(iter(who))
    narrowed = any(child.i > token.i and child.dep_ != "punct" for child in token.children)
    if narrowed or _names_follow(doc, token) or people[person].mentions[0].first > token.i:
        return token, None
    return doc[token.i - 1], person


def _names_follow(doc: Doc, token: Token) -> bool:
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is not None and (
        after.text[:1].isupper() or after.pos_ in {"NOUN", "PROPN"} or after.text in "-–'’s"
    )


def _name(first: Token, last: Token, person: Person) -> Name:
    span = Span(start=first.idx, end=last.idx + len(last.text))
    return Name(span=span, text=person.text, key=person.key, label=NameLabel.PERSON, pronoun=True)

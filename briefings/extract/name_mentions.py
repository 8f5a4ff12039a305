"""Where names stand in a parsed document: tokens that make one name, and what it names.

Theory: the model's own entities are taken where it has any; runs of proper nouns fill what it missed. Titles
in front of a person ("President", "Gov.") and the country in front of a title are not part of the name. An
adjective of a country or a people's name is a mention of the country.

NOT found: names in lower case; titles of works, told from other capitals only by quotation marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from babel import Locale
from spacy.tokens import Doc, Token

from briefings.extract.name_keys import BODIES, DEMONYMS, GENDERS, GROUNDS, SAME_BODY, TITLES, words_of
from briefings.extract.once import texts_of
from briefings.extract.spelling import fold
from briefings.extract.word_tables import words
from briefings.model import NameLabel

_ENTITY_LABELS = {
    "PER": NameLabel.PERSON, "PERSON": NameLabel.PERSON, "ORG": NameLabel.ORG, "LOC": NameLabel.PLACE,
    "GPE": NameLabel.PLACE, "FAC": NameLabel.PLACE, "NORP": NameLabel.PLACE, "MISC": NameLabel.OTHER,
    "EVENT": NameLabel.OTHER, "PRODUCT": NameLabel.OTHER, "WORK_OF_ART": NameLabel.OTHER,
}  # fmt: skip
_DAYS = words("""
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue
wed thu fri sat sun edt est gmt utc bst cet am pm christmas easter
""")
_JOINERS = frozenset(
    {"of", "de", "del", "da", "di", "van", "von", "der", "bin", "al", "el", "la", "le", "&", "-", "–"}
)
_NOT_NAMES = words("""
i mr mrs ms the a an it he she we they this that and but or so yes no oh
""")
OFFICES = words("""
president vice-president premier chancellor minister secretary undersecretary governor gov senator sen rep
congressman congresswoman mayor commissioner councilman councilwoman speaker leader chairman chairwoman chair
chief officer director attorney prosecutor ambassador envoy spokesman spokeswoman spokesperson adviser advisor
counsel commander sheriff superintendent inspector coach editor correspondent analyst economist ceo
""")
"""Titles that are nobody's name, so that what stands in front of one is no name of the person behind it."""

_PLACE_CASES = frozenset({"in", "at", "from", "near", "across", "outside", "into"})


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Tokens first..last that make one name; titled: the title words in front of it, lower case."""

    first: int
    last: int
    label: NameLabel
    titled: tuple[str, ...] = ()
    adjective: bool = False


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Folded names of countries and territories, as English has them."""
    names = [name for code, name in Locale("en").territories.items() if code.isalpha()]
    shortened = [name.split(" (")[0].split(" &")[0] for name in names]
    folded = {" ".join(words_of(name)) for name in [*names, *shortened]}
    return frozenset(folded | set(DEMONYMS.values()) - {"world"})


def find_mentions(doc: Doc) -> list[Mention]:
    """The names in `doc` in reading order; none overlap."""
    taken = bytearray(len(doc))
    found: list[Mention] = []
    texts = texts_of(doc)
    ordinary = {text for text in set(texts) if text.islower()}
    entities = list(_entities(doc))
    found += _peoples_of_two_words(doc, texts, entities)
    for mention in found:
        taken[mention.first : mention.last + 1] = b"\1\1"
    for first, last, label in entities:
        while first <= last and taken[first]:
            first += 1
        found += _from_run(doc, first, last, label, bool(entities))
    for mention in found:
        taken[mention.first : mention.last + 1] = b"\1" * (mention.last - mention.first + 1)
    for first, last in _runs(doc, taken, ordinary):
        found += _from_run(doc, first, last, None, bool(entities))
    for mention in found:
        taken[mention.first : mention.last + 1] = b"\1" * (mention.last - mention.first + 1)
    found += [
        Mention(first=place, last=place, label=NameLabel.PLACE, adjective=True)
        for place, text in enumerate(texts)
        if not taken[place] and text[:1].isupper() and fold(text) in DEMONYMS
    ]
    return sorted(_one_label_each(doc, found), key=lambda mention: mention.first)


def _entities(doc: Doc) -> Iterator[tuple[int, int, NameLabel]]:
    """The model's names, token by token, so that one that a line break cuts does no harm."""
    first, kind = -1, ""
    for token in doc:
        inside = token.ent_iob_ == "I" and first >= 0 and token.ent_type_ == kind and not token.is_sent_start
        if first >= 0 and not inside:
            if kind in _ENTITY_LABELS:
                yield first, token.i - 1, _ENTITY_LABELS[kind]
            first = -1
        if first < 0 and token.ent_iob_ in {"B", "I"} and token.ent_type_:
            first, kind = token.i, token.ent_type_
    if first >= 0 and kind in _ENTITY_LABELS:
        yield first, len(doc) - 1, _ENTITY_LABELS[kind]


def _peoples_of_two_words(
    doc: Doc, texts: Sequence[str], entities: Sequence[tuple[int, int, NameLabel]]
) -> Iterator[Mention]:
    """Adjectives of a country in two words ("North Korean"), where no more of a body's name follows
    ("South African Airways").
    """
    bodies = [(first, last) for first, last, label in entities if label is not NameLabel.PERSON]
    inside = {place for first, last in bodies for place in range(first, last)}  # and followed by more of it
    for place in range(len(texts) - 1):
        one, two = texts[place], texts[place + 1]
        if not (one[:1].isupper() and two[:1].isupper() and f"{fold(one)} {fold(two)}" in DEMONYMS):
            continue
        if not {place, place + 1} <= inside:
            yield Mention(first=place, last=place + 1, label=NameLabel.PLACE, adjective=True)


def _one_label_each(doc: Doc, found: list[Mention]) -> list[Mention]:
    """The same words mean the same thing throughout an article: the label most of their mentions have."""
    votes: dict[str, Counter[NameLabel]] = {}
    texts = [doc[mention.first : mention.last + 1].text for mention in found]
    for text, mention in zip(texts, found, strict=True):
        votes.setdefault(text, Counter())[mention.label] += 1
    return [
        replace(mention, label=votes[text].most_common(1)[0][0])
        for text, mention in zip(texts, found, strict=True)
    ]


def _runs(doc: Doc, taken: bytearray, ordinary: set[str]) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns outside what is taken."""
    at, size, texts = 0, len(doc), texts_of(doc)
    while at < size:
        if taken[at] or not texts[at][:1].isupper() or not _proper(doc[at]):
            at += 1
            continue
        last = at
        while last + 1 < size and doc[last + 1].sent == doc[at].sent:
            if not taken[last + 1] and _proper(doc[last + 1]):
                last += 1
            elif last + 2 < size and _joins(doc, last, taken):
                last += 2
            else:
                break
        if last > at or not _only_capital(doc[at], ordinary):
            yield at, last
        at = last + 1


def _proper(token: Token) -> bool:
    text = token.text
    return (
        (token.pos_ == "PROPN" or token.tag_ in {"NNP", "NNPS"})
        and text[:1].isupper()
        and token.lower_ not in _NOT_NAMES
        and token.lower_.rstrip(".") not in _DAYS
    )


def _joins(doc: Doc, last: int, taken: bytearray) -> bool:
    """Whether the word behind `last` joins it to the proper noun that follows: "University of Kyiv"."""
    joiner, after = doc[last + 1], doc[last + 2]
    if joiner.lower_ not in _JOINERS or taken[last + 1] or taken[last + 2] or not _proper(after):
        return False
    if after.sent != doc[last].sent:
        return False
    return joiner.lower_ != "of" or fold(doc[last].text) in BODIES | GROUNDS


def _only_capital(token: Token, ordinary: set[str]) -> bool:
    """A word that is capital only because a sentence or heading begins."""
    return bool(token.is_sent_start) and token.lower_ in ordinary


def _from_run(doc: Doc, first: int, last: int, label: NameLabel | None, read: bool) -> Iterator[Mention]:
    """The name in a run, with what stands in front of it parted off;
    a country in front is a mention of its own.

    label: the model's, None where it saw no name; read: the model finds names at all.
    """
    while first <= last and doc[first].lower_ in {"the", "a", "an"}:
        first += 1
    while last >= first and (doc[last].lower_ in {"'s", "’s", "'", "’"} or not doc[last].text.strip()):
        last -= 1
    if first > last or all(doc[i].lower_.rstrip(".") in _DAYS for i in range(first, last + 1)):
        return
    words = [fold(doc[i].text.rstrip(".")) for i in range(first, last + 1)]
    if label is NameLabel.PERSON and all(word in BODIES or word in TITLES for word in words):
        label = NameLabel.ORG  # "House", "Senate Majority"
    start = 0 if label in {NameLabel.ORG, NameLabel.PLACE, NameLabel.OTHER} else _after_titles(words)
    if label is NameLabel.PERSON:
        start = max(start, _behind_office(words))
    if start:
        yield from _countries_in(doc, first, words[:start])
    titled = tuple(word for word in words[:start] if word in TITLES) or _titles_before(doc, first)
    if all(word in TITLES for word in words[start:]):
        return
    if words[-1] in TITLES and _after_titles(words, whole=True) == len(words):
        yield from _countries_in(doc, first, words)  # "the U.S. President" is nobody's name
        return
    given = label or _label(doc, first + start, last, words[start:], bool(titled), read)
    if " ".join(words[start:]) in countries() or SAME_BODY.get(" ".join(words[start:]), "") in countries():
        given = NameLabel.PLACE
    yield Mention(first=first + start, last=last, label=given, titled=titled)


def _after_titles(words: list[str], *, whole: bool = False) -> int:
    """How many words at the front are titles, or a country before a title; none if nothing would be left,
    unless the whole of it may be titles.
    """
    if not whole and (words[-1] in BODIES or words[-1] in TITLES):
        return 0
    start = place = 0
    while place < len(words) - (not whole):
        if words[place] in TITLES:
            start = place = place + 1
        elif country := _country_at(words, place):
            place += country
        else:
            break
    return start


def _behind_office(words: list[str]) -> int:
    """How many words at the front are an office with what it is of: "Prescott Fire Chief Dan Fraijo",
    "[Chief of] Staff Reince Priebus", "[ambassador to the] U.N. Nikki Haley"; none if no name would be left.
    """
    start = 1 if words[0] == "staff" or words[0] in SAME_BODY else 0
    start = max([start, *(place + 1 for place, word in enumerate(words) if word in OFFICES)])
    while 0 < start < len(words) and (words[start] in {"-", "–"} or words[start] in TITLES):
        start += 1  # "Secretary-General", "Chief Justice"
    return start if start < len(words) and words[-1] not in BODIES else 0


def _country_at(words: Sequence[str], place: int) -> int:
    """How many words from there on name a country or its people: 2 in "New Zealand Prime Minister"."""
    for size in range(min(3, len(words) - place), 0, -1):
        joined = " ".join(words[place : place + size])
        if joined in DEMONYMS or joined in SAME_BODY or joined in countries():
            return size
    return 0


def _countries_in(doc: Doc, first: int, words: list[str]) -> Iterator[Mention]:
    place = 0
    while place < len(words):
        size = _country_at(words, place)
        if size and words[place] not in TITLES:
            at, adjective = first + place, " ".join(words[place : place + size]) in DEMONYMS
            yield Mention(first=at, last=at + size - 1, label=NameLabel.PLACE, adjective=adjective)
        place += size or 1


def _titles_before(doc: Doc, first: int) -> tuple[str, ...]:
    """Title words right in front of `first`, such as "chancellor" in "the chancellor Friedrich Merz"."""
    found: list[str] = []
    at = first - 1
    while at >= 0 and (word := fold(doc[at].text.rstrip("."))) in TITLES and len(found) < 4:
        found.insert(0, word)
        at -= 1
    return tuple(found)


def _label(doc: Doc, first: int, last: int, words: list[str], titled: bool, read: bool) -> NameLabel:
    joined = " ".join(words)
    if (
        joined in countries()
        or joined in DEMONYMS
        or words[-1] in GROUNDS
        or words[0] in {"mount", "lake", "fort"}
    ):
        return NameLabel.PLACE
    if SAME_BODY.get(joined, "") in countries():
        return NameLabel.PLACE
    if joined in SAME_BODY or any(word in BODIES for word in words):
        return NameLabel.ORG
    text = doc[first : last + 1].text
    if first == last and text.isupper() and 2 <= len(text) <= 6:
        return NameLabel.ORG
    if titled or words[0] in GENDERS:
        return NameLabel.PERSON
    if read:
        # The model finds names and left this one out: a capital, but whose we cannot tell.
        return NameLabel.OTHER
    cases = {child.lower_ for child in doc[last].children} | {child.lower_ for child in doc[first].children}
    if cases & _PLACE_CASES and last - first < 2:
        return NameLabel.PLACE
    if 1 <= last - first <= 2 and all(doc[i].text[0].isupper() for i in range(first, last + 1)):
        return NameLabel.PERSON
    return NameLabel.OTHER

"""Which articles belong to a topic: a pure decision over title, text and time of publication.

Theory: an article on a topic names several of the things that the topic is about, and some of them at once;
one that merely touches it names them further down. So a keyword counts once however often it stands, one of
several words where its words stand near each other in any order ("weapons halt", "halted the weapons"), and

    enough keywords ─┬─ two in headline and opening, one of the topic's name ─────► belongs
                     ├─ fewer there ── is the opening near the topic in meaning? ─► belongs, or not
                     └─ none there ───────────────────────────────────────────────► does not
    one too few ───── the topic's own name in the headline, and near in meaning? ─► belongs, or not

Years in a topic's name ("Thai cave rescue 2018") keep articles of other years out. A topic given by its name
alone is met by its name's words.

Known misses: an article that calls everything by other names than the topic does (no synonyms here, only
spellings: "defence" is "defense", "Kiev" is "Kyiv"); and one event's article is told from another's on the
same people only as far as keywords and years tell them apart. Measured in docs/quality.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from briefings.extract.name_tables import WORD_SPELLINGS
from briefings.extract.spelling import fold
from briefings.model import Topic

if TYPE_CHECKING:
    from briefings.meaning import Meaning

# Words that say nothing about a topic by themselves.
_EMPTY = """
a about after all an and are as at be been before but by for from has have how in into is it its latest
new news more of off on or out over report reports s said story that the their this to under up update
updates vs was what when where who why will with
"""
_EMPTY_WORDS = frozenset(_EMPTY.split())

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

# Words of one keyword are near each other within this many words: about a sentence of news.
NEAR_WORDS = 20

# Share of the keywords that an article must name, and the most that are ever asked. Measured on the nine
# shared events (7-8 keywords each): their 37 articles name 5 or more; the other events' articles 2 at most;
# of 8,000 archive articles a topic like "Trump-Zelenskyy call" meets 93 by three keywords, 1 by four.
KEYWORD_SHARE = 0.4
MOST_ASKED = 4

# Words of a text, after its headline, that are its opening: two or three paragraphs. Of what an archive of
# 8,000 brought up for twelve topics, hardly one article that names no keyword there was on the topic.
OPENING_WORDS = 120

# Keywords that stand in headline and opening for an article to belong without a look at its meaning.
OPENING_SURE = 2

# Keywords beyond enough that make up for the topic's own name, where an article never gives it.
MANY_MORE = 2

# How near in meaning (cosine) headline and first words must be to the topic's name and keywords: where one
# keyword stands there, and where one keyword too few is named at all. Set on the same twelve topics.
NEAR_MEANING = 0.25
NEARER_MEANING = 0.35

# Characters of a text that its meaning is taken from: the vector of a longer one drifts to the middle.
MEANT_CHARACTERS = 500

# Years around those that a topic's name gives in which an article may have come out: events of a December are
# written about in January.
YEARS_AFTER = 1

# A name's own words are weaker ("US", "air"), so more of them are asked for.
NAME_SHARE = 0.6

# Characters in which a word and its space fit, so that the opening's words are in so many times as many.
_LONG_WORD = 9

# Shorter words keep their last letter: "gas", "bus", "die".
_SHORTEST_PLURAL = 3

# Longer words are not written with dots between their letters.
_LONGEST_ABBREVIATION = 5

# A prefix brings up inflections and spellings for the decision to judge; shorter ones bring up everything.
_PREFIX_LEAST = 4
_PREFIX_CUT = 2


def derived_keywords(name: str) -> tuple[str, ...]:
    """Keywords for a topic given by its name alone: its content words, years aside, each once."""
    words = [w for w in _WORD.findall(name) if w.casefold() not in _EMPTY_WORDS and not _YEAR.fullmatch(w)]
    return tuple(dict.fromkeys(words or _WORD.findall(name)))


def folded_words(text: str) -> list[str]:
    """The words of a text as they are compared: one spelling, no accents, plural and possessive aside."""
    return [word_key(word) for word in _WORD.findall(_ABBREVIATION.sub(_undotted, text))]


class Matcher:
    """A topic made ready to judge articles by: `belongs` decides, `queries` bring up candidates.

    needed: how many different keywords an article must name at least; queries: FTS5 expressions, one a
    keyword. An article that belongs meets at least `needed` of them; not all that do belong.
    """

    def __init__(self, topic: Topic) -> None:
        derived = derived_keywords(topic.name)
        keywords = topic.keywords or derived
        by_name = set(keywords) == set(derived)
        self._phrases = _phrases(keywords)
        self._exclude = _phrases(topic.exclude)
        self._heads = _heads((*self._phrases, *self._exclude))
        share = NAME_SHARE if by_name else KEYWORD_SHARE
        self._enough = max(1, min(MOST_ASKED, ceil(share * len(self._phrases))))
        named = {word for phrase in _phrases([topic.name]) for word in phrase}
        self._own = [] if by_name else [phrase for phrase in self._phrases if named.issuperset(phrase)]
        self.needed = self._enough - 1 if self._own and self._enough > OPENING_SURE else self._enough
        self.queries = tuple(filter(None, map(_query, keywords)))
        self._years = [int(year) for year in _YEAR.findall(topic.name)]
        self._said = f"{topic.name}. {', '.join(topic.keywords)}"

    def belongs(self, title: str, text: str, published: datetime | None = None) -> bool:
        """Whether an article of that title and text, published then, is on the topic."""
        if not self._of_its_years(published):
            return False
        if not self._opens_with_one(title, text):
            return False
        places, opening = _places(title, text, self._heads)
        found = [phrase for phrase in self._phrases if _stands_near(phrase, places)]
        if len(found) < self.needed or any(_stands_near(phrase, places) for phrase in self._exclude):
            return False
        early = _before(places, opening)
        at_once = [phrase for phrase in found if _stands_near(phrase, early)]
        if len(found) < self._enough:
            headline, _ = _places(title, "", self._heads)
            own = any(_stands_near(phrase, headline) for phrase in self._own)
            return own and len(at_once) >= OPENING_SURE and self._near(title, text) >= NEARER_MEANING
        if self._own and not any(phrase in at_once for phrase in self._own):
            sure = any(phrase in found for phrase in self._own) or len(found) >= self._enough + MANY_MORE
            return sure and bool(at_once) and self._near(title, text) >= NEARER_MEANING
        if len(at_once) >= min(OPENING_SURE, self._enough):
            return True
        return bool(at_once) and self._near(title, text) >= NEAR_MEANING

    def _opens_with_one(self, title: str, text: str) -> bool:
        """Whether headline and opening name a keyword: nothing belongs without.

        Most that the index brings up fails here, before its whole text is looked at.
        """
        start = text[: OPENING_WORDS * _LONG_WORD]
        if len(_WORD.findall(_ABBREVIATION.sub(_undotted, start))) <= OPENING_WORDS:
            start = text
        places, opening = _places(title, start, self._heads)
        early = _before(places, opening)
        return any(_stands_near(phrase, early) for phrase in self._phrases)

    def matched(self, title: str, text: str) -> tuple[str, ...]:
        """The different keywords that an article names, folded, in the topic's order."""
        places, _ = _places(title, text, self._heads)
        return tuple(" ".join(phrase) for phrase in self._phrases if _stands_near(phrase, places))

    def _of_its_years(self, published: datetime | None) -> bool:
        if published is None or not self._years:
            return True
        return min(self._years) <= published.year <= max(self._years) + YEARS_AFTER

    def _near(self, title: str, text: str) -> float:
        """How near in meaning headline and first words are to the topic, -1 to 1."""
        topic, article = _meaning().vectors([self._said, f"{title}. {text[:MEANT_CHARACTERS]}"])
        return float(topic @ article)


@lru_cache(maxsize=1)
def _meaning() -> Meaning:
    """The shipped table of meanings, loaded where a decision hangs on it."""
    from briefings.meaning import Meaning

    return Meaning.shipped()


def _phrases(keywords: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Each keyword as its folded content words; those that fold alike once."""
    folded = (tuple(_content(folded_words(keyword))) for keyword in keywords)
    return tuple(dict.fromkeys(phrase for phrase in folded if phrase))


def _content(words: Sequence[str]) -> Sequence[str]:
    return [word for word in words if word not in _EMPTY_WORDS] or words


def _heads(phrases: Iterable[Sequence[str]]) -> frozenset[str]:
    """The first two letters of every word, in any of its spellings: no other word can be one of theirs."""
    words = {word for phrase in phrases for word in phrase}
    other = {form for form, key in WORD_SPELLINGS.items() if not words.isdisjoint((fold(form), fold(key)))}
    return frozenset(word[:2] for word in words | other)


def _places(title: str, text: str, heads: frozenset[str]) -> tuple[dict[str, list[int]], int]:
    """Where each word that begins with one of `heads` stands, and perhaps others; and where the opening ends.

    The title stands far enough from the text that no keyword spans both.
    """
    places: dict[str, list[int]] = {}
    start = opening = 0
    for part in (title, text):
        words = _WORD.findall(_ABBREVIATION.sub(_undotted, part))
        for place, word in enumerate(words, start):
            if word[:2].lower() in heads or word[1:2] == "'" or not word.isascii():
                places.setdefault(word_key(word), []).append(place)
        opening = start + OPENING_WORDS
        start += len(words) + NEAR_WORDS + 1
    return places, opening


def _before(places: dict[str, list[int]], end: int) -> dict[str, list[int]]:
    """Those of the places that come before one."""
    return {word: [place for place in where if place < end] for word, where in places.items()}


def _stands_near(phrase: Sequence[str], places: dict[str, list[int]]) -> bool:
    """Whether all words of the phrase stand within NEAR_WORDS of one place of its first."""
    found = [places.get(word) for word in phrase]
    lists = [where for where in found if where]
    if len(lists) < len(phrase):
        return False
    return any(all(any(abs(p - q) <= NEAR_WORDS for q in where) for where in lists[1:]) for p in lists[0])


def _query(keyword: str) -> str:
    """All words of one keyword, each in any of its spellings and inflections, anywhere in an article."""
    words = _content(_WORD.findall(_ABBREVIATION.sub(_undotted, keyword)))
    return " AND ".join(f"({' OR '.join(index_terms(word))})" for word in words)


def index_terms(word: str) -> Sequence[str]:
    """What a word may be in the index: itself, its other spellings, with their inflections, and with dots."""
    spellings = (other for other, key in WORD_SPELLINGS.items() if fold(key) == fold(word))
    forms = dict.fromkeys((word.casefold(), fold(word), word_key(word), *spellings))
    terms = [term for form in forms for term in _inflected(form)]
    if len(word) <= _LONGEST_ABBREVIATION and word.isascii() and word.isalpha():
        terms.append(f'"{" ".join(word)}"')  # "U.S." stands in the index as two words
    return tuple(dict.fromkeys(terms))


def _inflected(form: str) -> Iterable[str]:
    """Terms of FTS5, quoted, for one spelling: a prefix that its inflections share, or each of them."""
    parts = re.findall(r"[^\W_]+", form)
    if len(parts) != 1:
        yield f'"{" ".join(parts)}"'
    elif len(form) - _PREFIX_CUT >= _PREFIX_LEAST:
        yield f'"{form[:-_PREFIX_CUT]}"*'
    elif len(form) > _SHORTEST_PLURAL:
        yield f'"{form[:-1]}"*'
    else:
        yield from (f'"{form}"', f'"{form}s"', f'"{form}es"')


def _undotted(match: re.Match[str]) -> str:
    return match[0].replace(".", "")


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """One word as words are compared: one spelling, no accents, plural and possessive aside."""
    folded = fold(word)
    if len(folded) <= _SHORTEST_PLURAL:
        return folded
    if folded.endswith(("shes", "ches", "xes", "sses")):
        return folded[:-2]
    if folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        folded = folded[:-1]
    return f"{folded[:-2]}y" if folded.endswith("ie") else folded

"""Whom and what a pronoun can stand for, by the words of the last question and of its answer.

Names are told by their capitals, people from countries and bodies by the tables that reading uses. A surname
that is no given name ("Trump") can be either sex. What it cannot see: people named in small letters, but for
the one whose words were asked for ("what did bray say").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefings.ask import leaning
from briefings.ask.question_patterns import SPEAKER
from briefings.ask.tables import EMPTY_WORDS
from briefings.ask.words import words_of
from briefings.extract.name_keys import BODIES, DEMONYMS, GENDERS, SAME_BODY, TITLES
from briefings.extract.spelling import fold

_COUNTRIES = frozenset(DEMONYMS.values()) | frozenset(SAME_BODY.values()) | frozenset(DEMONYMS)
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")


def named_in(text: str) -> tuple[str, ...]:
    """Names in a question, in order; the word that opens it is none where it is an everyday word."""
    found = []
    for match in leaning.NAME.finditer(text):
        words = match[0].split()
        while words and words[0].lower().rstrip(".,") in EMPTY_WORDS and not words[0].isupper():
            words = words[1:]
        name = _POSSESSIVE.sub("", " ".join(words).rstrip(".,-"))
        if not name or (match.start() == 0 and len(words) == 1 and not _known(name)):
            continue
        found.append(name)
    return tuple(dict.fromkeys(found))


def _known(name: str) -> bool:
    key = fold(name)
    return key in _COUNTRIES or key in GENDERS or (len(name) > 1 and name.isupper())


def people_of(question: str, credited: str, quote: str) -> tuple[str, ...]:
    """Whom "he" or "she" can be after a question and its answer, likeliest first: the people that the
    question names, then whoever the answer is credited to, then the people that it names."""
    asked = [name for name in named_in(question) if may_be_person(name) and not _with_article(question, name)]
    speaker = SPEAKER.search(question)
    if not asked and speaker and not speaker["subject"].lower().startswith(("the ", "they", "it")):
        words = [word.text for word in words_of(speaker["subject"]) if word.text.lower() not in EMPTY_WORDS]
        asked = [" ".join(words)] if 0 < len(words) <= 3 and not any(map(_is_country, words)) else []
    told = [credited] if credited and may_be_person(credited) and len(credited.split()) > 1 else []
    held = [name for name in named_in(quote) if len(name.split()) > 1 and sex_of(name)]
    return tuple(dict.fromkeys([*asked, *told, *held]))[:3]


def _with_article(question: str, name: str) -> bool:
    return bool(re.search(rf"\b(?:the|an?)\s+{re.escape(name)}", question, re.IGNORECASE))


def _is_country(word: str) -> bool:
    return fold(word) in _COUNTRIES


def may_be_person(name: str) -> bool:
    """Whether a name can be a person's: no country, body or acronym."""
    words = [fold(word) for word in name.split()]
    if not words or name.isupper() or not name[0].isupper():
        return False
    if any(word in BODIES for word in words) or fold(name) in _COUNTRIES:
        return False
    return not all(word in _COUNTRIES for word in words)


def sex_of(name: str) -> str:
    """ "he" or "she" by the given name or the title, "" where neither tells."""
    for word in name.split():
        found = GENDERS.get(fold(word))
        if found:
            return found
        if fold(word) not in TITLES:
            break
    return ""


def several_of(words: Sequence[str]) -> str:
    """The first word that names several things ("drones"), as written; "" where none does."""
    for word in words:
        low = word.lower()
        plural = low in leaning.PLURALS or (
            len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))
        )
        if plural and not word[0].isupper() and low not in leaning.NO_PLURALS:
            return word
    return ""

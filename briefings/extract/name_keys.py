"""Keys by which names are compared, within an article and across articles.

A person's key is the folded surname ("zelensky"), or first and last name where an article has two people of
one surname ("bill clinton"); a place's is the country or place, whatever adjective stood for it ("russia" for
"Russians"); a body's is its name without article or legal form, or the one key of all its usual names.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from briefings.extract import name_genders, name_tables
from briefings.extract.spelling import fold
from briefings.extract.word_tables import words

# The tables under folded words, which is how names are looked up.
TITLES = frozenset(map(fold, name_tables.TITLES))
BODIES = frozenset(map(fold, name_tables.BODIES))
GROUNDS = frozenset(map(fold, name_tables.GROUNDS))
DEMONYMS = {" ".join(map(fold, names.split())): country for names, country in name_tables.DEMONYMS.items()}
GENDERS = {fold(word): gender for word, gender in name_genders.GENDERS.items()}
NICKNAMES = {fold(word): fold(name) for word, name in name_genders.NICKNAMES.items()}
SAME_BODY = {" ".join(map(fold, names.split())): key for names, key in name_tables.SAME_BODY.items()}

_COUNTRIES = frozenset(DEMONYMS.values()) | frozenset(SAME_BODY.values())

_PARTICLES = words("""
al el bin ben ibn abu abdul van von der den de del della da di du dos la le st ter
""")
_SUFFIXES = words("jr sr ii iii iv phd md esq")
_LEGAL = words("inc corp co ltd llc plc")
_SMALL = words("the of and for in on a an de")

# Two romanisations of one name share this much of their letters ("osottanakorn", "osatanakorn": 0.87), two
# different surnames of like length seldom do ("johnson", "johnston": 0.93, so six letters or less must agree
# but for one, and the first letter always must).
SAME_SPELLING = 0.84
SHORTEST_LOOSE = 7


def words_of(text: str) -> list[str]:
    """The folded words of a name, possessive and marks dropped."""
    words = [fold(word.strip(".,;:()[]“”\"‘’'")) for word in text.replace("-", " ").split()]
    return [word for word in words if word]


def person_words(text: str) -> list[str]:
    """The words of a person's name without suffix and lone initials between first and last."""
    words = [word for word in words_of(text) if word not in _SUFFIXES] or words_of(text)
    if len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    return words


def surname(words: Sequence[str]) -> str:
    """The surname with its particles: "bin laden", "van gogh"; of a single word, the word."""
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    if first == 1 and words[0] in _PARTICLES:
        first = 0
    name = list(words[first:])
    if len(name) > 1 and name[0] in {"al", "el"}:
        name = name[1:]
    return " ".join(name)


def body_key(text: str) -> str:
    """The key of an organisation or place."""
    words = [word for word in words_of(text) if word != "the"]
    while len(words) > 1 and words[-1] in _LEGAL:
        words = words[:-1]
    joined = " ".join(words)
    alone = joined.replace(" ", "") if all(len(word) == 1 for word in words) else joined
    alone = DEMONYMS.get(alone, alone)
    return SAME_BODY.get(alone, SAME_BODY.get(joined, alone))


def initials(words: Sequence[str]) -> str:
    """The letters that an acronym of these words would have."""
    return "".join(word[0] for word in words if word not in _SMALL)


def same_name(key_a: str, key_b: str) -> bool:
    """Whether two keys, from one article or two, may stand for one name.

    True for equal keys; a surname and a full name with it; two spellings of one surname; an acronym and the
    words it stands for. False for two people of one surname, and where in doubt.
    """
    if key_a == key_b:
        return bool(key_a)
    a, b = key_a.split(), key_b.split()
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        if len(long) == 1:
            return _alike(short[0], long[0])
        return (_alike(short[0], long[-1]) and not _is_body(long)) or _spells(short[0], long)
    if _is_body(a) or _is_body(b):
        return False
    return len(a) == len(b) and _alike(a[-1], b[-1]) and given_alike(a[0], b[0])


def given_alike(one: str, other: str) -> bool:
    """Whether two first names may be one: equal, an initial, a short form or a spelling."""
    if one == other or NICKNAMES.get(one, one) == NICKNAMES.get(other, other):
        return True
    short, long = sorted((one, other), key=len)
    if GENDERS.get(one, "?") != GENDERS.get(other, "?") and one in GENDERS and other in GENDERS:
        return False
    if long.startswith(short) and (len(short) == 1 or len(short) >= 3):
        return True
    return _alike(one, other)


def _spells(short: str, words: Sequence[str]) -> bool:
    return len(short) >= 3 and short == initials(words)


def _is_body(words: Sequence[str]) -> bool:
    return any(word in BODIES for word in words)


def _alike(one: str, other: str) -> bool:
    """Two spellings of one word: a letter or two in a long word, doublings in any."""
    if one == other:
        return True
    if one[0] != other[0] or min(len(one), len(other)) < 4 or (one in _COUNTRIES and other in _COUNTRIES):
        return False
    if _undoubled(one) == _undoubled(other):
        return True
    if min(len(one), len(other)) < SHORTEST_LOOSE or abs(len(one) - len(other)) > 2:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_SPELLING


def _undoubled(word: str) -> str:
    """`word` with doubled letters single, the way transliterations vary."""
    return "".join(letter for place, letter in enumerate(word) if not place or letter != word[place - 1])

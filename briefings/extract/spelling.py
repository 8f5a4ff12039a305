"""One spelling for words that English writes in several ways: `fold("Defence") == fold("defense")`.

Theory: newsrooms differ in house spelling (British, American), in diacritics and in how they carry a name
over from another script, but seldom in more than a few regular ways. Each way is a rule here or a row in
`name_tables`; the result is a key to compare by, not a word to show.

Known misses: words whose spelling is not regular ("tyre", "tire") unless they are in the table; two
romanisations of one name that differ by a vowel ("Osottanakorn", "Osatanakorn"): for these see
`briefings.extract.names.same_name`, which allows for a letter or two.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefings.extract.name_tables import LETTERS, WORD_SPELLINGS

_APOSTROPHES = re.compile("[’‘ʼ`´ʹ']")
_POSSESSIVE = re.compile("(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^\w-]+")
_HAS_LETTER = re.compile(r"[^\W\d_]")

# House spellings, applied in order to the lower-case word. Each pattern asks for enough letters in front
# that short everyday words ("four", "hour", "rise", "wise", "filled") keep their own key.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), repl)
    for pattern, repl in (
        (r"(?<=[a-z]{3})our(?=(?:s|ed|ing|able|ite|ites|al|ful|less|er|ers|y|hood|ly|ist|ists)?$)", "or"),
        (r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|er|ers|ation|ations|ational)$)", "iz"),
        (r"(?<=[a-z]{2})ys(?=(?:e|es|ed|ing|er|ers)$)", "yz"),
        (r"(?<=[a-z]{2})([tb])re(s?)$", r"\1er\2"),
        (r"(?<=[a-z]{2})ence(?=(?:s|less|man|men)?$)", "ense"),
        (r"(?<=[aeiou])([^aeiou]{1,3}[aeiou])ll(?=(?:ed|ing|er|ers|or|ors|ation)$)", r"\1l"),
        (r"(?<=[a-z]{4})ogue(s?)$", r"og\1"),
        (r"(?<=[a-z]{2})oeuvr", "euver"),
        (r"(?<=[a-z]{3})amme(s?)$", r"am\1"),
        # Romanised Slavic and Arabic endings and doublings.
        (r"(?<=[a-z]{3}k)(?:yy|iy|ij|yi|yj|ii|i)$", "y"),
        (r"(?<=[a-z]{2})(?:yy|iy|ij|yj|ii)$", "y"),
        (r"(?<=[a-z]{3})ei$", "ey"),
        (r"zh+zh+", "zh"),
        (r"(?<=[a-z])shch(?=[a-z])", "sch"),
    )
)


def fold(word: str) -> str:
    """The key of one word: lower case, no diacritics or possessive, one spelling.

    Words that differ only in house spelling, accents or romanised ending share a key. Idempotent.
    A hyphenated word is folded part by part and keeps its hyphens; a word with no letter in it is returned
    lower-cased, as it is. Raises nothing.
    """
    return _fold(word)


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    plain = _plain(_POSSESSIVE.sub("", word.strip()))
    if not _HAS_LETTER.search(plain):
        return plain
    return "-".join(_settle(part) for part in plain.split("-"))


def _plain(word: str) -> str:
    """`word` in lower case, without diacritics, apostrophes or other marks."""
    lowered = _APOSTROPHES.sub("", word.casefold())
    for letter, ascii_form in LETTERS.items():
        lowered = lowered.replace(letter, ascii_form)
    parted = unicodedata.normalize("NFKD", lowered)
    bare = "".join(c for c in parted if not unicodedata.combining(c))
    return _NOT_WORD.sub("", bare.casefold())


def _settle(part: str) -> str:
    """`part` with the rules applied until nothing changes: that makes folding idempotent."""
    for _ in range(4):
        before = part
        part = WORD_SPELLINGS.get(part, part)
        for pattern, repl in _RULES:
            part = pattern.sub(repl, part)
        if part == before:
            break
    return part

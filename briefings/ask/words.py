"""Words of a text with their places, and a light stem that joins the forms of one word.

The stem is no dictionary: it strips common endings and knows irregular families (``tables.FAMILIES``).
"meeting" and "met" join; "universe" and "universal" do not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefings.ask.tables import FAMILIES, SAME_NAME, TWINS

_WORD = re.compile(r"United (?:States|Kingdom|Nations)\b|(?:[A-Z]\.){2,}|[^\W\d_][\w’'\-]*|\d[\d,.]*\d|\d")
_FAMILY = {form: line.split()[0] for line in FAMILIES.strip().splitlines() for form in line.split()}
#: Endings and what replaces them, tried in order.
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ing", ""),
    ("ed", ""),
    ("ly", ""),
    ("es", ""),
    ("s", ""),
)
#: A stem keeps this many letters at least, so that "bed" and "sing" stay whole.
_SHORTEST = 3
#: Forms kept by the memory of stems: a topic's whole vocabulary.
_REMEMBERED = 65536


class Word(NamedTuple):
    """One word of a text: as written, its stem, and where it starts (characters from the text's start)."""

    text: str
    stem: str
    start: int

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital, as names are."""
        return self.text[0].isupper()


def words_of(text: str) -> tuple[Word, ...]:
    """The words and figures of `text`, in order; punctuation and signs are left out."""
    return tuple([Word(m.group(), stem(m.group()), m.start()) for m in _WORD.finditer(text)])


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The form that stands for all forms of `word`: lower case, without endings."""
    if word in SAME_NAME:
        return SAME_NAME[word]
    form = word.lower().replace("’", "'")
    form = form.removesuffix("'s").strip("'-")
    if form in _FAMILY:
        return _FAMILY[form]
    form = _stripped(form)
    if form in _FAMILY:
        return _FAMILY[form]
    return form[:-1] if form.endswith("e") and len(form) > _SHORTEST + 1 else form


def _stripped(form: str) -> str:
    for ending, instead in _ENDINGS:
        if not form.endswith(ending) or len(form) - len(ending) < _SHORTEST:
            continue
        if ending == "s" and form.endswith(("ss", "us", "is")):
            return form
        base = form[: -len(ending)] + instead
        doubled = (
            ending in ("ing", "ed")
            and len(base) > _SHORTEST
            and base[-1] == base[-2]
            and base[-1] not in "lsz"
        )
        return base[:-1] if doubled else base
    return form


def _twins() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in TWINS.strip().splitlines():
        stems = frozenset(stem(word) for word in line.split())
        for one in stems:
            found[one] = found.get(one, frozenset()) | stems
    return found


#: For each stem that has twins (``tables.TWINS``), the stems that mean the same.
TWIN_STEMS = _twins()

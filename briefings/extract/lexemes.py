"""Text cut into words, numbers and marks, for the grammars of figures and of dates.

It is a tokenizer of its own, so that these grammars do not depend on how a language model cuts
"25-year-old", "$1.2bn" or "MS804". A lexeme keeps its offsets: `text[start:end]` is the lexeme.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Lexeme(NamedTuple):
    """A word, number, code or mark. kind: "word", "number", "code" (letters with digits) or "mark"."""

    lower: str
    start: int
    end: int
    kind: str
    spaced: bool  # white space (or the start of the text) stands before it


_LEXEME = re.compile(
    r"""
      (?P<code>[^\W\d_]+\d\w*)                                  # MS804, A320, b12
    | (?P<number>\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?(?![\d])  # 37,000  1,234.5
        |\d+(?:\.\d+)?)                                         # 12  2.5
    | (?P<word>(?:[^\W\d_]\.){2,}                               # p.m.  U.S.
        |[^\W\d_]+(?:['’][^\W\d_]+)*)                           # people  don't
    | (?P<mark>\S)
    """,
    re.VERBOSE,
)


def lexemes(text: str) -> list[Lexeme]:
    """All lexemes of `text` in order; white space is between them."""
    found: list[Lexeme] = []
    last = -1
    for match in _LEXEME.finditer(text):
        start, end = match.span()
        lower = match.group().lower().replace("’", "'")
        found.append(Lexeme(lower, start, end, match.lastgroup or "mark", start != last))
        last = end
    return found

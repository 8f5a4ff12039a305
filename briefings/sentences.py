"""Where sentences begin in news text: rules over characters, one decision per stop.

``sentence_spans`` gives spans that tile the text: they lie in order, do not
overlap, and leave out nothing but white space.  ``SentenceStarts`` is the spaCy
component that tells the parser, which then never joins or cuts a sentence.

Each possible end (a line break, a stop, a bullet) goes to one small rule.  The
lists of abbreviations stand in ``abbreviations.py``.

What is missed: a sentence that begins in lower case after a stop ("iPhone sales
fell"), and an abbreviation that ends a sentence before a name ("moved to the
U.S. Smith said").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from briefings import abbreviations as known

#: A run of stops, whatever closes after it, and the white space behind.
_STOP = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]]*)(?P<gap>\s*)")
_BREAK = re.compile(r"[ \t]*\n\s*")
_BULLET = re.compile(r"(?<=\s)(?=[•▪●◦‣■►]\s)")
_LIST_MARK = re.compile(r"(?:[•▪●◦‣■►*–—-]|\(?\d{1,2}[.)])\s")
_LAST_WORD = re.compile(r"[^\s\"“”'‘’()\[\]—–/-]*$")
_NEXT_WORD = re.compile(r"[\"“”'‘’«(\[]*([^\W_]+(?:['’.-][^\W_]+)*)")
_OPENERS = re.compile(r"[\"“‘«(\['’]+")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_SPEAKER = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|the|an?|his|her|its|their|of|at|for|in)[,]?\s+){0,7}"
    r"(?:" + "|".join(sorted(known.SPEECH)) + r")\b"
)

#: Lines of hard-wrapped text are about this long; a shorter line that ends
#: without a stop is a heading or a list item.
_WRAPPED = range(55, 100)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, in order, without white space around it."""
    spans = []
    start = 0
    for cut in sorted({*_cuts(text), len(text)}):
        piece = text[start:cut]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append((left, right))
        start = cut
    return spans


def _cuts(text: str) -> Iterator[int]:
    """Positions at which a new sentence begins."""
    for found in _BREAK.finditer(text):
        if _line_ends(text, found):
            yield found.end()
    for found in _BULLET.finditer(text):
        yield found.start()
    for found in _STOP.finditer(text):
        if found.end() < len(text) and _stop_ends(text, found):
            yield found.end()


def _line_ends(text: str, found: re.Match[str]) -> bool:
    """A blank line always ends a sentence, a line break unless the text is wrapped."""
    if found.group().count("\n") > 1:
        return True
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    rest = text[found.end() : found.end() + 2]
    if _LIST_MARK.match(text, found.end()) or line.rstrip("\"'”’)").endswith((".", "!", "?", ":")):
        return True
    return not (rest[:1].islower() or len(line) in _WRAPPED)


def _stop_ends(text: str, found: re.Match[str]) -> bool:
    """Whether the stop ends its sentence, going by the words on both sides."""
    stop, close, gap = found.group("stop", "close", "gap")
    if "\n" in gap:
        return False  # left to the line-break rule
    following = _NEXT_WORD.match(text, found.end())
    word = following.group(1) if following else ""
    if not gap and not _glued(text, found, word):
        return False
    if not following:
        return bool(gap) and text[found.end()] not in ",;:.–—-&/|"
    if word[0].islower():
        return False
    if stop[-1] in "!?":
        return not (close.strip("\"'”’") != close and _SPEAKER.match(text, found.end()))
    if stop != "." or close.strip(")]"):
        return True
    before = _LAST_WORD.search(text, 0, found.start("stop"))
    return _period_ends(text, before.group() if before else "", found, word)


def _glued(text: str, found: re.Match[str], word: str) -> bool:
    """A stop without a space ends a sentence only as in "was lost.The search"."""
    chunk_start = max(text.rfind(" ", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
    chunk = text[chunk_start : found.end() + 12].split(maxsplit=1)[0]
    if any(mark in chunk for mark in ("@", "/", "www.", "_")) or not word:
        return False
    before = text[max(0, found.start() - 2) : found.start()]
    opened = _OPENERS.match(text, found.end())
    capital = word[0].isupper() and (word[1:2].islower() or word in {"I", "A"})
    if found.group("close") or opened:
        return capital and not (opened and opened.group() in "'’)")
    return len(before) == 2 and before.isalpha() and before.islower() and capital


def _period_ends(text: str, before: str, found: re.Match[str], word: str) -> bool:
    """Whether a single period after the word ``before`` is more than an abbreviation's."""
    lower = before.lower()
    starter = word in known.STARTERS
    digit = word[0].isdigit()
    if lower in known.TITLES and before[:1].isupper():
        return False
    if lower in known.BEFORE_FIGURES:
        return starter if not digit else False
    if before.isdigit() and len(before) <= 2 and _opens_line(text, found.start() - len(before)):
        return False
    if lower in {"a.m", "p.m", "am", "pm"}:
        return word not in known.AFTER_HOUR
    if _INITIALS.fullmatch(before) or lower in known.SHORTENED:
        return starter and text[found.end()] not in "("
    if len(before) == 1 and before.isupper():
        return starter and word not in {"A", "I"}
    return True


def _opens_line(text: str, position: int) -> bool:
    line = text[text.rfind("\n", 0, position) + 1 : position]
    return not line.strip(" \t\"'“‘(")


@Language.factory("sentence_starts", assigns=["token.is_sent_start"])
def sentence_starts(nlp: Language, name: str) -> SentenceStarts:
    """Make the component; spaCy finds it under the name "sentence_starts"."""
    return SentenceStarts()


class SentenceStarts:
    """Sets ``is_sent_start`` on every token, so that the parser keeps to it."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token at or after each sentence's start."""
        if not len(doc):
            return doc
        starts = np.array([start for start, _ in sentence_spans(doc.text)])
        marks = np.where(np.isin(doc.to_array([IDX]), starts), 1, -1)
        marks[0] = 1
        # One array: setting tokens one by one looks through the whole document each time.
        return doc.from_array([SENT_START], marks.astype(np.int64).view(np.uint64)[:, None])  # type: ignore[arg-type]

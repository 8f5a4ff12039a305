"""Page furniture in an article's text: captions, credits, promos, other articles, headings, bylines.

A theory of what furniture looks like, by shape and place rather than by site:
- a paragraph, or a range in one, that speaks of the page, its pictures or its makers ("Sign up for",
  "Photo: Reuters", "contributed to this report"): `furniture_patterns`;
- a short line without a full stop between paragraphs of prose is a heading, a question standing alone one to
  the reader, a line all in capitals a link to another story;
- the first lines before any prose are title, byline and section;
- stubs of other articles (outlet, "4 hours ago", headline, summary) begin a zone up to the page's end.

Not found: captions that are plain sentences without a credit, promos in an outlet's own words, opinion.
Offsets are into the text given; ranges are sorted and do not overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from briefings.extract import furniture_patterns as look

Furniture = tuple[int, int, str]

LONG_PARAGRAPH = 60
"""Words above which a mark of furniture condemns only its sentence, not its paragraph: captions are short."""

LONG_NOTE = 150
"""Words above which a paragraph that begins as an editor's note is the article itself."""

HEADING_WORDS = 7
"""Longest heading without a question mark; longer lines without full stop are highlights that state facts."""

QUESTION_WORDS = 14
"""Longest question, standing alone, that is a heading."""

LABEL_WORDS = 6
"""Longest line ending in a colon that only leads to what follows ("They tweeted this photo:")."""

BYLINE_WORDS = 12
"""Longest line before the first prose that can be byline, section or place."""

STRANGE_SHARE = 0.12
"""Share of its longer words that prose after an end mark has from the article, below which it is another one.
Of 3,000 archive articles, the second half shares less with the first in one of twenty; three of four
strangers do."""

PROSE_WORDS = 12
"""Words from which a line with a full stop counts as prose."""

TITLE_OVERLAP = 0.8
"""Share of a line's words that stand in the title (and the reverse 0.6) from which the line repeats it."""


@dataclass(frozen=True, kw_only=True)
class _Line:
    start: int
    end: int
    text: str
    words: int

    @cached_property
    def closed(self) -> bool:
        """Ends as a sentence does."""
        return bool(re.search(r"[.!?…:;,][\"'”’)\]]*$|[.!?][\"'”’)\]]* \(?\w+\)?$", self.text))

    @property
    def prose(self) -> bool:
        return self.words >= PROSE_WORDS and self.closed


def furniture_spans(text: str, title: str = "") -> list[Furniture]:
    """Ranges of `text` that are not the article's own prose, as (start, end, kind), sorted, not overlapping.

    Kinds: caption, credit, promo, related, heading, title, question, byline, dateline, label, stub, embed,
    note (a correction or editor's note). `title` lets a line that repeats the headline be known.
    """
    lines = _lines(text)
    found: list[Furniture] = []
    zone = _related_zone(lines)
    for number, line in enumerate(lines):
        if zone is not None and number >= zone:
            found.append((line.start, line.end, "related"))
            continue
        kind = _at_top_or_end(lines, number, title) or _by_look(line) or _heading_kind(lines, number)
        if kind:
            found.append((line.start, line.end, kind))
        else:
            found.extend(_inside(line))
    return _merged(found, text)


def _lines(text: str) -> list[_Line]:
    lines = []
    for match in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        bare = match.group().strip()
        if bare:
            start = match.start() + match.group().index(bare)
            lines.append(_Line(start=start, end=start + len(bare), text=bare, words=len(bare.split())))
    return lines


# -- by look: the words of one paragraph -----------------------------------------------------------------


def _by_look(line: _Line) -> str:
    """Kind of a paragraph that is furniture as a whole by its own words, "" where it is not."""
    if not re.search(r"\w", line.text):
        return "label"
    bare = line.text.lstrip("*[•–—- ")
    for kind, pattern in look.PARAGRAPHS:
        fits = line.words <= (LONG_NOTE if kind == "note" else LONG_PARAGRAPH)
        if fits and (pattern.match(line.text) or pattern.match(bare)) and not _speaks(line, kind):
            return kind
    if "Hide Caption" in line.text and line.text.startswith(("Photos:", "Hide Caption")):
        return "caption"
    if _shouts(line):
        return "related" if line.words > 3 else "heading"
    sentences = list(_sentences(line))
    kinds = [_sentence_kind(s) for _, _, s in sentences]
    if kinds and all(kinds):
        return kinds[-1]
    if line.words <= LONG_PARAGRAPH and len(sentences) <= 3 and kinds and kinds[-1] == "caption":
        return "caption"  # the picture's description, then its credit
    return ""


def _speaks(line: _Line, kind: str) -> bool:
    """A paragraph with a quotation credited to someone is prose, whatever it begins with."""
    if look.SURE.match(line.text):
        return False
    return kind in {"promo", "caption", "related"} and bool(look.SPEAKING.search(line.text))


def _shouts(line: _Line) -> bool:
    letters = [c for c in line.text if c.isalpha()]
    if re.match(r"[\"“]", line.text) and line.words > 3:
        return False  # someone's words, shouted
    return len(letters) >= 6 and sum(c.isupper() for c in letters) >= 0.9 * len(letters) and line.words <= 30


def _sentences(line: _Line) -> Iterator[tuple[int, int, str]]:
    """Sentences of a paragraph, roughly, with offsets into the text."""
    at = 0
    for match in re.finditer(r"(?<![A-Z][.])(?<=[.!?…])[\"'”’)]*\s+(?=[A-Z\"'“‘(\[—-])", line.text):
        yield (
            line.start + at,
            line.start + match.start() + len(match.group().rstrip()),
            line.text[at : match.end()].strip(),
        )
        at = match.end()
    if at < len(line.text):
        yield line.start + at, line.end, line.text[at:]


@lru_cache(maxsize=256)  # asked twice of each sentence of a paragraph
def _sentence_kind(sentence: str) -> str:
    lower = sentence.lower()
    for kind, signs, pattern in look.SENTENCES:
        if not _has_one(lower, signs):
            continue
        if pattern.search(sentence) and not re.search(r"[\"”],? (?:\w+ ){0,3}(?:said|says|told)\b", sentence):
            return kind
    return ""


def _has_one(text: str, signs: Sequence[str]) -> bool:
    for sign in signs:  # noqa: SIM110 -- `any` over a generator takes twice as long, and this is asked most
        if sign in text:
            return True
    return False


def _inside(line: _Line) -> Iterator[Furniture]:
    """Ranges of furniture within a paragraph of prose."""
    start = line.start
    for kind, pattern in look.OPENINGS:
        match = pattern.match(line.text[start - line.start :])
        if match and match.end():
            yield start, start + match.end(), kind
            start += match.end()
            if start >= line.end:
                return
    for kind, pattern in look.CLOSINGS:
        match = pattern.search(line.text)
        if match:
            yield line.start + match.start(), line.end, kind
    lower = line.text.lower()
    for kind, signs, pattern in look.INLINE:
        if not _has_one(lower, signs):
            continue
        for match in pattern.finditer(line.text):
            yield line.start + match.start(), line.start + match.end(), kind
    for match in look.GLUED_LINKS.finditer(line.text) if "MORE" in line.text else ():
        yield line.start + match.start("full"), line.start + match.end(), "related"
    for begin, end, sentence in _sentences(line):
        kind = _sentence_kind(sentence)
        if kind:
            yield begin, end, kind


# -- by place: a line among its neighbours ---------------------------------------------------------------


def _at_top_or_end(lines: Sequence[_Line], number: int, title: str) -> str:
    line = lines[number]
    first_prose = next((i for i, other in enumerate(lines) if other.prose), len(lines))
    if number <= first_prose and _repeats(line.text, title):
        return "title"
    if number < first_prose and first_prose < len(lines) and _is_byline(line):
        return "byline"
    if number > 0 and number >= len(lines) - 3 and _is_biography(line):
        return "byline"
    return ""


def _repeats(line: str, title: str) -> bool:
    a, b = (set(re.findall(r"\w+", t.casefold())) for t in (line, title))
    return len(a) >= 3 and bool(b) and len(a & b) >= TITLE_OVERLAP * len(a) and len(a & b) >= 0.6 * len(b)


def _is_byline(line: _Line) -> bool:
    """Names, outlet or section before the first prose: capitalised words only, no full stop."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", line.text)
    return (
        line.words <= BYLINE_WORDS
        and not re.search(r"[.!?:;\"”]$", line.text)
        and bool(words)
        and all(w[0].isupper() or w in look.SMALL_WORDS for w in words)
        and (len(words) <= 4 or "," in line.text or " and " in line.text or "|" in line.text)
    )


def _is_biography(line: _Line) -> bool:
    """A closing line about the writer: "X is a reporter for Y"."""
    return line.words <= LONG_PARAGRAPH and bool(look.BIOGRAPHY.match(line.text))


def _heading_kind(lines: Sequence[_Line], number: int) -> str:
    """Kind of a short line that stands between paragraphs, "" where it is prose or one of a list."""
    line = lines[number]
    if (
        line.text.endswith("?")
        and line.words <= QUESTION_WORDS
        and not re.match(r"[\"“]", line.text)
        and "." not in line.text[:-1]
    ):
        return "question"
    if line.text.endswith(":"):
        return "heading" if line.words <= LABEL_WORDS and number > 0 else ""
    if line.closed and not re.match(r"(?:['‘][^'’]+['’]|[\"“][^\"”]+[\"”])$", line.text):
        return ""
    if line.words > HEADING_WORDS or re.match(r"[\"“].*[.!?,][\"”]$", line.text):
        return ""
    around = [lines[i] for i in (number - 1, number + 1) if 0 <= i < len(lines)]
    loose = [other for other in around if not other.closed and not _by_look(other) and number > 0]
    return "" if len(loose) == len(around) and len(around) == 2 else "heading"


def _related_zone(lines: Sequence[_Line]) -> int | None:
    """Number of the first line of what follows the article on the page, None where nothing does."""
    stubs = [i for i, line in enumerate(lines) if look.TIME_AGO.match(line.text)]
    for number, line in enumerate(lines):
        if not look.RELATED_HEADING.match(line.text) or not any(other.prose for other in lines[:number]):
            continue
        rest = lines[number + 1 :]
        if any(i > number for i in stubs) or not any(other.prose for other in rest):
            return number
    end = _end_mark(lines)
    if end is not None and _strange_after(lines, end):
        return end + 1
    after_prose = [i for i in stubs if sum(other.prose for other in lines[:i]) >= 2]
    if len(after_prose) >= 2 or any(_repeated_name(lines, i) for i in after_prose):
        first = after_prose[0]
        while first > 0 and not lines[first - 1].closed:
            first -= 1
        return first
    return None


def _end_mark(lines: Sequence[_Line]) -> int | None:
    """Number of the line with which an article says that it ends: its wire's name, or a copyright."""
    for number, line in enumerate(lines):
        signed = line.prose and look.CLOSINGS[0][1].search(line.text)
        if number and (signed or look.END_MARK.match(line.text)):
            return number
    return None


def _strange_after(lines: Sequence[_Line], end: int) -> bool:
    """What stands after the end mark is a headline and prose that shares few words with the article."""
    after = lines[end + 1 :]
    prose = [line for line in after if line.prose]
    if not prose or not any(not line.closed for line in after[: after.index(prose[0])]):
        return False
    own = {w for line in lines[: end + 1] if line.prose for w in look.content_words(line.text)}
    theirs = {w for line in prose for w in look.content_words(line.text)}
    return bool(theirs) and len(own & theirs) < STRANGE_SHARE * len(theirs)


def _repeated_name(lines: Sequence[_Line], number: int) -> bool:
    """The line before the stub names an outlet that the line after it repeats."""
    if not 0 < number < len(lines) - 1:
        return False
    before, after = lines[number - 1].text.casefold(), lines[number + 1].text.casefold()
    return before.strip(" -–—•") == after.strip(" -–—•")


def _merged(found: Sequence[Furniture], text: str) -> list[Furniture]:
    """Sorted ranges without overlap or empty ones; of two that overlap the earlier and longer wins."""
    merged: list[Furniture] = []
    for start, end, kind in sorted(found, key=lambda f: (f[0], -f[1])):
        begin = max(start, merged[-1][1]) if merged else start
        if begin < end and text[begin:end].strip():
            merged.append((begin, end, kind))
    assert all(a[1] <= b[0] for a, b in pairwise(merged))
    return merged

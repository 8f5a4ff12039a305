"""Text with a little markup, and the only way to Telegram's HTML from it.

Invariants
- A `Run` is clean as soon as it exists: no control characters, no direction overrides, no half
  surrogates, no line ends. So any text at all, from any outlet, can be sent.
- Markup is data until `html` writes it, so a split can never fall inside a tag.
- What `split` returns fits one message each: at most `UNITS` UTF-16 units of text after parsing and
  `ENTITIES` entities, which are Telegram's own limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from html import escape
from urllib.parse import urlsplit

UNITS = 4096  # Bot API: characters of a message after parsing, counted in UTF-16 units
ENTITIES = 100  # Bot API: entities past this number are ignored without a word
WORD_ROOM = 40  # look back this far for a space before cutting inside a word: longer words are rare
NAME_UNITS = 120  # shown of the name of a topic or outlet; real ones have about 30

# Controls, direction embeddings/overrides/isolates (they reorder the rest of a message), the byte-order
# mark, half surrogates (not encodable). Left-to-right marks and joiners stay: real scripts need them.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """`text` on one line, without characters that Telegram refuses or that disturb a message."""
    return _UNWANTED.sub("", _BREAKS.sub(" ", text))


def units(text: str) -> int:
    """Length of `text` as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int) -> str:
    """`text` cut to at most `limit` UTF-16 units, at a space where there is one, with an ellipsis."""
    text = clean(text).strip()
    if units(text) <= limit:
        return text
    return _head(text, limit - 1).rstrip(" ,;:–—-") + "…"


def _head(text: str, limit: int) -> str:
    """The longest beginning of `text` within `limit` units, ending before a space if one is near."""
    size = 0
    for index, char in enumerate(text):
        size += 2 if ord(char) > 0xFFFF else 1
        if size > limit:
            space = text.rfind(" ", max(1, index - WORD_ROOM), index + 1)
            return text[: space if space > 0 else index]
    return text


class Style(StrEnum):
    """How a run looks; the value is its HTML tag."""

    PLAIN = ""
    BOLD = "b"
    ITALIC = "i"
    CODE = "code"


@dataclass(frozen=True, kw_only=True)
class Run:
    """Characters of one look. link: where a tap leads, http(s) only, anything else is dropped;
    moment: the time that the characters name, for clients that can show it in the reader's own zone."""

    text: str
    style: Style = Style.PLAIN
    link: str = ""
    moment: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))
        object.__setattr__(self, "link", web_link(self.link))

    @property
    def entities(self) -> int:
        """How many entities Telegram makes of this run."""
        return bool(self.style) + bool(self.link) + (self.moment is not None) if self.text else 0


def web_link(address: str) -> str:
    """`address` if it is a link that Telegram keeps (http or https, a host, encodable), else ""."""
    address = clean(address).strip().replace(" ", "%20")
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and host and "." in host else ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a message. quoted: stands in a block quotation, joined with quoted neighbours; folded: in
    one that shows its beginning only, until it is tapped; heading: never left alone at the end."""

    runs: tuple[Run, ...] = ()
    quoted: bool = False
    heading: bool = False
    folded: bool = False

    @property
    def frame(self) -> str:
        """The tag of the block that the line stands in, "" for none."""
        return "blockquote expandable" if self.folded else "blockquote" if self.quoted else ""

    @property
    def text(self) -> str:
        """What is left of the line after Telegram has parsed it."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def units(self) -> int:
        """UTF-16 units, without the line end."""
        return sum(units(run.text) for run in self.runs)

    @cached_property
    def entities(self) -> int:
        """Entities of the runs; the block quotation, if any, is counted by `split`."""
        return sum(run.entities for run in self.runs)


def line(*parts: str | Run, quoted: bool = False, heading: bool = False, folded: bool = False) -> Line:
    """A line of runs and plain strings."""
    runs = tuple(part if isinstance(part, Run) else Run(text=part) for part in parts)
    return Line(runs=tuple(run for run in runs if run.text), quoted=quoted, heading=heading, folded=folded)


def slots(text: str, *, quoted: bool = False, heading: bool = False, **runs: Run) -> Line:
    """`text` with each `{name}` in it replaced by the run of that name: a sentence that is translated as a
    whole, with parts that have a look of their own."""
    parts = re.split(r"\{(\w+)\}", text)
    made: list[str | Run] = [runs.get(p, p) if i % 2 else p for i, p in enumerate(parts)]
    return line(*made, quoted=quoted, heading=heading)


def bold(text: str, link: str = "") -> Run:
    """`text` in bold, leading to `link` if that is one."""
    return Run(text=text, style=Style.BOLD, link=link)


def italic(text: str) -> Run:
    """`text` in italics."""
    return Run(text=text, style=Style.ITALIC)


BLANK = Line()


def plain(lines: Iterable[Line]) -> str:
    """The text of `lines` without markup, as Telegram's parser leaves it."""
    return "\n".join(each.text for each in lines)


def html(lines: Sequence[Line]) -> str:
    """`lines` in the HTML that Telegram's parser accepts; neighbours of one frame share one blockquote."""
    out: list[str] = []
    for index, each in enumerate(lines):
        opens = each.frame and (index == 0 or lines[index - 1].frame != each.frame)
        closes = each.frame and (index + 1 == len(lines) or lines[index + 1].frame != each.frame)
        inner = "".join(_tagged(run) for run in each.runs)
        out.append((f"<{each.frame}>" if opens else "") + inner + ("</blockquote>" if closes else ""))
    return "\n".join(out)


def _tagged(run: Run) -> str:
    """One run as HTML."""
    text = escape(run.text, quote=False)
    if run.style:
        text = f"<{run.style.value}>{text}</{run.style.value}>"
    if run.moment is not None:
        text = f'<tg-time unix="{int(run.moment.timestamp())}" format="Dt">{text}</tg-time>'
    if run.link:
        text = f'<a href="{escape(run.link)}">{text}</a>'
    return text


def clip_line(long: Line, limit: int) -> Line:
    """`long` cut to at most `limit` UTF-16 units and few enough entities, with an ellipsis."""
    if long.units <= limit and long.entities < ENTITIES:
        return long
    first, _ = _cut(long, limit - 1, ENTITIES - 1)
    return replace(first, runs=(*first.runs, Run(text="…")))


def split(
    lines: Sequence[Line], limit: int = UNITS, entity_limit: int = ENTITIES
) -> tuple[tuple[Line, ...], ...]:
    """`lines` in messages that Telegram takes whole, parted at line ends where lines are short enough.

    Blank lines at the edges of a message go; messages without any text go too.
    """
    messages: list[list[Line]] = [[]]
    for each in _short_lines(lines, limit, entity_limit):
        if not fits([*messages[-1], each], limit, entity_limit):
            messages.append(_take_trailing_headings(messages[-1]))
            if not fits([*messages[-1], each], limit, entity_limit):
                messages.append([])
        messages[-1].append(each)
    trimmed = (_trim(message) for message in messages)
    return tuple(message for message in trimmed if message)


def fits(lines: Sequence[Line], limit: int = UNITS, entity_limit: int = ENTITIES) -> bool:
    """Whether `lines` go into one message."""
    size = sum(each.units + 1 for each in lines) - 1
    quotations = sum(
        bool(each.frame) and (i == 0 or lines[i - 1].frame != each.frame) for i, each in enumerate(lines)
    )
    return size <= limit and sum(each.entities for each in lines) + quotations <= entity_limit


def _take_trailing_headings(message: list[Line]) -> list[Line]:
    """Remove headings (and blanks) from the end of `message` and return them, unless it is all headings."""
    end = len(message)
    while end and (message[end - 1].heading or not message[end - 1].text.strip()):
        end -= 1
    if end == 0:
        return []
    taken = message[end:]
    del message[end:]
    return taken


def _trim(message: Sequence[Line]) -> tuple[Line, ...]:
    """`message` without empty lines at its ends."""
    kept = [i for i, each in enumerate(message) if each.text.strip()]
    return tuple(message[kept[0] : kept[-1] + 1]) if kept else ()


def folded(lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` in a block that shows its beginning only until it is tapped."""
    return tuple(replace(each, folded=True) for each in lines)


def _short_lines(lines: Iterable[Line], limit: int, entity_limit: int) -> Iterator[Line]:
    """`lines`, those too long for one message cut into several."""
    for each in lines:
        room = entity_limit - bool(each.frame)
        while each.units > limit or each.entities > room:
            first, each = _cut(each, limit, room)
            yield first
        yield each


def _cut(long: Line, limit: int, room: int) -> tuple[Line, Line]:
    """`long` in two: a first part that fits, and the rest, which is shorter."""
    taken: list[Run] = []
    rest = list(long.runs)
    while rest and rest[0].entities <= room and units(rest[0].text) <= limit:
        run = rest.pop(0)
        taken.append(run)
        limit -= units(run.text)
        room -= run.entities
    if rest and rest[0].entities <= room and limit > WORD_ROOM:
        head = _head(rest[0].text, limit)
        taken.append(replace(rest[0], text=head))
        rest[0] = replace(rest[0], text=rest[0].text[len(head) :].lstrip(" "))
    return replace(long, runs=tuple(taken)), replace(long, runs=tuple(rest))

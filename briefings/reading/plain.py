"""Plain-text reports, page furniture and all, to articles.

    text -> header fields -> furniture ranges -> title, outlet, byline, credit, date -> paragraphs that remain

What is furniture is decided in `briefings.extract.furniture`; here it is cut. Not found: the outlet, where
neither a header line nor a breadcrumb names it; then the file's name stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from briefings.extract.furniture import Furniture, furniture_spans
from briefings.extract.wires import wire_credit
from briefings.model import Article
from briefings.reading.moments import Moment, day_in_address, moment_in, read_moment

HEADER_LINES = 12
"""Lines at the top among which "Title: ..." and the like are header fields."""

TITLE_WORDS = range(4, 26)
"""Words a line before the first prose may have to be the headline."""

WRAPPED_WIDTH = range(40, 100)
"""Median width of lines, in characters, of a hard-wrapped text, most of whose lines end inside a sentence."""

_FIELD = re.compile(
    r"(?i)(?P<name>site|source|outlet|publisher|publication|title|headline|url|link|date|published|author|by|byline)"
    r"\s*:\s*(?P<value>\S.*)$"
)
_FIELD_NAMES = {
    "site": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "publication": "outlet",
    "headline": "title",
    "link": "url",
    "date": "published",
    "author": "byline",
    "by": "byline",
}


def read_plain(text: str, *, name: str, url: str, now: datetime) -> Article | None:
    """The article that stands in `text`, without furniture; None where no prose remains.

    name: what to call it where no title or outlet is found (the file's name); url: where no header names one.
    """
    fields, body = split_header(_tidy(text))
    title = fields.get("title", "")
    spans = furniture_spans(body, title)
    if not title:
        title = _headline(body, spans)
        spans = furniture_spans(body, title)
    clean = clean_text(body, spans)
    if not clean:
        return None
    byline = fields.get("byline", "") or _byline(body, spans)
    credit = wire_credit(body, byline, spans=spans)
    published = _published(fields, body, spans, now)
    return Article(
        url=fields["url"] if re.match(r"https?://", fields.get("url", "")) else url,
        title=title or _spoken(name),
        outlet=fields.get("outlet", "") or _breadcrumb(body, spans, title) or _spoken(name, without=credit),
        text=clean,
        published=published.at if published else None,
        day_only=published.day_only if published else False,
        zone_hours=published.zone_hours if published else None,
        byline=byline,
        credit=credit,
        fetched=now,
    )


def clean_text(text: str, spans: Sequence[Furniture]) -> str:
    """`text` without the ranges, as paragraphs parted by blank lines."""
    kept, at = [], 0
    for start, end, kind in spans:
        kept.append(text[at:start])
        if kind not in {"dateline", "label", "credit"} and "\n" not in text[start:end]:
            kept.append(" ")
        at = end
    kept.append(text[at:])
    paragraphs = (re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(kept).split("\n"))
    return "\n\n".join(p for p in paragraphs if re.search(r"\w", p))


def split_header(text: str) -> tuple[dict[str, str], str]:
    """Header fields ("Title: ...") of the first lines by their plain names, and the text after them."""
    fields: dict[str, str] = {}
    lines = text.lstrip().split("\n")
    taken = 0
    for number, line in enumerate(lines[:HEADER_LINES]):
        match = _FIELD.match(line.strip())
        if match:
            name = match["name"].lower()
            fields.setdefault(_FIELD_NAMES.get(name, name), match["value"].strip())
            taken = number + 1
        elif line.strip():
            break
    # one field alone may as well be the article's own first line ("Source: officials say ...")
    return (fields, "\n".join(lines[taken:])) if len(fields) >= 2 else ({}, text)


def _tidy(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace("\u00a0", " ")
    return _unwrapped(text)


def _unwrapped(text: str) -> str:
    """Hard-wrapped paragraphs joined into one line each; other text as it is."""
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    if len(lines) < 6 or "\n\n" not in text:
        return text
    widths = sorted(len(line) for line in lines)
    loose = sum(not re.search(r"[.!?:\"”’)]$", line) for line in lines)
    if (
        widths[len(widths) // 2] not in WRAPPED_WIDTH
        or widths[-1] > WRAPPED_WIDTH.stop
        or loose < 0.5 * len(lines)
    ):
        return text
    blocks = re.split(r"\n\s*\n", text)
    return "\n\n".join(
        " ".join(line.strip() for line in block.split("\n") if line.strip()) for block in blocks
    )


def _top_lines(body: str, spans: Sequence[Furniture]) -> list[tuple[str, str]]:
    """(line, kind) of the furniture that stands before the first prose, with "" for a line that is none."""
    kinds = {start: kind for start, _, kind in spans}
    top = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", body):
        line = match.group().strip()
        start = match.start() + match.group().index(line)
        if len(line.split()) >= 12 and re.search(r"[.!?][\"”’)]*$", line):
            break
        top.append((line, kinds.get(start, "")))
    return top


def _headline(body: str, spans: Sequence[Furniture]) -> str:
    """The longest line before the prose that could be a headline, "" where none could."""
    fits = [
        line
        for line, kind in _top_lines(body, spans)
        if kind in {"", "heading", "title", "byline", "question"}
        and len(line.split()) in TITLE_WORDS
        and not re.search(r"[.:;,]$|^(?:By|Published|Updated|Photo)\b", line)
        and not (kind == "byline" and re.search(r",| on$", line) and len(line.split()) < 8)
    ]
    return max(fits[:3], key=len, default="")


def _byline(body: str, spans: Sequence[Furniture]) -> str:
    names = [
        line
        for line, kind in _top_lines(body, spans)
        if kind == "byline" and re.search(r",|^By\b| and ", line) and len(line.split()) >= 2
    ]
    return re.sub(r"^By\s+|\s+on$", "", names[0]) if names else ""


def _breadcrumb(body: str, spans: Sequence[Furniture], title: str) -> str:
    """The last crumb of a trail ("News / Paper") above the headline, "" where there is no trail."""
    lines = [line for line, _ in _top_lines(body, spans)]
    above = lines[: lines.index(title)] if title in lines else []
    trail = [i for i, line in enumerate(above) if line in {"/", ">", "»", "›", "|"}]
    after = above[trail[-1] + 1 :] if trail else []
    return after[0] if after and len(after[0].split()) <= 4 else ""


def _published(fields: dict[str, str], body: str, spans: Sequence[Furniture], now: datetime) -> Moment | None:
    stubs = [body[a:b] for a, b, kind in spans if kind in {"stub", "byline"}]
    for written in (fields.get("published", ""), *stubs):
        moment = read_moment(written, now=now)
        if not isinstance(moment, Moment):
            moment = moment_in(written, now=now)
        if moment is not None:
            return moment
    return day_in_address(fields.get("url", ""), now=now)


def _spoken(name: str, without: str = "") -> str:
    """A file's name as words, less the wire that the text is credited to: "daily8-reuters" is "Daily8"."""
    words = re.sub(r"[-_\s]+", " ", name).strip()
    less = re.sub(rf"(?i)\b{re.escape(without)}\b", "", words).strip() if without else words
    chosen = less or words or "text"
    return chosen if any(c.isupper() for c in chosen) else chosen[:1].upper() + chosen[1:]

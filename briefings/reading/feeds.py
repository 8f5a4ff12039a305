"""Feeds to entries: RSS 2.0, RSS 1.0, Atom by feedparser, JSON Feed by json; and which feeds a page names.

    bytes -> text by charset -> no entity declarations, MAX_ENTRIES at most -> parser -> ParsedFeed |
    FeedProblem

XML is refused where it declares entities or an internal DTD: no feed needs them, bombs and file thieves do.
"""

from __future__ import annotations

import calendar
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import feedparser
import lxml.html

from briefings.reading.blocks import blocks_of
from briefings.reading.moments import Moment, read_moment
from briefings.reading.page import decoded_page
from briefings.reading.records import storable

MAX_ENTRIES = 200
"""Entries that are taken from one answer, the first in it: feeds put the newest first and hold 10 to 100."""

MAX_LINE = 2_000
"""Longest title or address in characters."""

MAX_BODY = 500_000
"""Longest body of an entry in characters."""

FEED_KINDS = re.compile(
    r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/json|text/xml|application/xml"
)

USUAL_PLACES = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
"""Where sites keep a feed that their pages do not name."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry. key: what tells it from others in its feed; text: its body as plain paragraphs, or "".

    credit: who it comes from first, where the feed says so; whole: the text is all there is.
    """

    key: str
    url: str
    title: str
    text: str = ""
    author: str = ""
    published: Moment | None = None
    credit: str = ""
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class ParsedFeed:
    """What a feed says. left_out: entries beyond MAX_ENTRIES, or without address and text."""

    title: str
    site: str
    language: str
    entries: tuple[Entry, ...]
    left_out: int = 0


@dataclass(frozen=True, kw_only=True)
class FeedProblem:
    """Why there is no feed in an answer, in one line."""

    reason: str


def parse_feed(
    content: bytes, *, url: str, now: datetime, charset: str | None = None
) -> ParsedFeed | FeedProblem:
    """The feed in an answer from `url`, or why it holds none."""
    text = decoded_page(content, charset).lstrip("\ufeff \t\r\n")
    if not text:
        return FeedProblem(reason="empty")
    if text.startswith("{"):
        return _json_feed(text, url, now)
    if re.search(r"<!ENTITY|<!DOCTYPE[^>\[]{0,1000}\[", text, re.IGNORECASE):
        return FeedProblem(reason="declares XML entities, which no feed needs")
    if not re.search(r"<(?:\w+:)?(?:rss|feed|rdf)\b", text[:5000], re.IGNORECASE):
        return FeedProblem(
            reason="a web page, not a feed" if "<html" in text[:2000].lower() else "not a feed"
        )
    cut, left_out = _capped(text)
    return _xml_feed(cut, left_out, url, now)


# -- XML --------------------------------------------------------------------------------------------------


def _capped(text: str) -> tuple[str, int]:
    """The document without the entries after the first MAX_ENTRIES, and how many were cut."""
    starts = [match.start() for match in re.finditer(r"<(?:\w+:)?(?:item|entry)[\s/>]", text)]
    if len(starts) <= MAX_ENTRIES:
        return text, 0
    ends = [match.end() for match in re.finditer(r"</(?:\w+:)?(?:item|entry)\s*>", text[starts[-1] :])]
    end = starts[-1] + ends[-1] if ends else len(text)
    return text[: starts[MAX_ENTRIES]] + text[end:], len(starts) - MAX_ENTRIES


def _xml_feed(text: str, left_out: int, url: str, now: datetime) -> ParsedFeed | FeedProblem:
    bare = re.sub(r"^<\?xml[^>]{0,200}\?>", "", text)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    # As a stream: feedparser takes a string for an address to fetch or a file to open.
    stream = io.BytesIO(storable(bare).encode())
    try:
        parsed = feedparser.parse(stream, response_headers=headers)
    except (
        LookupError,
        AttributeError,
        TypeError,
        ValueError,
        AssertionError,
    ):  # its own faults
        return FeedProblem(reason="not a feed that can be parsed")
    if not parsed.get("version") and not parsed.entries:
        return FeedProblem(reason="not a feed that can be parsed")
    entries = [_entry(raw, url, now) for raw in parsed.entries[:MAX_ENTRIES]]
    held = tuple(entry for entry in entries if entry is not None)
    return ParsedFeed(
        title=_line(_plain(parsed.feed.get("title", ""))),
        site=_address(url, parsed.feed.get("link")),
        language=_line(parsed.feed.get("language"))[:2].lower(),
        entries=held,
        left_out=left_out + len(entries) - len(held),
    )


def _entry(raw: Any, base: str, now: datetime) -> Entry | None:
    contents = [raw.get("summary") or "", *(c.get("value") or "" for c in raw.get("content", [])[:5])]
    text = max((_plain(c) for c in contents if isinstance(c, str)), key=len, default="")
    url = _address(base, raw.get("link"))
    key = _line(raw.get("id")) or url
    if not key or not (url or text):
        return None
    return Entry(
        key=key,
        url=url,
        title=_line(_plain(raw.get("title") or "")),
        text=text,
        author=_line(raw.get("author")),
        published=_published(raw, now),
    )


def _published(raw: Any, now: datetime) -> Moment | None:
    # dict.get: feedparser's own get answers "updated" with "published" and warns of it.
    for name in ("published", "created", "updated"):
        moment = read_moment(dict.get(raw, name), now=now)
        if isinstance(moment, Moment):
            return moment
        parts = dict.get(raw, f"{name}_parsed")
        if parts:
            try:
                moment = read_moment(calendar.timegm(parts), now=now)
            except (ValueError, TypeError, OverflowError):
                continue
            if isinstance(moment, Moment):
                return moment
    return None


# -- JSON Feed --------------------------------------------------------------------------------------------


def _json_feed(text: str, url: str, now: datetime) -> ParsedFeed | FeedProblem:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        return FeedProblem(reason="broken JSON")
    items = feed.get("items")
    if "jsonfeed.org" not in str(feed.get("version", "")) or not isinstance(items, list):
        return FeedProblem(reason="JSON, but not a JSON Feed")
    entries = [_json_entry(item, url, now) for item in items[:MAX_ENTRIES] if isinstance(item, dict)]
    held = tuple(entry for entry in entries if entry is not None)
    return ParsedFeed(
        title=_line(feed.get("title")),
        site=_address(url, feed.get("home_page_url")),
        language=_line(feed.get("language"))[:2].lower(),
        entries=held,
        left_out=len(items) - len(held),
    )


def _json_entry(item: dict[str, Any], base: str, now: datetime) -> Entry | None:
    html, plain = item.get("content_html"), item.get("content_text")
    text = _plain(html) if isinstance(html, str) and html else _body(plain)
    url = _address(base, item.get("url")) or _address(base, item.get("external_url"))
    key = _line(str(item["id"])) if item.get("id") is not None else url
    if not key or not (url or text):
        return None
    moment = read_moment(item.get("date_published"), now=now)
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_line(a.get("name")) for a in authors or [] if isinstance(a, dict)]
    return Entry(
        key=key,
        url=url,
        title=_line(item.get("title")),
        text=text,
        author=", ".join(name for name in names if name),
        published=moment if isinstance(moment, Moment) else None,
    )


# -- discovery --------------------------------------------------------------------------------------------


def named_feeds(html: bytes, url: str, charset: str | None = None) -> tuple[str, ...]:
    """Addresses of the feeds that a page names in its head, in its order."""
    text = decoded_page(html, charset).replace("\x00", "")
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    if not text.strip():
        return ()
    try:
        tree = lxml.html.document_fromstring(text, ensure_head_body=True)
    except lxml.etree.ParserError:  # nothing is left of it: "<!"
        return ()
    return tuple(dict.fromkeys(_named(tree, url)))


def _named(tree: lxml.html.HtmlElement, url: str) -> Iterator[str]:
    for link in tree.iter("link"):
        kind = (link.get("type") or "").lower()
        if "alternate" in (link.get("rel") or "").lower().split() and FEED_KINDS.match(kind):
            address = _address(url, link.get("href"))
            if address:
                yield address


# -- pieces -----------------------------------------------------------------------------------------------


def _line(value: object) -> str:
    return re.sub(r"\s+", " ", storable(value)).strip()[:MAX_LINE] if isinstance(value, str) else ""


def _body(value: object) -> str:
    return storable(value)[:MAX_BODY].strip() if isinstance(value, str) else ""


def _plain(markup: str) -> str:
    """Paragraphs of a piece of HTML, parted by blank lines."""
    markup = storable(markup)[:MAX_BODY]
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (lxml.etree.LxmlError, ValueError):
        return re.sub(r"<[^<>]{0,500}>", " ", markup).strip()
    return "\n\n".join(block.text for block in blocks_of(tree))


def _address(base: str, written: object) -> str:
    """`written` as an address on the web, "" where it is none."""
    if not isinstance(written, str) or not written.strip() or len(written) > MAX_LINE:
        return ""
    try:
        address = urljoin(base, storable(written.strip()))
    except ValueError:
        return ""
    return address if re.match(r"https?://[^\s/]", address) else ""

"""What is fed with nonsense: each target takes any bytes, and must come to an end with an answer or a reason.

Raises nothing but what its caller expects: anything else is a fault.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from datetime import UTC, datetime

from bot.addressing import addressed
from bot.callbacks import decode
from bot.richtext import fits, html, line, split
from briefings.errors import BriefingsError, FetchError
from briefings.model import Topic
from briefings.reading.channels import parse_preview
from briefings.reading.feeds import named_feeds, parse_feed
from briefings.reading.guard import web_address
from briefings.reading.moments import read_moment
from briefings.reading.opml import read_opml
from briefings.reading.page import read_page
from briefings.reading.plain import read_plain
from briefings.reading.records import read_record
from briefings.search.query import parse
from briefings.store.identity import fold_name, url_key
from briefings.topics import Matcher

NOW = datetime(2026, 11, 21, tzinfo=UTC)
URL = "https://news.example/story"


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def page(data: bytes) -> None:
    """A web page."""
    read_page(data, URL, now=NOW)


def feed(data: bytes) -> None:
    """A feed of any kind, a page that names feeds, the preview of a channel."""
    parse_feed(data, url=URL, now=NOW)
    named_feeds(data, URL)
    parse_preview(_text(data), url="https://t.me/s/news", now=NOW)


def opml(data: bytes) -> None:
    """A list of feeds."""
    with contextlib.suppress(BriefingsError):
        read_opml(data, "list.opml")


def record(data: bytes) -> None:
    """A line of JSON."""
    with contextlib.suppress(ValueError, RecursionError):  # BadRecord is a ValueError
        read_record(json.loads(data), name="x.jsonl", now=NOW)


def plain(data: bytes) -> None:
    """A text file."""
    read_plain(_text(data), name="x.txt", url=URL, now=NOW)


def small(data: bytes) -> None:
    """What is short: moments, addresses, names, keywords, queries, callback data, commands."""
    text = _text(data)
    read_moment(text, now=NOW)
    url_key(text)
    fold_name(text)
    Matcher(Topic(name="x", keywords=(text,), exclude=(text[::-1],)))
    parse(text, NOW)
    decode(text)
    addressed(text, "bot", private=False)
    with contextlib.suppress(FetchError):
        web_address(text)


def message(data: bytes) -> None:
    """Text on its way into a message."""
    lines = [line(part) for part in _text(data).split("\n")]
    for part in split(lines):
        assert fits(part)
        html(part)


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (page, feed, opml, record, plain, small, message)
}

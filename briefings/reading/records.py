"""One article from one JSON object with `url title outlet published text`.

Only the text is needed. Whatever else is missing or of the wrong type is left out, not guessed: an outlet is
taken from the address, a name for the article from its content, so that the same record twice is one article.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from urllib.parse import urlsplit

from briefings.extract.wires import wire_credit
from briefings.model import Article
from briefings.reading.moments import Unbelieved, day_in_address, read_moment

MAX_TEXT = 1_000_000
"""Longest text of one article in characters; longer is a book or a broken export."""

MAX_FIELD = 2_000
"""Longest title, outlet or address in characters; more is cut (an address: left out)."""


class BadRecord(ValueError):  # noqa: N818 -- names the record, which is what is bad
    """A JSON value that holds no article; the message says why."""


class Note(str):
    """What was not believed in a record that went in."""

    __slots__ = ()


def decoded(raw: bytes) -> str:
    """Text of bytes whose character set nobody names: UTF-8 or 16 by mark, UTF-8, else Windows-1252."""
    for mark, charset in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(charset, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def read_record(record: object, *, name: str, now: datetime) -> tuple[Article, tuple[Note, ...]]:
    """The article of a decoded JSON value, and notes on what of it was not believed; raises BadRecord.

    name: the file's name, which stands in for an outlet.
    """
    if not isinstance(record, dict):
        raise BadRecord("not a JSON object")
    text = record.get("text")
    if not isinstance(text, str) or not re.search(r"\w", text):
        raise BadRecord("no text" if text in (None, "") or isinstance(text, str) else "text is not a string")
    if len(text) > MAX_TEXT:
        raise BadRecord(f"text longer than {MAX_TEXT:,} characters")
    text = storable(text)
    url = _address(record.get("url")) or _name_for(text)
    published = read_moment(record.get("published"), now=now)
    notes = []
    if isinstance(published, Unbelieved):
        notes.append(Note(f"published {published.written!r} is {published.reason}: left out"))
        published = None
    published = published or day_in_address(url, now=now)
    byline = _line(record.get("byline") or record.get("authors"))
    article = Article(
        url=url,
        title=_line(record.get("title")),
        outlet=_line(record.get("outlet")) or _host(url) or name.split(".")[0],
        text=text,
        published=published.at if published else None,
        day_only=published.day_only if published else False,
        zone_hours=published.zone_hours if published else None,
        byline=byline,
        credit=_line(record.get("credit")) or wire_credit(text, byline),
        language=_language(record.get("language")),
        fetched=now,
    )
    return article, tuple(notes)


def storable(text: str) -> str:
    """`text` without what cannot be written as UTF-8 or stored: lone surrogates and NULs."""
    return text.replace("\x00", "").encode("utf-8", errors="replace").decode("utf-8")


def _line(value: object) -> str:
    if isinstance(value, list):
        value = ", ".join(v for v in value if isinstance(v, str))
    return re.sub(r"\s+", " ", storable(value)).strip()[:MAX_FIELD] if isinstance(value, str) else ""


def _address(value: object) -> str:
    """`value` as an address, "" where it is none or one of a scheme that is not the web's or a file's."""
    if (
        not isinstance(value, str)
        or len(value) > MAX_FIELD
        or not re.match(r"(?i)(?:https?://[^\s/]|file:)", value)
    ):
        return ""
    return storable(value.strip())


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _language(value: object) -> str:
    return value[:2].lower() if isinstance(value, str) and re.match(r"[A-Za-z]{2}(?:[-_]|$)", value) else ""


def _name_for(text: str) -> str:
    """A name for an article without address, by its content: the same wherever it lies."""
    return f"file:{hashlib.sha256(text.encode()).hexdigest()[:24]}"

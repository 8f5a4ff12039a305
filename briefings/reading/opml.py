"""Lists of feeds as other programs write and read them: OPML 2.0."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from lxml import etree

from briefings.errors import InputError
from briefings.reading.records import storable

MAX_FEEDS = 10_000
"""Feeds that are taken from one list."""

MAX_BYTES = 20_000_000
"""Largest list in bytes."""


def read_opml(content: bytes, name: str) -> tuple[tuple[str, str], ...]:
    """(address, title) of each feed in a list, once each; raises InputError where it is none.

    name: what to call the list in an error.
    """
    if len(content) > MAX_BYTES:
        raise InputError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB, too large for a list of feeds")
    if b"<!ENTITY" in content.replace(b"\x00", b""):
        raise InputError(f"{name}: declares XML entities, which no OPML list needs")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: not an OPML list: {_first_line(error)}") from error
    # By hand: lxml's own QName raises on a tag that only its recovering parser lets through ("<opm:l").
    if root is None or str(root.tag).rpartition("}")[2] != "opml":
        raise InputError(f"{name}: not an OPML list of feeds")
    found: dict[str, str] = {}
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if re.match(r"https?://[^\s/]", url) and len(found) < MAX_FEEDS:
            found.setdefault(url, (outline.get("title") or outline.get("text") or "").strip())
    return tuple(found.items())


def write_opml(feeds: Iterable[tuple[str, str, str]], *, now: datetime) -> str:
    """A list of (address, title, site) as an OPML document."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "Feeds that Concordance reads"
    ElementTree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = ElementTree.SubElement(root, "body")
    for url, title, site in feeds:
        named = {"type": "rss", "text": title or url, "xmlUrl": url} | ({"htmlUrl": site} if site else {})
        ElementTree.SubElement(body, "outline", {k: _printable(v) for k, v in named.items()})
    ElementTree.indent(root)
    written = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _printable(text: str) -> str:
    """`text` without the control characters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", storable(text))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else "broken XML"

"""Nonsense that looks like something: real shapes, cut, doubled, swapped and filled with odd bytes."""

from __future__ import annotations

import random
from pathlib import Path

PAGES = Path(__file__).resolve().parents[1] / "data" / "pages"

SHAPES = (
    b"<rss version='2.0'><channel><title>x</title><item><title>t</title><link>https://a.example/1</link>"
    b"<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate><description>&lt;p&gt;x</description></item>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><link href='/x'/><updated>2026-03-02T10:00Z",
    b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://a.example/1",'
    b'"content_html":"<p>x","date_published":"2026-03-02"}]}',
    b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><opml><outline xmlUrl='&b;'",
    b'{"url":"https://a.example","title":"t","outlet":"o","published":"2026-03-02","text":"The ferry left."}',
    "Title\nBy Ann\nKYIV, July 4 (Reuters) - “More than 500,” he said. 12:30 a.m. 4–5 July\n\n".encode(),
    'd1:412:p3.2 t1:7e /topic@bot US–Ukraine "a b" since:2026-01-01 -x NEAR( 1.000,5 %'.encode(),
    b"http://[::ffff:127.0.0.1]:80/a?utm_source=x#y http://user:pw@0x7f.1/ //x https://xn--a.example/%00",
)
ODD = (
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<" * 50, b"[" * 50, b"&#x110000;"),
    "\u202e\u2028\u200d🇺🇦e\u0301".encode(),
)


def shapes() -> tuple[bytes, ...]:
    """What mutation begins with: the shapes above and the first kilobytes of the sample pages."""
    return (*SHAPES, *(path.read_bytes()[:8_000] for path in sorted(PAGES.glob("*.html"))))


def mutated(chance: random.Random, seeds: tuple[bytes, ...]) -> bytes:
    """One of the seeds, changed here and there."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randrange(1, 8)):
        at, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        match chance.randrange(6):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = data[at:end][:500] * chance.randrange(1, 20)
            case 2:
                data[at:at] = chance.choice(ODD)
            case 3:
                data[at:at] = chance.choice(seeds)[:200]
            case 4 if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
            case _:
                data[at:end] = data[at:end][::-1][:200]
        if not data:
            data = bytearray(b"x")
    return bytes(data[:20_000])

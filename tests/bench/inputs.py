"""What is measured on: articles of a real archive where it is there, else made ones; the same every time."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import islice
from pathlib import Path

import seeds
from briefings import pipeline
from briefings.model import Article

ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "newsroom" / "archive.jsonl.gz"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def articles(count: int) -> list[Article]:
    """`count` articles: every n-th of the archive, or made of the sample reports' sentences."""
    if not ARCHIVE.exists():
        return made(count)
    found = (one for one in pipeline.items_of([str(ARCHIVE)], NOW) if isinstance(one, Article))
    return list(islice(found, count))


def made(count: int) -> list[Article]:
    """Articles of 25 to 45 sentences drawn from the sample reports, each of another day and outlet."""
    items = pipeline.items_of([str(path) for path in seeds.report_files()], NOW)
    samples = [item for item in items if isinstance(item, Article)]
    sentences = [s for a in samples for s in re.findall(r"[A-Z“][^.!?\n]{30,}[.!?]", a.text)]
    draw = random.Random(0)
    return [
        replace(
            draw.choice(samples),
            url=f"https://bench.example/{number}",
            outlet=f"Outlet {number % 40}",
            text="\n\n".join(draw.sample(sentences, draw.randint(25, 45))),
            published=NOW - timedelta(minutes=number),
        )
        for number in range(count)
    ]


def page_of(article: Article) -> bytes:
    """The article as a news page has it, with some furniture around."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in article.text.split("\n\n"))
    links = "".join(f'<li><a href="/n/{n}">Another story, number {n}</a></li>' for n in range(30))
    return (
        f"<!doctype html><html><head><title>{escape(article.title)}</title>"
        f'<meta property="og:site_name" content="{escape(article.outlet)}"></head><body><nav><ul>{links}</ul>'
        f"</nav><article><h1>{escape(article.title)}</h1>{paragraphs}</article><footer>All rights</footer>"
        "</body></html>"
    ).encode()

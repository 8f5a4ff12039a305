"""Pages looked at again, so that what an outlet changes without saying so is seen.

    due pages ─► page, on condition ─┬─ not changed, or not to be had: nothing
                                     └─ parse ─► the same article? ─► Article with the text it has now

An article keeps what is known of it besides text and title (outlet, time, credit): a page read again tells no
more of these than it did.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefings.copies import own_runs
from briefings.errors import FetchError
from briefings.following import Look
from briefings.model import Article, Passage, Span
from briefings.reading.fetch import Fetcher, Unchanged
from briefings.reading.page import read_page
from briefings.reading.parsing import Aside, ParsingError, aside

SAME_ARTICLE = 0.3
"""Share of an article's own runs of words (`briefings.copies`) that must stand in a page read again: below it
shows something else now, such as a page of consent, a list of links, or another story."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What came of looking at a page again. article: as it reads now, None where it is as it was or could not
    be read, for which `problem` is the reason."""

    look: Look
    article: Article | None = None
    problem: str = ""
    etag: str = ""
    modified: str = ""


async def look_again(
    looks: Sequence[tuple[Look, Article]], fetcher: Fetcher, *, now: datetime, parse: Aside = aside
) -> AsyncIterator[Looked]:
    """Look at pages again, each with the article as it is stored; what came of each, as it is done."""
    tasks = [asyncio.create_task(_looked(look, stored, fetcher, now, parse)) for look, stored in looks]
    try:
        for done in asyncio.as_completed(tasks):
            yield await done
    finally:
        for task in tasks:
            task.cancel()


async def _looked(look: Look, stored: Article, fetcher: Fetcher, now: datetime, parse: Aside) -> Looked:
    try:
        page = await fetcher.page_again(look.url, etag=look.etag, modified=look.modified)
    except FetchError as error:
        return Looked(look=look, problem=error.reason, etag=look.etag, modified=look.modified)
    if isinstance(page, Unchanged):
        return Looked(look=look, etag=look.etag, modified=look.modified)
    try:
        read = await parse(read_page, page.content, page.url, now=now, charset=page.charset)
        same = isinstance(read, Article) and await parse(_same_article, stored, read)
    except ParsingError as error:
        return Looked(look=look, problem=str(error))
    except Exception as error:  # as for feeds
        log.exception("%s could not be read again", look.url)
        return Looked(look=look, problem=f"could not be read ({type(error).__name__})")
    if not isinstance(read, Article):
        return Looked(look=look, problem=read.reason, etag=page.etag, modified=page.modified)
    if not same:
        return Looked(
            look=look, problem="another text stands there now", etag=page.etag, modified=page.modified
        )
    article = replace(stored, title=read.title or stored.title, text=read.text, fetched=now)
    changed = (article.title, article.text) != (stored.title, stored.text)
    return Looked(look=look, article=article if changed else None, etag=page.etag, modified=page.modified)


def _same_article(stored: Article, read: Article) -> bool:
    """Whether a page read again still has the article that was read there, edited or not."""
    before, now = (_runs(article.text) for article in (stored, read))
    return len(before & now) >= SAME_ARTICLE * len(before)


def _runs(text: str) -> frozenset[str]:
    lines = re.finditer(r"[^\n]+", text)
    spans = [Span(start=line.start(), end=line.end()) for line in lines]
    return own_runs(text, [Passage(number=n, span=span) for n, span in enumerate(spans)])

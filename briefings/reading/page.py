"""An article from the HTML of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import trafilatura
from trafilatura.settings import Document

from briefings.model import Article
from briefings.reading.moments import Moment, read_moment


@dataclass(frozen=True, kw_only=True)
class PageProblem:
    """Why a page gave no article. reason: one line; paywall: the page holds only the beginning of one."""

    reason: str
    paywall: bool = False


def read_page(html: bytes, url: str, *, now: datetime, charset: str | None = None) -> Article | PageProblem:
    """The article that a page holds, or why it holds none."""
    document = trafilatura.bare_extraction(html, url=url, include_comments=False, with_metadata=False)
    if not isinstance(document, Document) or not document.text:
        return PageProblem(reason="holds no article")
    published = read_moment(document.date, now=now)
    return Article(
        url=url,
        title=document.title or "",
        outlet=document.sitename or document.hostname or "",
        text=document.text.replace("\n", "\n\n"),
        published=published.at if isinstance(published, Moment) else None,
        day_only=isinstance(published, Moment) and published.day_only,
        byline=document.author or "",
        fetched=now,
    )

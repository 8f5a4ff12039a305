"""Feeds asked, and what is new in them read.

    due feeds ─┬─ feed ─► parse ─► entries not seen ─► pages, or the entry's own text ─► Article | Rejected
               └─ ... side by side; one host's requests one after the other (`fetch`)

Gives what came of each feed as it is done; keeps nothing. Whoever calls stores the articles first, the feed
next.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefings.errors import BriefingsError, FetchError
from briefings.extract.wires import wire_credit
from briefings.following import Feed, after_failure, after_success
from briefings.model import Article
from briefings.reading.channels import is_preview, parse_preview, preview_address
from briefings.reading.feeds import USUAL_PLACES, Entry, FeedProblem, ParsedFeed, named_feeds, parse_feed
from briefings.reading.fetch import AnswerError, Fetched, Fetcher, Unchanged
from briefings.reading.page import PageProblem, decoded_page, read_page
from briefings.reading.parsing import Aside, ParsingError, aside
from briefings.reading.sources import Rejected

MAX_NEW = 30
"""Pages fetched for one feed in one poll, the first in the feed; the rest is passed over and said so."""

WHOLE_TEXT = 600
"""Characters from which an entry's own text stands in for a page that cannot be read: below, it is a
teaser."""

Seen = Callable[[Feed, Sequence[str]], Awaitable[frozenset[str]]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Page:
    """Where an article was read, so that it can be looked at again. article: its address."""

    article: str
    url: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, kw_only=True)
class Polled:
    """What came of asking one feed. before, after: how it stood and stands; keys: of its entries, to be
    remembered.

    items: new articles, and what could not be read, with the reason; pages: where articles were read.
    """

    before: Feed
    after: Feed
    items: tuple[Article | Rejected, ...] = ()
    keys: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()


async def poll(
    feeds: Sequence[Feed], fetcher: Fetcher, *, now: datetime, seen: Seen, parse: Aside = aside
) -> AsyncIterator[Polled]:
    """Ask each feed and read what is new; results come as they are done.

    seen: which of the keys given were remembered for a feed before; parse: where pages are parsed.
    """
    asking = _Asking(fetcher=fetcher, now=now, seen=seen, parse=parse)
    tasks = [asyncio.create_task(_polled(feed, asking)) for feed in feeds]
    try:
        for done in asyncio.as_completed(tasks):
            yield await done
    finally:
        for task in tasks:
            task.cancel()


@dataclass(frozen=True, kw_only=True)
class _Asking:
    """With what feeds are asked."""

    fetcher: Fetcher
    now: datetime
    seen: Seen
    parse: Aside


async def _polled(feed: Feed, asking: _Asking) -> Polled:
    try:
        return await _asked(feed, asking)
    except ParsingError as error:
        return _failed(feed, asking.now, str(error))
    except BriefingsError:  # of the store, which is everybody's
        raise
    except (
        Exception
    ) as error:  # a fault of ours on one feed's content must not keep all others from being read
        log.exception("%s could not be polled", feed.url)
        problem = f"could not be read ({type(error).__name__}, a fault of this program)"
        return _failed(feed, asking.now, problem)


async def _asked(feed: Feed, asking: _Asking) -> Polled:
    fetcher, now = asking.fetcher, asking.now
    preview = is_preview(feed.url)
    try:
        answer = await fetcher.feed(feed.url, etag=feed.etag, modified=feed.modified, robots=preview)
    except AnswerError as error:
        return _failed(feed, now, error.reason, error.retry_after, gone=error.status == 410)
    except FetchError as error:
        return _failed(feed, now, error.reason)
    feed_now = replace(feed, url=answer.moved or feed.url)
    if isinstance(answer, Unchanged):
        after = after_success(feed_now, now=now, max_age=answer.max_age)
        return Polled(before=feed, after=after)
    # Parsing takes a while: other feeds, and whatever else runs here, go on meanwhile.
    parsed = await asking.parse(_parsed, answer, now=now)
    if isinstance(parsed, FeedProblem):
        return _failed(feed, now, parsed.reason)
    known = await asking.seen(feed, [entry.key for entry in parsed.entries])
    new = [entry for entry in parsed.entries if entry.key not in known]
    told = replace(
        feed_now,
        title=feed.title or parsed.title,
        site=parsed.site or feed.site,
        etag=answer.etag,
        modified=answer.modified,
        entries=len(parsed.entries),
    )
    times = [entry.published.at for entry in parsed.entries if entry.published]
    after = after_success(told, now=now, times=times, new=len(new), max_age=answer.max_age)
    read = [await _read(entry, parsed, after, asking) for entry in new[:MAX_NEW]]
    items = (*(one.item for one in read), *_passed_over(feed, parsed, len(new)))
    again = {entry.key for entry, one in zip(new, read, strict=False) if one.again}
    keys = tuple(entry.key for entry in parsed.entries if entry.key not in again)
    pages = tuple(one.page for one in read if one.page)
    return Polled(before=feed, after=after, items=items, keys=keys, pages=pages)


def _parsed(answer: Fetched, *, now: datetime) -> ParsedFeed | FeedProblem:
    """The feed in an answer, or the posts of a channel's preview page."""
    if is_preview(answer.url):
        return parse_preview(decoded_page(answer.content, answer.charset), url=answer.url, now=now)
    return parse_feed(answer.content, url=answer.url, now=now, charset=answer.charset)


def _failed(
    feed: Feed, now: datetime, problem: str, retry_after: float | None = None, *, gone: bool = False
) -> Polled:
    after = after_failure(feed, now=now, problem=problem, retry_after=retry_after, gone=gone)
    return Polled(before=feed, after=after)


def _passed_over(feed: Feed, parsed: ParsedFeed, new: int) -> list[Article | Rejected]:
    """A note on entries that were not read: too many at once, or too many in one feed."""
    over = max(0, new - MAX_NEW)
    notes = [f"{over} more new entries were passed over, {MAX_NEW} are read at a time"] if over else []
    notes += [f"{parsed.left_out} entries of the feed were left out"] if parsed.left_out else []
    return [Rejected(source=feed.url, line=0, reason=note) for note in notes]


@dataclass(frozen=True, kw_only=True)
class _Read:
    """What came of an entry. again: its page may be there next time, so the entry is not to be remembered."""

    item: Article | Rejected
    again: bool = False
    page: Page | None = None


async def _read(entry: Entry, parsed: ParsedFeed, feed: Feed, asking: _Asking) -> _Read:
    """The article behind an entry: its page, or its own whole text where the page can't be read."""
    problem, again, now = "the entry has no address", False, asking.now
    if entry.whole:
        return _Read(item=_from_entry(entry, parsed, feed, now))
    if entry.url:
        try:
            page = await asking.fetcher.page(entry.url)
        except FetchError as error:
            problem, again = error.reason, _passing(error)
        else:
            read = await _page(page, asking)
            if isinstance(read, Article):
                article = _completed(read, entry, feed)
                held = Page(article=article.url, url=page.url, etag=page.etag, modified=page.modified)
                return _Read(item=article, page=held)
            problem = read.reason
    if len(entry.text) >= WHOLE_TEXT:
        return _Read(item=_from_entry(entry, parsed, feed, now))
    where = entry.url or f"{feed.url} ({entry.title[:80]})"
    return _Read(item=Rejected(source=where, line=0, reason=problem), again=again)


async def _page(page: Fetched, asking: _Asking) -> Article | PageProblem:
    """The article of a page; a page that cannot be parsed, for whatever reason, costs no other."""
    try:
        return await asking.parse(read_page, page.content, page.url, now=asking.now, charset=page.charset)
    except ParsingError as error:
        return PageProblem(reason=str(error))
    except Exception as error:
        log.exception("%s could not be read", page.url)
        return PageProblem(reason=f"could not be read ({type(error).__name__}, a fault of this program)")


def _passing(error: FetchError) -> bool:
    """Whether a failure may have passed by the next poll: a server or a line that is down, not a refusal."""
    if isinstance(error, AnswerError):
        return error.status >= 500 or error.status in {408, 425, 429}
    return error.reason.startswith(
        ("cannot be reached", "no answer", "no connection", "no end", "no such host")
    )


def _completed(article: Article, entry: Entry, feed: Feed) -> Article:
    """An article from a page, with what its feed knows better: a time, a name for the outlet."""
    moment = entry.published
    if moment and (article.published is None or (article.day_only and not moment.day_only)):
        article = replace(
            article,
            published=moment.at,
            day_only=moment.day_only,
            zone_hours=article.zone_hours or moment.zone_hours,
        )
    nameless = "." in article.outlet and " " not in article.outlet
    return replace(
        article,
        title=article.title or entry.title,
        outlet=feed.title if nameless and feed.title else article.outlet,
        byline=article.byline or entry.author,
    )


def _from_entry(entry: Entry, parsed: ParsedFeed, feed: Feed, now: datetime) -> Article:
    moment = entry.published
    return Article(
        url=entry.url or f"{feed.url}#{entry.key}",
        title=entry.title,
        outlet=feed.title or parsed.title,
        text=entry.text,
        published=moment.at if moment else None,
        day_only=moment.day_only if moment else False,
        zone_hours=moment.zone_hours if moment else None,
        byline=entry.author,
        credit=entry.credit or wire_credit(entry.text, entry.author),
        language=parsed.language,
        fetched=now,
    )


async def find_feed(
    url: str, fetcher: Fetcher, *, now: datetime, parse: Aside = aside
) -> tuple[str, ParsedFeed]:
    """The feed at `url`, or the one that the page there names, or one in a usual place; raises FetchError.

    A Telegram channel ("@name", "t.me/name") is found at its preview page.
    """
    url = preview_address(url) or url
    answer = await fetcher.feed(url, robots=is_preview(url))
    if isinstance(answer, Unchanged):
        raise FetchError(url, "the server answered 304 though nothing was held")
    parsed = await parse(_parsed, answer, now=now)
    if isinstance(parsed, ParsedFeed):
        return answer.moved or url, parsed
    named = named_feeds(answer.content, answer.url, answer.charset)
    usual = tuple(
        answer.url.split("/", 3)[0] + "//" + answer.url.split("/", 3)[2] + place for place in USUAL_PLACES
    )
    for candidate in named[:5] or usual:
        try:
            tried = await fetcher.feed(candidate)
        except FetchError:
            continue
        if not isinstance(tried, Unchanged):
            found = await parse(_parsed, tried, now=now)
            if isinstance(found, ParsedFeed):
                return tried.moved or candidate, found
    raise FetchError(url, f"no feed there ({parsed.reason})")

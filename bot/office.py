"""What filing and administering work with, besides the newsroom: the store itself, the network, reading.

What waits for the network, or reads news, is handed out as an `Errand`, done away from the newsroom's thread.
Everything else belongs to that thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.errands import Errand
from briefings import pipeline
from briefings.errors import InputError
from briefings.following import Feed
from briefings.model import Article, Reading, Topic, Unread
from briefings.store import Store
from briefings.store.feeds import FeedTable
from briefings.store.looks import LookTable
from briefings.tools import Reads
from briefings.topics import Matcher


def nobody(chat: int, person: int) -> bool:
    """Rights where there is nobody to ask: none."""
    return False


class NoNewsError(InputError):
    """What was sent holds no news; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Filed:
    """What became of one report: new, revised, or neither: known as it is. topics: those that it belongs to;
    unread: why it could not be read, "" where it was."""

    article: Article
    new: bool = False
    revised: bool = False
    topics: tuple[Topic, ...] = ()
    unread: str = ""


class _Given:
    """A reading that was made elsewhere."""

    def __init__(self, reading: Reading | Unread | None) -> None:
        self._reading = reading

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading | Unread]:
        """The reading, for the one article that it is of."""
        for _ in articles:
            yield self._reading or Unread(reason="it has changed meanwhile: send it again")


@dataclass(frozen=True, kw_only=True)
class Office:
    """store: where reports go; reader: what reads them, asked for when there is something to read, from any
    thread; model: its fingerprint; allowed: private hosts that may be fetched from; administers: whether a
    person administers a chat, asked of Telegram, so only in errands; username: the bot's, for links."""

    store: Store
    reader: Callable[[], Reads]
    model: Callable[[], str] = lambda: ""
    allowed: frozenset[str] = field(default_factory=frozenset)
    administers: Callable[[int, int], bool] = nobody
    username: Callable[[], str] = lambda: ""

    # Errands: on any thread

    def fetching(self, url: str, now: datetime) -> Errand[Article]:
        """The article at an address. Its outcome raises FetchError, or NoNewsError."""
        return Errand(lambda: _page(url, self.allowed, now))

    def looking(self, url: str, now: datetime) -> Errand[Feed]:
        """The feed at an address, or of the site there. Its outcome raises FetchError."""
        return Errand(lambda: _feed(url, self.allowed, now))

    def reading(self, articles: Sequence[Article]) -> Errand[list[Reading | Unread]]:
        """Readings of articles, in order. Its outcome raises LanguageModelError."""
        return Errand(lambda: list(self.reader().read_all(articles)))

    # On the newsroom's thread

    @property
    def feeds(self) -> FeedTable:
        """The feeds that are followed."""
        return FeedTable(self.store)

    def is_known(self, article: Article) -> bool:
        """Whether an article is stored just as it is, so that it need not be read again."""
        known = self.store.known(article)
        return known is not None and not known.revised

    def keep(self, article: Article, reading: Reading | Unread | None, now: datetime) -> Filed:
        """Store an article with its reading, None for one that is known as it is."""
        done = pipeline.ingest(self.store, [article], lambda: _Given(reading), now, model=self.model)
        if done.rejected:
            return Filed(article=article, unread=done.rejected[0].reason)
        known = self.store.known(article)
        topics = [t for t in self.store.topics() if known and self._belongs(t, article, known.id)]
        return Filed(article=article, new=bool(done.new), revised=bool(done.revised), topics=tuple(topics))

    def look_again(self, article: Article, now: datetime) -> None:
        """Have a page that was read looked at again, for what is changed in it without a word."""
        LookTable(self.store).watch(article.url, article.url, now=now)

    def _belongs(self, topic: Topic, article: Article, number: int) -> bool:
        on_topic = Matcher(topic).belongs(article.title, article.text, article.published)
        return on_topic and number not in self.store.excluded(topic)


def _page(url: str, allowed: frozenset[str], now: datetime) -> Article:
    found = next(iter(pipeline.items_of([url], now, allowed=allowed)))
    if not isinstance(found, Article):
        raise NoNewsError(found.reason)
    return found


def _feed(url: str, allowed: frozenset[str], now: datetime) -> Feed:
    from briefings.reading.fetch import Fetcher, FetchSettings, run
    from briefings.reading.polling import find_feed

    async def look() -> Feed:
        async with Fetcher(FetchSettings(allowed=allowed)) as fetcher:
            address, parsed = await find_feed(url, fetcher, now=now)
        return Feed(url=address, title=parsed.title, site=parsed.site, added=now)

    return run(look)

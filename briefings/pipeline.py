"""Sequences of stages, nothing else: what is decided is decided in the stages, what is kept in the store.

    source ── read_source ──► Article ─┬─ known as it is ─────────────────► its address remembered
       │                               └─ new or revised ─ Reader ─► Reading ─► store
       └──────────────────► Rejected: reported, the rest goes on

    topic ── store.matching ──► choose_window ── store.material_of ──► build_digest
                                        keys of earlier digests' lines ──► settled ──► store.save_digest
    topic, question ── asked ──► store.holding ──► lines_for ──► store.with_claims ──► answer_from ──► Answer

Times come from the caller as `now`; nothing here reads the clock or the environment. Stages are imported
where they are called, so that a verb loads only what it runs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from briefings.errors import UnreadableSourceError
from briefings.looking_back import newest
from briefings.model import Answer, Article, Digest, Material, Reading, Topic, Unread
from briefings.store import Added, Store
from briefings.tools import Reads
from briefings.windows import RECENT, Published, Window, choose_window, earlier

__all__ = [
    "AHEAD",
    "Ingested",
    "Reads",
    "ask",
    "digest",
    "follow_up",
    "ingest",
    "items_of",
    "search",
    "sources",
    "worded",
]

if TYPE_CHECKING:
    from briefings.ask import Context
    from briefings.meaning import Meaning
    from briefings.reading.sources import Rejected
    from briefings.search import Results

    Item = Article | Rejected | UnreadableSourceError

# Articles that a question is answered from: those of a large topic that hold its words best.
ASKED = 30

# Clocks differ and days begin earlier in the east: an article may be dated this far ahead of now.
AHEAD = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Ingested:
    """What came of an ingest: how many articles were new, revised or known, and what was refused and why.

    rejected: lines and files that did not go in, or went in without a part; unreadable: whole sources.
    """

    new: int = 0
    revised: int = 0
    same: int = 0
    rejected: tuple[Rejected, ...] = ()
    unreadable: tuple[UnreadableSourceError, ...] = ()


def items_of(
    sources: Iterable[str], now: datetime, *, allowed: frozenset[str] = frozenset()
) -> Iterator[Item]:
    """What each source holds; a source that cannot be read at all gives its error and the rest goes on."""
    from briefings.reading.sources import read_source

    for source in sources:
        try:
            yield from read_source(source, now=now, allowed=allowed)
        except UnreadableSourceError as error:
            yield error


def ingest(
    store: Store,
    items: Iterable[Item],
    reader: Callable[[], Reads],
    now: datetime,
    *,
    model: Callable[[], str] = lambda: "",
    progress: Callable[[Item], None] = lambda item: None,
) -> Ingested:
    """Store what is new of `items` (see `items_of`), and count what came of them.

    reader, model: give the reader and its model's fingerprint; called only when there is something to read;
    progress: called after each item, when it is stored or refused.
    """
    intake = _Intake(store, now, model, progress)
    unread = intake.unread(items)
    for first in unread:  # the model is loaded only where there is something to read
        read = reader()
        for reading in read.read_all(chain((first,), unread)):
            intake.take(reading, read)
    return intake.done


class _Intake:
    """Items on their way into the store, in the order in which they came, however far ahead they are read."""

    def __init__(
        self, store: Store, now: datetime, model: Callable[[], str], progress: Callable[[Item], None]
    ) -> None:
        self.done = Ingested()
        self._store = store
        self._now = now
        self._model = model
        self._progress = progress
        self._waiting: deque[Article] = deque()  # are being read
        self._behind: dict[int, list[Item]] = {}  # items that came after the n-th article that is read
        self._given = self._taken = 0

    def unread(self, items: Iterable[Item]) -> Iterator[Article]:
        """The articles that are to be read; the other items are settled once all before them are."""
        for item in items:
            if isinstance(item, Article) and _unread(self._store, item):
                self._waiting.append(item)
                self._given += 1
                yield item
            elif self._waiting:
                self._behind.setdefault(self._given, []).append(item)
            else:
                self._settle(item, None)

    def take(self, reading: Reading | Unread, reader: Reads) -> None:
        """The reading of the longest waiting article has come: store it, and settle what came after it."""
        article = self._waiting.popleft()
        self._taken += 1
        self._store_read(article, reading)
        for item in self._behind.pop(self._taken, ()):
            self._settle(item, reader)

    def _store_read(self, article: Article, reading: Reading | Unread) -> None:
        if isinstance(reading, Unread):
            self._count(_given_up(article, reading), None)
            return
        added = self._store.add_article(article, reading, model=self._model(), now=self._now)
        self._count(article, added)

    def _settle(self, item: Item, reader: Reads | None) -> None:
        """An item that needed no reading when it came."""
        if not isinstance(item, Article):
            self._count(item, None)
            return
        added = self._store.seen_again(item)
        if reader is not None and (added is None or added.revised):  # what it was the same as has changed
            self._store_read(item, next(reader.read_all([item])))
        else:
            self._count(item, added)

    def _count(self, item: Item, added: Added | None) -> None:
        self.done = _counted(self.done, item, added)
        self._progress(item)


def _given_up(article: Article, unread: Unread) -> Rejected:
    """What is reported of an article that could not be read."""
    from briefings.reading.sources import Rejected

    return Rejected(source=article.url, line=0, reason=unread.reason)


def _unread(store: Store, article: Article) -> bool:
    known = store.known(article)
    return known is None or known.revised


def _counted(done: Ingested, item: Item, added: Added | None) -> Ingested:
    """`done` with one item more."""
    if isinstance(item, UnreadableSourceError):
        return replace(done, unreadable=(*done.unreadable, item))
    if added is None and not isinstance(item, Article):
        return replace(done, rejected=(*done.rejected, item))
    if added is None or not (added.new or added.revised):
        return replace(done, same=done.same + 1)
    return replace(done, new=done.new + added.new, revised=done.revised + added.revised)


def digest(store: Store, topic: Topic, now: datetime, since: datetime | None = None) -> Digest:
    """Build a topic's digest of the last 24 hours, or since a moment, and keep it.

    Where nothing came out in the last 24 hours it is of the topic's last day, and stale. A topic without
    articles gives an empty digest, which is kept too: that there was nothing is news to compare with.
    """
    from briefings.digest.build import build_digest

    window, chosen = _in_window(store, topic, now, since)
    material = worded(store, store.material_of(chosen))
    built = build_digest(
        topic,
        material,
        now=now,
        since=window.since,
        stale=window.stale,
        compared=store.compared(topic),
        remember=lambda left: store.keep_compared(topic, left),
    )
    return store.save_digest(_settled(store, topic, built, material))


def _in_window(
    store: Store, topic: Topic, now: datetime, since: datetime | None
) -> tuple[Window, tuple[int, ...]]:
    """The window of a digest and the articles in it; on a quiet day it is looked farther back."""
    until, window = now + AHEAD, choose_window((), now, since)
    found = store.matching(topic, since=window.since, until=until)
    if since is None and not any(c.dated for c in found):
        back = newest(store, topic, until, lambda found: any(c.dated for c in found))
        times = [Published(moment=c.moment, day_only=c.day_only, dated=c.dated) for c in back]
        window = choose_window(times, now)
        found = store.matching(topic, since=window.since, until=until)
    return window, tuple(c.id for c in found)


def worded(store: Store, material: Material) -> Material:
    """The material with the wording of every sentence that makes a claim; what had to be read is kept."""
    from briefings.wording import shipped_encoder, shipped_fingerprint, to_bytes

    encoder = shipped_fingerprint()
    known = store.wordings([article.id for article in material.articles], encoder)
    texts = {
        (article.id, passage.number): passage.span.of(article.text)
        for article in material.articles
        for passage in material.readings[article.id].passages
        if (article.id, passage.number) not in known
        and any(claim.passage == passage.number for claim in material.readings[article.id].claims)
    }
    if texts:
        read = shipped_encoder().read(list(texts.values()))
        new = {place: to_bytes(wording) for place, wording in zip(texts, read, strict=True)}
        store.save_wordings(new, encoder)
        known |= new
    return replace(material, wordings=known)


def _settled(store: Store, topic: Topic, built: Digest, material: Material) -> Digest:
    """The digest with the keys its lines had in earlier ones: the last, and the last of the day before."""
    from briefings.changes.ground import lay_ground
    from briefings.changes.identity import cited_articles, settled, unsettled

    found = (store.last_digest(topic), store.digest_before(topic, earlier(built.built, RECENT)))
    before = list({d.id: d for d in found if d is not None}.values())
    places = unsettled(built, before)
    told = cited_articles(before)
    numbers = {a.id for a in material.articles}
    recent = numbers - told
    if not places or not recent:
        return settled(built, before)
    both = worded(store, store.material_of(sorted(told | recent))) if told - numbers else material
    return settled(built, before, lay_ground(both, recent, places))


def sources(store: Store, topic: Topic, now: datetime) -> Digest:
    """The digest whose lines a reader can ask the sources of: the last one built, or one built now."""
    return store.last_digest(topic) or digest(store, topic, now)


def ask(store: Store, topic: Topic, question: str, now: datetime, meaning: Meaning) -> Answer:
    """Answer a question from what is stored on a topic: from the articles that best hold its words."""
    from briefings.ask import answer_from, asked, lines_for

    ready = asked(question, meaning)
    texts = store.texts_of(store.holding(topic, ready.forms, until=now + AHEAD, most=ASKED))
    chosen = lines_for(ready.sought, texts, texts.articles)
    material = store.with_claims(texts, chosen.kept if chosen else None)
    return answer_from(ready, topic, material, chosen, now=now + AHEAD, meaning=meaning)


def follow_up(
    store: Store, topic: Topic, question: str, context: Context | None, now: datetime, meaning: Meaning
) -> tuple[Answer, Context | None]:
    """Answer a question that may lean on what was asked before it; and what the next may lean on.

    What was carried stands in `Answer.about`, to be shown. A question that leans on nothing is declined with
    a line that says so, and leaves the context as it was.
    """
    from briefings.ask import context_after
    from briefings.ask import follow_up as made_whole

    asked = made_whole(question, context, topic=topic.name, now=now)
    if asked.unclear:
        return Answer(question=question, answered=False, text=asked.unclear), context
    found = replace(ask(store, topic, asked.question, now, meaning), about=asked.about)
    if asked.plain and not found.answered:
        plain = ask(store, topic, asked.plain, now, meaning)
        found = plain if plain.answered else found
    return found, context_after(asked, found, topic=topic.name, now=now)


def search(store: Store, text: str, now: datetime, *, limit: int = 10, offset: int = 0) -> Results:
    """Sentences of all stored articles that a search means, best first; any text is a search."""
    from briefings.search import find, parse

    return find(parse(text, now), store, now=now, limit=limit, offset=offset)

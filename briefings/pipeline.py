"""Sequences of stages, nothing else: what is decided is decided in the stages, what is kept in the store.

    source ── read_source ──► Article ─┬─ known as it is ─────────────────► its address remembered
       │                               └─ new or revised ─ Reader ─► Reading ─► store
       └──────────────────► Rejected: reported, the rest goes on

    topic ── store.matching ──► choose_window ── store.material_of ──► build_digest ──► store.save_digest
    topic, question ── store.material ──► answer ──► Answer

Times come from the caller as `now`; nothing here reads the clock or the environment. Stages are imported
where they are called, so that a verb loads only what it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from briefings.errors import UnreadableSourceError
from briefings.model import Answer, Article, Digest, Topic
from briefings.store import Added, Store
from briefings.tools import Reads
from briefings.windows import Published, choose_window

__all__ = [
    "AHEAD",
    "BATCH",
    "Ingested",
    "Reads",
    "ask",
    "digest",
    "ingest",
    "items_of",
    "sources",
]

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.meaning import Meaning
    from briefings.reading.sources import Rejected

    Item = Article | Rejected | UnreadableSourceError

# Articles read at a time: as many as the language model takes in one batch (`extract.reader`).
BATCH = 16

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
    done = Ingested()
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        for item, added in _taken(store, batch, reader, model, now):
            done = _counted(done, item, added)
            progress(item)
    return done


def _taken(
    store: Store, batch: list[Item], reader: Callable[[], Reads], model: Callable[[], str], now: datetime
) -> Iterator[tuple[Item, Added | None]]:
    """Store a batch: each item with what became of it, None for what was refused."""
    unread = [n for n, item in enumerate(batch) if isinstance(item, Article) and _unread(store, item)]
    articles = [item for n, item in enumerate(batch) if n in unread and isinstance(item, Article)]
    readings = dict(zip(unread, reader().read_all(articles) if unread else (), strict=True))
    for number, item in enumerate(batch):
        if not isinstance(item, Article):
            yield item, None
        elif number in readings:
            yield item, store.add_article(item, readings[number], model=model(), now=now)
        else:
            yield item, store.seen_again(item)


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

    until = now + AHEAD
    candidates = store.matching(topic, since=since, until=until)
    times = [Published(moment=c.moment, day_only=c.day_only, dated=c.dated) for c in candidates]
    window = choose_window(times, now, since)
    chosen = (c.id for c, came in zip(candidates, times, strict=True) if came.latest >= window.since)
    material = store.material_of(tuple(chosen))
    return store.save_digest(build_digest(topic, material, now=now, since=window.since, stale=window.stale))


def sources(store: Store, topic: Topic, now: datetime) -> Digest:
    """The digest whose lines a reader can ask the sources of: the last one built, or one built now."""
    return store.last_digest(topic) or digest(store, topic, now)


def ask(store: Store, topic: Topic, question: str, now: datetime, nlp: Language, meaning: Meaning) -> Answer:
    """Answer a question from all that is stored on a topic."""
    from briefings.ask import answer

    material = store.material(topic, until=now + AHEAD)
    return answer(question, topic, material, now=now, nlp=nlp, meaning=meaning)

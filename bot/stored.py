"""The newsroom of a running bot: the store, the pipeline, and the language model once it is needed.

Everything here happens on the thread that opened it (`bot.newsroom.Desk`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from bot.i18n import n_
from bot.wording import reports
from briefings import pipeline
from briefings.errors import InputError
from briefings.model import Answer, Digest, Topic
from briefings.store import Store, codec
from briefings.store.snapshots import Snapshot
from briefings.tools import Tools

if TYPE_CHECKING:
    from briefings.ask import Context
    from briefings.developments import DisputeHistory, Exported, News, OutletAccount, OutletStanding, Timeline
    from briefings.search import Results

T = TypeVar("T")

# A digest is built anew when anything was stored on its topic since, and at the latest after this time: by
# then articles have left its window of 24 hours. Until then all readers are shown one snapshot.
FRESH = timedelta(minutes=15)

SLOW_SECONDS = 1.0
REST = 20
"""A digest that took longer than SLOW_SECONDS to build is shown at least REST times as long as that, whatever
comes in: a large topic on a busy day would keep all readers waiting otherwise."""

MOST_KEPT = 16
"""Answers kept beside each digest: what is new since each of the digests that readers saw last, and one each
of disputes, timeline and outlets."""


@dataclass(kw_only=True)
class _Shown:
    """A digest that was built here. topic: as it was then; mark: the state of the database when it was last
    found to be as now; rest: how long it is shown whatever comes in; answers: what else was said of them."""

    digest: Digest
    topic: Topic
    mark: tuple[int, ...]
    rest: timedelta
    answers: dict[tuple[str, int | None], object] = field(default_factory=dict)

    def once(self, what: str, number: int | None, make: Callable[[], T]) -> T:
        """`make()`, or what it gave when it was asked for the same of this digest."""
        known = self.answers.get((what, number))
        if known is None:
            known = self.answers[what, number] = make()
            if len(self.answers) > MOST_KEPT:
                self.answers.pop(next(iter(self.answers)))
        return cast("T", known)


class StoredNewsroom:
    """`bot.newsroom.Newsroom` over a database."""

    def __init__(self, store: Store, tools: Tools, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._tools = tools  # loaded when first used: only what reads or asks waits for it
        self._clock = clock
        self._shown: dict[int, _Shown] = {}

    @classmethod
    def open(cls, database: Path, model: str | None) -> Self:
        """Open the database; raises InputError or StoreError, as the store does."""
        codec.prepare()  # at the start, when nobody waits for the event loop yet
        return cls(Store.open(database), Tools(model), lambda: datetime.now(UTC))

    @property
    def store(self) -> Store:
        """The open database."""
        return self._store

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def holdings(self) -> str:
        """What is stored and where, for the log: "3 topics, 14 reports in /data/briefings.db"."""
        held = self._store.counts()
        topics = n_("{n} topic", "{n} topics", held["topics"])
        return f"{topics}, {reports(held['articles'])} in {self._store.path}"

    def topics(self) -> tuple[Topic, ...]:
        """All topics, by name."""
        return self._store.topics()

    def topic(self, name: str) -> Topic:
        """The topic of that name; raises UnknownTopicError with the nearest names."""
        return self._store.topic(name)

    def topic_by_id(self, number: int) -> Topic | None:
        """The topic of that id, None where it is gone."""
        return self._store.topic_by_id(number)

    def digest(self, topic: Topic) -> Digest:
        """The topic's digest as of now: the one shown last where nothing on it was stored since, else a new
        one."""
        shown = self._as_of_now(topic)
        if shown:
            return shown.digest
        mark = self._store.stamp()
        begun = time.monotonic()
        digest = pipeline.digest(self._store, topic, self._clock())
        took = time.monotonic() - begun
        busy = bool(digest.articles) and took > SLOW_SECONDS  # an empty digest holds nobody's news back
        rest = timedelta(seconds=REST * took if busy else 0)
        self._shown[topic.id] = _Shown(digest=digest, topic=topic, mark=mark, rest=rest)
        return digest

    def _as_of_now(self, topic: Topic) -> _Shown | None:
        """What was shown of the topic last, where a new digest would be the same.

        Most of what comes in is on other topics, so where the database has changed it is asked whether any
        of what came in is on this one; of what was there nothing can have changed, as revisions and
        exclusions, which are rare, count for all topics. An article dated more than a day ahead when it came
        in is seen by the next digest only, FRESH at the latest.
        """
        shown = self._shown.get(topic.id)
        if shown is None or shown.topic != topic:
            return None
        age, mark = self._clock() - shown.digest.built, self._store.stamp()
        if age >= FRESH:
            return None
        if mark != shown.mark:
            if mark[1:] != shown.mark[1:]:  # thrown out or rewritten: at once, somebody may have asked for it
                return None
            if age < shown.rest:
                return shown
            if self._came_in(topic, after=shown.mark[0]):
                return None
            shown.mark = mark
        return shown

    def _came_in(self, topic: Topic, after: int) -> bool:
        """Whether an article of a higher id than `after` belongs to the topic."""
        return self._store.came_in(topic, after=after, until=self._clock() + pipeline.AHEAD)

    def _once(self, topic: Topic, what: str, number: int | None, make: Callable[[], T]) -> T:
        """`make()`, which is kept as long as the digest that is shown of the topic."""
        shown = self._as_of_now(topic)
        return shown.once(what, number, make) if shown else make()

    def saved(self, number: int) -> Digest | None:
        """The digest of that id as it was built, None where it is gone."""
        try:
            return self._store.digest(number)
        except InputError:
            return None

    def snapshots(self, topic: Topic) -> tuple[Snapshot, ...]:
        """The topic's digests as they were built, the oldest first."""
        return self._store.snapshots(topic)

    def answer(self, topic: Topic, question: str, context: Context | None) -> tuple[Answer, Context | None]:
        """The answer that the stored reports on the topic give, and what a next question may lean on."""
        return pipeline.follow_up(self._store, topic, question, context, self._clock(), self._tools.meaning)

    def search(self, words: str, *, limit: int, offset: int) -> Results:
        """Sentences of the stored reports with these words."""
        return pipeline.search(self._store, words, self._clock(), limit=limit, offset=offset)

    def new(self, topic: Topic, since: int | None) -> News:
        """What changed since the digest of that id, None: since the one before the last."""
        digest = self.digest(topic)

        def found() -> News:
            return cast("News", retrospect().new(self._store, topic, self._clock(), since, digest))

        return self._once(topic, "new", since, found)

    def disputes(self, topic: Topic) -> tuple[DisputeHistory, ...]:
        """The disputes of the topic, and how each came about."""

        def found() -> tuple[DisputeHistory, ...]:
            return cast(
                "tuple[DisputeHistory, ...]", retrospect().disputes(self._store, topic, self._clock())
            )

        return self._once(topic, "disputes", None, found)

    def timeline(self, topic: Topic) -> Timeline:
        """The dated events of the topic, and its figures that moved."""

        def found() -> Timeline:
            return cast("Timeline", retrospect().timeline(self._store, topic, self._clock()))

        return self._once(topic, "timeline", None, found)

    def outlets(self, topic: Topic) -> tuple[OutletStanding, ...]:
        """How each outlet fared on the topic."""

        def found() -> tuple[OutletStanding, ...]:
            return cast("tuple[OutletStanding, ...]", retrospect().outlets(self._store, topic, self._clock()))

        return self._once(topic, "outlets", None, found)

    def outlet(self, topic: Topic, name: str) -> OutletAccount:
        """What one outlet said on the topic; raises InputError with the nearest names."""
        return retrospect().outlet(self._store, topic, name, self._clock())

    def export(self, topic: Topic, form: str) -> Exported:
        """The topic as a file: "json", "csv", "markdown" or "opml"."""
        return retrospect().export(self._store, topic, form, self._clock())

    def add_samples(self) -> Iterator[tuple[int, int]]:
        """Store the sample topics and read their reports: how many are read, of how many, as it goes."""
        import seeds

        files = [str(path) for path in seeds.report_files()]
        yield 0, len(files)
        for done, batch in _batches(files):
            items = pipeline.items_of(batch, self._clock())
            pipeline.ingest(
                self._store,
                items,
                lambda: self._tools.reader,
                self._clock(),
                model=lambda: self._tools.fingerprint,
            )
            yield done, len(files)
        for topic in seeds.topics():
            self._store.add_topic(topic)


def _batches(files: list[str], size: int = 3) -> Iterator[tuple[int, list[str]]]:
    """`files` a few at a time, with how many are done after each; few enough that progress is seen."""
    for _, batch in groupby(enumerate(files), key=lambda pair: pair[0] // size):
        numbered = list(batch)
        yield numbered[-1][0] + 1, [file for _, file in numbered]


def retrospect() -> ModuleType:
    """Loaded when first asked for: most conversations never look back."""
    from briefings import retrospect

    return retrospect

"""What a conversation needs of the stored news, and the one thread that all of it happens on.

The database connection belongs to the thread that opened it, and reading news takes longer than an event
loop may wait, so `Desk` opens the store on a thread of its own and everything that touches it is done there.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

from briefings.model import Answer, Digest, Topic

if TYPE_CHECKING:
    from briefings.ask import Context
    from briefings.developments import DisputeHistory, Exported, News, OutletAccount, OutletStanding, Timeline
    from briefings.search import Results
    from briefings.store.snapshots import Snapshot

P = ParamSpec("P")
T = TypeVar("T")


class Newsroom(Protocol):
    """The stored news, as a conversation asks for it. Blocking; one thread."""

    def topics(self) -> tuple[Topic, ...]:
        """All topics, by name."""
        ...

    def topic(self, name: str) -> Topic:
        """The topic of that name; raises UnknownTopicError with the nearest names."""
        ...

    def topic_by_id(self, number: int) -> Topic | None:
        """The topic of that id, None where it is gone."""
        ...

    def digest(self, topic: Topic) -> Digest:
        """The topic's digest as of now, stored."""
        ...

    def saved(self, number: int) -> Digest | None:
        """The digest of that id as it was built, None where it is gone."""
        ...

    def snapshots(self, topic: Topic) -> tuple[Snapshot, ...]:
        """The topic's digests as they were built, the oldest first."""
        ...

    def answer(self, topic: Topic, question: str, context: Context | None) -> tuple[Answer, Context | None]:
        """The answer that the stored reports on the topic give, and what a next question may lean on."""
        ...

    def search(self, words: str, *, limit: int, offset: int) -> Results:
        """Sentences of the stored reports with these words; raises nothing for what a person types."""
        ...

    def new(self, topic: Topic, since: int | None) -> News:
        """What changed since the digest of that id, None: since the one before the last."""
        ...

    def disputes(self, topic: Topic) -> tuple[DisputeHistory, ...]:
        """The disputes of the topic, and how each came about."""
        ...

    def timeline(self, topic: Topic) -> Timeline:
        """The dated events of the topic, and its figures that moved."""
        ...

    def outlets(self, topic: Topic) -> tuple[OutletStanding, ...]:
        """How each outlet fared on the topic."""
        ...

    def outlet(self, topic: Topic, name: str) -> OutletAccount:
        """What one outlet said on the topic; raises InputError with the nearest names."""
        ...

    def export(self, topic: Topic, form: str) -> Exported:
        """The topic as a file: "json", "csv", "markdown" or "opml"."""
        ...

    def add_samples(self) -> Iterator[tuple[int, int]]:
        """Store the sample topics and read their reports: how many are read, of how many, as it goes."""
        ...


class Desk:
    """The thread that newsroom work is done on. Use in `async with`."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="newsroom")

    async def do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(...)` on the newsroom's thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(*args, **kwargs))

    async def each(self, work: Callable[[], Iterator[T]]) -> AsyncIterator[T]:
        """What `work()` yields, every step of it on the newsroom's thread."""
        steps = await self.do(work)
        while True:
            found = await self.do(_step, steps)
            if not found:
                return
            yield found[0]

    def close(self) -> None:
        """Wait for what is being done and end the thread."""
        self._thread.shutdown(wait=True, cancel_futures=True)


def _step(steps: Iterator[T]) -> tuple[T, ...]:
    """The next value in a tuple, or an empty tuple at the end: StopIteration cannot cross a future."""
    for value in steps:
        return (value,)
    return ()

"""Reads articles on a Dask cluster: the same as `briefings.reading_pool`, on as many machines as there are.

    read_all ── batches ──► scheduler ──► workers ──► a reading process each ──► readings in order ──► writer

A worker needs this package, of the same version, and nothing else: each batch comes back with what it was
read with (`briefings.versions`), and where that differs from the others, or from the code here, nothing of it
is stored. A worker reads in a process of its own, as `--workers` does: among Dask's threads, with its
profiler and its settings for memory, reading took a third more time (docs/performance.md). A batch whose
worker is lost is read again by another; Dask gives up on one that took several workers with it, and then its
articles are read one by one, so that only the one that kills is left out.

Articles and readings travel as pickles, as all that Dask sends: a cluster is as trusted as this program.

Needs the extra `dask`; imported only where a cluster is asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from distributed import Client, Future
from distributed.scheduler import KilledWorker

from briefings.errors import InputError, LanguageModelError
from briefings.model import Article, Reading, Unread
from briefings.reading_pool import Agreed, ReadingPool, in_order
from briefings.versions import ReadsWith, code_mark

PATIENCE = 30
"""Seconds to wait for the scheduler, and for a first worker."""

_pools: dict[str | None, ReadingPool] = {}
_one_at_a_time = threading.RLock()  # a worker may have several threads; its reading process is for one


@dataclass(frozen=True, kw_only=True)
class BatchRead:
    """What a worker sends back: the readings of a batch, and what it reads with."""

    readings: tuple[Reading | Unread, ...]
    reads_with: ReadsWith


def read_batch(articles: Sequence[Article], model: str | None) -> BatchRead:
    """Runs on a worker: read `articles` in its reading process, which is started once and ends with it."""
    with _one_at_a_time:
        if model not in _pools:
            _pools[model] = ReadingPool(1, model)
        pool = _pools[model]
        readings = tuple(pool.read_all(articles))
        return BatchRead(readings=readings, reads_with=pool.reads_with)


class ReadingCluster:
    """A Dask cluster that reads; `briefings.tools.Reads`. Close it, or use it in `with`. One thread asks.

    address: of the scheduler, "tcp://host:8786"; model: as for `Tools`, as the workers know it. Raises
    InputError where there is no scheduler or no worker.
    """

    def __init__(self, address: str, model: str | None = None, *, patience: float = PATIENCE) -> None:
        self._model = model
        self._code = code_mark()
        self._agreed = Agreed()
        try:
            self._client = Client(address, timeout=patience, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise InputError(
                f"no Dask scheduler answers at {address}: start one with `dask scheduler`"
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=patience)
        except TimeoutError as error:
            self._client.close()
            raise InputError(
                f"the Dask scheduler at {address} has no workers: start some with `dask worker {address}`"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster; what it reads for us is given up."""
        self._client.close()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the model that the workers read with."""
        if self._agreed.reads_with is None:
            self._submit(()).result()
        known = self._agreed.reads_with
        assert known is not None
        return known.model

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading | Unread]:
        """What came of each article, in order; `articles` is taken a little ahead of what the workers read.

        Raises LanguageModelError where a worker cannot read or has another version; a bug's own error.
        """
        return in_order(articles, self._submit, self._readers)

    def _readers(self) -> int:
        """How many workers there are now; some may have joined since."""
        return max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def _submit(self, articles: tuple[Article, ...]) -> _Pending:
        return _Pending(self, articles, self._ask(articles))

    def _ask(self, articles: tuple[Article, ...]) -> Future:
        return self._client.submit(read_batch, articles, self._model, pure=False)

    def settled(self, articles: tuple[Article, ...], future: Future) -> tuple[Reading | Unread, ...]:
        """What a batch came to, read again one by one where it took its workers with it."""
        try:
            return self._checked(future.result())
        except KilledWorker:
            if len(articles) > 1:
                return tuple(self._alone(article) for article in articles)
            return (Unread(reason="it ended several workers that read it; the article is not stored"),)
        except ModuleNotFoundError as error:
            raise LanguageModelError(
                f"a Dask worker lacks {error.name!r}: install this program, of this version, there"
            ) from error

    def _alone(self, article: Article) -> Reading | Unread:
        return self.settled((article,), self._ask((article,)))[0]

    def _checked(self, read: BatchRead) -> tuple[Reading | Unread, ...]:
        self._agreed.check(read.reads_with)
        if read.reads_with.code != self._code:
            raise LanguageModelError(
                f"Dask workers run other code ({read.reads_with.code}) than this program ({self._code}): "
                "install the same version and start them anew"
            )
        return read.readings


class _Pending:
    """A batch on its way through the cluster."""

    def __init__(self, cluster: ReadingCluster, articles: tuple[Article, ...], future: Any) -> None:
        self._cluster = cluster
        self._articles = articles
        self._future = future

    def done(self) -> bool:
        return bool(self._future.done())

    def result(self) -> tuple[Reading | Unread, ...]:
        return self._cluster.settled(self._articles, self._future)

    def cancel(self) -> None:
        self._future.cancel()

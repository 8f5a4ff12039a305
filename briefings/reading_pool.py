"""Reads articles in processes of their own, so that several cores read, and whoever asks stays free.

    read_all ── batches ──► queue ──► thread ──► process (its own model) ──► thread ──► readings in order

Reading is a pure function of an article, so it does not matter which process reads which: the readings are
those of `briefings.extract.reader.Reader`, in the order of the articles. A process that dies is replaced and
its articles are read again, one by one; one on which a process dies twice is given up and comes back as
`Unread`. Each process says what it reads with (`briefings.versions`); where that differs nothing is read.
"""

from __future__ import annotations

import contextlib
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

from briefings.batches import batches
from briefings.errors import BriefingsError, LanguageModelError
from briefings.model import Article, Reading, Unread
from briefings.reading_worker import LAST, Batch, Done, Failed, Ready, Refused, receive, send
from briefings.versions import ReadsWith

BATCH = 16
"""Most articles sent at a time: some seconds of work, against which a message costs nothing."""

AHEAD = 2
"""Batches under way for each process: one that it reads, and one that waits so that it never does."""

PATIENCE = 5.0
"""Seconds for a process to end when it is told to, before it is killed."""

STARTS = 3
"""Times that a process is started which ends before it can read, as one that somebody killed does."""

_START = "import sys; sys.path[:] = {path!r}; from briefings.reading_worker import main; main({model!r})"


class _DiedError(Exception):
    """The process ended while it was asked."""


@dataclass(frozen=True, kw_only=True)
class _Job:
    articles: tuple[Article, ...]
    future: Future[tuple[Reading | Unread, ...]] = field(default_factory=Future)


class ReadingPool:
    """Processes that read; `briefings.tools.Reads`. Close it, or use it in `with`. Any thread may ask.

    workers: how many processes; model: as for `briefings.tools.Tools`. A process is started, and the model
    loaded, when there is something to read (a second each, about 400 MB); idle: seconds without work after
    which a process ends, until there is work again; None: it stays. last: whatever else runs on the machine
    goes first, as where somebody waits for a bot's answers meanwhile.
    """

    def __init__(
        self, workers: int, model: str | None = None, *, idle: float | None = None, last: bool = False
    ) -> None:
        if workers < 1:
            raise ValueError(f"{workers} processes cannot read: give 1 or more")
        self._idle = idle
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._agreed = Agreed()
        self._closed = False
        self._workers = [_Worker(model, self._agreed, last) for _ in range(workers)]
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()  # over `_closed` and what is put into `_jobs`

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def submit(self, articles: Sequence[Article]) -> Future[tuple[Reading | Unread, ...]]:
        """Have a few articles read by one process; the future gives what came of each, in order.

        It raises LanguageModelError where no process can read, and RuntimeError for a bug, with its trace.
        """
        job = _Job(articles=tuple(articles))
        with self._lock:
            if self._closed:
                raise RuntimeError("the reading pool is closed")
            self._start()
            self._jobs.put(job)
        return job.future

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading | Unread]:
        """What came of each article, in order. `articles` is taken as processes get free, a little ahead.

        Raises as `submit` does.
        """
        return in_order(articles, self.submit, lambda: len(self._workers))

    @property
    def reads_with(self) -> ReadsWith:
        """What the processes read with; starts one where none has said yet. Raises as `submit` does."""
        if self._agreed.reads_with is None:
            self.submit(()).result()
        known = self._agreed.reads_with
        assert known is not None
        return known

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the model that the processes read with; starts one where none has said yet."""
        return self.reads_with.model

    def processes(self) -> tuple[int, ...]:
        """Ids of the processes that run now, for whoever watches over memory."""
        return tuple(worker.number for worker in self._workers if worker.number)

    def close(self) -> None:
        """End the processes, whatever they read, and cancel what waits; a second time does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        while not self._jobs.empty():
            job = self._jobs.get()
            if job is not None:
                job.future.cancel()
        for _ in self._threads:
            self._jobs.put(None)
        for worker in self._workers:
            worker.stop(for_good=True)
        for thread in self._threads:
            thread.join()

    def _start(self) -> None:
        """Start the threads, once."""
        if not self._threads:
            self._threads = [
                threading.Thread(target=self._work, args=(worker,), name="reading", daemon=True)
                for worker in self._workers
            ]
            for thread in self._threads:
                thread.start()

    def _work(self, worker: _Worker) -> None:
        """One thread for each process: hand it one batch after the other."""
        while True:
            try:
                job = self._jobs.get(timeout=self._idle if worker.number else None)
            except queue.Empty:
                worker.stop()
                continue
            if job is None:
                return
            if job.future.set_running_or_notify_cancel():
                try:
                    job.future.set_result(worker.read(job.articles))
                except Exception as error:  # the one who asked gets it
                    job.future.set_exception(error)


class Pending(Protocol):
    """A batch that is being read: of `concurrent.futures.Future` what is used here."""

    def done(self) -> bool:
        """Whether `result` would not wait."""
        ...

    def result(self) -> tuple[Reading | Unread, ...]:
        """What came of each article; raises what went wrong."""
        ...

    def cancel(self) -> object:
        """Nobody wants it any more."""
        ...


def in_order(
    articles: Iterable[Article], submit: Callable[[tuple[Article, ...]], Pending], readers: Callable[[], int]
) -> Iterator[Reading | Unread]:
    """What came of each article, in order; `articles` is taken only a little ahead of what `readers()` read.

    submit: has a batch read. Where `articles` breaks off, what came before is read first, then it raises.
    """
    size = BATCH
    if isinstance(articles, Sized):  # few articles are spread over all readers
        size = max(1, min(BATCH, -(-len(articles) // readers())))
    under_way: deque[Pending] = deque()
    left, failure = batches(articles, size), None
    try:
        while failure is None:
            try:
                under_way.append(submit(next(left)))
            except StopIteration:
                break
            except Exception as error:  # of where the articles come from
                failure = error
            while under_way and (under_way[0].done() or len(under_way) >= AHEAD * readers()):
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    finally:
        for pending in under_way:
            pending.cancel()
    if failure is not None:
        raise failure


class Agreed:
    """What all processes read with: the first one says, the others must not differ."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.reads_with: ReadsWith | None = None

    def check(self, found: ReadsWith) -> None:
        """Raises LanguageModelError where `found` is not what the others have."""
        with self._lock:
            if self.reads_with is None:
                self.reads_with = found
            different = found.differs_from(self.reads_with)
        if different:
            raise LanguageModelError(
                f"a reading process has another version than the others ({different}): start the program anew"
            )


class _Worker:
    """One process at a time, started when needed; used by one thread, stopped by any."""

    def __init__(self, model: str | None, agreed: Agreed, last: bool) -> None:
        self._model = model
        self._last = last
        self._agreed = agreed
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._for_good = False

    @property
    def number(self) -> int:
        """The process's id, 0 where none runs."""
        process = self._process
        return process.pid if process is not None else 0

    def read(self, articles: tuple[Article, ...]) -> tuple[Reading | Unread, ...]:
        """What came of each article, read once more, one by one, where the process dies."""
        try:
            return self._ask(articles)
        except _DiedError:
            return tuple(self._alone(article) for article in articles)

    def _alone(self, article: Article) -> Reading | Unread:
        try:
            return self._ask((article,))[0]
        except _DiedError:
            return Unread(reason="the process that read it died twice; the article is not stored")

    def _ask(self, articles: tuple[Article, ...]) -> tuple[Reading, ...]:
        process = self._running()
        answer = self._talk(process, Batch(articles=articles))
        if isinstance(answer, Done):
            return answer.readings
        if isinstance(answer, Failed):
            raise RuntimeError(f"a reading process met a bug:\n{answer.trace}")
        raise _DiedError

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started and checked where there is none; raises LanguageModelError."""
        if self._process is not None:
            return self._process
        for _ in range(STARTS):
            process = self._launch()
            answer = self._talk(process, None)
            if isinstance(answer, Ready):
                try:
                    self._agreed.check(answer.reads_with)
                except LanguageModelError:
                    self.stop()
                    raise
                return process
            self.stop()
            if isinstance(answer, Refused):
                raise LanguageModelError(answer.line)
        raise LanguageModelError("a reading process ended before it could read: is there memory enough?")

    def _launch(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._for_good:
                raise BriefingsError("reading was stopped")
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    _START.format(path=sys.path, model=self._model),
                    *([LAST] if self._last else []),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            return self._process

    def _talk(self, process: subprocess.Popen[bytes], message: Batch | None) -> object:
        """Send (None: nothing) and take the answer; None where the process has died: it is cleared away."""
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            if message is not None:
                send(process.stdin, message)
            return receive(process.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self.stop()
            return None

    def stop(self, *, for_good: bool = False) -> None:
        """End the process, where one runs; for_good: start no other."""
        with self._lock:
            self._for_good = self._for_good or for_good
            process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what it no longer took
                    stream.close()

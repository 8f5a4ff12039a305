"""The outbox: takes planned messages from the ledger and sees each one to its end.

    ledger ─ ready ─► chats ─► a worker each ─► turn ─► `sending` on disk ─► Telegram ─► outcome on disk

A worker has one chat at a time and sends what is planned for it in order, so that two topics of one hour
come one after another. A chat that must wait is put back with a time; the worker takes another.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import ParamSpec, Protocol, TypeVar

from bot.records import Records
from bot.records.chats import is_silent
from bot.records.deliveries import Task
from bot.sending.limiter import Limiter
from bot.sending.outcome import (
    Again,
    Gone,
    Moved,
    Outcome,
    Refused,
    Sent,
    ThreadGone,
    Unknown,
    Wait,
    pause_after,
)
from bot.sending.wire import Wire
from briefings.errors import StoreError

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = 64  # chats at the same time: 30 messages a second at answers of up to two seconds
BATCH = 500  # rows taken from the ledger at a time
IDLE = 5.0  # seconds after which the ledger is looked at again in any case: others plan in it too
STORE_PAUSE = 2.0  # seconds after the database could not be used
STORE_TRIES = 5  # to write down what became of a message

log = logging.getLogger(__name__)


class Hands(Protocol):
    """Does work on the thread that the records were opened on (`bot.newsroom.Desk`)."""

    async def do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(...)` on that thread."""
        ...


class Outbox:
    """Sends what is planned in `records`, which were opened on the thread of `hands`."""

    def __init__(
        self,
        hands: Hands,
        records: Records,
        wire: Wire,
        limiter: Limiter,
        clock: Callable[[], datetime],
        workers: int = WORKERS,
    ) -> None:
        self._hands, self._records = hands, records
        self._wire, self._limiter, self._clock = wire, limiter, clock
        self._room = workers
        self._waiting: deque[list[Task]] = deque()  # of one chat each
        self._busy: set[int] = set()  # chats in `_waiting` or with a worker
        self._workers: set[asyncio.Task[None]] = set()
        self._in_turn: set[asyncio.Task[None]] = set()  # those that wait for the limiter
        self._woken = asyncio.Event()
        self._stopping = False
        self._empty = asyncio.Event()

    async def until_empty(self) -> None:
        """Wait until nothing is planned and nothing is on its way; it must be running."""
        self._empty.clear()
        self.wake()
        await self._empty.wait()

    def wake(self) -> None:
        """Something was planned: look at the ledger at once."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set, then finish what is on its way."""
        stopping = asyncio.create_task(self._wake_at(stop))
        try:
            await self._recover()
            while not stop.is_set():
                self._woken.clear()
                await self._rest(await self._work())
        finally:
            self._stopping = True
            stopping.cancel()
            for worker in self._in_turn:
                worker.cancel()  # nothing of theirs is on its way yet
            if self._workers:
                await asyncio.wait(self._workers)

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self.wake()

    async def _recover(self) -> None:
        """What was on its way when the program ended may have arrived."""
        try:
            left = await self._hands.do(self._records.deliveries.recover, self._clock())
        except StoreError as error:
            log.error("the ledger cannot be used: %s", error)
            return
        if left:
            log.warning("%d messages may have arrived before the program ended: not sent again", left)

    async def _work(self) -> float:
        """Give chats to free workers; seconds to rest unless woken."""
        try:
            if not self._waiting:
                await self._fill()
            while self._waiting and len(self._workers) < self._room:
                self._start(self._waiting.popleft())
            if self._waiting or self._workers:
                return IDLE  # a worker that is done wakes us
            return await self._until_next()
        except StoreError as error:
            log.error("the ledger cannot be used: %s", error)
            return STORE_PAUSE
        except Exception:
            log.exception("the outbox stumbled and goes on")
            return STORE_PAUSE

    async def _fill(self) -> None:
        """Take planned messages from the ledger, by chat."""
        found = await self._hands.do(self._records.deliveries.ready, self._clock(), BATCH, tuple(self._busy))
        for chat, tasks in groupby(sorted(found, key=_by_chat), key=_by_chat):
            self._busy.add(chat)
            self._waiting.append(sorted(tasks, key=lambda task: task.id))
        self._waiting = deque(sorted(self._waiting, key=lambda tasks: tasks[0].id))

    async def _until_next(self) -> float:
        """Seconds until something that is planned may be sent."""
        moment = await self._hands.do(self._records.deliveries.next_ready)
        if moment is None:
            self._empty.set()
            return IDLE
        return min(IDLE, max(0.05, (moment - self._clock()).total_seconds()))

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return

    def _start(self, tasks: list[Task]) -> None:
        worker = asyncio.create_task(self._see_to(tasks))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _see_to(self, tasks: Sequence[Task]) -> None:
        """Send the messages of a chat in order, until one holds up the rest."""
        chat = tasks[0].place.chat
        try:
            for task in tasks:
                if self._stopping or not await self._deliver(task):
                    break
        except StoreError as error:
            log.error("the ledger cannot be used: %s", error)
            await asyncio.sleep(STORE_PAUSE)
        except Exception:
            log.exception("a message to chat %s could not be seen to its end", chat)
            await asyncio.sleep(STORE_PAUSE)
        finally:
            self._busy.discard(chat)
            if worker := asyncio.current_task():
                self._workers.discard(worker)
            self.wake()

    async def _deliver(self, task: Task) -> bool:
        """Send one message; whether the next of the chat may follow."""
        deliveries = self._records.deliveries
        if self._clock() > task.expires:
            await self._hands.do(deliveries.late, task.id, self._clock())
            return True
        await self._turn(task.place.chat)
        if self._stopping:
            return False
        if not await self._hands.do(deliveries.begin, task.id, self._clock()):
            return True
        silent = is_silent(task.preferences, self._clock())
        try:
            outcome = await self._wire.send(task.place, task.part, silent=silent)
        except BaseException as error:
            await self._note(task, Unknown(why=f"{type(error).__name__} while it was sent"))
            raise
        return await self._note(task, outcome)

    async def _turn(self, chat: int) -> None:
        """Wait for the limiter; cancelled when the program stops."""
        worker = asyncio.current_task()
        assert worker is not None
        self._in_turn.add(worker)
        try:
            await self._limiter.turn(chat, reply=False)
        finally:
            self._in_turn.discard(worker)

    async def _note(self, task: Task, outcome: Outcome) -> bool:
        """Write down what became of a message, patiently: else it would count as unknown."""
        for attempt in range(STORE_TRIES):
            try:
                return await self._hands.do(settle, self._records, task, outcome, self._clock())
            except StoreError as error:
                if attempt + 1 == STORE_TRIES:
                    raise
                log.warning("what became of a message could not be written down yet: %s", error)
                await asyncio.sleep(STORE_PAUSE)
        raise AssertionError("unreachable: the last try returns or raises")


def _by_chat(task: Task) -> int:
    return task.place.chat


def settle(records: Records, task: Task, outcome: Outcome, now: datetime) -> bool:
    """Write down what became of a message; whether the next of its chat may follow at once."""
    deliveries, place = records.deliveries, task.place
    match outcome:
        case Sent():
            deliveries.sent(task.id, outcome.message, now)
        case Unknown():
            log.warning("a message to chat %s may have arrived: not sent again", place.chat)
            deliveries.unknown(task.id, outcome.why, now)
        case Refused():
            log.error("a message to chat %s is refused: %s", place.chat, outcome.why)
            deliveries.failed(task.id, outcome.why, now)
        case Wait():
            deliveries.again(task.id, "asked to wait", now + outcome.pause, counted=False)
        case Again():
            deliveries.again(task.id, outcome.why, now + pause_after(task.tries + 1), counted=True)
        case Gone():
            deliveries.failed(task.id, outcome.why, now)
            lose(records, place.chat, outcome.why, now)
        case ThreadGone():
            deliveries.failed(task.id, outcome.why, now)
            records.subscriptions.end_place(place, now)
        case Moved():
            deliveries.again(task.id, "the group has moved", now - timedelta(seconds=1), counted=False)
            records.subscriptions.move(place.chat, outcome.chat, now)
    return isinstance(outcome, Sent | Unknown | Refused)


def lose(records: Records, chat: int, why: str, now: datetime) -> None:
    """The chat takes no messages any more: it sleeps, and nothing that is planned for it will be sent."""
    log.info("chat %s takes no messages (%s): its subscriptions sleep", chat, why)
    records.chats.put_to_sleep(chat, why, now)
    records.deliveries.give_up(chat, why, now)

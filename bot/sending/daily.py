"""Daily briefings: which subscriptions are due, and what is planned for each.

    tick ─► due subscriptions ─► too late? ─► skipped, said in the next one
                                 else compose ─► nothing new, and silence chosen ─► skipped
                                                 else ─► parts in the ledger ─► outbox

What is planned for a subscription and its next run are written in one transaction, so a crash before it
leaves all to be done and a crash after it leaves nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from bot import schedule
from bot.parts import Part
from bot.records import Records
from bot.records.chats import Chat
from bot.records.deliveries import LATE, NOTHING_NEW
from bot.records.subscriptions import Subscription
from bot.sending.outbox import Hands, Outbox
from briefings.errors import StoreError

AT_A_TIME = 20  # subscriptions planned in one go, between which the newsroom's thread can answer a reader
HOLD = timedelta(minutes=5)  # after a briefing that could not be made, until it is tried again
KEPT = timedelta(days=60)  # the ledger's rows: longer than anybody asks what became of a message

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Made:
    """A briefing. parts: its messages, none where there is nothing to say; digest: that it tells of, None
    where it tells of none; over: the topic is gone, so that the subscription ends with this."""

    parts: tuple[Part, ...]
    digest: int | None = None
    over: bool = False


class Compose(Protocol):
    """Makes briefings. Blocking; runs on the newsroom's thread."""

    def __call__(
        self, subscription: Subscription, chat: Chat, missed: tuple[date, ...], now: datetime
    ) -> Made:
        """The briefing of a subscription as of now; missed: days skipped through our fault since the last."""
        ...


def plan_due(
    records: Records,
    compose: Compose,
    now: datetime,
    grace: timedelta = schedule.GRACE,
    most: int = AT_A_TIME,
) -> int:
    """Plan what is due, at most so many subscriptions; how many were looked at. Raises StoreError."""
    found = records.subscriptions.due(now, most)
    for each in found:
        plan(records, compose, each, now, grace)
    return len(found)


def plan(
    records: Records, compose: Compose, which: Subscription, now: datetime, grace: timedelta = schedule.GRACE
) -> None:
    """Plan the briefing of a subscription whose run has come, or note why there is none."""
    due = schedule.due(which.slot, which.next_run, now, which.done_day, grace)
    made: Made | None = None
    if due.send is not None:
        missed = tuple(sorted({*records.deliveries.missed(which.id), *due.skipped}))
        try:
            chat = records.chats.get(which.place.chat)
            assert chat is not None, "a subscription hangs on its chat"
            made = compose(which, chat, missed, now)
        except StoreError:
            raise
        except Exception:
            log.exception("the briefing of subscription %s could not be made", which.id)
            records.subscriptions.hold(which.id, now + HOLD)
            return
    with records.together():
        _write(records, which, due, made, now, grace)


def _write(
    records: Records,
    which: Subscription,
    due: schedule.Due,
    made: Made | None,
    now: datetime,
    grace: timedelta,
) -> None:
    """What was decided, in the ledger and in the subscription."""
    deliveries = records.deliveries
    deliveries.skip(which.id, which.place, due.skipped, LATE, now)
    if due.send is not None and made is not None:
        if made.parts:
            deliveries.plan(
                which.id,
                which.place,
                due.send,
                made.parts,
                expires=_expires(which, due.send, now, grace),
                now=now,
                digest=made.digest,
            )
        else:
            deliveries.skip(which.id, which.place, [due.send], NOTHING_NEW, now)
    done = due.send or (due.skipped[-1] if due.skipped else which.done_day)
    records.subscriptions.advance(which.id, done, due.next)
    if made is not None and made.over:
        records.subscriptions.end(which.id, now)


def _expires(which: Subscription, day: date, now: datetime, grace: timedelta) -> datetime:
    """Until when the briefing of a day is of use: `grace` after its run."""
    run = schedule.run_on(which.slot, day)
    return (run.moment if run else now) + grace


class Daily:
    """The tick: plans what is due and wakes the outbox. hands: of the thread that `records` and `compose`
    belong to."""

    def __init__(
        self,
        hands: Hands,
        records: Records,
        compose: Compose,
        outbox: Outbox,
        clock: Callable[[], datetime],
        grace: timedelta = schedule.GRACE,
    ) -> None:
        self._hands, self._records, self._compose = hands, records, compose
        self._outbox, self._clock, self._grace = outbox, clock, grace
        self._tidied: date | None = None

    async def tick(self) -> None:
        """Plan all that is due now; what fails is tried at the next tick."""
        now = self._clock()
        try:
            await self._hands.do(self._records.subscriptions.replan_far, now)
            while found := await self._hands.do(plan_due, self._records, self._compose, now, self._grace):
                log.debug("%d subscriptions were due", found)
                self._outbox.wake()
            if self._tidied != now.date():
                self._tidied = now.date()
                await self._hands.do(self._records.deliveries.tidy, now - KEPT)
        except StoreError as error:
            log.error("briefings could not be planned: %s", error)

"""The ledger: one row for each message that is to be delivered without being asked for.

    planned ─► sending ─► sent
       ▲          ├─────► planned    surely not sent: again later
       │          ├─────► failed     never will be
       │          └─────► unknown    may have arrived: never sent again
       └─ skipped                    too late, or nothing new and silence was chosen

A row is planned together with its subscription's next run, in one transaction, and the key (subscription,
local date, slot, part) is unique: no day is planned twice. A row is marked `sending` on disk before the
first byte goes out, so that what a crash leaves behind is known: `planned` was surely not sent, `sending`
may have been. What messages say is kept once, however many get it, and only until all are delivered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.memory import Place
from bot.parts import Part
from bot.records.chats import Preferences, Quiet
from bot.records.table import Table, guarded, moment_of, moment_text, written
from bot.schedule import Slot

DAILY = "daily"  # the slot of the one briefing a day
BROADCAST_LIFE = timedelta(days=2)  # an announcement that could not be sent until then is stale
WHY_LIMIT = 200  # characters kept of a reason: a sentence of Telegram's has about 60


class State(StrEnum):
    """How far a delivery has come."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SKIPPED = "skipped"


# Why a day was skipped.
LATE = "late"
NOTHING_NEW = "nothing new"
NOT_MADE = "could not be made"


@dataclass(frozen=True, kw_only=True)
class Task:
    """A message that is to be sent. tries: that failed before; expires: too late after that (UTC);
    preferences: of the chat, as far as they say when messages make a sound."""

    id: int
    place: Place
    part: Part
    tries: int
    expires: datetime
    preferences: Preferences


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A row of the ledger, to be shown. name: of the topic, "" for a broadcast."""

    id: int
    place: Place
    name: str
    day: date
    part: int
    state: State
    why: str
    message: int | None
    planned: datetime
    done: datetime | None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many messages stand in each state."""

    planned: int = 0
    sending: int = 0
    sent: int = 0
    unknown: int = 0
    failed: int = 0
    skipped: int = 0


_LISTED = (
    "d.id, d.chat, d.thread, coalesce(s.name, ''), d.day, d.part, d.state, d.why, d.message, d.planned,"
    " d.done"
)


class Deliveries(Table):
    """The ledger. `Outbox` moves its rows; nothing else changes a state but recovery after a crash."""

    # Planning

    @written
    def plan(
        self,
        subscription: int,
        place: Place,
        day: date,
        parts: Sequence[Part],
        *,
        expires: datetime,
        now: datetime,
        digest: int | None = None,
    ) -> int:
        """Plan the briefing of a local day, a row for each part; how many were new: 0 where the day has
        been planned or skipped before."""
        known = "SELECT 1 FROM deliveries WHERE subscription = ? AND day = ? AND slot = ?"
        if self.row(known, [subscription, day.isoformat(), DAILY]):
            return 0
        for number, part in enumerate(parts):
            last = number + 1 == len(parts)
            self._insert(
                place,
                day,
                number,
                subscription=subscription,
                digest=digest if last else None,
                content=self._content(part),
                expires=moment_text(expires),
                planned=moment_text(now),
            )
        return len(parts)

    @written
    def skip(self, subscription: int, place: Place, days: Iterable[date], why: str, now: datetime) -> None:
        """Note local days that get no briefing, and why."""
        moment = moment_text(now)
        for day in days:
            self._insert(
                place,
                day,
                0,
                subscription=subscription,
                state=State.SKIPPED.value,
                why=why,
                expires=moment,
                planned=moment,
                done=moment,
            )

    @guarded
    def missed(self, subscription: int) -> tuple[date, ...]:
        """The local days skipped through our fault since the last briefing that was sent, oldest first."""
        found = self.rows(
            "SELECT day FROM deliveries WHERE subscription = :s AND state = 'skipped' AND why IN (:a, :b)"
            " AND id > (SELECT coalesce(max(id), 0) FROM deliveries WHERE subscription = :s"
            " AND state IN ('sent', 'unknown')) GROUP BY day ORDER BY day",
            {"s": subscription, "a": LATE, "b": NOT_MADE},
        )
        return tuple(date.fromisoformat(row[0]) for row in found)

    @written
    def broadcast(self, parts: Sequence[Part], now: datetime, chats: Sequence[int] | None = None) -> int:
        """Plan an announcement to all chats that can be written to (or to those of `chats` that can); its
        number, for `progress`."""
        number = int(self.db.table("broadcasts").insert({"made": moment_text(now)}).last_pk or 0)
        values = {
            "broadcast": number,
            "day": now.astimezone(UTC).date().isoformat(),
            "expires": moment_text(now + BROADCAST_LIFE),
            "planned": moment_text(now),
            "chats": None if chats is None else json.dumps(list(chats)),
        }
        for place, part in enumerate(parts):
            self.run(
                "INSERT INTO deliveries (chat, thread, broadcast, day, slot, part, content, state, why,"
                " tries, not_before, expires, planned)"
                " SELECT id, 0, :broadcast, :day, 'broadcast', :part, :content, 'planned', '', 0, '',"
                " :expires, :planned FROM chats WHERE asleep_since IS NULL"
                " AND (:chats IS NULL OR id IN (SELECT value FROM json_each(:chats))) ORDER BY met, id",
                {**values, "part": place, "content": self._content(part)},
            )
        return number

    # Sending

    @written
    def recover(self, now: datetime) -> int:
        """After a start: what was being sent when the program ended may have arrived; how many were."""
        found = self.run(
            "UPDATE deliveries SET state = 'unknown', why = 'the program ended meanwhile', done = ?,"
            " content = NULL WHERE state = 'sending'",
            [moment_text(now)],
        )
        return found.rowcount

    @guarded
    def ready(self, now: datetime, most: int, busy: Iterable[int] = ()) -> tuple[Task, ...]:
        """Messages that may be sent now, in order, none of the chats `busy`."""
        found = self.rows(
            "SELECT d.id, d.chat, d.thread, t.html, t.plain, t.keyboard, d.tries, d.expires, c.quiet, c.zone"
            " FROM deliveries d JOIN chats c ON c.id = d.chat JOIN contents t ON t.id = d.content"
            " WHERE d.state = 'planned' AND d.not_before <= :now"
            " AND d.chat NOT IN (SELECT value FROM json_each(:busy)) ORDER BY d.id LIMIT :most",
            {"now": moment_text(now), "most": most, "busy": json.dumps(list(busy))},
        )
        return tuple(_task(row) for row in found)

    @guarded
    def next_ready(self) -> datetime | None:
        """When the earliest planned message may be sent, None where none is planned."""
        row = self.row("SELECT min(not_before) FROM deliveries WHERE state = 'planned'")
        return None if row[0] is None else moment_of(row[0]) or datetime.min.replace(tzinfo=UTC)

    @written
    def begin(self, number: int, now: datetime) -> bool:
        """Mark a message as being sent; False where it is planned no longer: then it must not be."""
        found = self.run(
            "UPDATE deliveries SET state = 'sending', sending = ? WHERE id = ? AND state = 'planned'",
            [moment_text(now), number],
        )
        return bool(found.rowcount)

    @written
    def sent(self, number: int, message: int, now: datetime) -> None:
        """It has arrived; with the last part of a briefing the place has seen its digest."""
        self._end(number, State.SENT, "", now, message)
        subscription, digest = self.row("SELECT subscription, digest FROM deliveries WHERE id = ?", [number])
        if digest is not None:
            self.run("UPDATE subscriptions SET seen = ? WHERE id = ?", [digest, subscription])

    @written
    def unknown(self, number: int, why: str, now: datetime) -> None:
        """It may have arrived."""
        self._end(number, State.UNKNOWN, why, now)

    @written
    def failed(self, number: int, why: str, now: datetime) -> None:
        """It will never arrive."""
        self._end(number, State.FAILED, why, now)

    @written
    def late(self, number: int, now: datetime) -> None:
        """It has waited for too long."""
        self._end(number, State.SKIPPED, LATE, now)

    @written
    def again(self, number: int, why: str, until: datetime, *, counted: bool) -> None:
        """It was surely not sent: nothing goes to its chat before `until`, then it is tried again; counted:
        as a try that failed."""
        self.run(
            "UPDATE deliveries SET state = 'planned', why = ?, tries = tries + ? WHERE id = ?",
            [why[:WHY_LIMIT], int(counted), number],
        )
        self.run(
            "UPDATE deliveries SET not_before = ? WHERE state = 'planned' AND chat = "
            "(SELECT chat FROM deliveries WHERE id = ?)",
            [moment_text(until + timedelta(seconds=1)), number],  # moments are kept in whole seconds
        )

    @written
    def give_up(self, chat: int, why: str, now: datetime) -> None:
        """The chat takes no messages any more: nothing that is planned for it will be sent."""
        self.run(
            "UPDATE deliveries SET state = 'failed', why = ?, done = ?, content = NULL"
            " WHERE chat = ? AND state = 'planned'",
            [why[:WHY_LIMIT], moment_text(now), chat],
        )

    # Looking

    @guarded
    def progress(self, broadcast: int | None = None, since: datetime | None = None) -> Progress:
        """How many messages stand in each state: of a broadcast, or of all that ended since a moment, with
        all that are still under way."""
        condition, value = "broadcast = ?", str(broadcast)
        if broadcast is None:
            condition, value = "(done IS NULL OR done >= ?)", moment_text(since) if since else ""
        sql = f"SELECT state, count(*) FROM deliveries WHERE {condition} GROUP BY state"
        return Progress(**dict(self.rows(sql, [value])))

    @guarded
    def troubles(self, since: datetime, most: int = 100) -> tuple[Delivery, ...]:
        """What may or may not have arrived, and what failed, since a moment; latest first."""
        found = self.rows(
            f"SELECT {_LISTED} FROM deliveries d LEFT JOIN subscriptions s ON s.id = d.subscription"
            " WHERE d.state IN ('unknown', 'failed') AND d.done >= ? ORDER BY d.done DESC, d.id DESC LIMIT ?",
            [moment_text(since), most],
        )
        return tuple(_delivery(row) for row in found)

    @guarded
    def of_subscription(self, subscription: int) -> tuple[Delivery, ...]:
        """All rows of a subscription, in order."""
        found = self.rows(
            f"SELECT {_LISTED} FROM deliveries d LEFT JOIN subscriptions s ON s.id = d.subscription"
            " WHERE d.subscription = ? ORDER BY d.id",
            [subscription],
        )
        return tuple(_delivery(row) for row in found)

    @written
    def tidy(self, before: datetime) -> int:
        """Forget deliveries that ended before then, and what no message says any more; how many rows."""
        found = self.run("DELETE FROM deliveries WHERE done < ?", [moment_text(before)])
        self.run(
            "DELETE FROM contents WHERE id NOT IN (SELECT content FROM deliveries WHERE content IS NOT NULL)"
        )
        self.run(
            "DELETE FROM broadcasts WHERE made < ? AND id NOT IN"
            " (SELECT broadcast FROM deliveries WHERE broadcast IS NOT NULL)",
            [moment_text(before)],
        )
        return found.rowcount

    def _content(self, part: Part) -> int:
        """The row of what a message says, made where there is none."""
        self.run(
            "INSERT OR IGNORE INTO contents (mark, html, plain, keyboard) VALUES (?, ?, ?, ?)",
            [part.mark, part.html, part.plain, part.keyboard],
        )
        return int(self.row("SELECT id FROM contents WHERE mark = ?", [part.mark])[0])

    def _insert(self, place: Place, day: date, part: int, **more: object) -> None:
        """A row of a briefing; one that is there already stays as it is."""
        row: dict[str, object] = {
            "chat": place.chat,
            "thread": place.thread or 0,
            "day": day.isoformat(),
            "slot": DAILY,
            "part": part,
            "state": State.PLANNED.value,
            "why": "",
            "tries": 0,
            "not_before": "",
            **more,
        }
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        self.run(f"INSERT OR IGNORE INTO deliveries ({names}) VALUES ({marks})", row)

    def _end(self, number: int, state: State, why: str, now: datetime, message: int | None = None) -> None:
        self.run(
            "UPDATE deliveries SET state = ?, why = ?, done = ?, message = ?, content = NULL WHERE id = ?",
            [state.value, why[:WHY_LIMIT], moment_text(now), message, number],
        )


def _task(row: Any) -> Task:
    number, chat, thread, html, plain, keyboard, tries, expires, quiet, zone = row
    moment = moment_of(expires)
    assert moment is not None
    return Task(
        id=number,
        place=Place(chat=chat, thread=thread or None),
        part=Part(html=html, plain=plain, keyboard=keyboard),
        tries=tries,
        expires=moment,
        preferences=Preferences(quiet=Quiet(quiet), slot=Slot(zone=zone)),
    )


def _delivery(row: Any) -> Delivery:
    number, chat, thread, name, day, part, state, why, message, planned, done = row
    begun = moment_of(planned)
    assert begun is not None
    return Delivery(
        id=number,
        place=Place(chat=chat, thread=thread or None),
        name=name,
        day=date.fromisoformat(day),
        part=part,
        state=State(state),
        why=why,
        message=message,
        planned=begun,
        done=moment_of(done),
    )

"""Who follows what: places, their subscriptions, and when each is due next.

`next_run` and `next_day` always stand for the first run that was not dealt with; whatever changes the slot
of a subscription plans it anew. An unfollowed subscription keeps its row (`ended`), so that following again
on the same day brings no second briefing; forgetting the chat erases it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlite_utils import Database, Migrations

from bot.memory import Place
from bot.records.chats import Chat, Chats, Preferences, days_of, days_text
from bot.records.table import Table, guarded, moment_of, moment_text, written
from bot.schedule import Run, Slot, next_run
from briefings.model import Topic

# A slot has a run at least once a week; a day more for changes of zones.
LONGEST = timedelta(days=8)

migrations = Migrations("concordance.subscriptions")

_FIRST = """
CREATE TABLE places (                  -- where briefings are delivered to
    id     INTEGER PRIMARY KEY,
    chat   INTEGER NOT NULL REFERENCES chats(id) ON UPDATE CASCADE ON DELETE CASCADE,
    thread INTEGER NOT NULL,           -- of a group with topics; 0: the chat itself
    topic  INTEGER,                    -- of the news, that the thread is about; NULL: none in particular
    UNIQUE (chat, thread)
);
CREATE TABLE subscriptions (           -- a place follows a topic of the news
    id         INTEGER PRIMARY KEY,    -- in the order followed, which is that of delivery
    place      INTEGER NOT NULL REFERENCES places(id) ON DELETE CASCADE,
    topic      INTEGER NOT NULL,       -- topics(id); no reference, so that its end can be told
    name       TEXT NOT NULL,          -- of the topic: an id may be used again for another
    own_slot   INTEGER NOT NULL,       -- 1: the slot below; 0: the chat's
    zone       TEXT NOT NULL,
    minute     INTEGER NOT NULL,
    days       TEXT NOT NULL,
    since      TEXT NOT NULL,          -- followed
    ended      TEXT,                   -- unfollowed; NULL while followed
    next_run   TEXT NOT NULL,          -- UTC
    next_day   TEXT NOT NULL,          -- the local date of that run
    done_day   TEXT,                   -- the last local date that was dealt with: sent, skipped or silent
    held_until TEXT,                   -- a failure on our side: not before then
    seen       INTEGER,                -- the digest that the place was last shown of this topic
    UNIQUE (place, topic)
);
CREATE INDEX subscriptions_due ON subscriptions(next_run) WHERE ended IS NULL;
"""

_COLUMNS = """
s.id, p.chat, p.thread, s.topic, s.name, s.own_slot, s.zone, s.minute, s.days,
c.zone, c.minute, c.days, s.next_run, s.next_day, s.done_day, s.seen
"""
_JOINED = "subscriptions s JOIN places p ON p.id = s.place JOIN chats c ON c.id = p.chat"


@migrations()
def first_tables(db: Database) -> None:
    """Places and subscriptions."""
    db.executescript(_FIRST)


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """A place that follows a topic. slot: its own (`own_slot`) or the chat's; next_run (UTC), next_day: the
    briefing that is due next; done_day: the last local date dealt with; seen: id of the digest that the
    place was last shown, None where it has seen none."""

    id: int
    place: Place
    topic: int
    name: str
    slot: Slot
    own_slot: bool
    next_run: datetime
    next_day: date
    done_day: date | None = None
    seen: int | None = None


class Subscriptions(Table):
    """Places and what they follow. A chat must be known (`Chats.meet`) before it can follow anything."""

    @written
    def follow(self, place: Place, topic: Topic, now: datetime) -> Subscription:
        """Have the place follow the topic, from the next run on; one that does already is left as it is."""
        number = self._place(place)
        known = self.row(
            "SELECT id FROM subscriptions WHERE place = ? AND topic = ? AND name = ?",
            [number, topic.id, topic.name],
        )
        if known is None:
            self.run("DELETE FROM subscriptions WHERE place = ? AND topic = ?", [number, topic.id])
            known = [self._add(number, self._chat_slot(place.chat), topic, now)]
        elif self.row("SELECT 1 FROM subscriptions WHERE id = ? AND ended IS NOT NULL", known):
            self.run(
                "UPDATE subscriptions SET ended = NULL, since = ? WHERE id = ?", [moment_text(now), known[0]]
            )
            self._plan(self._of_id(known[0]), now)
        return self._of_id(known[0])

    @written
    def unfollow(self, place: Place, topic: int, now: datetime) -> bool:
        """End a subscription; whether there was one. What is planned for it is not sent."""
        those = [each.id for each in self.of_place(place) if each.topic == topic]
        for number in those:
            self.end(number, now)
            self.run(
                "UPDATE deliveries SET state = 'skipped', why = 'unfollowed', done = ?, content = NULL "
                "WHERE subscription = ? AND state = 'planned'",
                [moment_text(now), number],
            )
        return bool(those)

    @written
    def end(self, number: int, now: datetime) -> None:
        """End a subscription; what is planned for it is still sent."""
        self.run("UPDATE subscriptions SET ended = ? WHERE id = ?", [moment_text(now), number])

    @written
    def end_place(self, place: Place, now: datetime) -> None:
        """End all that a place follows: its thread is gone."""
        for each in self.of_place(place):
            self.unfollow(place, each.topic, now)

    @guarded
    def of_place(self, place: Place) -> tuple[Subscription, ...]:
        """What the place follows, in the order followed."""
        return self._those("p.chat = ? AND p.thread = ?", [place.chat, place.thread or 0])

    @guarded
    def of_chat(self, chat: int) -> tuple[Subscription, ...]:
        """What all places of the chat follow."""
        return self._those("p.chat = ?", [chat])

    @guarded
    def get(self, number: int) -> Subscription | None:
        """The subscription of that id, None where there is none or it has ended."""
        found = self._those("s.id = ?", [number])
        return found[0] if found else None

    @guarded
    def followers(self, topic: int) -> int:
        """How many places that can be written to follow a topic."""
        sql = (
            f"SELECT count(*) FROM {_JOINED} WHERE s.topic = ? AND s.ended IS NULL AND c.asleep_since IS NULL"
        )
        return int(self.row(sql, [topic])[0])

    @guarded
    def counts(self) -> dict[str, int]:
        """How many subscriptions there are: "active", "asleep" (their chats), "ended"."""
        row = self.row(
            "SELECT coalesce(sum(s.ended IS NULL AND c.asleep_since IS NULL), 0),"
            " coalesce(sum(s.ended IS NULL AND c.asleep_since IS NOT NULL), 0),"
            f" coalesce(sum(s.ended IS NOT NULL), 0) FROM {_JOINED}"
        )
        return {"active": row[0], "asleep": row[1], "ended": row[2]}

    # A thread's own topic

    @guarded
    def own_topic(self, place: Place) -> int | None:
        """The topic of the news that the place is about, None where it is about none in particular."""
        row = self.row(
            "SELECT topic FROM places WHERE chat = ? AND thread = ?", [place.chat, place.thread or 0]
        )
        return row[0] if row else None

    @written
    def set_own_topic(self, place: Place, topic: int | None) -> None:
        """Have the place be about one topic of the news, or about none in particular."""
        self.run("UPDATE places SET topic = ? WHERE id = ?", [topic, self._place(place)])

    # Preferences

    @written
    def prefer(self, chat: int, preferences: Preferences, now: datetime) -> Chat:
        """Keep how the chat wants its briefings, and plan those that go by the chat's slot anew. Those with
        a slot of their own go along to a new zone where they were in the old one: whoever travels takes all
        along. Raises ValueError for a zone that there is not."""
        old = self._chat_slot(chat).zone
        known = Chats(self.db, self.path).set_preferences(chat, preferences)
        zone = known.preferences.slot.zone
        for each in self.of_chat(chat):
            if not each.own_slot:
                self._plan(each, now)
            elif each.slot.zone == old != zone:
                self.set_slot(each.id, replace(each.slot, zone=zone), now)
        return known

    @written
    def set_slot(self, number: int, slot: Slot | None, now: datetime) -> Subscription:
        """Give a subscription a slot of its own, None: the chat's again."""
        kept = slot or Slot()
        self.run(
            "UPDATE subscriptions SET own_slot = ?, zone = ?, minute = ?, days = ? WHERE id = ?",
            [int(slot is not None), *_slot_values(kept), number],
        )
        self._plan(self._of_id(number), now)
        return self._of_id(number)

    @written
    def wake(self, chat: int, now: datetime) -> bool:
        """The chat can be written to again: plan from now on, what was due meanwhile is gone; whether it
        was asleep."""
        if not Chats(self.db, self.path).rouse(chat):
            return False
        for each in self.of_chat(chat):
            self._plan(each, now)
        return True

    @written
    def move(self, old: int, new: int, now: datetime) -> None:
        """A group has become the supergroup `new`: all that hangs on the old id goes along. A row that the
        supergroup has got by itself meanwhile gives way to the old one's preferences."""
        if old == new or not self.row("SELECT 1 FROM chats WHERE id = ?", [old]):
            return
        if self.row("SELECT 1 FROM chats WHERE id = ?", [new]):
            for each in self.of_chat(new):
                self._hand_over(each, Place(chat=old, thread=each.place.thread), now)
            self.run("DELETE FROM chats WHERE id = ?", [new])
        self.run("UPDATE chats SET id = ?, kind = 'supergroup' WHERE id = ?", [new, old])

    # For the daily run

    @guarded
    def due(self, now: datetime, most: int) -> tuple[Subscription, ...]:
        """Subscriptions whose run has come, in the order of their runs and, at one moment, of following;
        none of chats that are asleep."""
        moment = moment_text(now)
        found = self.rows(
            f"SELECT {_COLUMNS} FROM {_JOINED} WHERE s.ended IS NULL AND s.next_run <= ? "
            "AND c.asleep_since IS NULL AND (s.held_until IS NULL OR s.held_until <= ?) "
            "ORDER BY s.next_run, s.id LIMIT ?",
            [moment, moment, most],
        )
        return tuple(_subscription(row) for row in found)

    @guarded
    def next_due(self) -> datetime | None:
        """When the next run comes, None where nothing is followed."""
        row = self.row(
            f"SELECT min(s.next_run) FROM {_JOINED} WHERE s.ended IS NULL AND c.asleep_since IS NULL"
        )
        return moment_of(row[0])

    @written
    def advance(self, number: int, done: date | None, following: Run) -> None:
        """The runs up to the local date `done` are dealt with (None: none ever was)."""
        self.run(
            "UPDATE subscriptions SET done_day = ?, next_run = ?, next_day = ?, held_until = NULL "
            "WHERE id = ?",
            [
                done.isoformat() if done else None,
                moment_text(following.moment),
                following.day.isoformat(),
                number,
            ],
        )

    @written
    def replan_far(self, now: datetime) -> int:
        """Plan anew, from now, what is planned for longer ahead than any slot goes: the clock had run ahead;
        how many those were."""
        far = [moment_text(now + LONGEST)]
        found = self._those("s.next_run > ?", far)
        for each in found:
            self.run("UPDATE subscriptions SET done_day = NULL WHERE id = ?", [each.id])
            self._plan(replace(each, done_day=None), now)
        return len(found)

    @written
    def hold(self, number: int, until: datetime) -> None:
        """Leave a subscription alone until then: its briefing could not be made."""
        self.run("UPDATE subscriptions SET held_until = ? WHERE id = ?", [moment_text(until), number])

    @written
    def shown(self, place: Place, topic: int, digest: int) -> None:
        """The place has been shown this digest of the topic: its next briefing says what is new since."""
        self.run(
            "UPDATE subscriptions SET seen = ? WHERE topic = ? AND place IN "
            "(SELECT id FROM places WHERE chat = ? AND thread = ?)",
            [digest, topic, place.chat, place.thread or 0],
        )

    def _place(self, place: Place) -> int:
        """The place's row, made where there is none."""
        values = [place.chat, place.thread or 0]
        self.run("INSERT OR IGNORE INTO places (chat, thread) VALUES (?, ?)", values)
        return int(self.row("SELECT id FROM places WHERE chat = ? AND thread = ?", values)[0])

    def _chat_slot(self, chat: int) -> Slot:
        return Chats(self.db, self.path).preferences(chat).slot

    def _add(self, place: int, slot: Slot, topic: Topic, now: datetime) -> int:
        run = next_run(slot, now)
        row = {
            "place": place,
            "topic": topic.id,
            "name": topic.name,
            "own_slot": 0,
            **dict(zip(("zone", "minute", "days"), _slot_values(Slot()), strict=True)),
            "since": moment_text(now),
            "next_run": moment_text(run.moment),
            "next_day": run.day.isoformat(),
        }
        return int(self.db.table("subscriptions").insert(row).last_pk or 0)

    def _plan(self, which: Subscription, now: datetime) -> None:
        """The next run from now on, of a day that was not dealt with."""
        run = next_run(which.slot, now, which.done_day)
        self.run(
            "UPDATE subscriptions SET next_run = ?, next_day = ?, held_until = NULL WHERE id = ?",
            [moment_text(run.moment), run.day.isoformat(), which.id],
        )

    def _hand_over(self, which: Subscription, to: Place, now: datetime) -> None:
        """Have another place follow what this one does."""
        if which.topic not in {each.topic for each in self.of_place(to)}:
            self.follow(to, Topic(id=which.topic, name=which.name), now)

    def _of_id(self, number: int) -> Subscription:
        row = self.row(f"SELECT {_COLUMNS} FROM {_JOINED} WHERE s.id = ?", [number])
        return _subscription(row)

    def _those(self, condition: str, values: list[Any]) -> tuple[Subscription, ...]:
        """The subscriptions that have not ended and fit."""
        sql = f"SELECT {_COLUMNS} FROM {_JOINED} WHERE s.ended IS NULL AND {condition} ORDER BY s.id"
        return tuple(_subscription(row) for row in self.rows(sql, values))


def _slot_values(slot: Slot) -> tuple[str, int, str]:
    return slot.zone, 60 * slot.hour + slot.minute, days_text(slot.days)


def _subscription(row: Any) -> Subscription:
    number, chat, thread, topic, name, own, *rest = row
    own_values, chat_values, (run, day, done, seen) = rest[0:3], rest[3:6], rest[6:]
    zone, minute, days = own_values if own else chat_values
    moment = moment_of(run)
    assert moment is not None
    made = Subscription(
        id=number,
        place=Place(chat=chat, thread=thread or None),
        topic=topic,
        name=name,
        slot=Slot(zone=zone, hour=minute // 60, minute=minute % 60, days=days_of(days)),
        own_slot=bool(own),
        next_run=moment,
        next_day=date.fromisoformat(day),
    )
    return replace(made, done_day=date.fromisoformat(done) if done else None, seen=seen)

"""What needs the people who run the bot, decided from how things stand. Pure: numbers in, alarms out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.i18n import N_, _
from briefings.following import Feed

# An ingest of a day's news takes some tens of megabytes; below this there is time to act, not much.
LEAST_FREE = 500_000_000

# Where daily copies are made, two missed ones are a fault of the timer.
OLDEST_COPY = timedelta(days=3)

# Single messages fail for reasons of their chats'. So many and such a share of them is ours.
FAILED, FAILED_SHARE = 5, 0.2

# With fewer feeds, all failing at once may be chance; with these it is the network.
FEEDS = 3


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How things stand. free: bytes on the disk; last_copy: when a copy was made, None where none ever was;
    sent, failed: messages of briefings in 24 hours; faults: unexpected errors logged today."""

    now: datetime
    free: int
    last_copy: datetime | None = None
    sent: int = 0
    failed: int = 0
    faults: int = 0
    feeds: Sequence[Feed] = ()


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Something that needs somebody. key: what, the same as long as it stands; text: an English message with
    {names} and its values, translated when it is told."""

    key: str
    text: str
    values: tuple[tuple[str, object], ...] = ()

    def told(self) -> str:
        """The text in the language that is being spoken."""
        return _(self.text, **dict(self.values))


def alarms(standing: Standing) -> tuple[Alarm, ...]:
    """What needs somebody now."""
    found = []
    if standing.free < LEAST_FREE:
        free = f"{standing.free / 1e6:,.0f}"
        text = N_("The disk is nearly full: {free} MB are left. Make room, or no news can be stored.")
        found.append(Alarm(key="disk", text=text, values=(("free", free),)))
    if standing.last_copy and standing.now - standing.last_copy > OLDEST_COPY:
        text = N_("The last copy of the database is of {day}. See why “briefings backup” does not run daily.")
        found.append(Alarm(key="copies", text=text, values=(("day", standing.last_copy.date().isoformat()),)))
    tried = standing.sent + standing.failed
    if standing.failed >= FAILED and standing.failed >= FAILED_SHARE * tried:
        text = N_("{failed} of {tried} messages of the last 24 hours could not be delivered. See /status.")
        found.append(Alarm(key="failed", text=text, values=(("failed", standing.failed), ("tried", tried))))
    if standing.faults:
        found.append(_faults(standing.now.date()))
    return (*found, *_feeds(standing.feeds))


def _faults(day: date) -> Alarm:
    text = N_("Something went wrong in the bot that should not. The log says what; please report it.")
    return Alarm(key=f"fault:{day.isoformat()}", text=text)


def _feeds(feeds: Sequence[Feed]) -> tuple[Alarm, ...]:
    """Each dead feed; or, where every feed fails, that they all do."""
    if len(feeds) >= FEEDS and all(feed.failures for feed in feeds):
        text = N_("No feed can be read: the last failure was “{problem}”. Is the network there?")
        return (Alarm(key="feeds", text=text, values=(("problem", feeds[0].problem),)),)
    text = N_("The feed {feed} has given nothing for a week ({problem}). “briefings feed remove” ends it.")
    return tuple(
        Alarm(
            key=f"feed:{feed.url}",
            text=text,
            values=(("feed", feed.title or feed.url), ("problem", feed.problem)),
        )
        for feed in feeds
        if feed.dead
    )

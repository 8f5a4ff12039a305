"""Which span of time a digest covers: a pure decision over when a topic's articles came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# What a digest covers where nobody says since when; also how much a topic's "last day" is.
RECENT = timedelta(hours=24)

_EARLIEST = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Window:
    """From `since` on. stale: nothing came out in the last 24 hours, so this is the topic's last day."""

    since: datetime
    stale: bool = False


@dataclass(frozen=True, kw_only=True, order=True)
class Published:
    """When an article came out.

    day_only: at some unknown time of the day that begins at `moment`; dated: False where nothing tells, and
    `moment` is when it was fetched.
    """

    moment: datetime
    day_only: bool = False
    dated: bool = True

    @property
    def latest(self) -> datetime:
        """The latest moment at which it can have come out."""
        return self.moment + timedelta(days=1, seconds=-1) if self.day_only else self.moment


def choose_window(published: Sequence[Published], now: datetime, since: datetime | None = None) -> Window:
    """The window asked for; else the last 24 hours; else, where those hold nothing, the topic's last day.

    The last day is the 24 hours up to the newest article, so that news of one evening and night is not cut
    at midnight. Articles without a date say nothing of how fresh the news is, unless none has one; those
    fetched since the window begins are in it.
    """
    if since is not None:
        return Window(since=since)
    recent = Window(since=earlier(now, RECENT))
    telling = [p for p in published if p.dated] or published
    if not telling or any(p.latest >= recent.since for p in telling):
        return recent
    newest = max(p.moment for p in telling)
    return Window(since=earlier(newest, RECENT), stale=True)


def earlier(moment: datetime, span: timedelta) -> datetime:
    """`moment - span`, held at the first day that there is."""
    return moment - span if moment - _EARLIEST > span else _EARLIEST

"""Parts of stored digests as replies: what a button of a digest leads to, and the first screen itself.

Pure functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo

from bot import changes, passages, rendering, words
from bot.buttons import Button, HomeButtons, Rows, entry_call, home_rows, passage_rows, topic_rows, view_rows
from bot.callbacks import DigestCall, View
from bot.i18n import _, language, speaking
from bot.layout import Entry, Screen, entries, entry_of, screen_of
from bot.records.chats import Length, Preferences
from bot.richtext import clip
from bot.schedule import zone_of
from bot.talk.reply import Reply
from bot.wording import day_of_year
from briefings.developments import News
from briefings.model import Digest, Dispute, Point, Topic
from briefings.store.snapshots import Snapshot


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a place is shown a digest. zone: of its clock; topic: id, 0 where it is gone; follows: the place
    follows it; days: the topic's stored digests; news: what was new when the place was shown the digest,
    since: the digest that it had seen before (id, 0 for none)."""

    length: Length = Length.FULL
    zone: tzinfo = UTC
    topic: int = 0
    follows: bool = False
    days: Sequence[Snapshot] = ()
    news: News | None = None
    since: int = 0

    @property
    def short(self) -> bool:
        """Fewer lines on the first screen."""
        return self.length is Length.SHORT


def screen_reply(digest: Digest, call: DigestCall, look: Look, *, edit: bool = False) -> Reply:
    """What a call for a part of a digest shows; an alert where there is no such part."""
    screens, entry = _screens(digest, call, look)
    if call.screen >= len(screens):
        return Reply(alert=_(words.STALE_BUTTON))
    screen = screens[call.screen]
    return Reply(lines=screen.lines, rows=_rows(digest, call, look, screens, entry), edit=edit)


def _rows(
    digest: Digest, call: DigestCall, look: Look, screens: Sequence[Screen], entry: Entry | None
) -> Rows:
    """The buttons under a screen."""
    screen, home = screens[call.screen], DigestCall(digest=digest.id)
    if call.view is View.HOME:
        more = HomeButtons(
            topic=look.topic,
            follows=look.follows,
            days=day_calls(digest, look),
            since=look.since,
            changes=len(look.news.changes) if look.news else None,
        )
        return home_rows(digest, screen, call, len(screens), more)
    if entry is None:
        return view_rows(screen, call, len(screens), home)
    home = DigestCall(digest=digest.id, screen=screen_of(rendering.digest(digest, short=look.short), entry))
    return passage_rows(entries(digest, short=look.short), entry, call, len(screens), home)


def _screens(digest: Digest, call: DigestCall, look: Look) -> tuple[Sequence[Screen], Entry | None]:
    """All screens of the view that is called for, and the line it belongs to, if any."""
    match call.view:
        case View.HOME:
            extra = changes.glance(look.news) if look.news else ()
            return rendering.digest(digest, short=look.short, extra=extra), None
        case View.SOURCES:
            return passages.sources(digest, entries(digest)), None
        case View.DISPUTES:
            return rendering.disputes(digest, entries(digest)), None
        case View.POINT | View.DISPUTE:
            entry = _entry_of(digest, call)
            return (passages.passages(entry) if entry else (), entry)
        case View.WHY_POINT | View.WHY_DISPUTE:
            entry = _entry_of(digest, call)
            return (passages.why(entry) if entry else (), entry)


def _entry_of(digest: Digest, call: DigestCall) -> Entry | None:
    dispute = call.view in (View.DISPUTE, View.WHY_DISPUTE)
    return entry_of(digest, dispute=dispute, index=call.index)


def item_of(digest: Digest, call: DigestCall) -> Point | Dispute | None:
    """The line that a call opens, None for views that are about no single line."""
    if call.view in (View.HOME, View.SOURCES, View.DISPUTES):
        return None
    entry = _entry_of(digest, call)
    return entry.item if entry else None


def day_calls(digest: Digest, look: Look) -> tuple[Button, ...]:
    """Buttons to the last digests of the days before and after, where such are stored."""
    here = digest.built.astimezone(look.zone).date()
    by_day: dict[date, int] = {}
    for each in look.days:
        by_day[each.built.astimezone(look.zone).date()] = each.id
    before = max((day for day in by_day if day < here), default=None)
    after = min((day for day in by_day if day > here), default=None)
    row = []
    if before is not None:
        label = f"◂ {day_of_year(before)}"
        row.append(Button(label=label, call=DigestCall(digest=by_day[before])))
    if after is not None:
        row.append(Button(label=f"{day_of_year(after)} ▸", call=DigestCall(digest=by_day[after])))
    return tuple(row)


def call_of_line(digest: Digest, number: int) -> DigestCall | None:
    """The call for the passages of the line with that number, None where there is no such line."""
    listing = {entry.number: entry for entry in entries(digest)}
    return entry_call(digest.id, listing[number]) if number in listing else None


def no_such_line(digest: Digest, number: int) -> Reply:
    """A line that is not there."""
    return Reply(lines=words.no_such_line(number, len(entries(digest)), clip(digest.topic, 80)))


def briefing(digest: Digest, news: News | None, preferences: Preferences, topic: int) -> Reply:
    """The daily briefing of a topic, as it is sent; news: since the place was last shown it."""
    look = Look(
        length=preferences.length,
        zone=zone_of(preferences.slot.zone),
        topic=topic,
        follows=True,
        news=news,
    )
    with speaking(language(), look.zone):
        return screen_reply(digest, DigestCall(digest=digest.id), look)


def nothing_new(topic: Topic, news: News, preferences: Preferences) -> Reply:
    """The one line of a day without news; its button shows the digest all the same."""
    with speaking(language(), zone_of(preferences.slot.zone)):
        return Reply(lines=words.nothing_new(topic.name, news.since), rows=topic_rows([topic]))

"""/status: how the installation stands, in one message, for those who run it."""

from __future__ import annotations

from datetime import datetime, timedelta

from babel.dates import format_timedelta

from bot.i18n import N_, _, locale, n_
from bot.office import Office
from bot.richtext import BLANK, Line, bold, clip, italic, line
from bot.talk.asker import Asker
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from briefings.following import Feed

DAY = timedelta(days=1)
TROUBLES_SHOWN = 5
FEEDS_SHOWN = 5


class Status(Feature):
    """Says how the installation stands."""

    menu = (Listed(name="status", text=N_("how everything stands"), audience=Audience.OWNERS),)

    def __init__(self, room: Room, office: Office) -> None:
        self._room = room
        self._office = office
        self.commands = {"status": self._status}

    def _status(self, asker: Asker, argument: str) -> Replies:
        now = self._room.clock()
        yield Reply(
            lines=(
                *self._stored(),
                BLANK,
                *self._feeds(now),
                BLANK,
                *self._deliveries(now),
                BLANK,
                *self._people(now),
            )
        )

    def _stored(self) -> list[Line]:
        held = self._office.store.counts()
        return [
            line(bold(_("Stored")), heading=True),
            line(n_("{n} report", "{n} reports", held["articles"])),
            line(n_("{n} topic", "{n} topics", held["topics"])),
            line(n_("{n} digest", "{n} digests", held["digests"])),
        ]

    def _feeds(self, now: datetime) -> list[Line]:
        feeds = self._office.feeds.all()
        read = [feed.last_success for feed in feeds if feed.last_success]
        ill = [feed for feed in feeds if feed.problem]
        lines = [
            line(bold(_("Feeds")), heading=True),
            line(n_("{n} feed", "{n} feeds", len(feeds))),
            line(_("Last reading: {ago}", ago=ago(max(read), now)) if read else _("Nothing was read yet.")),
        ]
        lines += [line("⚠ ", problem_of(feed, now)) for feed in ill[:FEEDS_SHOWN]]
        if len(ill) > FEEDS_SHOWN:
            rest = len(ill) - FEEDS_SHOWN
            lines.append(line(n_("and {n} more with a problem", "and {n} more with problems", rest)))
        return lines

    def _deliveries(self, now: datetime) -> list[Line]:
        ledger = self._room.records.deliveries
        done, kept = ledger.progress(since=now - DAY), self._room.records.subscriptions.counts()
        day = _(
            "In the last 24 hours: {sent} sent, {failed} failed, {unknown} unknown, {skipped} skipped",
            sent=done.sent,
            failed=done.failed,
            unknown=done.unknown,
            skipped=done.skipped,
        )
        lines = [
            line(bold(_("Deliveries")), heading=True),
            line(
                _(
                    "Subscriptions: {active} awake, {asleep} asleep",
                    active=kept["active"],
                    asleep=kept["asleep"],
                )
            ),
            line(day),
            line(_("Waiting to be sent: {n}", n=done.planned + done.sending)),
        ]
        for each in ledger.troubles(now - DAY, TROUBLES_SHOWN):
            lines.append(line("⚠ ", clip(f"{each.name or '—'}: {each.state.value}, {each.why}", 160)))
        return lines

    def _people(self, now: datetime) -> list[Line]:
        people = self._room.records.people.counts((now - 7 * DAY).date())
        chats, flags = self._room.records.chats.counts(), self._room.records.flags.counts()
        asleep = chats.get("asleep", 0)
        awake = sum(chats.values()) - 2 * asleep
        return [
            line(bold(_("People")), heading=True),
            line(
                _(
                    "Heard from: {n}, of them {lately} in the last seven days",
                    n=people["all"],
                    lately=people["lately"],
                )
            ),
            line(_("Chats: {awake} awake, {asleep} asleep", awake=awake, asleep=asleep)),
            line(italic(n_("{n} flag waits: /flags", "{n} flags wait: /flags", flags["waiting"]))),
        ]


def ago(moment: datetime, now: datetime) -> str:
    """ "5 minutes ago"."""
    return str(format_timedelta(moment - now, add_direction=True, locale=locale()))


def problem_of(feed: Feed, now: datetime) -> str:
    """What is wrong with a feed, in one line."""
    name = clip(feed.title or feed.url, 60)
    since = _("last read {ago}", ago=ago(feed.last_success, now)) if feed.last_success else _("never read")
    dead = _("dead: ") if feed.dead else ""
    return f"{name}: {dead}{clip(feed.problem, 100)}, {since}"

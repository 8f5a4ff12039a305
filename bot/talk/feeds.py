"""/feed: the feeds that are read, by those who run the bot: list with health, add, remove."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from babel.dates import format_timedelta

from bot import words
from bot.buttons import Button, Rows
from bot.callbacks import Call
from bot.i18n import N_, _, locale, n_
from bot.office import Office
from bot.richtext import BLANK, Line, bold, clip, italic, line
from bot.talk.asker import Asker
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from bot.talk.status import ago, problem_of
from briefings.errors import FetchError, InputError
from briefings.following import Feed

ON_SCREEN = 8  # feeds with a button each
ADDRESS_LIMIT = 2000  # characters of an address


@dataclass(frozen=True, kw_only=True)
class FeedsCall(Call):
    """Show the list of feeds from a screen on."""

    PREFIX: ClassVar[str] = "r1"

    screen: int


@dataclass(frozen=True, kw_only=True)
class FeedCall(Call):
    """Show one feed, or remove it. mark: of its address, which is too long for a button."""

    PREFIX: ClassVar[str] = "r2"

    mark: int
    remove: bool = False


def mark_of(feed: Feed) -> int:
    """A number for a feed's address."""
    return zlib.crc32(feed.url.encode())


class Feeds(Feature):
    """The feeds that are read."""

    menu = (
        Listed(
            name="feed",
            takes=N_("[add ADDRESS | remove NAME]"),
            text=N_("the feeds that I read: list, add, remove"),
            audience=Audience.OWNERS,
        ),
    )

    def __init__(self, room: Room, office: Office) -> None:
        self._room = room
        self._office = office
        self.commands = {"feed": self._feed}
        self.taps = {FeedsCall: self._turn, FeedCall: self._one}

    def _feed(self, asker: Asker, argument: str) -> Replies:
        word, _space, rest = argument.partition(" ")
        if not argument or word == "list":
            yield self._listing(0)
        elif word == "remove" and rest:
            yield self._asked_to_remove(rest.strip())
        elif word == "add" and rest:
            yield from self._add(rest.strip())
        elif "." in word and not rest:
            yield from self._add(word)
        else:
            yield Reply(
                lines=(line(_("/feed lists them; /feed add ADDRESS and /feed remove NAME change them.")),)
            )

    # Adding

    def _add(self, address: str) -> Replies:
        """Look for the feed at the address, or of the site there, and follow it."""
        url = address if "://" in address else f"https://{address}"
        if len(url) > ADDRESS_LIMIT or " " in url:
            yield Reply(lines=(line(_("That is no address.")),))
            return
        looking = self._office.looking(url, self._room.clock())
        yield Reply(lines=(line(_("Looking for a feed there …")),), errand=looking)
        try:
            found = looking.outcome()
        except (FetchError, InputError) as error:
            yield Reply(lines=(line(_("No feed could be read: {reason}", reason=clip(str(error), 300))),))
            return
        new = self._office.feeds.add([found])
        name = clip(found.title or found.url, 80)
        text = _("I read {name} from now on.", name=name) if new else _("I read {name} already.", name=name)
        yield Reply(lines=(line(text), line(italic(found.url))))

    # Listing

    def _turn(self, asker: Asker, call: FeedsCall) -> Replies:
        yield self._listing(call.screen, edit=True) if asker.runs_bot else _stale()

    def _listing(self, screen: int, *, edit: bool = False) -> Reply:
        feeds, now = self._office.feeds.all(), self._room.clock()
        if not feeds:
            text = _("No feeds yet. /feed add ADDRESS takes that of a feed, or of a site that has one.")
            return Reply(lines=(line(text),), edit=edit)
        screens = -(-len(feeds) // ON_SCREEN)
        screen = min(screen, screens - 1)
        shown = feeds[screen * ON_SCREEN : (screen + 1) * ON_SCREEN]
        lines = [line(bold(n_("{n} feed", "{n} feeds", len(feeds))))]
        for feed in shown:
            lines += [BLANK, *_told(feed, now)]
        return Reply(lines=tuple(lines), rows=_rows(shown, screen, screens), edit=edit)

    def _one(self, asker: Asker, call: FeedCall) -> Replies:
        feed = next((each for each in self._office.feeds.all() if mark_of(each) == call.mark), None)
        if not asker.runs_bot or feed is None:
            yield _stale()
        elif call.remove:
            self._office.feeds.remove(feed)
            name = clip(feed.title or feed.url, 80)
            yield Reply(
                lines=(line(_("I do not read {name} any more; its reports stay.", name=name)),), edit=True
            )
        else:
            yield self._asked(feed, edit=True)

    def _asked_to_remove(self, name: str) -> Reply:
        try:
            return self._asked(self._office.feeds.find(name))
        except InputError:
            return Reply(lines=(line(_("I read no feed called that: /feed lists them.")),))

    def _asked(self, feed: Feed, *, edit: bool = False) -> Reply:
        """One feed, with the question whether to remove it."""
        rows = (
            (Button(label=_("Remove it"), call=FeedCall(mark=mark_of(feed), remove=True)),),
            (Button(label=_("« Back"), call=FeedsCall(screen=0)),),
        )
        return Reply(lines=(*_told(feed, self._room.clock()), line(feed.url)), rows=rows, edit=edit)


def _told(feed: Feed, now: datetime) -> list[Line]:
    """A feed and how it stands."""
    name = line(bold(clip(feed.title or feed.url, 80), link=feed.site or feed.url))
    if feed.problem:
        return [name, line("⚠ ", problem_of(feed, now))]
    if feed.last_success is None:
        return [name, line(_("Not asked yet."))]
    entries = n_("{n} entry", "{n} entries", feed.entries)
    soon = (
        format_timedelta(feed.next_poll - now, add_direction=True, locale=locale()) if feed.next_poll else ""
    )
    told = _("{entries}, read {ago}", entries=entries, ago=ago(feed.last_success, now))
    return [name, line(told + (_("; next {soon}", soon=soon) if soon else ""))]


def _rows(shown: tuple[Feed, ...], screen: int, screens: int) -> Rows:
    rows = [
        (Button(label=clip(each.title or each.url, 40), call=FeedCall(mark=mark_of(each))),) for each in shown
    ]
    turn = []
    if screen > 0:
        turn.append(Button(label=f"◂ {screen}/{screens}", call=FeedsCall(screen=screen - 1)))
    if screen + 1 < screens:
        turn.append(Button(label=f"{screen + 2}/{screens} ▸", call=FeedsCall(screen=screen + 1)))
    return tuple(row for row in (*rows, tuple(turn)) if row)


def _stale() -> Reply:
    return Reply(alert=_(words.STALE_BUTTON))

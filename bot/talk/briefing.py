"""Daily briefings in words: the digest with what is new in it, one line where nothing is, what was missed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from bot.i18n import _, known_language, n_, speaking
from bot.parts import Part
from bot.records.chats import Chat, WhenNothing
from bot.records.subscriptions import Subscription
from bot.richtext import BLANK, NAME_UNITS, Line, bold, clip, italic, line
from bot.sending.daily import Made
from bot.sending.parting import parts_of
from bot.talk import showing
from bot.talk.reply import Reply
from bot.talk.room import Room
from bot.wording import day, listed
from briefings.model import Digest, Topic

if TYPE_CHECKING:
    from briefings.developments import News

MISSED_NAMED = 3  # days that are named one by one; more are counted
KEPT_NEWS = 200  # pairs of topic and last digest whose news is kept: readers of one hour share a few


class Briefings:
    """`bot.sending.daily.Compose` over the newsroom."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._news: OrderedDict[tuple[int, int], News] = OrderedDict()  # by digest, and the one seen last

    def __call__(
        self, subscription: Subscription, chat: Chat, missed: tuple[date, ...], now: datetime
    ) -> Made:
        """The briefing of a subscription, in the language of the chat or, where none was chosen, of its
        client."""
        preferences = chat.preferences
        with speaking(known_language(preferences.language or chat.code)):
            topic = self._room.news.topic_by_id(subscription.topic)
            if topic is None or topic.name != subscription.name:
                return Made(parts=parts_of(gone(subscription.name)), over=True)
            digest = self._room.news.digest(topic)
            news = self._since(topic, digest, subscription.seen)
            if anything_new(digest, news):
                reply = showing.briefing(digest, news, preferences, topic.id)
                return Made(parts=_parts(reply, missed), digest=digest.id)
            if preferences.when_nothing is WhenNothing.SILENCE:
                return Made(parts=())
            if news is None:
                return Made(parts=_parts(Reply(lines=nothing_yet(topic.name)), missed))
            return Made(parts=_parts(showing.nothing_new(topic, news, preferences), missed))

    def _since(self, topic: Topic, digest: Digest, seen: int | None) -> News | None:
        """What changed since the digest that the place saw last, None where it has seen none that is kept."""
        if seen is None or self._room.news.saved(seen) is None:
            return None
        found = self._news.get((digest.id, seen))
        if found is None:
            found = self._news[digest.id, seen] = self._room.news.new(topic, seen)
            while len(self._news) > KEPT_NEWS:
                self._news.popitem(last=False)
        return found


def anything_new(digest: Digest, news: News | None) -> bool:
    """Whether a briefing has something to tell. A place that has seen nothing yet is told what there is."""
    if news is not None:
        return bool(news.changes)
    return bool(digest.points or digest.disputes)


def _parts(reply: Reply, missed: Sequence[date]) -> tuple[Part, ...]:
    return parts_of((*reply.lines, *missed_note(missed)), reply.rows)


def nothing_yet(name: str) -> tuple[Line, ...]:
    """One line where a topic has no reports at all."""
    return (line(bold(clip(name, NAME_UNITS)), ": ", _("no reports yet.")),)


def gone(name: str) -> tuple[Line, ...]:
    """The topic is no longer there."""
    told = _("This topic is no longer kept here, so there will be no more briefings on it.")
    return (line(bold(clip(name, NAME_UNITS))), line(told))


def missed_note(days: Sequence[date]) -> tuple[Line, ...]:
    """Which briefings were not sent since the last, through our fault."""
    if not days:
        return ()
    if len(days) > MISSED_NAMED:
        told = n_(
            "{n} briefing was left out: I was not running.",
            "{n} briefings were left out: I was not running.",
            len(days),
        )
    else:
        names = listed([day(datetime.combine(each, time())) for each in days])
        told = n_(
            "The briefing of {days} was left out: I was not running.",
            "The briefings of {days} were left out: I was not running.",
            len(days),
            days=names,
        )
    return (BLANK, line(italic(told)))

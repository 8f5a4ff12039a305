"""Daily briefings in words: the digest with what is new in it, one line where nothing is, what was missed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, TypeVar

from bot.i18n import _, known_language, language, n_, speaking
from bot.parts import Part
from bot.records.chats import Chat, Preferences, WhenNothing
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

K = TypeVar("K")
V = TypeVar("V")

MISSED_NAMED = 3  # days that are named one by one; more are counted
KEPT = 500  # briefings that are kept for the next reader: those of one hour differ in little


class Briefings:
    """`bot.sending.daily.Compose` over the newsroom."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._news: OrderedDict[tuple[int, int], News | None] = OrderedDict()  # by digest and one seen last
        self._made: OrderedDict[tuple[object, ...], Made] = OrderedDict()

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
            digest, seen = self._room.news.digest(topic), subscription.seen
            zone = preferences.slot.zone
            alike = (language(), zone, preferences.length, preferences.when_nothing)
            key = (topic, digest.id, seen, missed, *alike)
            return _kept(self._made, key, lambda: self._make(topic, digest, seen, preferences, missed))

    def _make(
        self,
        topic: Topic,
        digest: Digest,
        seen: int | None,
        preferences: Preferences,
        missed: tuple[date, ...],
    ) -> Made:
        news = self._since(topic, digest, seen) if seen is not None else None
        if anything_new(digest, news):
            reply = showing.briefing(digest, news, preferences, topic.id)
            return Made(parts=_parts(reply, missed), digest=digest.id)
        if preferences.when_nothing is WhenNothing.SILENCE:
            return Made(parts=())
        if news is None:
            return Made(parts=_parts(Reply(lines=nothing_yet(topic.name)), missed))
        return Made(parts=_parts(showing.nothing_new(topic, news, preferences), missed))

    def _since(self, topic: Topic, digest: Digest, seen: int) -> News | None:
        """What changed since the digest that the place saw last, None where that is kept no longer."""
        news = self._room.news
        return _kept(
            self._news, (digest.id, seen), lambda: news.new(topic, seen) if news.saved(seen) else None
        )


def _kept(kept: OrderedDict[K, V], key: K, make: Callable[[], V]) -> V:
    """What is kept under the key, made where it is not; the oldest gives way."""
    if key not in kept:
        kept[key] = make()
        while len(kept) > KEPT:
            kept.popitem(last=False)
    return kept[key]


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
            "{n} briefing was left out: it could not be sent in time.",
            "{n} briefings were left out: they could not be sent in time.",
            len(days),
        )
    else:
        names = listed([day(datetime.combine(each, time())) for each in days])
        told = n_(
            "The briefing of {days} was left out: it could not be sent in time.",
            "The briefings of {days} were left out: they could not be sent in time.",
            len(days),
            days=names,
        )
    return (BLANK, line(italic(told)))

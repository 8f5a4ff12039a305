"""Beside the digest: what is new, how disputes went, dated events, how outlets fared.

/new, /disputes, /timeline, /outlets, and the buttons that lead there from a digest.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot import changes, histories, words
from bot.buttons import Button, aspect_rows
from bot.callbacks import Aspect, AspectCall, MenuCall
from bot.i18n import N_, _
from bot.layout import Screen
from bot.memory import Glimpse
from bot.talk import finding
from bot.talk.asker import Asker
from bot.talk.feature import Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from briefings.developments import News
from briefings.errors import InputError
from briefings.model import Digest, Topic

MOST_NEW = 10  # followed topics that /new goes through: each is a message


class Looking(Feature):
    """Shows aspects of topics."""

    menu = (
        Listed(name="new", takes=N_("[NAME]"), text=N_("what is new since you last looked")),
        Listed(name="disputes", takes=N_("[NAME]"), text=N_("where reports differ, and how it came about")),
        Listed(name="timeline", takes=N_("[NAME]"), text=N_("what happened when")),
        Listed(
            name="outlets",
            takes=N_("[OUTLET]"),
            text=N_("who was first, who was alone; or what one outlet said"),
        ),
    )

    def __init__(self, room: Room) -> None:
        self._room = room
        self.commands = {
            "new": self._new,
            "disputes": lambda asker, name: self._named(asker, name, Aspect.DISPUTES),
            "timeline": lambda asker, name: self._named(asker, name, Aspect.TIMELINE),
            "outlets": self._outlets,
        }
        self.taps = {AspectCall: self._tap}

    # Commands

    def _new(self, asker: Asker, name: str) -> Replies:
        """What is new on a topic, else on all that is followed, else on the last topic."""
        followed = self._room.records.subscriptions.of_place(asker.place)
        if name or not followed:
            yield from self._named(asker, name, Aspect.NEW)
            return
        for each in followed[:MOST_NEW]:
            topic = self._room.news.topic_by_id(each.topic)
            if topic is not None:
                yield self._latest(asker, topic, Aspect.NEW)

    def _named(self, asker: Asker, name: str, aspect: Aspect) -> Replies:
        """An aspect of the topic of that name, else of the one that was last spoken of."""
        found = finding.find(self._room, name) if name else finding.spoken_of(self._room, asker.place)
        if found is None:
            yield finding.offer(self._room, words.which_topic())
        else:
            yield found if isinstance(found, Reply) else self._latest(asker, found, aspect)

    def _latest(self, asker: Asker, topic: Topic, aspect: Aspect) -> Reply:
        """An aspect as of now; what is new counts as seen then."""
        digest = self._room.news.digest(topic)
        finding.remember(self._room, asker.place, digest)
        call = AspectCall(digest=digest.id, aspect=aspect, since=self._seen_before(asker, topic, digest))
        reply = self._screen(asker, topic, call)
        if aspect is Aspect.NEW:
            self._room.records.subscriptions.shown(asker.place, topic.id, digest.id)
        return reply

    def _seen_before(self, asker: Asker, topic: Topic, digest: Digest) -> int:
        """The id of the digest that the place had seen before this one, 0 where it had seen none."""
        glimpse = self._room.memory.glimpses.get((asker.place, digest.id))
        if glimpse is not None:
            return glimpse.since
        mine = self._room.records.subscriptions.of_place(asker.place)
        seen = next((each.seen for each in mine if each.topic == topic.id), None)
        return seen or 0

    def _outlets(self, asker: Asker, name: str) -> Replies:
        """How the outlets fared on the last topic; or what one of them said."""
        topic = finding.spoken_of(self._room, asker.place)
        if topic is None:
            yield finding.offer(self._room, words.which_topic())
        elif not name:
            yield self._latest(asker, topic, Aspect.OUTLETS)
        else:
            yield self._account(asker, topic, name)

    def _account(self, asker: Asker, topic: Topic, name: str) -> Reply:
        try:
            found = self._room.news.outlet(topic, name)
        except InputError as error:
            return Reply(lines=words.no_such_outlet(name, str(error)))
        screens = histories.account(found)
        return Reply(lines=tuple(line for screen in screens for line in screen.lines))

    # Taps

    def _tap(self, asker: Asker, call: AspectCall) -> Replies:
        digest = self._room.news.saved(call.digest)
        topic = finding.named(self._room, digest.topic) if digest else None
        if digest is None or topic is None:
            yield Reply(alert=_(words.GONE_DIGEST))
            return
        finding.remember(self._room, asker.place, digest)
        yield self._screen(asker, topic, call, edit=True)

    def _screen(self, asker: Asker, topic: Topic, call: AspectCall, *, edit: bool = False) -> Reply:
        try:
            screens = self._screens(asker, topic, call)
        except InputError:  # since a digest that is no longer stored
            return Reply(alert=_(words.GONE_DIGEST))
        if not 0 <= call.screen < len(screens):
            return Reply(alert=_(words.STALE_BUTTON))
        rows = aspect_rows(call, len(screens))
        if call.aspect is Aspect.TIMELINE:
            rows = (*rows, (Button(label=_("Export"), call=MenuCall(command="export")),))
        return Reply(lines=screens[call.screen].lines, rows=rows, edit=edit)

    def _screens(self, asker: Asker, topic: Topic, call: AspectCall) -> Sequence[Screen]:
        news = self._room.news
        match call.aspect:
            case Aspect.NEW:
                return changes.new(self._changes(asker, topic, call))
            case Aspect.TIMELINE:
                return histories.timeline(news.timeline(topic))
            case Aspect.DISPUTES:
                return histories.disputes(topic.name, news.disputes(topic))
            case Aspect.OUTLETS:
                return histories.standings(topic.name, news.outlets(topic))

    def _changes(self, asker: Asker, topic: Topic, call: AspectCall) -> News:
        """What is new, as it was when the place was shown the digest, where that is remembered."""
        key = (asker.place, call.digest)
        glimpse = self._room.memory.glimpses.get(key)
        if glimpse is not None and glimpse.since == call.since:
            return glimpse.news
        since = call.since if call.since != call.digest else 0
        found = self._room.news.new(topic, since or None)
        if call.since:
            self._room.memory.glimpses.keep(key, Glimpse(since=call.since, news=found))
        return found

"""A topic's digest and what is behind it: /topic, /brief, /sources, and the buttons under a digest."""

from __future__ import annotations

from bot import words
from bot.buttons import topic_rows
from bot.callbacks import DigestCall, TopicCall, View
from bot.i18n import N_, _
from bot.memory import Glimpse
from bot.records.subscriptions import Subscription
from bot.schedule import zone_of
from bot.talk import finding, showing
from bot.talk.asker import Asker
from bot.talk.feature import Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from briefings.errors import InputError
from briefings.model import Digest, Dispute, Topic

MOST_BRIEFED = 10  # topics that /brief shows at once: more is a flood, each has its button then


class Digests(Feature):
    """Shows digests."""

    menu = (
        Listed(name="topic", takes=N_("NAME"), text=N_("its digest")),
        Listed(name="brief", text=N_("all that I follow, now")),
        Listed(
            name="sources",
            takes=N_("[LINE]"),
            text=N_("the reports behind the last digest, or behind one line of it"),
        ),
    )

    def __init__(self, room: Room) -> None:
        self._room = room
        self.commands = {"topic": self._topic, "brief": self._brief, "sources": self._sources}
        self.taps = {TopicCall: self._tap_topic, DigestCall: self._view}

    def show(self, asker: Asker, topic: Topic, *, edit: bool = False) -> Replies:
        """The topic's digest as of now, which is from then on what the place is about."""
        digest = self._room.news.digest(topic)
        self._glimpse(asker, topic, digest)
        finding.remember(self._room, asker.place, digest)
        yield self.screen(asker, digest, DigestCall(digest=digest.id), edit=edit)
        self._room.records.subscriptions.shown(asker.place, topic.id, digest.id)

    def again(self, asker: Asker, number: int) -> Replies:
        """The stored digest of that id once more, in place of the message that was tapped."""
        digest = self._room.news.saved(number)
        if digest is None:
            yield Reply(alert=_(words.GONE_DIGEST))
        else:
            yield self.screen(asker, digest, DigestCall(digest=digest.id))

    def follows(self, asker: Asker, topic: int) -> Subscription | None:
        """The place's subscription to the topic."""
        mine = self._room.records.subscriptions.of_place(asker.place)
        return next((each for each in mine if each.topic == topic), None)

    def _glimpse(self, asker: Asker, topic: Topic, digest: Digest) -> None:
        """Keep what is new since the place was shown the topic last, for the digest's screens."""
        following = self.follows(asker, topic.id)
        if following is None or following.seen is None or following.seen == digest.id:
            return
        try:
            news = self._room.news.new(topic, following.seen)
        except InputError:  # the digest that was seen is no longer stored
            return
        glimpse = Glimpse(since=following.seen, news=news)
        self._room.memory.glimpses.keep((asker.place, digest.id), glimpse)

    def screen(self, asker: Asker, digest: Digest, call: DigestCall, *, edit: bool = True) -> Reply:
        """What a call for a part of a stored digest shows to this place."""
        preferences = self._room.records.chats.preferences(asker.place.chat)
        topic = finding.named(self._room, digest.topic)
        seen = self._room.memory.glimpses.get((asker.place, digest.id))
        look = showing.Look(
            length=preferences.length,
            zone=zone_of(preferences.slot.zone),
            topic=topic.id if topic else 0,
            follows=topic is not None and self.follows(asker, topic.id) is not None,
            days=self._room.news.snapshots(topic) if topic and call.view is View.HOME else (),
            news=seen.news if seen else None,
            since=seen.since if seen else 0,
        )
        return showing.screen_reply(digest, call, look, edit=edit)

    # Commands

    def _topic(self, asker: Asker, name: str) -> Replies:
        if not name:
            own = finding.own(self._room, asker.place)
            asked = iter([finding.offer(self._room, words.which_topic())])
            yield from self.show(asker, own) if own else asked
            return
        found = finding.find(self._room, name)
        yield from (self.show(asker, found) if isinstance(found, Topic) else iter([found]))

    def _brief(self, asker: Asker, argument: str) -> Replies:
        """A digest of each topic that the place follows."""
        mine = self._room.records.subscriptions.of_place(asker.place)
        found = [self._room.news.topic_by_id(each.topic) for each in mine]
        topics = [topic for topic in found if topic is not None]
        if not topics:
            yield finding.offer(self._room, words.follows_nothing())
        for topic in topics[:MOST_BRIEFED]:
            yield from self.show(asker, topic)
        if len(topics) > MOST_BRIEFED:
            rest = topics[MOST_BRIEFED:]
            yield Reply(lines=words.more_to_brief(len(rest)), rows=topic_rows(rest))

    def _sources(self, asker: Asker, argument: str) -> Replies:
        """The sources of the last digest, of line N of it, or of the topic named."""
        subject = self._room.memory.subject(asker.place)
        number = int(argument) if argument.isdecimal() and len(argument) < 6 else None
        if argument and number is None:
            found = finding.find(self._room, argument)
            if isinstance(found, Reply):
                yield found
                return
            subject = finding.remember(self._room, asker.place, self._room.news.digest(found))
        digest = self._room.news.saved(subject.digest) if subject else None
        if digest is None:
            yield finding.offer(self._room, words.which_topic())
        elif number is None:
            call = DigestCall(digest=digest.id, view=View.SOURCES)
            yield self.screen(asker, digest, call, edit=False)
        elif (wanted := showing.call_of_line(digest, number)) is None:
            yield showing.no_such_line(digest, number)
        else:
            yield self.screen(asker, digest, wanted, edit=False)

    # Taps

    def _tap_topic(self, asker: Asker, call: TopicCall) -> Replies:
        topic = self._room.news.topic_by_id(call.topic)
        if topic is None:
            yield Reply(alert=_(words.GONE_TOPIC))
        else:
            yield from self.show(asker, topic, edit=call.edit)

    def _view(self, asker: Asker, call: DigestCall) -> Replies:
        digest = self._room.news.saved(call.digest)
        if digest is None:
            yield Reply(alert=_(words.GONE_DIGEST))
            return
        finding.remember(self._room, asker.place, digest)
        self._lean_on(asker, digest, call)
        yield self.screen(asker, digest, call)

    def _lean_on(self, asker: Asker, digest: Digest, call: DigestCall) -> None:
        """A question after a line was opened ("why?") is about that line."""
        item = showing.item_of(digest, call)
        if item is not None:
            from briefings.ask import context_of_line  # a tenth of the time in which the bot starts

            text = item.question if isinstance(item, Dispute) else item.text
            context = context_of_line(text, topic=digest.topic, now=self._room.clock())
            self._room.memory.asked.keep((asker.place, asker.user), context)

"""A topic's digest and what is behind it: /topic, /sources, and the buttons under a digest."""

from __future__ import annotations

from bot import words
from bot.callbacks import DigestCall, TopicCall, View
from bot.i18n import N_, _
from bot.talk import finding, showing
from bot.talk.asker import Asker
from bot.talk.feature import Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from briefings.model import Topic


class Digests(Feature):
    """Shows digests."""

    menu = (
        Listed(name="topic", takes=N_("NAME"), text=N_("its digest")),
        Listed(
            name="sources",
            takes=N_("[LINE]"),
            text=N_("the reports behind the last digest, or behind a line"),
        ),
    )

    def __init__(self, room: Room) -> None:
        self._room = room
        self.commands = {"topic": self._topic, "sources": self._sources}
        self.taps = {TopicCall: self._tap_topic, DigestCall: self._view}

    def show(self, asker: Asker, topic: Topic, *, edit: bool = False) -> Replies:
        """The topic's digest as of now, which is from then on what the place is about."""
        digest = self._room.news.digest(topic)
        finding.remember(self._room, asker.place, digest)
        yield showing.first_screen(digest, edit=edit)

    def _topic(self, asker: Asker, name: str) -> Replies:
        if not name:
            yield finding.offer(self._room, words.which_topic())
            return
        found = finding.find(self._room, name)
        yield from (self.show(asker, found) if isinstance(found, Topic) else iter([found]))

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
            yield showing.screen_reply(digest, DigestCall(digest=digest.id, view=View.SOURCES))
        else:
            yield showing.line_reply(digest, number)

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
        yield showing.screen_reply(digest, call, edit=True)

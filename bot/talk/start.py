"""The first minute, the list of topics, and help: /start, /topics, /help."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot import words
from bot.i18n import N_
from bot.talk import finding
from bot.talk.asker import Asker
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room


class Start(Feature):
    """Says what the bot is, and what there is."""

    menu = (
        Listed(name="topics", text=N_("the topics, as buttons")),
        Listed(name="help", text=N_("how to read a digest, and what I can do")),
        Listed(name="start", text=N_("what this is"), audience=Audience.PRIVATE),
    )

    def __init__(self, room: Room, listed: Callable[[Asker], Sequence[Listed]]) -> None:
        self._room = room
        self._listed = listed
        self.commands = {
            "start": self._start,
            "help": self._help,
            "topics": self._topics,
            "samples": self._samples,
        }

    def _start(self, asker: Asker, argument: str) -> Replies:
        yield finding.offer(self._room, words.welcome())

    def _help(self, asker: Asker, argument: str) -> Replies:
        yield Reply(lines=words.help_text(self._listed(asker)))

    def _topics(self, asker: Asker, argument: str) -> Replies:
        yield finding.offer(self._room, words.topics_head(len(self._room.news.topics())))

    def _samples(self, asker: Asker, argument: str) -> Replies:
        """Read the sample reports, where there is nothing yet, saying how far it has come."""
        if self._room.news.topics():
            head = words.topics_head(len(self._room.news.topics()))
            yield finding.offer(self._room, head, edit=True)
            return
        for done, total in self._room.news.add_samples():
            yield Reply(lines=words.reading_samples(done, total), edit=True)
        yield finding.offer(self._room, words.samples_ready(), edit=True)

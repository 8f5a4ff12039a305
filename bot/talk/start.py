"""The first minute, deep links, and help: /start, /help."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot import links, words
from bot.i18n import N_, _
from bot.talk.asker import Asker
from bot.talk.digests import Digests
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.following import Following
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room


class Start(Feature):
    """Says what the bot is, and follows what a link leads to."""

    menu = (
        Listed(name="help", text=N_("how to read a digest, and what I can do")),
        Listed(name="start", text=N_("what this is"), audience=Audience.PRIVATE),
    )

    def __init__(
        self,
        room: Room,
        digests: Digests,
        following: Following,
        listed: Callable[[Asker], Sequence[Listed]],
    ) -> None:
        self._room = room
        self._digests = digests
        self._following = following
        self._listed = listed
        self.commands = {"start": self._start, "help": self._help, "samples": self._samples}
        self.starts = {links.WORD: self._linked}

    def _start(self, asker: Asker, argument: str) -> Replies:
        yield self._following.welcome(asker.place)

    def _linked(self, asker: Asker, slug: str) -> Replies:
        """A deep link to a topic: follow it, where the asker may; else show it."""
        topic = links.topic_of(slug, self._room.news.topics())
        if topic is None:
            yield Reply(lines=words.notice(_(words.DEAD_LINK)))
            yield from self._start(asker, "")
        elif asker.is_admin:
            yield from self._following.begin(asker, topic)
        else:
            yield from self._digests.show(asker, topic)

    def _help(self, asker: Asker, argument: str) -> Replies:
        yield Reply(lines=words.help_text(self._listed(asker)))

    def _samples(self, asker: Asker, argument: str) -> Replies:
        """Read the sample reports, where there is nothing yet, saying how far it has come."""
        if not self._room.news.topics():
            for done, total in self._room.news.add_samples():
                yield Reply(lines=words.reading_samples(done, total), edit=True)
        yield self._following.welcome(asker.place, words.samples_ready(), edit=True)

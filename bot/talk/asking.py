"""Questions on a topic: /ask, and any words that are neither a command nor a topic's name."""

from __future__ import annotations

from bot import passages, words
from bot.buttons import topic_rows
from bot.i18n import N_
from bot.talk import finding
from bot.talk.asker import Asker
from bot.talk.digests import Digests
from bot.talk.feature import Feature, Heard, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room

QUESTION_LIMIT = 500  # characters of a question: a long spoken one has about 200


class Asking(Feature):
    """Answers questions from the stored reports. Listed last: it takes all words that nobody else took."""

    menu = (Listed(name="ask", takes=N_("QUESTION"), text=N_("answered from the reports on the last topic")),)

    def __init__(self, room: Room, digests: Digests) -> None:
        self._room = room
        self._digests = digests
        self.commands = {"ask": self._ask}

    def heard(self, asker: Asker, heard: Heard) -> Replies | None:
        """A topic, if it is the name of one, else a question."""
        if heard.post:
            return None
        text = " ".join(heard.text.split())
        topic = finding.named(self._room, text)
        return self._digests.show(asker, topic) if topic else self._ask(asker, text)

    def _ask(self, asker: Asker, question: str) -> Replies:
        if not question:
            yield Reply(lines=words.ask_usage())
        elif len(question) > QUESTION_LIMIT:
            yield Reply(lines=words.too_long(QUESTION_LIMIT))
        elif (topic := finding.spoken_of(self._room, asker.place)) is None:
            yield finding.near(self._room, question, words.ask_about_which())
        else:
            answer = self._room.news.answer(topic, question)
            yield Reply(lines=passages.answer(answer), rows=topic_rows([topic]))

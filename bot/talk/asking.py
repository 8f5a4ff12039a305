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
from briefings.model import Topic

QUESTION_LIMIT = 500  # characters of a question: a long spoken one has about 200


class Asking(Feature):
    """Answers questions from the stored reports."""

    menu = (Listed(name="ask", takes=N_("QUESTION"), text=N_("answered from the reports on the last topic")),)

    def __init__(self, room: Room) -> None:
        self._room = room
        self.commands = {"ask": self.ask}

    def ask(self, asker: Asker, question: str) -> Replies:
        """An answer with its passages, or that there is none; or which topic the question is about."""
        if not question:
            yield Reply(lines=words.ask_usage())
        elif len(question) > QUESTION_LIMIT:
            yield Reply(lines=words.too_long(QUESTION_LIMIT))
        elif (topic := finding.spoken_of(self._room, asker.place)) is None:
            yield finding.near(self._room, question, words.ask_about_which())
        else:
            yield self._answer(asker, topic, question)

    def _answer(self, asker: Asker, topic: Topic, question: str) -> Reply:
        """The answer; the next question of this person here may lean on this one."""
        asked = self._room.memory.asked
        key = (asker.place, asker.user)
        answer, context = self._room.news.answer(topic, question, asked.get(key))
        if context is not None:
            asked.keep(key, context)
        return Reply(lines=passages.answer(answer), rows=topic_rows([topic]))


class AnyWords(Feature):
    """Takes all words that no other feature took: listed last."""

    def __init__(self, room: Room, digests: Digests, asking: Asking) -> None:
        self._room = room
        self._digests = digests
        self._asking = asking

    def heard(self, asker: Asker, heard: Heard) -> Replies | None:
        """A topic, if it is the name of one, else a question."""
        text = " ".join(heard.text.split())
        if heard.post or not text:
            return None
        topic = finding.named(self._room, text)
        return self._digests.show(asker, topic) if topic else self._asking.ask(asker, text)

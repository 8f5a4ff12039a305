"""A topic as a file in the chat: /export."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot import words
from bot.buttons import Button, Rows
from bot.callbacks import Call
from bot.i18n import N_, _
from bot.talk import finding
from bot.talk.asker import Asker
from bot.talk.feature import Feature, Listed
from bot.talk.reply import Document, Replies, Reply
from bot.talk.room import Room
from briefings.model import Topic


class Form(StrEnum):
    """What kind of file."""

    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"
    OPML = "opml"


LABELS = {
    Form.MARKDOWN: N_("Text (Markdown)"),
    Form.CSV: N_("Claims (CSV)"),
    Form.JSON: N_("Digest (JSON)"),
    Form.OPML: N_("Feeds (OPML)"),
}


@dataclass(frozen=True, kw_only=True)
class ExportCall(Call):
    """Send the topic as a file."""

    PREFIX: ClassVar[str] = "e1"

    topic: int
    form: Form


class Exporting(Feature):
    """Sends files."""

    menu = (Listed(name="export", takes=N_("[NAME]"), text=N_("a topic as a file")),)

    def __init__(self, room: Room) -> None:
        self._room = room
        self.commands = {"export": self._export}
        self.taps = {ExportCall: self._tap}

    def _export(self, asker: Asker, name: str) -> Replies:
        """Ask which kind of file, for the topic named, else for the last one."""
        found = finding.find(self._room, name) if name else finding.spoken_of(self._room, asker.place)
        if found is None:
            yield finding.offer(self._room, words.which_topic())
        elif isinstance(found, Reply):
            yield found
        else:
            yield Reply(lines=words.export_as(found.name), rows=_rows(found))

    def _tap(self, asker: Asker, call: ExportCall) -> Replies:
        topic = self._room.news.topic_by_id(call.topic)
        if topic is None:
            yield Reply(alert=_(words.GONE_TOPIC))
        else:
            yield self._file(topic, call.form)

    def _file(self, topic: Topic, form: Form) -> Reply:
        made = self._room.news.export(topic, form)
        document = Document(name=made.name, content=made.content)
        return Reply(lines=words.exported(topic.name, _(LABELS[form])), document=document)


def _rows(topic: Topic) -> Rows:
    """A button for each kind of file, two beside each other."""
    buttons = [
        Button(label=_(text), call=ExportCall(topic=topic.id, form=form)) for form, text in LABELS.items()
    ]
    return (tuple(buttons[:2]), tuple(buttons[2:]))

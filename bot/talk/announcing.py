"""/broadcast: an announcement to all chats, by those who run the bot; looked at before it goes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot import words
from bot.buttons import Button
from bot.callbacks import Call
from bot.i18n import N_, _, n_
from bot.memory import Kept
from bot.richtext import BLANK, UNITS, Line, italic, line, units
from bot.sending.parting import parts_of
from bot.talk.asker import Asker
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room

DRAFTS = 20  # announcements that wait for a yes
ROOM = 200  # units left for the question under the preview


@dataclass(frozen=True, kw_only=True)
class AnnounceCall(Call):
    """Send a draft, or drop it."""

    PREFIX: ClassVar[str] = "b1"

    draft: int
    send: bool


@dataclass(frozen=True, kw_only=True)
class ProgressCall(Call):
    """Say how far an announcement has come."""

    PREFIX: ClassVar[str] = "b2"

    broadcast: int


class Announcing(Feature):
    """Announcements."""

    menu = (
        Listed(
            name="broadcast",
            takes=N_("TEXT"),
            text=N_("an announcement to all chats; you see it first"),
            audience=Audience.OWNERS,
        ),
    )
    raw = frozenset({"broadcast"})

    def __init__(self, room: Room) -> None:
        self._room = room
        self._drafts: Kept[int, tuple[Line, ...]] = Kept(DRAFTS)
        self.commands = {"broadcast": self._broadcast}
        self.taps = {AnnounceCall: self._decide, ProgressCall: self._progress}

    def _broadcast(self, asker: Asker, text: str) -> Replies:
        if not text.strip():
            yield Reply(
                lines=(line(_("Write what is to be said: /broadcast TEXT. You see it before it goes out.")),)
            )
            return
        if units(text) > UNITS - ROOM:
            yield Reply(
                lines=(line(_("That is too long for one message: at most {n} characters.", n=UNITS - ROOM)),)
            )
            return
        draft = tuple(line(each) for each in text.strip().splitlines())
        number = int(self._room.clock().timestamp() * 1000)
        self._drafts.keep(number, draft)
        question = n_("This goes to {n} chat.", "This goes to {n} chats.", len(self._everybody()))
        yield Reply(
            lines=(*draft, BLANK, line(italic(question))),
            rows=(
                (
                    Button(label=_("Send it"), call=AnnounceCall(draft=number, send=True)),
                    Button(label=_("Drop it"), call=AnnounceCall(draft=number, send=False)),
                ),
            ),
        )

    def _everybody(self) -> list[int]:
        """All chats that can be written to, but channels: those are for briefings, and their readers did not
        ask for the bot."""
        channels = {each.chat for each in self._room.records.channels.every()}
        return [chat for chat in self._room.records.chats.awake() if chat not in channels]

    def _decide(self, asker: Asker, call: AnnounceCall) -> Replies:
        draft = self._drafts.get(call.draft) if asker.runs_bot else None
        if draft is None:
            yield Reply(alert=_(words.STALE_BUTTON))
            return
        self._drafts.drop(call.draft)  # a second tap sends nothing
        if not call.send:
            yield Reply(lines=(line(_("Dropped: nobody was told.")),), edit=True)
            return
        number = self._room.records.deliveries.broadcast(
            parts_of(draft), self._room.clock(), self._everybody()
        )
        yield self._standing(number)

    def _progress(self, asker: Asker, call: ProgressCall) -> Replies:
        yield self._standing(call.broadcast) if asker.runs_bot else Reply(alert=_(words.STALE_BUTTON))

    def _standing(self, number: int) -> Reply:
        done = self._room.records.deliveries.progress(number)
        waiting = done.planned + done.sending
        text = _(
            "Announcement {number}: {sent} sent, {waiting} waiting, {failed} failed, {unknown} unknown.",
            number=number,
            sent=done.sent,
            waiting=waiting,
            failed=done.failed,
            unknown=done.unknown,
        )
        again = (Button(label=_("How far is it?"), call=ProgressCall(broadcast=number)),)
        return Reply(lines=(line(text),), rows=(again,) if waiting else (), edit=True)

"""A conversation without Telegram: words and taps in, replies out, each of them taken whole by Telegram's
parser before a test sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.buttons import Button
from bot.callbacks import encode
from bot.conversation import Conversation
from bot.memory import Place
from bot.office import Office
from bot.records import Records
from bot.richtext import plain, split
from bot.talk.all import conversation
from bot.talk.asker import Asker, ChatKind
from bot.talk.reply import Choice, Reply
from bot.talk.room import Room
from briefings.store import Store
from briefings.tools import Reads
from tests.bot.handmade import NOON, HandMade
from tests.bot.telegram_checks import parsed

ANN = Asker(place=Place(chat=7), user=7, code="en", name="Ann")


@dataclass(kw_only=True)
class Clock:
    """Noon, until a test sets it on."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, kw_only=True)
class Said:
    """A reply as a reader sees it."""

    reply: Reply
    text: str

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.reply.rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    def button(self, label: str) -> Button:
        """The button that begins with `label`."""
        found = [button for button in self.buttons if button.label.startswith(label)]
        assert found, f"no button {label!r} among {self.labels}"
        return found[0]


@dataclass(kw_only=True)
class Talk:
    """One person's side; `who` may be replaced to speak as somebody else."""

    news: HandMade
    store: Store
    records: Records
    clock: Clock = field(default_factory=Clock)
    who: Asker = ANN

    def __post_init__(self) -> None:
        self.room = Room(news=self.news, records=self.records, clock=self.clock)
        office = Office(store=self.store, reader=_nobody_reads)
        self.bot: Conversation = conversation(self.room, office=office)

    def say(self, text: str) -> list[Said]:
        """Send a command or words."""
        if text.startswith("/"):
            name, _space, argument = text[1:].partition(" ")
            return _seen(self.bot.command(self.who, name, argument))
        return _seen(self.bot.text(self.who, text))

    def ask(self, text: str) -> Said:
        """Send something that has one answer."""
        (said,) = self.say(text)
        return said

    def tap(self, said: Said, label: str) -> list[Said]:
        """Tap a button."""
        return self.tap_data(encode(said.button(label).call))

    def turn(self, said: Said, label: str) -> Said:
        """Tap a button that changes its message."""
        (turned,) = self.tap(said, label)
        assert turned.reply.edit, turned.text
        return turned

    def tap_data(self, data: str) -> list[Said]:
        """A tap with any data at all."""
        return _seen(self.bot.tap(self.who, data))

    def inline(self, query: str) -> tuple[Choice, ...]:
        """What inline mode offers."""
        found = self.bot.inline(self.who, query).found
        for each in found:
            assert parsed(each.lines).strip()
            assert len(split(each.lines)) == 1
        return found

    def as_somebody(self, **changes: object) -> Talk:
        """The same bot, spoken to by somebody else."""
        other = Talk(news=self.news, store=self.store, records=self.records, clock=self.clock)
        other.room, other.bot = self.room, self.bot
        other.who = replace(self.who, **changes)  # type: ignore[arg-type]
        return other


def _nobody_reads() -> Reads:
    raise AssertionError("nothing is read here")


def group(talk: Talk, *, admin: bool, thread: int | None = None) -> Talk:
    """The same bot in a group."""
    place = Place(chat=-100_1234567890, thread=thread)
    return talk.as_somebody(place=place, kind=ChatKind.GROUP, is_admin=admin, title="News desk")


def _seen(replies: Iterable[Reply]) -> list[Said]:
    """The replies, every message of them parsed as Telegram does, every button written."""
    found = []
    for reply in replies:
        for message in split(reply.lines):
            assert parsed(message).strip()
        for row in reply.rows:
            assert 0 < len(row) <= 8
            assert all(button.label.strip() and encode(button.call) for button in row)
        assert len(reply.alert) <= 200
        if reply.errand is not None:
            reply.errand.do()
        if reply.lines or reply.alert or reply.document:
            found.append(Said(reply=reply, text=plain(reply.lines)))
    return found

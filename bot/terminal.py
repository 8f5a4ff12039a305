"""The same conversation in a terminal: `briefings chat`.

    typed line ─► command, choice by number, or words ─► Conversation ─► replies as text with numbered choices

The numbers of a digest's lines are its first choices; its other buttons are numbered after them. Nothing is
edited here: what would replace a message is printed below it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.addressing import addressed
from bot.buttons import Button
from bot.callbacks import encode
from bot.conversation import Conversation
from bot.i18n import _, known_language, speaking
from bot.memory import Place
from bot.office import Office
from bot.records import Records
from bot.richtext import Line, Run, Style
from bot.stored import StoredNewsroom
from bot.talk.all import conversation
from bot.talk.asker import Asker, ChatKind
from bot.talk.reply import Document, Replies, Reply
from bot.talk.room import Room
from briefings.errors import BriefingsError, InputError
from briefings.store import Store
from briefings.tools import Tools

HERE = Place(chat=0)  # no chat of Telegram has this id
NAME = "briefings"  # commands may be called by it, as in a group: /help@briefings
NARROWEST = 40  # columns: below that, lines would be broken at every word
LEAVE = frozenset({"/quit", "/exit"})


@dataclass(frozen=True, kw_only=True)
class Look:
    """How text is shown. width: columns; color: marks with escape codes."""

    width: int = 80
    color: bool = False


class Terminal:
    """One person's talk with the bot, line by line."""

    def __init__(self, talk: Conversation, look: Look, code: str = "", files: Path | None = None) -> None:
        self._talk = talk
        self._look = look
        self._asker = Asker(place=HERE, kind=ChatKind.TERMINAL, code=code, runs_bot=True)
        self._files = files or Path.cwd()
        self._choices: dict[int, Button] = {}

    def say(self, typed: str) -> Iterator[str]:
        """What is answered to a line, piece by piece. Never raises for what a person types."""
        try:
            for reply in self._answer(typed.strip()):
                text = self._shown(reply)
                if text:
                    yield text
                if reply.errand is not None:
                    reply.errand.do()
        except InputError as error:
            yield str(error)
        except BriefingsError as error:
            reason = str(error)
            yield self._translated(lambda: _("That failed: {reason}", reason=reason))

    def _answer(self, typed: str) -> Replies:
        if typed.isdecimal() and int(typed) in self._choices:
            return self._talk.tap(self._asker, encode(self._choices[int(typed)].call))
        said = addressed(typed, NAME, private=True)
        if said is None:
            return iter(())
        if isinstance(said, str):
            return self._talk.text(self._asker, said)
        return self._talk.command(self._asker, said.name, said.argument)

    def _shown(self, reply: Reply) -> str:
        """A reply as text; its buttons become what can be chosen next."""
        parts = [f"({reply.alert})"] if reply.alert else []
        if reply.lines:
            parts.append(shown(reply.lines, self._look))
        if reply.document is not None:
            parts.append(self._saved(reply.document))
        if reply.rows:
            self._choices = numbered([button for row in reply.rows for button in row])
            parts.append(menu(self._choices, self._look.width))
        return "\n".join(parts)

    def _saved(self, document: Document) -> str:
        """Write a file beside those that are there, under a name that is free; where it is."""
        name = Path(document.name).name
        stem, ending = Path(name).stem, Path(name).suffix
        path = self._files / name
        for number in range(2, 1000):
            if not path.exists():
                break
            path = self._files / f"{stem}-{number}{ending}"
        try:
            path.write_bytes(document.content)
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror}") from error
        return self._translated(lambda: _("Written to {path}", path=str(path)))

    def _translated(self, words: Callable[[], str]) -> str:
        with speaking(known_language(self._asker.code)):
            return words()


def numbered(buttons: Sequence[Button]) -> dict[int, Button]:
    """Buttons by the number that chooses them: lines of a digest by theirs, the others after the last."""
    lines = {int(each.label): each for each in buttons if each.label.isdecimal()}
    first = max(lines, default=0) + 1
    others = [each for each in buttons if not each.label.isdecimal()]
    return lines | dict(enumerate(others, start=first))


def menu(choices: dict[int, Button], width: int) -> str:
    """The choices that are no lines of a digest: those have their numbers already."""
    labels = [f"[{number}] {each.label}" for number, each in choices.items() if str(number) != each.label]
    return textwrap.fill(
        "  ".join(label.replace(" ", "\u00a0") for label in labels),
        max(width, NARROWEST),
        break_long_words=False,
        break_on_hyphens=False,
    ).replace("\u00a0", " ")


def shown(lines: Sequence[Line], look: Look) -> str:
    """Lines of a message for a terminal: broken at the width, quotations set in, links behind their words."""
    return "\n".join(_filled(each, look) for each in lines)


def _filled(each: Line, look: Look) -> str:
    indent = "  │ " if each.frame else ""
    text = "".join(_run(run, look) for run in each.runs)
    if not text.strip():
        return indent.rstrip()
    return textwrap.fill(
        text,
        max(look.width, NARROWEST),
        initial_indent=indent,
        subsequent_indent=indent or "  ",
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )


def _run(run: Run, look: Look) -> str:
    """Words with their look, the address that they lead to behind them."""
    text = run.text
    if look.color and run.style is Style.BOLD:
        text = click.style(text, bold=True)
    elif look.color and run.style is Style.ITALIC:
        text = click.style(text, dim=True)
    return f"{text} ({run.link})" if run.link else text


def open_terminal(store: Store, tools: Tools, look: Look, code: str, allowed: frozenset[str]) -> Terminal:
    """A terminal over an open store. code: the language of whoever sits at it ("uk_UA.UTF-8")."""

    def clock() -> datetime:
        return datetime.now(UTC)

    news = StoredNewsroom(store, tools, clock)
    room = Room(news=news, records=Records.open(store), clock=clock)
    office = Office(
        store=store, reader=lambda: tools.reader, model=lambda: tools.fingerprint, allowed=allowed
    )
    return Terminal(conversation(room, office=office), look, code)

"""/addtopic: a new topic, or new words for one, by those who run the bot; looked at before it is kept.

    /addtopic NAME                     words are proposed
    /addtopic NAME: word, two words    these words
    /addtopic NAME: word - other       articles with "other" stay out

A draft is shown with what it would match in what is stored; each of its words is a button that takes it out
or puts it back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from babel.dates import format_date

from bot import words
from bot.buttons import Button, Rows
from bot.callbacks import Call
from bot.i18n import N_, _, locale, n_
from bot.memory import Kept
from bot.office import Office
from bot.richtext import BLANK, Line, bold, clip, italic, line
from bot.talk.asker import Asker
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.finding import NAME_LIMIT
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from briefings.errors import UnknownTopicError
from briefings.model import Topic
from briefings.store.articles import Candidate

DRAFTS = 50  # topics that wait for a yes
MOST_WORDS = 24  # of a draft, each a button
TITLES_SHOWN = 8
LOOKED_BACK = timedelta(days=90)  # what is stored of longer ago says little of what will come


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A topic that is being made. offered: all its words, chosen or not."""

    topic: Topic
    offered: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WordCall(Call):
    """Take a word out of a draft, or put it back. word: its index among those offered."""

    PREFIX: ClassVar[str] = "k1"

    draft: int
    word: int


@dataclass(frozen=True, kw_only=True)
class DraftCall(Call):
    """Keep a draft as a topic, or drop it."""

    PREFIX: ClassVar[str] = "k2"

    draft: int
    keep: bool


class NewTopics(Feature):
    """Makes topics."""

    menu = (
        Listed(
            name="addtopic",
            takes=N_("NAME [: WORDS [- WORDS]]"),
            text=N_("a new topic; you see what it would match first"),
            audience=Audience.OWNERS,
        ),
    )

    def __init__(self, room: Room, office: Office) -> None:
        self._room = room
        self._office = office
        self._drafts: Kept[int, Draft] = Kept(DRAFTS)
        self.commands = {"addtopic": self._add}
        self.taps = {WordCall: self._turn_word, DraftCall: self._decide}

    def _add(self, asker: Asker, argument: str) -> Replies:
        name, include, exclude = parted(argument)
        if not re.search(r"\w", name) or len(name) > NAME_LIMIT:
            yield Reply(
                lines=(
                    line(_("What is the topic called? For example: /addtopic Kyiv air defense")),
                    line(_("With words of your own: /addtopic Kyiv air defense: Kyiv, Patriot - football")),
                )
            )
            return
        known = self._known(name)
        offered = include or (known.keywords if known else ()) or self._office.store.proposed_keywords(name)
        out = exclude or (known.exclude if known and not include else ())
        topic = Topic(name=known.name if known else name, keywords=offered[:MOST_WORDS], exclude=out)
        number = int(self._room.clock().timestamp() * 1000)
        self._drafts.keep(number, Draft(topic=topic, offered=offered[:MOST_WORDS]))
        yield self._shown(number)

    def _known(self, name: str) -> Topic | None:
        try:
            return self._office.store.topic(name)
        except UnknownTopicError:
            return None

    def _turn_word(self, asker: Asker, call: WordCall) -> Replies:
        draft = self._drafts.get(call.draft) if asker.runs_bot else None
        if draft is None or not 0 <= call.word < len(draft.offered):
            yield _stale()
            return
        word, chosen = draft.offered[call.word], set(draft.topic.keywords)
        chosen ^= {word}
        if not chosen:
            yield Reply(alert=_("A topic needs at least one word."))
            return
        words_now = tuple(each for each in draft.offered if each in chosen)
        self._drafts.keep(call.draft, replace(draft, topic=replace(draft.topic, keywords=words_now)))
        yield self._shown(call.draft, edit=True)

    def _decide(self, asker: Asker, call: DraftCall) -> Replies:
        draft = self._drafts.get(call.draft) if asker.runs_bot else None
        if draft is None:
            yield _stale()
            return
        self._drafts.drop(call.draft)
        if not call.keep:
            yield Reply(lines=(line(_("Dropped.")),), edit=True)
            return
        kept = self._office.store.add_topic(draft.topic)
        text = _("{topic} is a topic now: everybody can follow it with /topics.", topic=clip(kept.name, 100))
        yield Reply(lines=(line(text),), edit=True)

    def _shown(self, number: int, *, edit: bool = False) -> Reply:
        """A draft with what it would match."""
        draft = self._drafts.get(number)
        if draft is None:
            return _stale()
        now = self._room.clock()
        found = self._office.store.matching(draft.topic, since=now - LOOKED_BACK)
        return Reply(lines=_preview(draft, found), rows=_rows(number, draft), edit=edit)


def parted(argument: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Name, words and words that rule out, of "NAME: a, b - c, d"."""
    name, _colon, rest = argument.partition(":")
    include, _dash, exclude = re.sub(r"^-(?=\s)", " -", rest).partition(" -")
    return " ".join(name.split()), _words(include), _words(exclude)


def _words(text: str) -> tuple[str, ...]:
    each = (" ".join(word.split()) for word in text.split(","))
    return tuple(dict.fromkeys(word[:80] for word in each if re.search(r"\w", word)))


def _preview(draft: Draft, found: tuple[Candidate, ...]) -> tuple[Line, ...]:
    """The topic's words, how much they match, and the latest titles."""
    lines = [
        line(bold(clip(draft.topic.name, 100))),
        line(_("Words: {words}", words=", ".join(draft.topic.keywords))),
    ]
    if draft.topic.exclude:
        lines.append(line(_("Not with: {words}", words=", ".join(draft.topic.exclude))))
    days = LOOKED_BACK.days
    count = n_(
        "{n} report of the last {days} days would belong to it.",
        "{n} reports of the last {days} days would belong to it.",
        len(found),
        days=days,
    )
    lines += [BLANK, line(italic(count))]
    for each in reversed(found[-TITLES_SHOWN:]):
        title = clip(each.title or each.text, 110)
        lines.append(line("• ", title, italic(f"  {format_date(each.moment, 'd MMM', locale=locale())}")))
    if len(found) > TITLES_SHOWN:
        rest = len(found) - TITLES_SHOWN
        lines.append(line(italic(n_("and {n} more", "and {n} more", rest))))
    lines += [BLANK, line(italic(_("Tap a word to leave it out, or to take it back in.")))]
    return tuple(lines)


def _rows(number: int, draft: Draft) -> Rows:
    """The words, two in a row, and the decision."""
    buttons = [
        Button(
            label=("✓ " if word in draft.topic.keywords else "✗ ") + clip(word, 28),
            call=WordCall(draft=number, word=place),
        )
        for place, word in enumerate(draft.offered)
    ]
    pairs = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    decide = (
        Button(label=_("Keep it"), call=DraftCall(draft=number, keep=True)),
        Button(label=_("Drop it"), call=DraftCall(draft=number, keep=False)),
    )
    return (*pairs, decide)


def _stale() -> Reply:
    return Reply(alert=_(words.STALE_BUTTON))

"""What is answered to what: commands, words, taps and inline queries in, replies out.

    asker, deed ─► guards of all features ─► the feature that it is for ─► replies, in the asker's language

Knows nothing of Telegram and nothing of what the features do. Each entry point yields replies one by one,
so that a long work can say that it has begun; whoever drives the conversation delivers a reply before asking
for the next. Blocking: run it on the newsroom's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from typing import TypeVar

from bot import words
from bot.callbacks import MenuCall, decode, kinds_by_prefix
from bot.i18n import ENGLISH, _, each_speaking, known_language, speaking
from bot.talk.asker import Asker
from bot.talk.feature import Audience, Deed, DeedKind, Feature, Heard, Listed
from bot.talk.reply import Choices, Replies, Reply

K = TypeVar("K")
V = TypeVar("V")

MOST_CHOICES = 50  # Bot API: results of an inline query


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """How somebody is answered. language: of the interface; zone: that times are shown in."""

    language: str = ENGLISH
    zone: tzinfo = UTC


def own_tongue(asker: Asker) -> Tongue:
    """The language of the asker's client, as far as the interface has it."""
    return Tongue(language=known_language(asker.code))


def nobody_noted(asker: Asker) -> None:
    """Keep nothing of who asks."""


class Conversation:
    """The bot's side of all conversations. tongue: how an asker is answered; arrive: told
    of everybody who was not refused, before they are answered."""

    def __init__(
        self,
        features: Sequence[Feature],
        tongue: Callable[[Asker], Tongue] = own_tongue,
        arrive: Callable[[Asker], None] = nobody_noted,
    ) -> None:
        self._features = tuple(features)
        self._tongue = tongue
        self._arrive = arrive
        self._commands = _merged(feature.commands for feature in features)
        self._starts = _merged(feature.starts for feature in features)
        self._taps = _merged(feature.taps for feature in features)
        self._raw = frozenset[str]().union(*(feature.raw for feature in features))
        self._kinds = kinds_by_prefix([*self._taps, MenuCall])
        self._owners_only = frozenset(each.name for each in self.listed(Audience.OWNERS))

    @property
    def commands(self) -> tuple[str, ...]:
        """The names of the commands that `command` takes."""
        return tuple(self._commands)

    def listed(self, *audiences: Audience) -> tuple[Listed, ...]:
        """The commands for these audiences, in the order of the features."""
        every = (each for feature in self._features for each in feature.menu)
        return tuple(each for each in every if each.audience in audiences)

    def menu(self, language: str, *audiences: Audience) -> tuple[tuple[str, str], ...]:
        """Names and descriptions of the commands for these audiences, in that language."""
        with speaking(language):
            return tuple((each.name, words.in_menu(each)) for each in self.listed(*audiences))

    def command(self, asker: Asker, name: str, argument: str = "") -> Replies:
        """Answer `/name argument`."""
        deed = Deed(kind=DeedKind.COMMAND, name=name, argument=argument)
        return self._answer(asker, deed, lambda who: self._command(who, name, argument.strip()))

    def heard(self, asker: Asker, heard: Heard) -> Replies:
        """Answer words that are no command."""
        deed = Deed(kind=DeedKind.WORDS, argument=heard.text)
        return self._answer(asker, deed, lambda who: self._heard(who, heard))

    def text(self, asker: Asker, text: str) -> Replies:
        """Answer plain words."""
        return self.heard(asker, Heard(text=text))

    def tap(self, asker: Asker, data: str) -> Replies:
        """Answer a tap on a button."""
        deed = Deed(kind=DeedKind.TAP, name=data.partition(":")[0], argument=data)
        return self._answer(asker, deed, lambda who: self._tap(who, data))

    def inline(self, asker: Asker, query: str) -> Choices:
        """What can be shared for `query` in another chat."""
        tongue = self._tongue(asker)
        asker = replace(asker, language=tongue.language)
        with speaking(tongue.language, tongue.zone):
            if self._refusal(asker, Deed(kind=DeedKind.INLINE, argument=query)) is not None:
                return Choices(personal=True)
            query = " ".join(query.split())
            found = (each for feature in self._features for each in feature.choices(asker, query))
            unique = {each.key: each for each in found}
            return Choices(found=tuple(unique.values())[:MOST_CHOICES])

    def _answer(self, asker: Asker, deed: Deed, do: Callable[[Asker], Replies]) -> Replies:
        """What `do` yields, unless a feature refuses the deed; all of it in the asker's language."""
        tongue = self._tongue(asker)
        asker = replace(asker, language=tongue.language)

        def steps() -> Replies:
            refusal = self._refusal(asker, deed)
            if refusal is None:
                self._arrive(asker)
                yield from do(asker)
            else:
                yield from refusal

        yield from each_speaking(tongue.language, steps(), tongue.zone)

    def _refusal(self, asker: Asker, deed: Deed) -> Sequence[Reply] | None:
        refusals = (feature.guard(asker, deed) for feature in self._features)
        return next((each for each in refusals if each is not None), None)

    def _command(self, asker: Asker, name: str, argument: str) -> Replies:
        if name == "start" and argument:
            word, _bar, rest = argument.partition("_")
            if word in self._starts:
                return self._starts[word](asker, rest)
            argument = ""  # a payload of nobody's: a plain start
        todo = self._commands.get(name)
        if todo is None or (name in self._owners_only and not asker.runs_bot):
            return iter([Reply(lines=words.unknown_command(name))])
        return todo(asker, argument if name in self._raw else " ".join(argument.split()))

    def _heard(self, asker: Asker, heard: Heard) -> Replies:
        for feature in self._features:
            replies = feature.heard(asker, heard)
            if replies is not None:
                return replies
        return iter(())

    def _tap(self, asker: Asker, data: str) -> Replies:
        call = decode(data, self._kinds)
        if isinstance(call, MenuCall) and MenuCall not in self._taps:
            if call.command in self._commands:
                return self._command(asker, call.command, "")
        elif call is not None:
            return self._taps[type(call)](asker, call)
        return iter([Reply(alert=_(words.STALE_BUTTON))])


def _merged(parts: Iterable[Mapping[K, V]]) -> dict[K, V]:
    """All parts in one; raises ValueError where two features claim the same."""
    found: dict[K, V] = {}
    for part in parts:
        if taken := found.keys() & part.keys():
            raise ValueError(f"two features for {sorted(map(str, taken))}")
        found.update(part)
    return found

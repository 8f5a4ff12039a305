"""What a conversation is about, place by place: the last digest shown there, what was asked, what is new.

Kept in memory for the places heard from last. A place that is forgotten is asked which topic is meant.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from briefings.ask import Context
    from briefings.developments import News

K = TypeVar("K")
V = TypeVar("V")

PLACES = 10_000  # a few hundred bytes each; one that is forgotten only has to name its topic again
SEARCHES = 5_000  # words that were searched for, for the buttons under the results
GLIMPSES = 500  # what was new in a digest when it was shown: some ten kilobytes each


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a conversation takes place: a chat, and a thread of it in a group with topics."""

    chat: int
    thread: int | None = None


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What was last shown in a place."""

    topic: str
    digest: int


@dataclass(frozen=True, kw_only=True)
class Glimpse:
    """What was new in a digest when a place was shown it. since: the digest seen before it, by id."""

    since: int
    news: News


class Kept(Generic[K, V]):
    """Values of the keys used last; the others are forgotten."""

    def __init__(self, most: int) -> None:
        self._values: OrderedDict[K, V] = OrderedDict()
        self._most = most

    def keep(self, key: K, value: V) -> None:
        """Keep `value` under `key`."""
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._most:
            self._values.popitem(last=False)

    def get(self, key: K) -> V | None:
        """What is kept under `key`, None where nothing is, or it is forgotten."""
        return self._values.get(key)

    def drop(self, key: K) -> None:
        """Keep nothing under `key`."""
        self._values.pop(key, None)

    def drop_where(self, meant: Callable[[K], bool]) -> None:
        """Keep nothing under the keys that are meant."""
        for key in [key for key in self._values if meant(key)]:
            del self._values[key]


class Memory:
    """What is known of the places heard from last.

    asked: what a person's next question in a place may lean on; glimpses: what was new in a digest when a
    place was shown it; searches: words searched for, by a number that buttons carry.
    """

    def __init__(self, places: int = PLACES) -> None:
        self._subjects: Kept[Place, Subject] = Kept(places)
        self.asked: Kept[tuple[Place, int], Context] = Kept(places)
        self.glimpses: Kept[tuple[Place, int], Glimpse] = Kept(GLIMPSES)
        self.searches: Kept[int, str] = Kept(SEARCHES)
        self._numbers = 0

    def note(self, place: Place, subject: Subject) -> None:
        """Take `subject` for what the place is about now."""
        self._subjects.keep(place, subject)

    def subject(self, place: Place) -> Subject | None:
        """What the place is about, None where nothing was shown yet, or it is forgotten."""
        return self._subjects.get(place)

    def searched(self, words: str, start: int) -> int:
        """A number for these words, after `start`: numbers of an earlier run then lead nowhere."""
        self._numbers += 1
        number = start + self._numbers
        self.searches.keep(number, words)
        return number

    def forget(self, person: int) -> None:
        """Remember nothing of a person, nor of the private chat with them."""
        self._subjects.drop_where(lambda place: place.chat == person)
        self.asked.drop_where(lambda key: key[0].chat == person or key[1] == person)
        self.glimpses.drop_where(lambda key: key[0].chat == person)

"""What a conversation is about, place by place: the last digest shown there.

Kept in memory for the places heard from last. A place that is forgotten is asked which topic is meant.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

PLACES = 10_000  # a few hundred bytes each; one that is forgotten only has to name its topic again


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


class Memory:
    """The subjects of the places heard from last."""

    def __init__(self, places: int = PLACES) -> None:
        self._subjects: OrderedDict[Place, Subject] = OrderedDict()
        self._places = places

    def note(self, place: Place, subject: Subject) -> None:
        """Take `subject` for what the place is about now."""
        self._subjects[place] = subject
        self._subjects.move_to_end(place)
        while len(self._subjects) > self._places:
            self._subjects.popitem(last=False)

    def subject(self, place: Place) -> Subject | None:
        """What the place is about, None where nothing was shown yet, or it is forgotten."""
        return self._subjects.get(place)

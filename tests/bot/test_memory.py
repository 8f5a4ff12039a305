"""A bounded number of places is remembered, the one heard from longest ago forgotten first."""

from __future__ import annotations

from bot.memory import Memory, Place, Subject


def test_the_place_heard_from_longest_ago_is_forgotten_first() -> None:
    memory = Memory(places=2)
    one, two, three = (Place(chat=number) for number in (1, 2, 3))
    subject = Subject(topic="x", digest=1)
    for place in (one, two, one, three):
        memory.note(place, subject)
    assert (memory.subject(one), memory.subject(two), memory.subject(three)) == (subject, None, subject)


def test_threads_of_a_group_are_places_of_their_own() -> None:
    memory = Memory()
    memory.note(Place(chat=1, thread=5), Subject(topic="x", digest=1))
    assert memory.subject(Place(chat=1)) is None

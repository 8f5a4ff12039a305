"""Which topic is meant: by its name however typed, by what was last spoken of, or by asking back."""

from __future__ import annotations

import re

from bot import words
from bot.buttons import Button, topic_rows
from bot.callbacks import MenuCall
from bot.i18n import _
from bot.memory import Place, Subject
from bot.richtext import Line
from bot.talk.reply import Reply
from bot.talk.room import Room
from briefings.errors import InputError, UnknownTopicError
from briefings.model import Digest, Topic

NAME_LIMIT = 200  # characters of a topic's name that are looked up: real ones have about 30


def find(room: Room, name: str) -> Topic | Reply:
    """The topic of that name, or the only one with all its words ("ferry"); else the nearest, as a reply."""
    if len(name) > NAME_LIMIT:
        return offer(room, words.name_too_long(NAME_LIMIT))
    try:
        return room.news.topic(name)
    except UnknownTopicError as error:
        near = [room.news.topic(each) for each in error.nearest]
        meant = [topic for topic in near if _words(name) <= _words(topic.name)]
        if len(meant) == 1 and _words(name):
            return meant[0]
        head = words.no_such_topic(name, bool(near))
        return Reply(lines=head, rows=topic_rows(near, edit=True)) if near else offer(room, head)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


def named(room: Room, name: str) -> Topic | None:
    """The topic of just that name."""
    try:
        return room.news.topic(name) if 0 < len(name) <= NAME_LIMIT else None
    except InputError:
        return None


def only(room: Room) -> Topic | None:
    """The topic, where there is but one."""
    topics = room.news.topics()
    return topics[0] if len(topics) == 1 else None


def own(room: Room, place: Place) -> Topic | None:
    """The topic that a thread of a group is about; else the one that the place follows, if it is one."""
    number = room.records.subscriptions.own_topic(place)
    if number is None:
        followed = room.records.subscriptions.of_place(place)
        number = followed[0].topic if len(followed) == 1 else None
    return room.news.topic_by_id(number) if number is not None else None


def spoken_of(room: Room, place: Place) -> Topic | None:
    """The topic that the place was last shown; else its own; else the only one there is."""
    subject = room.memory.subject(place)
    found = named(room, subject.topic) if subject else None
    return found or own(room, place) or only(room)


def near(room: Room, name: str, head: tuple[Line, ...]) -> Reply:
    """`head` with the topics whose names are near to `name`, else with all."""
    found = find(room, name)
    if isinstance(found, Reply) and found.rows:
        return Reply(lines=head, rows=found.rows)
    return offer(room, head)


def offer(room: Room, head: tuple[Line, ...], *, edit: bool = False) -> Reply:
    """`head` with a button for each topic; where there is none, how to get some."""
    topics = room.news.topics()
    if not topics:
        return samples(head, edit=edit)
    return Reply(lines=words.more_topics(head, topics), rows=topic_rows(topics), edit=edit)


def samples(head: tuple[Line, ...] = (), *, edit: bool = False) -> Reply:
    """No topics are stored: the offer of samples."""
    button = Button(label=_(words.SAMPLES_LABEL), call=MenuCall(command="samples"))
    return Reply(lines=words.nothing_yet(head), rows=((button,),), edit=edit)


def remember(room: Room, place: Place, digest: Digest) -> Subject:
    """The place is about this digest now."""
    subject = Subject(topic=digest.topic, digest=digest.id)
    room.memory.note(place, subject)
    return subject

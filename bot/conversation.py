"""What is answered to what: commands, questions and taps in, replies out. Knows nothing of Telegram.

Each entry point yields replies one by one, so that a long work can say that it has begun; whoever drives
the conversation delivers a reply before asking for the next. Blocking: run it on the newsroom's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot import passages, rendering, words
from bot.buttons import Button, digest_rows, entry_call, passage_rows, topic_rows, view_rows
from bot.callbacks import DigestCall, MenuCall, TopicCall, View, decode
from bot.layout import Entry, Screen, entries, entry_of, screen_of
from bot.memory import Memory, Place, Subject
from bot.newsroom import Newsroom
from bot.richtext import Line, clip
from briefings.errors import InputError, UnknownTopicError
from briefings.model import Digest, Topic

NAME_LIMIT = 200  # characters of a topic's name that are looked up: real ones have about 30
QUESTION_LIMIT = 500  # characters of a question: a long spoken one has about 200


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One message back. edit: in place of the message that was tapped; alert: a short note over the
    chat instead of a message."""

    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    edit: bool = False
    alert: str = ""


Replies = Iterator[Reply]


class Conversation:
    """The bot's side of all conversations."""

    def __init__(self, newsroom: Newsroom, memory: Memory) -> None:
        self._news = newsroom
        self._memory = memory
        self._commands: dict[str, Callable[[Place, str], Replies]] = {
            "start": self._start,
            "help": self._help,
            "topics": self._topics,
            "topic": self._topic,
            "sources": self._sources,
            "ask": self._ask,
        }

    @property
    def commands(self) -> tuple[str, ...]:
        """The names of the commands that `command` takes."""
        return tuple(self._commands)

    def command(self, place: Place, name: str, argument: str) -> Replies:
        """Answer `/name argument`."""
        todo = self._commands.get(name)
        if todo is None:
            yield Reply(lines=words.unknown_command(name))
            return
        yield from todo(place, " ".join(argument.split()))

    def text(self, place: Place, text: str) -> Replies:
        """Answer a message that is no command: a topic's name, or a question on the last topic."""
        text = " ".join(text.split())
        named = self._named(text)
        if named is not None:
            yield from self._show_digest(place, named)
        else:
            yield from self._ask(place, text)

    def tap(self, place: Place, data: str) -> Replies:
        """Answer a tap on a button."""
        call = decode(data)
        match call:
            case TopicCall():
                yield from self._tap_topic(place, call)
            case DigestCall():
                yield self._view(place, call)
            case MenuCall(command="samples"):
                yield from self._add_samples()
            case MenuCall(command=name) if name in self._commands:
                yield from self._commands[name](place, "")
            case _:
                yield Reply(alert=words.STALE_BUTTON)

    # Commands

    def _start(self, place: Place, argument: str) -> Replies:
        yield self._offer(words.welcome())

    def _help(self, place: Place, argument: str) -> Replies:
        yield Reply(lines=words.help_text())

    def _topics(self, place: Place, argument: str) -> Replies:
        yield self._offer(words.topics_head(len(self._news.topics())))

    def _topic(self, place: Place, name: str) -> Replies:
        if not name:
            yield self._offer(words.which_topic())
            return
        found = self._find(name)
        yield from (self._show_digest(place, found) if isinstance(found, Topic) else iter([found]))

    def _sources(self, place: Place, argument: str) -> Replies:
        """The sources of the last digest, of line N of it, or of the topic named."""
        subject = self._memory.subject(place)
        number = int(argument) if argument.isdecimal() and len(argument) < 6 else None
        if argument and number is None:
            found = self._find(argument)
            if isinstance(found, Reply):
                yield found
                return
            subject = self._remember(place, self._news.digest(found))
        digest = self._news.saved(subject.digest) if subject else None
        if digest is None:
            yield self._offer(words.which_topic())
        elif number is None:
            yield _screen_reply(digest, DigestCall(digest=digest.id, view=View.SOURCES))
        else:
            yield _line_reply(digest, number)

    def _ask(self, place: Place, question: str) -> Replies:
        subject = self._memory.subject(place)
        if not question:
            yield Reply(lines=words.ask_usage())
        elif len(question) > QUESTION_LIMIT:
            yield Reply(lines=words.too_long(QUESTION_LIMIT))
        else:
            topic = self._named(subject.topic) if subject else self._only_topic()
            if topic is None:
                yield self._near(question, words.ask_about_which())
            else:
                answer = self._news.answer(topic, question)
                yield Reply(lines=passages.answer(answer), rows=topic_rows([topic]))

    # Taps

    def _tap_topic(self, place: Place, call: TopicCall) -> Replies:
        topic = self._news.topic_by_id(call.topic)
        if topic is None:
            yield Reply(alert=words.GONE_TOPIC)
        else:
            yield from self._show_digest(place, topic, edit=call.edit)

    def _view(self, place: Place, call: DigestCall) -> Reply:
        digest = self._news.saved(call.digest)
        if digest is None:
            return Reply(alert=words.GONE_DIGEST)
        self._remember(place, digest)
        return _screen_reply(digest, call, edit=True)

    def _add_samples(self) -> Replies:
        """Read the sample reports, where there is nothing yet, saying how far it has come."""
        if self._news.topics():
            yield self._offer(words.topics_head(len(self._news.topics())), edit=True)
            return
        for done, total in self._news.add_samples():
            yield Reply(lines=words.reading_samples(done, total), edit=True)
        yield self._offer(words.samples_ready(), edit=True)

    # Parts of answers

    def _show_digest(self, place: Place, topic: Topic, *, edit: bool = False) -> Replies:
        digest = self._news.digest(topic)
        self._remember(place, digest)
        yield _screen_reply(digest, DigestCall(digest=digest.id), edit=edit)

    def _remember(self, place: Place, digest: Digest) -> Subject:
        subject = Subject(topic=digest.topic, digest=digest.id)
        self._memory.note(place, subject)
        return subject

    def _find(self, name: str) -> Topic | Reply:
        """The topic of that name, or the reply that offers the nearest."""
        if len(name) > NAME_LIMIT:
            return self._offer(words.name_too_long(NAME_LIMIT))
        try:
            return self._news.topic(name)
        except UnknownTopicError as error:
            near = [self._news.topic(each) for each in error.nearest]
            head = words.no_such_topic(name, bool(near))
            return Reply(lines=head, rows=topic_rows(near, edit=True)) if near else self._offer(head)

    def _named(self, name: str) -> Topic | None:
        """The topic of just that name."""
        try:
            return self._news.topic(name) if 0 < len(name) <= NAME_LIMIT else None
        except InputError:
            return None

    def _only_topic(self) -> Topic | None:
        topics = self._news.topics()
        return topics[0] if len(topics) == 1 else None

    def _near(self, name: str, head: tuple[Line, ...]) -> Reply:
        """`head` with the topics whose names are near to `name`, else with all."""
        found = self._find(name)
        if isinstance(found, Reply) and found.rows:
            return Reply(lines=head, rows=found.rows)
        return self._offer(head)

    def _offer(self, head: tuple[Line, ...], *, edit: bool = False) -> Reply:
        """`head` with a button for each topic; where there is none, how to get some."""
        topics = self._news.topics()
        if not topics:
            samples = Button(label=words.SAMPLES_LABEL, call=MenuCall(command="samples"))
            return Reply(lines=words.nothing_yet(head), rows=((samples,),), edit=edit)
        return Reply(lines=words.more_topics(head, topics), rows=topic_rows(topics), edit=edit)


def _screen_reply(digest: Digest, call: DigestCall, *, edit: bool = False) -> Reply:
    """What a call for a part of a digest shows; an alert where there is no such part."""
    screens, entry = _screens(digest, call)
    if call.screen >= len(screens):
        return Reply(alert=words.STALE_BUTTON)
    screen = screens[call.screen]
    if call.view is View.HOME:
        rows = digest_rows(digest, screen, call, len(screens))
    elif entry is not None:
        home = DigestCall(digest=digest.id, screen=screen_of(rendering.digest(digest), entry))
        rows = passage_rows(entries(digest), entry, call, len(screens), home)
    else:
        rows = view_rows(screen, call, len(screens), DigestCall(digest=digest.id))
    return Reply(lines=screen.lines, rows=rows, edit=edit)


def _screens(digest: Digest, call: DigestCall) -> tuple[Sequence[Screen], Entry | None]:
    """All screens of the view that is called for, and the line it belongs to, if any."""
    match call.view:
        case View.HOME:
            return rendering.digest(digest), None
        case View.SOURCES:
            return passages.sources(digest, entries(digest)), None
        case View.DISPUTES:
            return rendering.disputes(digest, entries(digest)), None
        case View.POINT | View.DISPUTE:
            entry = entry_of(digest, dispute=call.view is View.DISPUTE, index=call.index)
            return (passages.passages(entry) if entry else (), entry)


def _line_reply(digest: Digest, number: int) -> Reply:
    """The passages of the line with that number."""
    listing = {entry.number: entry for entry in entries(digest)}
    if number not in listing:
        return Reply(lines=words.no_such_line(number, len(listing), clip(digest.topic, 80)))
    return _screen_reply(digest, entry_call(digest.id, listing[number]))

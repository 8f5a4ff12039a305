"""A conversation over a real database, with the network and the language model made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import richtext
from bot.access import Rules
from bot.callbacks import encode
from bot.errands import Errand
from bot.memory import Place
from bot.office import Office
from bot.records import Records
from bot.talk.all import conversation
from bot.talk.asker import Asker, ChatKind
from bot.talk.feature import Heard
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from briefings.errors import FetchError
from briefings.following import Feed
from briefings.model import Article, Evidence, Passage, Reading, Span, Topic, Unread
from briefings.store import Store
from tests.bot.handmade import HandMade, digest, point
from tests.bot.telegram_checks import parsed

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
OWNER, ANN, BOB = 7_000_000_001, 7_312_345_678_901, 7_312_345_678_955
USUAL = Rules(admins=frozenset({OWNER}))


def person(user: int = ANN, **more: Any) -> Asker:
    """Somebody in a private chat."""
    asker = Asker(place=Place(chat=user), user=user, name=f"Person {user % 1000}", runs_bot=user == OWNER)
    return replace(asker, **more)


def in_group(user: int = ANN, **more: Any) -> Asker:
    """The same person in a group."""
    return person(user, place=Place(chat=-5), kind=ChatKind.GROUP, is_admin=False, **more)


def read(article: Article) -> Reading:
    """A reading with a passage for each paragraph."""
    passages, at = [], 0
    for number, part in enumerate(article.text.split("\n\n")):
        passages.append(Passage(number=number, span=Span(start=at, end=at + len(part)), paragraph=number))
        at += len(part) + 2
    return Reading(passages=tuple(passages), claims=())


@dataclass(kw_only=True)
class Desk:
    """Reads what it is given; pages: what there is in the network, by address."""

    pages: dict[str, Article] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    refuse: str = ""
    asked: list[str] = field(default_factory=list)
    readings: int = 0

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading | Unread]:
        for each in articles:
            self.readings += 1
            yield Unread(reason=self.refuse) if self.refuse else read(each)


class OfflineOffice(Office):
    """An office whose network is a dictionary."""

    def fetching(self, url: str, now: datetime) -> Errand[Article]:
        return Errand(lambda: _found(url, self.desk.pages, self.desk))

    def looking(self, url: str, now: datetime) -> Errand[Feed]:
        return Errand(lambda: _found(url, self.desk.feeds, self.desk))

    @property
    def desk(self) -> Desk:
        desk = self.reader()
        assert isinstance(desk, Desk)
        return desk


def _found(url: str, known: Mapping[str, Any], desk: Desk) -> Any:
    desk.asked.append(url)
    if url not in known:
        raise FetchError(url, "the server answered 404")
    return known[url]


class News(HandMade):
    """The hand-made newsroom over the topics and digests of a store."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def topics(self) -> tuple[Topic, ...]:
        return self.store.topics()

    def topic(self, name: str) -> Topic:
        return self.store.topic(name)

    def topic_by_id(self, number: int) -> Topic | None:
        return self.store.topic_by_id(number)


class Talk:
    """Says and taps, does the errands, and has every message checked as Telegram would."""

    def __init__(self, store: Store, rules: Rules = USUAL) -> None:
        self.store, self.now = store, NOW
        self.records = Records.open(store)
        self.news, self.desk = News(store), Desk()
        self.rights: set[tuple[int, int]] = set()
        self.office = OfflineOffice(
            store=store,
            reader=lambda: self.desk,
            username=lambda: "ConcordanceTestBot",
            administers=lambda chat, user: (chat, user) in self.rights,
        )
        self.room = Room(news=self.news, records=self.records, clock=lambda: self.now)
        self.conversation = conversation(self.room, rules, self.office)

    def pass_time(self, **more: int) -> None:
        self.now += timedelta(**more)

    def says(self, asker: Asker, text: str) -> list[Reply]:
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            return self._done(lambda: self.conversation.command(asker, name, argument))
        return self.hears(asker, Heard(text=text))

    def hears(self, asker: Asker, heard: Heard) -> list[Reply]:
        return self._done(lambda: self.conversation.heard(asker, heard))

    def taps(self, asker: Asker, reply: Reply, label: str) -> list[Reply]:
        found = [b for row in reply.rows for b in row if b.label.startswith(label)]
        assert found, f"no button {label!r} among {[b.label for row in reply.rows for b in row]}"
        return self._done(lambda: self.conversation.tap(asker, encode(found[0].call)))

    def forges(self, asker: Asker, data: str) -> list[Reply]:
        """A tap with any callback data at all."""
        return self._done(lambda: self.conversation.tap(asker, data))

    def _done(self, begin: Callable[[], Replies]) -> list[Reply]:
        found = []
        for reply in begin():
            for part in richtext.split(reply.lines):
                parsed(part)
            assert sum(len(row) for row in reply.rows) <= 100
            for button in (b for row in reply.rows for b in row):
                encode(button.call)
            assert len(reply.alert) <= 200
            if reply.errand is not None:
                reply.errand.do()
            found.append(reply)
        return found


def words(replies: list[Reply]) -> str:
    """All that was said."""
    return "\n".join([richtext.plain(r.lines) for r in replies] + [r.alert for r in replies if r.alert])


def article(number: int, text: str, **more: Any) -> Article:
    """A report of its own outlet."""
    made = Article(
        url=f"https://outlet{number}.example/{number}",
        title=f"Report {number}",
        outlet=f"Outlet {number}",
        text=text,
        published=NOW - timedelta(hours=number),
    )
    return replace(made, **more)


def told(talk: Talk, texts: dict[int, str], line_text: str = "The ferry burned off Ostrey.") -> None:
    """Store reports on a topic, and a digest whose first line rests on the first sentence of each."""
    talk.store.add_topic(Topic(name="Ostrey ferry fire", keywords=("ferry",)))
    passages = []
    for number, text in texts.items():
        stored = article(number, text)
        added = talk.store.add_article(stored, read(stored), now=NOW)
        quote = text.split("\n\n")[0]
        passages.append(
            Evidence(
                claim=number,
                article=added.id,
                url=stored.url,
                outlet=stored.outlet,
                title=stored.title,
                quote=quote,
                context=quote,
                origin=stored.outlet,
                published=stored.published,
            )
        )
    made = digest((point(line_text, *passages),), (), topic="Ostrey ferry fire")
    talk.news.shown = talk.store.save_digest(made)

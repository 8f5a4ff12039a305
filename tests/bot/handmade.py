"""Digests made by hand, and a newsroom that shows them: for what needs no parsing of news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from briefings.ask import Context
from briefings.developments import (
    AccountEntry,
    Change,
    ChangeKind,
    DisputeHistory,
    Event,
    Exported,
    News,
    OutletAccount,
    OutletStanding,
    SideHistory,
    Standing,
    Timeline,
)
from briefings.errors import InputError, UnknownTopicError
from briefings.model import Answer, Digest, Dispute, DisputeKind, Evidence, Point, Side, Status, Topic
from briefings.search import Hit, Results
from briefings.store.snapshots import Snapshot

NOON = datetime(2025, 7, 5, 12, 0, tzinfo=UTC)
DAWN = datetime(2025, 7, 5, 5, 30, tzinfo=UTC)
AIR = Topic(id=7, name="US–Ukraine air defense", keywords=("Patriot",))
FERRY = Topic(id=8, name="Ostrey ferry fire", keywords=("ferry",))


def evidence(number: int = 1, outlet: str = "RFI", origin: str = "", **more: object) -> Evidence:
    """A passage of the article `number`."""
    quote = f"The call lasted about {number} minutes"
    made = Evidence(
        claim=number,
        article=number,
        url=f"https://outlet{number}.example/story?id={number}&lang=en",
        outlet=outlet,
        title=f"Leaders speak by phone ({outlet})",
        quote=quote,
        context=f"They spoke on Friday. {quote}, sources said. It went well.",
        origin=origin or outlet,
        credited="Volodymyr Zelenskyy",
        published=datetime(2025, 7, 4, 14, number % 60, tzinfo=UTC),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def point(text: str, *passages: Evidence, **more: object) -> Point:
    """A point that the passages stand behind."""
    passages = passages or (evidence(1), evidence(2, "The Guardian"))
    origins = len({each.origin for each in passages})
    made = Point(
        text=text,
        status=Status.CONSENSUS if origins > 1 else Status.SINGLE,
        evidence=passages,
        outlets=len({each.outlet for each in passages}),
        origins=origins,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def dispute(question: str = "How many drones and missiles were fired?", **more: object) -> Dispute:
    """More than 500 against more than 550."""
    made = Dispute(
        kind=DisputeKind.FIGURE,
        question=question,
        sides=(
            Side(
                claim="Russia fired more than 500 drones",
                value="more than 500",
                evidence=(evidence(3, "Bloomberg"),),
            ),
            Side(
                claim="Russia fired more than 550 drones",
                value="more than 550",
                evidence=(evidence(4, "The Guardian"),),
            ),
        ),
        note="the bound 'more than 500' contains 550",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def change(kind: ChangeKind = ChangeKind.NEW, **more: object) -> Change:
    """Something that is new."""
    made = Change(kind=kind, text="Denmark sent more launchers.", evidence=(evidence(8, "Le Monde"),))
    return replace(made, **more)  # type: ignore[arg-type]


def hit(number: int) -> Hit:
    """A sentence that was found."""
    text = f"Patriot battery number {number} is on its way."
    url = f"https://rfi.example/{number}"
    return Hit(article=number, passage=0, outlet="RFI", title="T", url=url, text=text, marks=((0, 7),))


def digest(
    points: tuple[Point, ...] | None = None, disputes: tuple[Dispute, ...] | None = None, **more: object
) -> Digest:
    """A digest of air defence with a line of each kind, or with the lines given."""
    axios = (
        evidence(5, "RFI", "Axios"),
        evidence(6, "Firstpost", "Axios"),
        evidence(7, "Bloomberg", "Axios"),
    )
    made = Digest(
        id=412,
        topic=AIR.name,
        built=NOON,
        points=points
        if points is not None
        else (
            point("Trump and Zelenskyy spoke by phone on Friday 4 July."),
            point("Washington has halted some weapons shipments."),
            point("The call lasted about 40 minutes.", *axios),
        ),
        disputes=disputes if disputes is not None else (dispute(),),
        articles=5,
        outlets=5,
        origins=4,
        first=datetime(2025, 7, 4, 9, 0, tzinfo=UTC),
        last=NOON,
    )
    return replace(made, **more)  # type: ignore[arg-type]


class HandMade:
    """A newsroom with these topics, all of which show this digest."""

    def __init__(self, shown: Digest | None = None, topics: tuple[Topic, ...] = (AIR, FERRY)) -> None:
        self.shown = shown or digest()
        self.listed = topics
        self.samples: tuple[Topic, ...] = (FERRY,)
        self.earlier: tuple[Snapshot, ...] = ()
        self.changes: tuple[Change, ...] = (change(),)
        self.asked_since: int | None = None
        self.notes: tuple[str, ...] = ()
        self.kept: dict[int, Digest] = {}  # earlier digests

    def topics(self) -> tuple[Topic, ...]:
        return self.listed

    def topic(self, name: str) -> Topic:
        for topic in self.listed:
            if topic.name.casefold() == name.casefold():
                return topic
        raise UnknownTopicError(
            name, tuple(t.name for t in self.listed if name.casefold() in t.name.casefold())
        )

    def topic_by_id(self, number: int) -> Topic | None:
        return next((topic for topic in self.listed if topic.id == number), None)

    def digest(self, topic: Topic) -> Digest:
        self.shown = replace(self.shown, topic=topic.name)
        return self.shown

    def saved(self, number: int) -> Digest | None:
        return self.shown if number == self.shown.id else self.kept.get(number)

    def snapshots(self, topic: Topic) -> tuple[Snapshot, ...]:
        return (*self.earlier, Snapshot(id=self.shown.id, built=self.shown.built))

    def answer(self, topic: Topic, question: str, context: Context | None) -> tuple[Answer, Context | None]:
        about = context.question if context and question.startswith("And") else ""
        text = "About 40 minutes."
        found = Answer(question=question, answered=True, text=text, passages=(evidence(5),), about=about)
        return found, Context(topic=topic.name, question=question, words=(), at=NOON)

    def search(self, words: str, *, limit: int, offset: int) -> Results:
        hits = [hit(number) for number in range(30)] if "Patriot" in words else []
        shown = tuple(hits[offset : offset + limit])
        return Results(query=words, hits=shown, more=offset + limit < len(hits), notes=self.notes)

    def new(self, topic: Topic, since: int | None) -> News:
        self.asked_since = since
        return News(topic=topic.name, since=DAWN, until=NOON, changes=self.changes, digest=self.shown.id)

    def disputes(self, topic: Topic) -> tuple[DisputeHistory, ...]:
        found = dispute()
        sides = tuple(SideHistory(side=side, first=side.evidence[0]) for side in found.sides)
        return (DisputeHistory(dispute=found, sides=sides, number=3, since=DAWN, digests=2),)

    def timeline(self, topic: Topic) -> Timeline:
        talks = Event(
            first=date(2025, 7, 4), last=date(2025, 7, 4), text="They spoke.", evidence=(evidence(1),)
        )
        return Timeline(topic=topic.name, events=(talks,))

    def outlets(self, topic: Topic) -> tuple[OutletStanding, ...]:
        found = OutletStanding(outlet="RFI", articles=2, lines=9, alone=3, confirmed=5, first=1, revised=1)
        return (found,)

    def outlet(self, topic: Topic, name: str) -> OutletAccount:
        if name != "RFI":
            raise InputError(f"no outlet called {name!r}; did you mean 'RFI'?")
        entry = AccountEntry(evidence=evidence(1), standing=Standing.CONFIRMED, others=("The Guardian",))
        return OutletAccount(outlet="RFI", topic=topic.name, entries=(entry,))

    def export(self, topic: Topic, form: str) -> Exported:
        return Exported(name=f"topic.{form}", content=topic.name.encode(), media="text/plain")

    def add_samples(self) -> Iterator[tuple[int, int]]:
        yield 0, 2
        yield 2, 2
        self.listed = self.samples

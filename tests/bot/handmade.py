"""Digests made by hand, and a newsroom that shows them: for what needs no parsing of news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from briefings.errors import UnknownTopicError
from briefings.model import Answer, Digest, Dispute, DisputeKind, Evidence, Point, Side, Status, Topic

NOON = datetime(2025, 7, 5, 12, 0, tzinfo=UTC)
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
        return self.shown if number == self.shown.id else None

    def answer(self, topic: Topic, question: str) -> Answer:
        return Answer(question=question, answered=True, text="About 40 minutes.", passages=(evidence(5),))

    def add_samples(self) -> Iterator[tuple[int, int]]:
        yield 0, 2
        yield 2, 2
        self.listed = self.samples

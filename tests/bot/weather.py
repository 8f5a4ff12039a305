"""Telegram's weather: refusals, failures, lost connections and slow answers at random, from a seed.

`python -m tests.bot.weather SECONDS` (or `make weather`) runs the bot through it and says what came of it:
people ask, announcements go out, and at the end every message has arrived once, or the bot has said that it
cannot know. The server does what it says: a 5xx and a 429 did nothing, a cut before the answer may have.
"""

from __future__ import annotations

import asyncio
import logging
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from aiohttp import web

from bot.records import Records
from bot.records.chats import ChatKind
from bot.richtext import line
from bot.sending.parting import parts_of
from tests.bot.botapi import BotApi, Person
from tests.bot.botapi.records import Json
from tests.bot.botapi.server import _parameters
from tests.bot.conftest import serving
from tests.bot.handmade import HandMade

ASKING, PATIENCE = 12, 60.0  # people; seconds that each waits for an answer before asking on
PAUSE = 2.5  # seconds between two questions of one person: below what the bot takes of one
DOUBT = "may have arrived"

# Shares of all calls. In a bad hour of the real thing a few in a hundred fail; this is far worse.
WEATHER = {
    "slow down": 0.05,
    "500": 0.04,
    "502": 0.04,
    "cut before": 0.03,
    "cut after": 0.02,
    "slow": 0.10,
    "silence": 0.002,
}
SLOW = (0.2, 3.0)  # seconds
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
SILENCE = 30.0  # seconds: longer than the bot waits for an answer


class StormyApi(BotApi):
    """The loopback Bot API server in bad weather. kinds: what may happen; seed: when."""

    def __init__(self, seed: int, kinds: Sequence[str] = tuple(WEATHER)) -> None:
        super().__init__()
        self._chance = random.Random(seed)
        self._kinds = kinds
        self.stormy = False
        self.happened: Counter[str] = Counter()

    async def _serve(self, request: web.Request) -> web.Response:
        kind = self._drawn() if self.stormy else "fair"
        self.happened[kind] += 1
        match kind:
            case "500" | "502":
                return _answer(int(kind), "Internal Server Error" if kind == "500" else "Bad Gateway")
            case "slow down":
                asked = await _parameters(request)
                if "chat_id" in asked:
                    self._quiet[int(asked["chat_id"])] = asyncio.get_running_loop().time() + 1
                return _answer(429, "Too Many Requests: retry after 1", retry_after=1)
            case "cut before":
                return _cut(request)
            case "cut after":
                await super()._serve(request)
                return _cut(request)
        answer = await super()._serve(request)
        if kind == "slow":
            await asyncio.sleep(self._chance.uniform(*SLOW))
        elif kind == "silence":
            await asyncio.sleep(SILENCE)
        return answer

    def _drawn(self) -> str:
        drawn = self._chance.random()
        for kind in self._kinds:
            drawn -= WEATHER[kind]
            if drawn < 0:
                return kind
        return "fair"


def _answer(status: int, description: str, **parameters: int) -> web.Response:
    body: Json = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=status)


def _cut(request: web.Request) -> web.Response:
    """End the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


@dataclass(kw_only=True)
class Outcome:
    """What came of it. wrong: messages lost or doubled without a word; it must be empty. early: calls that
    were under way already when a 429 for their chat came; Telegram bears that."""

    asked: int = 0
    answered: int = 0
    doubtful_answers: int = 0
    announced: int = 0
    arrived: int = 0
    doubtful_announcements: int = 0
    early: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Doubts(logging.Handler):
    """How many replies to each chat the bot says may or may not have arrived."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.chats: Counter[int] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        if DOUBT in record.msg and isinstance(record.args, tuple):
            self.chats[cast("int", record.args[0])] += 1


async def storm(
    seconds: float,
    *,
    seed: int,
    announcements: int,
    kinds: Sequence[str] = tuple(WEATHER),
    patience: float = PATIENCE,
) -> Outcome:
    """Run the bot in bad weather for so long, then in fair weather until all is done.

    patience: seconds that each person waits for an answer before asking on.
    """
    async with StormyApi(seed, kinds) as api:
        people = [api.person(f"Person {number}") for number in range(ASKING)]

        def announce(records: Records) -> None:
            now = datetime.now(UTC)
            for person in people:
                records.chats.meet(person.user_id, ChatKind.PRIVATE, person.name, now)
            for number in range(announcements):
                records.deliveries.broadcast(parts_of([line(f"Announcement {number}.")]), now)

        doubts = Doubts()
        logging.getLogger("bot.delivery").addHandler(doubts)
        try:
            async with serving(api, HandMade(), prepare=announce) as served:
                await people[0].ask("/help")
                api.stormy = True
                until = asyncio.get_running_loop().time() + seconds
                asked = await asyncio.gather(*(_asks(person, until, patience) for person in people))
                api.stormy = False
                await _until_sent(served.desk.do, served.records)
                found = Outcome(happened=api.happened)
                _count_answers(api, people, asked, doubts, found)
                troubles = await served.desk.do(served.records.deliveries.troubles, LONG_AGO, 10**6)
                unknown = Counter(each.place.chat for each in troubles if each.state == "unknown")
                _count_announcements(api, people, announcements, unknown, found)
                found.wrong += [f"failed: {each}" for each in troubles if each.state == "failed"]
                early = [each for each in api.violations if "before the wait" in each]
                found.early = len(early)
                found.wrong += [each for each in api.violations if each not in early]
        finally:
            logging.getLogger("bot.delivery").removeHandler(doubts)
    return found


async def _asks(person: Person, until: float, patience: float) -> list[str]:
    """Ask after topics that there are not, each of another name, so that answers tell what they answer."""
    asked: list[str] = []
    loop = asyncio.get_running_loop()
    while loop.time() < until:
        name = f"weather{person.user_id}x{len(asked)}."
        asked.append(name)
        await person.send(f"/topic {name}")
        try:
            async with asyncio.timeout(patience):
                while name not in (await person.inbox.get()).text:
                    pass
        except TimeoutError:
            continue
        await asyncio.sleep(PAUSE)
    return asked


async def _until_sent(do: object, records: Records) -> None:
    """Wait until nothing is planned and nothing on its way."""
    while True:
        progress = await do(records.deliveries.progress)  # type: ignore[operator]
        if not progress.planned and not progress.sending:
            return
        await asyncio.sleep(0.2)


def _count_answers(
    api: BotApi, people: Sequence[Person], asked: Sequence[Sequence[str]], doubts: Doubts, found: Outcome
) -> None:
    for person, names in zip(people, asked, strict=True):
        texts = [m.text for m in api.messages.values() if m.chat_id == person.user_id]
        times = Counter(sum(name in text for text in texts) for name in names)
        doubtful = doubts.chats[person.user_id]
        found.asked += len(names)
        found.answered += times[1]
        found.doubtful_answers += doubtful
        if len(names) - times[1] > doubtful or any(number > 1 for number in times):
            found.wrong.append(f"{person.name}: answers {dict(times)}, {doubtful} in doubt")


def _count_announcements(
    api: BotApi, people: Sequence[Person], announcements: int, unknown: Counter[int], found: Outcome
) -> None:
    for person in people:
        texts = Counter(m.text for m in api.messages.values() if m.chat_id == person.user_id)
        times = Counter(texts[f"Announcement {number}."] for number in range(announcements))
        doubtful = unknown[person.user_id]
        found.announced += announcements
        found.arrived += times[1]
        found.doubtful_announcements += doubtful
        if announcements - times[1] > doubtful or any(number > 1 for number in times):
            found.wrong.append(f"{person.name}: announcements {dict(times)}, {doubtful} unknown")


def main() -> int:
    """Run for as many seconds as the command line says."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    logging.lastResort = None  # what goes wrong is counted, not shown
    logging.getLogger("bot").setLevel(logging.INFO)
    found = asyncio.run(storm(seconds, seed=8, announcements=max(3, int(seconds / 4))))
    weather = ", ".join(f"{number} {kind}" for kind, number in found.happened.most_common())
    print(f"{seconds:.0f} s of weather, calls by what became of them: {weather}")
    answers = f"{found.answered} answered once, {found.doubtful_answers} in doubt"
    print(f"questions: {found.asked} asked, {answers}")
    arrived = f"{found.arrived} arrived once, {found.doubtful_announcements} unknown"
    print(f"announcements: {found.announced} planned, {arrived}")
    print(f"calls within the second that a 429 asked for: {found.early}")
    print(f"wrong: {len(found.wrong)}", *found.wrong[:20], sep="\n  ")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""From Telegram's updates to what is filed and who may: the bot on loopback, over a real database.

Reading news is made by hand here; the network is a page on loopback.
"""

from __future__ import annotations

import asyncio
import queue
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from aiohttp import web

from bot.access import Rules
from bot.backroom import Backroom
from bot.main import serve
from bot.newsroom import Desk
from bot.records import Records
from bot.settings import Settings
from bot.talk.room import Room
from briefings.model import Article, Reading, Topic, Unread
from briefings.reading_pool import ReadingPool
from briefings.store import Store
from tests.bot.access.talk import Desk as Reader
from tests.bot.access.talk import News
from tests.bot.access.test_personal import traces
from tests.bot.botapi import BotApi, Person

NEWS = (
    "A ferry with ninety people on board burned off Ostrey on Monday. Nobody was hurt, the coast guard said."
)
PAGE = f"""<!doctype html><html lang=en><head><title>Ferry burns off Ostrey</title>
<meta property="og:site_name" content="Coast Herald"></head><body><article><h1>Ferry burns off Ostrey</h1>
<p>{NEWS}</p><p>The fire broke out in the engine room at six in the morning, and was out by nine. A tug
took the ferry to the harbour of Lund, where its passengers were met by doctors.</p></article></body>"""
CHANNEL = {"id": -1001234567890, "type": "channel", "title": "Ostrey Now", "username": "ostreynow"}
ORIGIN = {"type": "channel", "date": 1_751_600_000, "chat": CHANNEL, "message_id": 77}


class ByHand(Reader):
    """Stands in for the reading processes."""

    fingerprint = "by hand"

    def __init__(self) -> None:
        super().__init__()
        self._read: queue.Queue[str] = queue.Queue()

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading | Unread]:
        for each in articles:
            self._read.put(each.url)
            yield from super().read_all([each])

    async def until_read(self, number: int) -> None:
        """Wait until so many articles were given to read."""
        for _ in range(number):
            await asyncio.to_thread(self._read.get, timeout=60)


@dataclass(frozen=True, kw_only=True)
class Running:
    """A bot that runs, and what it has stored."""

    desk: Desk
    store: Store
    reader: ByHand

    async def filed(self) -> list[tuple[str, str, int]]:
        """Address, outlet and version of each report."""
        sql = (
            "SELECT a.url, o.name, a.version FROM articles a JOIN outlets o ON o.id = a.outlet ORDER BY a.id"
        )
        return await self.desk.do(lambda: self.store.db.execute(sql).fetchall())


@asynccontextmanager
async def running(
    api: BotApi, folder: Path, *owners: Person, allowed: frozenset[str] = frozenset(), **rules: Any
) -> AsyncIterator[Running]:
    """The bot, with these people running it."""
    admins = frozenset(each.user_id for each in owners)
    settings = Settings(
        token=api.token,
        api_url=api.url,
        database=Path("unused"),
        rules=Rules(admins=admins, **rules),
        allowed_hosts=allowed,
    )
    stop, desk = asyncio.Event(), Desk()
    store = await desk.do(Store.open, folder / "briefings.db")
    await desk.do(store.add_topic, Topic(name="Ostrey ferry fire", keywords=("ferry", "Ostrey")))
    room = Room(news=News(store), records=await desk.do(Records.open, store))
    reader = ByHand()
    back = Backroom(store=store, reader=cast("ReadingPool", reader))
    task = asyncio.create_task(serve(settings, desk, room, stop, back))
    try:
        yield Running(desk=desk, store=store, reader=reader)
        assert not task.done() or task.exception() is None
    finally:
        stop.set()
        await task
        await desk.do(store.close)
        desk.close()


@asynccontextmanager
async def page() -> AsyncIterator[str]:
    """A report on loopback."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    app = web.Application()
    app.router.add_get("/ferry", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def url_entity(text: str, link: str) -> list[dict[str, Any]]:
    return [{"type": "url", "offset": text.index(link), "length": len(link)}]


async def test_a_link_that_is_sent_is_fetched_read_and_filed(api: BotApi, tmp_path: Path) -> None:
    boss = api.person("Boss")
    async with page() as host, running(api, tmp_path, boss, allowed=frozenset({host})) as bot:
        link = f"http://{host}/ferry"
        await boss.send_content(text=link, entities=url_entity(link, link))
        assert "Reading" in (await boss.next_message()).text
        told = await boss.next_message()
        assert (
            told.text == "Ferry burns off Ostrey · Coast Herald\nFiled. It is on the topic Ostrey ferry fire."
        )
        assert told.labels == ["Ostrey ferry fire"]
        assert [each[1:] for each in await bot.filed()] == [("Coast Herald", 1)]


async def test_a_private_address_is_not_fetched(api: BotApi, tmp_path: Path) -> None:
    boss = api.person("Boss")
    async with page() as host, running(api, tmp_path, boss) as bot:
        for link in (f"http://{host}/ferry", "http://169.254.169.254/latest/meta-data", "http://[::1]/x"):
            await boss.send_content(text=link, entities=url_entity(link, link))
            assert "Reading" in (await boss.next_message()).text
            assert "could not be read" in (await boss.next_message()).text
        assert await bot.filed() == []


async def test_a_forwarded_post_is_filed_with_its_caption_and_its_album_once(
    api: BotApi, tmp_path: Path
) -> None:
    boss = api.person("Boss")
    photo = [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]
    shared = {"photo": photo, "forward_origin": ORIGIN, "media_group_id": "8"}
    async with running(api, tmp_path, boss) as bot:
        await boss.send_content(caption=NEWS, **shared)
        await boss.send_content(**shared)
        assert "Filed." in (await boss.next_message()).text
        assert (await boss.ask("/help")).text
        assert await bot.filed() == [("https://t.me/ostreynow/77", "Ostrey Now", 1)]


async def test_a_command_that_is_forwarded_is_not_done(api: BotApi, tmp_path: Path) -> None:
    boss = api.person("Boss")
    async with running(api, tmp_path, boss):
        await boss.send("/broadcast Hello", forward_origin=ORIGIN)
        assert "no text" in (await boss.next_message()).text


async def test_a_message_longer_than_telegrams_own_limit_is_filed_all_the_same(
    api: BotApi, tmp_path: Path
) -> None:
    boss = api.person("Boss")
    long = " ".join(f"The ferry off Ostrey burned for {n} hours." for n in range(1_000))[:40_000]
    async with running(api, tmp_path, boss) as bot:
        await boss.send(long, forward_origin=ORIGIN)
        assert "Filed." in (await boss.next_message()).text
        assert len(await bot.filed()) == 1


async def test_a_file_with_a_hostile_name_is_answered_and_nothing_is_written(
    api: BotApi, tmp_path: Path
) -> None:
    boss = api.person("Boss")
    async with running(api, tmp_path, boss):
        before = files(tmp_path)
        file = {"file_id": "x", "file_unique_id": "y", "file_name": "../../../etc/cron.d/\u202efdp.exe\x00"}
        await boss.send_content(document=file)
        assert "text only" in (await boss.next_message()).text
        assert files(tmp_path) == before
    assert not api.called("getFile")


def files(folder: Path) -> list[str]:
    return sorted(str(each) for each in folder.rglob("*"))


async def test_posts_of_a_channel_are_reports_once_its_admin_has_said_so(api: BotApi, tmp_path: Path) -> None:
    boss, channel = api.person("Boss"), api.group("Ostrey Now", "channel")
    post = {"chat": channel.chat, "sender_chat": channel.chat, "date": 1_751_700_000, "message_id": 5}
    async with running(api, tmp_path, boss) as bot:
        await boss.ask("/help")
        channel.admins.add(boss.user_id)
        channel.add(boss)
        asked = await boss.next_message()
        assert "channel of yours" in asked.text
        await boss.press(asked, "Read its posts")
        assert "is read as reports" in (await boss.next_edit()).text
        api.push(channel_post={**post, "text": NEWS})
        api.push(
            edited_channel_post={**post, "edit_date": 1_751_700_100, "text": NEWS.replace("ninety", "forty")}
        )
        api.push(channel_post={**post, "message_id": 6, "text": f"{NEWS} The captain thanked the crew."})
        await bot.reader.until_read(3)  # one after the other: so the first two are stored by now
        assert (await bot.filed())[0][1:] == ("Ostrey Now", 2)
        assert channel.inbox.empty()


async def test_nobody_is_asked_of_a_channel_that_they_do_not_administer(api: BotApi, tmp_path: Path) -> None:
    boss, channel = api.person("Boss"), api.group("Ostrey Now", "channel")
    async with running(api, tmp_path, boss):
        await boss.ask("/help")
        channel.add(boss)
        asked = await boss.next_message()
        await boss.press(asked, "Ostrey ferry fire")
        assert "Only those who administer" in (await boss.next_edit()).text


async def test_in_a_group_what_is_answered_to_with_the_bots_name_is_filed(
    api: BotApi, tmp_path: Path
) -> None:
    boss, group = api.person("Boss"), api.group()
    async with page() as host, running(api, tmp_path, boss, allowed=frozenset({host})) as bot:
        link = f"http://{host}/ferry"
        said = {"message_id": 4, "from": boss.user, "chat": group.chat, "date": 1_751_700_000}
        api.push(message={**said, "text": link, "entities": url_entity(link, link)})
        called = f"@{api.bot['username']} file that"
        mention = [{"type": "mention", "offset": 0, "length": len(called.split()[0])}]
        answered = {**said, "text": link, "entities": url_entity(link, link)}
        api.push(message={**said, "text": called, "entities": mention, "reply_to_message": answered})
        assert "Reading" in (await group.next_message()).text
        assert "Filed." in (await group.next_message()).text
        assert len(await bot.filed()) == 1


async def test_commands_of_those_who_run_the_bot_stand_in_their_menu_alone(
    api: BotApi, tmp_path: Path
) -> None:
    boss = api.person("Boss")
    async with running(api, tmp_path, boss):
        await boss.ask("/help")
        await api.until_called("setMyCommands", 10)
        own = {each["command"] for each in api.menus[f"chat {boss.user_id}", ""]}
        others = {e["command"] for place, menu in api.menus.items() for e in menu if "chat " not in place[0]}
        admin = {"feed", "addtopic", "users", "status", "broadcast", "flags", "invite"}
        assert admin <= own
        assert not admin & others


async def test_mydata_comes_as_a_file(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with running(api, tmp_path):
        told = await ann.ask("/mydata")
        assert told.text.startswith("All that I have stored of you.")
        (sent,) = api.called("sendDocument")
        assert sent["document"] == "mydata.json"


async def test_forgetme_leaves_nothing_in_the_files_while_the_bot_runs(api: BotApi, tmp_path: Path) -> None:
    ann = Person(api=api, user_id=7_312_345_678_901, name="Ann")  # an id that stands nowhere by chance
    api.people[ann.user_id] = ann
    async with running(api, tmp_path) as bot:
        await ann.ask("/topics")
        asked = await ann.ask("/forgetme")
        await bot.desk.do(bot.store.db.execute, "PRAGMA wal_checkpoint(TRUNCATE)")
        assert traces(tmp_path / "briefings.db", ann.user_id)
        await ann.press(asked, "Erase it all")
        assert "know nothing of you" in (await ann.next_edit()).text
        assert traces(tmp_path / "briefings.db", ann.user_id) == []

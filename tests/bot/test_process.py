"""The real process over a real database, against the loopback server: what a new user meets."""

from __future__ import annotations

import asyncio
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import seeds
from bot import words
from briefings import pipeline
from briefings.extract.reader import Reader
from briefings.store import Store
from tests.bot.botapi import BotApi, KeyboardButton, Message, Person, Refusal
from tests.bot.process import running, start

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.meaning import Meaning

TOPIC = "Veldra–Mirovia radar talks"


@pytest.fixture(scope="session")
def radar_talks(tmp_path_factory: pytest.TempPathFactory, nlp: Language, meaning: Meaning) -> Path:
    """A database with the sample reports on one topic, read for real."""
    path = tmp_path_factory.mktemp("news") / "briefings.db"
    now = datetime.now(UTC)
    with Store.open(path) as store:
        for topic in seeds.topics():
            store.add_topic(topic)
        items = pipeline.items_of([str(file) for file in seeds.report_files(TOPIC)], now)
        done = pipeline.ingest(store, items, lambda: Reader(nlp, meaning), now)
        assert done.new >= 5
    return path


@pytest.fixture
def database(radar_talks: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copy(radar_talks, tmp_path / "briefings.db"))


async def test_from_start_to_the_passages_of_a_line_and_back(api: BotApi, database: Path) -> None:
    ann = api.person(started=False)
    async with running(api, database):
        welcome = await ann.ask("/start")
        assert f"＋ {TOPIC}" in welcome.labels
        await ann.turn(welcome, f"＋ {TOPIC}")
        digest = await ann.next_message()
        assert "You follow" in (await ann.next_message()).text
        assert digest.text.startswith(f"{TOPIC}\n12–13 March 2026\n")
        assert "AGREED" in digest.text
        behind = await ann.turn(digest, "1")
        assert behind.message_id == digest.message_id
        assert behind.links()
        quoted = " ".join(behind.marked("blockquote"))
        assert all(words_in_bold in quoted for words_in_bold in _quotes(behind))
        assert (await ann.turn(behind, "« Back")).text == digest.text
        sources = await ann.turn(digest, "Sources")
        assert "sources" in sources.text
        assert (await ann.turn(sources, "« Back")).text == digest.text


def _quotes(message: Message) -> list[str]:
    """What stands in bold inside the quotations of a message."""
    inside = [e for e in message.entities if e["type"] == "blockquote"]
    return [
        text
        for entity, text in zip(
            [e for e in message.entities if e["type"] == "bold"], message.marked("bold"), strict=True
        )
        if any(b["offset"] <= entity["offset"] < b["offset"] + b["length"] for b in inside)
    ]


@pytest.mark.parametrize("language", ["en", "uk"])
async def test_every_button_of_every_screen_leads_somewhere(
    api: BotApi, database: Path, language: str
) -> None:
    ann = api.person()
    ann.language = language
    async with running(api, database, BRIEFINGS_COMMANDS_PER_MINUTE="1000"):
        tried: set[str] = set()
        for command in (f"topic {TOPIC}", "topics", "settings", "export", "search radars"):
            waiting = [await ann.ask(f"/{command}")]
            while waiting:
                shown = waiting.pop()
                for button in shown.buttons:
                    if _kind(button.data) not in tried:
                        tried.add(_kind(button.data))
                        waiting.append(await _led_to(api, ann, shown, button))
        assert len(tried) > 30


def _kind(data: str) -> str:
    """One for all buttons that do the same with another line, hour, city or page; those that say that a
    line is wrong are left to their own tests."""
    return "w" if data.startswith("w") else re.sub(r"[0-9]+|[A-Z]\w+/[\w/]+", "0", data)


ANSWERS = ("editMessageText", "sendMessage", "sendDocument")


async def _led_to(api: BotApi, ann: Person, shown: Message, button: KeyboardButton) -> Message:
    """The message that a tap changes or brings; the same where it shows already what is asked for."""
    before = {method: len(api.called(method)) for method in ANSWERS}
    await ann.press(shown, button)
    calls = [asyncio.ensure_future(api.until_called(method, before[method] + 1)) for method in ANSWERS]
    async with asyncio.timeout(60):
        await asyncio.wait(calls, return_when=asyncio.FIRST_COMPLETED)
    for each in calls:
        each.cancel()
    await asyncio.sleep(0)
    found = shown
    for queue in (ann.edits, ann.inbox):
        while not queue.empty():
            found = queue.get_nowait()
    return found


@pytest.mark.parametrize("name", ["veldra-mirovia RADAR talks", "Veldra — Mirovia radar talks"])
async def test_a_name_is_known_however_its_dashes_and_case_are_typed(
    api: BotApi, database: Path, name: str
) -> None:
    ann = api.person()
    async with running(api, database):
        assert (await ann.ask(f"/topic {name}")).text.startswith(f"{TOPIC}\n")


async def test_a_misspelt_name_is_answered_with_near_names_as_buttons(api: BotApi, database: Path) -> None:
    ann = api.person()
    async with running(api, database):
        missed = await ann.ask("/topic mirovia <b>radars")
        assert "no topic called “mirovia <b>radars”" in missed.text
        assert missed.labels[0] == TOPIC
        assert (await ann.turn(missed, TOPIC)).text.startswith(f"{TOPIC}\n")


async def test_a_topic_without_articles_says_so(api: BotApi, database: Path) -> None:
    ann = api.person()
    async with running(api, database):
        assert "There are no reports on this topic yet." in (await ann.ask("/topic Ostrey ferry fire")).text


async def test_a_question_is_answered_with_its_passages_or_declined(api: BotApi, database: Path) -> None:
    ann = api.person()
    async with running(api, database):
        await ann.ask(f"/topic {TOPIC}")
        answer = await ann.ask("How many radars will be delivered?")
        assert answer.text.startswith("How many radars will be delivered?\n")
        assert answer.marked("blockquote")
        await ann.ask("/ask What is the capital of France?")


async def test_news_that_comes_in_while_the_bot_runs_is_in_the_next_digest(
    api: BotApi, tmp_path: Path, nlp: Language, meaning: Meaning
) -> None:
    ann, database = api.person(), tmp_path / "new.db"
    with Store.open(database) as store:
        store.add_topic(next(topic for topic in seeds.topics() if topic.name == TOPIC))
    async with running(api, database):
        assert "no reports on this topic yet" in (await ann.ask(f"/topic {TOPIC}")).text
        now = datetime.now(UTC)
        with Store.open(database) as store:
            items = pipeline.items_of([str(seeds.report_files(TOPIC)[0])], now)
            pipeline.ingest(store, items, lambda: Reader(nlp, meaning), now)
        assert "1 report" in (await ann.ask(f"/topic {TOPIC}")).text


async def test_an_empty_installation_offers_the_samples_and_reads_them(api: BotApi, tmp_path: Path) -> None:
    ann = api.person()
    async with running(api, tmp_path / "new.db"):
        welcome = await ann.ask("/start")
        await ann.press(welcome, words.SAMPLES_LABEL)
        message = await ann.next_edit()
        while message.text.startswith("Reading"):
            message = await ann.next_edit()
        assert message.labels == sorted(f"＋ {topic.name}" for topic in seeds.topics())
        await ann.press(message, f"＋ {TOPIC}")
        assert "AGREED" in (await ann.next_message()).text


# What keeps it from starting


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({}, "concordance-bot: TELEGRAM_BOT_TOKEN is not set: get a token from @BotFather and set it"),
        ({"TELEGRAM_BOT_TOKEN": "hunter2"}, "concordance-bot: TELEGRAM_BOT_TOKEN is no bot token: "),
        ({"TELEGRAM_BOT_TOKEN": "4242:" + "secret" * 6}, "concordance-bot: the Bot API server refuses "),
        ({"BRIEFINGS_DB": "."}, "concordance-bot: . is a folder: give a file as the database"),
    ],
)
async def test_wrong_use_ends_with_one_line_and_status_two(
    api: BotApi, tmp_path: Path, settings: dict[str, str], line: str
) -> None:
    usual = {"TELEGRAM_API_URL": api.url, "BRIEFINGS_DB": str(tmp_path / "news.db")}
    token = {"TELEGRAM_BOT_TOKEN": api.token} if "TELEGRAM_BOT_TOKEN" not in settings and settings else {}
    process = await start({**usual, **token, **settings})
    assert await process.ends() == 2
    last = process.lines[-1]
    assert last.startswith(line)
    assert not any(
        "secretsecret" in each or "hunter2" in each or "Traceback" in each for each in process.lines
    )
    assert len([each for each in process.lines if "INFO" not in each]) == 1


async def test_the_command_line_explains_the_settings_and_takes_nothing_else(api: BotApi) -> None:
    assert await (await start({}, "--help")).ends() == 0
    unknown = await start({}, "--token=x")
    assert await unknown.ends() == 2
    assert "unrecognized arguments" in unknown.lines[-1]


async def test_a_file_that_is_no_database_ends_with_one_line_and_status_one(
    api: BotApi, tmp_path: Path
) -> None:
    (tmp_path / "news.db").write_text("This is a letter, not a database. " * 100)
    process = await start(
        {
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "BRIEFINGS_DB": str(tmp_path / "news.db"),
        }
    )
    assert await process.ends() == 1
    (line,) = process.lines
    assert "news.db is not a database" in line


async def test_a_database_from_a_newer_version_ends_with_one_line_and_status_one(
    api: BotApi, database: Path
) -> None:
    with Store.open(database) as store:
        row = next(iter(store.db.query("SELECT * FROM _sqlite_migrations LIMIT 1")))
        newer = {name: value for name, value in row.items() if name != "id"} | {
            "name": "9999_from_the_future"
        }
        store.db.table("_sqlite_migrations").insert(newer)
    process = await start(
        {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url, "BRIEFINGS_DB": str(database)}
    )
    assert await process.ends() == 1
    (line,) = process.lines
    assert "written by a newer version" in line


# Outages


async def test_a_server_that_is_down_is_waited_for_at_the_start_and_later(
    api: BotApi, tmp_path: Path
) -> None:
    ann = api.person()
    await api.stop()
    async with running(api, tmp_path / "news.db") as process:
        await process.says("cannot be reached")
        await api.start()
        assert "How to read" in (await ann.ask("/help")).text
        await api.stop()
        await process.says("cannot be reached", times=2)
        await ann.send("/help")
        await api.start()
        assert "How to read" in (await ann.next_message()).text


async def test_what_was_written_while_the_bot_was_down_is_answered_once(api: BotApi, tmp_path: Path) -> None:
    ann = api.person()
    await ann.send("/help")
    async with running(api, tmp_path / "news.db"):
        assert "How to read" in (await ann.next_message()).text
    async with running(api, tmp_path / "news.db"):
        assert "Concordance" in (await ann.ask("/start")).text
    assert ann.inbox.empty()


async def test_a_token_withdrawn_while_it_runs_ends_the_process_with_one_line(
    api: BotApi, tmp_path: Path
) -> None:
    process = await start(
        {
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "BRIEFINGS_DB": str(tmp_path / "news.db"),
        }
    )
    await process.says("listens")
    await api.until_called("getUpdates", 1)
    api.token = api.token + "new"
    await api.person().send("/help")  # ends the poll that is open
    assert await process.ends() == 2
    assert process.lines[-1].startswith("concordance-bot: the Bot API server refuses TELEGRAM_BOT_TOKEN")


async def test_a_second_bot_with_the_same_token_is_told_of_and_outlived(api: BotApi, tmp_path: Path) -> None:
    ann = api.person()
    api.script(
        Refusal(method="getUpdates", code=409, description="Conflict: terminated by other getUpdates request")
    )
    async with running(api, tmp_path / "news.db") as process:
        await process.says("another program polls with this token")
        assert "How to read" in (await ann.ask("/help")).text

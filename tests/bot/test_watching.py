"""The bot under watch: health, measures and log lines that say enough and never too much."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from telegram import Chat, Message, Update, User
from telegram.error import NetworkError
from telegram.ext import ApplicationBuilder, MessageHandler, filters

from bot import logs
from bot.logs import Line, said
from bot.watching import systemd
from bot.watching.copies import copy_if_due
from bot.watching.health import SILENT, STUCK, Watch
from bot.watching.metrics import Counting, Metrics
from bot.watching.ptb import WatchedApplication, WatchedRequest
from briefings.store import Store
from tests.bot.botapi import BotApi, Refusal

TOKEN = "4242:AAsecretsecretsecret_secret-secret0"
ROOT = Path(__file__).resolve().parents[2]


async def nothing() -> None:
    """A visit to a newsroom that answers at once."""


def record(
    message: str, *words: object, level: int = logging.INFO, error: BaseException | None = None
) -> str:
    """The line of JSON that a record becomes."""
    trace = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord("bot.x", level, __file__, 1, message, words, trace)
    return Line(TOKEN, "json").format(made)


# Health


async def test_a_bot_that_works_is_well_and_ready() -> None:
    metrics = Metrics()
    watch = Watch(metrics, nothing)
    metrics.last_poll.set_to_current_time()
    async with watch.running(("127.0.0.1", 0)) as port, httpx.AsyncClient(trust_env=False) as client:
        for path in ("/healthz", "/readyz"):
            answer = await client.get(f"http://127.0.0.1:{port}{path}")
            assert (answer.status_code, answer.json()) == (200, {"ok": True})
        page = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
        assert "concordance_last_contact_timestamp_seconds" in page
        assert (await client.get(f"http://127.0.0.1:{port}/etc/passwd")).status_code == 404
        assert (await client.post(f"http://127.0.0.1:{port}/healthz")).status_code == 405
        assert (await client.head(f"http://127.0.0.1:{port}/healthz")).status_code == 200


def test_a_stuck_newsroom_is_unwell_and_silence_of_telegram_is_only_not_ready() -> None:
    now = 1_000.0
    metrics = Metrics()
    watch = Watch(metrics, nothing, clock=lambda: now)
    assert watch.answer("/healthz")[0] == 200
    status, _, body = watch.answer("/readyz")
    assert (status, json.loads(body)["wrong"]) == (503, "Telegram has not answered yet")
    metrics.last_poll.set(now)
    now += SILENT + 1
    assert watch.answer("/healthz")[0] == 200
    assert "Telegram has not answered for" in watch.answer("/readyz")[2].decode()
    now += STUCK
    assert "the newsroom's thread has not answered" in watch.answer("/healthz")[2].decode()


async def test_a_port_that_is_taken_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    taken = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    async with taken, Watch(Metrics(), nothing).running(("127.0.0.1", port)):
        assert "no health check" in caplog.text


async def test_what_is_no_request_gets_no_answer_and_does_no_harm() -> None:
    async with Watch(Metrics(), nothing).running(("127.0.0.1", 0)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\x16\x03" + b"x" * 20_000)
        assert await reader.read() == b""
        writer.close()
        async with httpx.AsyncClient(trust_env=False) as client:
            assert (await client.get(f"http://127.0.0.1:{port}/healthz")).status_code == 200


async def test_the_health_check_of_a_container_says_by_its_status_how_things_stand() -> None:
    async def alive(where: str) -> int:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.alive"),
            env={"BRIEFINGS_WATCH": where},
            cwd=ROOT,
            stderr=asyncio.subprocess.DEVNULL,
        )
        return await process.wait()

    watch = Watch(Metrics(), nothing)
    async with watch.running(("127.0.0.1", 0)) as port:
        assert await alive(str(port)) == 0
        watch._desk -= 2 * STUCK
        assert await alive(f"0.0.0.0:{port}") == 1
    assert await alive(str(port)) == 1
    assert await alive("") == 2


# Measures


async def test_calls_are_counted_by_what_became_of_them_and_never_by_their_address(api: BotApi) -> None:
    metrics = Metrics()
    ann = api.person()
    api.script(Refusal(method="sendMessage", code=429, description="Too Many Requests"))
    api.script(Refusal(method="sendMessage", code=502))
    address = f"{api.url}/bot{api.token}/sendMessage?chat_id={ann.user_id}&text=x"
    request = WatchedRequest(metrics)
    async with request:
        for _ in range(3):
            await request.do_request(address, "POST")
        with pytest.raises(NetworkError):
            await request.do_request("http://127.0.0.1:1/bot4242:secret/getMe", "POST")
    page = metrics.page().decode()
    for outcome in ("ok", "slow down", "server error"):
        assert f'concordance_bot_api_calls_total{{method="sendMessage",outcome="{outcome}"}} 1.0' in page
    assert 'concordance_bot_api_calls_total{method="getMe",outcome="no connection"} 1.0' in page
    assert "secret" not in page
    assert api.token.partition(":")[2] not in page
    assert "chat_id" not in page


async def test_updates_are_timed_and_what_they_say_stays_out_of_the_log(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    metrics = Metrics()
    application = (
        ApplicationBuilder()
        .token(api.token)
        .base_url(f"{api.url}/bot")
        .application_class(WatchedApplication, {"metrics": metrics})
        .updater(None)
        .build()
    )
    lines: list[str] = []
    written = "my private business"

    async def fail(update: object, context: object) -> None:
        raise ValueError(f"what is {written[3:]!r} about?")

    async def note(update: object, context: object) -> None:
        trace = (ValueError, context.error, context.error.__traceback__)  # type: ignore[attr-defined]
        made = logging.LogRecord("bot", logging.ERROR, "", 1, "failed on %r", (written,), trace)
        lines.append(Line(TOKEN).format(made))

    application.add_handler(MessageHandler(filters.TEXT, fail))
    application.add_error_handler(note)
    user = User(id=7, first_name="Ann", is_bot=False)
    chat = Chat(id=7, type="private")
    message = Message(message_id=1, date=None, chat=chat, from_user=user, text=written)  # type: ignore[arg-type]
    message.set_bot(application.bot)
    async with application:
        await application.process_update(Update(update_id=1, message=message))
    assert len(lines) == 1
    assert "private" not in lines[0]
    assert "business" not in lines[0]
    assert "ValueError" in lines[0]
    page = metrics.page().decode()
    assert 'concordance_updates_total{kind="message"} 1.0' in page
    assert "concordance_answer_seconds_count 1.0" in page


def test_log_lines_are_counted_by_level() -> None:
    metrics = Metrics()
    log = logging.getLogger("tests.counted")
    log.addHandler(handler := Counting(metrics))
    try:
        log.error("once")
        log.error("twice")
    finally:
        log.removeHandler(handler)
    assert 'concordance_log_lines_total{level="error"} 2.0' in metrics.page().decode()


# Log lines


def test_an_event_is_one_line_of_json_with_its_traceback_inside() -> None:
    try:
        raise RuntimeError(f"cannot call /bot{TOKEN}/getMe\nor anything")
    except RuntimeError as error:
        line = record("failed at %s", TOKEN, level=logging.ERROR, error=error)
    assert "\n" not in line
    fields = json.loads(line)
    assert (fields["level"], fields["logger"], fields["event"]) == ("error", "bot.x", "failed at <token>")
    assert fields["error"].startswith("Traceback")
    assert "secretsecret" not in line


@pytest.mark.parametrize("form", logs.FORMS)
def test_nothing_that_is_logged_can_forge_colour_or_turn_a_line(form: str) -> None:
    evil = "x\n2026-01-01 00:00:00 INFO bot: all is well\r\x1b[31m\u202e\u2028\x00"
    try:
        raise RuntimeError(evil)
    except RuntimeError as error:
        trace = (RuntimeError, error, error.__traceback__)
        made = logging.LogRecord("bot", 40, "", 1, "feed %s", (evil,), trace)
        line = Line(TOKEN, form).format(made)
    assert len(line.splitlines()) == 1
    assert not any(mark in line for mark in "\n\r\x1b\u202e\u2028\x00")


def test_what_a_person_wrote_is_taken_out_of_what_is_logged_while_it_is_handled() -> None:
    with said("/ask who sold the house", "who sold the house", None):
        assert json.loads(record("no answer to %r", "who sold the house"))["event"] == "no answer to '<text>'"
    assert "house" in record("about %s", "house")


def test_a_fault_that_ends_the_program_is_one_line_too() -> None:
    code = f"from bot import logs; logs.set_up({TOKEN!r}, 'INFO', 'json'); raise RuntimeError({TOKEN!r})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.returncode == 1
    assert "secretsecret" not in ran.stderr
    assert json.loads(ran.stderr)["level"] == "critical"


# A copy a day


def test_a_copy_is_made_a_day_and_the_old_ones_go(tmp_path: Path) -> None:
    path, now = tmp_path / "b.db", datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    Store.open(path).close()
    assert copy_if_due(path, 2, now) == tmp_path / "backups" / "b-20261121-040000.db"
    assert copy_if_due(path, 2, now + timedelta(hours=20)) is None
    for day in (1, 2):
        assert copy_if_due(path, 2, now + timedelta(days=day)) is not None
    assert [copy.name for copy in sorted((tmp_path / "backups").iterdir())] == [
        "b-20261122-040000.db",
        "b-20261123-040000.db",
    ]


def test_a_copy_is_made_though_the_clock_went_back(tmp_path: Path) -> None:
    path, now = tmp_path / "b.db", datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    Store.open(path).close()
    copy_if_due(path, 7, now + timedelta(days=400))
    assert copy_if_due(path, 7, now) is not None


def test_no_copy_is_made_where_it_would_fill_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "b.db"
    Store.open(path).close()
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10, 10, 10))
    assert copy_if_due(path, 7, datetime.now(UTC)) is None
    assert "no room" in caplog.text


# systemd


async def test_systemd_is_told_when_the_bot_has_started_and_that_it_lives(tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    visited = asyncio.Event()

    async def visit() -> None:
        visited.set()

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(address)
        async with Watch(Metrics(), visit, notify=address).running(None):
            await visited.wait()
            await asyncio.sleep(0)
        assert {listening.recv(100), listening.recv(100)} == {b"READY=1", b"WATCHDOG=1"}
    systemd.notify(address, systemd.READY)  # nobody there any more: no harm

"""Updates that Telegram brings: taken with the secret, once each, and from nobody else."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import Bot, Update

from bot import webhook
from bot.settings import Webhook
from bot.webhook import MOST_BYTES, MOST_WAITING, SECRET_HEADER, Hook, Seen, listening
from briefings.errors import InputError
from tests.bot.botapi import BotApi
from tests.bot.process import start

SECRET = "a-secret-of-more-than-sixteen-letters"
WHERE = Webhook(url="https://bot.example/hook", host="127.0.0.1", port=0, secret=SECRET)
RIGHT = {SECRET_HEADER: SECRET}


class Called:
    """A hook that listens, and what calls it."""

    def __init__(self, port: int, queue: asyncio.Queue[object], session: aiohttp.ClientSession) -> None:
        self.queue = queue
        self._url = f"http://127.0.0.1:{port}"
        self._session = session

    async def post(self, data: Any, headers: dict[str, str] = RIGHT, path: str = "/hook") -> int:
        """The status of a call with this body."""
        whole = json.dumps(data).encode() if isinstance(data, dict) else data
        body = BytesIO(whole) if isinstance(whole, bytes) else whole
        async with self._session.post(self._url + path, data=body, headers=headers) as answer:
            return answer.status

    async def other(self, method: str) -> int:
        """The status of a call by another method."""
        async with self._session.request(method, f"{self._url}/hook", headers=RIGHT) as answer:
            return answer.status


@pytest.fixture
async def hook() -> AsyncIterator[Called]:
    queue: asyncio.Queue[object] = asyncio.Queue()
    async with (
        listening(Hook(Bot("1:x"), SECRET, queue), WHERE) as port,
        aiohttp.ClientSession() as session,
    ):
        yield Called(port, queue, session)


def update(number: int = 1, text: str = "/help") -> dict[str, Any]:
    ann = {"id": 5, "is_bot": False, "first_name": "Ann"}
    chat = {"id": 5, "type": "private", "first_name": "Ann"}
    message = {"message_id": 1, "date": 1_751_700_000, "chat": chat, "from": ann, "text": text}
    return {"update_id": number, "message": message}


async def test_an_update_with_the_secret_is_taken(hook: Called) -> None:
    assert await hook.post(update()) == 200
    taken = hook.queue.get_nowait()
    assert isinstance(taken, Update)
    assert taken.update_id == 1
    assert taken.message is not None
    assert taken.message.text == "/help"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {SECRET_HEADER: ""},
        {SECRET_HEADER: SECRET[:-1]},
        {SECRET_HEADER: SECRET + "x"},
        {SECRET_HEADER: "ü" * 40},
    ],
)
async def test_without_the_right_secret_nothing_is_taken_nor_read(
    hook: Called, headers: dict[str, str]
) -> None:
    assert await hook.post(update(), headers) == 403
    assert await hook.post(b"x" * (MOST_BYTES + 1), headers) == 403
    assert hook.queue.empty()


async def test_an_update_that_comes_twice_is_taken_once(hook: Called) -> None:
    assert [await hook.post(update(n)) for n in (7, 8, 7, 7)] == [200] * 4
    assert hook.queue.qsize() == 2


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"7", b'{"update_id": "7"}', b'{"update_id": true}', b"\xff\xfe", b"[" * 9999,
    ],
)  # fmt: skip
async def test_what_is_no_update_is_refused_and_the_next_is_taken(hook: Called, body: bytes) -> None:
    assert await hook.post(body) == 400
    assert await hook.post(update(2)) == 200
    assert hook.queue.qsize() == 1


@pytest.mark.parametrize("message", [5, {"chat": {}}, {"chat": {"id": "x"}, "date": "now"}])
async def test_an_update_that_cannot_be_understood_does_not_come_again(hook: Called, message: object) -> None:
    assert await hook.post({"update_id": 1, "message": message}) == 200
    assert await hook.post(update(2)) == 200
    assert hook.queue.qsize() == 1


async def test_a_webhook_that_somebody_took_away_is_set_again(api: BotApi) -> None:
    async with Bot(api.token, base_url=f"{api.url}/bot") as bot:
        await webhook.look(bot, WHERE)
        assert api.hook["url"] == WHERE.url
        await webhook.look(bot, WHERE)
    assert len(api.called("setWebhook")) == 1


async def test_only_posts_to_the_hooks_own_path_are_heard(hook: Called) -> None:
    for method in ("GET", "PUT", "DELETE", "OPTIONS"):
        assert await hook.other(method) == 405
    for path in ("/", "/hook/", "/hook2", "/../hook2", "/HOOK"):
        assert await hook.post(update(), path=path) == 404
    assert hook.queue.empty()


async def test_a_body_that_is_too_large_is_refused(hook: Called) -> None:
    assert await hook.post(update(1, "x" * MOST_BYTES)) == 413
    assert await hook.post(update(2, "x" * 40_000)) == 200


async def test_while_too_much_waits_telegram_is_asked_to_come_again(hook: Called) -> None:
    for _ in range(MOST_WAITING):
        hook.queue.put_nowait(None)
    assert await hook.post(update(1)) == 503
    hook.queue.get_nowait()
    assert await hook.post(update(1)) == 200


async def test_a_body_that_does_not_come_is_given_up(hook: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    assert await hook.post(slow()) == 408
    assert hook.queue.empty()


def test_ids_are_remembered_in_constant_memory() -> None:
    seen = Seen(3)
    assert [seen.is_new(n) for n in (1, 2, 3, 1, 4, 1)] == [True, True, True, False, True, True]


async def test_a_port_that_is_taken_is_one_line(hook: Called) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        where = Webhook(url=WHERE.url, host="127.0.0.1", port=taken.getsockname()[1], secret=SECRET)
        with pytest.raises(InputError, match="BRIEFINGS_WEBHOOK_LISTEN"):
            async with listening(Hook(Bot("1:x"), SECRET, hook.queue), where):
                pass


async def test_the_bot_sets_the_webhook_and_answers_what_is_brought(api: BotApi, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ann = api.person()
    bot = await start(
        {
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "BRIEFINGS_DB": str(tmp_path / "briefings.db"),
            "BRIEFINGS_WEBHOOK_URL": f"http://127.0.0.1:{port}/bot-hook",
            "BRIEFINGS_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
            "BRIEFINGS_WEBHOOK_SECRET": SECRET,
        }
    )
    try:
        hooked = await api.until_hooked()
        assert hooked["secret_token"] == SECRET
        assert "channel_post" in hooked["allowed_updates"]
        brought = update(9)
        brought["message"]["chat"]["id"] = brought["message"]["from"]["id"] = ann.user_id
        async with aiohttp.ClientSession() as session:
            for _ in range(2):
                async with session.post(hooked["url"], json=brought, headers=RIGHT) as answer:
                    assert answer.status == 200
            assert "How to read" in (await ann.next_message()).text
            async with session.post(hooked["url"], json=update(10), headers={}) as answer:
                assert answer.status == 403
    finally:
        status = await bot.stop()
    assert status == 0, bot.lines
    assert api.called("getUpdates") == []
    assert api.called("deleteWebhook") == []
    assert SECRET not in "\n".join(bot.lines)
    assert ann.inbox.empty()

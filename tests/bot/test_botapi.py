"""The loopback server refuses what Telegram refuses, in Telegram's words."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from tests.bot.botapi import BotApi, Person, Refusal


async def call(api: BotApi, method: str, token: str = "", **asked: Any) -> dict[str, Any]:
    """The answer to one call, form fields as PTB sends them."""
    form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in asked.items()}
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{api.url}/bot{token or api.token}/{method}", data=form, timeout=30)
    found: dict[str, Any] = answer.json()
    assert answer.status_code == found.get("error_code", 200)
    return found


def keyboard(**button: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **button}]]}


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<h1>x</h1>", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "x", "chat_id": 1}, "chat not found"),
        ({"text": "x", "reply_markup": keyboard(callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(callback_data="ж" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard()}, "text buttons are unallowed"),
        ({"text": "x", "reply_markup": keyboard(url="javascript:x")}, "BUTTON_URL_INVALID"),
    ],
)
async def test_a_message_that_telegram_refuses_is_refused(
    api: BotApi, asked: dict[str, Any], refused: str
) -> None:
    ann = api.person()
    answer = await call(api, "sendMessage", **{"chat_id": ann.user_id, **asked})
    assert answer["error_code"] == 400
    assert refused in answer["description"]
    assert ann.inbox.empty()


async def test_what_telegram_takes_is_kept_with_its_entities(api: BotApi) -> None:
    ann = api.person()
    text = ' <b>a</b> <a href="https://x.example/?a=1&amp;b=2">😀</a> '
    await call(api, "sendMessage", chat_id=ann.user_id, text=text, parse_mode="HTML")
    message = await ann.next_message()
    assert message.text == "a 😀"
    assert message.marked("bold") == ["a"]
    assert message.marked("text_link") == ["😀"]
    assert message.links() == ["https://x.example/?a=1&b=2"]


async def test_tokens_are_told_apart_as_telegram_does(api: BotApi) -> None:
    assert (await call(api, "getMe"))["result"]["username"] == api.bot["username"]
    assert (await call(api, "getMe", token="4242:" + "x" * 35))["error_code"] == 401
    assert (await call(api, "getMe", token="nonsense"))["error_code"] == 404
    assert "method not found" in (await call(api, "getMoon"))["description"]


async def test_an_edit_must_change_something_of_a_message_that_exists(api: BotApi) -> None:
    ann = api.person()
    sent = await call(api, "sendMessage", chat_id=ann.user_id, text="one")
    here = {"chat_id": ann.user_id, "message_id": sent["result"]["message_id"]}
    assert "not modified" in (await call(api, "editMessageText", **here, text="one"))["description"]
    assert (
        "not found"
        in (await call(api, "editMessageText", chat_id=ann.user_id, message_id=1, text="x"))["description"]
    )
    assert (await call(api, "editMessageText", **here, text="two"))["ok"]
    assert (await ann.next_edit()).text == "two"


async def test_a_poll_waits_for_an_update_confirms_by_offset_and_yields_to_a_second_poll(api: BotApi) -> None:
    ann = api.person()
    waiting = asyncio.create_task(call(api, "getUpdates", timeout=20))
    await asyncio.sleep(0)
    await ann.send("hello")
    (update,) = (await waiting)["result"]
    assert update["message"]["text"] == "hello"
    assert (await call(api, "getUpdates"))["result"] == [update]
    later = update["update_id"] + 1
    assert (await call(api, "getUpdates", offset=later))["result"] == []
    first = asyncio.create_task(call(api, "getUpdates", offset=later, timeout=20))
    await api.until_called("getUpdates", 4)
    assert (await call(api, "getUpdates", offset=later))["ok"]
    assert (await first)["error_code"] == 409


async def test_a_tap_is_answered_once(api: BotApi) -> None:
    ann = api.person()
    sent = await call(
        api, "sendMessage", chat_id=ann.user_id, text="x", reply_markup=keyboard(callback_data="d")
    )
    message = await ann.next_message()
    assert sent["ok"]
    tapping = asyncio.create_task(ann.press(message, "x"))
    (update,) = (await call(api, "getUpdates", timeout=20))["result"]
    number = update["callback_query"]["id"]
    assert (await call(api, "answerCallbackQuery", callback_query_id=number, text="hi", show_alert=True))[
        "ok"
    ]
    assert (await tapping).text == "hi"
    assert "too old" in (await call(api, "answerCallbackQuery", callback_query_id=number))["description"]


async def test_scripted_refusals_come_first_and_as_often_as_told(api: BotApi) -> None:
    ann = api.person()
    api.script(
        Refusal(method="sendMessage", code=429, description="Too Many Requests", retry_after=7, times=2)
    )
    codes = [
        (await call(api, "sendMessage", chat_id=ann.user_id, text="x")).get("error_code") for _ in range(3)
    ]
    assert codes == [429, 429, None]
    assert len(api.violations) == 2  # it did not wait, either time
    api.violations.clear()


@pytest.mark.parametrize(("name", "reachable", "code"), [("blocked", True, 403), ("stranger", False, 400)])
async def test_who_cannot_be_reached_gets_nothing(api: BotApi, name: str, reachable: bool, code: int) -> None:
    person: Person = api.person(name, started=reachable)
    person.blocked = name == "blocked"
    assert (await call(api, "sendMessage", chat_id=person.user_id, text="x"))["error_code"] == code


async def test_more_than_a_hundred_entities_are_noted_as_a_fault() -> None:
    async with BotApi() as api:
        ann = api.person()
        await call(api, "sendMessage", chat_id=ann.user_id, text="<b>x</b> " * 101, parse_mode="HTML")
        assert len((await ann.next_message()).entities) == 100
        assert api.violations

"""Every call of the bot under the limiter, and who may be written to."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram import ChatMember
from telegram.error import RetryAfter

from bot.presence import silenced
from bot.sending.limiter import Limiter
from bot.sending.wire import HAS_TURN, Courtesy
from tests.bot.botapi.groups import member
from tests.bot.sending import virtual

BOT = {"id": 42, "is_bot": True, "first_name": "Concordance", "username": "ConcordanceBot"}

RIGHTS = (
    "is_member", "can_send_messages", "can_change_info", "can_invite_users", "can_pin_messages",
    "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_manage_topics",
    "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
    "can_send_voice_notes", "can_edit_tag", "can_react_to_messages",
)  # fmt: skip


def times(*calls: tuple[str, dict[str, Any], str | None], refused: int = 0) -> list[float]:
    """When each of these calls, asked for at once and in order, goes out; the first `refused` meet a 429."""
    gone: list[float] = []

    async def work() -> None:
        courtesy, left = Courtesy(Limiter()), [refused]

        async def callback(endpoint: str) -> bool:
            gone.append(asyncio.get_running_loop().time())
            if left[0]:
                left[0] -= 1
                raise RetryAfter(timedelta(seconds=30))
            return True

        for endpoint, data, given in calls:
            try:
                await courtesy.process_request(callback, (endpoint,), {}, endpoint, data, given)
            except RetryAfter:
                continue

    virtual.run(work())
    return gone


def test_new_messages_of_a_chat_keep_the_second_after_a_short_burst() -> None:
    assert times(*[("sendMessage", {"chat_id": 1}, None)] * 4)[-1] >= 3.0
    assert times(*[("sendDocument", {"chat_id": 1}, None)] * 4)[-1] >= 3.0


@pytest.mark.parametrize(
    "call",
    [
        ("sendChatAction", {"chat_id": 1}, None),
        ("answerCallbackQuery", {"callback_query_id": "7"}, None),
        ("getChatMember", {"chat_id": 1, "user_id": 2}, None),
        ("editMessageText", {"chat_id": 1}, None),
        ("sendMessage", {"chat_id": 1}, HAS_TURN),
    ],
)
def test_what_is_no_new_message_or_has_its_turn_does_not_wait_for_the_chat(
    call: tuple[str, dict[str, Any], str | None],
) -> None:
    assert times(*[call] * 5)[-1] < 0.01


def test_after_a_429_the_chat_is_left_alone_and_no_other() -> None:
    here, there = ("sendMessage", {"chat_id": 1}, None), ("sendMessage", {"chat_id": 2}, None)
    refused, other, later = times(here, there, here, refused=1)
    assert other - refused < 0.01
    assert later - refused >= 30.0


@pytest.mark.parametrize(
    ("kind", "standing", "writes"),
    [
        ("private", {"status": "member"}, True),
        ("private", {"status": "kicked", "until_date": 0}, False),
        ("group", {"status": "member"}, True),
        ("group", {"status": "left"}, False),
        ("supergroup", {"status": "restricted", "is_member": True, "can_send_messages": True}, True),
        ("supergroup", {"status": "restricted", "is_member": True, "can_send_messages": False}, False),
        ("channel", {"status": "member"}, False),
    ],
)
def test_where_the_bot_may_write(kind: str, standing: dict[str, Any], writes: bool) -> None:
    rights = dict.fromkeys(RIGHTS, True)
    full = {**rights, "until_date": 0} if standing["status"] == "restricted" else {}
    found = ChatMember.de_json({"user": BOT, **full, **standing})
    assert (silenced(kind, found) == "") is writes


def test_in_a_channel_it_needs_the_right_to_post() -> None:
    admin = member(BOT, "administrator")
    assert silenced("channel", ChatMember.de_json(admin)) == ""
    assert silenced("channel", ChatMember.de_json({**admin, "can_post_messages": False}))

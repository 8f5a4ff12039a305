"""What a person in a chat sees, over a newsroom made by hand; the bot's own wiring up to the sockets."""

from __future__ import annotations

from tests.bot.botapi import BotApi
from tests.bot.conftest import serving
from tests.bot.handmade import HandMade


async def test_a_topic_is_answered_with_its_digest_and_a_tap_shows_passages_and_goes_back(
    api: BotApi,
) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        await ann.send("/topic US–Ukraine air defense")
        digest = await ann.next_message()
        print(digest.text, digest.rows)
        shown = await ann.turn(digest, "4")
        print(shown.text, shown.rows)
        back = await ann.turn(shown, "« Back")
        assert back.text == digest.text
        src = await ann.turn(digest, "Sources")
        print(src.text, src.rows)
        d = await ann.turn(digest, "Disputes")
        print(d.text, d.rows)
        d = await ann.turn(digest, "3")
        print(d.text, d.rows)
        for t in (
            "/start",
            "/help",
            "/topics",
            "/topic zzz",
            "/topic ferry",
            "/sources 9",
            "how long?",
            "/ask",
            "/topic",
        ):
            m = await ann.ask(t)
            print("=====", t)
            print(m.text, m.rows)

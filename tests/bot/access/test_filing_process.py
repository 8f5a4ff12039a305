"""The real process, with the real language model in a process of its own: a post that is forwarded is filed,
and stands in the next digest."""

from __future__ import annotations

from pathlib import Path

from briefings.model import Topic
from briefings.store import Store
from tests.bot.botapi import BotApi
from tests.bot.process import start

POSTS = {
    "Coast Herald": "A ferry with 90 people on board caught fire off Ostrey on Monday. The coast guard said "
    "that nobody was hurt. The fire broke out in the engine room.",
    "Ostrey Now": "A ferry with 90 people on board caught fire off Ostrey on Monday, and nobody was hurt, "
    "the harbour master said. The fire was out by nine.",
}


async def test_forwarded_posts_are_read_and_stand_in_the_digest_with_their_channels(
    api: BotApi, tmp_path: Path
) -> None:
    database = tmp_path / "briefings.db"
    with Store.open(database) as store:
        store.add_topic(Topic(name="Ostrey ferry fire", keywords=("ferry", "Ostrey")))
    boss = api.person("Boss")
    bot = await start(
        {
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "BRIEFINGS_DB": str(database),
            "BRIEFINGS_ADMINS": str(boss.user_id),
        }
    )
    try:
        for number, (channel, text) in enumerate(POSTS.items(), start=1):
            chat = {
                "id": -1000000000000 - number,
                "type": "channel",
                "title": channel,
                "username": f"ch{number}",
            }
            origin = {"type": "channel", "date": 1_751_600_000, "chat": chat, "message_id": number}
            await boss.send(text, forward_origin=origin)
            told = await boss.next_message()
            assert "Filed. It is on the topic Ostrey ferry fire." in told.text
        digest = await boss.ask("/topic Ostrey ferry fire")
        assert "2 reports · 2 outlets" in digest.text, bot.lines
        assert "caught fire off Ostrey" in digest.text
        behind = await boss.turn(digest, "1")
        assert "https://t.me/ch1/1" in behind.links()
    finally:
        status = await bot.stop()
    assert status == 0, bot.lines
    assert "Traceback" not in "\n".join(bot.lines)

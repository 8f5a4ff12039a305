"""Talk to the bot in a terminal, with this Bot API server in Telegram's place.

    python -m tests.bot.botapi [--port 8081] [--with-bot]

Then, in another terminal (or at once with --with-bot):

    TELEGRAM_BOT_TOKEN=<the token it prints> TELEGRAM_API_URL=http://127.0.0.1:8081 python -m bot

What is typed is sent; `#3` taps the button labelled 3 of the last message that has buttons.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import sys

from tests.bot.botapi.people import Person
from tests.bot.botapi.records import Message
from tests.bot.botapi.server import BotApi


def main() -> None:
    """Serve until the input ends."""
    options = argparse.ArgumentParser(prog="python -m tests.bot.botapi", description=__doc__.splitlines()[0])
    options.add_argument("--port", type=int, default=8081, help="where to listen on 127.0.0.1 (8081)")
    options.add_argument("--with-bot", action="store_true", help="start the bot too")
    asked = options.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_talk(asked.port, asked.with_bot))


async def _talk(port: int, with_bot: bool) -> None:
    async with BotApi(port=port) as api:
        print(f"A Bot API server listens at {api.url}; its bot's token is {api.token}")
        bot = await _start_bot(api) if with_bot else None
        person = api.person("You")
        showing = [
            asyncio.create_task(_show(person, person.inbox)),
            asyncio.create_task(_show(person, person.edits)),
        ]
        try:
            while text := await asyncio.to_thread(sys.stdin.readline):
                await _say(person, text.strip())
        finally:
            for task in showing:
                task.cancel()
            if bot is not None:
                bot.terminate()
                await bot.wait()


async def _start_bot(api: BotApi) -> asyncio.subprocess.Process:
    environment = {**os.environ, "TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url}
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", env=environment)


async def _say(person: Person, text: str) -> None:
    """Send a line, or tap the button that it names."""
    if not text.startswith("#"):
        if text:
            await person.send(text)
        return
    shown = [m for m in person.api.messages.values() if m.chat_id == person.user_id and m.rows]
    try:
        answer = await person.press(shown[-1], text[1:]) if shown else None
    except AssertionError as error:
        print(f"  ({error})")
        return
    if answer and answer.text:
        print(f"  ({answer.text})")


async def _show(person: Person, queue: asyncio.Queue[Message]) -> None:
    """Print what comes from the bot."""
    while True:
        message = await queue.get()
        print("─" * 60, message.text, sep="\n")
        for row in message.rows:
            print("  " + "  ".join(f"[{button.text}]" for button in row))
        person.api.messages[person.user_id, message.message_id] = person.api.messages.pop(
            (person.user_id, message.message_id)
        )  # the last one shown is the one that is tapped


if __name__ == "__main__":
    main()

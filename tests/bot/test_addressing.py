"""Whom words in a chat are meant for."""

from __future__ import annotations

import pytest

from bot.addressing import Command, addressed


@pytest.mark.parametrize(
    ("text", "private", "meant"),
    [
        ("/topic US–Ukraine air defense", True, Command(name="topic", argument="US–Ukraine air defense")),
        ("/TOPIC@newsbot  x \n y ", False, Command(name="topic", argument="x \n y")),
        ("/help@NewsBot", False, Command(name="help")),
        ("/help@OtherBot", False, None),
        ("/help@OtherBot", True, None),
        ("hello", False, None),
        ("hello", True, "hello"),
        ("/", True, "/"),
        ("//x", True, "//x"),
        ("/naïve", True, "/naïve"),
    ],
)
def test_a_message_is_a_command_words_to_the_bot_or_neither(
    text: str, private: bool, meant: Command | str | None
) -> None:
    assert addressed(text, "NewsBot", private=private) == meant

"""A Bot API server on loopback: long polling and Telegram's refusals, for tests and for a terminal.

It keeps what Telegram would show and refuses what Telegram refuses, so that the real bot process can be run
against it. `python -m tests.bot.botapi` serves it to a person at a terminal.
"""

from tests.bot.botapi.groups import Group
from tests.bot.botapi.people import Person
from tests.bot.botapi.records import CallbackAnswer, KeyboardButton, Message, Refusal
from tests.bot.botapi.server import BotApi

__all__ = ["BotApi", "CallbackAnswer", "Group", "KeyboardButton", "Message", "Person", "Refusal"]

"""What became of a message that was handed to Telegram, and what is done about it.

    answer                              outcome      then
    200                                 Sent
    429                                 Wait         later, this chat alone
    5xx, no connection                  Again        later, with growing pauses
    timeout, connection lost, 504       Unknown      never again: it may have arrived
    403, "chat not found", no rights    Gone         the chat sleeps until it is heard from
    thread not found                    ThreadGone   what the thread follows ends
    400, migrated                       Moved        under the new id
    other 400                           Refused      never again

Pure: exceptions in, decisions out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.polling import seconds_to_wait

# Pauses after answers 5xx and failures to connect, the last one again and again: most outages last minutes,
# and what a message is worth ends with its time (`Task.expires`), not with a number of tries.
PAUSES = tuple(timedelta(seconds=each) for each in (1, 2, 5, 15, 60, 300, 900, 1800))

# The network's errors after which a request has surely not reached the server.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)

# Telegram's words, in BadRequest, for a chat that takes no messages of ours.
_GONE = (
    "chat not found",
    "chat_write_forbidden",
    "not enough rights to send",
    "have no rights to send a message",
    "need administrator rights",
    "peer_id_invalid",
    "user_is_blocked",
    "group chat was deactivated",
    "bot was kicked",
)
_THREAD_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
UNPARSED = "can't parse entities"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """It has arrived, as the message of that id."""

    message: int


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Telegram asks to leave the chat alone for so long; it was not sent."""

    pause: timedelta


@dataclass(frozen=True, kw_only=True)
class Again:
    """It was surely not sent, and may be tried again."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """It may have arrived."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Gone:
    """The chat takes no messages."""

    why: str


@dataclass(frozen=True, kw_only=True)
class ThreadGone:
    """The thread of the group is deleted."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The group is now a supergroup with another id."""

    chat: int


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Telegram will never take this message."""

    why: str


Outcome = Sent | Wait | Again | Unknown | Gone | ThreadGone | Moved | Refused


def outcome_of(error: TelegramError) -> Outcome:
    """What an exception of PTB's says of the message."""
    match error:
        case RetryAfter():
            return Wait(pause=timedelta(seconds=seconds_to_wait(error)))
        case ChatMigrated():
            return Moved(chat=error.new_chat_id)
        case Forbidden():
            return Gone(why=error.message)
        case BadRequest():
            return _refusal(error.message)
        case NetworkError():  # TimedOut is one
            return _network(error)
        case _:  # the token is withdrawn, another program polls: the message was not taken
            return Again(why=error.message)


def _refusal(message: str) -> Outcome:
    words = message.lower()
    if any(each in words for each in _THREAD_GONE):
        return ThreadGone(why=message)
    if any(each in words for each in _GONE):
        return Gone(why=message)
    return Refused(why=message)


def _network(error: NetworkError) -> Outcome:
    cause = error.__cause__
    if isinstance(cause, _NOT_SENT):
        return Again(why=_reason(error))
    if isinstance(error, TimedOut) or isinstance(cause, httpx.HTTPError):
        return Unknown(why=_reason(error))
    words = error.message.lower()
    if "(504)" in words or "gateway timeout" in words:
        return Unknown(why=error.message)
    return Again(why=error.message)


def _reason(error: NetworkError) -> str:
    """The exception's name besides its words, which may be none."""
    cause = error.__cause__
    return f"{error.message or 'no answer'} ({type(cause).__name__})" if cause else error.message


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many failures (from 1)."""
    return PAUSES[min(tries, len(PAUSES)) - 1]

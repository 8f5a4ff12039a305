"""Telegram's messages as what features hear: the words, the links behind them, where they first stood.

Captions count as words. A forward keeps the channel that it came from; of people who are forwarded nothing
is kept, not even their names.
"""

from __future__ import annotations

from telegram import (
    Chat,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
)

from bot.talk.feature import Heard
from bot.telegram_posts import Posted

LINKS = (MessageEntity.URL, MessageEntity.TEXT_LINK)


def heard_of(message: Message, text: str | None = None) -> Heard:
    """What is heard in a message. text: its words where they are not the message's own, without a mention
    of the bot for one."""
    said = text if text is not None else message.text or message.caption or ""
    return Heard(
        text=said,
        links=links_of(message),
        forwarded=message.forward_origin is not None,
        posted=_posted(message),
        album=message.media_group_id is not None,
    )


def post_of(message: Message) -> Heard:
    """What is heard in a channel."""
    chat = message.chat
    posted = Posted(
        chat=chat.id,
        number=message.message_id,
        title=chat.title or "",
        username=chat.username or "",
        moment=message.date,
        via=_origin_title(message),
        edited=message.edit_date is not None,
    )
    return Heard(
        text=message.text or message.caption or "",
        links=links_of(message),
        post=True,
        said_in=chat.title or "",
        posted=posted,
        album=message.media_group_id is not None,
    )


def links_of(message: Message) -> tuple[str, ...]:
    """The addresses in a message or under its picture, also those behind words; each once, in order."""
    found = {**message.parse_entities(list(LINKS)), **message.parse_caption_entities(list(LINKS))}
    each = sorted(found.items(), key=lambda pair: pair[0].offset)
    return tuple(dict.fromkeys(_with_scheme(entity.url or text) for entity, text in each))


def called(message: Message, username: str) -> str | None:
    """The words of a group's message that speaks to the bot by its name, without the name; None where it
    does not."""
    text = message.text or message.caption or ""
    entities = {
        **message.parse_entities([MessageEntity.MENTION]),
        **message.parse_caption_entities([MessageEntity.MENTION]),
    }
    mine = [each for each in entities.values() if each.casefold() == f"@{username}".casefold()]
    return " ".join(text.replace(mine[0], " ").split()) if mine else None


def _with_scheme(address: str) -> str:
    """An address as a browser takes it: Telegram's clients mark "example.com" too."""
    return address if "://" in address else f"https://{address}"


def _posted(message: Message) -> Posted | None:
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        return None
    chat: Chat = origin.chat
    return Posted(
        chat=chat.id,
        number=origin.message_id,
        title=chat.title or "",
        username=chat.username or "",
        moment=origin.date,
    )


def _origin_title(message: Message) -> str:
    """The channel or group that a post was forwarded from."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel):
        return origin.chat.title or ""
    return (origin.sender_chat.title or "") if isinstance(origin, MessageOriginChat) else ""

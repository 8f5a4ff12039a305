"""Text as Telegram's own parser (tdjson) reads it, with the limits that it leaves to the server."""

from __future__ import annotations

import json
from typing import Any

import tdjson

from tests.bot.botapi.records import Json, KeyboardButton, RefusedError

TEXT_UNITS, ENTITIES, DATA_BYTES, BUTTONS = 4096, 100, 64, 100

_NAMES = {
    "textEntityTypeBold": "bold",
    "textEntityTypeItalic": "italic",
    "textEntityTypeUnderline": "underline",
    "textEntityTypeStrikethrough": "strikethrough",
    "textEntityTypeSpoiler": "spoiler",
    "textEntityTypeCode": "code",
    "textEntityTypePre": "pre",
    "textEntityTypePreCode": "pre",
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeMentionName": "text_mention",
    "textEntityTypeCustomEmoji": "custom_emoji",
    "textEntityTypeDateTime": "date_time",
}

tdjson.td_execute(b'{"@type":"setLogVerbosityLevel","new_verbosity_level":0}')


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(text: str) -> tuple[str, tuple[Json, ...]]:
    """The plain text and the Bot API entities of `text`; RefusedError where Telegram would refuse it."""
    if "\0" in text:
        raise RefusedError(400, "Bad Request: strings must be encoded in UTF-8")
    asked = {"@type": "parseTextEntities", "text": text, "parse_mode": {"@type": "textParseModeHTML"}}
    try:
        answer = json.loads(tdjson.td_execute(json.dumps(asked, ensure_ascii=False).encode()) or b"{}")
    except UnicodeEncodeError:
        raise RefusedError(400, "Bad Request: strings must be encoded in UTF-8") from None
    if answer["@type"] == "error":
        message = answer["message"]
        raise RefusedError(400, f"Bad Request: {message[0].lower()}{message[1:]}")
    return answer["text"], tuple(_entity(each) for each in answer["entities"])


def _entity(each: Json) -> Json:
    """A tdjson entity as the Bot API names it."""
    kind = each["type"]
    entity = {"type": _NAMES[kind["@type"]], "offset": each["offset"], "length": each["length"]}
    if entity["type"] == "text_link":
        entity["url"] = kind["url"]
    if entity["type"] == "date_time":
        entity["unix_time"] = kind["unix_time"]
    return entity


def message_text(asked: Json) -> tuple[str, tuple[Json, ...]]:
    """The text and entities of a sendMessage or editMessageText request, trimmed as Telegram trims."""
    text = str(asked.get("text", ""))
    entities: tuple[Json, ...] = ()
    if asked.get("parse_mode", "").upper() == "HTML":
        text, entities = parse_html(text)
    elif asked.get("parse_mode"):
        raise RefusedError(400, "Bad Request: this server parses HTML alone")
    text, entities = _trim(text, entities)
    if not text:
        raise RefusedError(400, "Bad Request: message text is empty")
    if units(text) > TEXT_UNITS:
        raise RefusedError(400, "Bad Request: message is too long")
    return text, entities


def _trim(text: str, entities: tuple[Json, ...]) -> tuple[str, tuple[Json, ...]]:
    """`text` without white space at its ends, the entities moved and cut with it."""
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    size = units(text)
    kept = []
    for each in entities:
        first = max(0, each["offset"] - lead)
        last = min(size, each["offset"] + each["length"] - lead)
        if first < last:
            kept.append({**each, "offset": first, "length": last - first})
    return text, tuple(kept)


def keyboard(asked: Any) -> tuple[tuple[KeyboardButton, ...], ...]:
    """The buttons of a reply_markup, checked as Telegram checks them."""
    if not asked:
        return ()
    rows = tuple(tuple(_button(each) for each in row) for row in asked.get("inline_keyboard", ()) if row)
    if sum(len(row) for row in rows) > BUTTONS:
        raise RefusedError(400, "Bad Request: reply markup is too long")
    return rows


def _button(asked: Json) -> KeyboardButton:
    text, data, url = asked.get("text", ""), asked.get("callback_data", ""), asked.get("url", "")
    if not text.strip():
        raise RefusedError(400, "Bad Request: can't parse inline keyboard button: text must be non-empty")
    if not data and not url:
        raise RefusedError(400, "Bad Request: can't parse inline keyboard button: text buttons are unallowed")
    if len(data.encode()) > DATA_BYTES:
        raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
    if url and not url.startswith(("http://", "https://", "tg://")):
        raise RefusedError(400, "Bad Request: BUTTON_URL_INVALID")
    return KeyboardButton(text=text, data=data, url=url)

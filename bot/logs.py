"""Logging to standard error: one line an event, in which neither the token nor what people wrote stands.

The token is part of every address that is called, so it turns up in httpx's lines, in errors and in
tracebacks. What a person wrote can turn up in any exception. Both are taken out where a record becomes text:
nothing is written but through `Line`. What stands in a line comes from outside as well (names of feeds,
answers of servers), so nothing in it can break the line, colour it or turn its direction.

    text    2026-11-21 04:00:00 INFO bot.main: @concordance_bot listens
    json    {"time": "2026-11-21T04:00:00.123Z", "level": "info", "logger": "bot.main", "event": "..."}

A traceback is part of its line: after " ⏎ " in text, as "error" in JSON.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import quote

FORMS = ("text", "json")

SHORTEST_SECRET = 8  # shorter ones could be parts of words; the whole token is taken out at any length
SHORTEST_WORD = 6  # words of a person's that are taken out of errors; shorter ones are everybody's

# What breaks a line, moves the cursor, or turns the direction of what follows it.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# What the person whose update is being handled has written.
_said: ContextVar[tuple[str, ...]] = ContextVar("said", default=())


@contextmanager
def said(*texts: str | None) -> Iterator[None]:
    """Inside, what is logged holds none of these texts, in tasks begun here either."""
    mark = _said.set(tuple(text for text in texts if text))
    try:
        yield
    finally:
        _said.reset(mark)


def without_token(text: str, token: str) -> str:
    """`text` with the token, or its secret half alone, replaced."""
    secret = token.partition(":")[2]
    for form in (token, quote(token, safe=""), secret if len(secret) >= SHORTEST_SECRET else ""):
        if form:
            text = text.replace(form, "<token>")
    return text


def _without_said(text: str, *, words: bool = False) -> str:
    """`text` without what the person wrote; words: not a longer word of it either."""
    for whole in _said.get():
        text = text.replace(whole, "<text>").replace(repr(whole)[1:-1], "<text>")
        if words:
            for word in {each for each in re.findall(r"\w+", whole) if len(each) >= SHORTEST_WORD}:
                text = re.sub(rf"\b{re.escape(word)}\b", "<text>", text)
    return text


def one_line(text: str) -> str:
    """`text` with all that could break or forge a line written as an escape."""
    return _UNSAFE.sub(lambda found: ascii(found[0])[1:-1], text)


class Line(logging.Formatter):
    """A record as one line, without the token and without what people wrote."""

    def __init__(self, token: str, form: str = FORMS[0]) -> None:
        super().__init__()
        self._token = token
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        event = one_line(self._clean(record.getMessage()))
        error = self._error(record)
        moment = datetime.fromtimestamp(record.created, UTC)
        if self._json:
            fields = {
                "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "level": record.levelname.lower(),
                "logger": record.name,
                "event": event,
                **({"error": error} if error else {}),
            }
            return json.dumps(fields, ensure_ascii=False)
        line = f"{moment:%Y-%m-%d %H:%M:%S} {record.levelname} {record.name}: {event}"
        return " ⏎ ".join([line, *error.splitlines()])

    def _clean(self, text: str) -> str:
        return without_token(_without_said(text), self._token)

    def _error(self, record: logging.LogRecord) -> str:
        """The record's traceback, what people wrote taken out of the messages in it word by word."""
        if not record.exc_info or record.exc_info[0] is None:
            return ""
        text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        lines = (
            line if line.startswith("  ") else _without_said(line, words=True) for line in text.splitlines()
        )
        return "\n".join(one_line(self._clean(line)) for line in lines)


def set_up(token: str, level: str, form: str = FORMS[0]) -> None:
    """Log to standard error from `level` on, in one of FORMS; chatty libraries from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line(token, form))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "telegram", "asyncio", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # warns of a tick still at work
    logging.captureWarnings(True)

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logging.getLogger("bot").critical("ended by a fault", exc_info=(kind, error, trace))

    sys.excepthook = uncaught

"""Logging to standard error, in which the bot's token never stands.

The token is part of every address that is called, so it turns up in httpx's lines, in errors and in
tracebacks. It is taken out where a record becomes text: nothing is written but through `Redacted`.
"""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from urllib.parse import quote

SHORTEST_SECRET = 8  # shorter ones could be parts of words; the whole token is taken out at any length


def without_token(text: str, token: str) -> str:
    """`text` with the token, or its secret half alone, replaced."""
    secret = token.partition(":")[2]
    for form in (token, quote(token, safe=""), secret if len(secret) >= SHORTEST_SECRET else ""):
        if form:
            text = text.replace(form, "<token>")
    return text


class Redacted(logging.Formatter):
    """A formatter that takes the token out of what it has formatted, tracebacks included."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, without the token."""
        return without_token(super().format(record), self._token)


def set_up(token: str, level: str) -> None:
    """Log to standard error from `level` on; chatty libraries from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacted(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "telegram", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        text = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(without_token(text, token))

    sys.excepthook = uncaught

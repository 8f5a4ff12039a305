"""Where PTB is measured: every call that goes out, every update that comes in."""

from __future__ import annotations

import time
from typing import Any

from telegram import Update
from telegram.error import NetworkError, TimedOut
from telegram.ext import Application
from telegram.request import HTTPXRequest

from bot.logs import said
from bot.watching.metrics import Metrics, outcome


class WatchedRequest(HTTPXRequest):
    """PTB's requests, each counted by its method and what became of it."""

    def __init__(self, metrics: Metrics, **options: Any) -> None:
        super().__init__(**options)
        self._metrics = metrics

    async def do_request(self, url: str, method: str, *args: Any, **options: Any) -> tuple[int, bytes]:
        """As PTB does it, counted. The address holds the token: only its last part is looked at."""
        name = url.rpartition("/")[2].partition("?")[0]
        calls = self._metrics.calls
        try:
            status, content = await super().do_request(url, method, *args, **options)
        except TimedOut:
            calls.labels(method=name, outcome="timeout").inc()
            raise
        except NetworkError:
            calls.labels(method=name, outcome="no connection").inc()
            raise
        calls.labels(method=name, outcome=outcome(status)).inc()
        if status < 500:
            self._metrics.last_poll.set(time.time())
        return status, content


class WatchedApplication(Application):
    """PTB's application: each update is timed, and what it says stays out of the log."""

    def __init__(self, *, metrics: Metrics, **options: Any) -> None:
        super().__init__(**options)
        self._metrics = metrics

    async def process_update(self, update: object) -> None:
        """As PTB does it, timed from here until its last answer was sent."""
        begun = time.perf_counter()
        with said(*_texts(update)):
            try:
                await super().process_update(update)
            finally:
                self._metrics.answer_seconds.observe(time.perf_counter() - begun)
                self._metrics.updates.labels(kind=_kind(update)).inc()


def _texts(update: object) -> tuple[str | None, ...]:
    """What a person wrote in an update, also without the command before it."""
    if not isinstance(update, Update):
        return ()
    message, query = update.effective_message, update.inline_query
    texts = [message.text, message.caption] if message and not update.callback_query else []
    texts += [query.query] if query else []
    return (*texts, *(text.partition(" ")[2] for text in texts if text and text.startswith("/")))


def _kind(update: object) -> str:
    """ "message", "callback_query" ...: the one field of an update that is set."""
    if isinstance(update, Update):
        for kind in Update.ALL_TYPES:
            if getattr(update, kind, None) is not None:
                return str(kind)
    return "other"

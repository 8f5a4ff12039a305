"""Is the bot well? Answered on a loopback port, for whoever starts it again and for whoever is on call.

    GET /healthz   200 while the event loop and the newsroom's thread do their work, else 503: start it again
    GET /readyz    200 while Telegram answers too, else 503: starting it again would not help
    GET /metrics   what Prometheus reads

Served by the bot's own event loop, so an answer says that the loop turns. One request a connection, no
bodies, nothing that changes anything.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.watching.metrics import Counting, Metrics
from bot.watching.systemd import ALIVE, READY, notify

BEAT = 0.5  # seconds between two looks at how late the loop wakes us
LOOK = 30.0  # seconds between two visits to the newsroom's thread
STUCK = 300.0  # seconds without an answer from that thread: reading a large batch takes a minute at most
SILENT = 120.0  # seconds without a word from Telegram; a poll is held open for 30
PATIENCE = 5.0  # seconds for one request to come in, and bytes of it that are read
MOST_BYTES = 8_192

_REASONS = {200: "OK", 404: "Not Found", 405: "Method Not Allowed", 503: "Service Unavailable"}

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """What was seen of the bot: when the newsroom's thread answered last, and when Telegram did, in seconds
    of one clock; 0.0 for never."""

    desk: float
    telegram: float

    def stuck(self, now: float) -> str:
        """Why the bot has to be started again, "" where it is well."""
        return (
            f"the newsroom's thread has not answered for {now - self.desk:.0f} s"
            if now - self.desk > STUCK
            else ""
        )

    def cut_off(self, now: float) -> str:
        """Why the bot cannot be of use to anybody just now, "" where it can."""
        if not self.telegram:
            return "Telegram has not answered yet"
        return (
            f"Telegram has not answered for {now - self.telegram:.0f} s"
            if now - self.telegram > SILENT
            else ""
        )


class Watch:
    """Looks after the bot while it runs and answers on a port.

    visit: something that comes back from the newsroom's thread; notify: where systemd is told after each.
    """

    def __init__(
        self,
        metrics: Metrics,
        visit: Callable[[], Awaitable[object]],
        *,
        notify: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._notify = notify
        self.metrics = metrics
        self._visit = visit
        self._clock = clock
        self._desk = clock()

    @property
    def pulse(self) -> Pulse:
        """How things stand."""
        seen = self.metrics.last_poll._value.get()  # the library has no other way to read one
        return Pulse(desk=self._desk, telegram=seen)

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, content type and body for a path."""
        now, pulse = self._clock(), self.pulse
        if path == "/metrics":
            return 200, "text/plain; version=0.0.4; charset=utf-8", self.metrics.page()
        if path not in ("/healthz", "/readyz"):
            return 404, "text/plain", b"/healthz, /readyz or /metrics\n"
        wrong = pulse.stuck(now) or (pulse.cut_off(now) if path == "/readyz" else "")
        body = {"ok": not wrong, **({"wrong": wrong} if wrong else {})}
        return 503 if wrong else 200, "application/json", json.dumps(body).encode() + b"\n"

    @asynccontextmanager
    async def running(self, where: tuple[str, int] | None) -> AsyncIterator[int]:
        """Look, and answer at `where` (host and port; None: nowhere); gives the port, one is chosen for 0.

        A port that is taken is said in the log and ends nothing: a bot without a health check is better than
        none.
        """
        counting = Counting(self.metrics)
        logging.getLogger().addHandler(counting)
        tasks = [asyncio.create_task(self._beat()), asyncio.create_task(self._look())]
        server = await self._listen(where) if where else None
        notify(self._notify, READY)
        try:
            yield int(server.sockets[0].getsockname()[1]) if server else 0
        finally:
            logging.getLogger().removeHandler(counting)
            for task in tasks:
                task.cancel()
            if server is not None:
                server.close()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self, where: tuple[str, int]) -> asyncio.Server | None:
        host, port = where
        try:
            server = await asyncio.start_server(self._serve, host, port, limit=MOST_BYTES)
        except OSError as error:
            reason = error.strerror or "no such address"
            log.error("nothing can listen at %s:%s (%s): no health check, no measures", host, port, reason)
            return None
        log.info("health and measures at http://%s:%s", host, server.sockets[0].getsockname()[1])
        return server

    async def _beat(self) -> None:
        """Measure how late the loop is."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + BEAT
            await asyncio.sleep(BEAT)
            self.metrics.loop_lag.observe(max(0.0, loop.time() - due))

    async def _look(self) -> None:
        """Visit the newsroom's thread now and then; one that fails has been answered too."""
        while True:
            try:
                await self._visit()
            except Exception:  # a fault in what watches is no reason to stop watching
                log.exception("the round could not be made")
            self._desk = self._clock()
            notify(self._notify, ALIVE)
            await asyncio.sleep(LOOK)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                method, _, rest = head.partition(" ")
                path = rest.partition(" ")[0].partition("?")[0]
                status, kind, body = (
                    (405, "text/plain", b"") if method not in ("GET", "HEAD") else self.answer(path)
                )
                lines = (
                    f"HTTP/1.1 {status} {_REASONS[status]}",
                    f"Content-Type: {kind}",
                    f"Content-Length: {len(body)}",
                    "Connection: close",
                    "Cache-Control: no-store",
                )
                writer.write("".join(f"{line}\r\n" for line in (*lines, "")).encode())
                if method == "GET":
                    writer.write(body)
                await writer.drain()
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # whoever asked has gone, or asks for something else than we have
        finally:
            writer.close()

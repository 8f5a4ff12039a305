"""Updates brought by Telegram instead of asked for: a small server that takes them from nobody else.

    POST to the webhook's own path ─ secret ─ size ─ JSON ─ not seen before ─► queue, and 200

Refused: another path (404) or method (405), a wrong or missing secret (403, before the body is read), a body
that is too large (413), too slow (408) or no update (400); while too much waits, 503, and Telegram comes
again. An update that cannot be understood is passed over. In front of it stands what speaks https. The
webhook stays set when the bot is stopped: what comes meanwhile waits at Telegram's.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import web
from telegram import Bot, Update, WebhookInfo
from telegram.error import TelegramError

from bot.polling import ALLOWED, Outage, unless_stopped, until_it_works
from bot.settings import Webhook
from briefings.errors import InputError

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 1 << 20  # of one update: a message of 40,000 characters with its markup has a tenth of it
BODY_SECONDS = 10.0  # for the body to come: Telegram sends it at once
REMEMBERED = 10_000  # ids of updates that came: Telegram repeats one within minutes, if it does
MOST_WAITING = 1_000  # updates that wait to be handled, before Telegram is asked to keep them
LOOK_SECONDS = 60.0  # between two looks whether the webhook is still ours

log = logging.getLogger(__name__)


class Seen:
    """The ids that came last."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._most = most

    def is_new(self, number: int) -> bool:
        """Note an id; False where it came before."""
        if number in self._ids:
            return False
        self._ids[number] = None
        while len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True


class Hook:
    """Takes updates. queue: where they go."""

    def __init__(self, bot: Bot, secret: str, queue: asyncio.Queue[object]) -> None:
        self._bot = bot
        self._secret = secret.encode()
        self._queue = queue
        self._seen = Seen()
        self._told = False

    async def take(self, request: web.Request) -> web.Response:
        """One call."""
        said = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(said, self._secret):
            self._tell_once()
            return web.Response(status=403)
        if self._queue.qsize() >= MOST_WAITING:
            return web.Response(status=503, headers={"Retry-After": "5"})
        try:
            async with asyncio.timeout(BODY_SECONDS):
                data = json.loads(await request.read())
        except TimeoutError:
            return web.Response(status=408)
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not isinstance(data, dict) or type(data.get("update_id")) is not int:
            return web.Response(status=400)
        update = self._update(data)
        if update is not None:
            await self._queue.put(update)
        return web.Response()

    def _update(self, data: dict[str, Any]) -> Update | None:
        """The update; None where it came before, or cannot be understood: refused, it would come again and
        again, and hold up the others."""
        if not self._seen.is_new(data["update_id"]):
            return None
        try:
            return Update.de_json(data, self._bot)
        except Exception:  # whatever a form that is not known yet brings about
            log.exception("an update could not be understood and is passed over")
            return None

    def _tell_once(self) -> None:
        """That somebody knocks without the secret is worth one line, not one for each knock."""
        if not self._told:
            log.warning("somebody calls the webhook without its secret; they are refused (said once)")
        self._told = True


@asynccontextmanager
async def listening(hook: Hook, where: Webhook) -> AsyncIterator[int]:
    """Listen; the port. Raises InputError where that cannot be."""
    app = web.Application(client_max_size=MOST_BYTES)
    app.router.add_post(where.path, hook.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0, handle_signals=False)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, where.host, where.port).start()
        except OSError as error:
            raise InputError(
                f"BRIEFINGS_WEBHOOK_LISTEN: cannot listen at {where.host}:{where.port} ({error.strerror}): "
                "is the port taken?"
            ) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def take_calls(
    bot: Bot, queue: asyncio.Queue[object], where: Webhook, outage: Outage, stop: asyncio.Event
) -> None:
    """Have updates brought into `queue` until `stop` is set. Raises TokenRefusedError, and InputError where
    it cannot listen."""
    async with listening(Hook(bot, where.secret, queue), where) as port:
        log.info("listening for Telegram at %s:%s", where.host, port)
        if not await until_it_works(lambda: _set(bot, where), outage, stop):
            return
        while not stop.is_set():
            await unless_stopped(asyncio.sleep(LOOK_SECONDS), stop)
            await look(bot, where)


async def _set(bot: Bot, where: Webhook) -> bool:
    """Tell Telegram where to bring updates, and with which secret."""
    return await bot.set_webhook(where.url, secret_token=where.secret, allowed_updates=ALLOWED)


async def look(bot: Bot, where: Webhook) -> None:
    """Set the webhook again where somebody has taken it away, and say what troubles Telegram with it."""
    with suppress(TelegramError):
        known: WebhookInfo = await bot.get_webhook_info()
        if known.url != where.url:
            log.warning("the webhook was set elsewhere or taken away: I set it again")
            await _set(bot, where)
        elif known.last_error_message and known.pending_update_count:
            log.warning("Telegram cannot reach the webhook: %s", known.last_error_message)

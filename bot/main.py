"""The bot's program: `python -m bot`, or `concordance-bot` once installed.

settings ─► store (its own thread) ─► conversation ─► handlers ─► PTB application ◄─ polling
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from telegram.error import BadRequest, InvalidToken
from telegram.ext import Application, ApplicationBuilder

from bot import logs
from bot.askers import Askers
from bot.backroom import IDLE_SECONDS, Backroom
from bot.feeding import read_news
from bot.garbage import pass_over_what_is_loaded
from bot.handlers import Handlers
from bot.meanwhile import meanwhile
from bot.menus import set_menus
from bot.newsroom import Desk
from bot.polling import Outage, TokenRefusedError, poll, until_it_works
from bot.presence import Presence
from bot.records import Records
from bot.sending.daily import Daily
from bot.sending.limiter import Limiter
from bot.sending.service import outbox_open, start_ticking
from bot.sending.wire import Courtesy
from bot.settings import HELP, Settings, read_database, read_settings
from bot.stored import StoredNewsroom
from bot.talk.all import conversation
from bot.talk.briefing import Briefings
from bot.talk.room import Room
from bot.watching.metrics import Metrics
from bot.watching.ptb import WatchedApplication, WatchedRequest
from bot.watching.station import watched
from bot.welcome import Welcome
from briefings.errors import BriefingsError, InputError
from briefings.reading_pool import ReadingPool
from briefings.store import Store

AT_ONCE = 256  # updates handled at the same time; a chat that must wait holds up no other
CONNECT_SECONDS = 10.0  # to reach the server, or a free connection to it: nothing is sent before that
READ_SECONDS = 20.0  # for an answer: a message without one may have arrived, and is not sent again
SWITCH_SECONDS = 0.0005
"""After which Python takes its turn from a thread that computes. With Python's own 5 ms the event loop, which
gives up its turn at every byte sent, waits so long each time while the newsroom's thread is busy."""
PATIENCE = 20.0  # seconds for what is under way when the program is stopped

log = logging.getLogger(__name__)


def main() -> None:
    """Run the bot until it is stopped, or do what the command line asks for. Exit status 2 for settings that
    cannot be used, 1 for a failure."""
    asked = _command_line().parse_args()
    try:
        if asked.verb == "flags":
            _export_flags(asked.folder)
            return
        settings = read_settings(os.environ)
        logs.set_up(settings.token, settings.log_level, settings.log_form)
        os.environ.setdefault("PTB_TIMEDELTA", "1")  # how PTB is told to give waits as timedelta
        asyncio.run(run(settings))
    except (InputError, TokenRefusedError) as error:
        sys.exit(_say(error, 2))
    except BriefingsError as error:
        sys.exit(_say(error, 1))
    except KeyboardInterrupt:
        sys.exit(0)


def _command_line() -> argparse.ArgumentParser:
    """Without a verb the bot runs; its settings come from the environment."""
    parser = argparse.ArgumentParser(
        prog="concordance-bot",
        description="Run the Telegram bot until it is stopped. Its settings are environment variables:",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    flags = verbs.add_parser("flags", help="write the flags that were accepted as cases, two files each")
    flags.add_argument("folder", type=Path, help="where to write NAME.json and NAME.gold.json")
    return parser


def _export_flags(folder: Path) -> None:
    """Write cases of accepted flags. Raises InputError and StoreError."""
    from bot.flag_export import cases, write

    database = read_database(os.environ)
    if not database.exists():
        raise InputError(f"no database at {database}: set BRIEFINGS_DB to the bot's")
    with Store.open(database) as store:
        number = write(cases(store, Records.open(store)), folder)
    print(f"{number} case{'' if number == 1 else 's'} written to {folder}", file=sys.stderr)


def _say(error: BriefingsError, status: int) -> int:
    print(f"concordance-bot: {error}", file=sys.stderr)
    return status


async def run(settings: Settings) -> None:
    """Open the news and serve it until SIGINT or SIGTERM."""
    sys.setswitchinterval(SWITCH_SECONDS)
    stop = _stop_signal()
    async with _room(settings) as (desk, room, store):
        pass_over_what_is_loaded()
        with ReadingPool(1, settings.language_model, idle=IDLE_SECONDS, last=True) as reader:
            await serve(settings, desk, room, stop, Backroom(store=store, reader=reader))


async def serve(
    settings: Settings, desk: Desk, room: Room, stop: asyncio.Event, back: Backroom | None = None
) -> None:
    """Meet Telegram, and answer until `stop` is set; back: what filing and administering need, None:
    neither. Raises TokenRefusedError."""
    limiter, metrics = Limiter(), Metrics()
    application = build(settings, limiter, metrics)
    rules, owners = settings.rules, settings.rules.admins
    office = back.office(settings, application.bot) if back else None
    talk = conversation(room, rules, office)
    askers = Askers(owners)
    welcome = Welcome(desk, room, rules, office, askers).joined if office else None
    presence = Presence(desk, room.records, room.clock, welcome)
    presence.register(application)
    Handlers(desk, talk, askers, presence).register(application)
    outage = Outage(settings.api_url)
    try:
        async with watched(settings, desk, room, metrics, application.bot, stop) as rounds:
            if await until_it_works(lambda: meet(application, settings), outage, stop):
                log.info("@%s listens", application.bot.username)
                database = room.records.chats.path
                async with outbox_open(application, database, limiter, room.clock) as outbox:
                    rounds.wake = outbox.wake
                    daily = Daily(desk, room.records, Briefings(room), outbox, room.clock, settings.late)
                    start_ticking(application, daily)
                    menus = until_it_works(lambda: set_menus(application.bot, talk, owners), outage, stop)
                    async with meanwhile(menus), _reading(back, settings, desk, room):
                        await _answer_updates(application, settings, outage, stop)
    finally:
        await application.shutdown()
        await application.bot.shutdown()


@contextlib.asynccontextmanager
async def _reading(back: Backroom | None, settings: Settings, desk: Desk, room: Room) -> AsyncIterator[None]:
    """Feeds are read meanwhile, where there is what reads."""
    stop = asyncio.Event()
    if back is None:
        yield
        return
    allowed = settings.allowed_hosts
    work = read_news(desk, back.store, back.reader, room.clock, stop, allowed=allowed)
    task = asyncio.create_task(work, name="reading the news")
    try:
        yield
    finally:
        stop.set()
        await task


def build(settings: Settings, limiter: Limiter, metrics: Metrics) -> Application:
    """The PTB application under the limiter, measured, without its own Updater (see `bot.polling`)."""
    connections = {
        "connection_pool_size": 2 * AT_ONCE,
        "connect_timeout": CONNECT_SECONDS,
        "pool_timeout": CONNECT_SECONDS,
        "read_timeout": READ_SECONDS,
    }
    return (
        ApplicationBuilder()
        .application_class(WatchedApplication, {"metrics": metrics})
        .token(settings.token)
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .concurrent_updates(AT_ONCE)
        .request(WatchedRequest(metrics, **connections))
        .get_updates_request(WatchedRequest(metrics))
        .rate_limiter(Courtesy(limiter))
        .updater(None)
        .build()
    )


async def meet(application: Application, settings: Settings) -> bool:
    """The first calls: who am I, and no webhook that is not wanted. Only the first is needed to go on."""
    await application.initialize()
    try:
        if settings.webhook is None:
            await application.bot.delete_webhook()
    except (InvalidToken, BadRequest) as error:  # a server that lacks a method answers 404, as to a bad token
        log.warning("that no webhook is set could not be made sure of: %s", error)
    return True


async def _answer_updates(
    application: Application, settings: Settings, outage: Outage, stop: asyncio.Event
) -> None:
    """Ask for updates, or have them brought, and answer until stopped; then finish what is under way."""
    bot, queue = application.bot, application.update_queue
    await application.start()
    try:
        if settings.webhook is None:
            await poll(bot, queue, outage, stop)
        else:
            from bot.webhook import take_calls  # a web server, for those who use it

            await take_calls(bot, queue, settings.webhook, outage, stop)
    finally:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(application.stop(), PATIENCE)


@contextlib.asynccontextmanager
async def _room(settings: Settings) -> AsyncIterator[tuple[Desk, Room, Store]]:
    """The stored news and the bot's records, open on a thread of their own."""
    desk = Desk()
    try:
        newsroom = await desk.do(StoredNewsroom.open, settings.database, settings.language_model)
        try:
            records = await desk.do(Records.open, newsroom.store)
            log.info("%s", await desk.do(newsroom.holdings))
            if not settings.rules.admins:
                log.info("BRIEFINGS_ADMINS is not set: nobody can add feeds, topics or reports in the chat")
            yield desk, Room(news=newsroom, records=records), newsroom.store
        finally:
            await desk.do(newsroom.close)
    finally:
        desk.close()


def _stop_signal() -> asyncio.Event:
    """An event that SIGINT and SIGTERM set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, stop.set)
    return stop

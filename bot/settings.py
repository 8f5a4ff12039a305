"""The bot's settings (see `HELP`), read once from the environment at the start of the program.

Raises `SettingsError`, one line that names the variable and never repeats a token.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from bot import logs
from bot.access import COMMANDS_A_MINUTE, QUESTIONS_A_DAY, Door, Filing, Rules
from bot.schedule import GRACE
from briefings.errors import InputError
from briefings.store import default_path

HELP = """\
  TELEGRAM_BOT_TOKEN         from @BotFather; the only one that must be set
  TELEGRAM_API_URL           another Bot API server, such as http://127.0.0.1:8081
  BRIEFINGS_DB               the database; by default the one that `briefings` uses
  BRIEFINGS_LANGUAGE_MODEL   another language model: an installed package or a folder
  BRIEFINGS_LOG              DEBUG, INFO (the default), WARNING or ERROR
  BRIEFINGS_LOG_FORM         text (the default) or json, one line an event either way
  BRIEFINGS_WATCH            a port on 127.0.0.1 for /healthz, /readyz, /metrics, such as 9300; or host:port
  BRIEFINGS_COPIES           copies of the database kept, one a day: 7, if nothing else is said; 0 for none

  BRIEFINGS_ADMINS           ids of those who run the bot, such as 123456789,987654321
  BRIEFINGS_ACCESS           open (the default), invite (by link only) or list
  BRIEFINGS_USERS            with list: the ids of those who may use it, besides the admins
  BRIEFINGS_FILING           who may send links and reports to be read: admins (the default) or everybody
  BRIEFINGS_COMMANDS_PER_MINUTE, BRIEFINGS_QUESTIONS_PER_DAY
                             of one person: 30 and 100, if nothing else is said
  BRIEFINGS_LATE_HOURS       how late a daily briefing may still be sent after downtime: 6
  BRIEFINGS_ALLOW_HOSTS      private hosts that may be fetched from, such as 192.168.1.20:8080

  BRIEFINGS_WEBHOOK_URL      the https address that Telegram calls, instead of being asked
  BRIEFINGS_WEBHOOK_LISTEN   where to listen for it: 127.0.0.1:8443
  BRIEFINGS_WEBHOOK_SECRET   what Telegram says with each call; made anew at each start if not set

`concordance-bot flags FOLDER` needs BRIEFINGS_DB alone.
"""

COPIES = 7  # a week: enough to notice a fault and go back

TELEGRAM = "https://api.telegram.org"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

# As @BotFather gives them: the bot's number, a colon, a secret. Lengths are left to the server to judge.
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")

WEBHOOK_LISTEN = "127.0.0.1:8443"  # a port that Telegram calls; in front of it stands what speaks https
_PATH = re.compile(r"[A-Za-z0-9/._~-]*")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # Bot API: up to 256 of these; a short one can be guessed


class SettingsError(InputError):
    """A setting that is missing or cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All that the program is told from outside."""

    token: str = field(repr=False)
    api_url: str = TELEGRAM
    database: Path
    language_model: str | None = None  # an installed package or a folder
    log_level: str = "INFO"
    log_form: str = logs.FORMS[0]
    watch: tuple[str, int] | None = None  # where to listen for /healthz and /metrics; None: nowhere
    copies: int = COPIES  # kept of the database, one a day; 0: none
    notify: str = ""  # where systemd wants to be told, NOTIFY_SOCKET
    rules: Rules = field(default_factory=Rules)
    allowed_hosts: frozenset[str] = frozenset()  # private hosts that may be fetched from
    late: timedelta = GRACE  # a daily briefing that is later is skipped
    webhook: Webhook | None = None  # None: ask for updates


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """Where Telegram brings updates to. url: the address it calls; host, port: where to listen; secret:
    what it says with each call."""

    url: str
    host: str
    port: int
    secret: str = field(repr=False)

    @property
    def path(self) -> str:
        """The part of the address after the host."""
        return urlsplit(self.url).path or "/"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` holds; an empty variable counts as one that is not set."""
    return Settings(
        token=_token(_get(environment, "TELEGRAM_BOT_TOKEN")),
        api_url=_api_url(_get(environment, "TELEGRAM_API_URL")),
        database=read_database(environment),
        language_model=_get(environment, "BRIEFINGS_LANGUAGE_MODEL") or None,
        log_level=_log_level(_get(environment, "BRIEFINGS_LOG")),
        log_form=_one_of(environment, "BRIEFINGS_LOG_FORM", logs.FORMS),
        copies=_number(environment, "BRIEFINGS_COPIES", COPIES, least=0),
        notify=_get(environment, "NOTIFY_SOCKET"),
        watch=_watch(_get(environment, "BRIEFINGS_WATCH")),
        rules=_rules(environment),
        allowed_hosts=frozenset(_words(environment, "BRIEFINGS_ALLOW_HOSTS")),
        late=timedelta(hours=_number(environment, "BRIEFINGS_LATE_HOURS", GRACE // timedelta(hours=1))),
        webhook=_webhook(environment),
    )


def read_database(environment: Mapping[str, str]) -> Path:
    """Where the database lies, for what needs no more than that."""
    return Path(_get(environment, "BRIEFINGS_DB") or default_path()).expanduser()


def _rules(environment: Mapping[str, str]) -> Rules:
    return Rules(
        door=Door(_one_of(environment, "BRIEFINGS_ACCESS", tuple(Door))),
        admins=_ids(environment, "BRIEFINGS_ADMINS"),
        users=_ids(environment, "BRIEFINGS_USERS"),
        commands=_number(environment, "BRIEFINGS_COMMANDS_PER_MINUTE", COMMANDS_A_MINUTE),
        questions=_number(environment, "BRIEFINGS_QUESTIONS_PER_DAY", QUESTIONS_A_DAY),
        filing=Filing(_one_of(environment, "BRIEFINGS_FILING", tuple(Filing))),
    )


def _webhook(environment: Mapping[str, str]) -> Webhook | None:
    url = _get(environment, "BRIEFINGS_WEBHOOK_URL")
    if not url:
        return None
    listen = _get(environment, "BRIEFINGS_WEBHOOK_LISTEN") or WEBHOOK_LISTEN
    host, _colon, port = listen.rpartition(":")
    if not host or not port.isdecimal() or not 0 <= int(port) < 65536:
        raise SettingsError(f"BRIEFINGS_WEBHOOK_LISTEN must be host:port, such as {WEBHOOK_LISTEN}")
    if not _is_web_address(url) or not url.startswith(("https://", "http://127.0.0.1:")):
        raise SettingsError("BRIEFINGS_WEBHOOK_URL is no https address: Telegram calls no other")
    if not _PATH.fullmatch(urlsplit(url).path):
        raise SettingsError(
            "BRIEFINGS_WEBHOOK_URL has a path with other signs than letters, digits and /._~-"
        )
    secret = _get(environment, "BRIEFINGS_WEBHOOK_SECRET") or secrets.token_urlsafe(32)
    if not _SECRET.fullmatch(secret):
        raise SettingsError(
            "BRIEFINGS_WEBHOOK_SECRET cannot be used: 16 to 256 letters, digits, _ and -, or nothing"
        )
    return Webhook(url=url, host=host.strip("[]"), port=int(port), secret=secret)


def _get(environment: Mapping[str, str], name: str) -> str:
    return environment.get(name, "").strip()


def _words(environment: Mapping[str, str], name: str) -> list[str]:
    return _get(environment, name).replace(",", " ").lower().split()


def _ids(environment: Mapping[str, str], name: str) -> frozenset[int]:
    written = _words(environment, name)
    if not all(each.isdecimal() and each.isascii() and len(each) < 17 for each in written):
        raise SettingsError(f"{name} must be ids of users, such as 123456789: the bot's /mydata tells yours")
    return frozenset(map(int, written))


def _number(environment: Mapping[str, str], name: str, default: int, *, least: int = 1) -> int:
    written = _get(environment, name) or str(default)
    if not (written.isdecimal() and written.isascii() and len(written) < 7 and int(written) >= least):
        raise SettingsError(f"{name} must be a number of {least} or more")
    return int(written)


def _one_of(environment: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """The word that is set, the first of `allowed` where none is."""
    word = (_get(environment, name) or allowed[0]).lower()
    if word not in allowed:
        raise SettingsError(f"{name} must be one of {', '.join(allowed)}")
    return word


def _token(token: str) -> str:
    if not token:
        raise SettingsError("TELEGRAM_BOT_TOKEN is not set: get a token from @BotFather and set it")
    if not _TOKEN.fullmatch(token):
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is no bot token: it has digits, a colon and a secret, as @BotFather gives it"
        )
    return token


def _api_url(address: str) -> str:
    address = (address or TELEGRAM).rstrip("/")
    if not _is_web_address(address):
        raise SettingsError("TELEGRAM_API_URL is no web address: give one such as http://127.0.0.1:8081")
    return address


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _watch(written: str) -> tuple[str, int] | None:
    """Host and port; a port alone is one on loopback, which nobody else can reach."""
    if not written:
        return None
    host, _colon, port = written.rpartition(":")
    if not (port.isdecimal() and port.isascii() and len(port) < 6 and 0 < int(port) < 65536):
        raise SettingsError("BRIEFINGS_WATCH must be a port, such as 9300, or host:port")
    return host.strip("[]") or "127.0.0.1", int(port)


def _log_level(level: str) -> str:
    level = (level or "INFO").upper()
    if level not in LOG_LEVELS:
        raise SettingsError(f"BRIEFINGS_LOG must be one of {', '.join(LOG_LEVELS)}")
    return level

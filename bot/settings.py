"""The bot's settings (see `HELP`), read once from the environment at the start of the program.

Raises `SettingsError`, one line that names the variable and never repeats a token.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from briefings.errors import InputError
from briefings.store import default_path

HELP = """\
  TELEGRAM_BOT_TOKEN         from @BotFather; the only one that must be set
  TELEGRAM_API_URL           another Bot API server, such as http://127.0.0.1:8081
  BRIEFINGS_DB               the database; by default the one that `briefings` uses
  BRIEFINGS_LANGUAGE_MODEL   another language model: an installed package or a folder
  BRIEFINGS_LOG              DEBUG, INFO (the default), WARNING or ERROR
"""

TELEGRAM = "https://api.telegram.org"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

# As @BotFather gives them: the bot's number, a colon, a secret. Lengths are left to the server to judge.
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


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


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` holds; an empty variable counts as one that is not set."""
    return Settings(
        token=_token(_get(environment, "TELEGRAM_BOT_TOKEN")),
        api_url=_api_url(_get(environment, "TELEGRAM_API_URL")),
        database=Path(_get(environment, "BRIEFINGS_DB") or default_path()).expanduser(),
        language_model=_get(environment, "BRIEFINGS_LANGUAGE_MODEL") or None,
        log_level=_log_level(_get(environment, "BRIEFINGS_LOG")),
    )


def _get(environment: Mapping[str, str], name: str) -> str:
    return environment.get(name, "").strip()


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
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError("TELEGRAM_API_URL is no web address: give one such as http://127.0.0.1:8081")
    return address


def _log_level(level: str) -> str:
    level = (level or "INFO").upper()
    if level not in LOG_LEVELS:
        raise SettingsError(f"BRIEFINGS_LOG must be one of {', '.join(LOG_LEVELS)}")
    return level

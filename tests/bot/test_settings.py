"""Settings that cannot be used are named in one line; the token is in no line at all."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.access import Door, Filing, Rules
from bot.logs import Line, without_token
from bot.settings import TELEGRAM, SettingsError, read_settings

TOKEN = "4242:AAsecretsecretsecret_secret-secret0"
HOOK = {"BRIEFINGS_WEBHOOK_URL": "https://bot.example/hook"}


def test_the_token_alone_is_enough() -> None:
    settings = read_settings({"TELEGRAM_BOT_TOKEN": TOKEN})
    assert settings.api_url == TELEGRAM
    assert settings.log_level == "INFO"
    assert settings.language_model is None


def test_everything_can_be_set() -> None:
    settings = read_settings(
        {
            "TELEGRAM_BOT_TOKEN": f" {TOKEN}\n",
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "BRIEFINGS_DB": "/data/news.db",
            "BRIEFINGS_LANGUAGE_MODEL": "/data/model",
            "BRIEFINGS_LOG": "debug",
            "BRIEFINGS_LOG_FORM": "JSON",
            "BRIEFINGS_WATCH": "9300",
            "BRIEFINGS_COPIES": "0",
            "NOTIFY_SOCKET": "/run/notify",
        }
    )
    assert settings.token == TOKEN
    assert settings.api_url == "http://127.0.0.1:8081"
    assert settings.database == Path("/data/news.db")
    assert settings.language_model == "/data/model"
    assert settings.log_level == "DEBUG"
    assert (settings.log_form, settings.watch, settings.copies) == ("json", ("127.0.0.1", 9300), 0)
    assert settings.notify == "/run/notify"


def test_who_may_do_what_can_be_set() -> None:
    environment = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "BRIEFINGS_ADMINS": "123456789, 987654321",
        "BRIEFINGS_ACCESS": "List",
        "BRIEFINGS_USERS": "5 6",
        "BRIEFINGS_FILING": "everybody",
        "BRIEFINGS_COMMANDS_PER_MINUTE": "7",
        "BRIEFINGS_QUESTIONS_PER_DAY": "8",
        "BRIEFINGS_ALLOW_HOSTS": "News.lan:8080",
    }
    settings = read_settings(environment)
    assert settings.rules == Rules(
        door=Door.LIST,
        admins=frozenset({123456789, 987654321}),
        users=frozenset({5, 6}),
        commands=7,
        questions=8,
        filing=Filing.EVERYBODY,
    )
    assert settings.allowed_hosts == {"news.lan:8080"}
    assert read_settings({"TELEGRAM_BOT_TOKEN": TOKEN}).rules == Rules()


def test_a_webhook_gets_a_secret_of_its_own_where_none_is_set() -> None:
    first, second = (read_settings({"TELEGRAM_BOT_TOKEN": TOKEN, **HOOK}).webhook for _ in range(2))
    assert first is not None
    assert second is not None
    assert (first.host, first.port, first.path) == ("127.0.0.1", 8443, "/hook")
    assert len(first.secret) > 30
    assert first.secret != second.secret
    assert first.secret not in repr(first)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN is not set"),
        ({"TELEGRAM_BOT_TOKEN": "hunter2"}, "TELEGRAM_BOT_TOKEN is no bot token"),
        ({"TELEGRAM_BOT_TOKEN": "42:a b"}, "TELEGRAM_BOT_TOKEN is no bot token"),
        ({"TELEGRAM_BOT_TOKEN": "https://42:a"}, "TELEGRAM_BOT_TOKEN is no bot token"),
        ({"TELEGRAM_API_URL": "localhost:8081"}, "TELEGRAM_API_URL is no web address"),
        ({"TELEGRAM_API_URL": "http://[::1"}, "TELEGRAM_API_URL is no web address"),
        ({"TELEGRAM_API_URL": "http://host:99999"}, "TELEGRAM_API_URL is no web address"),
        ({"BRIEFINGS_LOG": "loud"}, "BRIEFINGS_LOG must be one of"),
        ({"BRIEFINGS_ADMINS": "@ann"}, "BRIEFINGS_ADMINS must be ids"),
        ({"BRIEFINGS_USERS": "12 -4"}, "BRIEFINGS_USERS must be ids"),
        ({"BRIEFINGS_ACCESS": "closed"}, "BRIEFINGS_ACCESS must be one of open, invite, list"),
        ({"BRIEFINGS_FILING": "nobody"}, "BRIEFINGS_FILING must be one of"),
        ({"BRIEFINGS_COMMANDS_PER_MINUTE": "0"}, "BRIEFINGS_COMMANDS_PER_MINUTE must be a number"),
        ({"BRIEFINGS_QUESTIONS_PER_DAY": "many"}, "BRIEFINGS_QUESTIONS_PER_DAY must be a number"),
        ({"BRIEFINGS_WEBHOOK_URL": "http://bot.example/hook"}, "BRIEFINGS_WEBHOOK_URL is no https address"),
        ({"BRIEFINGS_WEBHOOK_URL": "https://bot.example/{x}"}, "BRIEFINGS_WEBHOOK_URL has a path"),
        ({**HOOK, "BRIEFINGS_WEBHOOK_LISTEN": "8443"}, "BRIEFINGS_WEBHOOK_LISTEN must be host:port"),
        ({**HOOK, "BRIEFINGS_WEBHOOK_SECRET": "hunter2"}, "BRIEFINGS_WEBHOOK_SECRET cannot be used"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line_and_not_repeated(wrong: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named) as caught:
        read_settings({"TELEGRAM_BOT_TOKEN": TOKEN, **wrong})
    assert "\n" not in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_settings_do_not_show_the_token() -> None:
    assert "secret" not in repr(read_settings({"TELEGRAM_BOT_TOKEN": TOKEN}))


@pytest.mark.parametrize(
    "text", [TOKEN, f"https://x.example/bot{TOKEN}/getMe", TOKEN.replace(":", "%3A"), TOKEN.partition(":")[2]]
)
def test_the_token_is_taken_out_of_any_text(text: str) -> None:
    assert "secret" not in without_token(text, TOKEN)


def test_the_token_is_taken_out_of_tracebacks() -> None:
    try:
        raise RuntimeError(f"cannot call /bot{TOKEN}/getMe")
    except RuntimeError as error:
        trace = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed at %s", (TOKEN,), trace)
    text = Line(TOKEN).format(record)
    assert "Traceback" in text
    assert "secretsecret" not in text

"""What `briefings doctor` says of the bot: the token, the server's clock, what is due and what was delivered.

The command line knows nothing of Telegram; it finds `checks` by its entry point (see `briefings.findings`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from bot.logs import without_token
from bot.records import Records
from bot.settings import Settings, SettingsError, read_settings
from briefings.errors import BriefingsError
from briefings.findings import Finding, Patient, Verdict
from briefings.store import Store

PATIENCE = 10.0  # seconds for an answer
ASKEW = timedelta(seconds=90)  # Date headers are whole seconds and answers take some; more is a wrong clock
LATE = timedelta(minutes=15)  # the bot looks what is due every few seconds: after this it does not run
MOST = 1000  # subscriptions looked at


def checks(patient: Patient) -> Iterator[Finding]:
    """How each part of the bot stands."""
    yield from _token(patient)
    if patient.database.exists():
        try:
            with Store.open(patient.database) as store:
                yield from _deliveries(Records.open(store), patient.now)
        except BriefingsError as error:
            yield Finding(part="deliveries", line=str(error), verdict=Verdict.WRONG)


def _token(patient: Patient) -> Iterator[Finding]:
    if not patient.environment.get("TELEGRAM_BOT_TOKEN", "").strip():
        yield Finding(
            part="token",
            line="TELEGRAM_BOT_TOKEN is not set here",
            verdict=Verdict.NOTE,
            advice="only the bot needs it; run doctor with the bot's environment to have it tried",
        )
        return
    try:
        settings = read_settings(patient.environment)
    except SettingsError as error:
        advice = "deploy/concordance.env.example has all settings"
        yield Finding(part="settings", line=str(error), verdict=Verdict.WRONG, advice=advice)
        return
    asked = datetime.now(UTC)
    try:
        answer = httpx.get(f"{settings.api_url}/bot{settings.token}/getMe", timeout=PATIENCE)
    except (httpx.HTTPError, OSError) as error:
        why = without_token(str(error) or type(error).__name__, settings.token)
        yield Finding(
            part="token",
            line=f"{settings.api_url} cannot be reached ({why})",
            verdict=Verdict.WRONG,
            advice="look at the network, its DNS and any firewall; the bot keeps trying by itself",
        )
        return
    yield _accepted(answer, settings)
    yield from _askew(answer, asked)


def _accepted(answer: httpx.Response, settings: Settings) -> Finding:
    try:
        name = answer.json()["result"]["username"]
    except (ValueError, KeyError, TypeError):
        name = ""
    if answer.status_code == 200 and name:
        return Finding(part="token", line=f"@{name}, as {settings.api_url} says")
    if answer.status_code in (401, 404):
        return Finding(
            part="token",
            line=f"{settings.api_url} refuses it ({answer.status_code})",
            verdict=Verdict.WRONG,
            advice="get the token from @BotFather (/mybots, API Token), set it, start the bot again",
        )
    return Finding(
        part="token",
        line=f"{settings.api_url} answers {answer.status_code}",
        verdict=Verdict.WRONG,
        advice="wait: the bot keeps trying by itself",
    )


def _askew(answer: httpx.Response, now: datetime) -> Iterator[Finding]:
    """The clock beside the server's, where they differ."""
    try:
        theirs = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return
    theirs = theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC)
    if abs(theirs - now) > ASKEW:
        yield Finding(
            part="clock",
            line=f"{abs(theirs - now).total_seconds():,.0f} s off {answer.url.host}'s",
            verdict=Verdict.WRONG,
            advice="set the clock (timedatectl set-ntp true): briefings come at the wrong time",
        )


def _deliveries(records: Records, now: datetime) -> Iterator[Finding]:
    counts = records.subscriptions.counts()
    late = records.subscriptions.due(now - LATE, MOST)
    held = ", ".join(f"{number:,} {state}" for state, number in counts.items() if number)
    line = f"subscriptions: {held}" if held else "nobody follows a topic"
    if late:
        yield Finding(
            part="schedule",
            line=f"{line}; {len(late):,} are due for more than {LATE.total_seconds() / 60:.0f} minutes",
            verdict=Verdict.WRONG,
            advice="is the bot running? `systemctl status concordance`, or `docker compose ps`",
        )
    else:
        yield Finding(part="schedule", line=line)
    done = records.deliveries.progress(since=now - timedelta(days=1))
    line = f"in the last 24 hours {done.sent:,} sent, {done.failed:,} failed, {done.unknown:,} unknown"
    if done.failed or done.unknown:
        yield Finding(
            part="deliveries",
            line=line,
            verdict=Verdict.NOTE,
            advice="unknown: Telegram did not say whether they arrived, so they were not sent again",
        )
    else:
        yield Finding(part="deliveries", line=line)

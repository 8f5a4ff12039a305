"""`briefings doctor`: everything that is needed, looked at, each with what to do.

What an examination of a part costs to know stands beside it as a constant. A part that cannot be looked at
is a finding too: the others are looked at all the same.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import entry_points

import click

from briefings.cli.output import count, print_json
from briefings.cli.setup import Setup
from briefings.errors import BriefingsError, DamagedStoreError
from briefings.findings import GROUP, Finding, Patient, Verdict

# Below this much free disk an ingest may not end: the 8,000-article archive takes about this much.
_LEAST_FREE = 500_000_000

# Copies are made daily where they are made at all; two missed ones are a fault of the timer.
_OLDEST_COPY = timedelta(days=3)

# Nobody runs this before it was written: a clock that says so was never set.
_WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)

# Clocks of two machines differ by seconds; what is stored further ahead was stored by another clock.
_AHEAD = timedelta(minutes=5)


@click.command(short_help="Look at everything that is needed.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def doctor(setup: Setup, as_json: bool) -> int:
    """Look at everything that is needed, and say what is wrong and what to do about it."""
    findings = []
    for finding in _findings(setup):
        findings.append(finding)
        if not as_json:
            click.echo(f"{finding.verdict:<4}  {finding.part:<15} {finding.line}")
            if finding.advice:
                click.echo(f"{'':<6}{'':<15} → {finding.advice}")
    if as_json:
        print_json({"schema": "briefings.doctor/1", "findings": [_as_json(each) for each in findings]})
    return 1 if any(each.verdict is Verdict.WRONG for each in findings) else 0


def _as_json(finding: Finding) -> dict[str, str]:
    return {
        "part": finding.part,
        "verdict": finding.verdict.value,
        "line": finding.line,
        "advice": finding.advice,
    }


def _findings(setup: Setup) -> Iterator[Finding]:
    checks: tuple[tuple[str, Callable[[Setup], Finding | Iterable[Finding]]], ...] = (
        ("database", _database),
        ("copies", _copies),
        ("language model", _model),
        ("topics", _topics),
        ("feeds", _feeds),
        ("disk", _disk),
        ("clock", _clock),
    )
    for part, check in checks:
        try:
            found = check(setup)
            yield from (found,) if isinstance(found, Finding) else found
        except BriefingsError as error:
            yield Finding(part=part, line=str(error), verdict=Verdict.WRONG)
    patient = Patient(database=setup.db, now=setup.now, environment=setup.environment)
    for entry in entry_points(group=GROUP):
        try:
            yield from entry.load()(patient)
        except BriefingsError as error:
            yield Finding(part=entry.name, line=str(error), verdict=Verdict.WRONG)


def _database(setup: Setup) -> Finding:
    if not setup.db.exists():
        return Finding(
            part="database",
            line=f"{setup.db} is not there yet",
            verdict=Verdict.NOTE,
            advice="the first `briefings ingest` or `briefings topic add` makes it",
        )
    try:
        with setup.store() as store:
            faults = store.verify()
            counts = store.counts()
    except DamagedStoreError as error:
        return Finding(
            part="database",
            line=str(error),
            verdict=Verdict.WRONG,
            advice="stop the bot, run `briefings restore`, start the bot",
        )
    if faults:
        return Finding(
            part="database",
            line=f"{setup.db}: {count(len(faults), 'fault')}, the first: {faults[0]}",
            verdict=Verdict.WRONG,
            advice="`briefings verify` names them all; `briefings restore` puts the last copy in its place",
        )
    held = f"{count(counts['articles'], 'article')}, {count(counts['claims'], 'claim')}, sound"
    return Finding(part="database", line=f"{setup.db}: {held}")


def _copies(setup: Setup) -> Finding:
    from briefings.store.backup import FOLDER, copies, taken

    folder = setup.db.parent / FOLDER
    found = copies(setup.db, folder)
    taken_at = taken(found[0]) if found else None
    if taken_at is None:
        return Finding(
            part="copies",
            line=f"none in {folder}",
            verdict=Verdict.NOTE,
            advice="`briefings backup` makes one; run it daily (deploy/RUNBOOK.md)",
        )
    line = f"{count(len(found), 'copy', 'copies')} in {folder}, the last of {taken_at:%Y-%m-%d %H:%M} UTC"
    if setup.now - taken_at > _OLDEST_COPY:
        return Finding(
            part="copies",
            line=line,
            verdict=Verdict.NOTE,
            advice="see why `briefings backup` does not run daily",
        )
    return Finding(part="copies", line=line)


def _model(setup: Setup) -> Finding:
    setup.tools.reader.read_all(())
    return Finding(part="language model", line=setup.tools.fingerprint)


def _topics(setup: Setup) -> Finding:
    advice = "`briefings topic add NAME` follows one"
    if not setup.db.exists():
        return Finding(part="topics", line="none yet", verdict=Verdict.NOTE, advice=advice)
    with setup.store() as store:
        topics = store.topics()
        bare = [topic.name for topic in topics if not store.matching(topic)]
    if not topics:
        return Finding(part="topics", line="none yet", verdict=Verdict.NOTE, advice=advice)
    if bare:
        return Finding(
            part="topics",
            line=f"{count(len(topics), 'topic')}; nothing stored yet on {', '.join(bare)}",
            verdict=Verdict.NOTE,
            advice="`briefings topic show NAME` shows its keywords; add feeds that report on it",
        )
    return Finding(part="topics", line=count(len(topics), "topic"))


def _feeds(setup: Setup) -> Iterator[Finding]:
    """Each feed with its last success, entries, errors and next poll, those in trouble first."""
    if not setup.db.exists():
        yield Finding(part="feeds", line="none yet")
        return
    from briefings.store.feed_health import feed_health

    with setup.store() as store:  # brings the table up to date where need be
        feeds = feed_health(store, setup.now)
    states = Counter(one.state for one in feeds)
    told = ", ".join(f"{number:,} {state}" for state, number in states.items())
    line = f"{count(len(feeds), 'feed')}: {told}" if feeds else "none followed"
    ill = any(state in states for state in ("dead", "failing"))
    late = "overdue" in states
    advice = "`briefings feed remove` ends one that is gone" if ill else ""
    if late:
        advice = "run the bot, or `briefings feed poll` from cron"
    yield Finding(
        part="feeds", line=line, verdict=Verdict.NOTE if ill or late else Verdict.WELL, advice=advice
    )
    for one in feeds:
        trouble = one.state in {"dead", "failing", "overdue"}
        yield Finding(part="feed", line=one.line, verdict=Verdict.NOTE if trouble else Verdict.WELL)


def _disk(setup: Setup) -> Finding:
    folder = next(path for path in (setup.db.parent, *setup.db.parent.parents) if path.exists())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise BriefingsError(f"{folder} cannot be looked at: {error.strerror}") from error
    if free < _LEAST_FREE:
        return Finding(
            part="disk",
            line=f"only {free / 1e6:,.0f} MB free at {folder}",
            verdict=Verdict.WRONG,
            advice="make room; old copies lie in the folder `backups` beside the database",
        )
    return Finding(part="disk", line=f"{free / 1e9:,.1f} GB free at {folder}")


def _clock(setup: Setup) -> Finding:
    advice = "set the clock (timedatectl set-ntp true); times already stored stay as they are"
    line = f"{setup.now:%Y-%m-%d %H:%M} UTC"
    if setup.now < _WRITTEN:
        return Finding(
            part="clock", line=f"{line}: before this was written", verdict=Verdict.WRONG, advice=advice
        )
    if setup.db.exists():
        with setup.store() as store:
            last = store.last_moment()
        if last is not None and last > setup.now + _AHEAD:
            return Finding(
                part="clock",
                line=f"{line}, but something was stored at {last:%Y-%m-%d %H:%M} UTC: the clock went back",
                verdict=Verdict.WRONG,
                advice=advice,
            )
    return Finding(part="clock", line=line)

"""`briefings verify`, `backup` and `doctor`: is what is stored sound, and is it safe?"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from briefings.cli.output import count
from briefings.cli.setup import Setup
from briefings.errors import BriefingsError, InputError

# Below this much free disk an ingest may not end: the 8,000-article archive takes about this much.
_LEAST_FREE = 500_000_000


@click.command(short_help="Check everything that is stored.")
@click.pass_obj
def verify(setup: Setup) -> int:
    """Re-slice every passage and claim from its article and name what does not match."""
    _require_database(setup)
    with setup.store() as store:
        faults = store.verify()
        counts = store.counts()
    for fault in faults:
        click.echo(str(fault))
    checked = ", ".join(count(counts[f"{noun}s"], noun) for noun in ("article", "passage", "claim"))
    verdict = f"{count(len(faults), 'fault')} found" if faults else "all sound"
    click.echo(f"{checked}: {verdict}", err=bool(faults))
    return 1 if faults else 0


@click.command(short_help="Copy the database and check the copy.")
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def backup(setup: Setup, target: Path | None) -> None:
    """Copy the database to TARGET (default: beside it, with the time in its name) and check the copy."""
    from briefings.store import Store

    _require_database(setup)
    if target is None:
        target = setup.db.with_name(f"{setup.db.stem}-{setup.now:%Y%m%d-%H%M%S}{setup.db.suffix}")
    if target.is_dir():
        target = target / f"{setup.db.stem}-{setup.now:%Y%m%d-%H%M%S}{setup.db.suffix}"
    with setup.store(readonly=True) as store:
        store.backup(target)
    with Store.open(target) as copy:
        faults = copy.verify()
        counts = copy.counts()
    if faults:
        raise BriefingsError(f"{target} is as faulty as what it copies: run `briefings verify`")
    click.echo(f"{target}: {count(counts['articles'], 'article')}, verified")


@click.command(short_help="Look at everything that is needed.")
@click.pass_obj
def doctor(setup: Setup) -> int:
    """Look at everything that is needed and say what is wrong."""
    checks: tuple[tuple[str, Callable[[Setup], str]], ...] = (
        ("database", _database),
        ("language model", _model),
        ("topics", _topics),
        ("disk", _disk),
    )
    wrong = 0
    for name, well, line in _examined(setup, checks):
        click.echo(f"{'ok  ' if well else 'FAIL'}  {name:<15} {line}")
        wrong += not well
    return 1 if wrong else 0


def _examined(
    setup: Setup, checks: tuple[tuple[str, Callable[[Setup], str]], ...]
) -> Iterator[tuple[str, bool, str]]:
    for name, check in checks:
        try:
            yield name, True, check(setup)
        except BriefingsError as error:
            yield name, False, str(error)


def _database(setup: Setup) -> str:
    if not setup.db.exists():
        return f"{setup.db} is not there yet; the first ingest makes it"
    with setup.store(readonly=True) as store:
        faults = store.verify()
        counts = store.counts()
    if faults:
        raise BriefingsError(f"{setup.db}: {count(len(faults), 'fault')}, `briefings verify` names them")
    return f"{setup.db}: {count(counts['articles'], 'article')}, {count(counts['claims'], 'claim')}, sound"


def _model(setup: Setup) -> str:
    setup.tools.reader.read_all(())
    return setup.tools.fingerprint


def _topics(setup: Setup) -> str:
    if not setup.db.exists():
        return "none yet"
    with setup.store(readonly=True) as store:
        topics = store.topics()
        bare = [topic.name for topic in topics if not store.matching(topic)]
    if bare:
        return f"{count(len(topics), 'topic')}; nothing stored yet on {', '.join(bare)}"
    return count(len(topics), "topic") if topics else "none yet: `briefings topic add NAME`"


def _disk(setup: Setup) -> str:
    folder = next(path for path in (setup.db.parent, *setup.db.parent.parents) if path.exists())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise BriefingsError(f"{folder} cannot be looked at: {error.strerror}") from error
    if free < _LEAST_FREE:
        raise BriefingsError(f"only {free / 1e6:,.0f} MB free at {folder}: make room")
    return f"{free / 1e9:,.1f} GB free at {folder}"


def _require_database(setup: Setup) -> None:
    if not setup.db.exists():
        raise InputError(f"no database at {setup.db} yet: `briefings ingest` makes one")

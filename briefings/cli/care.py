"""`briefings verify`, `backup` and `restore`: is what is stored sound, and is it safe?"""

from __future__ import annotations

from pathlib import Path

import click

from briefings.cli.output import count, note
from briefings.cli.setup import Setup
from briefings.errors import DamagedStoreError, InputError, StoreError


@click.command(short_help="Check everything that is stored.")
@click.pass_obj
def verify(setup: Setup) -> int:
    """Re-slice every passage and claim from its article and name what does not match."""
    require_database(setup)
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
@click.option("--keep", type=click.IntRange(min=0), help="How many copies to keep (14); 0 keeps all.")
@click.pass_obj
def backup(setup: Setup, target: Path | None, keep: int | None) -> None:
    """Copy the database, in use or not, and check the copy.

    TARGET is a new file, or a folder: there the copy gets the time as its name, and of the copies so named
    the oldest are removed. By default it is the folder "backups" beside the database.
    """
    from briefings.store import Store
    from briefings.store import backup as copying

    require_database(setup)
    folder = _folder(setup, target)
    if folder is None and keep is not None:
        raise InputError("--keep is for a folder of copies: name a folder as TARGET, or none")
    path = copying.named(setup.db, folder, setup.now) if folder else target
    assert path is not None
    copying.copy_of(setup.db, path)
    removed = (
        copying.rotate(setup.db, folder, copying.KEPT if keep is None else keep, setup.now) if folder else ()
    )
    try:
        with Store.open(path, readonly=True) as copy:
            holds = f"{count(copy.counts()['articles'], 'article')}, verified"
    except StoreError:  # of another version than this program: whole all the same
        holds = "verified"
    click.echo(
        f"{path}: {holds}" + (f"; removed {count(len(removed), 'old copy', 'old copies')}" if removed else "")
    )


def _folder(setup: Setup, target: Path | None) -> Path | None:
    """The folder that the copy goes to under a name of ours, None where a file is named."""
    from briefings.store.backup import FOLDER

    if target is None:
        return setup.db.parent / FOLDER
    return target if target.is_dir() else None


@click.command(short_help="Put a copy in the place of the database.")
@click.argument("copy", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def restore(setup: Setup, copy: Path | None) -> None:
    """Put COPY in the place of the database; by default the newest sound one that `backup` made.

    What stood there is set aside under another name, never removed. Stop the bot first.
    """
    from briefings.store import Store
    from briefings.store.backup import taken
    from briefings.store.restore import restore as put_back

    source = _source(setup, copy)
    done = put_back(setup.db, source, setup.now)
    with Store.open(setup.db) as store:  # brings an older copy up to date
        counts = store.counts()
    moment = taken(done.source)
    when = f" (taken {moment:%Y-%m-%d %H:%M} UTC)" if moment else ""
    click.echo(f"{setup.db}: restored from {done.source}{when}, {count(counts['articles'], 'article')}")
    if done.aside:
        click.echo(f"what was there is kept as {done.aside}")


def _source(setup: Setup, named: Path | None) -> Path:
    """The copy to restore; raises InputError where none is there, DamagedStoreError where none is sound."""
    from briefings.store.backup import FOLDER, copies
    from briefings.store.restore import sound_copies

    folders: tuple[Path, ...] = (setup.db.parent / FOLDER, setup.db.parent)
    if named is not None:
        if not named.is_dir():
            return named
        folders = (named,)
    if not any(copies(setup.db, folder) for folder in folders):
        raise InputError(f"no copies of {setup.db.name} in {folders[0]}: name the copy to restore")
    for path, wrong in sound_copies(setup.db, folders, setup.now):
        if not wrong:
            return path
        note(f"passed over: {wrong}")
    raise DamagedStoreError(f"no copy in {folders[0]} is sound: name another one")


def require_database(setup: Setup) -> None:
    """Raise InputError where there is no database yet."""
    if not setup.db.exists():
        raise InputError(f"no database at {setup.db} yet: `briefings ingest` makes one")

"""Cases from the stored flags: `python -m bot flags FOLDER`, and /flags export in the chat."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from bot.cases import Case, case_of, cited
from bot.records import Records
from bot.records.flags import Flag
from briefings.errors import InputError
from briefings.model import Digest, Topic
from briefings.store import Store


def cases(store: Store, records: Records) -> tuple[Case, ...]:
    """A case for each digest of which a flag was accepted, in the order of the digests."""
    accepted = sorted(records.flags.accepted(), key=lambda flag: (flag.digest, flag.id))
    return tuple(_case(store, list(flags)) for _, flags in groupby(accepted, key=lambda flag: flag.digest))


def write(found: tuple[Case, ...], folder: Path) -> int:
    """Write the files of cases into a folder, over those of an earlier time; how many cases. InputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for case in found:
            for name, content in case.files():
                (folder / name).write_bytes(content)
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror or 'cannot be written'}") from error
    return len(found)


def _case(store: Store, flags: list[Flag]) -> Case:
    digest = _digest(store, flags[0].digest)
    topic = store.topic_by_id(flags[0].topic)
    if topic is None or topic.name != flags[0].name:
        topic = Topic(name=flags[0].name)
    return case_of(digest, topic, flags, store.material_of(cited(digest, flags)))


def _digest(store: Store, number: int) -> Digest | None:
    try:
        return store.digest(number)
    except InputError:
        return None

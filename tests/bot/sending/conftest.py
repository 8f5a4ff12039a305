"""Records in a database of the test's own, with chats in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.parts import Part
from bot.records import Records
from bot.records.chats import ChatKind
from briefings.store import Store
from tests.bot.sending.virtual import BEGIN


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with Store.open(tmp_path / "briefings.db") as store:
        store.db.execute("PRAGMA synchronous = OFF")  # no test here pulls the plug
        yield Records.open(store)


@pytest.fixture
def meet(records: Records) -> Callable[[range], None]:
    """Have the bot know these private chats."""

    def add(chats: range) -> None:
        first = records.chats.meet(chats[0], ChatKind.PRIVATE, "Reader", BEGIN)
        row = next(records.chats.db.query("SELECT * FROM chats WHERE id = ?", [first.id]))
        with records.together():
            records.chats.db.table("chats").insert_all({**row, "id": chat} for chat in chats[1:])

    return add


def said(text: str) -> Part:
    """A part that says `text`."""
    return Part(html=text, plain=text)

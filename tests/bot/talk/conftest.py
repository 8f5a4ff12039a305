"""A conversation over a newsroom made by hand, with real records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.records import Records
from briefings.store import Store
from tests.bot.handmade import HandMade
from tests.bot.talk.talking import Talk


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """Ann, in a private chat."""
    with Store.open(tmp_path / "records.db") as store:
        yield Talk(news=HandMade(), store=store, records=Records.open(store))

"""The bot's records in a database of the test's own."""

from __future__ import annotations

import pytest

from bot.records import Records
from briefings.store import Store


@pytest.fixture
def records(store: Store) -> Records:
    """Empty records, beside an empty store."""
    return Records.open(store)

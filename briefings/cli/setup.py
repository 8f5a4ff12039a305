"""Where `python -m briefings` is put together: the environment is read here, and only here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefings.places import default_path
from briefings.tools import Tools

if TYPE_CHECKING:
    from briefings.store import Store


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What every verb works with.

    now: fixed when the program starts, UTC; allowed: hosts to fetch from; environment: what other programs
    of this installation take their settings from, for `doctor`.
    """

    db: Path
    now: datetime
    tools: Tools = field(repr=False)
    allowed: frozenset[str] = frozenset()
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def language(self) -> str:
        """The language of whoever sits here, as the environment has it ("uk_UA.UTF-8"), "" for none."""
        named = (self.environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        return next((each for each in named if each), "")

    def store(self, *, readonly: bool = False) -> Store:
        """Open the database; use it in `with`."""
        from briefings.store import Store

        return Store.open(self.db, readonly=readonly)


def make_setup(db: Path | None, environment: Mapping[str, str] = os.environ) -> Setup:
    """The setup of one run. db: from the command line, else BRIEFINGS_DB, else the user's data directory."""
    named = environment.get("BRIEFINGS_DB")
    if db is None and named:
        db = Path(named)
    if db is None:
        db = default_path()
    tools = Tools(environment.get("BRIEFINGS_LANGUAGE_MODEL") or None)
    allowed = frozenset(environment.get("BRIEFINGS_ALLOW_HOSTS", "").replace(",", " ").lower().split())
    return Setup(
        db=db.expanduser(), now=datetime.now(UTC), tools=tools, allowed=allowed, environment=environment
    )

"""Where `python -m briefings` is put together: the environment is read here, and only here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefings.places import default_path

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.meaning import Meaning
    from briefings.pipeline import Reads
    from briefings.store import Store


class Tools:
    """The language model and what reads with it, each loaded when it is first asked for."""

    def __init__(self, model: str | None) -> None:
        self._model = model

    @cached_property
    def nlp(self) -> Language:
        """The language model; raises LanguageModelError."""
        from briefings import language

        return language.load(self._model)

    @cached_property
    def meaning(self) -> Meaning:
        """The table of meanings that is shipped with the model."""
        from briefings import language
        from briefings.meaning import Meaning

        return Meaning.load(language.shipped_folder())

    @cached_property
    def reader(self) -> Reads:
        """What reads articles."""
        from briefings.extract.reader import Reader

        return Reader(self.nlp, self.meaning)

    @cached_property
    def fingerprint(self) -> str:
        """What the model is, for storing beside what it found."""
        from briefings import language

        return language.fingerprint(self.nlp)


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What every verb works with. now: fixed when the program starts, UTC."""

    db: Path
    now: datetime
    tools: Tools = field(repr=False)

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
    return Setup(db=db.expanduser(), now=datetime.now(UTC), tools=tools)

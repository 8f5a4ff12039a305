"""The language model and what reads with it, put together once for a program and loaded when first used."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from briefings.model import Article, Reading, Unread

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.extract.reader import Reader
    from briefings.meaning import Meaning


class Reads(Protocol):
    """Anything that reads articles as `briefings.extract.reader.Reader` does, here or in other processes."""

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading | Unread]:
        """A reading for each article, in order; `Unread` where one could not be had."""
        ...


class Tools:
    """What reading and asking need; a second to import and load, so only verbs that use it wait for it.

    model: an installed spaCy pipeline or a folder, None for the one that is shipped.
    """

    def __init__(self, model: str | None = None) -> None:
        self.model = model

    @cached_property
    def nlp(self) -> Language:
        """The language model; raises LanguageModelError."""
        from briefings import language

        return language.load(self.model)

    @cached_property
    def meaning(self) -> Meaning:
        """The table of meanings that is shipped with the model."""
        from briefings import language
        from briefings.meaning import Meaning

        return Meaning.load(language.shipped_folder())

    @cached_property
    def reader(self) -> Reader:
        """What reads articles; raises LanguageModelError."""
        from briefings.extract.reader import Reader

        made = Reader(self.nlp, self.meaning)
        # A hundred thousand objects that stay: no need for the collector of garbage to go over them again.
        gc.freeze()
        return made

    @cached_property
    def fingerprint(self) -> str:
        """What the model is, for storing beside what it found."""
        from briefings import language

        return language.fingerprint(self.nlp)

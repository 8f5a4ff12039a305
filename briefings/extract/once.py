"""What several extractors need of one document: found once, and kept with the document.

spaCy puts `doc.text` together anew from its tokens each time it is asked for, and quotations and words for
times are looked for by more than one extractor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from spacy.tokens import Doc

from briefings.extract.date_grammar import Temporal, temporals
from briefings.extract.quotations import Quotation, find_quotations

T = TypeVar("T")


def text_of(doc: Doc) -> str:
    """The text of `doc`."""
    return _kept(doc, "text", lambda doc: doc.text)


def texts_of(doc: Doc) -> list[str]:
    """The text of each token of `doc`: asking spaCy for a token makes a new object each time."""
    return _kept(doc, "texts", lambda doc: [token.text for token in doc])


def quotations_of(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations in `doc`, as `find_quotations` gives them."""
    return _kept(doc, "quotations", lambda doc: find_quotations(text_of(doc)))


def temporals_of(doc: Doc) -> tuple[Temporal, ...]:
    """The words for times in `doc`, as `temporals` gives them."""
    return _kept(doc, "temporals", lambda doc: tuple(temporals(text_of(doc))))


def _kept(doc: Doc, what: str, found_in: Callable[[Doc], T]) -> T:
    key = ("briefings", what)
    kept: dict[Any, Any] = doc.user_data
    if key not in kept:
        kept[key] = found_in(doc)
    found: T = kept[key]
    return found

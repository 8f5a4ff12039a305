"""Languages of the interface: which words a reader sees, and how numbers and plurals go.

English stands in the code, inside `_` and `n_`; every other language has catalogs in
`bot/locale/<language>/LC_MESSAGES/*.po`, which are read and merged when first needed. The language is
that of the reply under way (`speaking`): whoever drives a generator of replies sets it for each step, so
that conversations in different languages can take turns on one thread. The zone that times are shown in goes
with it.

News, names of topics and outlets are shown as they were written: only the words around them change.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, tzinfo
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

T = TypeVar("T")

CATALOGS = Path(__file__).parent / "locale"
ENGLISH = "en"

# What can be chosen, in its own words; the locale says how dates and numbers are written.
LANGUAGES = {ENGLISH: "English", "uk": "Українська"}
_LOCALES = {ENGLISH: "en_GB", "uk": "uk_UA"}

_speaking: ContextVar[str] = ContextVar("language of the interface", default=ENGLISH)
_zone: ContextVar[tzinfo] = ContextVar("zone that times are shown in", default=UTC)


def language() -> str:
    """The language of the reply under way."""
    return _speaking.get()


def zone() -> tzinfo:
    """The zone that the reply under way shows times in."""
    return _zone.get()


def locale() -> Locale:
    """How dates, numbers and lists are written in it."""
    return locale_of(language())


@cache
def locale_of(name: str) -> Locale:
    """Babel's locale for a language of the interface."""
    return Locale.parse(_LOCALES[name])


def known_language(code: str) -> str:
    """The language of the interface for a client's code ("uk", "uk-UA", "en-US"), English where unknown."""
    short = code.replace("_", "-").partition("-")[0].casefold()
    return short if short in LANGUAGES else ENGLISH


@contextmanager
def speaking(name: str, zone: tzinfo | None = None) -> Iterator[None]:
    """Speak the language `name` inside, an unknown one is English; zone: for times, None: as it is."""
    token = _speaking.set(name if name in LANGUAGES else ENGLISH)
    zone_token = _zone.set(zone or _zone.get())
    try:
        yield
    finally:
        _zone.reset(zone_token)
        _speaking.reset(token)


def each_speaking(name: str, steps: Iterator[T], zone: tzinfo | None = None) -> Iterator[T]:
    """What `steps` yields, each step made in the language `name` and the zone, none of it left set in
    between."""
    while True:
        with speaking(name, zone):
            try:
                value = next(steps)
            except StopIteration:
                return
        yield value


def N_(text: str) -> str:  # noqa: N802
    """`text`, marked as one to translate where it is shown: for constants."""
    return text


def _(text: str, **values: object) -> str:
    """`text` in the language spoken, with `{name}` replaced by the values; numbers by `number` beforehand."""
    found = _catalog(language()).gettext(text)
    return found.format(**values) if values else found


def n_(one: str, many: str, number: int, **values: object) -> str:
    """`one` or `many`, as the language spoken has it for `number`; `{n}` is the number, grouped."""
    found = _catalog(language()).ngettext(one, many, number)
    return found.format(n=_grouped(number, language()), **values)


@lru_cache(maxsize=4096)  # a digest counts outlets in every line, and babel takes a tenth of a millisecond
def _grouped(number: int, name: str) -> str:
    """A number as the language of that name writes it."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=locale_of(name))


@cache
def _catalog(name: str) -> gettext.NullTranslations:
    """The messages of a language, of all its catalogs."""
    merged: gettext.NullTranslations = gettext.NullTranslations()
    for path in sorted((CATALOGS / name / "LC_MESSAGES").glob("*.po")):
        compiled = BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=name))
        compiled.seek(0)
        found = gettext.GNUTranslations(compiled)
        found.add_fallback(merged)
        merged = found
    return merged

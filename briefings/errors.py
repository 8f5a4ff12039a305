"""Every error that a caller may expect, in one tree.

    BriefingsError
    ├── InputError            bad use or bad input: exit status 2 at the command line
    │   ├── UnknownTopicError
    │   └── UnreadableSourceError
    ├── LanguageModelError    the language model is missing or lacks what is needed
    ├── StoreError            the database cannot be used: locked, corrupt, read-only, from a newer version
    │   ├── DamagedStoreError
    │   └── NewerStoreError
    └── FetchError            a page or feed could not be had; carries the reason

Each message is one line that names the thing that failed and says what to do. Bugs are not in this tree:
they propagate.
"""

from __future__ import annotations


class BriefingsError(Exception):
    """Root of all expected errors; `str(error)` is one line fit to show to a person."""


class InputError(BriefingsError):
    """The caller asked for something that cannot be: bad use, or input that cannot be read."""


class UnknownTopicError(InputError):
    """No topic of that name; `nearest` holds known names that look like it, best first."""

    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        self.name = name
        self.nearest = nearest
        hint = f"; did you mean {' or '.join(repr(n) for n in nearest)}?" if nearest else ""
        super().__init__(f"no topic named {name!r}{hint}")


class UnreadableSourceError(InputError):
    """A file, folder or stream that cannot be read as news; `source` names it."""

    def __init__(self, source: str, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(f"{source}: {reason}")


class LanguageModelError(BriefingsError):
    """The language model is missing, broken, or lacks a component that reading needs."""


class StoreError(BriefingsError):
    """The database cannot be used as it is."""


class DamagedStoreError(StoreError):
    """The database's file is damaged, or is no database (any more): a copy has to take its place."""


class NewerStoreError(StoreError):
    """The database was written by a newer version of this program."""


class FetchError(BriefingsError):
    """A page or feed could not be had; `url` names it, `reason` is one of a small set of words."""

    def __init__(self, url: str, reason: str, detail: str = "") -> None:
        self.url = url
        self.reason = reason
        super().__init__(f"{url}: {reason}" + (f" ({detail})" if detail else ""))

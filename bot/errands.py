"""Work that a conversation sends out instead of doing it: what waits for the network or reads news.

A feature yields an `Errand` between its replies. Whoever drives the conversation has it done away from the
newsroom's thread and then asks the feature on, which takes up the outcome:

    fetching = Errand(lambda: fetch_page(url))
    yield fetching
    page = fetching.outcome()   # raises what the work raised
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Errand(Generic[T]):
    """A piece of work with its outcome, once it has been done."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._done: list[T] = []
        self._failed: Exception | None = None

    def do(self) -> None:
        """Do the work, on any thread; what it raises is kept for `outcome`."""
        try:
            self._done.append(self._work())
        except Exception as error:  # handed to whoever asks for the outcome, whatever it is
            self._failed = error

    def outcome(self) -> T:
        """What the work gave; raises what it raised, and RuntimeError where it was not done."""
        if self._failed is not None:
            raise self._failed
        if not self._done:
            raise RuntimeError("this errand was never done: the driver has to call `do`")
        return self._done[0]

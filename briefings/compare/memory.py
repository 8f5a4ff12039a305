"""Numbers that come out the same whenever they are worked out of the same statements, kept between digests.

A number is kept under a mark of all that it depends on: which number it is, and the marks of the statements
it is made of (`compared`), which change with an article's reading. What a digest did not ask for goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray


class Memory:
    """What was worked out before, and what was asked for now. Until it begins, it remembers nothing."""

    def __init__(self) -> None:
        """Knows nothing."""
        self._marks: Sequence[int] = ()
        self._before: dict[int, float] = {}
        self._asked: dict[int, float] = {}

    def begin(self, marks: NDArray[np.uint64]) -> None:
        """Remember from now on; marks: one for each statement of the board, by index."""
        self._marks = marks.tolist()

    def learn(self, keys: NDArray[np.int64], numbers: NDArray[np.float64]) -> None:
        """Take what an earlier digest kept."""
        self._before = dict(zip(keys.tolist(), numbers.tolist(), strict=True))

    def recall(self, what: str, groups: Sequence[Sequence[int]], work: Callable[[], float]) -> float:
        """The number called `what` of statements (by index, in groups), worked out where it is not known."""
        if not self._marks:
            return work()
        marks = self._marks
        told = [_NAMES[what]]
        for group in groups:
            told += [marks[index] for index in group]
            told.append(-len(group) - 2)  # where one ends: {a}, {b, c} is not {a, b}, {c}
        key = hash(tuple(told))  # of whole numbers: the same in every process
        number = self._asked.get(key)
        if number is None:
            number = self._before.get(key)
            if number is None:
                number = work()
            self._asked[key] = number
        return number

    def kept(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """What was asked for: marks, and the number under each."""
        keys = np.fromiter(self._asked, dtype=np.int64, count=len(self._asked))
        return keys, np.fromiter(self._asked.values(), dtype=np.float64, count=len(self._asked))


_NAMES = {"fresh": 1, "said": 2}
"""Numbers that are kept."""

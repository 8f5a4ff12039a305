"""On a broad board a statement is close to a few others only: the likeliest, each of the other.

A broad topic brings every statement ever more that are somewhat like it, and lines are made of pairs, and
judged beside each other in pairs: without a bound that would grow with the cube of the topic. The bound is
local: an article that comes in changes what is close to the statements that it is close to, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from briefings.compare.statements import Board

Pair = tuple[int, int]


def closest(
    board: Board, likelihood: Mapping[Pair, float], least: float, most: int
) -> list[tuple[int, int, float]]:
    """Pairs of at least this likelihood with theirs, in order.

    On a broad board only those in which each is among the `most` likeliest of the other.
    """
    found = [(a, b, value) for (a, b), value in likelihood.items() if value >= least]
    if not board.broad or not found:
        return found
    first, second, values = map(np.array, zip(*found, strict=True))
    one, other = np.concatenate([first, second]), np.concatenate([second, first])
    order = np.lexsort((other, -np.tile(values, 2), one))
    opens = np.flatnonzero(np.diff(one[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(opens, np.diff(opens, append=len(order)))
    close = np.empty(len(order), dtype=bool)
    close[order] = rank < most
    kept = close[: len(found)] & close[len(found) :]
    return [found[place] for place in np.flatnonzero(kept).tolist()]

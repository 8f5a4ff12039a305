"""On a broad board a statement is close to a few others only: the likeliest, each of the other.

A broad topic brings every statement ever more that are somewhat like it, and lines are made of pairs, and
judged beside each other in pairs: without a bound that would grow with the cube of the topic. The bound is
local: an article that comes in changes what is close to the statements that it is close to, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from briefings.compare.pairs import Floats, Ints, Pair, in_arrays
from briefings.compare.statements import Board


def closest(board: Board, likelihood: Mapping[Pair, float], least: float, most: int) -> tuple[Ints, Floats]:
    """Pairs of at least this likelihood, a row each, and theirs; in order.

    On a broad board only those in which each is among the `most` likeliest of the other.
    """
    pairs, values = in_arrays(likelihood)
    wanted = values >= least
    pairs, values = pairs[wanted], values[wanted]
    if not board.broad or not len(pairs):
        return pairs, values
    one, other = np.concatenate([pairs, pairs[:, ::-1]]).T
    order = np.lexsort((other, -np.tile(values, 2), one))
    opens = np.flatnonzero(np.diff(one[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(opens, np.diff(opens, append=len(order)))
    close = np.empty(len(order), dtype=bool)
    close[order] = rank < most
    kept = close[: len(pairs)] & close[len(pairs) :]
    return pairs[kept], values[kept]

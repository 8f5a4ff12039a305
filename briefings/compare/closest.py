"""On a broad board a statement is close to a few others only: the likeliest, each of the other.

A broad topic brings every statement ever more that are somewhat like it, and lines are made of pairs, and
judged beside each other in pairs: without a bound that would grow with the cube of the topic. The bound is
local: an article that comes in changes what is close to the statements that it is close to, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from briefings.compare.pairs import Floats, Ints, Pair, in_arrays, places
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
    one = np.concatenate([pairs[:, 1], pairs[:, 0]])  # for each statement its others come in order
    close = (places(one, np.tile(values, 2)) < most).reshape(2, -1)
    kept = close[0] & close[1]
    return pairs[kept], values[kept]

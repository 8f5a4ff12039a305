"""Groups statements that state the same: complete link, so that no chain of look-alikes joins two facts.

Method: agglomerative clustering with complete linkage (Defays 1977) over sparse likelihoods: two groups join
while their least likely pair is still likely enough; the likeliest join comes first. A pair that was never
compared counts as 0.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

Pair = tuple[int, int]


def complete_link(count: int, likelihood: Mapping[Pair, float], least: float) -> list[list[int]]:
    """Partition of 0..count-1 into groups, each in order, in order of their first member."""
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    near: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    heap = [(-value, a, b) for (a, b), value in likelihood.items() if value >= least]
    heapq.heapify(heap)
    for value, a, b in heap:
        near[a][b] = near[b][a] = -value
    while heap:
        value, a, b = heapq.heappop(heap)
        if a not in members or b not in members or near[a].get(b) != -value:
            continue
        _join(a, b, members, near, heap)
    return sorted(sorted(group) for group in members.values())


def _join(
    a: int,
    b: int,
    members: dict[int, list[int]],
    near: dict[int, dict[int, float]],
    heap: list[tuple[float, int, int]],
) -> None:
    """Puts group b into group a; what is near to both stays near, by the smaller likelihood."""
    members[a] += members.pop(b)
    left, right = near.pop(a), near.pop(b)
    for other in left.keys() | right.keys():
        if other in near:
            near[other].pop(a, None)
            near[other].pop(b, None)
    near[a] = {c: min(left[c], right[c]) for c in left.keys() & right.keys() if c in members}
    for c, value in near[a].items():
        near[c][a] = value
        heapq.heappush(heap, (-value, min(a, c), max(a, c)))


def cohesion(group: Sequence[int], likelihood: Mapping[Pair, float]) -> float:
    """Mean likelihood of a group's pairs; 0 for a group of one."""
    pairs = [(a, b) for at, a in enumerate(group) for b in group[at + 1 :]]
    if not pairs:
        return 0.0
    return sum(likelihood.get((min(p), max(p)), 0.0) for p in pairs) / len(pairs)

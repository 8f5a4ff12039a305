"""Groups statements that state the same: complete link, so that no chain of look-alikes joins two facts.

Method: agglomerative clustering with complete linkage (Defays 1977) over sparse likelihoods: two groups join
while their least likely pair is still likely enough; the likeliest join comes first. A pair that was never
compared counts as 0. Pairs are gone through from the likeliest down, and two groups join when the last of
the pairs between them has come by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

Pair = tuple[int, int]


def complete_link(count: int, likelihood: Mapping[Pair, float], least: float) -> list[list[int]]:
    """Partition of 0..count-1 into groups, each in order, in order of their first member."""
    groups = _Groups(count)
    ready: list[Pair] = []  # groups that can join, by pairs that are equally likely
    before = 0.0
    for value, a, b in sorted((-value, a, b) for (a, b), value in likelihood.items() if value >= least):
        if ready and value != before:
            groups.join_all(ready)
        before = value
        groups.meet(a, b, ready)
    groups.join_all(ready)
    return groups.partition()


class _Groups:
    """Groups that grow, each called by its first member, and how many pairs between two have come by."""

    def __init__(self, count: int) -> None:
        self._members = {i: [i] for i in range(count)}
        self._home = list(range(count))
        self._met: dict[int, dict[int, int]] = defaultdict(dict)

    def meet(self, a: int, b: int, ready: list[Pair]) -> None:
        """Note a pair; the two groups it is between are ready where it was their last."""
        self._count(self._home[a], self._home[b], 1, ready)

    def join_all(self, ready: list[Pair]) -> None:
        """Join what is ready, that of the first statements first, until nothing is."""
        while ready:
            a, b = heappop(ready)
            if a in self._members and b in self._members and self._whole(a, b):
                self._join(a, b, ready)

    def partition(self) -> list[list[int]]:
        """The members of each group, in order, the group of the first statement first."""
        return sorted(sorted(group) for group in self._members.values())

    def _join(self, a: int, b: int, ready: list[Pair]) -> None:
        for index in self._members[b]:
            self._home[index] = a
        self._members[a] += self._members.pop(b)
        del self._met[a][b]
        for other, number in self._met.pop(b).items():
            if other != a:
                del self._met[other][b]
                self._count(a, other, number, ready)

    def _count(self, one: int, other: int, number: int, ready: list[Pair]) -> None:
        own = self._met[one]
        own[other] = self._met[other][one] = own.get(other, 0) + number
        if self._whole(one, other):
            heappush(ready, (min(one, other), max(one, other)))

    def _whole(self, one: int, other: int) -> bool:
        """Whether every pair between two groups has come by."""
        return self._met[one][other] == len(self._members[one]) * len(self._members[other])


def cohesion(group: Sequence[int], likelihood: Mapping[Pair, float]) -> float:
    """Mean likelihood of a group's pairs; 0 for a group of one."""
    pairs = [(a, b) for at, a in enumerate(group) for b in group[at + 1 :]]
    if not pairs:
        return 0.0
    return sum(likelihood.get((min(p), max(p)), 0.0) for p in pairs) / len(pairs)

"""How the other reports tell the matter of a dispute: from each the sentence that is nearest to its sides.

Two outlets that differ are seldom the only ones on a matter, and which two of four stand farthest apart is
the reader's to judge: whoever has the matter too is shown beside them, in the words it has for it.

NOT found: what an outlet tells of the matter in a sentence that shares too little with either side.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rapidfuzz import fuzz

from briefings.compare.copied import plain_words
from briefings.compare.near import Near
from briefings.compare.points import SAME
from briefings.compare.statements import Board, Statement

Pair = tuple[int, int]

NEAR = 0.1
"""Least likelihood of stating the same as each of the two sides at which a sentence tells their matter."""

MOST = 3
"""Further tellings of one matter: five versions are as many as anybody compares."""

ALIKE = 90.0
"""Likeness (rapidfuzz, 0 to 100) from which two sentences are one text: they stand on one side."""


class Tellings:
    """Finds further tellings on one board."""

    def __init__(self, board: Board, likelihood: Mapping[Pair, float]) -> None:
        self._board, self._near = board, Near(board, likelihood, NEAR)

    def of(self, one: int, other: int, taken: Collection[int]) -> list[int]:
        """The statements, by index, that tell in other articles what two of them differ on, nearest first.

        One from each article; taken: statements that are spoken for.
        """
        found: dict[int, int] = {}  # by article
        for _, index in self._near.beside(one, other):
            if index not in taken:
                found.setdefault(self._board.statements[index].article.id, index)
        return list(found.values())[:MOST]

    def backing(self, side: int, others: Collection[int], taken: Collection[int]) -> int | None:
        """The statement that likely states what a side's does, as in a point, and less what the others do.

        One of another article rather than of its own; None for none. taken: statements that stand on a side.
        """
        rivals = [self._near.of(other) for other in others]
        own = self._board.statements[side].article.id
        fit = [
            (self._board.statements[index].article.id != own, likelihood, -index)
            for index, likelihood in self._near.of(side).items()
            if likelihood >= SAME
            and index not in taken
            and all(likelihood > rival.get(index, 0.0) for rival in rivals)
        ]
        return -max(fit)[2] if fit else None


def one_text(a: Statement, b: Statement) -> bool:
    """Whether two sentences are one text, but for a word or a mark that is no figure."""
    return a.figures == b.figures and fuzz.ratio(plain_words(a.text), plain_words(b.text)) >= ALIKE

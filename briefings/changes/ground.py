"""What was known and what came since, laid on one board: the ground that changes are read off.

    material ── lay_out ── board ─┬─ earlier statements ─┐
                                  └─ recent statements ──┴─ likelihoods of near pairs ── groups of the recent

Nothing is parsed: statements, names, figures and vectors are those that were stored when the articles were
read. Pure: the same material and split give the same ground.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefings.changes.nearness import near_likelihoods
from briefings.compare.origins import Origins
from briefings.compare.points import Group, group
from briefings.compare.statements import Board, Statement, lay_out
from briefings.model import Material

Pair = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One board with its recent and its earlier statements, by index.

    within: how likely recent statements state the same among themselves; across: recent against earlier,
    (recent, earlier) by index whichever is smaller.
    """

    board: Board
    origins: Origins
    recent: frozenset[int]
    earlier: frozenset[int]
    within: Mapping[Pair, float]
    across: Mapping[Pair, float]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The recent statements in groups that say the same."""
        found = group(self.board, self.within)
        return tuple(g for g in found if g.statements[0].index in self.recent)

    @cached_property
    def known_by(self) -> Mapping[int, tuple[tuple[int, float], ...]]:
        """For each recent statement the earlier ones that it was compared with, the likeliest first."""
        found: dict[int, list[tuple[int, float]]] = {}
        for (new, old), value in self.across.items():
            found.setdefault(new, []).append((old, value))
        return {index: tuple(sorted(held, key=lambda p: (-p[1], p[0]))) for index, held in found.items()}

    def statement(self, index: int) -> Statement:
        """The statement of that index."""
        return self.board.statements[index]


Place = tuple[str, str]
"""A sentence: the address of its article, and its words."""


def lay_ground(material: Material, recent: Collection[int], cited: Collection[Place] | None = None) -> Ground:
    """The ground over `material`; `recent` are ids of the articles that came since.

    cited: only these sentences are compared, where not all are wanted.
    """
    board = lay_out(material)
    chosen = [s for s in board.statements if cited is None or (s.article.url, s.text) in cited]
    new = frozenset(s.index for s in chosen if s.article.id in recent)
    old = frozenset(s.index for s in chosen) - new
    across = near_likelihoods(board, new, old)
    return Ground(
        board=board,
        origins=Origins(material),
        recent=new,
        earlier=old,
        within=near_likelihoods(board, new, new),
        across={(a, b) if a in new else (b, a): value for (a, b), value in across.items()},
    )

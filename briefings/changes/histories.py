"""How a dispute went: who said each side first, who took it up, when it was last said, which side is gone.

dispute of the digest ─┬─ its own evidence
                       ├─ earlier digests' sides of the same key with the same value
                       └─ earlier statements of the topic that have the value and say the same
                            └── by time of publication ── first, one for each further outlet, last
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from briefings.changes.nearness import near_likelihoods
from briefings.compare.evidence import evidence_of
from briefings.compare.origins import Origins, outlet_key
from briefings.compare.statements import Board, lay_out
from briefings.developments import DisputeHistory, SideHistory
from briefings.model import Digest, Dispute, Evidence, Material, Side

SAME = 0.3
"""Likelihood from which an earlier statement that has a side's value is taken to be of that side."""


def histories(
    disputes: Sequence[tuple[int, Dispute]],
    earlier: Sequence[Digest],
    material: Material,
    counts: Sequence[int],
) -> tuple[DisputeHistory, ...]:
    """The history of each dispute, given with its line's number.

    earlier: digests before, the latest first; counts: how many of the topic's digests had each dispute.
    """
    board = lay_out(material)
    origins = Origins(material)
    return tuple(
        _history(number, dispute, earlier, board, origins, count)
        for (number, dispute), count in zip(disputes, counts, strict=True)
    )


def _history(
    number: int, dispute: Dispute, earlier: Sequence[Digest], board: Board, origins: Origins, count: int
) -> DisputeHistory:
    before = [d for digest in earlier for d in digest.disputes if d.key and d.key == dispute.key]
    sides = [_side(side, before, board, origins) for side in dispute.sides]
    now = {_value(side) for side in dispute.sides}
    lost = {_value(s): s for d in before for s in d.sides if s.value and _value(s) not in now}
    sides += [_told(side, side.evidence, gone=True) for side in lost.values()]
    sides.sort(key=lambda s: (s.first is None or s.first.published is None, _moment(s.first)))
    begun = [s.first.published for s in sides if s.first and s.first.published]
    return DisputeHistory(
        dispute=dispute,
        sides=tuple(sides),
        number=number,
        since=begun[1] if len(begun) > 1 else None,
        digests=count,
    )


def _side(side: Side, before: Iterable[Dispute], board: Board, origins: Origins) -> SideHistory:
    held = [
        item
        for dispute in before
        for other in dispute.sides
        if other.value and _value(other) == _value(side)
        for item in other.evidence
    ]
    return _told(side, (*side.evidence, *held, *_on_board(side, board, origins)))


def _on_board(side: Side, board: Board, origins: Origins) -> Iterator[Evidence]:
    """Further statements of the topic that have the side's value and are likely the same statement."""
    if not side.value:
        return
    own = {(e.url, e.quote) for e in side.evidence}
    asked = {s.index for s in board.statements if (s.article.url, s.text) in own}
    with_value = {s.index for s in board.statements if side.value.casefold() in s.text.casefold()}
    near = near_likelihoods(board, asked, with_value)
    for pair, likelihood in near.items():
        for index in pair:
            if index not in asked and likelihood >= SAME:
                statement = board.statements[index]
                yield evidence_of(statement, statement.claims[0], origins)


def _told(side: Side, evidence: Iterable[Evidence], *, gone: bool = False) -> SideHistory:
    once = {(e.url, e.quote): e for e in evidence}
    ordered = sorted(once.values(), key=lambda e: (e.published is None, _moment(e), e.outlet))
    outlets: dict[str, Evidence] = {}
    for item in ordered:
        outlets.setdefault(outlet_key(item.outlet), item)
    first, *more = outlets.values() or (None,)
    return SideHistory(
        side=side,
        first=first,
        taken_up=tuple(item for item in more if item is not None),
        last=max((e.published for e in ordered if e.published), default=None),
        gone=gone,
    )


def _value(side: Side) -> str:
    return " ".join((side.value or side.claim).casefold().split())


def _moment(item: Evidence | None) -> datetime:
    return (item.published if item else None) or datetime.max.replace(tzinfo=UTC)

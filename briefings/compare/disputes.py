"""Disputes: contrasts on one slot gathered into one question with its sides.

A side is what has one value (for figures and dates) or one wording; behind it stand the statements that
have it. Figures whose sides were published on different days are an update.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefings.compare.contrasts import Contrast, contrasts
from briefings.compare.evidence import evidence_of
from briefings.compare.origins import Origins
from briefings.compare.points import Group
from briefings.compare.questions import question_of
from briefings.compare.statements import Board, Statement
from briefings.model import Dispute, DisputeKind, Side

Pair = tuple[int, int]

MOST_DISPUTES = 24
"""Disputes kept in a digest, the surest first."""


def find_disputes(
    board: Board, likelihood: Mapping[Pair, float], groups: Sequence[Group], origins: Origins
) -> tuple[Dispute, ...]:
    """Every dispute among the statements, weightiest first."""
    found = [c for pair, value in likelihood.items() for c in _between(board, pair, value)]
    gathered = _gather(sorted(found, key=lambda c: (-c.strength, c.a, c.b, c.kind)))
    disputes = [_dispute(board, bundle, origins) for bundle in gathered]
    return tuple(sorted(disputes, key=lambda d: (-d.weight, d.key))[:MOST_DISPUTES])


def _between(board: Board, pair: Pair, likelihood: float) -> list[Contrast]:
    a, b = (board.statements[i] for i in pair)
    if a.article.id == b.article.id:
        return []
    return list(contrasts(board, a, b, likelihood))


def _gather(found: Sequence[Contrast]) -> list[list[Contrast]]:
    """Contrasts on one kind and slot that share a statement are one dispute; a pair tells once."""
    bundles: list[list[Contrast]] = []
    told: set[tuple[Pair, DisputeKind]] = set()
    for contrast in found:
        if ((contrast.a, contrast.b), contrast.kind) in told:
            continue
        told.add(((contrast.a, contrast.b), contrast.kind))
        home = next((b for b in bundles if _belongs(contrast, b)), None)
        if home is None:
            bundles.append([contrast])
        else:
            home.append(contrast)
    return bundles


def _belongs(contrast: Contrast, bundle: Sequence[Contrast]) -> bool:
    first = bundle[0]
    if (first.kind, first.slot) != (contrast.kind, contrast.slot):
        return False
    held = {i for c in bundle for i in (c.a, c.b)}
    return contrast.a in held or contrast.b in held


def _dispute(board: Board, bundle: Sequence[Contrast], origins: Origins) -> Dispute:
    sides: dict[str, list[int]] = {}
    for contrast in bundle:
        for index, value in ((contrast.a, contrast.values[0]), (contrast.b, contrast.values[1])):
            if all(index not in held for held in sides.values()):
                sides.setdefault(value, []).append(index)
    built = tuple(_side(board, value, indices, origins) for value, indices in sides.items())
    first = bundle[0]
    update = first.kind is DisputeKind.FIGURE and _apart_in_time(built)
    statements = [board.statements[i] for held in sides.values() for i in held]
    return Dispute(
        kind=first.kind,
        question=question_of(first, board),
        sides=built,
        update=update,
        weight=round(
            first.strength + 0.1 * len(statements) + 0.5 * (1 - min(s.position for s in statements)), 4
        ),
        reasons=tuple(dict.fromkeys(c.why for c in bundle)),
        note=first.note,
        key=_key(first.kind, first.slot, statements),
    )


def _side(board: Board, value: str, indices: Sequence[int], origins: Origins) -> Side:
    statements = [board.statements[i] for i in indices]
    evidence = tuple(evidence_of(s, s.claims[0], origins) for s in statements)
    shortest = min(statements, key=lambda s: len(s.text))
    return Side(claim=shortest.text, value=value, evidence=evidence)


def _apart_in_time(sides: Sequence[Side]) -> bool:
    """Whether each side's evidence is all from later than the side before it, a day or more."""
    days = [[e.published.date() for e in s.evidence if e.published] for s in sides]
    if any(not d for d in days):
        return False
    ordered = sorted(days, key=min)
    return all(max(a) < min(b) for a, b in pairwise(ordered))


def _key(kind: DisputeKind, slot: str, statements: Sequence[Statement]) -> str:
    first = min(statements, key=lambda s: s.index)
    return hashlib.sha256(f"{kind}\n{slot}\n{first.article.url}\n{first.text}".encode()).hexdigest()[:16]

"""Points: statements that say the same, across articles, with who stands behind them and why."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from briefings.compare.conflict import conflict
from briefings.compare.evidence import evidence_of
from briefings.compare.groups import cohesion, complete_link
from briefings.compare.leaning import leans
from briefings.compare.lines import Line
from briefings.compare.origins import Origins, outlet_key
from briefings.compare.pairs import in_arrays
from briefings.compare.shown import as_line
from briefings.compare.statements import Board, Statement
from briefings.model import Claim, Evidence, Point, Status

Pair = tuple[int, int]

SAME = 0.3
"""Least likelihood for two statements to be one point. With each hand-marked event held out, recall and
precision of points are 0.61 and 0.62 at 0.2, 0.57 and 0.74 at 0.4, 0.54 and 0.78 at 0.5 (docs/quality.md)."""

CLEAR_WORDS = (9, 30)
"""A line's best length in words: shorter ones lack who or where, longer ones state several things."""


HEADING = 0.5
"""What it takes from a line's clarity that it has no full stop: a heading tells a part, in the present."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Statements taken to state the same, with how well they hang together (0 to 1).

    support: further statements that say so, none of which leads (see `briefings.compare.support`).
    """

    statements: tuple[Statement, ...]
    cohesion: float
    support: tuple[Statement, ...] = ()


def group(board: Board, likelihood: Mapping[Pair, float]) -> list[Group]:
    """All statements of the board in groups; a statement that nothing matches is a group of one."""
    pairs, values = in_arrays(likelihood)
    likely = np.flatnonzero(values >= SAME)
    open_pairs = {
        (a, b): value
        for (a, b), value in zip(pairs[likely].tolist(), values[likely].tolist(), strict=True)
        if not conflict(board, board.statements[a], board.statements[b])
    }
    parts = complete_link(len(board.statements), open_pairs, SAME)
    return [
        Group(
            statements=tuple(board.statements[i] for i in part),
            cohesion=cohesion(part, likelihood),
        )
        for part in parts
    ]


def group_of(line: Line, board: Board, likelihood: Mapping[Pair, float]) -> Group:
    """The statements of a line, as a group."""
    return Group(
        statements=tuple(board.statements[i] for i in line.statements),
        cohesion=cohesion(line.statements, likelihood),
        support=tuple(board.statements[i] for i in line.support),
    )


def point_of(
    found: Group,
    board: Board,
    origins: Origins,
    likelihood: Mapping[Pair, float],
    told: Collection[str] = (),
) -> Point | None:
    """The point that a group makes: its clearest statement, its evidence, how many outlets and origins.

    told: sentences that lead other points; None where the group has no other.
    """
    fit = [s for s in found.statements if s.text not in told]
    if not fit:
        return None
    lines = [(s, _leading_claim(s, found, board)) for s in (*found.statements, *found.support)]
    told_by = _resting(found, tuple(evidence_of(s, claim, origins) for s, claim in lines))
    clearest = clearest_of(fit, found, likelihood)
    text = as_line(clearest.text)
    evidence = _counted(told_by, len(found.statements))
    outlets = len({outlet_key(e.outlet) for e in evidence if not e.beside})
    sources = len({outlet_key(e.origin) for e in evidence if not e.beside})
    shared = outlets >= 2 and sources >= 2
    return Point(
        text=text,
        status=Status.CONSENSUS if shared else Status.SINGLE,
        evidence=_best_first(evidence, clearest.text),
        outlets=outlets,
        origins=sources,
        weight=weight(found, board, outlets, sources),
        reasons=_reasons(found, board, evidence),
        key=_key(clearest),
    )


def _counted(told_by: tuple[Evidence, ...], own: int) -> tuple[Evidence, ...]:
    """The evidence of a line's own statements, the first `own`, and of what supports it where that may stand.

    A line of one outlet needs other than support to be agreed. Support is counted only where two outlets
    carry one origin, as the second; beside a line that two origins state already it is shown and not counted.
    """
    ours, more = told_by[:own], told_by[own:]
    if len({outlet_key(e.outlet) for e in ours}) < 2:
        return ours
    if len({outlet_key(e.origin) for e in ours}) < 2:
        return told_by if len({outlet_key(e.origin) for e in told_by}) > 1 else ours
    return (*ours, *(replace(e, beside=True) for e in more))


def clearest_of(fit: Sequence[Statement], found: Group, likelihood: Mapping[Pair, float]) -> Statement:
    """That of the statements `fit` which stands best for the group by itself."""
    return max(fit, key=lambda s: _clarity(s, found, likelihood))


def _resting(found: Group, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """A figure that half of the articles or more credit to one other outlet rests on that outlet in all.

    Who prints the same figure without saying whence is not shown to be another origin: no reader could
    check it. An article that credits somebody else keeps its own origin.
    """
    if not frozenset.intersection(*(s.figures for s in found.statements)):
        return evidence
    credited = {e.article: e.origin for e in evidence if _named_there(e)}
    named = Counter(credited.values()).most_common(1)
    if not named or 2 * named[0][1] < len({e.article for e in evidence}):
        return evidence
    origin = named[0][0]
    return tuple(e if e.article in credited else replace(e, origin=origin) for e in evidence)


def _named_there(evidence: Evidence) -> bool:
    """Whether the passage itself, or the sentence beside it, names its origin, another outlet."""
    other = outlet_key(evidence.origin) != outlet_key(evidence.outlet)
    return other and evidence.origin.casefold() in evidence.context.casefold()


def weight(found: Group, board: Board, outlets: int, origins: int) -> float:
    """How much a point matters: origins first, then outlets, how early it stands, how much it states."""
    place = min(s.position for s in found.statements)
    substance = max(sum([board.weights[t] for t in s.terms]) for s in found.statements)
    return round(
        2.0 * origins + outlets + 2.0 * (1.0 - place) + found.cohesion + min(substance, 40.0) / 40.0, 4
    )


def _leading_claim(statement: Statement, found: Group, board: Board) -> Claim:
    """The statement's claim that shares most with the rest of the group."""
    others = {t for s in found.statements if s is not statement for t in s.terms}
    return max(statement.claims, key=lambda c: sum(board.weight(t) for t in c.terms if t in others))


def _clarity(statement: Statement, found: Group, likelihood: Mapping[Pair, float]) -> float:
    """How well a statement stands for its group by itself."""
    words = statement.text.split()
    low, high = CLEAR_WORDS
    length = min(1.0, len(words) / low, high / max(len(words), 1))
    pairs = [likelihood.get(_pair(statement, o), 0.0) for o in found.statements if o is not statement]
    central = sum(pairs) / len(pairs) if pairs else 0.0
    heading = not statement.text.rstrip(" ”’\"')").endswith((".", "!", "?", "…"))
    return length + central - 0.2 * statement.position - leans(statement) - HEADING * heading


def _pair(a: Statement, b: Statement) -> Pair:
    return (min(a.index, b.index), max(a.index, b.index))


def _best_first(evidence: Sequence[Evidence], text: str) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda e: e.quote != text))


def _reasons(found: Group, board: Board, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    if len(found.statements) < 2:
        return ("only one article states it",)
    common = set.intersection(*(set(s.terms) for s in found.statements))
    told = sorted(common, key=lambda t: (-board.weight(t), t))[:5]
    reasons = [
        f"joined at {found.cohesion:.0%} likelihood" + (f": all share {', '.join(told)}" if told else "")
    ]
    if found.support:
        also = dict.fromkeys(s.article.outlet for s in found.support)
        reasons.append(f"{', '.join(also)} added: near to each of the two, and to both as near as a group")
    by_origin: dict[str, set[str]] = {}
    for item in evidence:
        by_origin.setdefault(item.origin, set()).add(item.outlet)
    for origin, outlets in by_origin.items():
        carried = sorted(outlets - {origin})
        if carried:
            reasons.append(f"{', '.join(carried)} rest on {origin}")
    return tuple(reasons)


def _key(statement: Statement) -> str:
    """A short name for the point: the same for the same sentence of the same article."""
    named = f"{statement.article.url}\n{statement.text}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]

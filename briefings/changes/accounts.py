"""Who said what on a topic: how each outlet fared, and one outlet's statements over time.

    statements ── nearest by likelihood ── groups ── by outlet: alone, carried, confirmed, first, revised

A statement that another origin has too is confirmed; one that others have from the same origin is carried.
Groups rest on sentences compared with their nearest only, so "alone" means that nothing stored says it in
words near enough to be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from briefings.changes.nearness import near_likelihoods
from briefings.changes.novelty import mutual_cover, opines, states
from briefings.changes.series import find_series
from briefings.compare.evidence import evidence_of
from briefings.compare.origins import Origins, outlet_key
from briefings.compare.points import Group, group
from briefings.compare.statements import Board, Statement, lay_out
from briefings.developments import AccountEntry, OutletAccount, OutletStanding, Standing
from briefings.model import Article, Digest, DisputeKind, Material

LEADING = 8
"""Sentences at the head of a report that are counted: what it reports stands there."""

LEAST_COVER = 0.3
"""Mutual cover beyond names below which two statements of different days are not joined."""

MOST_OF_REPORT = 4
"""Statements of one report in an outlet's account: its news, not its whole text."""

Relevant = Callable[[str, str], bool]
Place = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """A topic's statements in groups that say the same, with what became of their figures."""

    board: Board
    origins: Origins
    groups: tuple[Group, ...]
    overtaken: frozenset[Place]
    articles: tuple[Article, ...]


def lay_accounts(material: Material, relevant: Relevant) -> Accounts:
    """Groups of the statements at the head of each report that are on the topic."""
    board = lay_out(material)
    origins = Origins(material)
    chosen = {s.index for s in board.statements if s.passage.number < LEADING and _counts(s, relevant)}
    groups = group(board, _alike(board, near_likelihoods(board, chosen, chosen)))
    return Accounts(
        board=board,
        origins=origins,
        groups=tuple(g for g in groups if g.statements[0].index in chosen),
        overtaken=frozenset(
            (step.evidence.url, step.evidence.quote)
            for series in find_series(board, chosen, origins)
            for step in series.values[:-1]
        ),
        articles=material.articles,
    )


def _alike(board: Board, likelihood: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Likelihoods of pairs that share enough beyond names: over weeks, names alone bring them up."""
    return {
        (a, b): value
        for (a, b), value in likelihood.items()
        if mutual_cover(board, board.statements[a], board.statements[b]) >= LEAST_COVER
    }


def _counts(statement: Statement, relevant: Relevant) -> bool:
    context = statement.context.of(statement.article.text)
    return states(statement) and not opines(statement) and relevant(statement.article.title, context)


def standings(accounts: Accounts, edited: Iterable[int]) -> tuple[OutletStanding, ...]:
    """How each outlet fared, those with most lines first. edited: articles that were changed, by id."""
    names: dict[str, str] = {}
    for article in accounts.articles:
        names.setdefault(outlet_key(article.outlet), article.outlet)
    changed = set(edited)
    found = [_standing(accounts, key, name, changed) for key, name in names.items()]
    return tuple(sorted(found, key=lambda s: (-s.lines, -s.articles, s.outlet.casefold())))


def _standing(accounts: Accounts, key: str, name: str, edited: set[int]) -> OutletStanding:
    own = [g for g in accounts.groups if any(outlet_key(s.article.outlet) == key for s in g.statements)]
    confirmed = [g for g in own if len(_group_origins(accounts, g)) > 1 and len(_outlets(g)) > 1]
    articles = [a for a in accounts.articles if outlet_key(a.outlet) == key]
    return OutletStanding(
        outlet=name,
        articles=len(articles),
        lines=len(own),
        alone=sum(_outlets(g) == {key} for g in own),
        confirmed=len(confirmed),
        first=sum(_first_outlet(g) == key for g in confirmed),
        revised=sum(
            any(_place(s) in accounts.overtaken for s in g.statements if outlet_key(s.article.outlet) == key)
            for g in own
        ),
        edited=sum(a.id in edited for a in articles),
    )


def account(accounts: Accounts, topic: str, outlet: str, digest: Digest | None) -> OutletAccount:
    """What an outlet said, in order of publication. digest: its disputes show what is disputed."""
    key = outlet_key(outlet)
    disputed = contradicted(digest)
    counts: dict[int, int] = {}
    entries = []
    own = [(s, g) for g in accounts.groups for s in g.statements if outlet_key(s.article.outlet) == key]
    for statement, found in sorted(own, key=lambda pair: _order(pair[0])):
        counts[statement.article.id] = counts.get(statement.article.id, 0) + 1
        if counts[statement.article.id] <= MOST_OF_REPORT:
            entries.append(_entry(accounts, statement, found, key, disputed))
    name = next((a.outlet for a in accounts.articles if outlet_key(a.outlet) == key), outlet)
    return OutletAccount(outlet=name, topic=topic, entries=tuple(entries))


def _entry(
    accounts: Accounts, statement: Statement, found: Group, key: str, disputed: Mapping[Place, Sequence[str]]
) -> AccountEntry:
    others = tuple(
        dict.fromkeys(s.article.outlet for s in found.statements if outlet_key(s.article.outlet) != key)
    )
    place = _place(statement)
    if place in disputed:
        against = tuple(name for name in disputed[place] if outlet_key(name) != key)
        standing, others = Standing.DISPUTED, against
    elif place in accounts.overtaken:
        standing = Standing.REVISED
    elif others and len(_group_origins(accounts, found)) > 1:
        standing = Standing.CONFIRMED
    else:
        standing = Standing.CARRIED if others else Standing.ALONE
    evidence = evidence_of(statement, statement.claims[0], accounts.origins)
    return AccountEntry(evidence=evidence, standing=standing, others=others)


def contradicted(digest: Digest | None) -> dict[Place, list[str]]:
    """For each sentence of a dispute's side the outlets of the other sides.

    Who tells the matter otherwise, without a figure or a verdict of its own, contradicts nobody.
    """
    found: dict[Place, list[str]] = {}
    for dispute in digest.disputes if digest else ():
        opposed = [side for side in dispute.sides if side.value and dispute.kind is not DisputeKind.FRAMING]
        for side in opposed:
            against = [e.outlet for other in opposed if other is not side for e in other.evidence]
            for item in side.evidence:
                found[item.url, item.quote] = list(dict.fromkeys(against))
    return found


def _outlets(found: Group) -> set[str]:
    return {outlet_key(s.article.outlet) for s in found.statements}


def _group_origins(accounts: Accounts, found: Group) -> set[str]:
    return {outlet_key(accounts.origins.of(s.claims[0])) for s in found.statements}


def _first_outlet(found: Group) -> str:
    """The outlet that had it first; "" where two came at one time or nobody is dated."""
    dated = [s for s in found.statements if s.article.published]
    if not dated:
        return ""
    earliest = min(_order(s)[0] for s in dated)
    firsts = {outlet_key(s.article.outlet) for s in dated if _order(s)[0] == earliest}
    return firsts.pop() if len(firsts) == 1 else ""


def _place(statement: Statement) -> Place:
    return statement.article.url, statement.text


def _order(statement: Statement) -> tuple[datetime, int]:
    return statement.article.published or datetime.max.replace(tzinfo=UTC), statement.index

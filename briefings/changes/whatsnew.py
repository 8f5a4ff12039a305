"""What changed on a topic between two moments, as lines that a reader can trust.

    recent groups ── judge ──┬─ known ── revision? ── opposition? ── confirmation? ─┐
                             └─ fresh ── new                                        ├── ranked, a few of each
    revisions at the source ── corrected, withdrawn ────────────────────────────────┤
    agreed before, told by nobody since ── gone quiet ──────────────────────────────┘

"New" is decided against everything that was stored on the topic before, not against what the last digest had
room for: what a digest left out is not new either. A line that cannot be shown to be new is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rapidfuzz import fuzz

from briefings.changes.ground import Ground
from briefings.changes.moves import Move, confirmation, opposition, revision
from briefings.changes.novelty import Standing, Verdict, judge
from briefings.compare.evidence import evidence_of
from briefings.compare.origins import outlet_key
from briefings.compare.points import Group, point_of
from briefings.compare.statements import Statement
from briefings.developments import Change, ChangeKind
from briefings.extract.datelines import without_dateline
from briefings.model import Article, Digest, Evidence, Point, Status
from briefings.revisions import Edit, Revision

MOST = {
    ChangeKind.NEW: 10,
    ChangeKind.REVISED: 5,
    ChangeKind.CONFIRMED: 5,
    ChangeKind.DISPUTED: 4,
    ChangeKind.CORRECTED: 4,
    ChangeKind.WITHDRAWN: 4,
    ChangeKind.QUIET: 2,
}
"""Lines of each kind at most: about two telephone screens in all."""

MOST_OF_ONE = 4
"""New lines at most that one report alone gives: a reader wants the story's news, not one report's."""

QUIET_ARTICLES = 3
QUIET_OUTLETS = 2
"""Reports, and outlets behind them, that must have come since before an agreed point can have gone quiet:
one report's choice of what to leave out says nothing."""

QUIET_OF = 3
"""Outlets that must have had a point for its silence to be worth a line."""

TOUCHED = 0.15
"""Likelihood from which a recent statement still speaks of an earlier point."""

INSTEAD = 65.0
"""Likeness (rapidfuzz token_set_ratio) from which a claim that came is what stands for one that went."""

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_TELLING = re.compile(
    r"\d.*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|no|not|never|none|.*n['’]t",
    re.IGNORECASE,
)

Relevant = Callable[[str, str], bool]
"""Whether a statement, given its article's title and the words around it, is on the topic."""


@dataclass(frozen=True, kw_only=True)
class Since:
    """What is asked: changes since `moment`; previous: the digest that stood then, None where none did."""

    moment: datetime
    previous: Digest | None = None
    revisions: tuple[Revision, ...] = ()


def find_changes(ground: Ground, asked: Since, relevant: Relevant) -> tuple[Change, ...]:
    """Every change worth a line, by kind in the order of `ChangeKind`, the weightiest first."""
    found = [
        *_of_groups(ground, asked, relevant),
        *_at_the_source(ground, asked),
        *_quiet(ground, asked),
    ]
    kinds = list(ChangeKind)
    found.sort(key=lambda c: (kinds.index(c.kind), -c.weight, c.key))
    return tuple(_limited(found))


def _of_groups(ground: Ground, asked: Since, relevant: Relevant) -> Iterator[Change]:
    for group in ground.groups:
        verdict = judge(ground, group, asked.moment)
        if not _on_topic(group, relevant):
            continue
        point = point_of(group, ground.board, ground.origins, ground.within)
        if point is None:
            continue
        if move := revision(ground, group):
            yield _moved(ChangeKind.REVISED, ground, point, move)
        elif move := opposition(ground, group):
            yield _moved(ChangeKind.DISPUTED, ground, point, move)
        elif move := confirmation(ground, group, asked.moment):
            yield _moved(ChangeKind.CONFIRMED, ground, point, move)
        elif verdict.standing is Standing.FRESH:
            yield _new(point, verdict)


def _on_topic(group: Group, relevant: Relevant) -> bool:
    return any(relevant(s.article.title, s.context.of(s.article.text)) for s in group.statements)


def _new(point: Point, verdict: Verdict) -> Change:
    return Change(
        kind=ChangeKind.NEW,
        text=point.text,
        evidence=point.evidence,
        outlets=point.outlets,
        origins=point.origins,
        when=_first(point.evidence),
        key=point.key,
        weight=point.weight,
        reasons=(verdict.why, *point.reasons),
    )


def _moved(kind: ChangeKind, ground: Ground, point: Point, move: Move) -> Change:
    recent = tuple(_evidence(ground, s) for s in move.recent)
    evidence = (*recent, *(_evidence(ground, s) for s in move.earlier))
    return Change(
        kind=kind,
        text=without_dateline(move.recent[0].text),
        evidence=evidence,
        before=move.before or (without_dateline(move.earlier[0].text) if kind is ChangeKind.DISPUTED else ""),
        after=move.after,
        outlets=len({outlet_key(e.outlet) for e in evidence}),
        origins=len({outlet_key(e.origin) for e in evidence}),
        when=_first(recent),
        key=point.key,
        weight=point.weight,
        reasons=point.reasons,
    )


def _evidence(ground: Ground, statement: Statement) -> Evidence:
    return evidence_of(statement, statement.claims[0], ground.origins)


def _first(evidence: Sequence[Evidence]) -> datetime | None:
    return min((e.published for e in evidence if e.published), default=None)


def _at_the_source(ground: Ground, asked: Since) -> Iterator[Change]:
    """What outlets took back or changed of what a reader was shown, or in a figure."""
    shown = _shown(asked.previous)
    articles = {s.article.id: s.article for s in ground.board.statements}
    for one in _paired(asked.revisions):
        article = articles.get(one.article)
        if article is None or one.edit is Edit.ADDED:
            continue
        cited = next((e for e in shown.get(one.article, ()) if one.before in e.quote), None)
        counted = _telling(one.before) != _telling(one.after)
        if not (cited or counted):
            continue
        said = one.after or one.before
        yield Change(
            kind=ChangeKind.CORRECTED if one.after else ChangeKind.WITHDRAWN,
            text=said,
            evidence=(cited or _of_article(article, one.claim, said),),
            before=one.before,
            after=one.after,
            when=one.noted,
            key=hashlib.sha256(f"{one.article}\n{one.version}\n{one.before}".encode()).hexdigest()[:16],
            weight=2.0 * bool(cited) + counted,
            reasons=(f"{article.outlet} changed its article without saying so",),
        )


def _of_article(article: Article, claim: int, said: str) -> Evidence:
    return Evidence(
        claim=claim,
        article=article.id,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        quote=said,
        context=said,
        origin=article.outlet,
        published=article.published,
        day_only=article.day_only,
    )


def _paired(revisions: Sequence[Revision]) -> Iterator[Revision]:
    """The revisions, a claim that is gone and one that came instead as one that changed."""
    added: dict[tuple[int, int], list[Revision]] = {(r.article, r.version): [] for r in revisions}
    for one in revisions:
        if one.edit is Edit.ADDED:
            added[one.article, one.version].append(one)
    for one in revisions:
        came = added[one.article, one.version]
        likest = max(came, key=lambda r: fuzz.token_set_ratio(one.before, r.after), default=None)
        if one.edit is Edit.GONE and likest and fuzz.token_set_ratio(one.before, likest.after) >= INSTEAD:
            came.remove(likest)
            yield replace(one, edit=Edit.CHANGED, after=likest.after, claim=likest.claim)
        else:
            yield one


def _telling(text: str) -> frozenset[str]:
    """The words of a claim on which its truth hangs: figures, names (months and days too), negations."""
    words = _WORD.findall(text)
    return frozenset(
        w.casefold() for n, w in enumerate(words) if _TELLING.fullmatch(w) or (n and w[0].isupper())
    )


def _shown(digest: Digest | None) -> dict[int, list[Evidence]]:
    """Evidence that a digest showed, by article."""
    held: dict[int, list[Evidence]] = {}
    lines = digest.points if digest else ()
    sides = [side for dispute in digest.disputes for side in dispute.sides] if digest else []
    for item in [e for p in lines for e in p.evidence] + [e for s in sides for e in s.evidence]:
        held.setdefault(item.article, []).append(item)
    return held


def _quiet(ground: Ground, asked: Since) -> Iterator[Change]:
    """Agreed points of the digest before that no report since speaks of, though reports came."""
    recent = [ground.statement(index).article for index in ground.recent]
    enough = len({a.id for a in recent}) >= QUIET_ARTICLES
    if asked.previous is None or not enough or len({outlet_key(a.outlet) for a in recent}) < QUIET_OUTLETS:
        return
    touched = {old for near in ground.known_by.values() for old, value in near if value >= TOUCHED}
    places = {(s.article.id, s.text): s.index for s in ground.board.statements}
    for point in asked.previous.points:
        held = [places.get((e.article, e.quote)) for e in point.evidence]
        known = {index for index in held if index is not None}
        widely = point.status is Status.CONSENSUS and point.outlets >= QUIET_OF
        if widely and known and not known & touched:
            yield Change(
                kind=ChangeKind.QUIET,
                text=point.text,
                evidence=point.evidence,
                outlets=point.outlets,
                origins=point.origins,
                when=max((e.published for e in point.evidence if e.published), default=None),
                key=point.key,
                weight=point.weight,
            )


def _limited(found: Sequence[Change]) -> Iterator[Change]:
    """The first of each kind, each article alone with a few new lines at most, nothing said twice."""
    counts = dict.fromkeys(ChangeKind, 0)
    alone: dict[int, int] = {}
    said: set[str] = set()
    for change in found:
        only = {e.article for e in change.evidence}
        one = next(iter(only)) if len(only) == 1 and change.kind is ChangeKind.NEW else None
        full = counts[change.kind] >= MOST[change.kind] or (
            one is not None and alone.get(one, 0) >= MOST_OF_ONE
        )
        if full or change.text in said:
            continue
        said.add(change.text)
        counts[change.kind] += 1
        if one is not None:
            alone[one] = alone.get(one, 0) + 1
        yield change


def with_keys(changes: Sequence[Change], digest: Digest) -> tuple[Change, ...]:
    """The changes under the keys that the digest's points have, where they rest on the same claims."""
    keys = {e.claim: p.key for p in digest.points for e in p.evidence if e.claim and p.key}
    return tuple(
        replace(c, key=next((keys[e.claim] for e in c.evidence if e.claim in keys), c.key)) for c in changes
    )

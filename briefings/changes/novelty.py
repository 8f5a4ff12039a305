"""Whether a recent point is news: not said before in other words, and not the story so far told again.

Theory. News repeats: most sentences of a follow-up retell what is known, and retell it reworded. So a point
is held against the earlier statements that are nearest to it, in three ways: how likely `briefings.compare`
takes them for the same; how much of what it says beyond names one of them says too; how much of it all of
them together say. What was never stored may be old all the same ("in 2011 the agency had interviewed him"),
so a point must show that it is of these days: by its dates, by standing where news stands, by who says it,
by who else has it. Opinions of an author, tweets set into a page, and statements that lean on sentences
around them are left out.

Known misses: background without a date that nobody had told before; a fact told before in wholly other words;
news that a report keeps for its last paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from briefings.changes.ground import Ground
from briefings.compare.points import Group, leans
from briefings.compare.statements import Board, Statement
from briefings.extract.spelling import fold
from briefings.extract.units import relation
from briefings.model import Certainty

KNOWN_COVER = 0.62
"""Share of what a statement says beyond names, by weight, that one earlier statement must say for it to be
known, whatever else differs."""

ALIKE_COVER = 0.4
"""The same where `briefings.compare` takes the two for one statement (ALIKE): names alone bring its
likelihood up on a board of many days, so words beyond names must bear it out."""

ALIKE = 0.4
"""Likelihood from which two statements are taken for one: as for points of a digest."""

TOGETHER_COVER = 0.85
"""Share that all near earlier statements together must say: a retelling of several facts in one line."""

FRESH = timedelta(hours=12)
"""How long before the span begins a day still counts as fresh: papers of Tuesday tell of Monday night."""

ONE_DAY = timedelta(days=1)
"""Longest stretch of days that dates an event: "this week" dates nothing."""

LEAST_WORTH = 1.5
"""Least sum of the signs of news (`newsworth`): two middling ones, or a day of the span by itself."""

LEAD = 0.12
LEAD_SENTENCES = 6
"""News stands in the first sentences of a report, or in this share of a long one; behind it, background."""

HEADLINE_SHARE = 0.6
HEADLINE_WORDS = 3
STEM = 4
"""Share of its headline's words that a statement must say to be what the headline announces; a headline of
fewer words announces nothing to go by; words are held together by their first letters."""

LATE = 0.5
"""Share of its article behind which a statement is rather background."""

PERSONAL = 2
"""Times that an author speaks of himself which make the whole a column: its opening is no news."""

NAMES_ALIKE = 0.8
"""Likelihood from which a statement that was not found known still looks much like an earlier one."""

LEANING = 0.5
"""From here on (`compare.points.leans`) a statement leans too much on sentences not shown with it."""

LEAST_SAID = 3
"""Content words beyond names that a line must have: fewer state nothing that could be news."""


class Standing(StrEnum):
    """How a recent point stands to what was known before."""

    FRESH = "fresh"
    KNOWN = "known"
    BACKGROUND = "background"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How a recent point stands and why; `earlier`: the earlier statement that is nearest, by index."""

    standing: Standing
    why: str
    earlier: int | None = None
    likelihood: float = 0.0


def judge(ground: Ground, found: Group, since: datetime) -> Verdict:
    """How a group of recent statements stands to what was known at `since`."""
    for statement in found.statements:
        known = _known(ground, statement)
        if known is not None:
            return known
    if not any(states(s) for s in found.statements):
        return Verdict(standing=Standing.UNCLEAR, why="states nothing that could be checked")
    if all(leans(s) >= LEANING for s in found.statements):
        return Verdict(standing=Standing.UNCLEAR, why="leans on sentences around it")
    if any(opines(s) for s in found.statements):
        return Verdict(standing=Standing.UNCLEAR, why="an opinion of its author")
    worth = newsworth(found, since) - alike(ground, found)
    if worth < LEAST_WORTH:
        return Verdict(
            standing=Standing.BACKGROUND, why=f"little shows that it is of these days: {worth:.1f}"
        )
    return Verdict(standing=Standing.FRESH, why=f"no report before says it; signs of news: {worth:.1f}")


def _known(ground: Ground, statement: Statement) -> Verdict | None:
    """The verdict where some earlier statement says the same; None where none does."""
    near = ground.known_by.get(statement.index, ())
    told = [ground.statement(index) for index, _ in near]
    if near and not statement.figures <= frozenset().union(*(s.figures for s in told)):
        return None  # a figure that nobody gave before
    for (index, likelihood), earlier in zip(near, told, strict=True):
        covered = cover(ground, statement, [earlier])
        alike = likelihood >= ALIKE and (covered >= ALIKE_COVER or _same_count(statement, earlier))
        if covered >= KNOWN_COVER or alike:
            return Verdict(
                standing=Standing.KNOWN,
                why=f"said before (likelihood {likelihood:.0%}, {covered:.0%} of its words)",
                earlier=index,
                likelihood=likelihood,
            )
    if near and cover(ground, statement, told) >= TOGETHER_COVER:
        return Verdict(standing=Standing.KNOWN, why="said before, in several sentences", earlier=near[0][0])
    return None


def _same_count(statement: Statement, earlier: Statement) -> bool:
    """Whether all that a statement counts was counted before, the same things to the same number."""
    counts = [q for claim in statement.claims for q in claim.quantities]
    told = [q for claim in earlier.claims for q in claim.quantities]
    return bool(counts) and all(
        any(relation(q, t) == "same" and q.counted == t.counted for t in told) for q in counts
    )


def cover(ground: Ground, statement: Statement, others: Iterable[Statement]) -> float:
    """Share of what a statement says beyond names, by weight of its words, that others say too."""
    return covered_by(ground.board, statement, others)


def covered_by(board: Board, statement: Statement, others: Iterable[Statement]) -> float:
    """As `cover`, on a board."""
    said = {term: board.weight(term) for term in statement.terms if term not in statement.names}
    total = sum(said.values())
    if not total:
        return 1.0
    told = {term for other in others for term in other.terms}
    return sum(weight for term, weight in said.items() if term in told) / total


def mutual_cover(board: Board, one: Statement, other: Statement) -> float:
    """Share of what each says beyond names that the other says too: the smaller of the two."""
    return min(covered_by(board, one, [other]), covered_by(board, other, [one]))


def states(statement: Statement) -> bool:
    """Whether it says enough, about somebody, some place, some day or some number, to be checked."""
    said = [term for term in statement.terms if term not in statement.names]
    about = statement.names or statement.figures or any(claim.dates for claim in statement.claims)
    return len(said) >= LEAST_SAID and bool(about)


def newsworth(found: Group, since: datetime) -> float:
    """How much shows that a point is of these days: its dates, its place, its speaker, who else has it."""
    signs = [_signs(statement, since) for statement in found.statements]
    outlets = len({s.article.outlet for s in found.statements})
    return sum(signs) / len(signs) + 0.25 * (outlets > 1)


def _signs(statement: Statement, since: datetime) -> float:
    days = [(d.first, d.last) for claim in statement.claims for d in claim.dates]
    fresh = (since - FRESH).date()
    ahead = statement.position <= LEAD or statement.passage.number < LEAD_SENTENCES
    column = _column(statement.article.text)
    return (
        1.5 * any(last >= fresh and last - first <= ONE_DAY for first, last in days)
        - 0.75 * bool(days and max(last for _, last in days) < fresh)
        + 1.0 * _headlined(statement)
        + 1.0 * (ahead and not column)
        + 0.5 * bool(statement.sources)
        + 0.25 * bool(statement.figures)
        - 0.5 * (statement.position > LATE)
        - 1.0 * column
    )


def alike(ground: Ground, found: Group) -> float:
    """What is taken off for looking much like an earlier statement that it was not found to repeat."""
    nearest = (near[0][1] for s in found.statements if (near := ground.known_by.get(s.index)))
    return 1.0 if max(nearest, default=0.0) >= NAMES_ALIKE else 0.0


def _headlined(statement: Statement) -> bool:
    """Whether the statement says what its report's headline says: that is what the report is for."""
    words = {fold(word)[:STEM] for word in _LONG_WORD.findall(statement.article.title)}
    said = {term[:STEM] for term in statement.terms}
    return len(words) >= HEADLINE_WORDS and len(words & said) >= HEADLINE_SHARE * len(words)


@lru_cache(maxsize=4096)
def _column(text: str) -> bool:
    """Whether an article is somebody's column rather than a report."""
    return len(_FIRST_PERSON.findall(_QUOTED.sub(" ", text))) >= PERSONAL


def opines(statement: Statement) -> bool:
    """Whether the author speaks for himself ("we must", "this could be"), or of what stands on the page."""
    outside = _QUOTED.sub(" ", statement.text)
    if any(sign.search(outside) for sign in (_FIRST_PERSON, _TWEET, _POINTER, _ASIDE)):
        return True
    told = any(claim.attribution for claim in statement.claims)
    return not told and any(claim.certainty in _LOOSE for claim in statement.claims)


_LOOSE = (Certainty.ASKED, Certainty.POSSIBLE)
_QUOTED = re.compile(r"[“\"][^”\"]*(?:[”\"]|$)")
_LONG_WORD = re.compile(r"[^\W_]{4,}")
_POINTER = re.compile(r"^\W*(?:Read|Watch|See|Click|Listen|Here['’]s|Here (?:is|are)|First of all)\b")
_ASIDE = re.compile(r"[!?]\W*$")
_TWEET = re.compile(r"\(@\w+\)|\bt\.co/|\bpic\.twitter\.com")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|[Ll]et['’]s)\b")

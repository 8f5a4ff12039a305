"""When things happened, by the dates that the reports give them, not by when the reports came out.

    statements with a day ── nearest by likelihood ── one event a day ── weighed ── in order of the day
    figures of one thing ── by publication ── each value that moved ── a series

An event's day is that of the clause which tells it. Left out: clauses that deny or leave open, spans wider
than two days, ends of a span ("until Friday"), the day on which somebody merely said something (unless a
report opens with it), and what is told of other topics. Known misses: a date two sentences away ("the next
morning"), two events of one day that are told in much the same words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefings.changes.nearness import near_likelihoods
from briefings.changes.novelty import mutual_cover, opines, states
from briefings.changes.series import find_series
from briefings.compare.origins import Origins
from briefings.compare.points import Group, leans, point_of
from briefings.compare.statements import Board, Statement, lay_out
from briefings.developments import Event, Timeline
from briefings.model import Certainty, Claim, DateMention, Material, Polarity

MOST_EVENTS = 30
"""Entries at most, the weightiest: about three telephone screens."""

WIDEST = timedelta(days=1)
"""Days from the first to the last of a date that still dates an event: "this week" dates nothing."""

SAME_DAY_ALIKE = 0.4
SAME_DAY_COVER = 0.3
COVER_ALONE = 0.6
"""Two statements of one day are one event from this likelihood and mutual cover beyond names on, or from this
cover alone: the day they share is half of the proof."""

OPENS = 3
"""Sentences at the head of a report in which even "said on Monday" is an event."""

LEAST_WORDS = 8
"""Words that a clause must have to stand for its event without its sentence."""

LEANING = 0.5
"""From here on (`compare.points.leans`) a statement leans too much on sentences not shown with it."""

_END = re.compile(r"\b(?:until|till|since|through|by|before|after|from)\s+(?:the\s+)?$", re.IGNORECASE)

Relevant = Callable[[str, str], bool]
Pair = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class _Dated:
    """A statement with the claim that tells an event and the day of it."""

    statement: Statement
    claim: Claim
    day: DateMention


def build_timeline(topic: str, material: Material, relevant: Relevant) -> Timeline:
    """The dated events and moving figures of a topic's material."""
    board = lay_out(material)
    origins = Origins(material)
    dated = [d for s in board.statements if relevant(*_told(s)) for d in _events_of(s)]
    indices = {d.statement.index for d in dated}
    likelihood = near_likelihoods(board, indices, indices)
    found = (_event(group, board, origins, likelihood) for group in _grouped(dated, board, likelihood))
    events = [event for event in found if event is not None]
    kept = sorted(events, key=lambda e: (-e.weight, e.first, e.text))[:MOST_EVENTS]
    chosen = [s.index for s in board.statements if relevant(*_told(s))]
    return Timeline(
        topic=topic,
        events=tuple(sorted(kept, key=lambda e: (e.first, e.last, e.time or 0, e.text))),
        series=find_series(board, chosen, origins),
    )


def _told(statement: Statement) -> tuple[str, str]:
    return statement.article.title, statement.context.of(statement.article.text)


def _events_of(statement: Statement) -> Iterator[_Dated]:
    """Each day that the statement gives to something that happened or is to happen."""
    if not states(statement) or opines(statement) or leans(statement) >= LEANING:
        return
    seen: set[tuple[date, date]] = set()
    for claim in statement.claims:
        day = next((d for d in claim.dates if _tells(statement, claim, d)), None)
        if day is not None and (day.first, day.last) not in seen:
            seen.add((day.first, day.last))
            yield _Dated(statement=statement, claim=claim, day=day)


def _tells(statement: Statement, claim: Claim, day: DateMention) -> bool:
    known = claim.certainty in (Certainty.FACT, Certainty.PLANNED) and claim.polarity is Polarity.AFFIRMED
    before = statement.article.text[max(0, day.span.start - 12) : day.span.start]
    if not known or day.last - day.first > WIDEST or _END.search(before):
        return False
    said = claim.attribution
    of_saying = said is not None and not any(
        piece.start <= day.span.start < piece.end for piece in said.content
    )
    return not of_saying or statement.passage.number < OPENS


def _grouped(dated: Sequence[_Dated], board: Board, likelihood: dict[Pair, float]) -> Iterator[list[_Dated]]:
    """Those of one day that tell one event, together."""
    days: dict[date, list[_Dated]] = defaultdict(list)
    for one in dated:
        days[one.day.first].append(one)
    for day in sorted(days):
        groups: list[list[_Dated]] = []
        for one in days[day]:
            home = [g for g in groups if any(_one_event(one, other, board, likelihood) for other in g)]
            merged = [one, *(d for g in home for d in g)]
            groups = [g for g in groups if g not in home] + [merged]
        yield from groups


def _one_event(a: _Dated, b: _Dated, board: Board, likelihood: dict[Pair, float]) -> bool:
    one, other = a.statement, b.statement
    if one.index == other.index:
        return True
    alike = likelihood.get((min(one.index, other.index), max(one.index, other.index)), 0.0)
    covered = mutual_cover(board, one, other)
    return covered >= COVER_ALONE or (alike >= SAME_DAY_ALIKE and covered >= SAME_DAY_COVER)


def _event(
    found: Sequence[_Dated], board: Board, origins: Origins, likelihood: dict[Pair, float]
) -> Event | None:
    statements = {d.statement.index: d.statement for d in found}
    ordered = tuple(statements[index] for index in sorted(statements))
    point = point_of(Group(statements=ordered, cohesion=1.0), board, origins, likelihood)
    if point is None:
        return None
    times = Counter(d.day.time for d in found if d.day.time is not None and _one_time(d.statement))
    narrow = min((d.day for d in found), key=lambda d: d.last - d.first)
    return Event(
        first=narrow.first,
        last=narrow.last,
        text=_text(found, point.text),
        evidence=point.evidence,
        time=times.most_common(1)[0][0] if times else None,
        planned=all(d.claim.certainty is Certainty.PLANNED for d in found),
        outlets=point.outlets,
        origins=point.origins,
        weight=point.weight,
    )


def _one_time(statement: Statement) -> bool:
    """Whether the sentence has one time of day only, so that it is the event's."""
    return len({d.time for claim in statement.claims for d in claim.dates if d.time is not None}) == 1


def _text(found: Sequence[_Dated], sentence: str) -> str:
    """The sentence; of one that tells of several days, the clause that tells of this one."""
    one = found[0]
    several = len(list(_events_of(one.statement))) > 1
    clause = one.claim.span.of(one.statement.article.text)
    alone = len(found) == 1 and several and len(clause.split()) >= LEAST_WORDS
    return clause if alone else sentence

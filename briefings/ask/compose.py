"""From ranked lines to an answer that a person reads: evidence, sides, one or two lines of text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefings.ask.features import Scene
from briefings.ask.lines import Line, Search
from briefings.ask.question import Kind
from briefings.ask.question_patterns import SUBJECT_ASKED
from briefings.ask.values import Amount, value_of
from briefings.ask.words import words_of
from briefings.model import Claim, Evidence, Side

#: Characters of a quote that is shown whole; a longer one is cut at a claim, or at a word.
SHOWN = 260
#: How much of the question a line itself must hold, against the best one, to stand for a side of its own.
SIDE_COVERED = 0.75
#: Lines looked at for sides.
SIDE_LINES = 6


def evidence_of(search: Search, number: int) -> Evidence:
    """The line as evidence: its sentence, verbatim, with its neighbours, origin and whoever is credited."""
    line = search.lines[number]
    claim = _main_claim(line)
    article = line.article
    return Evidence(
        claim=claim.id if claim else 0,
        article=article.id,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        quote=line.text,
        context=article.text[slice(*line.context)],
        origin=claim.origins[-1] if claim and claim.origins else article.outlet,
        credited=claim.attribution.source_name if claim and claim.attribution else "",
        published=article.published,
        day_only=article.day_only,
    )


def _main_claim(line: Line) -> Claim | None:
    return max(line.claims, key=lambda claim: claim.span.end - claim.span.start, default=None)


def sides_of(scene: Scene, order: Sequence[int]) -> tuple[Side, ...]:
    """Sides where the best lines give different values for what is asked; empty where they agree or
    give none.
    """
    covered = scene.matches.covered
    floor = SIDE_COVERED * float(np.max(covered[list(order[:3])]))
    values: dict[Amount, list[tuple[str, int]]] = {}
    for number in order[:SIDE_LINES]:
        value = value_of(scene.question, scene.search.lines[number])
        if value and covered[number] >= floor:
            values.setdefault(value.amount, []).append((value.words, number))
    outlets = {scene.search.lines[n].article.outlet for found in values.values() for _, n in found}
    if len(values) < 2 or len(outlets) < 2:
        return ()
    return tuple(
        Side(
            claim=shown(scene.search.lines[found[0][1]]),
            value=found[0][0],
            evidence=tuple(evidence_of(scene.search, number) for _, number in found),
        )
        for found in values.values()
    )


def shown(line: Line, wanted: frozenset[str] = frozenset()) -> str:
    """The line's words on one line, cut to about `SHOWN` characters: at the claim that holds most of the
    `wanted` stems, or else at words, around the first of them.
    """
    text = " ".join(line.text.split())
    if len(text) <= SHOWN:
        return text
    claims = [" ".join(claim.span.of(line.article.text).split()) for claim in line.claims]
    fitting = [claim for claim in claims if SHOWN // 3 <= len(claim) <= SHOWN]
    held = [sum(word.stem in wanted for word in words_of(claim)) for claim in fitting]
    everywhere = sum(word.stem in wanted for word in words_of(text))
    if fitting and 2 * max(held) >= everywhere:
        return max(zip(held, map(len, fitting), fitting, strict=True))[2]
    return _around(text, wanted)


def _around(text: str, wanted: frozenset[str]) -> str:
    """`SHOWN` characters of `text` from a little before its first wanted word on; "…" where it is cut."""
    first = next((word.start for word in words_of(text) if word.stem in wanted), 0)
    start = 0 if first < SHOWN // 2 else text.find(" ", first - SHOWN // 4) + 1
    cut = text[start : start + SHOWN]
    if start + SHOWN < len(text):
        cut = f"{cut.rsplit(' ', 1)[0]} …"
    return f"… {cut}" if start else cut


def answer_text(
    search: Search,
    best: Sequence[int],
    sides: Sequence[Side],
    *,
    same: Sequence[int] = (),
    wanted: frozenset[str] = frozenset(),
) -> str:
    """One or two lines: the best passage with who says it, and the values where outlets differ.

    same: lines of other outlets that say what the best one says; wanted: stems of the question's words.
    """
    line = search.lines[best[0]]
    first = f"{shown(line, wanted)} ({_standing(search, best[0], same)})"
    if not sides:
        return first
    return first + "\nThey differ: " + " · ".join(_side_text(side) for side in sides)


def _standing(search: Search, best: int, same: Sequence[int]) -> str:
    """Who says it: the outlet, where it has it from, and the outlets that say the same."""
    first = evidence_of(search, best)
    others = [search.lines[number].article.outlet for number in same]
    more = [outlet for outlet in dict.fromkeys(others) if outlet != first.outlet]
    text = first.outlet if first.origin in ("", first.outlet) else f"{first.outlet}, from {first.origin}"
    return f"{text}; also {', '.join(more)}" if more else text


def _side_text(side: Side) -> str:
    outlets = dict.fromkeys(evidence.outlet for evidence in side.evidence)
    return f"{side.value} ({', '.join(outlets)})"


def refusal_text(question: str, kind: Kind, closest: Line | None) -> str:
    """Why nothing is answered, in one line, with what comes closest."""
    asked = " ".join(question.split()).rstrip("?!. ")
    subject = SUBJECT_ASKED.match(asked)
    if subject and kind in (Kind.WHO, Kind.NAME, Kind.WHAT, Kind.WHICH):
        text = f"Nothing stored says {asked[0].lower()}{asked[1:]}"
    else:
        text = f"Nothing stored answers “{asked}?”"
    return text + (f"; the closest is: {shown(closest)} ({closest.article.outlet})" if closest else ".")

"""Weighs candidates and keeps those that credit somebody: a log-linear model over a plain table of weights.

The table (`seeds/attribution/weights.tsv`, feature and weight) is learned from hand-marked articles by
`seeds/recipe/attribution_table.py`; a candidate's score is the sum of its features' weights, read as the odds
that an editor would mark just this content for just this cue.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import repeat

from briefings.extract.attribution_candidates import Candidate, candidates, possible_cues
from briefings.extract.attribution_features import (
    anchor_features,
    candidate_features,
    content_features,
    cue_features,
    kind_features,
)
from briefings.extract.attribution_parsed import Parsed
from briefings.extract.attribution_sources import Source, source_of

# Candidates below this probability are left out. F of contents on dev is 0.70 from 0.29 to 0.34; towards
# the upper end of that range fewer are wrong.
LEAST_PROBABILITY = 0.31

# A cue whose own features sum to less is not looked at further: of the credits kept on dev none had a sum
# below -5, and four cues in ten have.
LEAST_CUE = -4.8

# Two contents of different cues that share this part of the longer one are one statement: the likelier stays.
SAME_CONTENT = 0.5


@dataclass(frozen=True, slots=True)
class Credit:
    """A candidate that was kept: the source's tokens and how likely it is."""

    candidate: Candidate
    source: Source
    probability: float


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The shipped table: feature to weight; the bias is under the empty feature."""
    text = (files("seeds") / "attribution" / "weights.tsv").read_text(encoding="utf-8")
    rows = (line.rpartition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {feature: float(weight) for feature, _, weight in rows}


def find_credits(p: Parsed) -> list[Credit]:
    """The credits of a document in reading order of their cues: at most one content for each cue."""
    table = weights()
    likely = [credit for cue in possible_cues(p) for credit in _likely(p, cue, table)]
    return sorted(_chosen(p, likely), key=lambda one: one.candidate.cue)


def _likely(p: Parsed, cue: int, table: Mapping[str, float]) -> Iterable[Credit]:
    source = source_of(p, cue)
    if source is None:
        return
    about = cue_features(p, cue, source)
    base = table.get("", 0.0) + _sum(table, about)
    if base < LEAST_CUE:
        return
    by_kind: dict[str, float] = {}  # many candidates of one cue hang on it in one way, and on one word
    by_anchor: dict[tuple[str, int], float] = {}
    for one in candidates(p, cue):
        kind, anchor = way = one.ways[0]
        if kind not in by_kind:
            by_kind[kind] = _sum(table, kind_features(p, cue, kind, about))
        if way not in by_anchor:
            by_anchor[way] = _sum(table, anchor_features(p, kind, anchor, about))
        score = base + by_kind[kind] + by_anchor[way] + _sum(table, content_features(p, one, about))
        if _probability(score) >= LEAST_PROBABILITY:
            # Summed once more in the order of the features: of two that are equal, the last digit decides.
            score = base + _sum(table, candidate_features(p, one, about))
            yield Credit(one, source, _probability(score))


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, score)))


def _sum(table: Mapping[str, float], features: Iterable[str]) -> float:
    return sum(map(table.get, features, repeat(0.0)))


def _chosen(p: Parsed, likely: list[Credit]) -> list[Credit]:
    """The likeliest first; none of a cue already used, none whose content is already credited."""
    kept: list[Credit] = []
    by_end: list[tuple[int, int, Credit]] = []
    used: set[int] = set()
    for credit in sorted(likely, key=lambda one: -one.probability):
        one = credit.candidate
        if one.cue in used:
            continue
        first, last = one.ranges[0][0], one.ranges[-1][1]
        near = (other for a, b, other in by_end if a <= last and first <= b)
        if any(_same(p, one, other.candidate) for other in near):
            continue
        used.add(one.cue)
        kept.append(credit)
        by_end.append((first, last, credit))
    return kept


def _same(p: Parsed, one: Candidate, other: Candidate) -> bool:
    shared = sum(
        max(0, min(p.end[b], p.end[d]) - max(p.start[a], p.start[c]))
        for a, b in one.ranges
        for c, d in other.ranges
    )
    longer = max(_size(p, one), _size(p, other))
    return shared >= SAME_CONTENT * longer


def _size(p: Parsed, one: Candidate) -> int:
    return sum(p.end[b] - p.start[a] for a, b in one.ranges)

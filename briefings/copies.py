"""Whether two articles are one copy: near-duplicates by MinHash, judged by what they share of their prose.

    sentences ── quotations left out ── runs of five words ─┬─ bands (rensa's MinHash): look alikes up by
                                                            └─ share of the shorter one's runs: decides

Theory: a paper that prints an agency's copy cuts it from the end, changes the lede and the house spelling,
and keeps most runs of five words. Two desks that report one event on their own share names and quotations,
so quotations tell nothing and are left out. An outlet's own furniture (a gallery's captions, a newsletter's
plug) stands under its articles for years, so copies must also have come out within days of each other.

Misses: copy that was reworded sentence by sentence, translations, and a short extract in a long article of
other matter (it is not that article's copy, and its claims carry the credit that stands beside them).
Taken wrongly: transcripts and statements that two outlets print in full without quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b

from rensa import RMinHash

from briefings.model import Passage, PassageKind, Span

RUN = 5
"""Words in a run. Of 8,000 archive articles, two on different events share hardly any run of five."""

MOST_OF_SENTENCE = 40
"""Runs that one sentence gives: a longer one is a list (of countries, in a newsletter's form) that a page's
furniture repeats under any article."""

BANDS = 48
ROWS = 2
"""Bands of a signature, and hashes in a band: a pair that shares a fifth of its runs meets in at least one
band with 0.86, one that shares a third (half of either article) with 0.996."""

SEED = 1
"""Of the permutations; another would make stored bands useless."""

COPIED_SHARE = 0.5
"""Share of the shorter article's own runs that must stand in the other. In the archive copies across outlets
share 0.63 and more, and desks that quote alike 0.36 and less (docs/quality.md)."""

COPIED_LEAST = 30
"""Runs that must be shared, two or three sentences: shorter items on one event say the same by chance."""

COPIED_WITHIN = timedelta(days=7)
"""Time between two publications, where both are known: weeklies print a week's agency copy."""

VERSION = f"1 rensa {RMinHash.ALGORITHM_VERSION}"
"""Of the bands: others are not comparable."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

# Quotations end with their paragraph at the latest: reporters leave the mark out where the next one goes on.
_QUOTED = re.compile(r"“[^”\n]{1,2000}(?:”|$)|\"[^\"\n]{1,2000}(?:\"|$)", re.MULTILINE)


def own_runs(text: str, passages: Iterable[Passage]) -> frozenset[str]:
    """Runs of an article's own prose: its body, without furniture and without what it quotes."""
    quoted = bytearray(len(text) + 1)
    for match in _QUOTED.finditer(text):
        quoted[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    found: set[str] = set()
    for passage in passages:
        if passage.kind is PassageKind.BODY:
            found.update(_runs(text, passage.span, quoted))
    return frozenset(found)


def _runs(text: str, span: Span, quoted: bytearray) -> list[str]:
    """The first runs of a sentence; a quotation ends one."""
    runs: list[str] = []
    words: list[str] = []
    for match in _WORD.finditer(text, span.start, span.end):
        if quoted[match.start()]:
            words.clear()
            continue
        words.append(match[0].casefold().replace("’", "'"))
        if len(words) >= RUN:
            runs.append(" ".join(words[-RUN:]))
        if len(runs) == MOST_OF_SENTENCE:
            break
    return runs


def bands_of(runs: frozenset[str]) -> tuple[int, ...]:
    """BANDS numbers, signed 64 bits each; two articles that share one may be copies. () for too few runs."""
    if len(runs) < COPIED_LEAST:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(sorted(runs))
    hashes = sketch.digest()
    return tuple(_number(at, hashes[at * ROWS : (at + 1) * ROWS]) for at in range(BANDS))


def _number(band: int, hashes: list[int]) -> int:
    mark = blake2b(f"{band}:{hashes}".encode(), digest_size=8).digest()
    return int.from_bytes(mark, "big", signed=True)


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter one's runs stands in the other, 0 to 1; 0 where that is too little to tell."""
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared >= COPIED_LEAST else 0.0


def are_copies(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two articles, by their runs, are one copy; when they came out is for the caller to ask."""
    return share(one, other) >= COPIED_SHARE


def grouped(runs: Mapping[int, frozenset[str]], published: Mapping[int, datetime | None]) -> dict[int, int]:
    """Groups of articles that are one copy, for articles that no store holds: the group of each, by number.

    runs, published: of each article, by number. A group is called by its smallest number.
    """
    groups: dict[int, int] = {}
    holders: dict[int, list[int]] = {}
    for number in sorted(runs):
        bands = bands_of(runs[number])
        likely = dict.fromkeys(other for band in bands for other in holders.get(band, ()))
        for other in likely:
            near = near_in_time(published[number], published[other])
            if near and are_copies(runs[number], runs[other]):
                one, into = sorted((groups.get(number, number), groups.get(other, other)))
                groups |= dict.fromkeys((number, other, *(g for g in groups if groups[g] == into)), one)
        for band in bands:
            holders.setdefault(band, []).append(number)
    return groups


def near_in_time(one: datetime | None, other: datetime | None) -> bool:
    """Whether two publications are near enough for copies; those of unknown time are."""
    return one is None or other is None or abs(one - other) <= COPIED_WITHIN

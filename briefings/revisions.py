"""What an outlet changed in an article without saying so: its claims before, beside those of now.

    claims before, claims now ── the same words: unchanged ── alike: changed ── left over: gone, added

A claim is taken for another's later form where most of its letters are the same, in order; of two that say
one thing in other words the first is gone and the second added, which is shown just as plainly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz, process

from briefings.model import aware_utc

ALIKE = 62.0
"""Likeness (rapidfuzz ratio, 0 to 100) from which a claim is the later form of another. "At least 12 people
were killed" and "At least 14 people were killed, officials said" have 77; two claims on one person 50."""

_NOT_SAID = re.compile(r"[\W_]+")


class Edit(StrEnum):
    """What became of a claim."""

    CHANGED = "changed"
    GONE = "gone"
    ADDED = "added"


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One claim that a later version of an article has otherwise, or not, or that it has in addition.

    article: its id; version: the version that changed it, from 2; noted: when that was read, UTC; before,
    after: the claim's words, "" where there are none; claim: its id as it is now, 0 where it is gone.
    """

    article: int
    version: int
    noted: datetime
    edit: Edit
    before: str = ""
    after: str = ""
    claim: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "noted", aware_utc(self.noted))


def compared(before: Sequence[str], after: Sequence[str]) -> list[tuple[Edit, int | None, int | None]]:
    """What became of each claim: the edit, its place in `before` and in `after`; unchanged ones left out."""
    said_before, said_after = list(map(_said, before)), list(map(_said, after))
    old = [at for at, said in enumerate(said_before) if said not in set(said_after)]
    new = [at for at, said in enumerate(said_after) if said not in set(said_before)]
    later = _pairs([said_before[at] for at in old], [said_after[at] for at in new])
    changed = [(Edit.CHANGED, old[one], new[other]) for one, other in sorted(later.items())]
    gone = [(Edit.GONE, at, None) for number, at in enumerate(old) if number not in later]
    added = [(Edit.ADDED, None, at) for number, at in enumerate(new) if number not in later.values()]
    return [*changed, *gone, *added]


def _pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Places of those that are one claim, the likest first, each in one pair."""
    likeness: Any = process.cdist(old, new, scorer=fuzz.ratio, score_cutoff=ALIKE) if old and new else []
    ranked = sorted(
        (
            (-float(score), one, other)
            for one, row in enumerate(likeness)
            for other, score in enumerate(row)
            if score
        )
    )
    found: dict[int, int] = {}
    for _, one, other in ranked:
        if one not in found and other not in found.values():
            found[one] = other
    return found


def _said(text: str) -> str:
    return _NOT_SAID.sub(" ", text.casefold()).strip()

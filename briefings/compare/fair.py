"""Which differences may be set before a reader as two sides: those that are no misunderstanding of ours.

Two speakers stand side by side where they are two, on one matter, whether named or described; two figures
where they can be rival answers. Whoever prints both figures knows that they are two things: the captain's
hours and the first officer's, the dead of the whole night and those of one place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from briefings.compare.contrasts import Slot
from briefings.compare.copied import plain_words
from briefings.compare.differ import Difference
from briefings.compare.origins import Origins
from briefings.compare.statements import Board
from briefings.extract.spelling import fold
from briefings.extract.wires import agency_named
from briefings.model import DisputeKind

SOURCES_SAME = 0.1
"""Least likelihood of being the same statement at which two speakers are set side by side. It stood at 0.5
while two stood alone: now that other reports tell the matter, these say more (`disputes.LEAST_TOLD`)."""

WORDS_SAME = 0.3
"""Least likelihood of being the same statement at which two quotations are one remark in two wordings: above
it 36 of 92 were right on 96 events, each held out, below it 3 of 60."""

ONE_NAME = 85.0
"""Likeness (rapidfuzz, 0 to 100) from which two names are one person's: "Setiaya", "Sigit Setiayana"."""

_NAMED = re.compile(r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the|de|al|bin|van))*")
"""A source that is named, not described ("officials")."""

_PRONOUNS = "all both few he it many most one others several she some these they those who"
_NOBODY = frozenset((*_PRONOUNS.split(), "god", "heaven", "lord"))
"""Words that look like a name where they begin a sentence, and those that are called upon, not quoted."""

RUN_AND_END = 2
"""Matching blocks of two texts that have one run of words in common: difflib ends with an empty one."""

_LONGEST_ACRONYM = 5
"""Capitals of a name; a longer word in capitals is a dateline's place."""


class Fair:
    """Tells of the differences on one board whether they are shown."""

    def __init__(self, board: Board, origins: Origins) -> None:
        self._board, self._origins = board, origins
        self._printed: dict[int, set[float]] = defaultdict(set)
        for statement in board.statements:
            self._printed[statement.article.id] |= statement.figures

    def shown(self, difference: Difference, same: float) -> bool:
        """Whether the first slot of the difference makes two sides; same: likelihood that they state one."""
        slot = difference.slots[0]
        if slot.kind is DisputeKind.FRAMING:
            return same >= SOURCES_SAME and _two_people(*slot.values)
        if slot.kind is DisputeKind.WORDING:
            return same >= WORDS_SAME and not _stray(*slot.values)
        if slot.kind is DisputeKind.FIGURE:
            return not self._known_apart(difference, slot)
        return True

    def speaker(self, name: str) -> str:
        """Whose words they are: the name, "" where it is an outlet that brings them, or nobody's."""
        return name if self._somebody(name) and not self._origins.is_outlet(name) else ""

    def _somebody(self, name: str) -> bool:
        """Somebody with a name who speaks, not the agency that brings it nor the place it was filed from."""
        if not _NAMED.fullmatch(name) or name.casefold() in _NOBODY or agency_named(name):
            return False
        return not filed_from(name)

    def _known_apart(self, difference: Difference, slot: Slot) -> bool:
        """Whether a sentence holds both figures, or each of the two articles prints the other's too."""
        if slot.figures is None or slot.figures[0] == slot.figures[1]:
            return False
        one, other = (self._board.statements[i] for i in (difference.a, difference.b))
        first, second = slot.figures
        if first in other.figures or second in one.figures:
            return True
        return second in self._printed[one.article.id] and first in self._printed[other.article.id]


def filed_from(name: str) -> bool:
    """Whether a source is the place that a report was filed from, read as somebody ("WASHINGTON")."""
    return name.isupper() and len(name) > _LONGEST_ACRONYM


def _two_people(one: str, other: str) -> bool:
    """Whether two speakers are two, and neither is the agency that brings what others say."""
    agency = agency_named(one) or agency_named(other)
    return not agency and fuzz.partial_ratio(fold(one), fold(other)) < ONE_NAME


def _stray(one: str, other: str) -> bool:
    """Whether two quotations share stray words only: less than half of the shorter one's, and here and there.

    Of 19 such pairs on 105 events, 3 were marked as one remark in two wordings; of the others, 41 of 86.
    """
    first, second = plain_words(one).split(), plain_words(other).split()
    runs = [
        block.size for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    ]
    return len(runs) > RUN_AND_END and 2 * sum(runs) < min(len(first), len(second))

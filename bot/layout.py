"""Which lines of a digest stand where: their order, their numbers, and which fit on one screen.

A digest's first screen shows the weightiest of each section; what is left over follows on more screens, a
tap away. Numbers are given in that order, so a line has one number on every screen. Buttons carry the
index in the stored digest instead of the number: they still lead right after this order is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.richtext import BLANK, NAME_UNITS, Line, bold, clip, fits, line
from briefings.model import Digest, Dispute, Point, Status

# A first screen that is read at a glance: with these numbers the five sample reports on air defence take
# about two phone screens. What is cut is one tap away.
FIRST_AGREED, FIRST_DISPUTED, FIRST_SINGLE = 8, 5, 4
SCREEN_UNITS = 3000  # of Telegram's 4096: longer is tiring on a phone, and leaves room for the header
SCREEN_LINES = 18  # each line takes a button


class Section(StrEnum):
    """The parts of a digest, in reading order; the value is the heading."""

    AGREED = "AGREED"
    DISPUTED = "DISPUTED"
    SINGLE = "ONE ORIGIN"


_SECTIONS = {Status.CONSENSUS: Section.AGREED, Status.SINGLE: Section.SINGLE}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a digest. index: its place in `digest.points` or `digest.disputes`; leading: it is among
    its section's best, for the first screen."""

    number: int
    leading: bool
    section: Section
    index: int
    item: Point | Dispute


def entries(digest: Digest) -> tuple[Entry, ...]:
    """All lines of `digest`, numbered from 1 in the order of its screens."""
    rows: list[tuple[Section, int, Point | Dispute]] = [
        *((_SECTIONS[p.status], i, p) for i, p in enumerate(digest.points)),
        *((Section.DISPUTED, i, d) for i, d in enumerate(digest.disputes)),
    ]
    agreed, disputed, single = ([row for row in rows if row[0] is section] for section in Section)
    leading = [*agreed[:FIRST_AGREED], *disputed[:FIRST_DISPUTED], *single[:FIRST_SINGLE]]
    others = [*agreed[FIRST_AGREED:], *disputed[FIRST_DISPUTED:], *single[FIRST_SINGLE:]]
    return tuple(
        Entry(number=n, leading=n <= len(leading), section=section, index=i, item=item)
        for n, (section, i, item) in enumerate([*leading, *others], start=1)
    )


def entry_of(digest: Digest, *, dispute: bool, index: int) -> Entry | None:
    """The line for a point or dispute of the digest, None where there is no such."""
    for entry in entries(digest):
        if entry.index == index and (entry.section is Section.DISPUTED) == dispute:
            return entry
    return None


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What one message shows: its lines, and the digest lines that need a button."""

    lines: tuple[Line, ...]
    entries: tuple[Entry, ...] = ()


def digest_screens(
    digest: Digest,
    head: Sequence[Line],
    foot: Sequence[Line],
    show: Callable[[Entry], Sequence[Line]],
) -> tuple[Screen, ...]:
    """The screens of a digest: the head on the first, section headings where a section begins on a screen,
    the foot on the last."""
    screens = [Screen(lines=tuple(head))]
    for entry in entries(digest):
        here = screens[-1].entries
        grown = _with(screens[-1], entry, show(entry))
        full = not fits(grown.lines, SCREEN_UNITS) or len(grown.entries) > SCREEN_LINES
        if here and (full or here[-1].leading != entry.leading):
            continued = Screen(lines=(line(bold(f"{clip(digest.topic, NAME_UNITS)}, continued")),))
            screens.append(_with(continued, entry, show(entry)))
        else:
            screens[-1] = grown
    last = screens.pop()
    return (*screens, Screen(lines=(*last.lines, *foot), entries=last.entries))


def _with(screen: Screen, entry: Entry, lines: Iterable[Line]) -> Screen:
    """`screen` with one more line of the digest, under its section's heading."""
    same = screen.entries and screen.entries[-1].section is entry.section
    heading = () if same else (BLANK, line(bold(entry.section.value), heading=True))
    return Screen(lines=(*screen.lines, *heading, *lines), entries=(*screen.entries, entry))


def screen_of(screens: Sequence[Screen], entry: Entry) -> int:
    """The number of the screen that holds `entry`, 0 where none does."""
    return next((i for i, s in enumerate(screens) if entry in s.entries), 0)


def pack(head: Sequence[Line], blocks: Iterable[tuple[Entry | None, Sequence[Line]]]) -> tuple[Screen, ...]:
    """Screens of whole blocks, each screen under `head`; a block too long for one screen stands alone. An
    entry beside a block gets its button on the block's screen."""
    screens = [Screen(lines=tuple(head))]
    filled = False
    for entry, block in blocks:
        if filled and not fits([*screens[-1].lines, *block], SCREEN_UNITS):
            screens.append(Screen(lines=tuple(head)))
        here = screens.pop()
        entries_here = here.entries if entry is None else (*here.entries, entry)
        screens.append(Screen(lines=(*here.lines, *block), entries=entries_here))
        filled = True
    return tuple(screens)

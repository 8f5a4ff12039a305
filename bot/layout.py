"""Which lines of a digest stand where: their sections, their numbers, and which fit on one screen.

Lines have the numbers that they have in a terminal (`briefings.digest.render.reading_order`). The first
screen shows the weightiest lines of each section, what is left over follows on more screens, a tap away.
Buttons carry the index in the stored digest instead of the number: they still lead right after the order
is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.i18n import N_, _
from bot.richtext import BLANK, NAME_UNITS, Line, bold, clip, fits, folded, line
from briefings.digest.render import reading_order
from briefings.model import Digest, Dispute, Point, Status

SCREEN_UNITS = 3000  # of Telegram's 4096: longer is tiring on a phone, and leaves room for the header
SCREEN_LINES = 18  # each line takes a button


class Section(StrEnum):
    """The parts of a digest, in reading order; the value is the heading, to be translated."""

    AGREED = N_("AGREED")
    UPDATED = N_("UPDATED")
    DISPUTED = N_("DISPUTED")
    SINGLE = N_("ONE ORIGIN")


# How many lines of a section stand on the first screen, which is to be read at a glance: together about
# two phone screens. What is over is one tap away.
LEADING = {Section.AGREED: 7, Section.UPDATED: 2, Section.DISPUTED: 5, Section.SINGLE: 3}

# For those who chose short briefings: one phone screen.
LEADING_SHORT = {Section.AGREED: 3, Section.UPDATED: 1, Section.DISPUTED: 2, Section.SINGLE: 0}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a digest. index: its place in `digest.points` or `digest.disputes`; leading: it is among
    its section's best, for the first screen."""

    number: int
    leading: bool
    section: Section
    index: int
    item: Point | Dispute


def entries(digest: Digest, *, short: bool = False) -> tuple[Entry, ...]:
    """All lines of `digest`, numbered from 1, those of the first screen first; short: fewer are there."""
    leading = LEADING_SHORT if short else LEADING
    listing: list[Entry] = []
    for number, item in enumerate(reading_order(digest), start=1):
        section = _section(item)
        place = sum(1 for entry in listing if entry.section is section)
        index = _index(digest.disputes if isinstance(item, Dispute) else digest.points, item)
        leads = place < leading[section]
        listing.append(Entry(number=number, leading=leads, section=section, index=index, item=item))
    return tuple(sorted(listing, key=lambda entry: not entry.leading))


def _section(item: Point | Dispute) -> Section:
    if isinstance(item, Dispute):
        return Section.UPDATED if item.update else Section.DISPUTED
    return Section.AGREED if item.status is Status.CONSENSUS else Section.SINGLE


def _index(items: Sequence[Point | Dispute], item: Point | Dispute) -> int:
    """The place of `item` itself, not of one that is equal to it."""
    return next(i for i, each in enumerate(items) if each is item)


def entry_of(digest: Digest, *, dispute: bool, index: int) -> Entry | None:
    """The line for a point or dispute of the digest, None where there is no such."""
    for entry in entries(digest):
        if entry.index == index and isinstance(entry.item, Dispute) == dispute:
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
    *,
    short: bool = False,
) -> tuple[Screen, ...]:
    """The screens of a digest: head and foot on the first, headings where a section begins on a screen. On
    the first screen what rests on one origin is folded: it can be opened there."""
    listing = entries(digest, short=short)
    headings = _headings(listing)
    screens = [Screen(lines=tuple(head))]
    for entry in listing:
        heading = headings[entry.section, entry.leading]
        here = screens[-1].entries
        grown = _with(screens[-1], entry, heading, _shown(entry, show))
        full = not fits(grown.lines, SCREEN_UNITS) or len(grown.entries) > SCREEN_LINES
        if here and (full or here[-1].leading != entry.leading):
            continued = Screen(
                lines=(line(bold(_("{topic}, continued", topic=clip(digest.topic, NAME_UNITS)))),)
            )
            screens.append(_with(continued, entry, heading, show(entry)))
        else:
            screens[-1] = grown
    first = screens[0]
    return (Screen(lines=(*first.lines, *foot), entries=first.entries), *screens[1:])


def _shown(entry: Entry, show: Callable[[Entry], Sequence[Line]]) -> Sequence[Line]:
    """The lines of an entry, folded where they are the least of the first screen."""
    return folded(show(entry)) if entry.leading and entry.section is Section.SINGLE else show(entry)


def _headings(listing: Sequence[Entry]) -> dict[tuple[Section, bool], str]:
    """The sections' names; on the first screen (True) with how many of its lines are there, if not all."""
    lines = Counter(entry.section for entry in listing)
    room = Counter(entry.section for entry in listing if entry.leading)
    found = {}
    for section, total in lines.items():
        name, shown = _(section.value), room[section]
        found[section, False] = found[section, True] = name
        if total > shown:
            found[section, True] = _("{section} · {shown} of {total}", section=name, shown=shown, total=total)
    return found


def _with(screen: Screen, entry: Entry, heading: str, lines: Iterable[Line]) -> Screen:
    """`screen` with one more line of the digest, under its section's heading."""
    same = screen.entries and screen.entries[-1].section is entry.section
    above = () if same else (BLANK, line(bold(heading), heading=True))
    return Screen(lines=(*screen.lines, *above, *lines), entries=(*screen.entries, entry))


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

"""A digest as the screens of a chat; a tap deeper stands in `bot.passages`.

Pure functions from the records of `briefings.model` to lines of `bot.richtext`. What is long is clipped
here, with an ellipsis, and shown whole one tap deeper; what does not fit one screen is paged.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.layout import Entry, Screen, Section, digest_screens, pack
from bot.richtext import BLANK, NAME_UNITS, Line, bold, clip, italic, line
from bot.wording import count, day, days, difference, listed, outlets, standing
from briefings.model import Digest, Dispute, Side

SENTENCE_UNITS = 320  # of a line in the digest: a long news sentence has about 250
SIDE_UNITS = 180  # of one side of a dispute in the digest
SIDES = 4  # of a dispute in the digest, before "and 2 more"
OUTLETS_OF_SIDE = 3


def digest(found: Digest) -> tuple[Screen, ...]:
    """The screens of a digest, the first of which stands for it in the chat."""
    return digest_screens(found, _head(found), _foot(found), digest_line)


def _head(found: Digest) -> list[Line]:
    """Topic, span of time, how much was read."""
    span = days(found.first, found.last)
    lines = [line(bold(clip(found.topic, NAME_UNITS)))]
    if span:
        lines.append(line(span))
    lines.append(line(read_counts(found)))
    if found.stale and found.last is not None:
        lines.append(line(italic(f"Nothing newer is stored: this is the news up to {day(found.last)}.")))
    return lines


def read_counts(found: Digest) -> str:
    """ "5 reports · 5 outlets · 4 origins"."""
    read = (
        count(found.articles, "report"),
        count(found.outlets, "outlet"),
        count(found.origins, "origin"),
    )
    return " · ".join(read)


def _foot(found: Digest) -> list[Line]:
    """What the digest says of itself, and how to go on."""
    notes = [line(italic(clip(note, SENTENCE_UNITS))) for note in found.notes]
    if not found.points and not found.disputes:
        return [BLANK, line("Nothing to report: no line could be drawn from what is stored."), *notes]
    return [BLANK, *notes, line(italic("Tap a number for the sentences behind a line."))]


def digest_line(entry: Entry) -> tuple[Line, ...]:
    """One line of the digest, a dispute with its sides below it."""
    if isinstance(entry.item, Dispute):
        return (_question(entry, entry.item), *_short_sides(entry.item.sides))
    mark = "●" if entry.section is Section.AGREED else "○"
    text = clip(entry.item.text, SENTENCE_UNITS)
    return (line(f"{mark} ", bold(str(entry.number)), f"  {text}  ", italic(standing(entry.item))),)


def _question(entry: Entry, dispute: Dispute) -> Line:
    """What a dispute is about: a filled mark for a contradiction, an arrow for a count that was revised."""
    mark = "↻" if dispute.update else "◆"
    return line(f"{mark} ", bold(str(entry.number)), f"  {clip(dispute.question, SENTENCE_UNITS)}")


def _short_sides(sides: Sequence[Side]) -> list[Line]:
    """The sides below each other: the figure or the words, and who prints them."""
    shown = [side_line(side) for side in sides[:SIDES]]
    if len(sides) > SIDES:
        shown.append(line(f"      and {len(sides) - SIDES} more"))
    return shown


def side_line(side: Side) -> Line:
    """What one side says, and who prints it."""
    names = listed(outlets(side.evidence), OUTLETS_OF_SIDE)
    return line("      ", bold(clip(side.value or side.claim, SIDE_UNITS)), f" — {clip(names, SIDE_UNITS)}")


def disputes(found: Digest, listing: Sequence[Entry]) -> tuple[Screen, ...]:
    """All disputes of a digest, each side in a whole sentence."""
    head = [line(bold(f"{clip(found.topic, NAME_UNITS)}: where reports differ"))]
    blocks = [(entry, _dispute(entry, entry.item)) for entry in listing if isinstance(entry.item, Dispute)]
    return pack(head, blocks)


def _dispute(entry: Entry, dispute: Dispute) -> list[Line]:
    """One dispute with what each side says."""
    lines = [BLANK, _question(entry, dispute), line("      ", italic(difference(dispute)))]
    for side in dispute.sides:
        names = clip(listed(outlets(side.evidence), OUTLETS_OF_SIDE), SIDE_UNITS)
        lines.append(line(f"      • {clip(whole_side(side), SENTENCE_UNITS)} ", italic(f"({names})")))
    return lines


def whole_side(side: Side) -> str:
    """What a side says in a sentence, led by its figure or words where the sentence lacks them."""
    return f"{side.value}: {side.claim}" if side.value and side.value not in side.claim else side.claim

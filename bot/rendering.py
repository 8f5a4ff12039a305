"""A digest as the screens of a chat; a tap deeper stands in `bot.passages`.

Pure functions from the records of `briefings.model` to lines of `bot.richtext`. What is long is clipped
here, with an ellipsis, and shown whole one tap deeper; what does not fit one screen is paged.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import _, n_
from bot.layout import Entry, Screen, Section, digest_screens, pack
from bot.richtext import BLANK, NAME_UNITS, Line, Run, bold, clip, italic, line
from bot.wording import (
    days,
    difference,
    first_said,
    in_time,
    listed,
    origins_count,
    outlets,
    outlets_count,
    reports,
    side_words,
    standing,
    valued,
)
from briefings.model import Digest, Dispute, Side

SENTENCE_UNITS = 240  # of a line in the digest: five lines of a phone; nine news sentences in ten are shorter
SIDE_UNITS = 180  # of one side of a dispute in the digest
NOTES = 3  # that a digest says of itself
SIDES = 4  # of a dispute in the digest, before "and 2 more"
SIDES_WHOLE = 6  # in the list of disputes
OUTLETS_OF_SIDE = 3
INDENT = "\u2003"  # an em space: Telegram's clients trim none of it, and a narrow phone has room
MARKS = {Section.AGREED: "●", Section.UPDATED: "▲", Section.DISPUTED: "◆", Section.SINGLE: "○"}


def digest(found: Digest, *, short: bool = False, extra: Sequence[Line] = ()) -> tuple[Screen, ...]:
    """The screens of a digest, the first of which stands for it in the chat; extra: more to say on that."""
    return digest_screens(found, _head(found), [*extra, *_foot(found)], digest_line, short=short)


def _head(found: Digest) -> list[Line]:
    """Topic, span of time, how much was read."""
    span = days(found.first, found.last)
    lines = [line(bold(clip(found.topic, NAME_UNITS)))]
    if span:
        lines.append(line(span))
    if found.articles:
        lines.append(line(read_counts(found)))
    if found.stale and span:
        lines.append(
            line(italic(_("No reports in the last 24 hours; these are the latest, of {span}.", span=span)))
        )
    return lines


def read_counts(found: Digest) -> str:
    """ "5 reports · 5 outlets · 4 origins"."""
    read = (reports(found.articles), outlets_count(found.outlets), origins_count(found.origins))
    return " · ".join(read)


def _foot(found: Digest) -> list[Line]:
    """What the digest says of itself, and how to go on."""
    notes = [line(italic(clip(note, SENTENCE_UNITS))) for note in found.notes[:NOTES]]
    if not found.articles:
        return [BLANK, line(_("There are no reports on this topic yet.")), *notes]
    if not found.points and not found.disputes:
        return [
            BLANK,
            line(_("{reports}, and no line to draw from what is there.", reports=reports(found.articles))),
            *notes,
        ]
    return [BLANK, *notes, line(italic(_("Tap a number for the sentences behind a line.")))]


def digest_line(entry: Entry) -> tuple[Line, ...]:
    """One line of the digest, a dispute with its sides below it."""
    if isinstance(entry.item, Dispute):
        return (_question(entry, entry.item), *_short_sides(entry.item))
    text = clip(entry.item.text, SENTENCE_UNITS)
    return (line(*_numbered(entry), f"{text}  ", italic(clip(standing(entry.item), SIDE_UNITS))),)


def _numbered(entry: Entry) -> tuple[str | Run, ...]:
    """The mark of the section and the line's number."""
    return (f"{MARKS[entry.section]} ", bold(str(entry.number)), "  ")


def _question(entry: Entry, dispute: Dispute) -> Line:
    """What a dispute is about."""
    return line(*_numbered(entry), clip(dispute.question, SENTENCE_UNITS))


def _short_sides(dispute: Dispute) -> list[Line]:
    """The sides below each other: the figure or the words, and who prints them."""
    sides = valued(dispute)
    shown = [_side_line(dispute, side) for side in sides[:SIDES]]
    if len(sides) > SIDES:
        shown.append(line(INDENT, n_("and {n} more", "and {n} more", len(sides) - SIDES)))
    return shown


def _side_line(dispute: Dispute, side: Side) -> Line:
    """What one side says, and who prints it; of a figure that was revised also when."""
    names = clip(listed(outlets(side.evidence), OUTLETS_OF_SIDE), SIDE_UNITS)
    when = first_said(side) if dispute.update else ""
    return line(INDENT, bold(clip(side_words(dispute, side), SIDE_UNITS)), f" — {when}{names}")


def disputes(found: Digest, listing: Sequence[Entry]) -> tuple[Screen, ...]:
    """All disputes of a digest, each side in a whole sentence."""
    head = [line(bold(_("{topic}: where reports differ", topic=clip(found.topic, NAME_UNITS))))]
    blocks = [(entry, _dispute(entry, entry.item)) for entry in listing if isinstance(entry.item, Dispute)]
    return pack(head, blocks)


def _dispute(entry: Entry, dispute: Dispute) -> list[Line]:
    """One dispute with what each side says."""
    lines = [BLANK, _question(entry, dispute), line(INDENT, italic(difference(dispute)))]
    for side in in_time(dispute)[:SIDES_WHOLE]:
        names = clip(listed(outlets(side.evidence), OUTLETS_OF_SIDE), SIDE_UNITS)
        said = clip(whole_side(side), SENTENCE_UNITS)
        lines.append(line(f"{INDENT}• {said} ", italic(f"({names})")))
    if len(dispute.sides) > SIDES_WHOLE:
        lines.append(line(INDENT, n_("and {n} more", "and {n} more", len(dispute.sides) - SIDES_WHOLE)))
    return lines


def whole_side(side: Side) -> str:
    """What a side says in a sentence, led by its figure or words where the sentence lacks them."""
    return f"{side.value}: {side.claim}" if side.value and side.value not in side.claim else side.claim

"""What is new on a topic, as lines: a glance for the foot of a digest, and all of it on screens of its own.

Pure functions, as in `bot.rendering`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import N_, _, n_
from bot.layout import Screen, pack
from bot.passages import quotation
from bot.rendering import SENTENCE_UNITS, SIDE_UNITS
from bot.richtext import BLANK, NAME_UNITS, Line, bold, clip, italic, line
from bot.wording import day_and_time, listed, origins_count, outlets, outlets_count, reports
from briefings.developments import Change, ChangeKind, News

AT_A_GLANCE = 3  # changes under a digest: the rest is a tap away
QUOTED = 2  # passages behind a change: the newest, and what stood before

HEADINGS = {
    ChangeKind.NEW: N_("NEW"),
    ChangeKind.REVISED: N_("FIGURE REVISED"),
    ChangeKind.CONFIRMED: N_("NOW CONFIRMED"),
    ChangeKind.DISPUTED: N_("NOW DISPUTED"),
    ChangeKind.CORRECTED: N_("CORRECTED AT ITS SOURCE"),
    ChangeKind.WITHDRAWN: N_("WITHDRAWN AT ITS SOURCE"),
    ChangeKind.QUIET: N_("GONE QUIET"),
}

# In a glance, where a heading for each kind would take half the room. NEW needs none.
WORDS = {
    ChangeKind.REVISED: N_("revised"),
    ChangeKind.CONFIRMED: N_("now confirmed"),
    ChangeKind.DISPUTED: N_("now disputed"),
    ChangeKind.CORRECTED: N_("corrected"),
    ChangeKind.WITHDRAWN: N_("withdrawn"),
    ChangeKind.QUIET: N_("gone quiet"),
}


def glance(news: News) -> tuple[Line, ...]:
    """The weightiest changes, for the foot of a digest."""
    if not news.changes:
        return (BLANK, line(italic(_("Nothing new since {moment}.", moment=day_and_time(news.since)))))
    head = _("NEW SINCE {moment}", moment=day_and_time(news.since))
    shown = sorted(news.changes, key=lambda change: -change.weight)[:AT_A_GLANCE]
    lines = [BLANK, line(bold(head), heading=True), *(_short(change) for change in shown)]
    if rest := len(news.changes) - len(shown):
        lines.append(line(italic(n_("and {n} more", "and {n} more", rest))))
    return tuple(lines)


def _short(change: Change) -> Line:
    """One change in one line."""
    text = clip(change.text, SENTENCE_UNITS)
    if change.kind is ChangeKind.NEW:
        return line(f"✚ {text}  ", italic(_standing(change)))
    return line("✚ ", bold(_(WORDS[change.kind])), f": {text}  ", italic(_step(change)))


def _standing(change: Change) -> str:
    """Who stands behind it now: "RFI", or "3 outlets, 2 origins"."""
    names = outlets(change.evidence)
    if len(names) == 1:
        return clip(names[0], SIDE_UNITS)
    return f"{outlets_count(change.outlets)}, {origins_count(change.origins)}"


def _step(change: Change) -> str:
    """From what to what: "12 → 14"; who stands behind it where the kind has no step."""
    before, after = clip(change.before, SIDE_UNITS), clip(change.after, SIDE_UNITS)
    if before and after:
        return f"{before} → {after}"
    return after or before or _standing(change)


def new(news: News) -> tuple[Screen, ...]:
    """All that changed, kind by kind, with the passages behind it."""
    head = [
        line(bold(_("{topic}: what is new", topic=clip(news.topic, NAME_UNITS)))),
        line(_("since {moment}", moment=day_and_time(news.since))),
    ]
    if news.articles:
        read = f"{reports(news.articles)} · {outlets_count(news.outlets)}"
        head.append(line(read))
    notes = [[line(italic(clip(note, SENTENCE_UNITS)))] for note in news.notes]
    if not news.changes:
        nothing = [line(_("Nothing new: no report since then says what the earlier ones did not."))]
        return pack(head, [(None, [BLANK, *block]) for block in notes or [nothing]])
    blocks = [block for kind in ChangeKind for block in _kind(kind, news.changes)]
    return pack(head, [(None, block) for block in [*blocks, *notes]])


def _kind(kind: ChangeKind, changes: Sequence[Change]) -> list[list[Line]]:
    """The changes of one kind; the heading goes with the first of them."""
    those = [_change(change) for change in changes if change.kind is kind]
    if not those:
        return []
    heading = [BLANK, line(bold(_(HEADINGS[kind])), heading=True)]
    return [[*heading, *those[0]], *those[1:]]


def _change(change: Change) -> list[Line]:
    """One change: what it is, from what to what, who says so, their words folded."""
    step = _step(change) if change.before or change.after else ""
    names = listed(outlets(change.evidence), QUOTED)
    told = " · ".join(part for part in (step, names) if part)
    return [
        line(f"✚ {clip(change.text, SENTENCE_UNITS)}", heading=True),
        *([line(italic(clip(told, SENTENCE_UNITS)))] if told else []),
        *quotation(change.evidence[:QUOTED]),
    ]

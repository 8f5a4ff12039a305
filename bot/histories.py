"""How things went on a topic, as screens: disputes and their history, dated events, how each outlet fared.

Pure functions, as in `bot.rendering`.
"""

from __future__ import annotations

from datetime import date, datetime

from bot.i18n import N_, _, n_
from bot.layout import Screen, pack
from bot.passages import quotation
from bot.rendering import INDENT, OUTLETS_OF_SIDE, SENTENCE_UNITS, SIDE_UNITS
from bot.richtext import BLANK, NAME_UNITS, Line, Run, Style, bold, clip, italic, line
from bot.wording import (
    day_and_time,
    day_of_year,
    difference,
    listed,
    minutes_text,
    number,
    origins_count,
    outlets_count,
    reports,
    side_words,
)
from briefings.developments import (
    AccountEntry,
    DisputeHistory,
    Event,
    OutletAccount,
    OutletStanding,
    Series,
    SideHistory,
    Standing,
    Timeline,
)

_STANDINGS = {
    Standing.ALONE: N_("alone with it"),
    Standing.CONFIRMED: N_("confirmed by {outlets}"),
    Standing.CARRIED: N_("the same origin: {outlets}"),
    Standing.DISPUTED: N_("others differ: {outlets}"),
    Standing.REVISED: N_("overtaken by a later count: {outlets}"),
}


def disputes(topic: str, found: tuple[DisputeHistory, ...]) -> tuple[Screen, ...]:
    """Where reports differ, and how each difference came about."""
    head = [line(bold(_("{topic}: where reports differ", topic=clip(topic, NAME_UNITS))))]
    if not found:
        return pack(head, [(None, [BLANK, line(_("No two reports contradict each other."))])])
    return pack(head, [(None, _history(each)) for each in found])


def _history(each: DisputeHistory) -> list[Line]:
    """One dispute, side by side in order of time."""
    led = bold(f"{each.number}  ") if each.number else ""
    lines = [BLANK, line("◆ ", led, clip(each.dispute.question, SENTENCE_UNITS), heading=True)]
    notes = [difference(each.dispute)]
    if each.since is not None:
        notes.append(_("since {moment}", moment=day_and_time(each.since)))
    if each.digests:
        notes.append(n_("in {n} earlier digest", "in {n} earlier digests", each.digests))
    lines.append(line(INDENT, italic(" · ".join(notes))))
    for side in each.sides:
        lines.extend(_side(each, side))
    return lines


def _side(each: DisputeHistory, side: SideHistory) -> list[Line]:
    """What a side says, who came first and when, who took it up; the first words folded below."""
    said = bold(clip(side_words(each.dispute, side.side), SIDE_UNITS))
    parts = [side.first.outlet] if side.first is not None else []
    if side.first is not None and side.first.published is not None:
        moment = side.first.published
        parts.append(day_of_year(moment) if side.first.day_only else day_and_time(moment))
    if side.taken_up:
        names = listed([taken.outlet for taken in side.taken_up], OUTLETS_OF_SIDE)
        parts.append(_("taken up by {outlets}", outlets=names))
    if side.gone:
        parts.append(_("no longer said"))
    lines = [line(INDENT, said, " — ", clip(" · ".join(parts), SENTENCE_UNITS))]
    return [*lines, *quotation([side.first] if side.first is not None else [])]


def timeline(found: Timeline) -> tuple[Screen, ...]:
    """Dated events in order of when they happened, then figures that moved."""
    head = [line(bold(_("{topic}: timeline", topic=clip(found.topic, NAME_UNITS))))]
    if not found.events and not found.series:
        return pack(head, [(None, [BLANK, line(_("No report gives a date for anything."))])])
    blocks = []
    last: tuple[date, date] | None = None
    for event in found.events:
        days = (event.first, event.last)
        heading = [] if days == last else [BLANK, line(bold(_days(event)), heading=True)]
        blocks.append([*heading, *_event(event)])
        last = days
    series = [_series(each) for each in found.series]
    if series:
        series[0] = [BLANK, line(bold(_("FIGURES THAT MOVED")), heading=True), *series[0]]
    return pack(head, [(None, block) for block in [*blocks, *series]])


def _days(event: Event) -> str:
    if event.first == event.last:
        return day_of_year(event.first)
    return f"{day_of_year(event.first)} – {day_of_year(event.last)}"


def _event(event: Event) -> list[Line]:
    """One event: its time of day, what happened, who says so."""
    when = f"{minutes_text(event.time)}  " if event.time is not None else ""
    ahead = _("planned: ") if event.planned else ""
    text = clip(event.text, SENTENCE_UNITS)
    standing = f"{outlets_count(event.outlets)}, {origins_count(event.origins)}"
    if event.outlets == 1 and event.evidence:
        standing = event.evidence[0].outlet
    link = event.evidence[0].url if event.evidence else ""
    who = Run(text=clip(standing, SIDE_UNITS), style=Style.ITALIC, link=link)
    return [line("• ", bold(when), italic(ahead), f"{text}  ", who)]


def _series(each: Series) -> list[Line]:
    """A figure that moved: "people killed: 12 → 14 → 17", with who gave each."""
    steps = " → ".join(clip(value.text, SIDE_UNITS) for value in each.values)
    return [
        line("▲ ", clip(each.name, SIDE_UNITS), heading=True),
        line(INDENT, bold(clip(steps, SENTENCE_UNITS)), heading=True),
        *quotation([value.evidence for value in each.values]),
    ]


def standings(topic: str, found: tuple[OutletStanding, ...]) -> tuple[Screen, ...]:
    """How each outlet fared on the topic."""
    head = [line(bold(_("{topic}: outlets", topic=clip(topic, NAME_UNITS))))]
    if not found:
        return pack(head, [(None, [BLANK, line(_("There are no reports on this topic yet."))])])
    return pack(head, [(None, _standing(each)) for each in found])


def _standing(each: OutletStanding) -> list[Line]:
    """One outlet: reports, lines, how often alone, confirmed, first, revised."""
    told = [n_("{n} line", "{n} lines", each.lines)]
    if each.alone:
        told.append(_("{n} alone", n=number(each.alone)))
    if each.confirmed:
        told.append(_("{n} confirmed", n=number(each.confirmed)))
    if each.first:
        told.append(_("first with {n}", n=number(each.first)))
    if each.revised:
        told.append(_("{n} overtaken by a later count", n=number(each.revised)))
    if each.edited:
        told.append(n_("{n} report changed afterwards", "{n} reports changed afterwards", each.edited))
    return [
        BLANK,
        line(bold(clip(each.outlet, NAME_UNITS)), f" · {reports(each.articles)}", heading=True),
        line(" · ".join(told)),
    ]


def account(found: OutletAccount) -> tuple[Screen, ...]:
    """What one outlet said on the topic, in order of publication."""
    title = _(
        "{outlet} on {topic}", outlet=clip(found.outlet, NAME_UNITS), topic=clip(found.topic, NAME_UNITS)
    )
    blocks = [_entry(each) for each in found.entries]
    return pack([line(bold(title))], [(None, block) for block in blocks])


def _entry(each: AccountEntry) -> list[Line]:
    """One thing that it said, and how that stands."""
    how = _(_STANDINGS[each.standing], outlets=listed(each.others, OUTLETS_OF_SIDE))
    said: datetime | None = each.evidence.published
    when = "" if said is None else day_of_year(said) if each.evidence.day_only else day_and_time(said)
    return [
        BLANK,
        line(bold(when), " · " if when else "", italic(clip(how, SENTENCE_UNITS)), heading=True),
        line(clip(each.evidence.quote, SENTENCE_UNITS)),
    ]

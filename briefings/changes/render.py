"""What is new, histories, timelines and accounts as text for a terminal.

Stored text is shown as it stands but for control characters; times are in UTC, days of events as reported.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from briefings.developments import (
    AccountEntry,
    Change,
    ChangeKind,
    DisputeHistory,
    Event,
    News,
    OutletAccount,
    OutletStanding,
    Series,
    SideHistory,
    Standing,
    Timeline,
)
from briefings.digest.render import WIDEST, clean
from briefings.model import Evidence

HEADINGS = {
    ChangeKind.NEW: "NEW",
    ChangeKind.REVISED: "REVISED",
    ChangeKind.CONFIRMED: "NOW CONFIRMED",
    ChangeKind.DISPUTED: "NOW DISPUTED",
    ChangeKind.CORRECTED: "CORRECTED AT THE SOURCE",
    ChangeKind.WITHDRAWN: "WITHDRAWN AT THE SOURCE",
    ChangeKind.QUIET: "GONE QUIET",
}
NAMES = 3  # outlets named before "and 2 more"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def news_text(news: News, *, width: int) -> str:
    """What changed, under a heading for each kind."""
    came = f"{_count(news.articles, 'report')} from {_count(news.outlets, 'outlet')}"
    parts = [f"{clean(news.topic)}: since {moment_text(news.since)}\n{came}"]
    for kind, heading in HEADINGS.items():
        lines = [_change(change, width) for change in news.changes if change.kind is kind]
        if lines:
            parts.append("\n".join([heading, *lines]))
    if not news.changes:
        parts.append("Nothing new." if news.articles else "Nothing new: no report has come since.")
    parts += [_wrapped(f"Note: {clean(note)}.", width) for note in news.notes]
    return "\n\n".join(parts)


def _change(change: Change, width: int) -> str:
    told = _names(e.outlet for e in change.evidence)
    when = f", {moment_text(change.when)}" if change.when else ""
    match change.kind:
        case ChangeKind.REVISED:
            said = f"{clean(change.before)} → {clean(change.after)}: {clean(change.text)}"
            return _line("▲", said, f"{told}{when}", width)
        case ChangeKind.CONFIRMED:
            note = f"{told}; first only {clean(change.before)}, now {clean(change.after)} too{when}"
            return _line("●", clean(change.text), note, width)
        case ChangeKind.DISPUTED:
            before = f"{told}{when}; before: {clean(change.before)}"
            return _line("◆", clean(change.text), before, width)
        case ChangeKind.CORRECTED:
            return _line("✎", f"{clean(change.before)} → {clean(change.after)}", f"{told}{when}", width)
        case ChangeKind.WITHDRAWN:
            return _line("✗", clean(change.before), f"no longer in {told}{when}", width)
        case ChangeKind.QUIET:
            return _line("…", clean(change.text), f"{told}; last told{when.removeprefix(',')}", width)
    origins = (
        "" if change.outlets == 1 else f" ({change.outlets} outlets, {_count(change.origins, 'origin')})"
    )
    return _line("+", clean(change.text), f"{told}{origins}{when}", width)


def disputes_text(topic: str, found: Sequence[DisputeHistory], *, width: int) -> str:
    """Each dispute's question with its sides in the order in which they came."""
    if not found:
        return f"{clean(topic)}: the last digest has no disputes."
    return "\n\n".join(history_text(one, width=width) for one in found)


def history_text(one: DisputeHistory, *, width: int, passages: bool = False) -> str:
    """One dispute: its sides, how each went, and with `passages` who said it in which words."""
    since = f" Disputed since {moment_text(one.since)}." if one.since else ""
    held = f" In {one.digests} digests." if one.digests > 1 else ""
    parts = [_wrapped(f"{one.number:>2}  {clean(one.dispute.question)}{since}{held}", width, hang="    ")]
    for side in one.sides:
        parts.append(_line("  —", side_line(side), "", width))
        if passages:
            parts += [_passage(item, width) for item in side.side.evidence]
    return "\n".join(parts)


def side_line(history: SideHistory) -> str:
    """ "550 first on Friday 4 July 2025, 18:20 UTC (The Guardian), taken up by three: RFI, ..."."""
    label = clean(history.side.value or history.side.claim)
    if history.first is None:
        return label
    when = f" on {moment_text(history.first.published, weekday=True)}" if history.first.published else ""
    parts = [f"{label}: first{when} ({clean(history.first.outlet)})"]
    if history.taken_up:
        number = len(history.taken_up)
        names = _names(e.outlet for e in history.taken_up)
        parts.append(f"taken up by {NUMBERS[number] if number < len(NUMBERS) else number}: {names}")
    if history.gone:
        parts.append(f"not said since {moment_text(history.last)}" if history.last else "not said again")
    return ", ".join(parts)


def timeline_text(timeline: Timeline, *, width: int) -> str:
    """Days with what happened on them, and the figures that moved."""
    if not timeline.events and not timeline.series:
        return f"{clean(timeline.topic)}: no report gives a day for anything."
    parts = [clean(timeline.topic)]
    last: tuple[date, date] | None = None
    for event in timeline.events:
        if (event.first, event.last) != last:
            last = (event.first, event.last)
            parts.append(f"\n{day_text(event.first, event.last)}")
        parts.append(_event(event, width))
    if timeline.series:
        parts.append("\nFIGURES THAT MOVED")
        parts += [_series(series, width) for series in timeline.series]
    return "\n".join(parts)


def _event(event: Event, width: int) -> str:
    time = "" if event.time is None else f"{event.time // 60:02}:{event.time % 60:02} "
    planned = " (announced)" if event.planned else ""
    return _line("·", f"{time}{clean(event.text)}{planned}", _names(e.outlet for e in event.evidence), width)


def _series(series: Series, width: int) -> str:
    steps = " → ".join(
        f"{clean(v.text)} ({moment_text(v.evidence.published)}, {clean(v.evidence.outlet)})"
        for v in series.values
    )
    return _line("▲", clean(series.name), steps, width)


def outlets_text(topic: str, found: Sequence[OutletStanding], *, width: int) -> str:
    """A table of outlets: reports, lines, and how often each was alone, confirmed, first, revised."""
    if not found:
        return f"{clean(topic)}: nothing is stored on it."
    columns = ("reports", "lines", "alone", "confirmed", "first", "revised", "edited")
    wide = max(12, min(34, width - sum(len(c) + 2 for c in columns)))
    rows = ["  ".join(["outlet".ljust(wide), *columns])]
    for one in found:
        name = textwrap.shorten(clean(one.outlet), wide, placeholder="…").ljust(wide)
        values = (one.articles, one.lines, one.alone, one.confirmed, one.first, one.revised, one.edited)
        shown = (f"{v:>{len(c)}}" for v, c in zip(values, columns, strict=True))
        rows.append("  ".join([name, *shown]))
    return "\n".join([clean(topic), "", *rows])


def outlet_text(account: OutletAccount, *, width: int) -> str:
    """What one outlet said, report by report."""
    if not account.entries:
        return f"{clean(account.outlet)} has nothing on {clean(account.topic)} that stands by itself."
    parts = [f"{clean(account.outlet)} on {clean(account.topic)}"]
    seen = None
    for entry in account.entries:
        if entry.evidence.article != seen:
            seen = entry.evidence.article
            when = moment_text(entry.evidence.published, day_only=entry.evidence.day_only)
            parts.append(f"\n{when}  {clean(entry.evidence.title)}\n    {clean(entry.evidence.url)}")
        parts.append(_line("·", clean(entry.evidence.quote), standing_text(entry), width))
    return "\n".join(parts)


def standing_text(entry: AccountEntry) -> str:
    """How a statement stands: "alone", "confirmed by RFI and Reuters", ..."""
    names = _names(entry.others)
    match entry.standing:
        case Standing.CONFIRMED:
            return f"confirmed by {names}"
        case Standing.CARRIED:
            return f"from one origin, in {names} too"
        case Standing.DISPUTED:
            return f"disputed by {names}" if names else "disputed"
        case Standing.REVISED:
            return "a later count replaced it"
    return "alone"


def moment_text(moment: datetime | None, *, day_only: bool = False, weekday: bool = False) -> str:
    """ "4 July 2025, 18:20 UTC"; an empty moment is "undated"."""
    if moment is None:
        return "undated"
    day = f"{moment:%A }" if weekday else ""
    return f"{day}{moment:%-d %B %Y}" + ("" if day_only else f", {moment:%H:%M} UTC")


def day_text(first: date, last: date) -> str:
    """ "4 July 2025", or "4–5 July 2025" for two days."""
    if first == last:
        return f"{first:%A %-d %B %Y}"
    return f"{first:%-d %B} – {last:%-d %B %Y}"


def _names(names: Iterable[str]) -> str:
    held = list(dict.fromkeys(clean(name) for name in names))
    if len(held) > NAMES + 1:
        return f"{', '.join(held[:NAMES])} and {len(held) - NAMES} more"
    return held[0] if len(held) == 1 else f"{', '.join(held[:-1])} and {held[-1]}" if held else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _line(mark: str, text: str, note: str, width: int) -> str:
    shown = _wrapped(f"{mark} {text}", width, hang=" " * (len(mark) + 1))
    return f"{shown}\n{_wrapped(note, width, indent='    ', hang='    ')}" if note else shown


def _passage(item: Evidence, width: int) -> str:
    when = moment_text(item.published, day_only=item.day_only)
    head = f"{clean(item.outlet)} · {when}" + (f" · credits {clean(item.credited)}" if item.credited else "")
    quote = _wrapped(clean(item.quote), width, indent="      ", hang="      ")
    return f"      {head}\n{quote}\n      {clean(item.url)}"


def _wrapped(text: str, width: int, *, indent: str = "", hang: str = "") -> str:
    return textwrap.fill(
        text,
        width=max(30, min(width, WIDEST)),
        initial_indent=indent,
        subsequent_indent=hang or indent,
        break_long_words=False,
        break_on_hyphens=False,
    )

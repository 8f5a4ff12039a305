"""What is behind the lines of a digest: passages in their context, and the reports they come from.

Pure functions, as in `bot.rendering`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.layout import Entry, Screen, pack
from bot.rendering import INDENT, OUTLETS_OF_SIDE, SENTENCE_UNITS, SIDE_UNITS, read_counts, whole_side
from bot.richtext import BLANK, NAME_UNITS, Line, Run, bold, clip, italic, line
from bot.wording import difference, in_time, listed, moment_text, outlets, standing
from briefings.model import Answer, Digest, Dispute, Evidence, Point, Side

CONTEXT_UNITS = 700  # around a quotation: about four sentences
QUOTE_UNITS = 2000  # of the quoted words: only a text without sentence ends has more


def passages(entry: Entry) -> tuple[Screen, ...]:
    """The sentences behind one line: by side for a dispute, those of one origin together."""
    item = entry.item
    if isinstance(item, Dispute):
        head = _entry_head(entry, difference(item), item.question)
        note = [[line(italic(clip(item.note, SENTENCE_UNITS)))]] if item.note else []
        blocks = [*note, *(block for side in in_time(item) for block in _side(side))]
    else:
        head = _entry_head(entry, standing(item), item.text)
        blocks = [*_shared_origins(item.evidence), *(passage(each) for each in by_origin(item.evidence))]
    return pack(head, [(None, block) for block in blocks])


def _entry_head(entry: Entry, how: str, text: str) -> list[Line]:
    """The line that the passages are behind, with its number and how it stands."""
    return [
        line(bold(f"{entry.number} · {entry.section}"), " · ", italic(how)),
        line(clip(text, CONTEXT_UNITS)),
    ]


def _side(side: Side) -> list[list[Line]]:
    """One side of a dispute: its words, then its passages; the heading goes with the first of them."""
    heading = [BLANK, line("▸ ", bold(clip(whole_side(side), SENTENCE_UNITS)), heading=True)]
    shown = [passage(each) for each in by_origin(side.evidence)]
    return [[*heading, *shown[0]], *shown[1:]] if shown else [heading]


def by_origin(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The passages with those of one origin next to each other, otherwise in their order."""
    origins = list(dict.fromkeys(each.origin for each in evidence))
    return sorted(evidence, key=lambda each: origins.index(each.origin))


def _shared_origins(evidence: Sequence[Evidence]) -> list[list[Line]]:
    """Which outlets rest on one origin, a line for each origin that several share."""
    found = []
    for origin in dict.fromkeys(each.origin for each in evidence):
        names = outlets(each for each in evidence if each.origin == origin)
        if len(names) > 1:
            text = f"One origin, {origin}: {listed(names)}."
            found.append(line(italic(clip(text, SENTENCE_UNITS))))
    return [[BLANK, *found]] if found else []


def passage(each: Evidence) -> list[Line]:
    """One passage: the outlet and its link, the time, the sentence in its context, who is credited."""
    when = Run(
        text=moment_text(each.published, each.day_only), moment=None if each.day_only else each.published
    )
    said = [f"credits {each.credited}"] if each.credited else []
    if each.origin and each.origin != each.outlet:
        said.append(f"origin: {each.origin}")
    lines = [
        BLANK,
        line(bold(clip(each.outlet, NAME_UNITS), link=each.url), " · ", when, heading=True),
        line(*in_context(each), quoted=True),
    ]
    return [*lines, line(italic(clip(" · ".join(said), SENTENCE_UNITS)))] if said else lines


def in_context(each: Evidence) -> tuple[Run, ...]:
    """The passage's surroundings with the quoted words in bold; the words alone where they do not stand in
    them."""
    quote = bold(clip(each.quote, QUOTE_UNITS))
    if not each.quote or each.quote not in each.context:
        return (quote,)
    before, _, after = each.context.partition(each.quote)
    room = max(0, CONTEXT_UNITS - len(each.quote)) // 2
    return (Run(text=_tail(before.lstrip(), room)), quote, Run(text=_beginning(after.rstrip(), room)))


def _tail(text: str, room: int) -> str:
    """The end of `text` within `room` characters, from a space on."""
    return text if len(text) <= room else "…" + text[len(text) - room :].partition(" ")[2]


def _beginning(text: str, room: int) -> str:
    """The beginning of `text` within `room`, its leading space kept."""
    if not text.strip():
        return ""
    return (" " if text[0].isspace() else "") + clip(text, max(1, room))


@dataclass(frozen=True, kw_only=True)
class _Report:
    """One article of a digest. lines: numbers of the digest lines that rest on it; origins: those that it
    takes from."""

    evidence: Evidence
    lines: tuple[int, ...]
    origins: tuple[str, ...]


def sources(found: Digest, listing: Sequence[Entry]) -> tuple[Screen, ...]:
    """Every report that a line of the digest rests on, with the lines' numbers."""
    head = [line(bold(f"{clip(found.topic, NAME_UNITS)}: sources")), line(read_counts(found))]
    return pack(head, [(None, _report_lines(each)) for each in _reports(listing)])


def _reports(listing: Sequence[Entry]) -> list[_Report]:
    """The articles behind the lines, the newest first."""
    seen: dict[int, list[tuple[int, Evidence]]] = {}
    for entry in listing:
        for each in evidence_of(entry.item):
            seen.setdefault(each.article, []).append((entry.number, each))
    reports = [
        _Report(
            evidence=rows[0][1],
            lines=tuple(dict.fromkeys(number for number, _ in rows)),
            origins=tuple(dict.fromkeys(e.origin for _, e in rows if e.origin not in ("", e.outlet))),
        )
        for rows in seen.values()
    ]
    return sorted(reports, key=_newest_first)


def _newest_first(report: _Report) -> tuple[float, str]:
    moment = report.evidence.published
    return (-moment.timestamp() if moment else 0.0, report.evidence.outlet)


def evidence_of(item: Point | Dispute) -> tuple[Evidence, ...]:
    """All passages behind a line."""
    if isinstance(item, Point):
        return item.evidence
    return tuple(each for side in item.sides for each in side.evidence)


def _report_lines(report: _Report) -> list[Line]:
    """One article: outlet, time, headline with its link, origins that it takes from, lines it is behind."""
    each = report.evidence
    when = Run(
        text=moment_text(each.published, each.day_only), moment=None if each.day_only else each.published
    )
    lines = [
        BLANK,
        line(bold(clip(each.outlet, NAME_UNITS)), " · ", when, heading=True),
        line(Run(text=clip(each.title or each.url, SIDE_UNITS), link=each.url)),
    ]
    numbers = [str(number) for number in report.lines]
    behind = f"{'lines' if len(numbers) > 1 else 'line'} {listed(numbers, 12)}"
    if report.origins:
        behind += f" · takes from {listed(report.origins, 4)}"
    return [*lines, line(italic(clip(behind, SENTENCE_UNITS)))]


def answer(found: Answer) -> tuple[Line, ...]:
    """An answer with its passages, or the refusal with what comes closest."""
    lines = [line(bold(clip(found.question, SENTENCE_UNITS))), line(clip(found.text, QUOTE_UNITS))]
    lines.extend(_answer_side(side) for side in found.sides)
    for each in found.passages:
        lines.extend(passage(each))
    if found.closest and not found.answered:
        lines.extend([BLANK, line(italic("The closest that is stored:"), heading=True)])
        for each in found.closest:
            lines.extend(passage(each))
    return tuple(lines)


def _answer_side(side: Side) -> Line:
    """One side of what is answered differently, and who prints it."""
    names = clip(listed(outlets(side.evidence), OUTLETS_OF_SIDE), SIDE_UNITS)
    return line(INDENT, bold(clip(side.value or side.claim, SIDE_UNITS)), f" — {names}")

"""What is behind the lines of a digest: passages in their context, and the reports they come from.

Pure functions, as in `bot.rendering`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.i18n import _, n_
from bot.layout import Entry, Screen, pack
from bot.rendering import INDENT, OUTLETS_OF_SIDE, SENTENCE_UNITS, SIDE_UNITS, read_counts, whole_side
from bot.richtext import BLANK, NAME_UNITS, Line, Run, bold, clip, clip_line, italic, line
from bot.wording import difference, in_time, listed, moment_text, outlets, standing
from briefings.model import Answer, Digest, Dispute, Evidence, Point, Side

CONTEXT_UNITS = 700  # around a quotation: about four sentences
PASSAGE_UNITS = 2000  # of one passage in all: only a text without sentence ends has more


def passages(entry: Entry) -> tuple[Screen, ...]:
    """The sentences behind one line: by side for a dispute, those of one origin together."""
    item = entry.item
    if isinstance(item, Dispute):
        head = _entry_head(entry, difference(item), item.question)
        note = [[line(italic(clip(item.note, SENTENCE_UNITS)))]] if item.note else []
        blocks = [*note, *(block for side in in_time(item) for block in _side(side))]
    else:
        head = _entry_head(entry, standing(item), item.text)
        blocks = [*_shared_origins(item.evidence), *map(_passage, _by_context(item.evidence))]
    return pack(head, [(None, block) for block in blocks])


def why(entry: Entry) -> tuple[Screen, ...]:
    """What joined the passages behind a line: the evidence that the comparison left."""
    item = entry.item
    text = item.question if isinstance(item, Dispute) else item.text
    how = difference(item) if isinstance(item, Dispute) else standing(item)
    head = [*_entry_head(entry, how, text), BLANK, line(bold(_("Why together")), heading=True)]
    reasons = item.reasons or (_("nothing was noted"),)
    told = [line("• ", clip(reason, SENTENCE_UNITS)) for reason in reasons]
    note = line(
        italic(
            _(
                "A percentage is how likely two sentences state the same, by a model that compares words, "
                "names, figures, dates and meaning. It can be wrong: the passages decide."
            )
        )
    )
    return pack(head, [(None, [each]) for each in told] + [(None, [BLANK, note])])


def _entry_head(entry: Entry, how: str, text: str) -> list[Line]:
    """The line that the passages are behind, with its number and how it stands."""
    return [
        line(bold(f"{entry.number} · {_(entry.section.value)}"), " · ", italic(clip(how, SIDE_UNITS))),
        line(clip(text, CONTEXT_UNITS)),
    ]


def _side(side: Side) -> list[list[Line]]:
    """One side of a dispute: its words, then its passages; the heading goes with the first of them."""
    heading = [BLANK, line("▸ ", bold(clip(whole_side(side), SENTENCE_UNITS)), heading=True)]
    shown = [_passage(said) for said in _by_context(side.evidence)]
    return [[*heading, *shown[0]], *shown[1:]] if shown else [heading]


@dataclass(frozen=True, kw_only=True)
class _Said:
    """Passages of one article that stand in one context. first: the first of them; quotes: their words."""

    first: Evidence
    context: str
    quotes: tuple[str, ...]
    credited: tuple[str, ...]


def _by_context(evidence: Sequence[Evidence]) -> list[_Said]:
    """The passages with those of one origin next to each other, otherwise in their order; those of one
    article that stand in one context together."""
    found: list[_Said] = []
    for each in evidence:
        home = next((i for i, said in enumerate(found) if _common_context(said, each) is not None), None)
        if home is None:
            context = each.context if each.quote in each.context else each.quote
            credited = (each.credited,) if each.credited else ()
            found.append(_Said(first=each, context=context, quotes=(each.quote,), credited=credited))
        else:
            found[home] = _joined(found[home], each)
    origins = list(dict.fromkeys(each.origin for each in evidence))
    return sorted(found, key=lambda said: origins.index(said.first.origin))


def _common_context(said: _Said, each: Evidence) -> str | None:
    """The wider of the contexts that hold the words of both; None where neither does, or the passages are
    of two articles or origins."""
    if (said.first.article, said.first.origin) != (each.article, each.origin):
        return None
    quotes = (*said.quotes, each.quote)
    wide = [context for context in (said.context, each.context) if all(quote in context for quote in quotes)]
    return max(wide, key=len, default=None)


def _joined(said: _Said, each: Evidence) -> _Said:
    """The two in the context that they have in common."""
    return replace(
        said,
        context=_common_context(said, each) or said.context,
        quotes=(*said.quotes, each.quote),
        credited=tuple(dict.fromkeys([*said.credited, *([each.credited] if each.credited else [])])),
    )


def _shared_origins(evidence: Sequence[Evidence]) -> list[list[Line]]:
    """Which outlets rest on one origin, a line for each origin that several share."""
    found = []
    for origin in dict.fromkeys(each.origin for each in evidence):
        names = outlets(each for each in evidence if each.origin == origin)
        if len(names) > 1:
            text = _("One origin, {origin}: {outlets}.", origin=origin, outlets=listed(names))
            found.append(line(italic(clip(text, SENTENCE_UNITS))))
    return [[BLANK, *found]] if found else []


def _passage(said: _Said) -> list[Line]:
    """What one article says: the outlet and its link, the time, the sentences in their context, who is
    credited."""
    each = said.first
    notes = [_("credits {names}", names=listed(said.credited, 3))] if said.credited else []
    if each.origin and each.origin != each.outlet:
        notes.append(_("origin: {name}", name=each.origin))
    if each.beside:
        notes.append(_("near to it, not counted"))
    quoted = line(*in_context(said.context, said.quotes), quoted=True)
    return [
        BLANK,
        line(bold(clip(each.outlet, NAME_UNITS), link=each.url), " · ", _when(each), heading=True),
        clip_line(quoted, PASSAGE_UNITS),
        *([line(italic(clip(" · ".join(notes), SENTENCE_UNITS)))] if notes else []),
    ]


def quotation(evidence: Sequence[Evidence]) -> list[Line]:
    """The sentences of these passages in one folded quotation, each led by its outlet."""
    return [clip_line(_quoted(each), CONTEXT_UNITS) for each in evidence]


def _quoted(each: Evidence) -> Line:
    outlet = bold(clip(each.outlet, NAME_UNITS), link=each.url)
    return line(outlet, " · ", _when(each), ": ", each.quote, folded=True)


def _when(each: Evidence) -> Run:
    """When the article came out, in the reader's own time where the client can."""
    return Run(
        text=moment_text(each.published, each.day_only), moment=None if each.day_only else each.published
    )


def in_context(context: str, quotes: Sequence[str]) -> tuple[Run, ...]:
    """`context` with the quoted words in bold, its ends shortened where it is long."""
    spans = _merged((context.find(quote), context.find(quote) + len(quote)) for quote in quotes if quote)
    if not spans:
        return (Run(text=clip(context, CONTEXT_UNITS)),)
    room = max(0, CONTEXT_UNITS - (spans[-1][1] - spans[0][0])) // 2
    runs = [Run(text=_tail(context[: spans[0][0]].lstrip(), room))]
    for place, (start, end) in enumerate(spans):
        runs.append(bold(context[start:end]))
        if place + 1 < len(spans):
            runs.append(Run(text=context[end : spans[place + 1][0]]))
    return (*runs, Run(text=_beginning(context[spans[-1][1] :].rstrip(), room)))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


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
    head = [line(bold(_("{topic}: sources", topic=clip(found.topic, NAME_UNITS)))), line(read_counts(found))]
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
            lines=tuple(sorted({number for number, _ in rows})),
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
    lines = [
        BLANK,
        line(bold(clip(each.outlet, NAME_UNITS)), " · ", _when(each), heading=True),
        line(Run(text=clip(each.title or each.url, SIDE_UNITS), link=each.url)),
    ]
    numbers = [str(number) for number in report.lines]
    behind = n_("line {numbers}", "lines {numbers}", len(numbers), numbers=listed(numbers, 12))
    if report.origins:
        behind += " · " + _("takes from {names}", names=listed(report.origins, 4))
    return [*lines, line(italic(clip(behind, SENTENCE_UNITS)))]


def answer(found: Answer) -> tuple[Line, ...]:
    """An answer with its passages, or the refusal with what comes closest."""
    lines = [line(bold(clip(found.question, SENTENCE_UNITS)))]
    if found.about:
        lines.append(line(italic(_("About “{question}”:", question=clip(found.about, SENTENCE_UNITS)))))
    lines.append(line(clip(found.text, PASSAGE_UNITS)))
    lines.extend(_answer_side(side) for side in found.sides)
    for said in _by_context(found.passages):
        lines.extend(_passage(said))
    if found.closest and not found.answered:
        lines.extend([BLANK, line(italic(_("The closest that is stored:")), heading=True)])
        for said in _by_context(found.closest):
            lines.extend(_passage(said))
    return tuple(lines)


def _answer_side(side: Side) -> Line:
    """One side of what is answered differently, and who prints it."""
    names = clip(listed(outlets(side.evidence), OUTLETS_OF_SIDE), SIDE_UNITS)
    return line(INDENT, bold(clip(side.value or side.claim, SIDE_UNITS)), f" — {names}")

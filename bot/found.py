"""Results of a search, as lines. Pure functions, as in `bot.rendering`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.i18n import _
from bot.rendering import SENTENCE_UNITS
from bot.richtext import BLANK, NAME_UNITS, Line, Run, bold, clip, clip_line, italic, line
from bot.wording import moment_text

if TYPE_CHECKING:
    from briefings.search import Hit, Results

SHOWN_WORDS = 80  # UTF-16 units of the words searched for, when they are said back
HIT_UNITS = 500  # of a sentence that was found; nine in ten are shorter than half of it


def results(typed: str, found: Results) -> tuple[Line, ...]:
    """What was searched for, notes on it, and the sentences."""
    lines = [line("🔎 ", bold(clip(typed, SHOWN_WORDS)))]
    lines += [line(italic(clip(note, SENTENCE_UNITS))) for note in found.notes]
    if not found.hits:
        lines.append(line(_("No stored report has that.")))
    for hit in found.hits:
        lines.extend(_hit(hit))
    return tuple(lines)


def _hit(hit: Hit) -> list[Line]:
    """One sentence: outlet, time, what matched in bold."""
    when = Run(text=moment_text(hit.published, hit.day_only), moment=None if hit.day_only else hit.published)
    return [
        BLANK,
        line(bold(clip(hit.outlet, NAME_UNITS), link=hit.url), " · ", when, heading=True),
        clip_line(line(*_marked(hit.text, hit.marks), quoted=True), HIT_UNITS),
    ]


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> list[str | Run]:
    """The sentence with the words that matched in bold."""
    runs: list[str | Run] = []
    place = 0
    for start, end in sorted(marks):
        if start >= place:
            runs += [text[place:start], bold(text[start:end])]
            place = end
    return [*runs, text[place:]]

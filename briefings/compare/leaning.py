"""Sentences that do not stand by themselves: they lean on what the reader does not see."""

from __future__ import annotations

from briefings.compare.statements import Statement

DANGLING = frozenset(
    ("he", "she", "it", "they", "his", "her", "its", "their", "this", "that", "these", "those", "but", "and")
)
"""First words that lean on a sentence which the reader does not see."""


def leans(statement: Statement) -> float:
    """How much a sentence leans on what the reader does not see: pronouns, a voice without its speaker."""
    first = statement.text.strip("\"'“”‘’( ").split(" ", 1)[0].casefold()
    open_quote = statement.text.count("“") != statement.text.count("”") or statement.text.count('"') % 2 == 1
    told = [c.attribution for c in statement.claims if c.attribution]
    sources = [a.source.of(statement.article.text).casefold() for a in told if a.source]
    cued = any(
        a.cue and statement.passage.span.start <= a.cue.start < statement.passage.span.end for a in told
    )
    lost_voice = statement.quoted and not cued
    return (
        0.8 * (first in DANGLING)
        + 0.6 * open_quote
        + 0.6 * any(source in DANGLING for source in sources)
        + 1.0 * lost_voice
        + 0.15 * statement.quoted
    )

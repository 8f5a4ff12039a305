"""What must hold of any message: Telegram's parser takes it whole, and it is within the limits."""

from __future__ import annotations

from collections.abc import Sequence

from bot import richtext
from bot.richtext import Line
from tests.bot.botapi.parsing import ENTITIES, TEXT_UNITS, parse_html, units


def parsed(lines: Sequence[Line]) -> str:
    """The text that Telegram's parser leaves of `lines`, with the limits checked and the links kept."""
    text, entities = parse_html(richtext.html(lines))
    assert units(text) <= TEXT_UNITS
    assert len(entities) <= ENTITIES
    assert text == richtext.plain(lines)
    links = [run.link for each in lines for run in each.runs if run.link and run.text]
    assert len([e for e in entities if e["type"] == "text_link"]) == len(links)
    return text

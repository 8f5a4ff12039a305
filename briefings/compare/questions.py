"""The question on which a dispute's sides differ, put in plain words from the sides' own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefings.compare.contrasts import Slot
from briefings.compare.statements import Statement
from briefings.model import DisputeKind

TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "s"})
LENGTH_UNITS = frozenset({"m", "km", "mile", "foot", "metre", "meter", "kilometre", "kilometer", "yard"})

COUNTED_WORDS = 6
"""How far behind a figure the counted noun may stand: "more than 500 armed attack drones"."""


def question_of(slot: Slot, statements: Sequence[Statement]) -> str:
    """One line ending in a question mark; `statements` are the slot's two, in its order."""
    about = _shared_names(statements)
    of = f" ({about})" if about else ""
    match slot.kind:
        case DisputeKind.FIGURE:
            return f"{_figure_question(slot, statements[0])}{of}?"
        case DisputeKind.DATE:
            return f"When{of}?"
        case DisputeKind.WORDING:
            return f"What were the words of {slot.name}?"
        case DisputeKind.ATTRIBUTION:
            return f"Who says so{of}?"
        case DisputeKind.DENIAL:
            return f"Is it so{of}?"
        case DisputeKind.STATUS:
            return f"Is it settled{of}?"
    return f"How is it put{of}?"


def _figure_question(slot: Slot, statement: Statement) -> str:
    if slot.unit == "year-old":
        return "How old"
    if slot.unit == "percent":
        return "What share"
    if slot.unit in TIME_UNITS:
        return "How long"
    if slot.unit in LENGTH_UNITS:
        return "How far or how long"
    if slot.unit:
        return "How much"
    counted = _counted(slot, statement)
    return f"How many {counted}" if counted else "How many"


def _counted(slot: Slot, statement: Statement) -> str:
    """What is counted, as printed: the words from behind the figure to the counted noun, in lower case."""
    if slot.spans is None or not slot.name:
        return ""
    text = statement.article.text
    behind = re.findall(r"[\w'’-]+", text[slot.spans[0].end : statement.passage.span.end])[:COUNTED_WORDS]
    stem = slot.name[: max(3, len(slot.name) - 2)].casefold()
    for at, word in enumerate(behind):
        if word.casefold().startswith(stem):
            return " ".join(behind[: at + 1])
    return ""


def _shared_names(statements: Sequence[Statement]) -> str:
    """Up to two names that both statements hold, as the first of them writes them."""
    a, b = statements[0], statements[1]
    keys = {n.key for c in b.claims for n in c.names}
    names = [n.text for c in a.claims for n in c.names if n.key in keys and not n.pronoun]
    return ", ".join(list(dict.fromkeys(names))[:2])

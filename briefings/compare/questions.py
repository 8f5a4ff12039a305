"""The question on which a dispute's sides differ, put in plain words from the sides' own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefings.compare.contrasts import Slot
from briefings.compare.statements import Statement
from briefings.extract.spelling import fold
from briefings.model import DisputeKind

TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
LENGTH_UNITS = frozenset({"mm", "cm", "m", "km", "mile", "foot", "inch", "yard", "nautical mile"})

COUNTED_WORDS = 6
"""How far behind a figure the counted noun may stand: "more than 500 armed attack drones"."""

TOPIC_WORDS = 3
"""Words of a question that say what it is about, taken from what both sides share."""

LONGEST_CLAUSE = 90
"""Characters of a claim that a question may hold whole."""


def question_of(slot: Slot, statements: Sequence[Statement]) -> str:
    """One line ending in a question mark; `statements` are the slot's two, in its order."""
    about = _about(slot, statements)
    of = f": {about}" if about else ""
    match slot.kind:
        case DisputeKind.FIGURE:
            return f"{_figure_question(slot, statements[0])}{of}?"
        case DisputeKind.DATE:
            return f"When{of}?"
        case DisputeKind.WORDING:
            return f"How did {slot.name} put it?"
        case DisputeKind.ATTRIBUTION:
            return f"Who said it{of}?"
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
        return "How far"
    if slot.unit:
        return "How much"
    counted = _counted(slot, statement)
    return f"How many {counted}" if counted else "Which figure"


def _counted(slot: Slot, statement: Statement) -> str:
    """What is counted, as printed: the words from behind the figure to the counted noun."""
    if slot.spans is None or not slot.name:
        return ""
    text = statement.article.text
    behind = re.findall(r"[\w'’-]+", text[slot.spans[0].end : statement.passage.span.end])[:COUNTED_WORDS]
    stem = slot.name[: max(3, len(slot.name) - 2)].casefold()
    for at, word in enumerate(behind):
        if word.casefold().startswith(stem):
            return " ".join(behind[: at + 1])
    return "people" if slot.name == "person" else ""


def _about(slot: Slot, statements: Sequence[Statement]) -> str:
    """What both sides speak of: words that both hold, as the first prints them, in its order."""
    a, b = statements[0], statements[1]
    shared = {t for t in a.terms if t in b.terms and not any(c.isdigit() for c in t)}
    counted = {slot.name, *slot.name.split(), *(fold(w) for v in slot.values for w in v.split())}
    names = sorted((n for c in a.claims for n in c.names if n.key and not n.pronoun), key=lambda n: n.span)
    keys_b = {n.key for c in b.claims for n in c.names}
    told = [n.text for n in names if n.key in keys_b][:1]
    words = []
    for word in re.findall(r"[^\W\d_][\w'’-]+", a.text):
        key = fold(word)
        stem = next((t for t in shared - counted - a.names if key.startswith(t[:5]) or t.startswith(key)), "")
        if stem:
            shared.discard(stem)
            words.append(word)
    return ", ".join([*words[:TOPIC_WORDS], *told][: TOPIC_WORDS + 1])

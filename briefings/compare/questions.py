"""The question on which a dispute's sides differ, put in plain words from the sides' own."""

from __future__ import annotations

from briefings.compare.contrasts import Contrast
from briefings.compare.statements import Board
from briefings.model import DisputeKind

_FRAMES = {
    DisputeKind.DENIAL: "Is it so?",
    DisputeKind.STATUS: "Is it settled?",
    DisputeKind.CAUSE: "Why?",
    DisputeKind.FRAMING: "How is it put?",
}


def question_of(contrast: Contrast, board: Board) -> str:
    """One line ending in a question mark."""
    names = _shared_names(contrast, board)
    about = f" ({', '.join(names)})" if names else ""
    match contrast.kind:
        case DisputeKind.FIGURE:
            return f"How many or how much: {contrast.slot}{about}?"
        case DisputeKind.DATE:
            return f"When: {contrast.slot}{about}?"
        case DisputeKind.WORDING:
            return f"What were {contrast.slot}'s words?"
        case DisputeKind.ATTRIBUTION:
            return f"Who says so{about}?"
    return f"{_FRAMES[contrast.kind].rstrip('?')}{about}?"


def _shared_names(contrast: Contrast, board: Board) -> list[str]:
    """Up to two names that both statements hold, as the first of them writes them."""
    a, b = board.statements[contrast.a], board.statements[contrast.b]
    keys = {n.key for c in b.claims for n in c.names}
    names = [n.text for c in a.claims for n in c.names if n.key in keys and not n.pronoun]
    return list(dict.fromkeys(names))[:2]

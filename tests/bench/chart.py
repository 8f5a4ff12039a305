"""Bars as SVG, small enough to lie in the repository and to be read as text when it changes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, LABEL, ROW = 720, 230, 26


def bars(title: str, rows: Sequence[tuple[str, float, str]]) -> str:
    """One bar a row: its name, its length, what stands behind it."""
    most = max((value for _, value, _ in rows), default=1.0)
    height = ROW * (len(rows) + 2)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        'font-size="13">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="8" y="18" font-weight="bold">{escape(title)}</text>',
    ]
    for number, (name, value, note) in enumerate(rows, 1):
        top = ROW * number + 6
        long = (WIDTH - LABEL - 190) * value / most
        lines += [
            f'<text x="{LABEL - 8}" y="{top + 14}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LABEL}" y="{top}" width="{long:.1f}" height="18" fill="#3b6ea5"/>',
            f'<text x="{LABEL + long + 6:.1f}" y="{top + 14}" fill="#444444">',
            f"{value:.2f} · {escape(note)}</text>",
        ]
    return "\n".join([*lines, "</svg>", ""])

"""The passages behind a line or an answer, as text for a terminal: who says it, in which words, when."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from briefings.digest.render import WIDEST, clean, reading_order
from briefings.model import Answer, Digest, Dispute, Evidence, Point

_INDENT = "    "
# A context longer than this is cut around nothing: the quote alone is shown.
_LONGEST_CONTEXT = 600


def lines_text(digest: Digest, *, width: int) -> str:
    """Each line of a digest with its number and the outlets that it rests on."""
    lines = reading_order(digest)
    if not lines:
        return f"{clean(digest.topic)}: the last digest has no lines."
    shown = [
        _wrapped(f"{number:>2}  {_said(line)}", width, hang="    ")
        + f"\n{_INDENT}{', '.join(_outlets(line))}"
        for number, line in enumerate(lines, start=1)
    ]
    return "\n".join([f"{clean(digest.topic)}: what each line rests on", "", *shown])


def line_text(line: Point | Dispute, *, width: int) -> str:
    """One line with every passage behind it, side by side where there are sides."""
    if isinstance(line, Point):
        return "\n\n".join([_wrapped(_said(line), width), _passages(line.evidence, width)])
    parts = [_wrapped(_said(line), width)]
    for side in line.sides:
        label = clean(side.value or side.claim)
        parts.append(f"{_wrapped(f'— {label}', width)}\n\n{_passages(side.evidence, width)}")
    if line.note:
        parts.append(_wrapped(clean(line.note), width))
    return "\n\n".join(parts)


def answer_text(answer: Answer, *, width: int) -> str:
    """An answer with its passages, or what is nearest to one."""
    lines = answer.text.splitlines()
    if answer.about:
        lines = [f"About “{clean(answer.about)}”:", *lines]
    parts = ["\n".join(_wrapped(clean(each), width) for each in lines)]
    if answer.passages:
        parts.append(_passages(answer.passages, width))
    elif answer.closest:
        parts += ["Closest to it:", _passages(answer.closest, width)]
    return "\n\n".join(parts)


def _said(line: Point | Dispute) -> str:
    return clean(line.text if isinstance(line, Point) else line.question)


def evidence_of(line: Point | Dispute) -> tuple[Evidence, ...]:
    """Everything that a line rests on, its sides in order."""
    if isinstance(line, Point):
        return line.evidence
    return tuple(item for side in line.sides for item in side.evidence)


def _outlets(line: Point | Dispute) -> Iterable[str]:
    return dict.fromkeys(_from(item) for item in evidence_of(line))


def _from(item: Evidence) -> str:
    outlet, origin = clean(item.outlet), clean(item.origin)
    return outlet if origin in {"", outlet} else f"{outlet} (from {origin})"


def _passages(evidence: Sequence[Evidence], width: int) -> str:
    return "\n\n".join(_passage(item, width) for item in evidence)


def _passage(item: Evidence, width: int) -> str:
    when = "" if item.published is None else f"{item.published:%-d %B %Y}"
    if item.published is not None and not item.day_only:
        when += f", {item.published:%H:%M} UTC"
    credited = f"credits {clean(item.credited)}" if item.credited else ""
    beside = "near to it, not counted" if item.beside else ""
    head = " · ".join(part for part in (_from(item), when, credited, beside) if part)
    quote, context = clean(item.quote), clean(item.context)
    shown = context if quote in context and len(context) <= _LONGEST_CONTEXT else quote
    return "\n".join([head, _wrapped(shown, width, indent=_INDENT), f"{_INDENT}{clean(item.url)}"])


def _wrapped(text: str, width: int, *, indent: str = "", hang: str | None = None) -> str:
    return textwrap.fill(
        text,
        width=max(30, min(width, WIDEST)),
        initial_indent=indent,
        subsequent_indent=indent if hang is None else hang,
        break_long_words=False,
        break_on_hyphens=False,
    )

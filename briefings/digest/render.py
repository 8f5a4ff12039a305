"""A digest as text for a terminal: what is agreed, what changed, what is disputed, what rests on one origin.

    Digest ─▶ header ─▶ AGREED ● ─▶ UPDATED ▲ ─▶ DISPUTED ◆ ─▶ ONE ORIGIN ○ ─▶ text

Lines carry the numbers that `reading_order` gives them, so that a reader can ask for the passages behind
line 3. Stored text is shown as it stands but for control characters and direction overrides, which could
rewrite the screen. What is not done: no line is shortened or reworded here, and times are shown in UTC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text

from briefings.model import VALUED, Digest, Dispute, DisputeKind, Evidence, Point, Side, Status

NARROWEST = 24  # columns; below that words no longer fit beside number and mark
WIDEST = 96  # columns; longer lines are hard to follow, however wide the terminal is
SHOWN = 9  # lines of a digest that is folded: about a telephone's screen; AGREED takes what the others leave
SHOWN_UPDATED = 2
SHOWN_DISPUTED = 3
SHOWN_SINGLE = 1
RECENT = timedelta(hours=24)  # what a digest covers where nobody asks for more
SHOWN_OUTLETS = 3  # names behind one side before "and 2 more"
UNNAMED = "an unnamed outlet"
NO_NAME = frozenset("()[]0123456789")  # characters that stand in no name
LONGEST_CREDIT = 40  # characters; a longer "credited" is a clause rather than a name
TABLE_SHARE = 0.45  # of the width: sides whose labels are longer stand above their outlets, not beside them

HEADING = Style(bold=True)
FAINT = Style(dim=True)
MARK_STYLES = {
    "●": Style(color="green"),
    "▲": Style(color="cyan"),
    "◆": Style(color="yellow"),
    "○": Style(color="blue"),
}
PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you", "who", "his", "her", "its", "their"])

Line = Point | Dispute
L = TypeVar("L", Point, Dispute)


@dataclass(frozen=True, kw_only=True)
class _Look:
    """How a digest is to look: columns, colours, reasons and length."""

    width: int
    color: bool
    explain: bool
    unfold: bool

    def paint(self, text: str, style: Style) -> str:
        """`text` in a style, or as it is where there are no colours."""
        return style.render(text, color_system=ColorSystem.STANDARD) if self.color and text else text


def render(
    digest: Digest, *, width: int = 80, color: bool = False, explain: bool = False, unfold: bool = False
) -> str:
    """`digest` as text that ends in a line break.

    width: columns of the terminal, taken between NARROWEST and WIDEST; color: ANSI styles; explain: each
    line's reasons; unfold: all lines and all outlets, rather than what fits a telephone's screen.
    """
    look = _Look(width=max(NARROWEST, min(width, WIDEST)), color=color, explain=explain, unfold=unfold)
    numbers = {id(line): number for number, line in enumerate(reading_order(digest), start=1)}
    rest = ((_updated, SHOWN_UPDATED), (_disputed, SHOWN_DISPUTED), (_single, SHOWN_SINGLE))
    left = SHOWN - sum(min(len(lines_of(digest)), shown) for lines_of, shown in rest)
    lines = _header(digest, look)
    lines += _section("AGREED", _agreed(digest), left, numbers, look, _agreed_line)
    lines += _section("UPDATED", _updated(digest), SHOWN_UPDATED, numbers, look, _dispute_lines)
    lines += _section("DISPUTED", _disputed(digest), SHOWN_DISPUTED, numbers, look, _dispute_lines)
    lines += _section("ONE ORIGIN", _single(digest), SHOWN_SINGLE, numbers, look, _single_line)
    for note in digest.notes:
        lines += ["", *_wrapped(note, look, style=FAINT)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def reading_order(digest: Digest) -> tuple[Line, ...]:
    """The digest's lines as they are numbered from 1: agreed, updated, disputed, one origin."""
    return (*_agreed(digest), *_updated(digest), *_disputed(digest), *_single(digest))


def clean(text: str) -> str:
    """`text` in one line, fit for a terminal: no control characters or direction overrides, single spaces."""
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category in {"Cc", "Zl", "Zp"}:
            kept.append(" ")
        elif category == "Cs":
            kept.append("\N{REPLACEMENT CHARACTER}")
        elif category != "Cf" or character in "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}":
            kept.append(character)
    return " ".join("".join(kept).split())


def span_of_days(first: datetime | date | None, last: datetime | date | None) -> str:
    """Days in words: "4 July 2025", "4–5 July 2025", "30 June – 2 July 2025"; "" where one is unknown."""
    if first is None or last is None:
        return ""
    start, end = _day(first), _day(last)
    closing = f"{end.day} {end:%B %Y}"
    if start == end:
        return closing
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{closing}"
    year = "" if start.year == end.year else f" {start.year}"
    return f"{start.day} {start:%B}{year} – {closing}"


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _agreed(digest: Digest) -> list[Point]:
    return [point for point in digest.points if point.status is Status.CONSENSUS]


def _single(digest: Digest) -> list[Point]:
    return [point for point in digest.points if point.status is Status.SINGLE]


def _updated(digest: Digest) -> list[Dispute]:
    return [dispute for dispute in digest.disputes if dispute.update]


def _disputed(digest: Digest) -> list[Dispute]:
    return [dispute for dispute in digest.disputes if not dispute.update]


# --- header ----------------------------------------------------------------------------------------------


def _header(digest: Digest, look: _Look) -> list[str]:
    """Topic and days, what was read, and a kind word where there is nothing or nothing new."""
    topic, days = clean(digest.topic), span_of_days(digest.first, digest.last)
    gap = look.width - cell_len(topic) - cell_len(days)
    if gap >= 2 and days:
        lines = [look.paint(topic, HEADING) + " " * gap + days]
    else:
        lines = _wrapped(topic, look, style=HEADING) + _wrapped(days, look)
    if digest.articles:
        counted = (("report", digest.articles), ("outlet", digest.outlets), ("origin", digest.origins))
        lines += _wrapped(" · ".join(_count(number, noun) for noun, number in counted), look, style=FAINT)
    for sentence in _state(digest, days):
        lines += ["", *_wrapped(sentence, look)]
    return lines


def _state(digest: Digest, days: str) -> list[str]:
    """What to say of a digest that has nothing, or nothing new."""
    if not digest.articles:
        asked = digest.since and digest.built - digest.since > RECENT
        since = f" since {span_of_days(digest.since, digest.since)}" if asked else " yet"
        return [f"There are no reports on this topic{since}. Ingest some, or look at the topic's keywords."]
    said = []
    if digest.stale and digest.last:
        last = span_of_days(digest.last, digest.last)
        said.append(f"No reports since {last}; showing {'that day' if days == last else days}.")
    if not digest.points and not digest.disputes:
        read = "The one report" if digest.articles == 1 else f"The {digest.articles} reports"
        said.append(f"{read} gave no line that could be compared.")
    return said


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# --- sections --------------------------------------------------------------------------------------------


def _section(
    title: str,
    found: Sequence[L],
    shown: int,
    numbers: dict[int, int],
    look: _Look,
    draw: Callable[[L, str, bool, _Look], list[str]],
) -> list[str]:
    """A heading and its first lines; "and N more" where the rest is folded; nothing for nothing."""
    if not found:
        return []
    chosen = found if look.unfold else found[:shown]
    lines = ["", look.paint(title, HEADING)]
    for place, line in enumerate(chosen):
        lines += draw(line, f"{numbers[id(line)]:>2} ", place == 0, look)
        if look.explain and line.reasons:
            why = "why: " + "; ".join(clean(reason) for reason in line.reasons)
            lines += _wrapped(why, look, indent=5, style=FAINT)
    if len(chosen) < len(found):
        lines.append(look.paint(f"     and {len(found) - len(chosen)} more", FAINT))
    return lines


def _agreed_line(point: Point, number: str, first: bool, look: _Look) -> list[str]:
    """A point with how many stand behind it; what the two figures are is said once, on the first line."""
    if first:
        label = f"{_count(point.outlets, 'outlet')}, {_count(point.origins, 'origin')}"
    else:
        label = f"{point.outlets}, {point.origins}"
    return _marked(number, "●", clean(point.text), label, look)


def _single_line(point: Point, number: str, first: bool, look: _Look) -> list[str]:
    """A point with the one origin that it rests on, and how far that was carried."""
    return _marked(number, "○", clean(point.text), _carried(point), look)


def _carried(point: Point) -> str:
    """Whose word it is: "Axios, carried by 3 outlets", "Axios, in The Guardian", "The Guardian alone"."""
    outlets = _outlets(point.evidence)
    origin = clean(point.evidence[0].origin) if point.evidence else ""
    others = [outlet for outlet in outlets if outlet != origin]
    if not origin:
        return _count(point.outlets, "outlet")
    if not others:
        return f"{origin} alone"
    if len(others) == 1:
        return f"{origin}, in {others[0]}" if len(outlets) == 1 else f"{origin}, carried by {others[0]}"
    return f"{origin}, carried by {len(others)} {'others' if len(others) < len(outlets) else 'outlets'}"


def _dispute_lines(dispute: Dispute, number: str, first: bool, look: _Look) -> list[str]:
    """A question, its sides with who stands behind each, and what must be known to weigh them."""
    lines = _marked(number, "▲" if dispute.update else "◆", clean(dispute.question), "", look)
    sides = sorted(dispute.sides, key=_latest) if dispute.update else dispute.sides
    short = [side for side in sides if side.value or dispute.kind not in VALUED]
    rows = [(_label(side, dispute), _behind(side, dispute, look)) for side in short]
    widest = max((cell_len(label) for label, _ in rows), default=0)
    if widest <= look.width * TABLE_SHARE:
        for label, behind in rows:
            lines += _row(label, behind, widest, look)
    else:
        lines += [line for label, behind in rows for line in _below(label, behind, look)]
    if look.unfold:
        told = [side for side in sides if side not in short]
        lines += [line for s in told for line in _below(clean(s.claim), _behind(s, dispute, look), look)]
    if dispute.note:
        lines += _wrapped(f"({clean(dispute.note)})", look, indent=7, style=FAINT)
    return lines


def _label(side: Side, dispute: Dispute) -> str:
    """What a side says, as short as it is stored; other people's words stand in quotation marks."""
    said = clean((side.value if dispute.kind in VALUED else None) or side.claim)
    if dispute.kind is DisputeKind.WORDING and side.value and said[:1] not in "“\"'‘«„":
        return f"“{said}”"
    if dispute.kind is DisputeKind.FIGURE and said[1:2].islower():
        return said[0].lower() + said[1:]  # "At least nine" stood at the head of a sentence
    return said


def _behind(side: Side, dispute: Dispute, look: _Look) -> str:
    """Who says so: "the coastguard (The Guardian, Le Monde, via Reuters)"; for an update also when."""
    outlets = _outlets(side.evidence)
    shown = outlets if look.unfold else outlets[:SHOWN_OUTLETS]
    names = ", ".join(shown)
    if len(shown) < len(outlets):
        names += f" and {len(outlets) - len(shown)} more"
    credited = _credited(side.evidence)
    if credited and credited.split()[-1].casefold() in _label(side, dispute).casefold():
        credited = ""  # "Bluewater Lines denied ..." says it already
    origins = {clean(evidence.origin) for evidence in side.evidence}
    origin = origins.pop() if len(origins) == 1 else ""
    if origin and origin not in outlets and origin.casefold() not in credited.casefold():
        names += f", via {origin}"
    who = f"{credited} ({names})" if credited and credited not in outlets else names
    if dispute.update and (when := _when(side)):
        return f"{when}: {who}"
    return who


def _credited(evidence: Sequence[Evidence]) -> str:
    """Whom the passages credit, if half do and all of those name one person: "Rolf Eames", "Eames"."""
    named = [clean(item.credited) for item in evidence if item.credited]
    fullest = max(named, key=len, default="")
    if 2 * len(named) < len(evidence) or any(name.casefold() not in fullest.casefold() for name in named):
        return ""
    unnamed = len(fullest) > LONGEST_CREDIT or fullest.casefold() in PRONOUNS or set(fullest) & NO_NAME
    return "" if unnamed else fullest


def _outlets(evidence: Sequence[Evidence]) -> list[str]:
    """Outlets in the order of the evidence, each once; an address stands in for an outlet without a name."""
    return list(dict.fromkeys(clean(item.outlet) or clean(item.url) or UNNAMED for item in evidence))


def _latest(side: Side) -> datetime:
    """When a side was last said; a side without any time comes first."""
    return max(
        (item.published for item in side.evidence if item.published), default=datetime.min.replace(tzinfo=UTC)
    )


def _when(side: Side) -> str:
    """When a side was first said: "3 March, 10:40 UTC", or the day where the time is unknown."""
    dated = [item for item in side.evidence if item.published]
    if not dated:
        return ""
    first = min(dated, key=_published)
    moment = _published(first)
    day = f"{moment.day} {moment:%B}"
    return day if first.day_only else f"{day}, {moment:%H:%M} UTC"


def _published(evidence: Evidence) -> datetime:
    return evidence.published or datetime.min.replace(tzinfo=UTC)


# --- lines -----------------------------------------------------------------------------------------------


def _marked(number: str, mark: str, text: str, label: str, look: _Look) -> list[str]:
    """`text` behind number and mark with a hanging indent; `label` in the right column of its last line."""
    indent = cell_len(number) + cell_len(mark) + 1
    gutter = min(cell_len(label), len("12, 12")) + 2 if label else 0
    pieces = _pieces(text, look.width - indent - gutter) or [""]
    head = look.paint(number, FAINT) + look.paint(mark, MARK_STYLES[mark]) + " "
    lines = [(head if place == 0 else " " * indent) + piece for place, piece in enumerate(pieces)]
    if label:
        gap = look.width - indent - cell_len(pieces[-1]) - cell_len(label)
        if gap >= 2:
            lines[-1] += " " * gap + look.paint(label, FAINT)
        else:
            lines += _right(label, look, indent)
    return lines


def _right(label: str, look: _Look, indent: int) -> list[str]:
    """`label` on lines of its own, against the right edge."""
    pieces = _pieces(label, look.width - indent)
    return [" " * (look.width - cell_len(piece)) + look.paint(piece, FAINT) for piece in pieces]


def _row(label: str, behind: str, widest: int, look: _Look) -> list[str]:
    """One side: what it says on the left, who says it on the right."""
    left = 7 + widest + 3
    pieces = _pieces(behind, look.width - left) or [""]
    head = " " * 7 + label + " " * (left - 7 - cell_len(label))
    return [
        (head if place == 0 else " " * left) + look.paint(piece, FAINT) for place, piece in enumerate(pieces)
    ]


def _below(said: str, behind: str, look: _Look) -> list[str]:
    """One side: what it says, and below it who says it."""
    return [*_wrapped(said, look, indent=7), *_wrapped(f"— {behind}", look, indent=9, style=FAINT)]


def _wrapped(text: str, look: _Look, *, indent: int = 0, style: Style | None = None) -> list[str]:
    """`text` in lines that fit, each indented."""
    pieces = _pieces(clean(text), look.width - indent)
    return [" " * indent + (look.paint(piece, style) if style else piece) for piece in pieces]


def _pieces(text: str, width: int) -> list[str]:
    """`text` cut at spaces into pieces of at most `width` columns; a longer word is cut where it must be."""
    console = Console(width=width, color_system=None)
    return [piece.plain.strip() for piece in Text(text).wrap(console, width, overflow="fold")] if text else []

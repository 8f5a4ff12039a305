"""A page as the blocks of text that a reader sees, in reading order, each with its place in the tree.

A block is the longest run of text that no block-level element and no double line break parts: a paragraph, a
heading, an item, a cell. Scripts, forms' controls and embedded media are no text. Nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

INVISIBLE = frozenset(
    """
    script style noscript template svg iframe object embed canvas head select option button textarea input
    audio video map math applet link meta datalist progress meter dialog
    """.split()  # noqa: SIM905
)
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr amp-link
    """.split()  # noqa: SIM905
)

MAX_DEPTH = 400
"""Elements nested deeper are passed over: real pages stay below 100, parsers' bombs do not."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A run of text. words: tokens; linked: those of them in links; path: its elements, inmost first."""

    text: str
    words: int
    linked: int
    path: tuple[HtmlElement, ...]
    hidden: bool = False

    @property
    def tag(self) -> str:
        """Name of the inmost block-level element."""
        return str(self.path[0].tag).lower()


@dataclass
class _Run:
    """The text gathered since the last break."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0


def words_of(text: str) -> list[str]:
    """Tokens of `text`, folded: what blocks and extractors are compared by."""
    return re.findall(r"\w+", text.lower())


def blocks_of(body: HtmlElement) -> list[Block]:
    """Blocks of text under `body`, in document order."""
    return list(_walk(body, (body,), _Run(), hidden=False, depth=0))


def _walk(
    element: HtmlElement, path: tuple[HtmlElement, ...], run: _Run, *, hidden: bool, depth: int
) -> Iterator[Block]:
    """Blocks that end within a block-level `element`; its own text is flushed at its edges."""
    hidden = hidden or _is_hidden(element)
    yield from _flush(run, path[1:] or path, hidden)
    yield from _content(element, path, run, linked=False, hidden=hidden, depth=depth)
    yield from _flush(run, path, hidden)


def _content(
    element: HtmlElement,
    path: tuple[HtmlElement, ...],
    run: _Run,
    *,
    linked: bool,
    hidden: bool,
    depth: int,
) -> Iterator[Block]:
    _take(run, element.text, linked)
    for child in element:
        tag = child.tag.lower() if isinstance(child.tag, str) else ""
        if tag == "br":
            following = child.getnext()
            double = not (child.tail or "").strip() and following is not None and following.tag == "br"
            if double:
                yield from _flush(run, path, hidden)
            else:
                run.pieces.append(" ")
        elif tag in INLINE and depth < MAX_DEPTH:
            yield from _content(child, path, run, linked=linked or tag == "a", hidden=hidden, depth=depth + 1)
        elif tag and tag not in INVISIBLE and depth < MAX_DEPTH:
            yield from _walk(child, (child, *path), run, hidden=hidden, depth=depth + 1)
        _take(run, child.tail, linked)


def _take(run: _Run, text: str | None, linked: bool) -> None:
    if text:
        run.pieces.append(text)
        if linked:
            run.linked += len(words_of(text))


def _flush(run: _Run, path: tuple[HtmlElement, ...], hidden: bool) -> Iterator[Block]:
    text = re.sub(r"\s+", " ", "".join(run.pieces)).strip()
    linked, run.pieces, run.linked = run.linked, [], 0
    if text:
        yield Block(text=text, words=len(words_of(text)), linked=linked, path=path, hidden=hidden)


def _is_hidden(element: HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style", "")))
    )

"""An article from the HTML of a page, or why it holds none.

    bytes -> text by charset -> tree -> facts (JSON-LD, meta) ┐
                                  ├─> blocks ─────────────────┼─> evidence -> chosen blocks -> Article
                                  └─> extractors' outputs ────┘                                or PageProblem

A pure function of the bytes, the address and `now`. The extractors are trafilatura (strict and wide) and
readability; which block is the article's own is decided in `page_choice`.
"""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import lxml.etree
import lxml.html
import trafilatura
from charset_normalizer import from_bytes
from lxml.html import HtmlElement
from readability import Document
from trafilatura.utils import load_html

from briefings.extract.furniture import furniture_spans
from briefings.extract.wires import agency_in, wire_credit
from briefings.model import Article
from briefings.reading.blocks import Block, blocks_of, words_of
from briefings.reading.page_choice import chosen
from briefings.reading.page_evidence import Extracted
from briefings.reading.page_facts import PageFacts, facts_of
from briefings.reading.records import MAX_TEXT, storable

MIN_TEXT = 100
"""Characters below which what was found is no article; the shortest of 79 marked articles has 419."""

STUB_TEXT = 1_200
"""Characters below which a page that must be paid for, or asks to subscribe, gave only the beginning."""

LINKED_SHARE = 0.6
"""Share of words in links from which a page is a list of other pages."""

TRAILING = frozenset({"byline", "credit", "promo", "related", "stub"})
"""Kinds of furniture that are cut from the end: about the writer, the makers, other articles."""

FRAME = frozenset({"header", "footer", "nav", "aside"})
"""Elements of a page's frame, where every page of an outlet asks to subscribe."""

MAX_BLOCKS = 20_000
"""Blocks of a page that are looked at; a page with more is a table or a log, not an article."""

_PAYWALL = re.compile(
    r"(?i)(?:subscribe|sign in|log in|register|create (?:an? )?(?:free )?account|join)\b.{0,40}"
    r"\bto (?:continue|keep|read|unlock|access|view)"
    r"|(?:this|the full) (?:article|story|content) is (?:for|only|available|reserved|exclusive).{0,40}"
    r"(?:subscribers|members)"
    r"|for subscribers only|subscribers[- ]only"
    r"|you(?:['’]ve| have) (?:reached|read).{0,40}(?:limit|free articles)"
    r"|to continue reading.{0,40}(?:subscribe|sign|log|register)"
    r"|unlock (?:this|the full) (?:article|story)|continue reading with a"
)


@dataclass(frozen=True, kw_only=True)
class PageProblem:
    """Why a page gave no article. reason: one line; paywall: the page holds only the beginning of one."""

    reason: str
    paywall: bool = False


def read_page(html: bytes, url: str, *, now: datetime, charset: str | None = None) -> Article | PageProblem:
    """The article that a page holds, or why it holds none.

    url: where the page was found; charset: as the server says, believed only where the bytes agree.
    """
    tree = _tree(html, charset)
    if tree is None:
        return PageProblem(reason="not a page that can be parsed")
    facts = facts_of(tree, url, now=now)
    blocks = _blocks(tree)
    keep = chosen(blocks, _extracted(tree, facts, url))
    ours = [block for block, kept in zip(blocks, keep, strict=True) if kept]
    text = _text(ours, facts.title)
    problem = _problem(text, ours, blocks, facts)
    if problem:
        return problem
    published = facts.published
    rest = "\n\n".join(b.text for b, kept in zip(blocks, keep, strict=True) if not kept and b.words < 40)
    return Article(
        url=facts.canonical or url,
        title=storable(facts.title),
        outlet=storable(facts.outlet),
        text=text,
        published=published.at if published else None,
        day_only=published.day_only if published else False,
        zone_hours=published.zone_hours if published else None,
        byline=storable(facts.byline),
        credit=wire_credit(text, facts.byline) or _credit_line(rest),
        language=facts.language,
        fetched=now,
    )


def prepared(html: bytes, url: str) -> tuple[list[Block], Extracted]:
    """Blocks of a page and what the extractors made of it: what choosing starts from (for fitting)."""
    tree = _tree(html, None)
    if tree is None:
        raise ValueError(f"{url}: not a page that can be parsed")
    facts = facts_of(tree, url, now=datetime(2100, 1, 1, tzinfo=UTC))
    return _blocks(tree), _extracted(tree, facts, url)


# -- bytes to tree ----------------------------------------------------------------------------------------


MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded_page(html: bytes, charset: str | None) -> str:
    """Text of a page: by its mark, as UTF-8 where it is that, by what server or page declare, or guessed."""
    for mark, wide in MARKS:
        if html.startswith(mark):
            return html.decode(wide, errors="replace")
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0.98 * len(html):  # cut off amid a character
            return html.decode("utf-8", errors="replace")
    declared = re.search(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", html[:4096])
    for name in (charset, declared.group(1).decode("ascii") if declared else None):
        try:
            if name and codecs.lookup(name).name != "utf-8":
                return html.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    guess = from_bytes(html[:200_000]).best()
    return html.decode(guess.encoding if guess else "cp1252", errors="replace")


def _tree(html: bytes, charset: str | None) -> HtmlElement | None:
    text = decoded_page(html, charset).replace("\x00", "")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        return None
    try:
        tree = load_html(text)
    except (ValueError, lxml.etree.LxmlError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _blocks(tree: HtmlElement) -> list[Block]:
    body = tree.find(".//body")
    return blocks_of(tree if body is None else body)[:MAX_BLOCKS]


# -- extractors -------------------------------------------------------------------------------------------


def _extracted(tree: HtmlElement, facts: PageFacts, url: str) -> Extracted:
    source = lxml.html.tostring(tree, encoding="unicode")
    address = url if url.startswith("http") else None
    strict = trafilatura.extract(source, url=address, include_comments=False, favor_precision=True)
    wide = trafilatura.extract(source, url=address, include_comments=False)
    return Extracted(
        strict=strict or "",
        wide=wide or "",
        readable=_readable(source),
        structured=facts.body,
        titles=tuple(" ".join(words_of(t)) for t in facts.titles),
        description=" ".join(words_of(facts.description)),
    )


def _readable(source: str) -> str:
    """What readability keeps, a block a line; "" where it gives up."""
    logging.getLogger("readability").setLevel(logging.CRITICAL)  # it logs every page that it gives up on
    try:
        summary = lxml.html.fromstring(Document(source).summary(html_partial=True))
    except Exception:  # readability wraps whatever went wrong in its own class, and lets others through
        return ""
    return "\n".join(block.text for block in blocks_of(summary))


# -- verdict ----------------------------------------------------------------------------------------------


def _text(ours: list[Block], title: str) -> str:
    """Chosen blocks as paragraphs; what only its neighbours show to be other articles is cut."""
    text = storable("\n\n".join(block.text for block in ours))[:MAX_TEXT]
    end = len(text)
    for start, stop, kind in reversed(furniture_spans(text, title)):
        if text[stop:end].strip() or kind not in TRAILING or not (start == 0 or text[start - 1] == "\n"):
            break
        end = start
    return text[:end].rstrip()


def _problem(text: str, ours: list[Block], blocks: list[Block], facts: PageFacts) -> PageProblem | None:
    if len(text) < STUB_TEXT and (facts.free is False or _asks_to_pay(ours, blocks)):
        return PageProblem(reason="only the beginning can be read without paying", paywall=True)
    words = sum(block.words for block in ours)
    if len(text) < MIN_TEXT:
        return PageProblem(reason="holds no article")
    if words and sum(block.linked for block in ours) > LINKED_SHARE * words:
        return PageProblem(reason="a list of links, not an article")
    return None


def _asks_to_pay(ours: list[Block], blocks: list[Block]) -> bool:
    """A line that asks to subscribe or sign in stands after the text began, not in the page's own frame."""
    begin = next((n for n, block in enumerate(blocks) if ours and block is ours[0]), 0)
    return any(
        _PAYWALL.search(block.text) and not block.hidden and not FRAME & {str(e.tag) for e in block.path}
        for block in blocks[begin:]
        if block.words < 60
    )


_LONE_CREDIT = re.compile(
    r"(?:By |Source: ?|\()?((?:The )?Associated Press|Reuters|AFP|Bloomberg News|AP)\)?"
)


def _credit_line(rest: str) -> str:
    """A wire named in a line of its own on the page ("Reuters"), "" where none is."""
    lines = (_LONE_CREDIT.fullmatch(line) for line in rest.split("\n\n"))
    return next((agency_in(match.group(1)) for match in lines if match), "")

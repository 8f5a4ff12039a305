"""What speaks for and against each block of a page being the article's own text, as named numbers.

Evidence is of four kinds: what well-kept extractors kept (trafilatura in two settings, readability), what the
block is (tag, length, links, punctuation, furniture by its words), where it stands (inside figure, aside, a
container named for what it holds; within the main container; before, amid or after the confident blocks), and
what blocks of the same make on the page are. `page_weights` weighs it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement
from rapidfuzz import fuzz

from briefings.extract.furniture import furniture_spans
from briefings.reading.blocks import Block, words_of

Evidence = dict[str, float]

SHINGLE = 4
"""Words in a row by which a block is looked up in an extractor's output."""

CONFIDENT = 0.8
"""Share of a block's shingles in the strict extractor's output from which it anchors the article."""

ANCHOR_WORDS = 15
"""Words from which a block can anchor the article: shorter ones are headings, captions, links."""

MAIN_SHARE = 0.8
"""Share of the anchors' words that the main container holds; an odd anchor elsewhere does not widen it."""

_AGAINST: dict[str, str] = {
    "related": """relat|recommend|more[-_]|[-_]more|read[-_]?(?:more|next|also)|also|popular|trending|
        most[-_]|teaser|promo|outbrain|taboola|carousel|latest|headlines|up[-_]?next|further|similar|suggest|cross-?link|
        zergnet|jp-relatedposts|rail|sidebar|side-|aside""",
    "selling": """newsletter|subscri|signup|sign-up|sponsor|advert|(?:^|[-_ ])ads?(?:[-_ ]|$)|paywall|donat|
        banner|cta|affiliate|promot|offer|commerce|shop|coupon|membership|regist|login|gdpr|cookie|consent|modal|popup|
        overlay""",
    "talk": "comment|disqus|respond|reply|discussion|forum|livefyre|rating|review-form|poll|survey",
    "tools": """share|social|follow|print|toolbar|tools|button|breadcrumb|pagination|pager|
        nav(?:bar|igation)?(?:[-_ ]|$)|menu|skip|search|toc|jump|footer|foot(?:[-_ ]|$)|masthead|copyright|
        disclaimer|legal|site-header|topbar""",
    "makers": """byline|author|contributor|bio|credit|dateline|timestamp|date|time|meta|publish|posted|
        updated|source|tags?(?:[-_ ]|$)|taglist|categor|topics?|keywords|label|kicker|eyebrow|section-name|
        read-time|info""",
    "picture": """caption|figure|gallery|slideshow|image|photo|picture|media|video|player|thumb|lightbox|
        wp-caption|credit""",
    "standfirst": """dek|standfirst|subtitle|sub-?head|sub-?title|summary|excerpt|description|lead-?in|intro|
        deck|highlights|key-?points|takeaway""",
}
_FOR = re.compile(
    r"article|story|entry|post[-_]?(?:body|content|text)|body|content|main|text|copy|paragraph|prose|rich"
)
_AGAINST_COMPILED = tuple((name, re.compile(pattern, re.VERBOSE)) for name, pattern in _AGAINST.items())


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What one extractor kept of the page: its shingles, and its short lines."""

    shingles: Counter[tuple[str, ...]]
    lines: frozenset[str]

    def share(self, words: Sequence[str]) -> float:
        """Share of the block that the extractor kept, 0..1."""
        if len(words) < SHINGLE:
            return float(" ".join(words) in self.lines)
        shingles = _shingles(words)
        return sum(s in self.shingles for s in shingles) / len(shingles)


def kept(text: str) -> Kept:
    """An extractor's output, ready to be looked up."""
    lines = frozenset(" ".join(words_of(line)) for line in text.split("\n"))
    return Kept(shingles=Counter(_shingles(words_of(text))), lines=lines)


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[i:] for i in range(SHINGLE)), strict=False))


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """Outputs of the extractors for one page. structured: `articleBody` of the page's own metadata, or ""."""

    strict: str
    wide: str
    readable: str
    structured: str
    titles: tuple[str, ...]
    description: str


def evidence_of(blocks: Sequence[Block], extracted: Extracted) -> list[Evidence]:
    """Evidence for each block, in order; all values lie in about -1..1."""
    words = [words_of(b.text) for b in blocks]
    shares = {
        name: [keeper.share(w) for w in words]
        for name in ("strict", "wide", "readable", "structured")
        for keeper in [kept(getattr(extracted, name))]
    }
    anchors = _anchors(blocks, shares["strict"])
    if not anchors:  # the strict extractor gave up: any of the others will do
        anchors = _anchors(
            blocks, [max(pair) for pair in zip(shares["wide"], shares["readable"], strict=True)]
        )
    place = _Place.of(blocks, anchors)
    anyone = [max(three) for three in zip(shares["strict"], shares["wide"], shares["readable"], strict=True)]
    wider = _Place.of(blocks, _anchors(blocks, anyone))  # where an extractor broke off, another may go on
    makes = _by_make(blocks, [(a + b) / 2 for a, b in zip(shares["strict"], shares["wide"], strict=True)])
    link_makes = _by_make(blocks, [b.linked / b.words if b.words else 0.0 for b in blocks])
    trusted = _trusted(shares["structured"], blocks, anchors, extracted.structured)
    seen: set[str] = set()
    rows = []
    for i, block in enumerate(blocks):
        row = {name: shares[name][i] for name in ("strict", "wide", "readable")}
        row["agree"] = float(min(row.values()) > 0.6)
        row["none"] = float(max(row.values()) < 0.2)
        row["structured"] = (2 * shares["structured"][i] - 1) if trusted else 0.0
        row |= _make_of(block) | _words_like(block, extracted) | place.of_block(i, block)
        row |= wider.loosely(i, block)
        row["same make"] = makes[_make(block)] - 0.5
        row["make of links"] = link_makes[_make(block)]
        row |= _together(row, i, place)
        folded = " ".join(words[i])
        row["repeated"] = float(folded in seen and block.words >= 3)
        seen.add(folded)
        rows.append(row)
    _add_neighbours(rows)
    return rows


def _anchors(blocks: Sequence[Block], shares: Sequence[float]) -> list[int]:
    return [
        i
        for i, block in enumerate(blocks)
        if shares[i] >= CONFIDENT and block.words >= ANCHOR_WORDS and not block.hidden
    ]


def _trusted(
    shares: Sequence[float], blocks: Sequence[Block], anchors: Sequence[int], structured: str
) -> bool:
    """Metadata's article body is that of this page: it holds most of what the strict extractor kept."""
    total = sum(blocks[i].words for i in anchors)
    return bool(structured) and total > 0 and sum(blocks[i].words * shares[i] for i in anchors) > 0.7 * total


# -- what a block is --------------------------------------------------------------------------------------

_CLOSED = re.compile(r"[.!?…。！？][\"'”’)\]»]*$")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _make_of(block: Block) -> Evidence:
    tag, n = block.tag, block.words
    closed = bool(_CLOSED.search(block.text))
    links = block.linked / n if n else 0.0
    return {
        "paragraph": float(tag == "p"),
        "heading": float(tag in _HEADINGS),
        "h1": float(tag == "h1"),
        "item": float(tag in {"li", "dd", "dt"}),
        "cell": float(tag in {"td", "th"}),
        "quote": float(any(e.tag == "blockquote" for e in block.path[:4])),
        "length": min(1.0, math.log1p(n) / math.log(80)),
        "tiny": float(n < 4),
        "short": float(n < 10),
        "closed": float(closed),
        "closed prose": float(closed and n >= 12),
        "links": links,
        "all link": float(links > 0.9),
        "linked short": float(links > 0.5 and n < 25),
        "hidden": float(block.hidden),
        "wordless": float(n == 0),
    }


def _words_like(block: Block, extracted: Extracted) -> Evidence:
    row: Evidence = dict.fromkeys(
        ("as title", "as description", "f caption", "f promo", "f related", "f credit", "f other"), 0.0
    )
    folded = " ".join(words_of(block.text))
    if 2 <= block.words <= 60:
        row["as title"] = float(any(fuzz.ratio(folded, t) > 85 for t in extracted.titles if t))
        row["as description"] = float(
            bool(extracted.description) and fuzz.ratio(folded, extracted.description) > 85
        )
    group = {
        "caption": "f caption",
        "promo": "f promo",
        "related": "f related",
        "credit": "f credit",
        "byline": "f credit",
    }
    for start, end, kind in furniture_spans(block.text):
        if (end - start) * 2 > len(block.text) and kind not in {"heading", "question", "dateline"}:
            row[group.get(kind, "f other")] = 1.0
    return row


# -- where it stands --------------------------------------------------------------------------------------


def _named(block: Block, depth: int) -> str:
    """Classes and ids of the inmost `depth` elements around a block."""
    return " ".join(
        f"{e.get('class', '')} {e.get('id', '')} {e.get('role', '')} {e.get('data-component', '')}"
        for e in block.path[:depth]
    ).lower()


def _beside_picture(block: Block) -> bool:
    """A picture stands in the block's own small container or right before it."""
    if block.words > 60:
        return False
    own = block.path[0]
    previous = own.getprevious()
    if previous is not None and (previous.tag in {"img", "picture", "figure"} or _mostly_picture(previous)):
        return True
    return any(_mostly_picture(e, block.words) for e in block.path[:2])


def _mostly_picture(element: HtmlElement, words: int = 0) -> bool:
    """`element` holds a picture and hardly a word besides `words`."""
    if next(element.iter("img", "picture"), None) is None:
        return False
    return len(words_of(element.text_content()[:2000])) <= words + 6


@dataclass(frozen=True, kw_only=True)
class _Place:
    first: int
    last: int
    main: object
    total: int
    mains: frozenset[int]

    @classmethod
    def of(cls, blocks: Sequence[Block], anchors: Sequence[int]) -> _Place:
        weight: dict[object, int] = defaultdict(int)
        order: dict[object, int] = {}
        for i in anchors:
            for height, element in enumerate(reversed(blocks[i].path)):
                weight[element] += blocks[i].words
                order[element] = height
        total = sum(blocks[i].words for i in anchors)
        holders = [e for e, w in weight.items() if w >= MAIN_SHARE * total]
        main = max(holders, key=lambda e: order[e], default=None)
        within = [i for i in anchors if main in blocks[i].path] if main is not None else list(anchors)
        return cls(
            first=within[0] if within else len(blocks),
            last=within[-1] if within else -1,
            main=main,
            total=len(blocks),
            mains=frozenset(within),
        )

    def loosely(self, i: int, block: Block) -> Evidence:
        """Where a block stands by the anchors of any extractor."""
        inside = self.main is not None and any(e is self.main for e in block.path)
        amid = inside and self.first <= i <= self.last
        return {
            "in any main": float(inside),
            "amid any": float(amid),
            "after any": float(i > self.last),
            "prose amid any": float(amid and block.words >= 12 and bool(_CLOSED.search(block.text))),
        }

    def of_block(self, i: int, block: Block) -> Evidence:
        inside = self.main is not None and any(e is self.main for e in block.path)
        height = next((h for h, e in enumerate(block.path) if e is self.main), 12)
        tags = {str(e.tag).lower() for e in block.path[: height + 1]}
        near, far = _named(block, min(3, height)), _named(block, height)
        row = {
            "in main": float(inside),
            "depth": min(1.0, height / 6) if inside else 1.0,
            "child": float(height <= 1),
            "before": float(i < self.first),
            "after": float(i > self.last),
            "amid": float(self.first <= i <= self.last and inside),
            "just before": float(self.first - 3 <= i < self.first),
            "just after": float(self.last < i <= self.last + 3),
            "in figure": float(bool(tags & {"figure", "figcaption"})),
            "in aside": float(bool(tags & {"aside", "footer", "header", "nav", "form"})),
            "in list": float(bool(tags & {"ul", "ol", "dl"})),
            "in table": float("table" in tags),
            "in post": float("twitter-tweet" in far or "instagram-media" in far),
            "beside picture": float(_beside_picture(block)),
            "named for": float(bool(_FOR.search(near))),
        }
        for name, pattern in _AGAINST_COMPILED:
            row[f"near {name}"] = float(bool(pattern.search(near)))
            row[f"far {name}"] = float(bool(pattern.search(far)))
        return row


# -- what its like are ------------------------------------------------------------------------------------


def _make(block: Block) -> tuple[str, ...]:
    """Blocks of one make have the same tags and classes, three elements up."""
    return tuple(f"{e.tag}.{e.get('class', '')}" for e in block.path[:3])


def _by_make(blocks: Sequence[Block], values: Sequence[float]) -> dict[tuple[str, ...], float]:
    """Mean of `values` by make, each block weighing its words."""
    held: dict[tuple[str, ...], float] = defaultdict(float)
    words: dict[tuple[str, ...], float] = defaultdict(float)
    for block, value in zip(blocks, values, strict=True):
        held[_make(block)] += block.words * value
        words[_make(block)] += block.words
    return {make: held[make] / words[make] if words[make] else 0.0 for make in words}


def _together(row: Evidence, i: int, place: _Place) -> Evidence:
    """Signs that mean something only together."""
    agree = row["agree"]
    return {
        "title on top": row["as title"] * float(i <= place.first + 1),
        "title heading": row["as title"] * row["heading"],
        "linked related": row["f related"] * float(row["links"] > 0.4),
        "standfirst on top": max(row["near standfirst"], row["as description"])
        * (1 - row["paragraph"])
        * row["before"],
        "open line amid": (1 - row["closed"]) * row["amid"] * (1 - row["heading"]) * (1 - row["item"]),
        "open line beside picture": (1 - row["closed"]) * row["beside picture"],
        "prose beside picture": row["closed prose"] * row["beside picture"],
        "agreed amid": agree * row["amid"],
        "agreed after": agree * row["after"],
        "agreed prose": agree * row["closed prose"],
        "unagreed prose amid": row["none"] * row["closed prose"] * row["amid"],
        "linked item after": row["all link"] * row["item"] * row["after"],
        "linked line amid": row["all link"] * row["amid"] * row["paragraph"],
        "heading amid": row["heading"] * row["amid"],
        "item amid": row["item"] * row["amid"] * (1 - row["all link"]),
        "cell amid": row["cell"] * row["amid"],
        "none amid": row["none"] * row["amid"],
    }


def _add_neighbours(rows: list[Evidence]) -> None:
    means = [(r["strict"] + r["wide"] + r["readable"]) / 3 for r in rows]
    for i, row in enumerate(rows):
        row["previous"] = means[i - 1] if i else 0.0
        row["next"] = means[i + 1] if i + 1 < len(means) else 0.0
        row["between"] = min(row["previous"], row["next"])
        row["around"] = sum(means[max(0, i - 4) : i + 5]) / 9

"""Which blocks of a page are the article's own text: evidence weighed, then the rules that need no weighing.

The weights (`page_weights`) come from logistic regression over the blocks of 79 marked pages, each block
weighing its share of its article. Cross-validated with all pages of a site left out together, four shuffles:
F1 0.987 (4-word shingles; mean precision 0.990, mean recall 0.985), where trafilatura's best setting gives
0.977. Fitted to all pages: 0.990. With half of trafilatura's output lost: 0.948; with all of it: 0.965.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from briefings.reading.blocks import Block, words_of
from briefings.reading.page_evidence import Evidence, Extracted, evidence_of
from briefings.reading.page_weights import BIAS, WEIGHTS

LIKELY = 0.65
"""Probability from which a block is the article's. Cross-validated F1 is flat (0.986) from 0.6 to 0.75, and a
stray paragraph of another article costs a reader more than a lost one."""

SELLING = 0.9
"""Probability from which even a line that sounds like a promo stays: "How to follow the vote"."""

CAPTION_WORDS = 30
"""Longest caption without credit: a line beside a picture that does not end as a sentence does."""

CREDIT_WORDS = 5
"""Words from which a credit line is cut: shorter ones ("© Reuters") are glued to prose as often as not."""

LINK_WORDS = 6
"""Words from which a paragraph that is one link leads elsewhere; shorter ones are names, products."""

CARD_WORDS = 90
"""Most words in a card that leads to another story: a linked headline and a sentence or two."""

RESCUED = 0.3
"""Probability from which headings and items amid the article stay, where extractors agree on them."""


def chosen(blocks: Sequence[Block], extracted: Extracted) -> list[bool]:
    """For each block whether it is the article's own text."""
    rows = evidence_of(blocks, extracted)
    return [_ours(row, block, probability(row)) for row, block in zip(rows, blocks, strict=True)]


def probability(row: Evidence) -> float:
    """How likely a block with this evidence is the article's, 0..1."""
    total = BIAS + sum(weight * row[name] for name, weight in WEIGHTS.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _ours(row: Evidence, block: Block, likely: float) -> bool:
    wanted = (
        likely >= LIKELY or bool(row["in post"] and row["amid"]) or (likely >= RESCUED and _agreed_piece(row))
    )
    return wanted and not _never(row, block, likely)


def _agreed_piece(row: Evidence) -> bool:
    """A subheading or an item of a list that the extractors kept."""
    heading = bool(row["heading amid"]) and row["wide"] > 0.5
    item = bool(row["item"] and row["in main"] and row["agree"]) and row["links"] < 0.2
    return heading or item


def _never(row: Evidence, block: Block, likely: float) -> bool:
    """What no weight can save: headline, captions, credits, links elsewhere, what no extractor kept."""
    caption = bool(row["open line beside picture"]) and not (row["heading"] or row["item"])
    return bool(
        row["title on top"]
        or row["f caption"]
        or (row["f credit"] and block.words >= CREDIT_WORDS)
        or row["linked related"]
        or row["linked item after"]
        or (row["all link"] and block.words > LINK_WORDS and not row["heading"])
        or (row["f promo"] and likely < SELLING)
        or (caption and block.words <= CAPTION_WORDS)
        or (row["before"] and row["near makers"])
        or (row["far related"] and _teaser(block))
        or (row["none"] and block.words > 3 and not row["in post"])
    )


def _teaser(block: Block) -> bool:
    """The block shares a small container with a linked headline that it is not part of."""
    if len(block.path) < 2 or block.words > CARD_WORDS:
        return False
    own, card = block.path[:2]
    links = [a for a in card.iter("a") if not any(e is own for e in a.iterancestors()) and a is not own]
    headline = max((len(words_of(a.text_content())) for a in links), default=0)
    return headline >= 3 and len(words_of(card.text_content())) <= CARD_WORDS

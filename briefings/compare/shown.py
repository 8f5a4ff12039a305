"""A sentence as it is shown by itself: without its dateline, and with both marks of a quotation.

A quotation that runs over several sentences leaves one with a closing mark alone, which reads as a mistake:
    I'm Amanda Berry," she told the dispatcher.     ->  "… I'm Amanda Berry," she told the dispatcher.
Nothing else is touched: what stands between is the article's own.
"""

from __future__ import annotations

from briefings.extract.datelines import without_dateline

PAIRS = (("“", "”"), ('"', '"'))
"""Marks that open and close; single ones cannot be told from apostrophes."""


def as_line(sentence: str) -> str:
    """The sentence without its dateline, "…" standing for the part of a quotation that lies outside it."""
    text = without_dateline(sentence)
    for opening, closing in PAIRS:
        opens, closes = _marks(text, opening, closing)
        if closes and (not opens or closes[0] < opens[0]):
            text = f"{opening}… {text}"
        if opens and (not closes or opens[-1] > closes[-1]):
            text = f"{text} …{closing}"
    return text


def _marks(text: str, opening: str, closing: str) -> tuple[list[int], list[int]]:
    """Where marks open and where they close; a straight one closes behind a letter or a stop."""
    places = [at for at, mark in enumerate(text) if mark in (opening, closing)]
    if opening != closing:
        return [at for at in places if text[at] == opening], [at for at in places if text[at] == closing]
    if any(text[at - 1 : at].isdigit() for at in places):
        return [], []  # inches, or a quotation that ends in a figure: who knows
    closes = [at for at in places if at and not text[at - 1].isspace() and text[at - 1] not in "([—–-'‘"]
    return [at for at in places if at not in closes], closes

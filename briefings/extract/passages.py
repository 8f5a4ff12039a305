"""What each sentence of an article is: its own prose, or something that must never be quoted as a claim."""

from __future__ import annotations

from spacy.tokens import Doc

from briefings.extract.furniture import Furniture, furniture_spans
from briefings.extract.modality import question_like
from briefings.extract.once import text_of
from briefings.model import Article, Passage, PassageKind, Span

KINDS = {
    "caption": PassageKind.CAPTION,
    "credit": PassageKind.CREDIT,
    "byline": PassageKind.CREDIT,
    "dateline": PassageKind.CREDIT,
    "promo": PassageKind.PROMO,
    "note": PassageKind.PROMO,
    "embed": PassageKind.PROMO,
    "related": PassageKind.RELATED,
    "stub": PassageKind.RELATED,
    "heading": PassageKind.HEADING,
    "title": PassageKind.HEADING,
    "label": PassageKind.HEADING,
    "question": PassageKind.QUESTION,
}
"""What `furniture_spans` calls a range, and what a sentence in it is."""

COVERED = 0.5
"""Share of a sentence that must lie in furniture for the whole of it to be furniture."""


def passages_of(doc: Doc, article: Article) -> tuple[Passage, ...]:
    """The sentences of `doc` (the article's text, parsed) in reading order, with what each is."""
    text = text_of(doc)
    furniture = furniture_spans(text, article.title)
    passages: list[Passage] = []
    paragraph = 0
    before = 0
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if not words:
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        paragraph += bool(passages) and "\n" in text[before:start]
        before = end
        kind = _furniture_kind(start, end, furniture)
        if kind is None:
            whole = start, end
            start, end = _trimmed(start, end, text, furniture)
            part = text[start:end] if (start, end) == whole else _whole_words(doc, start, end, whole)
            kind = PassageKind.QUESTION if question_like(part) else PassageKind.BODY
            kind = PassageKind.FRAGMENT if kind is PassageKind.BODY and _fragment(part) else kind
        passages.append(
            Passage(number=len(passages), span=Span(start=start, end=end), kind=kind, paragraph=paragraph)
        )
    return tuple(passages)


def _furniture_kind(start: int, end: int, furniture: list[Furniture]) -> PassageKind | None:
    for left, right, kind in furniture:
        if min(end, right) - max(start, left) >= COVERED * (end - start):
            return KINDS.get(kind, PassageKind.PROMO)
    return None


def _trimmed(start: int, end: int, text: str, furniture: list[Furniture]) -> tuple[int, int]:
    """The sentence without furniture that it begins or ends with: a label, a credit, a signature."""
    for left, right, _ in furniture:
        if left <= start < right < end:
            start = right + len(text[right:end]) - len(text[right:end].lstrip())
        elif start < left < end <= right:
            end = start + len(text[start:left].rstrip())
    return start, end


def _whole_words(doc: Doc, start: int, end: int, whole: tuple[int, int]) -> str:
    """The words that the range touches; those of the whole sentence where it holds none."""
    words = doc.char_span(start, end, alignment_mode="expand")
    return words.text if words else text_of(doc)[whole[0] : whole[1]]


def _fragment(text: str) -> bool:
    """Too short to state anything: fewer than three words."""
    return len(text.split()) < 3

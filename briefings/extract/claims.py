"""From a parsed article to its claims: one record for each clause of each sentence of its own prose.

Every claim keeps what comparing needs, so that no article is parsed twice: the content words without the
words that only say who said it, names, quantities, dates, polarity, certainty and a vector of its meaning.

Not claims: furniture, headings, questions, fragments (see `briefings.extract.passages`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from briefings.extract.clauses import Clause, cut
from briefings.extract.datelines import dateline_end
from briefings.extract.modality import certainty, polarity
from briefings.extract.modality_words import DENYING
from briefings.extract.spelling import fold
from briefings.model import Attribution, Claim, DateMention, Name, Passage, Polarity, Quantity, Span

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "SYM", "X", "INTJ"})
"""Parts of speech that carry what a clause says."""

EMPTY_LEMMAS = frozenset(
    {"be", "have", "do", "say", "tell", "also", "then", "there", "here", "so", "very", "just"}
)
"""Content words by their part of speech that tell two statements neither together nor apart."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What the other extractors found in the whole article, by character offset."""

    attributions: Sequence[Attribution]
    names: Sequence[Name]
    quantities: Sequence[Quantity]
    dates: Sequence[DateMention]
    quotations: Sequence[Span]


def claims_of(doc: Doc, passage: Passage, found: Findings, origins: tuple[str, ...]) -> list[Claim]:
    """The claims in one sentence of `doc`, in reading order; origins: outlets it credits, first hand last."""
    sentence = doc.char_span(passage.span.start, passage.span.end, alignment_mode="expand")
    if sentence is None:
        return []
    opening = sentence.start_char + dateline_end(sentence.text)
    sentence = doc.char_span(opening, sentence.end_char, alignment_mode="contract") or sentence
    near = _within(found, passage.span)
    made = [_claim(sentence, clause, passage, near, origins) for clause in cut(sentence)]
    return [claim for claim in made if claim.terms]


def _claim(
    sentence: Words, clause: Clause, passage: Passage, found: Findings, origins: tuple[str, ...]
) -> Claim:
    span = Span(start=clause.start, end=clause.end)
    attribution = _attribution_of(clause, found.attributions)
    spoken = _spoken(found.attributions)
    words = [token for token in clause.words if not _inside(token, spoken)]
    part = sentence.doc[clause.words[0].i : clause.words[-1].i + 1]
    own = {token.i for token in clause.words}
    return Claim(
        passage=passage.number,
        span=span,
        attribution=attribution,
        names=tuple(n for n in found.names if _owned(sentence.doc, n.span, own)),
        quantities=tuple(q for q in found.quantities if _owned(sentence.doc, q.span, own)),
        dates=tuple(d for d in found.dates if _owned(sentence.doc, d.span, own)),
        quotations=tuple(q for q in found.quotations if q.start < span.end and span.start < q.end),
        polarity=_polarity(sentence, part, attribution),
        certainty=certainty(part),
        predicate=fold(clause.head.lemma_ or clause.head.text),
        terms=tuple(dict.fromkeys(filter(None, map(term, words)))),
        origins=origins,
    )


def _polarity(sentence: Words, part: Words, attribution: Attribution | None) -> Polarity:
    """The clause's own polarity, turned round where it is what somebody denies."""
    own = polarity(part)
    cue = attribution.cue if attribution else None
    words = sentence.doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue else None
    if words is None or not any(word.lemma_.casefold() in DENYING for word in words):
        return own
    return {Polarity.AFFIRMED: Polarity.DENIED, Polarity.DENIED: Polarity.AFFIRMED}.get(own, own)


def term(token: Token) -> str:
    """The word's key for comparing, or "" where it carries no content."""
    if token.pos_ not in CONTENT or token.is_punct or token.is_space:
        return ""
    lemma = fold(token.lemma_ or token.text)
    return "" if lemma in EMPTY_LEMMAS or (len(lemma) < 2 and not lemma.isdigit()) else lemma


def _within(found: Findings, span: Span) -> Findings:
    """The findings that touch `span`."""

    def touching(items: Iterable) -> list:
        return [x for x in items if x.span.start < span.end and span.start < x.span.end]

    return Findings(
        attributions=[
            a for a in found.attributions if any(c.start < span.end and span.start < c.end for c in a.content)
        ],
        names=touching(found.names),
        quantities=touching(found.quantities),
        dates=touching(found.dates),
        quotations=[q for q in found.quotations if q.start < span.end and span.start < q.end],
    )


def _attribution_of(clause: Clause, attributions: Sequence[Attribution]) -> Attribution | None:
    """The attribution whose content covers most of the clause; at least half of its words must lie in it."""

    def covered(attribution: Attribution) -> int:
        return sum(_inside(token, attribution.content) for token in clause.words)

    best = max(attributions, key=covered, default=None)
    return best if best is not None and 2 * covered(best) >= len(clause.words) else None


def _spoken(attributions: Sequence[Attribution]) -> list[Span]:
    """The words that only say who said it: sources and cues."""
    return [s for a in attributions for s in (a.source, a.cue) if s is not None]


def _inside(token: Token, spans: Iterable[Span]) -> bool:
    return any(span.start <= token.idx < span.end for span in spans)


def _owned(doc: Doc, span: Span, own: set[int]) -> bool:
    """Whether the mention's last word belongs to the clause."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return words is not None and words[-1].i in own

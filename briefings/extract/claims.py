"""From a parsed article to its claims: one record for each clause of each sentence of its own prose.

Every claim keeps what comparing needs, so that no article is parsed twice: the content words without the
words that only say who said it, names, quantities, dates, polarity, certainty and a vector of its meaning.

Not claims: furniture, headings, questions, fragments (see `briefings.extract.passages`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from briefings.extract.clauses import Clause, cut
from briefings.extract.datelines import dateline_end
from briefings.extract.modality import standing
from briefings.extract.modality_words import DENYING
from briefings.extract.once import text_of
from briefings.extract.spelling import fold
from briefings.model import Attribution, Claim, DateMention, Name, Passage, Polarity, Quantity, Span

Placed = tuple[int, int, Any]

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

    @cached_property
    def places(self) -> tuple[list[Placed], ...]:
        """Names, quantities, dates and quotations with where each begins and ends, for `within`."""
        own = (self.names, self.quantities, self.dates)
        placed = [[(one.span.start, one.span.end, one) for one in found] for found in own]
        return (*placed, [(one.start, one.end, one) for one in self.quotations])

    def within(self, span: Span) -> Findings:
        """The findings that touch `span`."""
        start, end = span.start, span.end
        names, quantities, dates, quotations = (
            [one for left, right, one in found if left < end and start < right] for found in self.places
        )
        return Findings(
            attributions=[
                a for a in self.attributions if any(c.start < end and start < c.end for c in a.content)
            ],
            names=names,
            quantities=quantities,
            dates=dates,
            quotations=quotations,
        )


def claims_of(doc: Doc, passage: Passage, found: Findings, origins: tuple[str, ...]) -> list[Claim]:
    """The claims in one sentence of `doc`, in reading order; origins: outlets it credits, first hand last."""
    sentence = doc.char_span(passage.span.start, passage.span.end, alignment_mode="expand")
    if sentence is None:
        return []
    if dateline := dateline_end(text_of(doc)[sentence.start_char : sentence.end_char]):
        opening = sentence.start_char + dateline
        sentence = doc.char_span(opening, sentence.end_char, alignment_mode="contract") or sentence
    near = found.within(passage.span)
    made = [_claim(sentence, clause, passage, near, origins) for clause in cut(sentence)]
    return [claim for claim in made if claim.terms]


def _claim(
    sentence: Words, clause: Clause, passage: Passage, found: Findings, origins: tuple[str, ...]
) -> Claim:
    span = Span(start=clause.start, end=clause.end)
    attribution = _attribution_of(clause, found.attributions)
    spoken = _spoken(found.attributions)
    words = [token for token in clause.words if not _inside(token.idx, spoken)]
    part = sentence.doc[clause.words[0].i : clause.words[-1].i + 1]
    own = {token.i for token in clause.words}
    own_polarity, how_far = standing(part)
    return Claim(
        passage=passage.number,
        span=span,
        attribution=attribution,
        names=tuple(n for n in found.names if _owned(sentence.doc, n.span, own)),
        quantities=tuple(q for q in found.quantities if _owned(sentence.doc, q.span, own)),
        dates=tuple(d for d in found.dates if _owned(sentence.doc, d.span, own)),
        quotations=tuple(q for q in found.quotations if q.start < span.end and span.start < q.end),
        polarity=_polarity(sentence, own_polarity, attribution),
        certainty=how_far,
        predicate=fold(clause.head.lemma_ or clause.head.text),
        terms=tuple(dict.fromkeys(filter(None, map(term, words)))),
        origins=origins,
    )


def _polarity(sentence: Words, own: Polarity, attribution: Attribution | None) -> Polarity:
    """The clause's own polarity, turned round where it is what somebody denies."""
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


def _attribution_of(clause: Clause, attributions: Sequence[Attribution]) -> Attribution | None:
    """The attribution whose content covers most of the clause; at least half of its words must lie in it."""
    places = [token.idx for token in clause.words]
    covered = [sum(_inside(place, one.content) for place in places) for one in attributions]
    most = max(covered, default=0)
    if not covered or 2 * most < len(places):
        return None
    found = attributions[covered.index(most)]
    # "KARSUND, March 3 (Northwire)" is a dateline taken for a speaker: it names nobody
    return replace(found, source_name="") if "(" in found.source_name else found


def _spoken(attributions: Sequence[Attribution]) -> list[Span]:
    """The words that only say who said it: sources and cues."""
    return [s for a in attributions for s in (a.source, a.cue) if s is not None]


def _inside(place: int, spans: Sequence[Span]) -> bool:
    for span in spans:  # noqa: SIM110 -- `any` over a generator takes twice as long, and this is asked most
        if span.start <= place < span.end:
            return True
    return False


def _owned(doc: Doc, span: Span, own: set[int]) -> bool:
    """Whether the mention's last word belongs to the clause."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return words is not None and words[-1].i in own

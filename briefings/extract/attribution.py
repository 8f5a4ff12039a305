"""Who said what in a whole document: source, cue and content, with offsets into its text.

    doc ── parsed ── candidates ── weighed ── chosen ──┬── attributions, in reading order
                                                       │
         quotations that no cue claims ── last speaker ┘

Found: direct, indirect and mixed speech, "according to", passives, nominal cues ("his claim that …"),
beliefs, wishes and judgements, speaker labels, quotations split by their cue or running on over paragraphs.
A paragraph that is nothing but a quotation, with no cue, is the last speaker's (cue None).

NOT found: a content two sentences away from its cue; more than one content for a cue; most statements
credited to nobody ("it is said that"), except passives of speech, which come with source None; light phrases
whose verb says little ("won support from"). Each cue is decided by itself: what is doubtful is left out.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from spacy.tokens import Doc

from briefings.extract.attribution_candidates import Candidate
from briefings.extract.attribution_model import Credit, find_credits
from briefings.extract.attribution_parsed import Parsed, parsed
from briefings.extract.modality_words import refuses
from briefings.extract.names import find_names, known_as
from briefings.extract.quotations import Quotation
from briefings.model import Attribution, Name, Span

# A quotation of fewer letters that fills a paragraph is a heading or a slogan, not somebody's speech.
LEAST_SPEECH = 25


def find_attributions(doc: Doc, names: Sequence[Name] | None = None) -> list[Attribution]:
    """The attributions of `doc` in reading order of their contents.

    names: what `find_names(doc)` gave, if it was called already; sources that are pronouns or surnames get
    the full name from it as `source_name`.
    """
    p = parsed(doc)
    known = sorted(find_names(doc) if names is None else names, key=lambda name: name.span)
    found = [_attribution(p, credit, known) for credit in find_credits(p) if not _refusal(p, credit)]
    found += _last_speakers(p, found)
    return sorted(found, key=lambda one: (one.content[0], one.content[-1]))


def _refusal(p: Parsed, credit: Credit) -> bool:
    """Whether the cue is a "denied" that refuses somebody something, and tells nothing."""
    cue = credit.candidate.cue
    around = p.text[p.start[max(cue - 1, 0)] : p.end[min(cue + 4, len(p.end) - 1)]]
    return p.lower[cue].startswith("den") and refuses(around)


def _attribution(p: Parsed, credit: Credit, names: Sequence[Name]) -> Attribution:
    one = credit.candidate
    content = tuple(Span(start=p.start[first], end=p.end[last]) for first, last in _whole(p, one))
    _, first, last = credit.source
    source = Span(start=p.start[first], end=p.end[last])
    nobody = _is_nobody(p, credit)
    return Attribution(
        content=content,
        source=None if nobody else source,
        cue=_cue_span(p, one.cue),
        source_name="" if nobody else known_as(source, p.text, names, p.start[credit.source[0]]),
        direct=any(p.quote[i] >= 0 for a, b in one.ranges for i in (a, b)),
    )


def _whole(p: Parsed, one: Candidate) -> list[tuple[int, int]]:
    """The candidate's ranges, each drawn out to take in the quotation mark that closes or opens it."""
    ranges = []
    for first, last in one.ranges:
        if last + 1 < len(p.quote) and p.lower[last + 1] in {"”", '"', "’"} and p.quote[last] >= 0:
            last += p.quote[last + 1] == p.quote[last] != p.quote[one.cue]
        if first > 0 and p.lower[first - 1] in {"“", '"', "‘"} and p.quote[first] >= 0:
            first -= p.quote[first - 1] == p.quote[first] != p.quote[one.cue]
        ranges.append((first, last))
    return ranges


def _cue_span(p: Parsed, cue: int) -> Span:
    """The cue with its second word where it has one ("according to", "pointed out")."""
    last = cue
    while last + 1 < len(p.lower) and (
        (p.base[last + 1] == "fixed" and p.head[last + 1] == cue)
        or p.dep[last + 1] == "compound:prt"
        or (p.lower[last] == "according" and p.lower[last + 1] == "to")
    ):
        last += 1
    return Span(start=p.start[cue], end=p.end[last])


def _is_nobody(p: Parsed, credit: Credit) -> bool:
    """True for the "it" of "it was reported that"."""
    head, first, last = credit.source
    passive = any(p.dep[d] in {"aux:pass", "nsubj:pass"} for d in p.children[credit.candidate.cue])
    return first == last and p.lower[head] == "it" and (p.base[head] == "expl" or passive)


def _last_speakers(p: Parsed, found: Sequence[Attribution]) -> list[Attribution]:
    """Quotations that fill a paragraph and that no cue claims, credited to whoever spoke last."""
    spoken = sorted(
        (one for one in found if one.direct and one.source is not None), key=lambda one: one.content[-1].end
    )
    ends = [one.content[-1].end for one in spoken]
    claimed = sorted(span for one in found for span in one.content)
    result: list[Attribution] = []
    for quotation in p.quotations:
        before = bisect.bisect_right(ends, quotation.span.start) - 1
        if before < 0 or not _fills_paragraph(p.text, quotation) or _touched(quotation.span, claimed):
            continue
        last = spoken[before]
        between = p.text[last.content[-1].end : quotation.span.start]
        if between.strip("\n").count("\n\n") <= 1:
            result.append(
                Attribution(
                    content=(quotation.span,), source=last.source, source_name=last.source_name, direct=True
                )
            )
    return result


def _fills_paragraph(text: str, quotation: Quotation) -> bool:
    span = quotation.span
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    end = text.find("\n", span.end)
    behind = text[span.end : len(text) if end < 0 else end]
    alone = not any(letter.isalnum() for letter in before + behind)
    return alone and span.end - span.start >= LEAST_SPEECH


def _touched(span: Span, claimed: Sequence[Span]) -> bool:
    return any(one.start < span.end and span.start < one.end for one in claimed)

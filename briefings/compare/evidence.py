"""Evidence: a claim as a reader is shown it, with the sentence, what stands around it and who said it."""

from __future__ import annotations

from briefings.compare.origins import Origins
from briefings.compare.statements import Statement
from briefings.model import Claim, Evidence

CONTEXT = 240
"""Characters of context on each side of the sentence, cut at a word."""


def evidence_of(statement: Statement, claim: Claim, origins: Origins) -> Evidence:
    """The statement as evidence; `claim` says who is credited and which origin it has."""
    article = statement.article
    return Evidence(
        claim=claim.id,
        article=article.id,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        quote=statement.text,
        context=context_of(article.text, statement.passage.span.start, statement.passage.span.end),
        origin=origins.of(claim),
        credited=claim.attribution.source_name if claim.attribution else "",
        published=article.published,
        day_only=article.day_only,
    )


def context_of(text: str, start: int, end: int) -> str:
    """A verbatim slice of `text` around start..end, up to CONTEXT characters each way, cut at white space."""
    left = max(0, start - CONTEXT)
    if left:
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    right = min(len(text), end + CONTEXT)
    if right < len(text):
        space = text.rfind(" ", end, right)
        right = space if space > end else right
    return text[left:right].strip()

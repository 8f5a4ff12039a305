"""Evidence: a claim as a reader is shown it, with the sentence, what stands around it and who said it."""

from __future__ import annotations

from briefings.compare.origins import Origins
from briefings.compare.statements import Statement
from briefings.model import Claim, Evidence


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
        context=statement.context.of(article.text),
        origin=origins.of(claim),
        credited=claim.attribution.source_name if claim.attribution else "",
        published=article.published,
        day_only=article.day_only,
    )

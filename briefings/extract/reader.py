"""Reads an article: sentences, what each is, and the claims in them.

    article ── furniture ranges ─────────────────────────────┐
       └── language model ── sentences ── kinds of passage ──┤
              ├── names · quantities · dates                 ├── claims, each with a vector of its meaning
              └── quotations ── attributions ── credits ─────┘

A pure function of the article, the language model and the table of meanings: nothing here is stored,
fetched or kept between two articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from briefings.batches import batches
from briefings.extract.attribution import find_attributions
from briefings.extract.claims import Findings, claims_of
from briefings.extract.credits import credited_outlets
from briefings.extract.dates import find_dates
from briefings.extract.names import find_names
from briefings.extract.once import quotations_of, text_of
from briefings.extract.passages import passages_of
from briefings.extract.quantities import find_quantities
from briefings.extract.wires import wire_credit
from briefings.meaning import Meaning
from briefings.model import Article, Claim, PassageKind, Reading

LONGEST_TEXT = 200_000
"""Characters of one article that are read; the longest real article seen has 120,000. The rest is not."""


STEPS = 127.0
"""A vector's parts are stored as whole steps of 1/127: one byte each, cosine kept within 0.01."""


AT_ONCE = 16
"""Articles read before what the language model keeps of their words is let go: enough that words which recur
are looked up once, few enough that memory does not show it."""


class Reader:
    """Holds the language model and the table of meanings; `read` is a pure function of the article."""

    def __init__(self, nlp: Language, meaning: Meaning) -> None:
        self._nlp = nlp
        self._meaning = meaning

    def read(self, article: Article) -> Reading:
        """What `article` says. An article without text gives an empty reading."""
        return next(self.read_all([article]))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """A reading for each article, in order; takes up to `AT_ONCE` before it gives the first.

        What spaCy keeps of words that it has not met is let go after each few: over an archive it would grow.
        """
        for batch in batches(articles, AT_ONCE):
            with self._nlp.memory_zone():
                readings = [self._reading(self._nlp(one.text[:LONGEST_TEXT]), one) for one in batch]
            yield from readings

    def _reading(self, doc: Doc, article: Article) -> Reading:
        passages = passages_of(doc, article)
        names = find_names(doc)
        found = Findings(
            attributions=find_attributions(doc, names),
            names=names,
            quantities=find_quantities(doc),
            dates=find_dates(doc, article.published, article.zone_hours),
            quotations=[q.inner for q in quotations_of(doc)],
        )
        whole = wire_credit(article.text, article.byline, article.outlet) or article.credit
        claims: list[Claim] = []
        for passage in passages:
            if passage.kind is PassageKind.BODY:
                named = credited_outlets(doc, passage.span, found.attributions, article.outlet)
                claims += claims_of(doc, passage, found, named or ((whole,) if whole else ()))
        return Reading(passages=passages, claims=self._with_vectors(doc, claims))

    def _with_vectors(self, doc: Doc, claims: list[Claim]) -> tuple[Claim, ...]:
        text = text_of(doc)
        vectors = self._meaning.vectors([claim.span.of(text) for claim in claims])
        packed = np.rint(vectors * STEPS).astype(np.int8)
        return tuple(replace(claim, vector=row.tobytes()) for claim, row in zip(claims, packed, strict=True))

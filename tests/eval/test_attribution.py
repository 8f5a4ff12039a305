"""Quality floors for attributions, measured on articles marked by hand; skipped where they are absent."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefings.extract.attribution import find_attributions
from briefings.model import Attribution, Span
from tests.eval.attribution_score import SHARED, Marked, Score, evaluate, matches

# Floors: 0.70 and 0.92 were measured over all 84 articles of dev on 2026-11-21; over the first 20, which are
# scored here, 0.7 and 0.9. Lower them only on purpose.
LEAST_F = 0.65
LEAST_SOURCE = 0.88
ARTICLES = 20


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end)


def test_contents_match_from_half_of_the_longer_on_one_to_one() -> None:
    """Half shared is enough, less is not, and a marked content is matched once."""
    marked = [Marked(content=(span(0, 10),), source=(span(20, 25),))]
    half = Attribution(content=(span(0, 5),), source=span(21, 22))
    less = Attribution(content=(span(0, 4),), source=span(21, 22))
    assert matches([half, half], marked) == [(0, 0)] or matches([half, half], marked) == [(1, 0)]
    assert matches([less], marked) == []


def test_scores_add_up() -> None:
    """Precision, recall and F are of the sums."""
    total = Score(found=2, marked=4, matched=1, sources=1) + Score(found=2, marked=0, matched=1)
    assert (total.precision, total.recall, total.f, total.source_accuracy) == (0.5, 0.5, 0.5, 0.5)


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent: nothing to measure on")
def test_attributions_stay_above_their_floors(nlp: Language) -> None:
    """Contents and sources on the first articles of dev."""
    score = evaluate(lambda text: find_attributions(nlp(text)), "dev", ARTICLES)
    assert score.f >= LEAST_F, score.line()
    assert score.source_accuracy >= LEAST_SOURCE, score.line()

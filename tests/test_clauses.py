"""Sentences cut into clauses, one statement each."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefings.extract.clauses import cut


def clauses(nlp: Language, text: str) -> list[str]:
    return [
        clause.words[0].doc[clause.words[0].i : clause.words[-1].i + 1].text for clause in cut(nlp(text)[:])
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The plant was hit by drones hours before the minister arrived in Karsund.",
            ["The plant was hit by drones", "hours before the minister arrived in Karsund"],
        ),
        (
            "Police closed the bridge two hours after the ferry had left the port.",
            ["Police closed the bridge", "two hours after the ferry had left the port"],
        ),
        (
            "The guests stayed for two days after the storm.",
            ["The guests stayed for two days after the storm"],
        ),
    ],
)
def test_a_measure_of_time_stays_with_what_it_measures(nlp: Language, text: str, expected: list[str]) -> None:
    assert clauses(nlp, text) == expected


def test_a_sentence_of_two_statements_is_two_clauses(nlp: Language) -> None:
    found = clauses(
        nlp, "The port stayed closed on Monday and the union called off its talks with the employer."
    )
    assert len(found) == 2

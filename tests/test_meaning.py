"""The shipped table of meanings: near texts are near, and every run agrees."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import seeds
from briefings.meaning import Meaning


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return Meaning.load(Path(seeds.__file__).parent / "language_model")


def test_vectors_have_length_one(meaning: Meaning) -> None:
    """Each row is a unit vector, so a dot product is a cosine."""
    rows = meaning.vectors(["The ferry sank.", "Officials opened an inquiry."])
    assert rows.shape == (2, meaning.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_empty_text_is_zero(meaning: Meaning) -> None:
    """A text without pieces has no meaning rather than an error."""
    assert not meaning.vectors(["", "  \n"]).any()
    assert meaning.vectors([]).shape == (0, meaning.dimensions)


def test_the_same_statement_in_other_words_is_nearer(meaning: Meaning) -> None:
    """A paraphrase is nearer than another statement about the same thing."""
    said, same, other = meaning.vectors(
        [
            "The harbour ferry went down in a storm and eleven passengers drowned.",
            "Eleven people died when the ferry sank in bad weather.",
            "The ferry company raised its ticket prices last spring.",
        ]
    )
    assert said @ same > said @ other + 0.1


def test_batches_do_not_change_the_result(meaning: Meaning) -> None:
    """A text's vector does not depend on its neighbours."""
    texts = [f"Line {number} of the report was read aloud." for number in range(40)]
    together = meaning.vectors(texts)
    alone = np.concatenate([meaning.vectors([text]) for text in texts])
    assert np.array_equal(together, alone)

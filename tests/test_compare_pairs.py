"""Likelihoods in arrays are to a reader what a dict of pairs is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.compare.pairs import Likelihoods, in_arrays

STATEMENTS = 12

held = st.dictionaries(
    st.tuples(st.integers(0, STATEMENTS - 1), st.integers(0, STATEMENTS - 1)).filter(lambda p: p[0] < p[1]),
    st.floats(0.02, 1.0),
).map(lambda found: dict(sorted(found.items())))


def made(likelihood: dict[tuple[int, int], float]) -> Likelihoods:
    keys = np.array([a * STATEMENTS + b for a, b in likelihood], dtype=np.int64)
    return Likelihoods(STATEMENTS, keys, np.array(list(likelihood.values()), dtype=np.float64))


@given(held)
def test_it_holds_what_a_dict_holds_in_its_order(likelihood: dict[tuple[int, int], float]) -> None:
    found = made(likelihood)
    assert list(found.items()) == list(likelihood.items())
    assert len(found) == len(likelihood)
    for a in range(STATEMENTS):
        for b in range(a, STATEMENTS + 2):
            assert found.get((a, b), 0.0) == likelihood.get((a, b), 0.0)
            assert ((a, b) in found) == ((a, b) in likelihood)


@given(held)
def test_its_arrays_are_those_of_the_dict(likelihood: dict[tuple[int, int], float]) -> None:
    (pairs, values), (told, worth) = in_arrays(made(likelihood)), in_arrays(likelihood)
    assert pairs.tolist() == told.tolist() == [list(pair) for pair in likelihood]
    assert values.tolist() == worth.tolist() == list(likelihood.values())


def test_a_pair_that_was_not_compared_has_none() -> None:
    found = made({(0, 3): 0.5})
    assert found[0, 3] == 0.5
    assert found.get((1, 2)) is None
    with pytest.raises(KeyError):
        found[1, 2]

"""Complete link: no group holds a pair that is not likely enough, and the answer does not depend on order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from briefings.compare.groups import cohesion, complete_link

COUNT = 7
LIKELIHOODS = st.dictionaries(
    st.sampled_from(list(combinations(range(COUNT), 2))), st.floats(0.01, 0.99), max_size=21
)


@given(LIKELIHOODS, st.floats(0.1, 0.9))
def test_every_pair_of_a_group_is_likely_enough(
    likelihood: dict[tuple[int, int], float], least: float
) -> None:
    for group in complete_link(COUNT, likelihood, least):
        assert all(likelihood.get(pair, 0.0) >= least for pair in combinations(group, 2))


@given(LIKELIHOODS, st.floats(0.1, 0.9))
def test_groups_part_everything_once(likelihood: dict[tuple[int, int], float], least: float) -> None:
    groups = complete_link(COUNT, likelihood, least)
    assert sorted(i for group in groups for i in group) == list(range(COUNT))


@given(LIKELIHOODS, st.floats(0.1, 0.9))
def test_no_two_groups_could_still_join(likelihood: dict[tuple[int, int], float], least: float) -> None:
    groups = complete_link(COUNT, likelihood, least)
    for one, other in combinations(groups, 2):
        pairs = [(min(a, b), max(a, b)) for a in one for b in other]
        assert min(likelihood.get(pair, 0.0) for pair in pairs) < least


@given(
    st.dictionaries(st.sampled_from(list(combinations(range(COUNT), 2))), st.sampled_from([0.4, 0.6, 0.9]))
)
def test_the_likeliest_join_comes_first_and_of_equals_that_of_the_first(
    likelihood: dict[tuple[int, int], float],
) -> None:
    """Against the plain way: look at all pairs of groups, join the best, start again."""
    groups = [[i] for i in range(COUNT)]
    while True:
        joins = [
            (-min(likelihood.get((min(a, b), max(a, b)), 0.0) for a in one for b in other), one, other)
            for one, other in combinations(groups, 2)
        ]
        found = min(joins, default=(0.0, [], []))
        if -found[0] < 0.4:
            break
        groups = sorted([g for g in groups if g not in found[1:]] + [sorted(found[1] + found[2])])
    assert complete_link(COUNT, likelihood, 0.4) == groups


def test_a_chain_of_look_alikes_is_not_one_group() -> None:
    """0-1 and 1-2 are alike, 0-2 are not: the likelier pair joins and the third stays out."""
    assert complete_link(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1}, 0.3) == [[0, 1], [2]]


def test_three_that_are_all_alike_are_one_group() -> None:
    assert complete_link(3, {(0, 1): 0.9, (1, 2): 0.5, (0, 2): 0.4}, 0.3) == [[0, 1, 2]]


def test_cohesion_is_the_mean_over_all_pairs() -> None:
    """A pair that was never compared counts as nothing; one statement has no cohesion."""
    assert cohesion([0, 1, 2], {(0, 1): 0.9, (1, 2): 0.6}) == 0.5
    assert cohesion([4], {}) == 0.0

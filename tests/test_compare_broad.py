"""What bounds the work on a broad board, and that arrays say the same as looking at each pair of lines."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from briefings import encoder
from briefings.compare import statements, worth
from briefings.compare.closest import closest
from briefings.compare.lines import Line
from briefings.compare.lying import AKIN, lying
from briefings.compare.statements import Board
from briefings.compare.worth import worthy
from tests.test_compare_lines import OTHERWISE, _board

SIZE = 24


@pytest.fixture
def board() -> Board:
    """Three articles of eight sentences, and one more."""
    return _board(*([OTHERWISE] * 3))


def likelihoods(chance: random.Random) -> dict[tuple[int, int], float]:
    return {pair: chance.random() for pair in combinations(range(SIZE), 2) if chance.random() < 0.3}


@pytest.mark.parametrize("seed", range(10))
def test_lines_lie_to_each_other_as_their_definition_says(board: Board, seed: int) -> None:
    chance = random.Random(seed)
    likelihood = likelihoods(chance)
    members = [tuple(sorted(chance.sample(range(SIZE), chance.randint(2, 4)))) for _ in range(12)]
    lines = [Line(statements=m, further=True, fresh=(1.0,) * len(m)) for m in dict.fromkeys(members)]
    strength = [chance.random() for _ in lines]
    found = lying(board, closest(board, likelihood, 0.0, 1), lines, strength)
    for number, line in enumerate(lines):
        expected = _looked_at(board, likelihood, lines, strength, number)
        told = (found.within, found.behind, found.beside, found.repeats, found.most)
        assert [float(each[number]) for each in told] == pytest.approx(expected), line


def _looked_at(
    board: Board,
    likelihood: dict[tuple[int, int], float],
    lines: list[Line],
    strength: list[float],
    number: int,
) -> list[float]:
    """The same, one pair of lines after the other."""
    own = lines[number].statements
    within = behind = beside = repeats = most = 0.0
    for other, line in enumerate(lines):
        if other == number:
            continue
        values = [
            1.0 if a == b else likelihood.get((min(a, b), max(a, b)), 0.0)
            for a, b in product(own, line.statements)
        ]
        held = set(line.statements)
        near = [a for a in own if held & {a - 1, a + 1}]
        if max(values) < AKIN and not near:
            continue
        home = {s.index: s.article.id for s in board.statements}
        adjacent = sum(any(n in held and home[n] == home[a] for n in (a - 1, a + 1)) for a in own)
        if max(values) >= AKIN:
            within = max(within, len(held & set(own)) / len(own))
        beside = max(beside, float(min(adjacent, 3)))
        if strength[other] > strength[number]:
            behind = max(behind, float(adjacent >= 2))
            repeats, most = max(repeats, sum(values) / len(values)), max(most, *values)
    return [within, behind, beside, repeats, most]


def test_on_a_broad_board_each_statement_keeps_its_likeliest_others(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    likelihood = likelihoods(random.Random(1))
    assert len(closest(board, likelihood, 0.5, 2)[0]) == sum(v >= 0.5 for v in likelihood.values())
    monkeypatch.setattr(statements, "ALL_WEIGH", 1)
    pairs, values = closest(board, likelihood, 0.5, 2)
    assert len(pairs) > 0
    assert np.bincount(pairs.ravel()).max() <= 2
    assert [likelihood[a, b] for a, b in pairs.tolist()] == values.tolist()


def test_on_a_broad_board_the_strongest_lines_are_judged(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    likelihood = {(0, 8): 0.9, (1, 9): 0.95, (2, 10): 0.5}
    lines = [Line(statements=pair, further=False, fresh=(1.0, 1.0)) for pair in likelihood]
    monkeypatch.setattr(worth, "WORTH", 0.0)
    monkeypatch.setattr(worth, "MOST_JUDGED", 1)
    assert len(worthy(board, likelihood, lines)) == 3
    monkeypatch.setattr(statements, "ALL_WEIGH", 1)
    assert [line.statements for line, _ in worthy(replace(board), likelihood, lines)] == [(1, 9)]


def test_a_long_text_goes_through_the_network_in_parts_that_hold_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sentences: list[encoder.Cut] = [[((1, 2), 0)] * length for length in (3, 1, 9, 2, 2, 4)]
    monkeypatch.setattr(encoder, "MOST_AT_ONCE", 8)
    parts = list(encoder._at_once(sentences))
    assert [sentence for part in parts for sentence in part] == sentences
    assert [[len(s) for s in part] for part in parts] == [[3, 1], [9], [2, 2], [4]]

"""Which candidate lines a careful editor would put down: a logistic model over what is known of a line.

A line is worth its place when its statements do state one thing, when that is no repetition of another line,
and when it is of the event rather than of somebody's feelings. Weights: `weights.json` ("line"), fitted by
`seeds/recipe/fit_same.py` on marked events, each by likelihoods of weights fitted on the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from briefings.compare.leaning import leans
from briefings.compare.lines import Line
from briefings.compare.same import Weights, shipped_weights
from briefings.compare.statements import Board, Statement

Pair = tuple[int, int]

LINE_FEATURES = (
    "mean_likelihood",
    "least_likelihood",
    "most_likelihood",
    "statements",
    "articles",
    "share_of_articles",
    "further",
    "fresh_least",
    "fresh_mean",
    "within_another",
    "said_too",
    "said_too_least",
    "said_too_share",
    "first_position",
    "mean_position",
    "words",
    "figures",
    "quoted",
    "verbatim",
    "behind_stronger",
    "beside_others",
    "repeats",
    "repeats_most",
    "central",
    "like_the_leads",
    "leans",
    "first_person",
)
"""Names of the features, in the order in which `line_features` gives them."""

WORTH = 0.35
"""Least worth of a line that is shown as agreed: docs/quality.md has what others cost."""

AKIN = 0.1
"""Least likelihood of two statements for their lines to be looked at together: fainter ones repeat nothing,
and on a large topic there are many more of them."""

_LEAD = 0.15
"""Share of an article that counts as its lead."""

_FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ve|we|We|we['’]re|my|our|me|us)\b")


def worthy(
    board: Board, likelihood: Mapping[Pair, float], lines: Sequence[Line], weights: Weights | None = None
) -> list[tuple[Line, float]]:
    """The lines that are worth their place, with their worth (0 to 1), the worthiest first.

    A line that has half of its statements, two or more, from a worthier one says that again, and is none.
    """
    model = weights or shipped_weights("line", LINE_FEATURES)
    judged = zip(lines, map(model.likelihood, line_features(board, likelihood, lines)), strict=True)
    kept: list[tuple[Line, float]] = []
    holders: dict[int, list[Line]] = defaultdict(list)
    for line, worth in sorted(judged, key=lambda found: (-found[1], found[0].statements)):
        if worth < WORTH:
            break
        if not _repeated(line, [o for index in line.statements for o in holders[index]]):
            kept.append((line, worth))
            for index in line.statements:
                holders[index].append(line)
    return kept


def _repeated(line: Line, others: Sequence[Line]) -> bool:
    own = set(line.statements)
    shared = max((len(own & set(other.statements)) for other in others), default=0)
    return shared >= max(2, len(own) / 2)


def line_features(board: Board, likelihood: Mapping[Pair, float], lines: Sequence[Line]) -> list[list[float]]:
    """The features of each line, in the order of `LINE_FEATURES`."""
    setting = _Setting(board, likelihood, lines)
    return [_features(setting, number) for number in range(len(lines))]


class _Setting:
    """What a line is judged by besides itself: the other lines, and the board's middle."""

    def __init__(self, board: Board, likelihood: Mapping[Pair, float], lines: Sequence[Line]) -> None:
        self.board, self.lines = board, lines
        self._likelihood = likelihood
        self.articles = len({s.article.id for s in board.statements})
        self.strength = [self._strength(line) for line in lines]
        self.of_statement: dict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            for index in line.statements:
                self.of_statement[index].append(number)
        self._near: dict[int, list[int]] = defaultdict(list)
        for (a, b), value in likelihood.items():
            if value >= AKIN:
                self._near[a].append(b)
                self._near[b].append(a)
        self.members = [frozenset(line.statements) for line in lines]
        self.lying_next = [[self._lying_next(index) for index in line.statements] for line in lines]
        self._related: dict[int, list[int]] = {}
        used = sorted(self.of_statement)
        wholes = np.array([board.wordings.whole(i) for i in used]) if used else np.zeros((0, 1), np.float32)
        leads = [board.statements[i].position < _LEAD for i in used]
        self.middle = wholes.mean(axis=0) if used else wholes
        self.lead = wholes[leads].mean(axis=0) if any(leads) else self.middle

    def likelihood(self, a: int, b: int) -> float:
        """Of two statements; 1 for one and the same."""
        return 1.0 if a == b else self._likelihood.get((a, b) if a < b else (b, a), 0.0)

    def pairs(self, line: Line) -> list[float]:
        """Likelihoods of all pairs of a line's statements."""
        return [self.likelihood(a, b) for a, b in combinations(line.statements, 2)]

    def _strength(self, line: Line) -> float:
        """How a line ranks among those that say the same: likely, in many articles, of one group."""
        articles = len({self.board.statements[i].article.id for i in line.statements})
        return _mean(self.pairs(line)) * (1.0 + 0.15 * articles) * (0.7 if line.further else 1.0)

    def related(self, number: int) -> list[int]:
        """The other lines that hold a statement which was compared with one of this line's."""
        if number not in self._related:
            touched = set(self.lines[number].statements)
            touched.update(*(self._near[index] for index in self.lines[number].statements))
            found = {o for index in touched & self.of_statement.keys() for o in self.of_statement[index]}
            self._related[number] = sorted(found - {number})
        return self._related[number]

    def beside(self, line: int, other: int) -> int:
        """How many of a line's statements stand next to one of the other's in the same article."""
        held = self.members[other]
        return sum([not held.isdisjoint(places) for places in self.lying_next[line]])

    def _lying_next(self, index: int) -> tuple[int, ...]:
        """The statements before and behind one in its article."""
        at = self.board.statements
        return tuple(
            i for i in (index - 1, index + 1) if 0 <= i < len(at) and at[i].article.id == at[index].article.id
        )


def _features(setting: _Setting, number: int) -> list[float]:
    line, board = setting.lines[number], setting.board
    statements = [board.statements[i] for i in line.statements]
    pairs = setting.pairs(line)
    articles = len({s.article.id for s in statements})
    said = [_said(board, i, line) for i in line.statements]
    shares = [
        value / max(board.wordings.mass(i), 0.1) for i, value in zip(line.statements, said, strict=True)
    ]
    wholes = np.array([board.wordings.whole(i) for i in line.statements])
    return [
        _mean(pairs),
        min(pairs),
        max(pairs),
        float(len(statements)),
        float(articles),
        articles / setting.articles,
        float(line.further),
        min(line.fresh),
        _mean(line.fresh),
        _within(setting, number),
        _mean(said),
        min(said),
        _mean(shares),
        min(s.position for s in statements),
        _mean([s.position for s in statements]),
        _mean([len(s.text.split()) for s in statements]),
        float(any(s.figures for s in statements)),
        _mean([s.quoted for s in statements]),
        _verbatim(statements),
        *_among(setting, number),
        float((wholes @ setting.middle).mean()),
        float((wholes @ setting.lead).mean()),
        _mean([leans(s) for s in statements]),
        _mean([len(_FIRST_PERSON.findall(s.text)) for s in statements]),
    ]


def _mean(values: Sequence[float]) -> float:
    """As `np.mean`, to the last bit, which adds up eight numbers and more in another order."""
    return sum(values) / len(values) if 0 < len(values) < 8 else float(np.mean(values))


def _said(board: Board, index: int, line: Line) -> float:
    others = [i for i in line.statements if i != index]
    return float(board.wordings.said_too(index, others).sum())


def _within(setting: _Setting, number: int) -> float:
    """Largest share of a further line's statements that one other line holds; 0 for a group."""
    line = setting.lines[number]
    if not line.further:
        return 0.0
    own = setting.members[number]
    shares = [len(own & setting.members[o]) / len(own) for o in setting.related(number)]
    return max(shares, default=0.0)


def _verbatim(statements: Sequence[Statement]) -> float:
    """Share of pairs from two articles that are one text to the letter, or one within the other."""
    texts = [(s.article.id, " ".join(re.findall(r"\w+", s.text.casefold()))) for s in statements]
    pairs = [(a, b) for (x, a), (y, b) in combinations(texts, 2) if x != y]
    same = [a == b or (len(a) > 40 and (a in b or b in a)) for a, b in pairs]
    return sum(same) / len(same) if same else 0.0


def _among(setting: _Setting, number: int) -> list[float]:
    """How it lies to others: behind a stronger one, beside any, how much it repeats a stronger one."""
    line = setting.lines[number]
    behind = beside = repeats = most = 0.0
    for other in setting.related(number) + _next_to(setting, number):
        held = setting.lines[other]
        adjacent = setting.beside(number, other)
        beside = max(beside, float(min(adjacent, 3)))
        if setting.strength[other] > setting.strength[number]:
            behind = max(behind, float(adjacent >= 2))
            values = [setting.likelihood(a, b) for a in line.statements for b in held.statements]
            repeats, most = max(repeats, _mean(values)), max(most, max(values))
    return [behind, beside, repeats, most]


def _next_to(setting: _Setting, number: int) -> list[int]:
    """Lines that hold the sentence before or behind one of this line's."""
    places = {i + step for i in setting.lines[number].statements for step in (-1, 1)}
    return sorted({o for i in places for o in setting.of_statement.get(i, ()) if o != number})

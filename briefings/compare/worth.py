"""Which candidate lines a careful editor would put down: a logistic model over what is known of a line.

A line is worth its place when its statements do state one thing, when that is no repetition of another line,
and when it is of the event rather than of somebody's feelings. Weights: `weights.json` ("line"), fitted by
`seeds/recipe/fit_same.py` on marked events, each by likelihoods of weights fitted on the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from briefings.compare.closest import closest
from briefings.compare.copied import plain_words
from briefings.compare.leaning import leans
from briefings.compare.lines import Line
from briefings.compare.lying import AKIN, lying
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

WORTH = 0.3
"""Least worth of a line that is shown as agreed: docs/quality.md has what others cost."""

MOST_AKIN = 12
"""On a broad board lines are looked at together by each statement's so many likeliest others at most."""

MOST_JUDGED = 2500
"""On a broad board only so many lines are judged, the strongest: five for each that a digest shows."""

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
    lines = _strongest(board, likelihood, lines) if board.broad else lines
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


def _strongest(board: Board, likelihood: Mapping[Pair, float], lines: Sequence[Line]) -> list[Line]:
    """The MOST_JUDGED strongest lines, in the order in which they came."""
    strength = [_strength(board, likelihood, line) for line in lines]
    ranked = sorted(range(len(lines)), key=lambda number: (-strength[number], lines[number].statements))
    return [lines[number] for number in sorted(ranked[:MOST_JUDGED])]


def _strength(board: Board, likelihood: Mapping[Pair, float], line: Line) -> float:
    """How a line ranks among those that say the same: likely, in many articles, of one group."""
    articles = len({board.statements[i].article.id for i in line.statements})
    pairs = _pairs(likelihood, line)
    return _mean(pairs) * (1.0 + 0.15 * articles) * (0.7 if line.further else 1.0)


def _pairs(likelihood: Mapping[Pair, float], line: Line) -> list[float]:
    """Likelihoods of all pairs of a line's statements, each with the smaller index first."""
    return [likelihood.get(pair, 0.0) for pair in combinations(line.statements, 2)]


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
        self.likelihood = likelihood
        self._sentences: dict[int, _Sentence] = {}
        akin = closest(board, likelihood, AKIN if board.broad else 0.0, MOST_AKIN)
        self.lying = lying(board, akin, lines, [_strength(board, likelihood, line) for line in lines])
        used = sorted({index for line in lines for index in line.statements})
        wholes = np.array([board.wordings.whole(i) for i in used]) if used else np.zeros((0, 1), np.float32)
        leads = [board.statements[i].position < _LEAD for i in used]
        self.middle = wholes.mean(axis=0) if used else wholes
        self.lead = wholes[leads].mean(axis=0) if any(leads) else self.middle

    def sentence(self, index: int) -> _Sentence:
        """What is known of one sentence, worked out once: most stand in several lines."""
        if index not in self._sentences:
            self._sentences[index] = _sentence(self.board.statements[index])
        return self._sentences[index]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sentence:
    """What a line is judged by of one of its sentences.

    plain: its words and nothing else; length: how many words; leans: see `leaning`; first_person: words.
    """

    article: int
    position: float
    plain: str
    length: int
    figures: bool
    quoted: bool
    leans: float
    first_person: int


def _sentence(statement: Statement) -> _Sentence:
    return _Sentence(
        article=statement.article.id,
        position=statement.position,
        plain=plain_words(statement.text),
        length=len(statement.text.split()),
        figures=bool(statement.figures),
        quoted=statement.quoted,
        leans=leans(statement),
        first_person=len(_FIRST_PERSON.findall(statement.text)),
    )


def _features(setting: _Setting, number: int) -> list[float]:
    line, board, lying = setting.lines[number], setting.board, setting.lying
    sentences = [setting.sentence(i) for i in line.statements]
    pairs = _pairs(setting.likelihood, line)
    articles = len({s.article for s in sentences})
    said = [_said(board, i, line) for i in line.statements]
    shares = [
        value / max(board.wordings.mass(i), 0.1) for i, value in zip(line.statements, said, strict=True)
    ]
    wholes = np.array([board.wordings.whole(i) for i in line.statements])
    return [
        _mean(pairs),
        min(pairs),
        max(pairs),
        float(len(sentences)),
        float(articles),
        articles / board.articles,
        float(line.further),
        min(line.fresh),
        _mean(line.fresh),
        float(lying.within[number]) if line.further else 0.0,
        _mean(said),
        min(said),
        _mean(shares),
        min(s.position for s in sentences),
        _mean([s.position for s in sentences]),
        _mean([s.length for s in sentences]),
        float(any(s.figures for s in sentences)),
        _mean([s.quoted for s in sentences]),
        _verbatim(sentences),
        float(lying.behind[number]),
        float(lying.beside[number]),
        float(lying.repeats[number]),
        float(lying.most[number]),
        float((wholes @ setting.middle).mean()),
        float((wholes @ setting.lead).mean()),
        _mean([s.leans for s in sentences]),
        _mean([s.first_person for s in sentences]),
    ]


def _mean(values: Sequence[float]) -> float:
    """As `np.mean`, to the last bit, which adds up eight numbers and more in another order."""
    return sum(values) / len(values) if 0 < len(values) < 8 else float(np.mean(values))


def _said(board: Board, index: int, line: Line) -> float:
    others = [i for i in line.statements if i != index]
    return board.memory.recall(
        "said", ((index,), others), lambda: float(board.wordings.said_too(index, others).sum())
    )


def _verbatim(sentences: Sequence[_Sentence]) -> float:
    """Share of pairs from two articles that are one text to the letter, or one within the other."""
    pairs = [(a.plain, b.plain) for a, b in combinations(sentences, 2) if a.article != b.article]
    same = [a == b or (len(a) > 40 and (a in b or b in a)) for a, b in pairs]
    return sum(same) / len(same) if same else 0.0

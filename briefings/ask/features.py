"""What tells an answer from another line, as numbers: one row a line, one column a feature of `FEATURES`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from briefings.ask.lines import FEWEST_WORDS, Line, Search
from briefings.ask.marks import has_marks, marks_of
from briefings.ask.match import Floats, Matches, matches_of
from briefings.ask.question import Kind, Question
from briefings.ask.words import stem
from briefings.meaning import Meaning
from briefings.model import Claim

FEATURES = (
    "covered",  # share of the question's weight in the line
    "around",  # share that only the neighbours and the title add
    "meaning",  # cosine of question and line
    "meaning before",  # cosine of question and the line before
    "marked",  # the line holds a mark of the answer asked for
    "mark near",  # the mark stands near the question's words
    "unmarked",  # an answer of this kind has a mark, and the line has none
    "title",  # share of the question's words in the title
    "supported",  # another outlet says the like, and matches the question too
    "quoted",  # words are asked for, and the line quotes or its speaker is the one asked about
    "short",  # the line has too few words to say anything
    "length",  # how near the line comes to a full sentence
)
#: Characters over which nearness of a mark to a matched word falls to a third: about seven words.
NEAR_CHARACTERS = 40.0
#: Match from which a word of the line counts as the question's.
MATCHED = 0.5
#: What speech beside the speaker's name is worth where reading credits it to nobody.
UNCREDITED = 0.5
#: Words of a full sentence; longer lines gain nothing.
FULL_SENTENCE = 20
#: Lines of other outlets that may support a line: the best by words and meaning.
SUPPORTERS = 25


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A question with all that was measured about each line."""

    question: Question
    search: Search
    matches: Matches
    features: Floats  # lines x FEATURES
    vectors: Floats  # lines x meaning


def scene_of(question: Question, search: Search, meaning: Meaning) -> Scene:
    """Measure every line of `search` against `question`."""
    matches = matches_of(question, search, meaning)
    texts = np.asarray(
        meaning.vectors([question.text, *(line.text for line in search.lines)]), dtype=np.float64
    )
    cosine = np.asarray(texts[1:] @ texts[0], dtype=np.float64)
    covered = matches.covered
    marked, near = _marked(question, search, matches)
    columns = {
        "covered": covered,
        "around": matches.covered_around - covered,
        "meaning": cosine,
        "meaning before": _shifted(cosine, search),
        "marked": marked,
        "mark near": near,
        "unmarked": (marked == 0) * float(has_marks(question.kind)),
        "title": matches.title.mean(axis=0),
        "supported": _supported(search, texts[1:], covered, cosine),
        "quoted": np.array(
            [_quoted(question, line, own) for line, own in zip(search.lines, matches.around.T, strict=True)]
        ),
        "length": np.array([min(1.0, len(line.words) / FULL_SENTENCE) for line in search.lines]),
        "short": np.array([float(len(line.words) < FEWEST_WORDS) for line in search.lines]),
    }
    features = np.stack([columns[name] for name in FEATURES], axis=1)
    return Scene(question=question, search=search, matches=matches, features=features, vectors=texts[1:])


def _shifted(values: Floats, search: Search) -> Floats:
    number = np.arange(len(values))
    return np.where(number > np.array(search.first), values[number - 1], 0)


def _marked(question: Question, search: Search, matches: Matches) -> tuple[Floats, Floats]:
    """Best mark of each line, and how near a mark stands to the question's words, weighted by the words."""
    marked = np.zeros(len(search.lines))
    near = np.zeros(len(search.lines))
    total = float(matches.weight.sum())
    for number, line in enumerate(search.lines):
        at_focus = _focus_place(question, matches, number)
        found = [mark for kind in question.kinds for mark in marks_of(kind, line, question, at_focus)]
        if question.kind is Kind.NAME:
            found = [(at, worth * _owned(question, matches, number)) for at, worth in found]
        if not found:
            continue
        marked[number] = max(worth for _, worth in found)
        held = np.flatnonzero(matches.own[:, number] >= MATCHED)
        weight, place = matches.weight[held], matches.place[held, number]
        near[number] = (
            max(worth * float(weight @ np.exp(-np.abs(place - at) / NEAR_CHARACTERS)) for at, worth in found)
            / total
        )
    return marked, near


def _owned(question: Question, matches: Matches, number: int) -> float:
    """How well the line itself names everybody whom the question names: the father of another is no answer
    to who somebody's father is."""
    named = [matches.own[row, number] for row, term in enumerate(question.terms) if term.name]
    return float(min(named, default=1.0))


def _focus_place(question: Question, matches: Matches, number: int) -> int | None:
    """Where the noun that the question counts, chooses from or identifies stands in the line."""
    for row, term in enumerate(question.terms):
        if term.stem == question.focus and matches.own[row, number] >= MATCHED:
            return int(matches.place[row, number])
    return None


def _supported(search: Search, vectors: Floats, covered: Floats, cosine: Floats) -> Floats:
    """The best likeness of each line to a line of another outlet, times how well that one matches."""
    best = np.argsort(-(covered + cosine))[:SUPPORTERS]
    likeness = vectors @ vectors[best].T * covered[best]
    outlets = np.array([line.article.outlet for line in search.lines])
    other = outlets[:, None] != outlets[best][None, :]
    return np.asarray(np.where(other, likeness, 0).max(axis=1), dtype=np.float64)


def _quoted(question: Question, line: Line, around: Floats) -> float:
    if question.kind is not Kind.SAY or not question.speakers:
        return 0.0
    if any(_speaks(question.speakers, claim) for claim in line.claims):
        return 1.0
    asked = [around[row] for row, term in enumerate(question.terms) if term.stem in question.speakers]
    speaks = bool(marks_of(Kind.SAY, line, question, None))
    return UNCREDITED * float(speaks) * float(min(asked, default=0.0))


def _speaks(speakers: tuple[str, ...], claim: Claim) -> bool:
    """Whether the claim is credited to the speakers asked about, by name or by words that stand for it."""
    if claim.attribution is None:
        return False
    credited = {stem(word) for word in claim.attribution.source_name.replace("-", " ").split()}
    return set(speakers) <= credited

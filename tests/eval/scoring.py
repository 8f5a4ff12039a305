"""Scores a digest against what an editor marked: evidence with evidence, never wording with wording.

    digest as JSON ─▶ quotes ─▶ the sentences that they stand in ─▶ compared with those of the gold

A consensus line is right when at least half of the sentences that it cites belong to one gold point, from
two articles or more. A dispute is found when two of its sides lie, each by half, on two different sides of a
gold dispute. Lines and gold are paired one to one, so saying a thing twice earns nothing. A leak is a cited
passage that the gold marks as furniture.

The gold's own form: NAME.json holds the articles with their sentences, NAME.gold.json what was marked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Sentence = tuple[str, int]  # article id, number
Cited = frozenset[Sentence]
Wanted = TypeVar("Wanted")
Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many; an empty whole counts as nothing reached."""

    part: float = 0
    whole: float = 0

    def __add__(self, other: Share) -> Share:
        return Share(part=self.part + other.part, whole=self.whole + other.whole)

    def __float__(self) -> float:
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, kw_only=True)
class Score:
    """What one digest, or several together, reached; recalls are weighted by the gold's importance."""

    point_recall: Share = Share()
    point_precision: Share = Share()
    dispute_recall: Share = Share()
    dispute_precision: Share = Share()
    verbatim: Share = Share()
    leaks: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            point_recall=self.point_recall + other.point_recall,
            point_precision=self.point_precision + other.point_precision,
            dispute_recall=self.dispute_recall + other.dispute_recall,
            dispute_precision=self.dispute_precision + other.dispute_precision,
            verbatim=self.verbatim + other.verbatim,
            leaks=self.leaks + other.leaks,
        )


class Corpus:
    """One gold cluster: its articles by address, and where each sentence lies in them."""

    def __init__(self, path: Path) -> None:
        """path: NAME.json; NAME.gold.json is read from beside it."""
        articles = json.loads(path.read_text(encoding="utf-8"))["articles"]
        self.gold: dict[str, Any] = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        self.addresses: dict[str, str] = {article["url"]: article["id"] for article in articles}
        self._texts: dict[str, str] = {article["id"]: _flat(article["text"]) for article in articles}
        self._spans = {
            article["id"]: _spans(_flat(article["text"]), article["sentences"]) for article in articles
        }

    def sentence(self, article: str, number: int) -> str:
        """A sentence by its article's id and its number, white space flattened."""
        first, last = self._spans[article][number]
        return self._texts[article][first:last]

    def cited(self, url: str, quote: str) -> Cited | None:
        """The sentences that a quote stands in; None where it does not stand in the article at all."""
        article, quote = self.addresses.get(url, ""), _flat(quote)
        text = self._texts.get(article, "")
        if not quote or quote not in text:
            return None
        found: set[Sentence] = set()
        start = text.find(quote)
        while start >= 0:
            end = start + len(quote)
            for number, (first, last) in enumerate(self._spans[article]):
                shared = min(last, end) - max(first, start)
                if shared > 0 and 2 * shared >= min(last - first, len(quote)):
                    found.add((article, number))
            start = text.find(quote, end)
        return frozenset(found)


def score(corpus: Corpus, digest: dict[str, Any]) -> Score:
    """The score of one digest, given as `briefings digest --json` gives it."""
    gold = corpus.gold
    furniture = _marked(gold["boilerplate"])
    quotes = [corpus.cited(item["url"], item["quote"]) for item in _all_evidence(digest)]
    lines = [_union(corpus, p["evidence"]) for p in digest["points"] if p["status"] == "consensus"]
    points = [(p["importance"], _marked(p["evidence"])) for p in gold["points"]]
    disputes = [(d["importance"], [_marked(s["evidence"]) for s in d["sides"]]) for d in gold["disputes"]]
    found = [[_union(corpus, s["evidence"]) for s in d["sides"]] for d in digest["disputes"]]
    stated, right = _pair(points, lines, _states)
    told, apart = _pair(disputes, found, _sets_apart)
    return Score(
        point_recall=Share(part=stated, whole=sum(weight for weight, _ in points)),
        point_precision=Share(part=right, whole=len(lines)),
        dispute_recall=Share(part=told, whole=sum(weight for weight, _ in disputes)),
        dispute_precision=Share(part=apart, whole=len(found)),
        verbatim=Share(part=sum(quote is not None for quote in quotes), whole=len(quotes)),
        leaks=sum(bool(quote and quote & furniture) for quote in quotes),
    )


def fingerprint(paths: Sequence[Path]) -> str:
    """One short hash over the names and bytes of files, whatever folder they lie in."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: (path.parent.name, path.name)):
        digest.update(f"{path.parent.name}/{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _spans(text: str, sentences: Sequence[str]) -> list[tuple[int, int]]:
    """Where each sentence lies in the text; raises ValueError for one that is not there, in order."""
    spans, at = [], 0
    for sentence in map(_flat, sentences):
        start = text.index(sentence, at)
        at = start + len(sentence)
        spans.append((start, at))
    return spans


def _marked(evidence: Sequence[dict[str, Any]]) -> Cited:
    return frozenset((item["article"], item["sentence"]) for item in evidence)


def _union(corpus: Corpus, evidence: Sequence[dict[str, Any]]) -> Cited:
    return frozenset().union(*(corpus.cited(item["url"], item["quote"]) or () for item in evidence))


def _all_evidence(digest: dict[str, Any]) -> list[dict[str, Any]]:
    holders = [*digest["points"], *(side for dispute in digest["disputes"] for side in dispute["sides"])]
    return [item for holder in holders for item in holder["evidence"]]


def _states(line: Cited, point: Cited) -> bool:
    shared = line & point
    return 2 * len(shared) >= len(line) and len({article for article, _ in shared}) >= 2


def _sets_apart(sides: Sequence[Cited], wanted: Sequence[Cited]) -> bool:
    """Whether two sides lie on two different wanted ones."""
    lies_on = [
        {n for n, want in enumerate(wanted) if side & want and 2 * len(side & want) >= len(side)}
        for side in sides
    ]
    return any(
        a != b
        for n, first in enumerate(lies_on)
        for second in lies_on[n + 1 :]
        for a in first
        for b in second
    )


def _pair(
    wanted: Sequence[tuple[int, Wanted]], found: Sequence[Found], fits: Callable[[Found, Wanted], bool]
) -> tuple[int, int]:
    """Pair wanted with found one to one, weightiest first: (weight paired, number paired)."""
    choices = [[n for n, item in enumerate(found) if fits(item, want)] for _, want in wanted]
    holder: dict[int, int] = {}

    def seat(want: int, tried: set[int]) -> bool:
        for choice in choices[want]:
            if choice in tried:
                continue
            tried.add(choice)
            if choice not in holder or seat(holder[choice], tried):
                holder[choice] = want
                return True
        return False

    for want in sorted(range(len(wanted)), key=lambda want: -wanted[want][0]):
        seat(want, set())
    return sum(wanted[want][0] for want in holder.values()), len(holder)

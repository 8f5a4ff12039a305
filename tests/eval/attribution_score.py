"""Score attributions against the hand-marked articles of ../shared/attribution (PolNeAR).

    python -m tests.eval.attribution_score [--split dev] [--limit N] [--misses]

The measure: a found attribution matches a marked one where their contents share at least half of the
longer one, in characters; one to one, the larger overlaps first. All marked attributions that have a source
and a content count; of an article marked by several people, the one that agrees best counts. A source is
right where its span overlaps the marked one. Found attributions without a source are left out.
The text is read here and never copied; without ../shared there is nothing to score.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefings.model import Attribution, Span

SHARED = Path(__file__).resolve().parents[3] / "shared" / "attribution"


@dataclass(frozen=True, kw_only=True)
class Marked:
    """One attribution as marked by hand: content, source and cue, each in one or more pieces."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MarkedArticle:
    """An article's text with one list of attributions for each person who marked it."""

    name: str
    text: str
    readings: tuple[tuple[Marked, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Score:
    """Counts over articles; precision, recall and F of contents, and how many matched sources are right."""

    found: int = 0
    marked: int = 0
    matched: int = 0
    sources: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            found=self.found + other.found,
            marked=self.marked + other.marked,
            matched=self.matched + other.matched,
            sources=self.sources + other.sources,
        )

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.marked if self.marked else 0.0

    @property
    def f(self) -> float:
        return 2 * self.matched / (self.found + self.marked) if self.found + self.marked else 0.0

    @property
    def source_accuracy(self) -> float:
        return self.sources / self.matched if self.matched else 0.0

    def line(self) -> str:
        return (
            f"content P {self.precision:.3f} R {self.recall:.3f} F {self.f:.3f}  "
            f"source {self.source_accuracy:.3f}  (found {self.found}, marked {self.marked})"
        )


def articles(split: str, root: Path = SHARED) -> Iterator[MarkedArticle]:
    """The articles of `split` ("train" or "dev"), by name; nothing where the folder is absent."""
    folder = root / split
    for path in sorted((folder / "text").glob("*.txt")):
        marked = sorted(
            one
            for one in (folder / "attributions").iterdir()
            if one.name.startswith(path.stem + "_") and "_" not in one.name[len(path.stem) + 1 :]
        )
        yield MarkedArticle(
            name=path.stem,
            text=path.read_bytes().decode("utf-8"),
            readings=tuple(tuple(_marked(one.read_text(encoding="utf-8"))) for one in marked),
        )


def _marked(standoff: str) -> Iterator[Marked]:
    rows = [line.partition("\t")[::2] for line in standoff.split("\n")]
    spans: dict[str, tuple[Span, ...]] = {}
    for key, rest in rows:
        if key.startswith("T"):
            places = rest.partition("\t")[0].partition(" ")[2]
            spans[key] = tuple(_span(place) for place in places.split(";"))
    for key, rest in rows:
        if key.startswith("E"):
            parts = [part.split(":") for part in rest.split()]
            by_role = {
                role: tuple(span for name, ref in parts if name.startswith(role) for span in spans[ref])
                for role in ("Content", "Source", "Cue")
            }
            if by_role["Content"] and by_role["Source"]:
                yield Marked(content=by_role["Content"], source=by_role["Source"], cue=by_role["Cue"])


def _span(place: str) -> Span:
    start, end = place.split()
    return Span(start=int(start), end=int(end))


def covered(spans: Iterable[Span]) -> frozenset[int]:
    """The characters in `spans`."""
    return frozenset(at for span in spans for at in range(span.start, span.end))


def matches(found: Sequence[Attribution], marked: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pairs (index found, index marked) whose contents match, one to one."""
    ours = [covered(one.content) for one in found]
    theirs = [covered(one.content) for one in marked]
    pairs = []
    for i, mine in enumerate(ours):
        for j, gold in enumerate(theirs):
            shared = len(mine & gold)
            if shared and 2 * shared >= max(len(mine), len(gold)):
                right = bool(covered(_source(found[i])) & covered(marked[j].source))
                pairs.append((shared / max(len(mine), len(gold)), right, i, j))
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    chosen = []
    for _, _, i, j in sorted(pairs, reverse=True):
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            chosen.append((i, j))
    return chosen


def _source(attribution: Attribution) -> tuple[Span, ...]:
    return () if attribution.source is None else (attribution.source,)


def score_article(found: Sequence[Attribution], article: MarkedArticle) -> Score:
    """The score of one article, against whichever of its readings agrees best."""
    sourced = [one for one in found if one.source is not None]
    scores = [_score(sourced, reading) for reading in article.readings]
    return max(scores, key=lambda one: one.f, default=Score(found=len(sourced)))


def _score(found: Sequence[Attribution], marked: Sequence[Marked]) -> Score:
    pairs = matches(found, marked)
    right = sum(bool(covered(_source(found[i])) & covered(marked[j].source)) for i, j in pairs)
    return Score(found=len(found), marked=len(marked), matched=len(pairs), sources=right)


def evaluate(find: Callable[[str], Sequence[Attribution]], split: str, limit: int | None = None) -> Score:
    """The score of `find` (text to attributions) over the first `limit` articles of `split`."""
    total = Score()
    for number, article in enumerate(articles(split)):
        if limit is not None and number >= limit:
            break
        total += score_article(find(article.text), article)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--split", default="dev", choices=("dev", "train"))
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"{SHARED} is absent: nothing to score")
        return

    from briefings.extract.attribution import find_attributions
    from briefings.language import load

    nlp = load()
    print(evaluate(lambda text: find_attributions(nlp(text)), options.split, options.limit).line())


if __name__ == "__main__":
    main()

"""Flags that an admin agreed with, as cases for measuring: an error that was found is looked for ever after.

    NAME.json        the reports behind a digest, with their sentences numbered
    NAME.gold.json   what a digest of them should say: `points`, `disputes`, and the `flags`

The form is that of hand-made gold, where `evidence` names sentences by report and number. What nobody flagged
is taken over from the digest and marked `"unchecked": true`: it is the digest's own word until an editor has
read it. A line that was flagged is left out, or left without the passage that was meant.

Pure functions of stored records.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.records.flags import Flag, FlagKind
from briefings.model import Article, Digest, Dispute, Evidence, Material, Point, Status, Topic

Json = dict[str, Any]

IMPORTANCE = 2  # between a nicety (1) and a must (3): nobody has said
MIDNIGHT = (1980, 1, 1, 0, 0, 0)  # date of every file in an archive: the same flags give the same bytes


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case. name: of its files, without ending; articles, gold: what they hold."""

    name: str
    articles: Json
    gold: Json

    def files(self) -> Iterable[tuple[str, bytes]]:
        """Name and content of both files."""
        for ending, content in ((".json", self.articles), (".gold.json", self.gold)):
            yield self.name + ending, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def archive(cases: Iterable[Case]) -> bytes:
    """All cases in one zip file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for name, content in (file for case in cases for file in case.files()):
            files.writestr(zipfile.ZipInfo(name, MIDNIGHT), content)
    return packed.getvalue()


def cited(digest: Digest | None, flags: Sequence[Flag]) -> tuple[int, ...]:
    """Ids of the reports that a case needs: those behind the digest, or behind the lines where it is gone."""
    items: list[Point | Dispute] = [flag.item for flag in flags]
    if digest is not None:
        items += [*digest.points, *digest.disputes]
    return tuple(dict.fromkeys(each.article for item in items for each in evidence_of(item)))


def evidence_of(item: Point | Dispute) -> tuple[Evidence, ...]:
    """All passages behind a line."""
    if isinstance(item, Point):
        return item.evidence
    return tuple(each for side in item.sides for each in side.evidence)


def case_of(digest: Digest | None, topic: Topic, flags: Sequence[Flag], material: Material) -> Case:
    """The case of one digest's flags. digest: None where it is gone; material: the reports of `cited`."""
    name = _slug(topic.name, flags[0])
    sentences = {a.id: _Sentences(a, material) for a in material.articles}
    off = {flag.article for flag in flags if flag.kind is FlagKind.OFF_TOPIC}
    kept = {number: found for number, found in sentences.items() if number not in off}
    points = digest.points if digest else ()
    disputes = digest.disputes if digest else ()
    gold = {
        "cluster": name,
        "topic": topic.name,
        "keywords": list(topic.keywords),
        "points": _points(points, [f for f in flags if isinstance(f.item, Point)], kept),
        "disputes": _disputes(disputes, [f for f in flags if isinstance(f.item, Dispute)], kept),
        "single": [],
        "boilerplate": [],
        "questions": [],
        "flags": [_flag(flag, sentences) for flag in flags],
    }
    articles = [sentences[article.id].record() for article in material.articles]
    return Case(name=name, articles={"cluster": name, "articles": articles}, gold=gold)


class _Sentences:
    """The sentences of one report, and which of them a quotation covers."""

    def __init__(self, article: Article, material: Material) -> None:
        self.article = article
        self.spans = [passage.span for passage in material.readings[article.id].passages]

    def numbers(self, quote: str) -> list[int]:
        """Numbers of the sentences that a quotation covers by half of either; none where the report's text
        has changed since."""
        start = self.article.text.find(quote) if quote else -1
        end = start + len(quote)
        return [
            number
            for number, span in enumerate(self.spans)
            if start >= 0
            and 2 * (min(span.end, end) - max(span.start, start))
            >= min(span.end - span.start, end - start)
            > 0
        ]

    def record(self) -> Json:
        """The report as a case holds it."""
        article = self.article
        return {
            "id": _id(article.id),
            "source": article.outlet,
            "title": article.title,
            "url": article.url,
            "published": article.published.date().isoformat() if article.published else "",
            "text": article.text,
            "sentences": [span.of(article.text) for span in self.spans],
        }


def _points(points: Sequence[Point], flags: Sequence[Flag], kept: Mapping[int, _Sentences]) -> list[Json]:
    """Agreed points that stand: not flagged, or flagged in one report and stated by two others."""
    found: list[Json] = []
    for place, point in enumerate(points):
        meant = {flag.article for flag in flags if flag.line == place and flag.kind is not FlagKind.OFF_TOPIC}
        evidence = _references([e for e in point.evidence if e.article not in meant], kept)
        stands = 0 not in meant and len({each["article"] for each in evidence}) > 1
        if stands and point.status is Status.CONSENSUS:
            found.append(
                {
                    "id": f"p{len(found) + 1}",
                    "statement": point.text,
                    "importance": IMPORTANCE,
                    "unchecked": True,
                    "evidence": evidence,
                }
            )
    return found


def _disputes(
    disputes: Sequence[Dispute], flags: Sequence[Flag], kept: Mapping[int, _Sentences]
) -> list[Json]:
    """Disputes of which two sides stand."""
    found: list[Json] = []
    for place, dispute in enumerate(disputes):
        meant = {flag.article for flag in flags if flag.line == place and flag.kind is not FlagKind.OFF_TOPIC}
        sides = [
            {"claim": side.claim, "value": side.value, "evidence": evidence}
            for side in dispute.sides
            if (evidence := _references([e for e in side.evidence if e.article not in meant], kept))
        ]
        if 0 not in meant and len(sides) > 1:
            found.append(
                {
                    "id": f"d{len(found) + 1}",
                    "question": dispute.question,
                    "kind": dispute.kind.value,
                    "importance": IMPORTANCE,
                    "unchecked": True,
                    **({"update": True} if dispute.update else {}),
                    "sides": sides,
                }
            )
    return found


def _flag(flag: Flag, sentences: Mapping[int, _Sentences]) -> Json:
    """What was said to be wrong, with its evidence, and nothing of who said it."""
    item = flag.item
    return {
        "kind": flag.kind.value,
        "line": item.text if isinstance(item, Point) else item.question,
        "dispute": isinstance(item, Dispute),
        "article": _id(flag.article) if flag.article else None,
        "evidence": _references(evidence_of(item), sentences),
        "made": flag.made.date().isoformat(),
    }


def _references(evidence: Iterable[Evidence], sentences: Mapping[int, _Sentences]) -> list[Json]:
    """Passages as report and sentence, each once."""
    found: dict[tuple[str, int], Json] = {}
    for each in evidence:
        for number in sentences[each.article].numbers(each.quote) if each.article in sentences else ():
            origin = "own" if each.origin == each.outlet else each.origin
            reference = {"article": _id(each.article), "sentence": number, "origin": origin}
            found.setdefault((_id(each.article), number), reference)
    return list(found.values())


def _id(article: int) -> str:
    return f"a{article}"


def _slug(topic: str, flag: Flag) -> str:
    """ "us-ukraine-air-defense-412": a name for files, of letters and digits alone."""
    plain = unicodedata.normalize("NFKD", topic).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return f"{words or 'topic'}-{flag.digest}"

"""A topic as a file for other programs: JSON, a table of its claims, Markdown, a list of its feeds.

What comes from outside is made harmless for the program that opens it: cells that a spreadsheet would take
for a formula begin with an apostrophe, Markdown's own marks are escaped, file names hold letters, digits and
hyphens only. Texts of articles are not copied out whole: claims and passages, with the address they are from.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from briefings import __version__
from briefings.developments import Exported, Timeline
from briefings.digest.as_json import digest_json
from briefings.digest.render import clean
from briefings.following import Feed
from briefings.model import Article, Claim, Digest, Dispute, Evidence, Material, Point, Topic
from briefings.reading.opml import write_opml

EXPORT_SCHEMA = "briefings.export/1"
FORMS = ("json", "csv", "markdown", "opml")

LONGEST_NAME = 60
"""Characters of a topic's name in a file name: every file system takes that many, with date and ending."""

COLUMNS = (
    "claim",
    "text",
    "outlet",
    "published",
    "credited",
    "origins",
    "figures",
    "days",
    "names",
    "polarity",
    "certainty",
    "title",
    "url",
    "article",
)

_FORMULA = re.compile(r"^[\s\x00-\x1f]*[=+\-@\t\r]")
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")
_LINE_MARK = re.compile(r"^(\s*)([-+=>]|\d+[.)])")


def file_name(topic: str, now: datetime, ending: str) -> str:
    """A name for a topic's file that is safe everywhere: "us-ukraine-air-defense-2025-07-05.csv"."""
    plain = unicodedata.normalize("NFKD", topic).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].strip("-")
    return f"{words or 'topic'}-{now:%Y-%m-%d}.{ending}"


def as_json(topic: Topic, material: Material, digest: Digest, timeline: Timeline, now: datetime) -> Exported:
    """Everything that is known of a topic: its reports, claims, last digest and timeline."""
    from briefings.changes.as_json import timeline_json

    record = {
        "schema": EXPORT_SCHEMA,
        "made": now.isoformat(timespec="seconds"),
        "by": f"briefings {__version__}",
        "topic": {"name": topic.name, "keywords": list(topic.keywords), "exclude": list(topic.exclude)},
        "articles": [_article(article) for article in material.articles],
        "claims": [_claim(article, claim) for article, claim in _claims(material)],
        "digest": digest_json(digest),
        "timeline": timeline_json(timeline),
    }
    written = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    return Exported(
        name=file_name(topic.name, now, "json"), content=written.encode(), media="application/json"
    )


def claims_csv(topic: Topic, material: Material, now: datetime) -> Exported:
    """A row for each claim, in UTF-8 with the mark that spreadsheets know it by."""
    sheet = io.StringIO(newline="")
    table = csv.writer(sheet)
    table.writerow(COLUMNS)
    for article, claim in _claims(material):
        record = _claim(article, claim)
        table.writerow([guarded(_cell(record[column])) for column in COLUMNS])
    content = sheet.getvalue().encode("utf-8-sig", "replace")
    return Exported(name=file_name(topic.name, now, "csv"), content=content, media="text/csv")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that looks like it begins with an apostrophe."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else " ".join(clean(str(value)).split())


def _claims(material: Material) -> Iterator[tuple[Article, Claim]]:
    for article in material.articles:
        for claim in material.readings[article.id].claims:
            yield article, claim


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.isoformat(timespec="seconds") if article.published else None,
        "day_only": article.day_only,
        "byline": article.byline,
        "credit": article.credit,
    }


def _claim(article: Article, claim: Claim) -> dict[str, Any]:
    text = article.text
    days = [(d.first, d.last) for d in claim.dates]
    return {
        "claim": claim.id,
        "text": claim.span.of(text),
        "outlet": article.outlet,
        "published": article.published.isoformat(timespec="seconds") if article.published else None,
        "credited": claim.attribution.source_name if claim.attribution else "",
        "origins": list(claim.origins),
        "figures": [q.span.of(text) for q in claim.quantities],
        "days": [f"{a}" if a == b else f"{a}/{b}" for a, b in days],
        "names": list(dict.fromkeys(n.text for n in claim.names)),
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "title": article.title,
        "url": article.url,
        "article": article.id,
    }


def markdown(topic: Topic, digest: Digest, timeline: Timeline, now: datetime) -> Exported:
    """The last digest and the timeline, every line with the passages that it rests on."""
    parts = [
        f"# {escaped(topic.name)}",
        f"{digest.articles} reports, {digest.outlets} outlets, {digest.origins} origins. "
        f"Digest of {digest.built:%-d %B %Y, %H:%M} UTC.",
        *_section("Points", (_point(point) for point in digest.points)),
        *_section("Disputes", (_dispute(dispute) for dispute in digest.disputes)),
        *_section("Timeline", (_event(f"{e.first:%Y-%m-%d}", e.text, e.evidence) for e in timeline.events)),
    ]
    written = "\n\n".join(parts) + "\n"
    return Exported(
        name=file_name(topic.name, now, "md"),
        content=written.encode("utf-8", "replace"),
        media="text/markdown",
    )


def _section(title: str, entries: Iterable[str]) -> list[str]:
    held = list(entries)
    return [f"## {title}", *held] if held else []


def _point(point: Point) -> str:
    stands = f"{point.outlets} outlets, {point.origins} origins" if point.outlets > 1 else "one outlet"
    return f"### {escaped(point.text)}\n\n*{stands}*\n\n{_passages(point.evidence)}"


def _dispute(dispute: Dispute) -> str:
    sides = (
        f"**{escaped(side.value or side.claim)}**\n\n{_passages(side.evidence)}" for side in dispute.sides
    )
    return f"### {escaped(dispute.question)}\n\n" + "\n\n".join(sides)


def _event(day: str, text: str, evidence: Sequence[Evidence]) -> str:
    return f"- **{day}** {escaped(text)} ({', '.join(dict.fromkeys(map(_link, evidence)))})"


def _passages(evidence: Sequence[Evidence]) -> str:
    return "\n".join(f"- {_link(e)}: {escaped(e.quote)}" for e in evidence)


def _link(item: Evidence) -> str:
    name = escaped(item.outlet or "an unnamed outlet")
    safe = re.fullmatch(r"https?://[^\s<>()\[\]\\\"'`]+", item.url)
    return f"[{name}]({item.url})" if safe else name


def escaped(text: str) -> str:
    """Text as Markdown shows it, on one line."""
    plain = " ".join(clean(text).split())
    return _LINE_MARK.sub(r"\1\\\2", _MARKS.sub(r"\\\1", plain).replace("&", "&amp;"))


def opml(topic: Topic, feeds: Sequence[Feed], now: datetime) -> Exported:
    """The feeds that a topic's reports come from, as other readers take them in."""
    written = write_opml(((f.url, f.title, f.site) for f in feeds), now=now)
    return Exported(
        name=file_name(topic.name, now, "opml"),
        content=written.encode("utf-8", "replace"),
        media="text/x-opml",
    )

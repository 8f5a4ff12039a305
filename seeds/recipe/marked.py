"""Events of the archive that we marked by hand; `marks.jsonl` beside this file holds them: numbers, no text.

A line is an event: addresses of its articles in the archive, and by sentence (place of the article, number of
the sentence as `briefings.sentences` cuts it) what states one point, what stands on which side of a dispute,
and what is furniture. Marked by the rules of ../shared/newsroom/GUIDE.md: 216 events, 96 of three outlets or
more.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefings.sentences import sentence_spans

MARKS = Path(__file__).with_name("marks.jsonl")

LEAST_ARTICLES = 3
"""Events of two articles have points of their own kind, each of two sentences: they are not fitted on."""

Record = dict[str, Any]


def marked_events(archive: Path) -> Iterator[tuple[str, Record, Record]]:
    """Name, articles and gold of each event of `LEAST_ARTICLES` or more, in the form of the marked clusters.

    archive: the .jsonl.gz that the addresses are of. KeyError where it lacks one of them.
    """
    events = [json.loads(line) for line in MARKS.read_text("utf-8").splitlines()]
    events = [event for event in events if len(event["articles"]) >= LEAST_ARTICLES]
    wanted = {address for event in events for address in event["articles"]}
    found: dict[str, Record] = {}
    with gzip.open(archive, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["url"] in wanted:
                found.setdefault(record["url"], record)
    for event in events:
        articles = [_article(found[address]) for address in event["articles"]]
        yield event["event"], {"articles": articles}, _gold(event, [a["id"] for a in articles])


def _article(record: Record) -> Record:
    text = record["text"]
    return {
        "id": record["url"],
        "url": record["url"],
        "title": record["title"],
        "source": record["outlet"],
        "published": record["published"][:10],
        "text": text,
        "sentences": [text[start:end] for start, end in sentence_spans(text)],
    }


def _gold(event: Record, names: list[str]) -> Record:
    def evidence(places: list[list[int]]) -> list[Record]:
        return [{"article": names[article], "sentence": sentence} for article, sentence in places]

    return {
        "points": [
            {"importance": importance, "evidence": evidence(places)} for importance, places in event["points"]
        ],
        "disputes": [
            {"importance": importance, "kind": kind, "sides": [{"evidence": evidence(s)} for s in sides]}
            for importance, kind, sides in event["disputes"]
        ],
    }

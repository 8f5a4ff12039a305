"""Real articles of every kind go in whole, and what was read of them holds."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

from briefings import pipeline
from briefings.extract.reader import Reader
from briefings.model import PassageKind
from briefings.reading.records import read_record
from briefings.store import Store
from tests.newsdesk import NOW

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.meaning import Meaning

# Every so many-th of 8,000 articles: outlets and years all through the archive, in a few seconds.
STRIDE = 400


def test_articles_of_all_kinds_are_read_and_verify(
    shared: Path, store: Store, nlp: Language, meaning: Meaning
) -> None:
    with gzip.open(shared / "newsroom" / "archive.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for number, line in enumerate(lines) if number % STRIDE == 0]
    articles = [read_record(record, name="archive.jsonl", now=NOW)[0] for record in records]
    done = pipeline.ingest(store, articles, lambda: Reader(nlp, meaning), NOW)
    assert done.new == len(articles)
    assert store.verify() == ()
    for reading in store.material_of(range(1, done.new + 1)).readings.values():
        body = {p.number for p in reading.passages if p.kind is PassageKind.BODY}
        assert {claim.passage for claim in reading.claims} <= body

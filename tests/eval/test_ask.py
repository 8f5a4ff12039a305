"""Answers do not fall below what they once reached, on events that the coefficients were fitted on.

The floors stand a little under what was measured; when one is passed by far, raise it, and lower one only on
purpose. What events left out of the fit reach is in docs/asking.md, from ``tests/eval/fit_ask.py``.

    python -m tests.eval.test_ask NEWSROOM     the archive's questions, with every answer to read
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefings.ask import answer
from briefings.extract.reader import Reader
from briefings.model import Answer, Article, Material, Topic
from tests.eval.fit_ask import OWN, material_of

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.meaning import Meaning

ARCHIVE_QUESTIONS = Path(__file__).with_name("ask_archive.json")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
#: Two events of the newsroom, read whole: the suite's time does not allow for all nine.
EVENTS = ("snowden-asylum-offers", "thai-cave-rescue")
#: Reached on 21 November 2026: 31 of 36 answerable questions hit, 18 of 20 others declined.
HIT_FLOOR, ABSTAIN_FLOOR = 0.8, 0.8
#: Articles of a topic of the archive that are read.
MOST_READ = 10


def squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def hits(found: Answer, wanted: list[tuple[str, str]]) -> bool:
    """Whether one of the first three passages lies on a wanted sentence."""
    cited = [(evidence.url, squeezed(evidence.quote)) for evidence in found.passages[:3]]
    return any(
        url == at and (quote in right or right in quote) for url, quote in cited for at, right in wanted
    )


def test_answers_hold_their_floors_on_two_events(shared: Path, nlp: Language, meaning: Meaning) -> None:
    """Of answerable questions enough cite a right sentence among three; of others enough are declined."""
    folder = shared / "newsroom" / "clusters"
    if not folder.is_dir():
        pytest.skip(f"needs {folder}")
    reader = Reader(nlp, meaning)
    right: list[bool] = []
    refused: list[bool] = []
    for event in EVENTS:
        records = json.loads((folder / f"{event}.json").read_text())["articles"]
        gold = json.loads((folder / f"{event}.gold.json").read_text())
        material = material_of(records, reader)
        sentences = {record["id"]: (record["url"], record["sentences"]) for record in records}
        for item in gold["questions"] + json.loads(OWN.read_text())[event]:
            found = answer(item["q"], Topic(name=event), material, now=NOW, meaning=meaning)
            wanted = [
                (url, squeezed(texts[e["sentence"]]))
                for e in item["evidence"]
                for url, texts in (sentences[e["article"]],)
            ]
            (right if item["answerable"] else refused).append(
                hits(found, wanted) if item["answerable"] else not found.answered
            )
    assert sum(right) / len(right) >= HIT_FLOOR
    assert sum(refused) / len(refused) >= ABSTAIN_FLOOR


def archive_material(archive: Path, words: list[str], month: str, reader: Reader) -> Material:
    """The first articles of a month that hold all words, and any of them four times or more."""
    chosen: list[dict[str, str]] = []
    with gzip.open(archive, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            text = record["text"]
            enough = all(word in text for word in words) and sum(map(text.count, words)) >= 4
            if enough and (record["published"] or "").startswith(month) and len(chosen) < MOST_READ:
                chosen.append(record)
    articles = tuple(
        Article(id=n, url=r["url"], title=r["title"], outlet=r["outlet"], text=r["text"])
        for n, r in enumerate(chosen, 1)
    )
    readings = {a.id: r for a, r in zip(articles, reader.read_all(articles), strict=True)}
    return Material(articles=articles, readings=readings)


def main(newsroom: Path) -> None:
    """Asks the archive's questions and prints every answer, then the two shares."""
    from briefings.language import load, shipped_folder
    from briefings.meaning import Meaning

    nlp, meaning = load(), Meaning.load(shipped_folder())
    reader = Reader(nlp, meaning)
    told = json.loads(ARCHIVE_QUESTIONS.read_text())
    right: list[bool] = []
    refused: list[bool] = []
    for name, topic in told["topics"].items():
        material = archive_material(newsroom / "archive.jsonl.gz", topic["words"], topic["month"], reader)
        for about, question, expects in told["questions"]:
            if about != name:
                continue
            found = answer(question, Topic(name=name), material, now=NOW, meaning=meaning)
            quotes = [evidence.quote for evidence in found.passages[:3]]
            good = any(re.search(expects, q) for q in quotes) if expects else not found.answered
            (right if expects else refused).append(good)
            print("ok " if good else "BAD", question, "|", found.text)
    print(f"hit {sum(right)}/{len(right)}, abstain {sum(refused)}/{len(refused)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

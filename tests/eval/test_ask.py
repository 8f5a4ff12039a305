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
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefings.ask import answer
from briefings.extract.reader import Reader
from briefings.model import Answer, Article, Material, Topic
from briefings.reading.records import read_record
from tests.eval.fit_ask import OWN, material_of

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.meaning import Meaning

UNSEEN = Path(__file__).with_name("ask_unseen.json")
#: Topics of these that the suite reads; all six take half a minute.
UNSEEN_TOPICS = ("Navy Yard shooting", "Jussie Smollett")
#: Reached on 21 November 2026: 13 of 13 hit and 7 of 7 declined. Answers of 40 and 20 are read by hand.
UNSEEN_HIT_FLOOR, UNSEEN_ABSTAIN_FLOOR = 0.84, 0.85
ARCHIVE_QUESTIONS = Path(__file__).with_name("ask_archive.json")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
#: Two events of the newsroom, read whole: the suite's time does not allow for all nine.
EVENTS = ("snowden-asylum-offers", "thai-cave-rescue")
#: Reached on 21 November 2026: 30 of 36 answerable questions hit, 19 of 20 others declined.
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


def unseen_material(archive: Path, addresses: list[str], reader: Reader) -> Material:
    """The articles of the archive with these addresses, read."""
    records: dict[str, dict[str, str]] = {}
    with gzip.open(archive, "rt", encoding="utf-8") as lines:
        for line in lines:
            if any(address in line[:600] for address in addresses):
                record = json.loads(line)
                records[record["url"]] = record
    articles = tuple(
        replace(read_record(records[address], name=archive.name, now=NOW)[0], id=number)
        for number, address in enumerate(addresses, 1)
    )
    readings = {a.id: r for a, r in zip(articles, reader.read_all(articles), strict=True)}
    return Material(articles=articles, readings=readings)


def unseen_outcomes(
    archive: Path, topics: Sequence[str], reader: Reader, meaning: Meaning
) -> Iterator[tuple[str, str | None, Answer, bool]]:
    """Each question of our own over these topics: what it expects, its answer, and whether that is right."""
    told = json.loads(UNSEEN.read_text())
    for topic in topics:
        material = unseen_material(archive, told["topics"][topic], reader)
        for about, question, expects in told["questions"]:
            if about == topic:
                found = answer(question, Topic(name=topic), material, now=NOW, meaning=meaning)
                cited = [evidence.quote for evidence in found.passages[:3]]
                right = any(re.search(expects, q) for q in cited) if expects else not found.answered
                yield question, expects, found, right


def test_questions_over_the_archive_hold_their_floors(shared: Path, nlp: Language, meaning: Meaning) -> None:
    """Of the questions written before any was asked enough are answered, of the others enough declined."""
    archive = shared / "newsroom" / "archive.jsonl.gz"
    if not archive.exists():
        pytest.skip(f"needs {archive}")
    outcomes = list(unseen_outcomes(archive, UNSEEN_TOPICS, Reader(nlp, meaning), meaning))
    hit = [right for _, expects, _, right in outcomes if expects]
    declined = [right for _, expects, _, right in outcomes if not expects]
    assert sum(hit) / len(hit) >= UNSEEN_HIT_FLOOR
    assert sum(declined) / len(declined) >= UNSEEN_ABSTAIN_FLOOR


def test_a_third_of_our_own_questions_have_no_answer() -> None:
    """Sixty questions, twenty that the articles do not answer, and no words of an article beside them."""
    told = json.loads(UNSEEN.read_text())
    expected = [expects for _, _, expects in told["questions"]]
    assert (len(expected), expected.count(None)) == (60, 20)
    assert {about for about, _, _ in told["questions"]} == set(told["topics"])
    assert max(len(expects) for expects in expected if expects) < 120


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
    unseen = list(unseen_outcomes(newsroom / "archive.jsonl.gz", list(_unseen_topics()), reader, meaning))
    for question, _, found, good in unseen:
        print("ok " if good else "BAD", question, "|", found.text)
    answered = [good for _, expects, _, good in unseen if expects]
    print(f"hit {sum(answered)}/{len(answered)}, abstain", sum(good for _, e, _, good in unseen if not e))


def _unseen_topics() -> Iterator[str]:
    yield from json.loads(UNSEEN.read_text())["topics"]


if __name__ == "__main__":
    main(Path(sys.argv[1]))

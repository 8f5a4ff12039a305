"""Runs of days: invented reports day by day (seeds/runs), and what an editor would mark as new on each."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import seeds
from briefings import pipeline, retrospect
from briefings.developments import Change, ChangeKind, News
from briefings.model import Topic
from briefings.store import Store
from tests.eval.scoring import fingerprint

if TYPE_CHECKING:
    from briefings.tools import Reads

GOLD = Path(__file__).parent
FIRST_EVENING = datetime(2026, 4, 6, 22, 0, tzinfo=UTC)
TOLD = (ChangeKind.NEW, ChangeKind.REVISED, ChangeKind.DISPUTED)


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run that was read day by day. news: what was new each evening since the one before, by day from 2."""

    path: Path
    topic: Topic
    gold: dict[str, Any]
    news: dict[int, News]


@dataclass(kw_only=True)
class RunScore:
    """Lines and facts of a run: right new lines of all, and facts that were told on their day of all."""

    right: int = 0
    lines: int = 0
    told: int = 0
    facts: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the new lines that are new."""
        return self.right / self.lines

    @property
    def recall(self) -> float:
        """Share of the facts that are told on the day on which they are first reported."""
        return self.told / self.facts


def read_run(name: str, reader: Reads, folder: Path) -> Run:
    """Read a run into a database of its own, a digest every evening."""
    gold = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    news: dict[int, News] = {}
    with Store.open(folder / f"{name}.db") as store:
        topic = store.add_topic(Topic(name=gold["topic"]["name"], keywords=tuple(gold["topic"]["keywords"])))
        seen = 0
        for day in range(1, gold["days"] + 1):
            evening = FIRST_EVENING.replace(day=FIRST_EVENING.day + day - 1)
            items = pipeline.items_of([str(report_file(name, day))], evening)
            dated = [replace(item, fetched=evening) for item in items]  # type: ignore[type-var]
            pipeline.ingest(store, dated, lambda: reader, evening)
            if day > 1:
                news[day] = retrospect.new(store, topic, evening, seen)
            seen = pipeline.digest(store, topic, evening).id
        return Run(path=store.path, topic=topic, gold=gold, news=news)


def report_file(name: str, day: int) -> Path:
    """The reports of one day."""
    return Path(str(seeds._root())) / "runs" / name / f"day-{day}.jsonl"


def run_fingerprint(name: str) -> str:
    """The fingerprint of a run's reports and gold as they are."""
    gold = GOLD / f"{name}.json"
    days = json.loads(gold.read_text(encoding="utf-8"))["days"]
    return fingerprint([*(report_file(name, day) for day in range(1, days + 1)), gold])


def score(run: Run) -> RunScore:
    """What is right of a run's lines."""
    days = {sentence: fact["day"] for fact in run.gold["facts"] for sentence in fact["sentences"]}
    total = RunScore()
    for day, news in run.news.items():
        for change in news.changes:
            if change.kind is ChangeKind.NEW:
                total.lines += 1
                fresh = any(days.get(e.quote) == day for e in change.evidence)
                total.right += fresh
                total.wrong += [] if fresh else [f"day {day}: {change.text}"]
        told = {e.quote for c in news.changes if c.kind in TOLD for e in c.evidence}
        facts = [fact for fact in run.gold["facts"] if fact["day"] == day]
        total.facts += len(facts)
        total.told += sum(bool(told & set(fact["sentences"])) for fact in facts)
    return total


def of_kind(run: Run, day: int, kind: ChangeKind) -> list[Change]:
    """The changes of one kind on one day."""
    return [change for change in run.news[day].changes if change.kind is kind]

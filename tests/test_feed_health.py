"""Each feed's health is told in one line, those in trouble first."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from briefings.cli.main import main
from briefings.following import Feed, after_failure, after_success
from briefings.store import Store
from briefings.store.feed_health import feed_health
from briefings.store.feeds import FeedTable
from tests.newsdesk import NOW


def followed(name: str) -> Feed:
    return Feed(url=f"https://{name}.example/rss", title=name.title(), added=NOW - timedelta(days=30))


def test_every_state_of_a_feed_is_told(store: Store) -> None:
    well = after_success(followed("well"), now=NOW)
    failing = after_failure(well, now=NOW, problem="no answer in time")
    gone = after_failure(followed("gone"), now=NOW, problem="the server answered 410", gone=True)
    table = FeedTable(store)
    table.add(
        [
            well,
            Feed(url="https://failing.example/rss", added=NOW, problem=failing.problem, failures=1),
            gone,
            followed("new"),
        ]
    )
    found = feed_health(store, NOW)
    assert [one.state for one in found] == ["dead", "failing", "new", "well"]
    assert found[0].line.startswith("Gone: dead, 0 entries, the server answered 410 (1 in a row), never read")
    assert found[3].line.startswith("Well: well, 0 entries, read 5 Jul 12:00 UTC, next 5 Jul 13:")
    later = feed_health(store, NOW + timedelta(days=2))
    assert {one.title: one.state for one in later}["Well"] == "overdue"


def test_without_feeds_there_is_nothing_to_tell(store: Store) -> None:
    assert feed_health(store, NOW) == ()


def test_doctor_tells_of_each_feed(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    FeedTable(store).add([followed("new"), after_failure(followed("ill"), now=NOW, problem="no answer")])
    store.close()
    main(["--db", str(store.path), "doctor", "--json"])
    told = [f for f in json.loads(capsys.readouterr().out)["findings"] if f["part"] in {"feed", "feeds"}]
    assert [f["verdict"] for f in told] == ["note", "note", "ok"]
    assert told[0]["line"].startswith("2 feeds: 1 failing, 1 new")
    assert told[1]["line"].startswith("Ill: failing, 0 entries, no answer (1 in a row)")

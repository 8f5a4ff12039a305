"""A topic as a file: harmless for whatever opens it, and nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.changes import export
from briefings.developments import Event, Timeline
from briefings.following import Feed
from briefings.model import Attribution, Material, Topic
from briefings.reading.opml import read_opml
from tests.newsdesk import NOW, TEXT, article, digest, evidence, reading

TOPIC = Topic(name="Ostrey ferry", keywords=("ferry",))
TIMELINE = Timeline(
    topic="Ostrey ferry",
    events=(Event(first=date(2025, 7, 5), last=date(2025, 7, 5), text="A *fire*.", evidence=(evidence(),)),),
)


def material(**fields: str) -> Material:
    one = article(id=1, **fields)
    return Material(articles=(one,), readings={1: reading(TEXT)})


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_claim_is_a_row_with_its_words_and_address() -> None:
    found = rows(export.claims_csv(TOPIC, material(), NOW).content)
    assert [row["text"] for row in found] == [
        "The ferry left Ostrey at noon.",
        "Fire broke out an hour later.",
        "All 48 people were saved.",
    ]
    assert {row["url"] for row in found} == {"https://harbour.example/ferry"}
    assert found[2]["figures"] == "48"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r@", " =", "\n+"])
def test_no_cell_begins_as_a_formula(start: str) -> None:
    made = export.claims_csv(TOPIC, material(title=f'{start}HYPERLINK("http://x","y")'), NOW)
    assert all(row["title"].startswith("'") for row in rows(made.content))


def test_whom_a_report_credits_is_guarded_like_everything_from_outside() -> None:
    bare = reading(TEXT)
    credited = Attribution(content=(bare.claims[0].span,), source_name="=cmd|' /C calc'!A0")
    claims = (replace(bare.claims[0], attribution=credited),)
    made = Material(articles=(article(id=1),), readings={1: replace(bare, claims=claims)})
    assert rows(export.claims_csv(TOPIC, made, NOW).content)[0]["credited"].startswith("'=")


@given(st.text())
def test_a_guarded_cell_is_no_formula_and_loses_nothing(text: str) -> None:
    cell = export.guarded(text)
    assert not re.match(r"[=+\-@\t\r]", cell)
    assert cell.endswith(text)


@given(st.text(max_size=300))
def test_file_names_are_safe_anywhere(name: str) -> None:
    made = export.file_name(name, NOW, "csv")
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*-2025-07-05\.csv", made)
    assert len(made) < 100


def test_json_holds_the_reports_the_claims_the_digest_and_the_timeline() -> None:
    made = export.as_json(TOPIC, material(), digest("Ostrey ferry"), TIMELINE, NOW)
    record = json.loads(made.content)
    assert record["schema"] == "briefings.export/1"
    assert [len(record[part]) for part in ("articles", "claims")] == [1, 3]
    assert record["digest"]["schema"] == "briefings.digest/1"
    assert record["timeline"]["events"][0]["first"] == "2025-07-05"
    assert made.name == "ostrey-ferry-2025-07-05.json"


def test_markdown_links_each_passage_and_escapes_what_is_markdown_in_it() -> None:
    made = export.markdown(TOPIC, digest("Ostrey *ferry*"), TIMELINE, NOW).content.decode()
    assert "[Harbour Post](https://harbour.example/ferry): All 48 people were saved." in made
    assert "A \\*fire\\*." in made


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://x.example/a)[b](javascript:c", "file:one"])
def test_markdown_links_nothing_but_plain_web_addresses(url: str) -> None:
    bad = replace(TIMELINE.events[0], evidence=(evidence(url=url),))
    empty = digest("Ferry", points=(), disputes=())
    made = export.markdown(TOPIC, empty, replace(TIMELINE, events=(bad,)), NOW).content.decode()
    assert "](" not in made


def test_feeds_come_back_as_they_were_written() -> None:
    feeds = [Feed(url="https://harbour.example/feed?a=1&b=2", title="Harbour <Post>", added=NOW)]
    made = export.opml(TOPIC, feeds, NOW)
    assert read_opml(made.content, made.name) == (("https://harbour.example/feed?a=1&b=2", "Harbour <Post>"),)

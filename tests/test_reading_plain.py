"""Plain-text reports come out clean. All texts are ours, but for floors on shared reports."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.extract.wires import wire_credit
from briefings.model import Article
from briefings.reading.moments import Moment, Unbelieved, moment_in, read_moment
from briefings.reading.plain import read_plain

NOW = datetime(2031, 5, 2, 12, tzinfo=UTC)
REPORTS = Path("/work/shared/newsroom/reports")
LEAD = "The council voted on Tuesday night to close the old harbour bridge for eleven months, the mayor said."
BODY = (
    "Repairs will cost the town about 40 million crowns and begin in the spring, according to the engineers."
)


def plain(text: str, name: str = "harbour-post") -> Article:
    article = read_plain(text, name=name, url="file:x", now=NOW)
    assert article is not None
    return article


def test_header_fields_name_title_outlet_address_and_day() -> None:
    article = plain(
        f"Site: Fjord Times\nTitle: Bridge shut\nURL: https://fjord.example/2031/may/01/bridge\n\n{LEAD}"
    )
    assert (article.outlet, article.title, article.text) == ("Fjord Times", "Bridge shut", LEAD)
    assert article.url == "https://fjord.example/2031/may/01/bridge"
    assert article.published == datetime(2031, 5, 1, tzinfo=UTC)
    assert article.day_only


def test_headline_is_the_first_heading_line_and_not_part_of_the_text() -> None:
    article = plain(f"News\n/\nFjord Times\n\nHarbour bridge closes for eleven months\n\n{LEAD}\n\n{BODY}")
    assert (article.title, article.outlet) == ("Harbour bridge closes for eleven months", "Fjord Times")
    assert article.text == f"{LEAD}\n\n{BODY}"


def test_without_headline_or_outlet_the_file_name_stands_in() -> None:
    assert plain(f"{LEAD}\n{BODY}", name="fjord-times-reuters").title == "Fjord times reuters"
    assert plain(f"{LEAD}\n{BODY} (Reuters)", name="fjord-times-reuters").outlet == "Fjord times"


def test_furniture_and_other_articles_do_not_come_through() -> None:
    stub = (
        "Fjord Times\n3 hours ago\n- Fjord Times\nShip aground\nA ship ran aground on Monday, its owner said."
    )
    page = "Try our new features\nComments\nRelated Articles"
    text = f"{LEAD}\nTop Clips\n{BODY} (Reuters)\n\n{page}\n\n{stub}\n\n{stub}"
    article = plain(text)
    assert article.text == f"{LEAD}\n\n{BODY}"
    assert article.credit == "Reuters"


def test_hard_wrapped_paragraphs_are_joined() -> None:
    wrapped = re.sub(r"(.{50,60}) ", r"\1\n", LEAD) + "\n\n" + re.sub(r"(.{50,60}) ", r"\1\n", BODY)
    assert plain(f"{wrapped}\n\n{wrapped}\n\n{wrapped}").text.startswith(f"{LEAD}\n\n{BODY}")


@pytest.mark.parametrize(
    ("text", "byline", "credit"),
    [
        (f"OSLO (AP) — {LEAD}", "", "Associated Press"),
        (f"{LEAD} (AFP)", "", "AFP"),
        (LEAD, "Kari Lie, Bloomberg News", "Bloomberg"),
        (f"{LEAD}\n\n{BODY}\n\nCopyright 2031 The Associated Press.", "", "Associated Press"),
        (f"{LEAD}\n\n{BODY}\n\nThe Associated Press contributed to this report.", "", ""),
        (f"{LEAD} The mayor told Reuters so.", "", ""),
        (f"The bridge. Photo: Reuters\n\n{LEAD}\n\n{BODY}", "", ""),
    ],
)
def test_only_a_credit_of_the_whole_is_a_credit(text: str, byline: str, credit: str) -> None:
    assert wire_credit(text, byline) == credit


@pytest.mark.parametrize(
    ("written", "at", "day_only"),
    [
        ("2031-05-01", "2031-05-01T00:00:00+00:00", True),
        ("2031-05-01T10:00:00+02:00", "2031-05-01T08:00:00+00:00", False),
        ("Thu, 01 May 2031 10:00:00 GMT", "2031-05-01T10:00:00+00:00", False),
        ("May 1st, 2031", "2031-05-01T00:00:00+00:00", True),
        ("1 May 2031", "2031-05-01T00:00:00+00:00", True),
        (1935400000, "2031-05-01T11:06:40+00:00", False),
        ("13/4/31", "2031-04-13T00:00:00+00:00", True),
    ],
)
def test_dates_are_read_in_the_forms_that_files_write(written: object, at: str, day_only: bool) -> None:
    moment = read_moment(written, now=NOW)
    assert isinstance(moment, Moment)
    assert (moment.at.isoformat(), moment.day_only) == (at, day_only)


@pytest.mark.parametrize(
    "written", ["2099-01-01", "1601-01-01", "1970-01-01", "3/4/31", "2031", "soon", [1], 1e300]
)
def test_dates_that_cannot_be_or_have_two_readings_are_not_believed(written: object) -> None:
    assert isinstance(read_moment(written, now=NOW), Unbelieved)


def test_a_date_stands_in_a_line_of_words() -> None:
    moment = moment_in("Published on May 1, 2031 by the desk", now=NOW)
    assert moment is not None
    assert moment.at == datetime(2031, 5, 1, tzinfo=UTC)


@pytest.mark.skipif(not REPORTS.is_dir(), reason="needs /work/shared/newsroom/reports")
@pytest.mark.parametrize(
    "path", sorted(REPORTS.glob("*.txt")) if REPORTS.is_dir() else [], ids=lambda p: p.stem
)
def test_shared_reports_keep_their_own_sentences_and_nothing_of_the_page(path: Path) -> None:
    cluster = REPORTS.parent / "clusters" / "us-ukraine-air-defense.json"
    gold = json.loads(cluster.with_suffix(".gold.json").read_text())
    furniture = {(b["article"], b["sentence"]) for b in gold["boilerplate"]}
    evidence = {(e["article"], e["sentence"]) for p in gold["points"] for e in p["evidence"]}
    (record,) = [a for a in json.loads(cluster.read_text())["articles"] if a["id"] == f"seed-{path.stem}"]
    article = plain(path.read_text(), name=path.stem)
    squeezed = re.sub(r"\s+", " ", article.text)
    for number, sentence in enumerate(record["sentences"]):
        bare = re.sub(r"\s+", " ", sentence).strip(" (")
        if (record["id"], number) in furniture:
            assert bare not in squeezed or len(bare) < 12
        elif (record["id"], number) in evidence and re.search(r"[.!?”\"]$", bare) and number:
            assert bare.removeprefix("More Shorts") in squeezed

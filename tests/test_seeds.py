"""What a new installation is born with can be read, says that it is a sample, and covers its topics."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import seeds

URL = re.compile(r"https?://[^\s\"'<>]+")


def _urls(path: Path) -> list[str]:
    return URL.findall(path.read_text(encoding="utf-8"))


def test_there_are_three_topics_each_with_keywords_and_several_reports() -> None:
    found = seeds.topics()
    assert len(found) == 3
    for topic in found:
        assert len(topic.keywords) >= 4
        assert len(seeds.report_files(topic.name)) >= 4


def test_report_files_are_all_files_of_all_topics() -> None:
    every = [path for topic in seeds.topics() for path in seeds.report_files(topic.name)]
    assert seeds.report_files() == every
    assert len(set(every)) == len(every)
    assert {path.suffix for path in every} == seeds.REPORT_SUFFIXES


def test_an_unknown_topic_has_no_folder() -> None:
    with pytest.raises(KeyError):
        seeds.report_files("No such topic")


@pytest.mark.parametrize("path", seeds.report_files(), ids=lambda path: path.name)
def test_every_address_in_a_sample_is_one_that_nobody_can_own(path: Path) -> None:
    addresses = _urls(path)
    assert addresses
    for address in addresses:
        host = urlsplit(address).hostname
        assert host is not None
        assert host.endswith(".example")


@pytest.mark.parametrize("path", seeds.report_files(), ids=lambda path: path.name)
def test_every_sample_that_has_room_for_it_says_that_it_is_one(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        assert text.startswith("Site: ")
    else:
        assert text.count("written for Concordance") >= max(1, text.count('"url"'))
    readme = (path.parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"`{path.parent.name}`" in readme
    assert "a sample written for Concordance" in readme


@pytest.mark.parametrize(
    "path", [p for p in seeds.report_files() if p.suffix == ".jsonl"], ids=lambda path: path.name
)
def test_jsonl_samples_hold_one_article_a_line(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        assert {"url", "title", "outlet", "published", "text"} <= set(json.loads(line))


def test_every_report_of_a_topic_names_one_of_its_keywords() -> None:
    for topic in seeds.topics():
        for path in seeds.report_files(topic.name):
            text = path.read_text(encoding="utf-8").casefold()
            assert any(word.casefold() in text for word in topic.keywords), path.name

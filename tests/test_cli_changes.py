"""`briefings new`, `disputes`, `timeline`, `export` and `sources --outlet`, called as a person calls them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefings.cli.main import main
from briefings.model import Topic
from briefings.store import Store
from tests.newsdesk import NOW, article, digest, reading

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "briefings.db"
    with Store.open(path) as store:
        store.add_topic(Topic(name="Ostrey ferry", keywords=("ferry", "Ostrey")))
        for number, outlet in enumerate(("Harbour Post", "Echo")):
            one = article(outlet=outlet, url=f"https://{number}.example/ferry", title="The Ostrey ferry")
            store.add_article(one, reading(one.text), now=NOW)
        store.save_digest(digest("Ostrey ferry"))
    return path


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> tuple[int, str, str]:
        status = main(["--db", str(path), *words])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.mark.parametrize(
    ("words", "schema"),
    [
        (("new",), "briefings.news/1"),
        (("new", "--since", "2025-07-01"), "briefings.news/1"),
        (("disputes",), "briefings.disputes/1"),
        (("timeline",), "briefings.timeline/1"),
        (("sources", "--outlets"), "briefings.outlets/1"),
        (("sources", "--outlet", "echo"), "briefings.outlet/1"),
    ],
)
def test_each_verb_answers_as_json_and_as_text(run: Run, words: tuple[str, ...], schema: str) -> None:
    verb, *options = words
    status, out, err = run(verb, "Ostrey ferry", *options, "--json")
    record: dict[str, Any] = json.loads(out)
    assert (status, err, record["schema"], record["topic"]) == (0, "", schema, "Ostrey ferry")
    status, out, err = run(verb, "Ostrey ferry", *options)
    assert (status, err) == (0, "")
    assert out.strip()


def test_the_dispute_of_a_line_is_shown_with_its_passages(run: Run) -> None:
    _, out, _ = run("disputes", "Ostrey ferry", "--json")
    number = json.loads(out)["disputes"][0]["number"]
    status, out, _ = run("disputes", "Ostrey ferry", str(number))
    assert status == 0
    assert "All 48 people were saved." in out
    assert "https://harbour.example/ferry" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("disputes", "Ostrey ferry", "99"), "is no dispute"),
        (("new", "Ostrey ferry", "--since", "yesterday"), "is no date"),
        (("new", "Ostrey ferry", "--since", "77"), "no digest numbered 77"),
        (("new", "No such topic"), "no topic named"),
        (("sources", "Ostrey ferry", "--outlet", "Zeitung"), "no outlet 'Zeitung'"),
        (("sources", "Ostrey ferry", "1", "--outlets"), "not for several at once"),
        (("sources", "Ostrey ferry", "--json"), "--outlets"),
        (("export", "Ostrey ferry", "--format", "pdf"), "pdf"),
        (("export", "Ostrey ferry"), "--format"),
    ],
)
def test_bad_use_is_one_line_and_status_2(run: Run, words: tuple[str, ...], told: str) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_digest_of_another_topic_is_no_moment_of_this_one(run: Run, path: Path) -> None:
    with Store.open(path) as store:
        store.add_topic(Topic(name="Other", keywords=("other",)))
        other = store.save_digest(digest("Other"))
    status, _, err = run("new", "Ostrey ferry", "--since", str(other.id))
    assert (status, "is of 'Other'" in err) == (2, True)


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "opml"])
def test_a_topic_goes_into_a_folder_under_a_safe_name_and_never_over_a_file(
    run: Run, tmp_path: Path, form: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    status, out, err = run("export", "Ostrey ferry", "--format", form, "-o", str(folder))
    (made,) = folder.iterdir()
    assert (status, out) == (0, "")
    assert made.name.startswith("ostrey-ferry-")
    assert made.name in err
    written = made.read_bytes()
    status, _, err = run("export", "Ostrey ferry", "--format", form, "-o", str(made))
    assert (status, "exists" in err, made.read_bytes()) == (2, True, written)


def test_a_topic_goes_to_standard_output_where_no_file_is_named(run: Run) -> None:
    status, out, _ = run("export", "Ostrey ferry", "--format", "csv")
    assert status == 0
    assert out.count("All 48 people were saved.") == 2

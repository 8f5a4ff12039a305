"""`backup`, `restore` and `doctor` as the person on call meets them; no language model is needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefings.cli import doctor as doctor_module
from briefings.cli.main import main
from briefings.findings import Finding
from briefings.model import Topic
from briefings.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a topic."""
    found = tmp_path / "b.db"
    with Store.open(found) as store:
        store.add_topic(Topic(name="Ferry"))
    return found


def run(path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    capsys.readouterr()
    status = main(["--db", str(path), *words])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return status, said.out, said.err


def test_one_command_copies_and_one_restores(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(path, capsys, "backup")
    assert status == 0
    assert out.endswith("0 articles, verified\n")
    path.write_bytes(b"\xff" * 40_000)
    status, _, err = run(path, capsys, "topic", "list")
    assert status == 1
    assert "`briefings restore` puts the last backup in its place" in err
    status, out, _ = run(path, capsys, "restore")
    assert status == 0
    assert "restored from" in out
    assert "what was there is kept as" in out
    assert run(path, capsys, "topic", "list")[1].startswith("Ferry")


def test_without_a_copy_there_is_nothing_to_restore_and_it_says_so(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(path, capsys, "restore")[0] == 2
    status, _, err = run(path, capsys, "restore", "nowhere.db")
    assert status == 2
    assert err == "briefings: no copy at nowhere.db: name one that is there\n"


def test_a_copy_that_is_no_good_is_passed_over_and_named(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(path, capsys, "backup")
    bad = path.parent / "backups" / "b-20200101-000000.db"
    bad.write_bytes(b"\xff" * 40_000)
    good = next(copy for copy in bad.parent.iterdir() if copy != bad)
    good.rename(bad.with_name("b-20190101-000000.db"))
    status, out, err = run(path, capsys, "restore")
    assert status == 0
    assert "passed over" in err
    assert "taken 2019-01-01" in out


def test_old_copies_are_removed_as_asked(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"b-2020010{day}-000000.db").write_bytes(b"")
    assert run(path, capsys, "backup", "--keep", "3")[1].endswith("removed 2 old copies\n")
    assert len(list(folder.iterdir())) == 3
    assert run(path, capsys, "backup", "elsewhere.db", "--keep", "3")[0] == 2


def test_doctor_says_of_each_part_how_it_stands_and_what_to_do(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_module, "_model", lambda setup: Finding(part="language model", line="by hand"))
    status, out, _ = run(path, capsys, "doctor", "--json")
    assert status == 0
    found = {each["part"]: each for each in json.loads(out)["findings"]}
    assert {"database", "copies", "language model", "topics", "feeds", "disk", "clock"} <= set(found)
    assert found["database"]["verdict"] == "ok"
    assert (found["copies"]["verdict"], found["topics"]["verdict"]) == ("note", "note")
    assert "`briefings backup`" in found["copies"]["advice"]
    path.write_bytes(b"\xff" * 40_000)
    status, out, _ = run(path, capsys, "doctor")
    assert status == 1
    assert "FAIL  database" in out
    assert "→ stop the bot, run `briefings restore`, start the bot" in out


def test_doctor_tells_a_clock_that_went_back(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime, timedelta

    from tests.newsdesk import article, reading

    monkeypatch.setattr(doctor_module, "_model", lambda setup: Finding(part="language model", line="by hand"))
    one = article()
    with Store.open(path) as store:
        store.add_article(one, reading(one.text), now=datetime.now(UTC) + timedelta(days=30))
    status, out, _ = run(path, capsys, "doctor")
    assert status == 1
    assert "the clock went back" in out

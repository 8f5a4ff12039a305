"""The command line as its own process: what only shows there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefings import __version__

ROOT = Path(__file__).resolve().parents[1]


def briefings(
    *words: str, env: dict[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefings", *words],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "OMP_NUM_THREADS": "1", **(env or {})},
        check=False,
    )


def test_help_lists_every_verb_that_is_promised() -> None:
    said = briefings("--help")
    assert said.returncode == 0
    verbs = "ingest topic digest ask sources claims page chat verify backup doctor"
    listed = {row.split()[0] for row in said.stdout.splitlines() if row.startswith("  ")}
    assert set(verbs.split()) <= listed
    assert "demo" not in listed


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from briefings.cli.main import main; main(['--help']);"
        "print(sorted({'spacy', 'numpy', 'trafilatura', 'sqlite_utils', 'httpx'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert said.stdout.endswith("[]\n")


def test_the_version_is_told() -> None:
    assert briefings("--version").stdout == f"briefings, version {__version__}\n"


def test_the_database_comes_from_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "from-environment.db"
    said = briefings("topic", "add", "Ferry", env={"BRIEFINGS_DB": str(path)})
    assert said.returncode == 0
    assert path.exists()


def test_what_a_terminal_cannot_show_does_not_end_the_program(tmp_path: Path) -> None:
    said = briefings(
        "--db",
        str(tmp_path / "b.db"),
        "topic",
        "add",
        "US–Ukraine",
        env={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    )
    assert (said.returncode, said.stdout) == (0, "US?Ukraine: US, Ukraine\n")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m briefings --help | head -c 1; exit ${{PIPESTATUS[0]}}"
    said = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert said.stderr == ""


@pytest.mark.parametrize("model", ["no_such_model", "/nowhere"])
def test_a_language_model_that_is_not_there_is_one_line(tmp_path: Path, model: str) -> None:
    report = tmp_path / "report.txt"
    report.write_text("The captain said the engine had failed.")
    said = briefings("claims", str(report), env={"BRIEFINGS_LANGUAGE_MODEL": model})
    assert said.returncode == 1
    assert said.stderr.count("\n") == 1
    assert model in said.stderr

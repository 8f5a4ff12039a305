"""Starting costs little: what a first answer does not need is not imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

HEAVY = {
    "babel", "dask", "distributed", "feedparser", "httpx", "lxml", "numpy", "pydantic", "rapidfuzz", "rich",
    "spacy", "sqlite_utils", "telegram", "thinc", "tokenizers", "trafilatura",
}  # fmt: skip
"""Libraries that take a tenth of a second or more to import, alone or with what they bring."""

MODEL = {"distributed", "spacy", "thinc", "trafilatura"}
"""Libraries that reading needs and polling Telegram does not."""


def imported_by(program: str) -> set[str]:
    """Top-level modules that are loaded when `program` has run."""
    words = [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)"]
    found = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in found.stdout.splitlines()[-1].split()}


def test_help_imports_nothing_heavy() -> None:
    assert not HEAVY & imported_by("from briefings.cli.main import main\nmain(['--help'])")


@pytest.mark.parametrize("verb", ["ingest", "digest", "ask", "feed", "topic"])
def test_help_of_a_verb_imports_nothing_heavy(verb: str) -> None:
    assert not HEAVY & imported_by(f"from briefings.cli.main import main\nmain(['{verb}', '--help'])")


def test_the_bot_polls_before_anything_that_reads_is_imported() -> None:
    """What `bot.main` imports is there before the first poll; the model comes when it is needed."""
    assert not MODEL & imported_by("import bot.main")

"""`kill -9` at random moments: what was accepted is there, once, and the database is sound.

`make torture` does the same 200 times.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.faults.killing import ROOT, torture


def test_nothing_accepted_is_lost_when_ingest_and_digest_are_killed_twenty_times(tmp_path: Path) -> None:
    promised = torture(tmp_path / "briefings.db", rounds=20, seed=8)
    assert promised.killed == 20
    assert len(promised.articles) > 100
    assert promised.digests


def test_nobody_is_told_twice_or_forgotten_when_broadcasts_are_killed(tmp_path: Path) -> None:
    """In a process of its own: forking one with threads may hang."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.broadcast", tmp_path / "b.db"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "killed=5" in ran.stdout

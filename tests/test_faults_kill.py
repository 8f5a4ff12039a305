"""`kill -9` at random moments: what was accepted is there, once, and the database is sound.

`make torture` does the same 200 times.
"""

from __future__ import annotations

from pathlib import Path

from tests.faults.killing import torture


def test_nothing_accepted_is_lost_when_ingest_and_digest_are_killed_twenty_times(tmp_path: Path) -> None:
    promised = torture(tmp_path / "briefings.db", rounds=20, seed=8)
    assert promised.killed == 20
    assert len(promised.articles) > 100
    assert promised.digests

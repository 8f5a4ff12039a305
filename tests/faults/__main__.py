"""`python -m tests.faults [ROUNDS]` (or `make torture`): ingest, digest, broadcast killed -9, 200 times."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.faults.broadcast import torture as torture_broadcast
from tests.faults.killing import torture


def main() -> None:
    """Torture, and say what was looked at."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    with tempfile.TemporaryDirectory() as folder:
        read = torture(Path(folder) / "read.db", 3 * rounds // 4, seed)
        print(f"ingest and digest killed {read.killed} times: verify clean each time;")
        print(f"  {len(read.articles):,} articles accepted, each there once;", end=" ")
        print(f"{len(read.digests):,} digests, each whole")
        sent = torture_broadcast(Path(folder) / "sent.db", rounds - 3 * rounds // 4, seed)
        print(f"broadcast killed {sent.killed} times: {sent.planned:,} messages planned,", end=" ")
        print(f"{sent.arrived:,} arrived, none twice;")
        print(f"  {sent.unknown:,} said to be unknown, {sent.lost:,} of them had not arrived")


if __name__ == "__main__":
    main()

"""`python -m tests.fuzz SECONDS` (or `make fuzz`): nonsense for the parsers, until the time is over.

With atheris installed (`pip install .[fuzz]`) it follows what the nonsense reaches in the code; without, it
mutates real shapes at random. Ends with what made a parser stumble or hang, in a file beside where it runs.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

from tests.fuzz.nonsense import mutated, shapes

MOST_SECONDS = 20  # for one input of 20 kB; the slowest real page takes under one


def main() -> int:
    """Run all targets in turn, or one under atheris where a third word names it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    if len(sys.argv) > 2:
        return _guided(sys.argv[2], int(seconds))
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("atheris is not here: mutating at random")
        return _random(seconds)
    from tests.fuzz.targets import TARGETS

    worst = 0
    for name in TARGETS:
        words = [sys.executable, "-m", "tests.fuzz", str(max(1, int(seconds / len(TARGETS)))), name]
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        done = [line for line in ran.stderr.splitlines() if line.startswith(("Done ", "stat::number"))]
        print(name, *done or ran.stderr.splitlines()[-30:], sep="\n  ", flush=True)
        worst = max(worst, abs(ran.returncode))
    return 1 if worst else 0


def _guided(name: str, seconds: int) -> int:
    """One target under atheris; a crash or hang ends the process with a status of its own."""
    import atheris

    with atheris.instrument_imports(include=["briefings", "bot"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    corpus = Path(f"/tmp/concordance-fuzz-{name}")
    corpus.mkdir(exist_ok=True)
    for number, shape in enumerate(shapes()):
        (corpus / f"shape-{number}").write_bytes(shape)
    limits = [
        f"-max_total_time={seconds}",
        f"-timeout={MOST_SECONDS}",
        "-max_len=20000",
        "-rss_limit_mb=4000",
    ]
    atheris.Setup(["fuzz", *limits, "-verbosity=1", str(corpus)], target)
    atheris.Fuzz()
    return 0


def _late(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"not done after {MOST_SECONDS} s")


def _random(seconds: float) -> int:
    from tests.fuzz.targets import TARGETS

    chance, seeds, until = random.Random(), shapes(), time.monotonic() + seconds
    signal.signal(signal.SIGALRM, _late)
    done = 0
    while time.monotonic() < until:
        data = mutated(chance, seeds)
        for name, target in TARGETS.items():
            signal.alarm(MOST_SECONDS)
            try:
                target(data)
            except Exception:
                Path(f"fuzz-{name}.bin").write_bytes(data)
                print(f"{name} stumbled over fuzz-{name}.bin")
                traceback.print_exc()
                return 1
            finally:
                signal.alarm(0)
        done += 1
    print(f"{done:,} inputs, {len(TARGETS)} targets each: no fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())

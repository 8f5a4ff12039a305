"""Runs a piece of Python in a process of its own where the disk fails it: full, or read-only.

A small file system of its own where the machine lets us mount one (root, or user namespaces), else the
kernel's limit on file size, which fails the same system calls.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def can_mount() -> bool:
    """Whether a file system can be mounted in a namespace of our own."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        ["unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
    )
    return tried.returncode == 0


def run(code: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """`code` in a Python of its own, given `words`."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def run_mounted(script: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """A shell script in a mount namespace of its own: what it mounts is gone with it. $0 is our Python."""
    return subprocess.run(
        ["unshare", "-Urm", "sh", "-euc", script, sys.executable, *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

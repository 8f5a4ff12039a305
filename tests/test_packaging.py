"""What is installed is what is here: package data, versions, scripts, and what make says without them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import import_module
from importlib.metadata import entry_points, packages_distributions, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import briefings

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pinned() -> dict[str, str]:
    """Package to exact version, from constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("==") for line in lines if line and not line.startswith("#")]
    assert all(len(row) == 2 for row in rows), "every line is NAME==VERSION"
    return {canonicalize_name(name): exact.strip() for name, exact in rows}


def test_every_package_that_is_needed_is_pinned_exactly() -> None:
    """Whatever this project requires, and whatever that requires in turn."""
    pins = pinned()
    wanted = [
        Requirement(text) for text in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])
    ]
    seen: set[str] = set()
    while wanted:
        need = wanted.pop()
        name = canonicalize_name(need.name)
        key = f"{name}[{','.join(sorted(need.extras))}]"
        if key in seen:
            continue
        seen.add(key)
        assert name in pins, f"{name} is not in constraints.txt"
        assert version(name) == pins[name], f"{name} here is {version(name)}: make anew or pin anew"
        for text in requires(name) or ():
            further = Requirement(text)
            extras = need.extras or {""}
            if further.marker is None or any(further.marker.evaluate({"extra": extra}) for extra in extras):
                wanted.append(further)


# readability imports lxml.html.clean, which lxml gives away to this package.
NEEDED_BY_OTHERS = {"lxml-html-clean"}

OFFERED = {"dask"}  # extras of the program; the others are for those who work on it


def test_every_package_that_is_asked_for_is_imported() -> None:
    """And every package that is imported is asked for: nothing rests on what another happens to bring."""
    imported: set[str] = set()
    for package in ("briefings", "bot", "seeds"):
        for path in (ROOT / package).rglob("*.py"):
            if "recipe" not in path.parts:
                found = re.findall(
                    r"^\s*(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE
                )
                imported |= set(found)
    holders = packages_distributions()
    used = {canonicalize_name(one) for name in imported for one in holders.get(name, ())}
    extras = [
        text for name, texts in PROJECT["optional-dependencies"].items() for text in texts if name in OFFERED
    ]
    asked = {canonicalize_name(Requirement(text).name) for text in (*PROJECT["dependencies"], *extras)}
    assert used - {canonicalize_name(PROJECT["name"])} == asked - NEEDED_BY_OTHERS


def test_the_version_is_one() -> None:
    assert briefings.__version__ == PROJECT["version"] == version(PROJECT["name"])


def test_scripts_lead_to_functions() -> None:
    for name, target in PROJECT["scripts"].items():
        module, function = target.split(":")
        assert callable(getattr(import_module(module), function))
        (installed,) = entry_points(group="console_scripts", name=name)
        assert installed.value == target


def test_a_wheel_holds_every_file_that_the_packages_need(tmp_path: Path) -> None:
    """Model, seeds and tables too: a file that git has in a package is in the wheel."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "briefings", "bot", "seeds"], cwd=ROOT, capture_output=True, check=False
    )
    files = {name.decode() for name in listed.stdout.split(b"\0") if name}
    if listed.returncode or not files:
        pytest.skip("not a git checkout: nobody can say which files are the project's")
    tree = tmp_path / "tree"
    for name in [*files, "pyproject.toml", "README.md", "LICENSE"]:
        if (ROOT / name).exists():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_bytes((ROOT / name).read_bytes())
    words = "--quiet --disable-pip-version-check --no-deps --no-index --no-build-isolation --wheel-dir"
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *words.split(), str(tmp_path), str(tree)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        missing = {name for name in files if (ROOT / name).exists()} - set(held.namelist())
    assert not missing


def test_make_help_names_every_target_that_is_promised() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    named = set(re.findall(r"make (\w+)", said.stdout))
    assert {"demo", "test", "bot", "model", "bench", "help"} <= named


@pytest.mark.parametrize(
    ("python", "says"),
    [
        ("no-such-python", "no-such-python is missing: install Python 3.11 or newer"),
        ("echo 'raise SystemExit(1)' #", "3.11 or newer is needed"),
    ],
)
def test_make_says_in_one_line_what_python_lacks(tmp_path: Path, python: str, says: str) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    if "echo" in python:
        old = tmp_path / "old-python"
        old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2 && exit\nexit 1\n')
        old.chmod(0o755)
        python = str(old)
    alone = {k: v for k, v in os.environ.items() if k not in {"MAKELEVEL", "MAKEFLAGS", "MFLAGS"}}
    said = subprocess.run(
        ["make", "demo", f"PYTHON={python}"],
        cwd=tmp_path,
        env=alone,  # these tests run under make themselves
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode != 0
    lines = [line for line in said.stderr.splitlines() if not line.startswith("make: ***")]
    assert len(lines) == 1
    assert says in lines[0]
    assert not (tmp_path / ".venv").exists()


def test_continuous_integration_runs_make_test() -> None:
    words = (ROOT / ".ci" / "run").read_text(encoding="utf-8").split()
    assert words[-2:] == ["make", "test"]

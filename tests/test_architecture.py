"""The shape of the project: imports run one way, files stay short, no package registry is named."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("briefings", "bot", "seeds")

MOST_LINES = 400
TABLES = frozenset({"briefings/extract/name_tables.py"})  # data, one row a line: may be as long as it is

# What each part may import of the project, besides itself. Everybody may import what all stand on.
GROUND = {"briefings", "briefings.extract.spelling", "briefings.extract.name_tables"} | {
    f"briefings.{path.stem}"
    for path in (ROOT / "briefings").glob("*.py")
    if path.stem not in {"__init__", "__main__", "pipeline", "retrospect", "tools", "topics", "windows"}
}
STAGES = {
    "briefings.reading": {"briefings.extract"},  # furniture and credits look alike in pages and in texts
    "briefings.extract": set[str](),
    "briefings.compare": {"briefings.extract"},
    "briefings.digest": {"briefings.compare"},
    "briefings.changes": {"briefings.compare", "briefings.digest", "briefings.extract", "briefings.reading"},
    "briefings.ask": {"briefings.extract", "briefings.compare"},
    "briefings.search": {"briefings.topics"},
    "briefings.topics": set[str](),
    "briefings.windows": set[str](),
    "briefings.store": {"briefings.topics"},
}


# `briefings chat` puts the bot's conversation together for a terminal: the one way from here to there.
CHAT = ("briefings.cli.chat", {"bot.terminal"})


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imported(path: Path) -> set[str]:
    """Names of the project's modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if is_module(name) else str(node.module) for name in names}
    return {name for name in found if name.split(".")[0] in PACKAGES}


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


ALL = list(modules())


@pytest.mark.parametrize(("name", "path"), ALL, ids=[name for name, _ in ALL])
def test_the_library_knows_nothing_of_the_bot(name: str, path: Path) -> None:
    if inside(name, "briefings") or inside(name, "seeds"):
        known = {one for one in imported(path) if inside(one, "bot")}
        assert not known or (name, known) == CHAT


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_knows_the_model_and_the_stages_before_it(stage: str) -> None:
    allowed = {stage} | STAGES[stage]
    for name, path in ALL:
        if inside(name, stage):
            strange = {
                one
                for one in imported(path)
                if one not in GROUND and not any(inside(one, a) for a in allowed)
            }
            assert not strange, f"{name} imports {sorted(strange)}"


def test_only_the_composition_roots_put_things_together() -> None:
    """The command line is imported by nobody else, and the pipeline by it and the bot alone."""
    for name, path in ALL:
        for one in imported(path):
            if inside(one, "briefings.cli"):
                assert inside(name, "briefings.cli") or name == "briefings.__main__", name
            if one in ("briefings.pipeline", "briefings.retrospect"):
                roots = inside(name, "briefings.cli") or inside(name, "bot")
                assert roots or (name, one) == ("briefings.retrospect", "briefings.pipeline"), name


def test_the_environment_is_read_only_where_programs_are_put_together() -> None:
    may = {"briefings.cli.setup", "briefings.cli.output", "briefings.places"}
    may |= {"bot.settings", "bot.main", "bot.alive"}
    for name, path in ALL:
        if name in may or inside(name, "seeds.recipe"):
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"os\.(?:environ|getenv)", text), name


def test_sql_stands_in_the_store_alone() -> None:
    statement = re.compile(r"(?:SELECT .+? FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM) ", re.DOTALL)
    for name, path in ALL:
        if inside(name, "briefings") and not inside(name, "briefings.store"):
            strings = (
                node.value
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            )
            assert not [text for text in strings if statement.match(text)], name


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for _, path in ALL
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert not {name: lines for name, lines in long.items() if name not in TABLES}


def test_no_module_is_called_what_says_nothing() -> None:
    for name, _ in ALL:
        assert not {"utils", "util", "helpers", "helper", "manager", "misc", "common"} & set(
            name.split(".")
        ), name


def test_no_package_registry_is_named() -> None:
    """Packages come from wherever pip is set up to look; no file of ours says where that is."""
    names = re.compile(
        r"(?:index|registry)[-_]?url|https?://[^\s\"']+/simple\b|pypi\.(?:org|python)|files\.python"
        + "hosted",
        re.IGNORECASE,
    )
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    files = listed.stdout.split("\0") if listed.returncode == 0 else []
    if not files:
        pytest.skip("not a git checkout: nobody can say which files are the project's")
    for file in files:
        path = ROOT / file
        if not file or path == Path(__file__) or not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        assert not names.search(text), f"{file} names a package registry"

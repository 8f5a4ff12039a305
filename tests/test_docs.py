"""What the documents say can be found in the code: verbs, targets, variables, files, links.

`python -m tests.test_docs` puts the first digest of `briefings demo` into README.md as it is now.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

import seeds
from briefings.cli.main import cli

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
DOCUMENTS += [ROOT / "seeds" / "reports" / "README.md"]
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)


def _table_verbs() -> set[str]:
    """The verbs in README's table, as command paths: "digest", "topic add"."""
    rows = re.findall(r"^\| (`[a-z].*?) \|", README, re.MULTILINE)
    spans = [span for row in rows for span in re.findall(r"`([^`]+)`", row)]
    return {" ".join(word for word in span.split() if word.isalpha() and word.islower()) for span in spans}


def _command_paths(group: click.Group, before: str = "") -> set[str]:
    paths: set[str] = set()
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            paths |= _command_paths(command, f"{before}{name} ")
        elif not command.hidden:
            paths.add(f"{before}{name}")
    return paths


def test_readme_names_every_verb_and_no_other() -> None:
    assert _table_verbs() == _command_paths(cli)


def test_options_that_readme_names_exist() -> None:
    known = {
        option
        for command in [
            cli,
            *(c for group in (cli, cli.commands["topic"]) for c in getattr(group, "commands", {}).values()),
        ]
        for parameter in command.params
        for option in parameter.opts
    }
    named = set(re.findall(r"(?<![\w-])(--[a-z]+)", README))
    assert named
    assert named <= known


def test_make_targets_that_readme_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(
        re.findall(r"\bmake ([a-z]+)\b", "\n".join(re.findall(r"`[^`]+`", README) + FENCE.findall(README)))
    )
    assert {"demo", "test", "bot"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_environment_variables_that_readme_names_are_read_by_the_code() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("briefings", "bot")
        for path in (ROOT / folder).rglob("*.py")
    )
    named = set(re.findall(r"\b(?:TELEGRAM|BRIEFINGS)_[A-Z_]+\b", README))
    assert named
    assert {name for name in named if f'"{name}"' not in code} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_resolve(document: Path) -> None:
    for target in LINK.findall(FENCE.sub("", document.read_text(encoding="utf-8"))):
        if not target.startswith(("https://", "#")):
            assert (document.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_documents_name_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"`((?:briefings|bot|seeds|tests|docs)/[\w./*-]*)`", text)
    for name in named:
        assert list(ROOT.glob(name.rstrip("/"))), name


def test_modules_that_documents_name_exist() -> None:
    for document in DOCUMENTS:
        for name in re.findall(r"\b(briefings(?:\.[a-z_]+)+)\b", document.read_text(encoding="utf-8")):
            path = ROOT / name.replace(".", "/")
            assert (
                name.endswith((".digest", ".answer")) or path.is_dir() or path.with_suffix(".py").is_file()
            ), name


def test_every_library_that_is_required_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    explained = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").casefold()
    missing = {
        name
        for name in (re.split(r"[\[<>=~! ]", line)[0] for line in required)
        if name.casefold() not in explained
    }
    assert missing == set()


def test_the_glossary_is_in_alphabetical_order() -> None:
    words = re.findall(
        r"^\| \*\*(.+?)\*\* \|", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(words) > 20
    assert words == sorted(words)


def test_the_version_is_told_in_the_changelog_or_still_to_come() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## [{version}]" in changelog or "## [Unreleased]" in changelog


def test_the_digest_in_readme_is_one_of_the_sample_reports() -> None:
    """Its heading names a sample topic, and each agreed line is a sentence of one of that topic's reports."""
    shown = re.search(r"<!-- digest -->\n```\n(.*?)```", README, re.DOTALL)
    assert shown
    digest = shown[1]
    topic = next(topic for topic in seeds.topics() if digest.startswith(topic.name))
    reports = _letters("".join(path.read_text(encoding="utf-8") for path in seeds.report_files(topic.name)))
    agreed = re.findall(r"^ *\d+ ● (.*?)(?=  +\d+(?: outlets)?, \d+)", digest, re.MULTILINE | re.DOTALL)
    assert agreed
    for line in agreed:
        assert _letters(line) in reports


def _letters(text: str) -> str:
    return "".join(re.findall(r"[A-Za-z0-9]+", text))


if __name__ == "__main__":
    import os
    import subprocess
    import sys

    words = [sys.executable, "-m", "briefings", "demo"]
    printed = subprocess.run(
        words, cwd=ROOT, env={**os.environ, "COLUMNS": "80"}, capture_output=True, text=True, check=True
    ).stdout
    first = printed.split(f"\n{seeds.topics()[1].name}")[0].strip()
    fenced = f"<!-- digest -->\n```\n{first}\n```\n<!-- /digest -->"
    before, after = README.split("<!-- digest -->")[0], README.split("<!-- /digest -->")[1]
    (ROOT / "README.md").write_text(before + fenced + after, encoding="utf-8")

"""What a new installation is born with: topics, sample reports and the language model (package data).

topics.toml       topics, and the folder of sample reports that each has
reports/          sample reports, invented from end to end: see reports/README.md
language_model/   what briefings.language.load() loads; recipe/ tells how it was made
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

from briefings.model import Topic

REPORT_SUFFIXES = frozenset({".html", ".jsonl", ".txt"})


def _root() -> Path:
    """The folder that the package data lies in; installations from a zip file are not supported."""
    return Path(str(files(__name__)))


def _entries() -> list[dict[str, object]]:
    """The topics of topics.toml as they are written."""
    table = tomllib.loads((_root() / "topics.toml").read_text(encoding="utf-8"))
    entries: list[dict[str, object]] = table["topic"]
    return entries


def _words(value: object) -> tuple[str, ...]:
    """A list of words in topics.toml; raises ValueError for anything else."""
    if not isinstance(value, list):
        raise ValueError(f"seeds/topics.toml: expected a list of words, found {value!r}")
    return tuple(str(word) for word in value)


def topics() -> list[Topic]:
    """The topics to begin with, in the order of topics.toml; none is stored yet (`id` is 0)."""
    return [
        Topic(
            name=str(entry["name"]),
            keywords=_words(entry.get("keywords", [])),
            exclude=_words(entry.get("exclude", [])),
        )
        for entry in _entries()
    ]


def report_files(topic: str | None = None) -> list[Path]:
    """Paths of the sample reports (.txt, .html, .jsonl) in reading order; only one topic's where it is named.

    Raises KeyError where topics.toml has no topic of that name.
    """
    folders = {str(entry["name"]): str(entry["folder"]) for entry in _entries()}
    chosen = list(folders.values()) if topic is None else [folders[topic]]
    return [
        path
        for folder in chosen
        for path in sorted((_root() / "reports" / folder).iterdir())
        if path.suffix in REPORT_SUFFIXES
    ]

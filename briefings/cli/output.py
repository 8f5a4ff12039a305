"""How things are printed: JSON, notes beside the output, and what the terminal allows."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import Any, TextIO

import click


def print_json(record: dict[str, Any]) -> None:
    """One JSON object on standard output, readable."""
    click.echo(json.dumps(record, ensure_ascii=False, indent=2))


def note(line: str) -> None:
    """One line on standard error, beside what is asked for."""
    click.echo(line, err=True)


def width() -> int:
    """Columns of the terminal, 80 where there is none."""
    return shutil.get_terminal_size().columns


def wants_color(stream: TextIO | None = None) -> bool:
    """Whether to colour: only on a terminal, and not where NO_COLOR is set (no-color.org)."""
    stream = stream or sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def count(number: int, noun: str, plural: str = "") -> str:
    """`number` with its noun: "1 article", "2 articles"."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"

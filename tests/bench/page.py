"""Where figures go: tables between two marks of docs/performance.md, pictures beside it."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def write(mark: str, text: str, pictures: dict[str, str]) -> None:
    """Put `text` between the page's marks of that name, and each picture (by file name) into its folder."""
    page = DOCS / "performance.md"
    page.write_text(put(page.read_text(encoding="utf-8"), mark, text), encoding="utf-8")
    for name, picture in pictures.items():
        (DOCS / name).write_text(picture, encoding="utf-8")


def put(page: str, mark: str, text: str) -> str:
    """The page with `text` between its marks; ValueError where it has none of that name."""
    found, times = re.subn(
        rf"(?s)(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", lambda m: f"{m[1]}{text}\n{m[2]}", page, count=1
    )
    if not times:
        raise ValueError(f"no marks {mark!r} on the page")
    return found

"""What is said knows nothing of Telegram; only the outermost modules do."""

from __future__ import annotations

import ast
from pathlib import Path

OUTERMOST = {
    "askers.py",
    "backroom.py",
    "delivery.py",
    "handlers.py",
    "inline_answers.py",
    "main.py",
    "menus.py",
    "polling.py",
    "posts.py",
    "presence.py",
    "webhook.py",
    "welcome.py",
}


def _imported(path: Path) -> set[str]:
    """The packages that a module imports, by their first name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_only_the_outermost_modules_import_telegram() -> None:
    bot = Path(__file__).parents[2] / "bot"
    found = {str(path.relative_to(bot)) for path in bot.rglob("*.py") if "telegram" in _imported(path)}
    assert {name for name in found if not name.startswith(("sending/", "watching/"))} == OUTERMOST

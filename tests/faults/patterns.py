"""Every regular expression of the project on strings made to be slow: `python -m tests.faults.patterns`.

Names each pattern on standard output before trying it, so that whoever ends this process for taking too long
knows which one it was: an expression under way cannot be interrupted otherwise. Says at the end how many
there were, and those whose time grew faster than the square of the length.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator

import bot
import briefings

LONG = 1_200  # characters: a paragraph; what is quadratic takes a few hundredths of a second here
STEEP = 6.0  # times as long for twice the length: a square gives 4, a cube 8
SLOW = 0.02  # seconds below which a measurement says nothing

# What expressions repeat: letters, spaces, figures, marks of all kinds, and pairs of them.
UNITS = (
    *'aA1_.,-–()["“”‘’<>/:;&#@%é \n\t',
    *("a ", "A ", "1 ", "1,", "1.", "A.", "a-", "a'", "“a", "a” ", "said ", "of the ", "<a", "http://a."),
)
ENDS = ("!",)


def modules() -> Iterator[str]:
    """Names of all modules of the two packages."""
    for package in (briefings, bot):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield found.name


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled expression over text that a module holds, by name, each once."""
    seen: set[tuple[str, int]] = set()
    for name in modules():
        for holder, value in vars(importlib.import_module(name)).items():
            values = value if isinstance(value, list | tuple | set | frozenset) else (value,)
            for each in value.values() if isinstance(value, dict) else values:
                if isinstance(each, re.Pattern) and isinstance(each.pattern, str):
                    key = (each.pattern, each.flags)
                    if key not in seen:
                        seen.add(key)
                        yield f"{name}.{holder}", each


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """CPU that looking through `text` takes."""
    begun = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    return time.process_time() - begun


def main() -> None:
    """Try all patterns on all strings."""
    steep, number = [], 0
    for name, pattern in patterns():
        number += 1
        print(name, ascii(pattern.pattern[:80]), flush=True)
        for unit in UNITS:
            for end in ENDS:
                half = seconds(pattern, unit * (LONG // 2 // len(unit)) + end)
                whole = seconds(pattern, unit * (LONG // len(unit)) + end) if half > SLOW else 0.0
                if whole > STEEP * half:
                    steep.append(f"{name} on {unit!r}: {half:.2f} s, then {whole:.2f} s")
    print(f"{number} patterns")
    print(*steep, sep="\n", file=sys.stderr)


if __name__ == "__main__":
    main()

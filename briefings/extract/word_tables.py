"""Word lists written as plain rows, so that a table reads as a table and its lines stay short."""

from __future__ import annotations


def words(rows: str) -> frozenset[str]:
    """The words of `rows`, parted by white space."""
    return frozenset(rows.split())


def keyed(rows: str) -> dict[str, str]:
    """Each word after a colon to the key before it; rows end with a line or "|".

    A row that begins with a space goes on from the one before. The first key that lists a word has it.
    """
    table: dict[str, str] = {}
    for row in rows.replace("\n ", " ").replace("\n", "|").split("|"):
        key, _, listed = row.strip().partition(":")
        for word in listed.split():
            table.setdefault(word, key)
    return table

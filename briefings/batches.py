"""Articles a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefings.model import Article


def batches(articles: Iterable[Article], size: int) -> Iterator[tuple[Article, ...]]:
    """`articles` in batches of `size`, the last one smaller.

    Where `articles` breaks off with an error, those that came before are given out first, then it raises.
    """
    batch: list[Article] = []
    failure: Exception | None = None
    try:
        for article in articles:
            batch.append(article)
            if len(batch) == size:
                yield tuple(batch)
                batch = []
    except Exception as error:
        failure = error
    if batch:
        yield tuple(batch)
    if failure is not None:
        raise failure

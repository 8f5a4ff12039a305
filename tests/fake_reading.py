"""A reading process without a language model: what `briefings.reading_worker` does, with a reader by hand.

model: "FOLDER" or "FOLDER|VERSION". An article whose text says "kills" ends the process that reads it; "kills
once" does so the first time, for which FOLDER keeps a mark; "bug" raises.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefings import reading_worker, tools, versions
from briefings.errors import LanguageModelError
from briefings.model import Article, Reading
from tests.newsdesk import reading

if TYPE_CHECKING:
    from briefings.reading_cluster import BatchRead


START = "import sys; sys.path[:] = {path!r}; from tests.fake_reading import main; main({model!r})"
"""What stands in for `briefings.reading_pool._START`."""


class _Reader:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            if "bug" in article.text:
                raise ValueError(f"a bug in {article.url}")
            if "kills" in article.text and self._again(article):
                os.kill(os.getpid(), signal.SIGKILL)
            yield reading(article.text)

    def _again(self, article: Article) -> bool:
        mark = self._folder / article.title
        first = not mark.exists()
        mark.touch()
        return first or "once" not in article.text


class _Tools:
    def __init__(self, model: str) -> None:
        folder, _, version = model.partition("|")
        self._folder = Path(folder)
        self.nlp = version or "1"

    @property
    def reader(self) -> _Reader:
        if self.nlp == "missing":
            raise LanguageModelError("the shipped language model is damaged")
        return _Reader(self._folder)


def _reads_with(version: str) -> versions.ReadsWith:
    return versions.ReadsWith(code="c", model=f"model-{version}", weights="w", libraries="none")


def main(model: str) -> None:
    """Run as `briefings.reading_worker.main` does."""
    vars(tools)["Tools"] = _Tools
    vars(versions)["reads_with"] = _reads_with
    reading_worker.main(model)


def read_batch_by_hand(articles: Sequence[Article], model: str | None) -> BatchRead:
    """What `briefings.reading_cluster.read_batch` does on a worker, without a language model."""
    from briefings.reading_cluster import BatchRead

    read = tuple(_Reader(Path(model or "")).read_all(articles))
    mark = versions.ReadsWith(code=versions.code_mark(), model="m", weights="w", libraries="none")
    return BatchRead(readings=read, reads_with=mark)

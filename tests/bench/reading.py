"""Reading, part by part, and whole: each figure a ratio to the language model's own pass in the same run."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.tokens import Doc

from briefings import pipeline
from briefings.extract.attribution import find_attributions
from briefings.extract.credits import credited_outlets
from briefings.extract.dates import find_dates
from briefings.extract.names import find_names
from briefings.extract.passages import passages_of
from briefings.extract.quantities import find_quantities
from briefings.model import Article, Reading
from briefings.reading.page import read_page
from briefings.reading_pool import ReadingPool
from briefings.store import Store
from briefings.store.articles import article_fingerprint
from briefings.store.identity import url_key
from briefings.tools import Tools
from tests.bench.inputs import NOW, page_of

Row = tuple[str, float, str]


def parts(articles: Sequence[Article], tools: Tools) -> list[Row]:
    """Name, ratio to the language model's pass, and what it was in CPU milliseconds an article."""
    list(tools.reader.read_all(articles[:3]))  # everything loaded
    docs: list[Doc] = []
    model = _cpu(lambda: docs.extend(tools.nlp.pipe([one.text for one in articles])))
    pairs = list(zip(docs, articles, strict=True))
    names = {id(doc): find_names(doc) for doc, _ in pairs}
    told = {id(doc): find_attributions(doc, names[id(doc)]) for doc, _ in pairs}
    readings: list[Reading] = []
    pages = [(page_of(one), one.url) for one in articles]
    found: dict[str, Callable[[], object]] = {
        "HTML to article": lambda: [read_page(page, url, now=NOW) for page, url in pages],
        "fingerprints": lambda: [(article_fingerprint(a), url_key(a.url)) for a in articles],
        "sentences and furniture": lambda: [passages_of(doc, a) for doc, a in pairs],
        "names": lambda: [find_names(doc) for doc, _ in pairs],
        "attributions": lambda: [find_attributions(doc, names[id(doc)]) for doc, _ in pairs],
        "figures and dates": lambda: [
            (find_quantities(d), find_dates(d, a.published, a.zone_hours)) for d, a in pairs
        ],
        "origins": lambda: [
            [credited_outlets(d, p.span, told[id(d)], a.outlet) for p in passages_of(d, a)] for d, a in pairs
        ],
        "all of extraction": lambda: readings.extend(tools.reader._reading(d, a) for d, a in pairs),
    }
    rows = [("language model", 1.0, _each(model, articles))]
    for name, work in found.items():
        for doc in docs:
            doc.user_data.clear()  # what the row before found once and kept (`extract.once`)
        spent = _cpu(work)
        rows.append((name, spent / model, _each(spent, articles)))
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db") as store:

        def put() -> None:
            for article, reading in zip(articles, readings, strict=True):
                store.add_article(article, reading, now=NOW)

        spent = _cpu(put)
    rows.append(("store, index, copies", spent / model, _each(spent, articles)))
    return rows


def whole(articles: Sequence[Article], tools: Tools) -> list[Row]:
    """Ingest as a whole against the language model's pass, and again over what is stored."""
    model = _cpu(lambda: list(tools.nlp.pipe([one.text for one in articles])))
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db") as store:

        def run() -> None:
            pipeline.ingest(store, articles, lambda: tools.reader, NOW)

        first, again = _cpu(run), _cpu(run)
    return [
        ("ingest / language model", first / model, _each(first, articles)),
        ("ingest again / first time", again / first, _each(again, articles)),
    ]


def processes(articles: Sequence[Article], most: int = 2) -> list[Row]:
    """Reading by 1..most processes by the clock: only a machine that does nothing else tells the truth."""
    spent = {}
    for workers in range(1, most + 1):
        with ReadingPool(workers) as pool:
            list(pool.read_all(articles[: 4 * workers]))  # models loaded
            start = time.perf_counter()
            list(pool.read_all(articles))
            spent[workers] = time.perf_counter() - start
    return [(f"{n} processes / 1", spent[1] / spent[n], f"{spent[n]:.1f} s by the clock") for n in spent]


def memory() -> Row:
    """The most memory that this process had."""
    return ("most memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _each(seconds: float, articles: Sequence[Article]) -> str:
    return f"{1000 * seconds / len(articles):.1f} ms an article"

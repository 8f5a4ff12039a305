"""`briefings claims` and `page`: what is seen in one text or page; neither touches the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from briefings.cli import output
from briefings.cli.setup import Setup
from briefings.errors import UnreadableSourceError
from briefings.model import Article, Attribution, Span

_PLAIN = frozenset({".txt", ".text"})


@click.command(short_help="Who is credited with what in a text.")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with offsets into the text.")
@click.pass_obj
def claims(setup: Setup, file: str, as_json: bool) -> None:
    """Who is credited with what in a text. Offsets count characters of the file's own text (.txt)."""
    from briefings.extract.attribution import find_attributions

    text = _text(file, setup)
    found = find_attributions(setup.tools.nlp(text))
    records = [claim_json(text, one) for one in found]
    if as_json:
        output.print_json({"claims": records})
        return
    for record in records:
        source = record["source"] or {"text": "(nobody named)", "name": ""}
        name = f" ({source['name']})" if source["name"] not in {"", source["text"]} else ""
        cue = f" · {record['cue']['text']}" if record["cue"] else ""
        said = text[record["content"]["start"] : record["content"]["end"]]
        click.echo(f"{source['text']}{name}{cue}: {' '.join(said.split())}")
    if not records:
        output.note("Nobody is credited with anything here.")


def claim_json(text: str, one: Attribution) -> dict[str, Any]:
    """An attribution with its offsets; `content` spans its pieces, each of which stands in `pieces`."""
    start, end = min(p.start for p in one.content), max(p.end for p in one.content)
    spans = [*one.content, *(span for span in (one.source, one.cue) if span is not None)]
    source = None if one.source is None else _span(text, one.source) | {"name": one.source_name}
    return {
        "start": min(span.start for span in spans),
        "end": max(span.end for span in spans),
        "source": source,
        "cue": None if one.cue is None else _span(text, one.cue),
        "content": {"start": start, "end": end, "text": text[start:end]},
        "pieces": [_span(text, piece) for piece in one.content],
        "direct": one.direct,
    }


def _span(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


@click.command(short_help="The article in a page.")
@click.argument("source", metavar="FILE|URL")
@click.option("--json", "as_json", is_flag=True, help="As JSON: text title outlet published url credit.")
@click.pass_obj
def page(setup: Setup, source: str, as_json: bool) -> None:
    """The article in a page: its text without the page around it, title, outlet, date and credit."""
    article = _first_article(source, setup)
    published = None if article.published is None else article.published.isoformat(timespec="seconds")
    record = {
        "text": article.text,
        "title": article.title,
        "outlet": article.outlet,
        "published": published,
        "url": article.url,
        "credit": article.credit,
    }
    if as_json:
        more = {"day_only": article.day_only, "byline": article.byline, "language": article.language}
        output.print_json(record | more)
        return
    head = (article.title, article.outlet, article.byline, published, article.credit, article.url)
    click.echo("\n".join(line for line in head if line) + f"\n\n{article.text}")


def _text(file: str, setup: Setup) -> str:
    """The text to count characters in: a .txt file's own, else the article's."""
    if file == "-" or Path(file).suffix.lower() not in _PLAIN:
        return _first_article(file, setup).text
    from briefings.reading.records import decoded

    path = Path(file).expanduser()
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableSourceError(file, error.strerror or "cannot be read") from error
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableSourceError(file, "a binary file, not text")
    # Line ends as Python reads them, so that offsets are those of open(file).read().
    text = decoded(raw).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableSourceError(file, "empty")
    return text


def _first_article(source: str, setup: Setup) -> Article:
    from briefings.reading.sources import read_source

    for item in read_source(source, now=setup.now, allowed=setup.allowed):
        if isinstance(item, Article):
            return item
    raise UnreadableSourceError(source, "holds no article")

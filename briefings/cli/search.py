"""`briefings search`: sentences of all that is stored, by words and operators."""

from __future__ import annotations

import click

from briefings.cli import output
from briefings.cli.setup import Setup


@click.command(short_help="Search all stored articles for words and more.")
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON (briefings.search/1).")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Sentences shown.")
@click.option("--offset", type=click.IntRange(0, 10_000), default=0, help="Sentences to pass over.")
@click.pass_obj
def search(setup: Setup, query: tuple[str, ...], as_json: bool, limit: int, offset: int) -> None:
    """Search all stored articles: words, "a phrase", -word, and these operators:

    \b
    outlet:NAME  from:DATE  before:DATE  said-by:NAME
    number:550   number:500..600         topic:NAME

    After `--` a word may begin with a dash: briefings search -- drones -missiles
    """
    from briefings import pipeline
    from briefings.search.shown import results_json, results_text

    with setup.store() as store:
        found = pipeline.search(store, " ".join(query), setup.now, limit=limit, offset=offset)
    if as_json:
        output.print_json(results_json(found))
        return
    for line in found.notes:
        output.note(line)
    click.echo(results_text(found, width=output.width(), color=output.wants_color(), first=offset + 1))

"""`briefings new`, `disputes`, `timeline` and `export`: what became of a topic, and a topic as a file."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from briefings.cli import output
from briefings.cli.reports import parse_since
from briefings.cli.setup import Setup
from briefings.errors import InputError


@click.command(short_help="What is new on a topic since you last looked.")
@click.argument("topic")
@click.option("--since", metavar="DATE|DIGEST", help="A date or 3d ago (UTC), or the number of a digest.")
@click.option("--json", "as_json", is_flag=True, help="As JSON (briefings.news/1).")
@click.pass_obj
def new(setup: Setup, topic: str, since: str | None, as_json: bool) -> None:
    """What is new on a topic: new, now confirmed, now disputed, revised, corrected, withdrawn, gone quiet.

    Without --since: since the last digest that a report came after; where none was built, the topic's last
    day. Digests have numbers in `briefings digest --json` ("id").
    """
    from briefings import retrospect
    from briefings.changes.as_json import news_json
    from briefings.changes.render import news_text

    with setup.store() as store:
        news = retrospect.new(store, store.topic(topic), setup.now, _since(since, setup.now))
    if as_json:
        output.print_json(news_json(news))
    else:
        click.echo(news_text(news, width=output.width()))


@click.command(short_help="How the disputes of a topic came about.")
@click.argument("topic")
@click.argument("number", required=False, type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True, help="As JSON (briefings.disputes/1).")
@click.pass_obj
def disputes(setup: Setup, topic: str, number: int | None, as_json: bool) -> None:
    """The disputes of a topic's last digest: who said each side first, who took it up, when.

    With the NUMBER of a line of the digest, that dispute with every passage behind its sides.
    """
    from briefings import retrospect
    from briefings.changes.as_json import disputes_json
    from briefings.changes.render import disputes_text, history_text

    with setup.store() as store:
        found = store.topic(topic)
        held = retrospect.disputes(store, found, setup.now)
    if number is not None:
        chosen = tuple(one for one in held if one.number == number)
        if not chosen:
            has = ", ".join(str(one.number) for one in held)
            lines = f"its disputes are lines {has}" if has else "it has no disputes"
            raise InputError(f"line {number} of the last digest of {found.name!r} is no dispute: {lines}")
        held = chosen
    if as_json:
        output.print_json(disputes_json(found.name, held))
    elif number is not None:
        click.echo(history_text(held[0], width=output.width(), passages=True))
    else:
        click.echo(disputes_text(found.name, held, width=output.width()))


@click.command(short_help="What happened on a topic, day by day.")
@click.argument("topic")
@click.option("--json", "as_json", is_flag=True, help="As JSON (briefings.timeline/1).")
@click.pass_obj
def timeline(setup: Setup, topic: str, as_json: bool) -> None:
    """Dated events of a topic by when they happened, not by when they were published; figures that moved."""
    from briefings import retrospect
    from briefings.changes.as_json import timeline_json
    from briefings.changes.render import timeline_text

    with setup.store() as store:
        found = retrospect.timeline(store, store.topic(topic), setup.now)
    if as_json:
        output.print_json(timeline_json(found))
    else:
        click.echo(timeline_text(found, width=output.width()))


@click.command(short_help="A topic as a file: JSON, CSV of claims, Markdown, OPML of feeds.")
@click.argument("topic")
@click.option(
    "--format", "form", required=True, type=click.Choice(["json", "csv", "markdown", "opml"]), help="Of what."
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to: a new file, a folder, or - (the default) for standard output.",
)
@click.pass_obj
def export(setup: Setup, topic: str, form: str, target: Path | None) -> None:
    """Write a topic for other programs: everything (json), its claims as a table (csv), its last digest and
    timeline with passages (markdown), or the feeds that its reports come from (opml)."""
    from briefings import retrospect

    with setup.store() as store:
        made = retrospect.export(store, store.topic(topic), form, setup.now)
    if target is None or str(target) == "-":
        sys.stdout.buffer.write(made.content)
        sys.stdout.buffer.flush()
        return
    target = target.expanduser()
    path = target / made.name if target.is_dir() else target
    try:
        with path.open("xb") as file:
            file.write(made.content)
    except FileExistsError:
        raise InputError(f"{path} exists: name a new file") from None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or 'cannot be written'}") from error
    output.note(f"{path}: {len(made.content):,} bytes")


def _since(text: str | None, now: datetime) -> int | datetime | None:
    """A digest's number, or a moment; a bare number of up to seven digits is a digest, a year is not."""
    if text is None:
        return None
    plain = text.strip().removeprefix("#")
    if plain.isdecimal() and plain.isascii() and len(plain) <= MOST_DIGITS:
        return int(plain)
    return parse_since(text, now)


MOST_DIGITS = 7
"""Digits of a digest's number: 20250704 is a date without its hyphens."""

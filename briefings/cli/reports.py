"""`briefings digest`, `ask` and `sources`: what is read out of the store."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

from briefings.cli import output
from briefings.cli.setup import Setup
from briefings.errors import InputError

_AGO = re.compile(r"(\d{1,5})\s*(h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
_HOURS = {"h": 1, "d": 24, "w": 7 * 24}


@click.command(short_help="What a topic's reports agree on, and where they differ.")
@click.argument("topic")
@click.option("--since", metavar="DATE", help="2025-07-04, 2025-07-04T18:00, or 12h, 3d, 2w ago; UTC.")
@click.option("--json", "as_json", is_flag=True, help="As JSON (briefings.digest/1).")
@click.option("--explain", is_flag=True, help="Say why lines were joined or set apart.")
@click.option("--all", "unfold", is_flag=True, help="Every line, not only those that fit a small screen.")
@click.pass_obj
def digest(setup: Setup, topic: str, since: str | None, as_json: bool, explain: bool, unfold: bool) -> None:
    """What a topic's reports agree on and where they differ.

    Without --since it covers the last 24 hours, or the topic's last day where its news is older.
    """
    from briefings import pipeline

    first = None if since is None else parse_since(since, setup.now)
    with setup.store() as store:
        built = pipeline.digest(store, store.topic(topic), setup.now, first)
    if as_json:
        from briefings.digest.as_json import digest_json

        output.print_json(digest_json(built))
        return
    from briefings.digest.render import render

    color = output.wants_color()
    click.echo(render(built, width=output.width(), color=color, explain=explain, unfold=unfold), nl=False)


@click.command(short_help="Answer a question from what is stored on a topic.")
@click.argument("topic")
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="As JSON (briefings.answer/1).")
@click.pass_obj
def ask(setup: Setup, topic: str, question: str, as_json: bool) -> None:
    """Answer a question from what is stored on a topic, with the passages; or say that nothing is."""
    from briefings import pipeline

    if not re.search(r"\w", question):
        raise InputError("the question is empty: write it in quotation marks after the topic")
    with setup.store() as store:
        found = store.topic(topic)
        answer = pipeline.ask(store, found, question, setup.now, setup.tools.meaning)
    if as_json:
        from briefings.digest.as_json import answer_json

        output.print_json(answer_json(answer))
        return
    from briefings.digest.passages import answer_text

    click.echo(answer_text(answer, width=output.width()))


@click.command(short_help="The passages behind a line of the last digest; how outlets fared.")
@click.argument("topic")
@click.argument("number", required=False, type=click.IntRange(min=1))
@click.option("--outlets", is_flag=True, help="How often each outlet was alone, confirmed, first, revised.")
@click.option("--outlet", metavar="NAME", help="What one outlet said on the topic over time.")
@click.option("--json", "as_json", is_flag=True, help="With --outlets or --outlet: as JSON.")
@click.pass_obj
def sources(
    setup: Setup, topic: str, number: int | None, outlets: bool, outlet: str | None, as_json: bool
) -> None:
    """The passages behind line NUMBER of a topic's last digest; without NUMBER, what each line rests on."""
    if outlets or outlet is not None:
        if number is not None or (outlets and outlet is not None):
            raise InputError("ask for a line, for --outlets or for one --outlet, not for several at once")
        _who_said_what(setup, topic, outlet, as_json=as_json)
        return
    if as_json:
        raise InputError("--json goes with --outlets or --outlet; lines as JSON: `briefings digest --json`")
    _passages(setup, topic, number)


def _passages(setup: Setup, topic: str, number: int | None) -> None:
    from briefings import pipeline
    from briefings.digest.passages import line_text, lines_text
    from briefings.digest.render import reading_order

    with setup.store() as store:
        built = pipeline.sources(store, store.topic(topic), setup.now)
    lines = reading_order(built)
    if number is None:
        click.echo(lines_text(built, width=output.width()))
        return
    if number > len(lines):
        has = f"has lines 1 to {len(lines)}" if lines else "has no lines"
        raise InputError(f"no line {number}: the last digest of {built.topic!r} {has}")
    click.echo(line_text(lines[number - 1], width=output.width()))


def _who_said_what(setup: Setup, topic: str, outlet: str | None, *, as_json: bool) -> None:
    from briefings import retrospect
    from briefings.changes import as_json as told
    from briefings.changes.render import outlet_text, outlets_text

    with setup.store() as store:
        found = store.topic(topic)
        if outlet is not None:
            account = retrospect.outlet(store, found, outlet, setup.now)
            record, text = told.outlet_json(account), outlet_text(account, width=output.width())
        else:
            rows = retrospect.outlets(store, found, setup.now)
            record = told.outlets_json(found.name, rows)
            text = outlets_text(found.name, rows, width=output.width())
    output.print_json(record) if as_json else click.echo(text)


def parse_since(text: str, now: datetime) -> datetime:
    """A moment that a person wrote: a day, a day and time, or how long ago. Raises InputError."""
    text = text.strip()
    ago = _AGO.fullmatch(text)
    if ago:
        try:
            return now - timedelta(hours=int(ago[1]) * _HOURS[ago[2][0].lower()])
        except OverflowError:
            return datetime.min.replace(tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise InputError(f"--since {text!r} is no date: write 2025-07-04, 2025-07-04T18:00 or 3d") from None

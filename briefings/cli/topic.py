"""`briefings topic add|list|show|remove`: what readers follow."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from briefings.cli.output import count
from briefings.cli.setup import Setup
from briefings.errors import InputError

if TYPE_CHECKING:
    from briefings.store.articles import Candidate


@click.group()
def topic() -> None:
    """Topics that you follow: add, list, show, remove."""


@topic.command("add")
@click.argument("name")
@click.option("--keywords", default="", metavar='"A, B"', help="Names and phrases that mark an article.")
@click.option("--exclude", default="", metavar='"A, B"', help="Words that rule an article out.")
@click.pass_obj
def add(setup: Setup, name: str, keywords: str, exclude: str) -> None:
    """Follow a topic. Without --keywords the words of its name are taken; again changes its words."""
    from briefings.model import Topic
    from briefings.topics import derived_keywords

    wanted = split_words(keywords) or derived_keywords(name)
    if not wanted:
        raise InputError(f"{name!r} is no topic name: use words")
    with setup.store() as store:
        stored = store.add_topic(Topic(name=name, keywords=wanted, exclude=split_words(exclude)))
        click.echo(f"{stored.name}: {', '.join(stored.keywords)}")


@topic.command("list")
@click.pass_obj
def list_topics(setup: Setup) -> None:
    """The topics that are followed."""
    with setup.store() as store:
        for one in store.topics():
            click.echo(one.name)
        if not store.topics():
            click.echo("No topics yet: `briefings topic add NAME --keywords ...` follows one.", err=True)


@topic.command("show")
@click.argument("name")
@click.pass_obj
def show(setup: Setup, name: str) -> None:
    """A topic's words and how much is stored on it."""
    from briefings.digest.render import span_of_days

    with setup.store() as store:
        one = store.topic(name)
        found = store.matching(one)
        click.echo(one.name)
        click.echo(f"  keywords  {', '.join(one.keywords)}")
        if one.exclude:
            click.echo(f"  exclude   {', '.join(one.exclude)}")
        days = span_of_days(*_first_and_last(found))
        click.echo(f"  stored    {count(len(found), 'article')}{f', {days}' if days else ''}")


@topic.command("remove")
@click.argument("name")
@click.pass_obj
def remove(setup: Setup, name: str) -> None:
    """Forget a topic and its digests; articles stay."""
    with setup.store() as store:
        click.echo(f"Removed {store.remove_topic(name).name}.")


def _first_and_last(found: tuple[Candidate, ...]) -> tuple[datetime | None, datetime | None]:
    dated = [candidate.moment for candidate in found if candidate.dated]
    return (min(dated), max(dated)) if dated else (None, None)


def split_words(text: str) -> tuple[str, ...]:
    """Comma-separated words and phrases, each once, in order."""
    words = (" ".join(word.split()) for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))

"""`briefings topic add|list|show|preview|drop|remove`: what readers follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from briefings.cli.output import count, note
from briefings.cli.setup import Setup
from briefings.errors import InputError

if TYPE_CHECKING:
    from briefings.store.articles import Candidate


@click.group()
def topic() -> None:
    """Topics that you follow: add, list, show, preview, drop, remove."""


@topic.command("add")
@click.argument("name")
@click.option("--keywords", default="", metavar='"A, B"', help="Names and phrases that mark an article.")
@click.option("--exclude", default="", metavar='"A, B"', help="Words that rule an article out.")
@click.pass_obj
def add(setup: Setup, name: str, keywords: str, exclude: str) -> None:
    """Follow a topic; again changes its words.

    Without --keywords the words of its name are taken, and keywords are proposed from what is stored.
    """
    from briefings.model import Topic
    from briefings.topics import derived_keywords

    wanted = split_words(keywords) or derived_keywords(name)
    if not wanted:
        raise InputError(f"{name!r} is no topic name: use words")
    with setup.store() as store:
        stored = store.add_topic(Topic(name=name, keywords=wanted, exclude=split_words(exclude)))
        click.echo(f"{stored.name}: {', '.join(stored.keywords)}")
        proposed = () if keywords else store.proposed_keywords(name)
    if len(proposed) > len(wanted):
        note(f"Proposed from what is stored: {', '.join(proposed)}")
        note(f"""`briefings topic add "{stored.name}" --keywords "{", ".join(proposed)}"` takes them.""")


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


@topic.command("preview")
@click.argument("name")
@click.option("--keywords", default="", metavar='"A, B"', help="Other keywords than the topic has, to try.")
@click.option("--exclude", default="", metavar='"A, B"', help="Other words that rule an article out, to try.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="Articles shown.")
@click.pass_obj
def preview(setup: Setup, name: str, keywords: str, exclude: str, limit: int) -> None:
    """What a topic would match of what is stored, newest first; nothing is changed.

    NAME need not be a topic yet. What was thrown out of one is not shown.
    """
    from briefings.errors import UnknownTopicError
    from briefings.model import Topic
    from briefings.topics import Matcher

    with setup.store() as store:
        try:
            held = store.topic(name)
        except UnknownTopicError:
            held = Topic(name=name)
        words = split_words(keywords) or held.keywords
        tried = replace(held, keywords=words, exclude=split_words(exclude) or held.exclude)
        found = store.matching(tried)
        matcher = Matcher(tried)
        outlets = {a.id: a.outlet for a in store.material_of([c.id for c in found[-limit:]]).articles}
    for one in reversed(found[-limit:]):
        day = one.moment.strftime("%d %b %Y") if one.dated else "undated"
        click.echo(f"{one.id:>6}  {day:<11}  {outlets[one.id]}: {one.title}")
        click.echo(f"        {', '.join(matcher.matched(one.title, one.text))}")
    more = f", the newest {limit} shown" if len(found) > limit else ""
    note(f"{count(len(found), 'article')}{more}; `briefings topic drop TOPIC NUMBER` throws one out")


@topic.command("drop")
@click.argument("name")
@click.argument("article", metavar="NUMBER|ADDRESS")
@click.option("--undo", is_flag=True, help="Take it back in.")
@click.pass_obj
def drop(setup: Setup, name: str, article: str, undo: bool) -> None:
    """Throw an article out of a topic that it does not belong to; it stays out, whatever its words."""
    with setup.store() as store:
        one = store.topic(name)
        number = store.article_at(article)
        title = store.material_of([number]).articles[0].title
        changed = store.include(one, number) if undo else store.exclude(one, number, setup.now)
    said = "is back in" if undo else "is out of"
    if not changed:
        said = "was never thrown out of" if undo else "was out of"
    click.echo(f"“{title}” {said} {one.name}.")


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

"""`briefings feed add|list|remove|import|export|poll`: feeds that are followed and read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefings.cli.ingest import report, summary
from briefings.cli.output import count, note, print_json
from briefings.cli.setup import Setup
from briefings.errors import InputError

if TYPE_CHECKING:
    from briefings.following import Feed, Look
    from briefings.model import Article
    from briefings.pipeline import Ingested, Item
    from briefings.reading.fetch import FetchSettings
    from briefings.reading.looking import Looked
    from briefings.reading.polling import Polled
    from briefings.store import Store

_F = TypeVar("_F", bound=Callable[..., Any])


def _allowing(command: _F) -> _F:
    """The option that names private hosts which may be fetched."""
    option = click.option(
        "--allow-host",
        "allowed",
        multiple=True,
        metavar="HOST[:PORT]",
        help="A private host that may be fetched, besides those in BRIEFINGS_ALLOW_HOSTS.",
    )
    return option(command)


@click.group()
def feed() -> None:
    """Feeds that are read as they come: add, list, remove, import, export, poll."""


@feed.command("add")
@click.argument("url", nargs=-1, required=True)
@click.option("--unchecked", is_flag=True, help="Take the address as it is, without asking there.")
@_allowing
@click.pass_obj
def add(setup: Setup, url: tuple[str, ...], unchecked: bool, allowed: tuple[str, ...]) -> None:
    """Follow feeds: RSS, Atom or JSON Feed, at their own address or that of a site which names one.

    A public Telegram channel is followed as t.me/NAME (or @NAME), through its preview page.
    """
    from briefings.following import Feed
    from briefings.reading.channels import preview_address
    from briefings.reading.guard import web_address
    from briefings.store.feeds import FeedTable

    url = tuple(preview_address(one) or one for one in url)
    for one in url:
        web_address(one)
    if unchecked:
        found = [Feed(url=one, added=setup.now) for one in url]
    else:
        found = _looked_up(url, setup.now, _settings(setup, allowed))
    with setup.store() as store:
        new = FeedTable(store).add(found)
    for one_feed in found:
        click.echo(f"{one_feed.title or one_feed.url}  {one_feed.url}")
    note(
        f"{count(new, 'feed')} added" + (f", {len(found) - new} followed already" if new < len(found) else "")
    )


def _looked_up(urls: Sequence[str], now: datetime, settings: FetchSettings) -> list[Feed]:
    from briefings.following import Feed
    from briefings.reading.fetch import Fetcher, run
    from briefings.reading.polling import find_feed

    async def look() -> list[Feed]:
        async with Fetcher(settings) as fetcher:
            found = [await find_feed(url, fetcher, now=now) for url in urls]
        return [Feed(url=url, title=parsed.title, site=parsed.site, added=now) for url, parsed in found]

    return run(look)


@feed.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_feeds(setup: Setup, as_json: bool) -> None:
    """The feeds that are followed, with how each stands."""
    from briefings.store.feeds import FeedTable

    with setup.store() as store:
        feeds = FeedTable(store).all()
    if as_json:
        print_json({"schema": "briefings.feeds/1", "feeds": [_record(one) for one in feeds]})
        return
    for one in feeds:
        click.echo(f"{one.title or one.url}\n  {one.url}\n  {_standing(one)}")
    if not feeds:
        note("No feeds yet: `briefings feed add ADDRESS` follows one.")


def _record(one: Feed) -> dict[str, Any]:
    times = {name: getattr(one, name) for name in ("added", "last_success", "next_poll")}
    told = {name: moment and moment.isoformat(timespec="seconds") for name, moment in times.items()}
    standing = {"entries": one.entries, "failures": one.failures, "problem": one.problem, "dead": one.dead}
    return {"url": one.url, "title": one.title, "site": one.site} | told | standing


def _standing(one: Feed) -> str:
    """How a feed stands, in one line."""
    if one.last_try is None:
        return "not asked yet"
    when = one.next_poll.strftime("%d %b %H:%M UTC") if one.next_poll else "at once"
    state = "dead: " if one.dead else ""
    state += (
        f"{one.problem} ({count(one.failures, 'failure')})"
        if one.problem
        else count(one.entries, "entry", "entries")
    )
    last = (
        f", last read {one.last_success.strftime('%d %b %H:%M UTC')}" if one.last_success else ", never read"
    )
    return f"{state}{last}, next {when}"


@feed.command("remove")
@click.argument("name", metavar="URL|TITLE")
@click.pass_obj
def remove(setup: Setup, name: str) -> None:
    """Follow a feed no longer; its articles stay."""
    from briefings.store.feeds import FeedTable

    with setup.store() as store:
        table = FeedTable(store)
        one = table.find(name)
        table.remove(one)
    click.echo(f"Removed {one.title or one.url}.")


@feed.command("import")
@click.argument("file", type=click.File("rb"))
@click.pass_obj
def import_feeds(setup: Setup, file: Any) -> None:
    """Follow the feeds of an OPML list (a file, or "-")."""
    from briefings.following import Feed
    from briefings.reading.opml import MAX_BYTES, read_opml
    from briefings.store.feeds import FeedTable

    listed = read_opml(file.read(MAX_BYTES + 1), file.name)
    if not listed:
        raise InputError(f"{file.name}: lists no feeds")
    with setup.store() as store:
        new = FeedTable(store).add(Feed(url=url, title=title, added=setup.now) for url, title in listed)
    known = len(listed) - new
    note(f"{count(new, 'feed')} added" + (f", {known} followed already" if known else ""))


@feed.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.pass_obj
def export(setup: Setup, file: Path | None) -> None:
    """Write the feeds as an OPML list, to a file or to standard output."""
    from briefings.reading.opml import write_opml
    from briefings.store.feeds import FeedTable

    with setup.store() as store:
        feeds = FeedTable(store).all()
    text = write_opml(((one.url, one.title, one.site) for one in feeds), now=setup.now)
    if file is None:
        click.echo(text, nl=False)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or 'cannot be written'}") from error
    note(f"{count(len(feeds), 'feed')} written to {file}")


@feed.command("poll")
@click.option("--all", "every", is_flag=True, help="Ask every feed now, due or not.")
@_allowing
@click.pass_obj
def poll(setup: Setup, every: bool, allowed: tuple[str, ...]) -> int:
    """Ask the feeds that are due once and read what is new. Exit status 1 where none could be read.

    Pages of the last two days are looked at again on the way, for what their outlets changed.
    """
    from briefings.following import due, just_died
    from briefings.store.feeds import FeedTable
    from briefings.store.looks import LookTable

    with setup.store() as store:
        table, looks = FeedTable(store), LookTable(store)
        feeds = table.all()
        if not feeds:
            raise InputError("no feeds yet: `briefings feed add ADDRESS` follows one")
        ready = feeds if every else due(feeds, setup.now)
        polled, looked = _asked(ready, looks.due(setup.now), setup, _settings(setup, allowed), table.seen)
        done = _stored(store, setup, polled, looked)
        for one in polled:
            table.save(one.before, one.after, one.keys, now=setup.now)
            for page in one.pages:
                looks.watch(page.article, page.url, now=setup.now, etag=page.etag, modified=page.modified)
        for seen in looked:
            looks.save(seen.look, now=setup.now, problem=seen.problem, etag=seen.etag, modified=seen.modified)
    failed = [one for one in polled if one.after.problem]
    for one in failed:
        dead = ": dead, asked once a week from now on" if just_died(one.before, one.after) else ""
        note(f"{one.before.url}: {one.after.problem}{dead}")
    again = f"; {count(len(looked), 'page')} looked at again" if looked else ""
    failures = f"; {len(failed)} failed" if failed else ""
    note(f"{count(len(polled), 'feed')} asked{again}: {summary(done)}{failures}")
    return 1 if failed and len(failed) == len(polled) else 0


def _stored(store: Store, setup: Setup, polled: Sequence[Polled], looked: Sequence[Looked]) -> Ingested:
    from briefings import pipeline

    new = (item for one in polled for item in one.items)
    revised = (seen.article for seen in looked if seen.article is not None)
    return pipeline.ingest(
        store,
        (item for items in (new, revised) for item in items),
        lambda: setup.tools.reader,
        setup.now,
        model=lambda: setup.tools.fingerprint,
        progress=_say,
    )


def _say(item: Item) -> None:
    line = report(item)
    if line is not None:
        note(line)


def _asked(
    feeds: Sequence[Feed],
    pages: Sequence[tuple[Look, Article]],
    setup: Setup,
    settings: FetchSettings,
    seen: Callable[[Feed, Sequence[str]], frozenset[str]],
) -> tuple[list[Polled], list[Looked]]:
    from briefings.reading.fetch import Fetcher, run
    from briefings.reading.looking import look_again
    from briefings.reading.polling import poll as ask_all

    async def ask() -> tuple[list[Polled], list[Looked]]:
        async def known(feed: Feed, keys: Sequence[str]) -> frozenset[str]:
            return seen(feed, keys)

        async with Fetcher(settings) as fetcher:
            polled = [one async for one in ask_all(feeds, fetcher, now=setup.now, seen=known)]
            looked = [one async for one in look_again(pages, fetcher, now=setup.now)]
        return polled, looked

    return run(ask)


def _settings(setup: Setup, allowed: Sequence[str]) -> FetchSettings:
    from briefings.reading.fetch import FetchSettings

    return FetchSettings(allowed=setup.allowed | {host.strip().lower() for host in allowed})

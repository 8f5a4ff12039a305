"""`briefings demo`: the sample topics, read and briefed in a database that is thrown away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from briefings.cli import output
from briefings.cli.ingest import _progress
from briefings.cli.setup import Setup
from briefings.errors import BriefingsError

# Sample reports are all older than any day the demo is run on, so each digest covers all of its topic.
_SINCE = datetime(1900, 1, 1, tzinfo=UTC)


@click.command(hidden=True)
@click.pass_obj
def demo(setup: Setup) -> None:
    """Read the sample reports into a temporary database and print each topic's digest."""
    import seeds
    from briefings import pipeline
    from briefings.digest.render import render

    with TemporaryDirectory(prefix="concordance-") as folder:
        setup = replace(setup, db=Path(folder) / "demo.db")
        files = tuple(str(path) for path in seeds.report_files())
        with setup.store() as store:
            with _progress(files) as step:
                done = pipeline.ingest(
                    store,
                    pipeline.items_of(files, setup.now),
                    lambda: setup.tools.reader,
                    setup.now,
                    model=lambda: setup.tools.fingerprint,
                    progress=step,
                )
            if not done.new:
                raise BriefingsError("the sample reports could not be read: install anew")
            for topic in seeds.topics():
                built = pipeline.digest(store, store.add_topic(topic), setup.now, _SINCE)
                click.echo(render(built, width=output.width(), color=output.wants_color()))

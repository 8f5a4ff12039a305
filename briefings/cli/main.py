"""`python -m briefings`: the verbs, and how errors leave the program.

    words ──► click ──► Setup ──► verb ──► pipeline, store ──► standard output
                                   └─ BriefingsError, bad use ──► one line on standard error, status 1 or 2

Verbs import what they need when they run, so that `briefings --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from briefings import __version__
from briefings.cli.care import backup, restore, verify
from briefings.cli.changes import disputes, export, new, timeline
from briefings.cli.chat import chat
from briefings.cli.demo import demo
from briefings.cli.doctor import doctor
from briefings.cli.feeds import feed
from briefings.cli.ingest import ingest
from briefings.cli.reports import ask, digest, sources
from briefings.cli.search import search
from briefings.cli.setup import make_setup
from briefings.cli.texts import claims, page
from briefings.cli.topic import topic
from briefings.errors import BriefingsError, InputError

EXIT_FAILURE = 1
EXIT_BAD_USE = 2
EXIT_INTERRUPTED = 130  # as a shell says of SIGINT


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--db",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The database; else BRIEFINGS_DB, else a file in your data directory.",
)
@click.version_option(__version__, prog_name="briefings")
@click.pass_context
def cli(context: click.Context, db: Path | None) -> None:
    """What the news agrees on, where it differs, and the sentence behind every line."""
    context.obj = make_setup(db)


for _verb in (
    ingest,
    topic,
    feed,
    digest,
    ask,
    sources,
    new,
    disputes,
    timeline,
    export,
    search,
    claims,
    page,
    chat,
    verify,
    backup,
    restore,
    doctor,
    demo,
):
    cli.add_command(_verb)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status; errors go to standard error in one line."""
    _make_printable()
    try:
        status = cli.main(args=words, prog_name="briefings", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        return _fail(_click_line(error), EXIT_BAD_USE)
    except InputError as error:
        return _fail(str(error), EXIT_BAD_USE)
    except BriefingsError as error:
        return _fail(str(error), EXIT_FAILURE)
    except (KeyboardInterrupt, click.Abort):
        return _fail("stopped", EXIT_INTERRUPTED)
    except BrokenPipeError:
        # Whoever read us has gone ("| head"); Python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILURE
    return status if isinstance(status, int) else 0


def _click_line(error: click.ClickException) -> str:
    line = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "briefings"
    return f"{line} (`{where} --help` shows how)"


def _fail(line: str, status: int) -> int:
    print(f"briefings: {' '.join(line.split())}", file=sys.stderr)
    return status


def _make_printable() -> None:
    """What a terminal's character set lacks is shown as "?" rather than ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")

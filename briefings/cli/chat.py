"""`briefings chat`: the bot's conversation in this terminal, over what is stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain

import click

from briefings.cli import output
from briefings.cli.setup import Setup


@click.command(short_help="Talk with the bot in this terminal.")
@click.pass_obj
def chat(setup: Setup) -> None:
    """Talk as in Telegram: /start, /topics, /topic NAME, /help; a number chooses, other words ask."""
    from bot.terminal import LEAVE, Look, open_terminal

    look = Look(width=output.width(), color=output.wants_color())
    with setup.store() as store:
        terminal = open_terminal(store, setup.tools, look, setup.language, setup.allowed)
        for line in chain(["/start"] if sys.stdin.isatty() else [], _typed()):
            if line.split()[0] in LEAVE:
                return
            for text in terminal.say(line):
                click.echo(text)


def _typed() -> Iterator[str]:
    """Lines that are typed, blank ones aside, to the end of input."""
    prompt = "> " if sys.stdin.isatty() else ""
    while True:
        try:
            line = input(prompt)
        except EOFError:
            return
        if line.strip():
            yield line

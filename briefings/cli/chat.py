"""`briefings chat`: a plain conversation in the terminal over what is stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from briefings.cli import output
from briefings.cli.setup import Setup
from briefings.errors import BriefingsError, InputError, UnknownTopicError
from briefings.model import Digest, Point, Topic

if TYPE_CHECKING:
    from briefings.ask import Context
    from briefings.store import Store

_HELP = """\
/topics        what can be asked about
/topic NAME    the digest of a topic
/sources [N]   the passages behind line N of it
/help          this
/quit          leave
Anything else is a question about the topic; "and why?" or "since when?" lean on the last one."""


@click.command(short_help="Talk about the stored topics in this terminal.")
@click.pass_obj
def chat(setup: Setup) -> None:
    """Talk: /topics, /topic NAME, /sources N, /help, /quit; anything else is a question."""
    with setup.store() as store:
        talk = Talk(setup, store)
        if sys.stdin.isatty():
            click.echo(_HELP)
        for line in _typed():
            if line.split()[:1] in (["/quit"], ["/exit"]):
                return
            try:
                click.echo(talk.reply(line))
            except UnknownTopicError as error:
                click.echo(f"{error}; /topics lists them")
            except InputError as error:
                click.echo(str(error))
            except BriefingsError as error:
                click.echo(f"That failed: {error}")


class Talk:
    """One conversation: the topic and digest that were last spoken of, and what was last asked."""

    def __init__(self, setup: Setup, store: Store) -> None:
        self._setup = setup
        self._store = store
        self._topic: Topic | None = None
        self._digest: Digest | None = None
        self._context: Context | None = None

    def reply(self, line: str) -> str:
        """What is answered to one line; raises BriefingsError with what is wrong."""
        verb, _, rest = line.strip().partition(" ")
        if not verb.startswith("/"):
            return self._ask(line.strip())
        if verb == "/topics":
            return "\n".join(t.name for t in self._store.topics()) or "No topics yet."
        if verb == "/topic":
            return self._brief(rest.strip())
        if verb == "/sources":
            return self._sources(rest.strip())
        if verb in {"/help", "/start"}:
            return _HELP
        raise InputError(f"{verb} is not known here; /help lists what is")

    def _brief(self, name: str) -> str:
        from briefings import pipeline
        from briefings.digest.render import render

        if not name:
            raise InputError("name a topic: /topic NAME; /topics lists them")
        self._topic = self._store.topic(name)
        self._digest = pipeline.digest(self._store, self._topic, self._setup.now)
        return render(self._digest, width=output.width(), color=output.wants_color())

    def _sources(self, number: str) -> str:
        from briefings.ask import context_of_line
        from briefings.digest.passages import line_text, lines_text
        from briefings.digest.render import reading_order

        if self._digest is None:
            raise InputError("first a digest: /topic NAME")
        if not number:
            return lines_text(self._digest, width=output.width())
        lines = reading_order(self._digest)
        if not number.isdecimal() or not 1 <= int(number) <= len(lines):
            raise InputError(f"/sources takes a line number, 1 to {len(lines)}")
        line = lines[int(number) - 1]
        said = line.text if isinstance(line, Point) else line.question
        self._context = context_of_line(said, topic=self._digest.topic, now=datetime.now(UTC))
        return line_text(line, width=output.width())

    def _ask(self, question: str) -> str:
        from briefings import pipeline
        from briefings.digest.passages import answer_text

        topic = self._topic or self._only_topic()
        meaning = self._setup.tools.meaning
        answer, self._context = pipeline.follow_up(
            self._store, topic, question, self._context, datetime.now(UTC), meaning
        )
        return answer_text(answer, width=output.width())

    def _only_topic(self) -> Topic:
        topics = self._store.topics()
        if len(topics) != 1:
            raise InputError("about which topic? /topic NAME chooses one; /topics lists them")
        return topics[0]


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

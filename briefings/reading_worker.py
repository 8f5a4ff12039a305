"""A process that reads articles for another one: batches come in on standard input, readings go out.

    parent ── Batch ──► standard input ──► Reader ──► standard output ── Ready, then Done for each ──► parent

Started by `briefings.reading_pool`, never by hand. It says first what it reads with (`ReadsWith`), so that no
reading of another version gets in. It ends when its parent closes its input, and so when its parent dies,
in whatever way: a process of its own never outlives the program it reads for.

Nothing heavy is imported above: the number of threads must be set before numpy is loaded.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from briefings.priority import go_last

if TYPE_CHECKING:
    from briefings.model import Article, Reading
    from briefings.versions import ReadsWith

LAST = "--last"
"""On the command line: whatever else runs on the machine goes first."""

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""One process, one core: threads of several processes that wait for each other cost more than they save."""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """The first message: the model is loaded, and this is what the process reads with."""

    reads_with: ReadsWith


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The first message where the model cannot be loaded. line: what to say to the person who asked."""

    line: str


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Articles to read."""

    articles: tuple[Article, ...]


@dataclass(frozen=True, kw_only=True)
class Done:
    """The readings of a batch, in order."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, kw_only=True)
class Failed:
    """A bug came up in reading a batch: its traceback."""

    trace: str


def main(model: str | None) -> None:
    """Read batches until standard input ends; `model` is what `briefings.tools.Tools` takes."""
    if LAST in sys.argv[1:]:
        go_last()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; our parent decides
    for name, value in ONE_THREAD.items():
        os.putenv(name, value)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not break the messages
    batches: queue.SimpleQueue[Batch] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, batches), daemon=True).start()
    _serve(model, batches, out)


def _listen(stream: IO[bytes], batches: queue.SimpleQueue[Batch]) -> None:
    """Take batches from `stream`; at its end the process ends at once, whatever it is reading."""
    try:
        while True:
            batches.put(receive(stream))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _serve(model: str | None, batches: queue.SimpleQueue[Batch], out: IO[bytes]) -> None:
    from briefings.errors import LanguageModelError
    from briefings.tools import Tools
    from briefings.versions import reads_with

    tools = Tools(model)
    try:
        reader = tools.reader
        send(out, Ready(reads_with=reads_with(tools.nlp)))
    except LanguageModelError as error:
        send(out, Refused(line=str(error)))
        return
    while True:
        batch = batches.get()
        try:
            send(out, Done(readings=tuple(reader.read_all(batch.articles))))
        except Exception:  # goes to the parent, which raises it there
            send(out, Failed(trace=traceback.format_exc()))


def send(stream: IO[bytes], message: object) -> None:
    """Write one message; raises OSError where nobody reads any more."""
    pickle.dump(message, stream, protocol=pickle.HIGHEST_PROTOCOL)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """The next message; raises EOFError at the end."""
    return pickle.load(stream)

"""Where pages and feeds are parsed while an event loop waits: a thread, or a process of its own.

    await aside(read_page, content, url, now=now)         on a thread, for a command that does nothing else
    await process.do(read_page, content, url, now=now)    in a process, for a bot that answers meanwhile

Python runs one thread at a time, and what is written in C may keep its turn for long; so only a process
leaves an event loop free. It is also bounded: one that takes too long over a page is ended, one that dies is
replaced, and the page is given up with a reason.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import signal
import struct
import subprocess
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from itertools import count
from typing import Any, ParamSpec, Protocol, TypeVar

from briefings.errors import BriefingsError
from briefings.priority import go_last

LONGEST = 60.0
"""Seconds for one page or feed. The slowest of 79 real pages took 4 on a busy machine."""

MOST_BYTES = 64_000_000
"""Longest message: a page of 10 MB, decoded, with room to spare."""

_LENGTH = struct.Struct(">I")
_START = "import sys; sys.path[:] = {path!r}; from briefings.reading.parsing import main; main()"

P = ParamSpec("P")
T = TypeVar("T")


class ParsingError(BriefingsError):
    """What was to be parsed took too long, or ended the process that parsed it."""


class Aside(Protocol):
    """Does a piece of parsing elsewhere than on the event loop."""

    async def __call__(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(...)`, a function of a module, with arguments that can be pickled."""
        ...


async def aside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`work(...)` on the parsing thread: one, for each further one would hold up the loop more."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_thread(), partial(work, *args, **kwargs))


@lru_cache(maxsize=1)
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="parsing")


class ParsingProcess:
    """A process that parses one thing after another; started when it is first needed. Close it.

    A thread of its own talks to it: starting a process can take long on a busy machine, too.
    """

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="parsing")
        self._numbers = count()

    async def do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(...)` in the process. Raises ParsingError, RuntimeError for a bug, with its trace."""
        number = next(self._numbers)
        message = pickle.dumps((number, work, args, kwargs), protocol=pickle.HIGHEST_PROTOCOL)
        loop = asyncio.get_running_loop()
        async with self._turn:
            try:
                async with asyncio.timeout(self._longest):
                    well, found = await loop.run_in_executor(self._thread, self._ask, number, message)
            except TimeoutError as error:
                await self._end()
                raise ParsingError(f"parsing did not end in {self._longest:g} s") from error
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                await self._end()
                raise ParsingError("the process that parsed it died") from error
            except BaseException:  # cancelled in the middle of an answer
                await self._end()
                raise
        if not well:
            raise RuntimeError(f"a parsing process met a bug:\n{found}")
        result: T = found
        return result

    async def close(self) -> None:
        """End the process; it is started again where there is something to parse."""
        async with self._turn:
            await self._end()

    def _ask(self, number: int, message: bytes) -> tuple[bool, Any]:
        """Send and take the answer, on the thread; a process that is killed meanwhile is an EOFError."""
        if self._process is None:
            command = [sys.executable, "-c", _START.format(path=sys.path)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        stream, answers = self._process.stdin, self._process.stdout
        assert stream is not None
        assert answers is not None
        stream.write(_LENGTH.pack(len(message)) + message)
        stream.flush()
        while True:
            head = answers.read(_LENGTH.size)
            if len(head) < _LENGTH.size:
                raise EOFError
            of, well, found = pickle.loads(answers.read(_LENGTH.unpack(head)[0]))
            if of == number:  # not of one that was cancelled while the process started
                return well, found

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()  # what the thread waits for ends with it
        await asyncio.get_running_loop().run_in_executor(self._thread, _clear, process)


def _clear(process: subprocess.Popen[bytes]) -> None:
    """Wait for an ended process and close what led to it."""
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def main() -> None:
    """Parse what comes on standard input until it ends, as it does when the parent dies in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; our parent decides
    go_last()  # an event loop waits for it, with people who wait for that
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not break the messages
    stream = sys.stdin.buffer
    while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        number, work, args, kwargs = pickle.loads(stream.read(_LENGTH.unpack(head)[0]))
        try:
            answer = (number, True, work(*args, **kwargs))
        except Exception:  # goes to the parent, which raises it there
            answer = (number, False, traceback.format_exc())
        message = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
        out.write(_LENGTH.pack(len(message)) + message)
        out.flush()

"""Where pages and feeds are parsed while an event loop waits: a thread, or a process of its own.

    await aside(read_page, content, url, now=now)         on a thread, for a command that does nothing else
    await process.do(read_page, content, url, now=now)    in a process, for a bot that answers meanwhile

Python runs one thread at a time, and what is written in C may keep its turn for long; so only a process
leaves an event loop free. It is also bounded: one that takes too long over a page is ended, one that dies is
replaced, and the page is given up with a reason.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import ParamSpec, Protocol, TypeVar

from briefings.errors import BriefingsError

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
    """A process that parses one thing after another; started when it is first needed. Close it."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(...)` in the process. Raises ParsingError, RuntimeError for a bug, with its trace."""
        message = pickle.dumps((work, args, kwargs), protocol=pickle.HIGHEST_PROTOCOL)
        answer: tuple[bool, T]
        async with self._turn:
            try:
                async with asyncio.timeout(self._longest):
                    answer = await self._ask(message)
            except TimeoutError as error:
                await self._end()
                raise ParsingError(f"parsing did not end in {self._longest:g} s") from error
            except (OSError, EOFError) as error:
                await self._end()
                raise ParsingError("the process that parsed it died") from error
            except BaseException:  # cancelled in the middle of an answer
                await self._end()
                raise
        well, found = answer
        if not well:
            raise RuntimeError(f"a parsing process met a bug:\n{found}")
        return found

    async def close(self) -> None:
        """End the process; it is started again where there is something to parse."""
        async with self._turn:
            await self._end()

    async def _ask(self, message: bytes) -> tuple[bool, T]:
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                _START.format(path=sys.path),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
        stream, answers = self._process.stdin, self._process.stdout
        assert stream is not None
        assert answers is not None
        stream.write(_LENGTH.pack(len(message)) + message)
        await stream.drain()
        (length,) = _LENGTH.unpack(await answers.readexactly(_LENGTH.size))
        answer: tuple[bool, T] = pickle.loads(await answers.readexactly(length))
        return answer

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        if process.returncode is None:
            process.kill()
        await process.wait()


def main() -> None:
    """Parse what comes on standard input until it ends, as it does when the parent dies in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; our parent decides
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not break the messages
    stream = sys.stdin.buffer
    while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        work, args, kwargs = pickle.loads(stream.read(_LENGTH.unpack(head)[0]))
        try:
            answer = (True, work(*args, **kwargs))
        except Exception:  # goes to the parent, which raises it there
            answer = (False, traceback.format_exc())
        message = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
        out.write(_LENGTH.pack(len(message)) + message)
        out.flush()

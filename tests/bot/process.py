"""The real bot in a process of its own, with what it writes to standard error at hand."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot.botapi import BotApi

PATIENCE = 120.0  # seconds until a test fails instead of hanging; far above what anything here takes


class BotProcess:
    """`python -m bot`, running."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._more = asyncio.Event()
        self.lines: list[str] = []
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self._process.stderr is not None
        async for each in self._process.stderr:
            self.lines.append(each.decode().rstrip("\n"))
            self._more.set()

    async def says(self, part: str, times: int = 1) -> str:
        """The line of standard error that holds `part`, for the `times`-th time, waited for."""
        async with asyncio.timeout(PATIENCE):
            while len(found := [each for each in self.lines if part in each]) < times:
                self._more.clear()
                await self._more.wait()
        return found[times - 1]

    async def ends(self) -> int:
        """The exit status, waited for."""
        async with asyncio.timeout(PATIENCE):
            status = await self._process.wait()
            await self._reading
        return status

    async def kill(self) -> None:
        """End it as kill -9 does."""
        self._process.kill()
        await self.ends()

    async def stop(self) -> int:
        """End it as a service manager does, and give its exit status."""
        if self._process.returncode is None:
            self._process.terminate()
        return await self.ends()


async def start(environment: dict[str, str], *arguments: str) -> BotProcess:
    """A bot process with just these settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TELEGRAM_", "BRIEFINGS_"))}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", *arguments),
        env={**kept, **environment},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    return BotProcess(process)


@asynccontextmanager
async def running(api: BotApi, database: Path, **settings: str) -> AsyncIterator[BotProcess]:
    """The bot against `api`; at the end it stops cleanly, and has written no token and no traceback."""
    usual = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url, "BRIEFINGS_DB": str(database)}
    process = await start({**usual, **settings})
    try:
        yield process
    finally:
        status = await process.stop()
    written = "\n".join(process.lines)
    assert api.token.partition(":")[2] not in written
    assert "Traceback" not in written
    assert status == 0, written

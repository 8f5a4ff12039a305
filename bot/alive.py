"""`python -m bot.alive`: whether the bot that runs beside it is well, for a container's health check.

Asks the port that BRIEFINGS_WATCH names. Exit status 0 where it is well, 1 where not, 2 where nothing is set.
Loads nothing of the bot, so that it may be asked every few seconds.
"""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

PATIENCE = 5.0  # seconds


def main() -> int:
    """Ask once."""
    where = os.environ.get("BRIEFINGS_WATCH", "").strip()
    host, _, port = where.rpartition(":")
    if not port.isdecimal():
        print("bot.alive: BRIEFINGS_WATCH names no port", file=sys.stderr)
        return 2
    host = "127.0.0.1" if host in ("", "0.0.0.0", "[::]") else host
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{host}:{port}/healthz", timeout=PATIENCE):
            return 0
    except urllib.error.HTTPError as error:
        print(f"bot.alive: {error.read(500).decode(errors='replace').strip()}", file=sys.stderr)
    except OSError as error:
        print(f"bot.alive: no answer at {host}:{port} ({error})", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

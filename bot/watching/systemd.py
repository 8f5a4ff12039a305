"""Telling systemd that the bot has started and that it still works (its sd_notify protocol)."""

from __future__ import annotations

import contextlib
import socket

READY = "READY=1"
ALIVE = "WATCHDOG=1"


def notify(address: str, state: str) -> None:
    """Send `state` to the socket that systemd named in NOTIFY_SOCKET, "" for none; failing is no harm."""
    if not address:
        return
    if address.startswith("@"):
        address = f"\0{address[1:]}"
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        out.sendto(state.encode(), address)

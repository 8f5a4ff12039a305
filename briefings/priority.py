"""Processes that work beside one that people wait for."""

from __future__ import annotations

import os

LAST = 10
"""Added to the process's nice value: on a full machine it gets about a tenth of what others get, and all
that they leave."""


def go_last() -> None:
    """Have whatever else runs on the machine go before this process."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(LAST)

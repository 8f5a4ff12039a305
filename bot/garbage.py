"""Python's collector of garbage, kept from holding up the event loop.

It goes over all objects there are while every thread waits: 60 to 150 ms once libraries are loaded, whose
objects (some hundred thousand) never become garbage.
"""

from __future__ import annotations

import gc


def pass_over_what_is_loaded() -> None:
    """Have the collector leave what is in memory now alone; call it after libraries were loaded."""
    gc.freeze()

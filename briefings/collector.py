"""The garbage collector rests while much is made that stays: Python counts references beside it.

Python goes through all objects once a quarter more have come, to find those that only hold each other.
Reading a topic's articles and comparing their statements makes millions that stay, and none of that kind: a
tenth of the time of a digest went into looking, and more on a machine whose memory is busy.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest() -> Iterator[None]:
    """No collecting until this is left; nothing happens where it rests already. Also a decorator.

    It rests for all threads of the process, for seconds, at most for the minutes that a digest of a thousand
    articles takes.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

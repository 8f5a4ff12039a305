"""One message ready to be sent: its text with markup and without, and its buttons as the Bot API takes them.

Pure strings, so that a message can be kept until it is sent, by another run of the program if need be.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Part:
    """html: within Telegram's limits; plain: the same without markup, for a server whose parser is older
    than ours; keyboard: JSON of the rows of an inline keyboard, "" for none."""

    html: str
    plain: str
    keyboard: str = ""

    @property
    def mark(self) -> str:
        """A fingerprint: parts that say the same have the same."""
        whole = "\0".join((self.html, self.plain, self.keyboard))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]

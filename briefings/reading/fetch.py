"""Pages and feeds from the network: not there yet, every address is refused with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from briefings.errors import FetchError


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What an address gave. url: where it was found, after redirects; charset: as the server says."""

    url: str
    content: bytes
    charset: str | None = None


def fetch_page(url: str) -> Fetched:
    """The page at `url`; raises FetchError."""
    raise FetchError(url, "addresses cannot be read yet; save the page and give the file")

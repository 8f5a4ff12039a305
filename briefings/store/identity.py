"""When two articles are one, and when two names are one: keys to compare by, pure functions.

An article is known by its address without what only tracks the reader, and by its text within its outlet:
the same copy at two addresses of one outlet is one article. What this misses: an article moved to a new
address with a changed text counts as new; the same copy in two outlets is two articles (and one origin,
which comparing finds).
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from urllib.parse import urlsplit

from briefings.addresses import plain_address

_DASHES = re.compile(r"[‐‑‒–—―−_/-]+")
_NOT_NAME = re.compile(r"[^\w\s]+")
# courlan settles within two passes on all but nested addresses; the third is for those.
_PASSES = 3


def url_key(url: str) -> str:
    """What tells one address from another: `plain_address` without fragment, scheme, "www." or end slash.

    Idempotent but for a scheme: a key is no address. A `file:` name or anything that is no web address is
    its own key, stripped.
    """
    url = url.strip()
    if not url.lower().startswith(("http://", "https://")):
        return url
    from courlan import clean_url  # only what stores articles needs it, and it takes a while

    for _ in range(_PASSES):
        cleaned = plain_address(clean_url(plain_address(url)) or url)
        if cleaned == url:
            break
        url = cleaned
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def fold_name(name: str) -> str:
    """A topic's or outlet's name to compare by: case, accents, dashes and punctuation make no difference."""
    parted = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in parted if not unicodedata.combining(c))
    return " ".join(_NOT_NAME.sub("", _DASHES.sub(" ", bare)).split())


def fingerprint(*parts: str) -> str:
    """128 bits of what the parts say, white space aside."""
    mark = blake2b(digest_size=16)
    for part in parts:
        mark.update(" ".join(part.split()).encode("utf-8", "surrogatepass") + b"\0")
    return mark.hexdigest()


def slice_mark(text: str) -> str:
    """64 bits of a passage, to the letter."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

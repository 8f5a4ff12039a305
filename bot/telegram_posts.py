"""Posts of Telegram's channels as reports: the channel is the outlet, and where a post was forwarded from is
its origin.

Pure. What it declines: a post without words, and one that only announces a link; the link is read then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from briefings.model import Article

FEWEST_WORDS = 25  # of a post that is a report: an announcement of a link has fewer
SUPERGROUPS = -(10**12)  # ids of channels are this much below their own number


@dataclass(frozen=True, kw_only=True)
class Posted:
    """Where a post first stood. chat, number: of the channel and the post in it; title, username: of the
    channel, username "" for a private one; moment: UTC; via: title of the channel that it was forwarded from
    there, "" where it was not; edited: it was changed."""

    chat: int
    number: int
    title: str
    username: str = ""
    moment: datetime | None = None
    via: str = ""
    edited: bool = False

    @property
    def url(self) -> str:
        """The address of the post; of a private channel only its readers can open it."""
        if self.username:
            return f"https://t.me/{self.username}/{self.number}"
        inner = SUPERGROUPS - self.chat if self.chat < SUPERGROUPS else abs(self.chat)
        return f"https://t.me/c/{inner}/{self.number}"


def words_without_links(text: str) -> int:
    """How many words a post has, addresses aside."""
    return len(re.findall(r"\w+", re.sub(r"https?://\S+|\bt\.me/\S+", " ", text)))


def only_announces(text: str, links: tuple[str, ...]) -> bool:
    """Whether a post is no more than a pointer to what it links."""
    return bool(links) and words_without_links(text) < FEWEST_WORDS


def article_of(posted: Posted, text: str, now: datetime) -> Article | None:
    """The report that a post is; None where it has too few words to say something."""
    from briefings.reading.channels import post_article  # brings all that parses pages: not at the start

    made = post_article(
        channel=posted.title,
        username=posted.username,
        number=posted.number,
        text=text,
        date=posted.moment or now,
        forwarded_from=posted.via,
        chat=posted.chat,
        now=now,
    )
    return replace(made, url=posted.url) if made else None

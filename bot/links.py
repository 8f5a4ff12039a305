"""Deep links: `t.me/<bot>?start=topic_<slug>`, and `startgroup` for groups.

A slug is made of a topic's name; Telegram allows letters, digits, `_` and `-`, 64 characters of payload in
all. A name that leaves nothing (a script that is not Latin, or two topics of one slug) goes by its number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from briefings.model import Topic

PAYLOAD = 64  # Bot API: characters of a deep link's payload
WORD = "topic"
_SLUG_ROOM = PAYLOAD - len(WORD) - 1
_SHORTEST = 3  # letters: "a" or "1" would say nothing, and could be a number
_OTHER = re.compile(r"[^a-z0-9]+")


def slug_of(name: str) -> str:
    """The name in letters that a link may have, "" where too little is left: "us-ukraine-air-defense"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    slug = _OTHER.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
    slug = slug[:_SLUG_ROOM].strip("-")
    return slug if len(slug) >= _SHORTEST and not slug.isdecimal() else ""


def slug_for(topic: Topic, topics: Sequence[Topic]) -> str:
    """What stands for the topic among `topics`."""
    slug = slug_of(topic.name)
    alone = sum(slug_of(each.name) == slug for each in topics) == 1
    return slug if slug and alone else str(topic.id)


def topic_of(slug: str, topics: Sequence[Topic]) -> Topic | None:
    """The topic that a link leads to, None where there is none (any more); anything may be in a link."""
    for topic in topics:
        if slug in (slug_for(topic, topics), str(topic.id)):
            return topic
    wanted = slug_of(slug.replace("_", "-"))
    found = [topic for topic in topics if wanted and slug_of(topic.name) == wanted]
    return found[0] if len(found) == 1 else None


def payload(topic: Topic, topics: Sequence[Topic]) -> str:
    """What follows `?start=` for the topic."""
    return f"{WORD}_{slug_for(topic, topics)}"

"""Inline mode: `@bot words` in any chat offers topics and points to share, with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from bot import passages, rendering
from bot.i18n import _
from bot.layout import Entry, entries
from bot.richtext import clip, split
from bot.talk.asker import Asker
from bot.talk.feature import Feature
from bot.talk.reply import Choice
from bot.talk.room import Room
from bot.wording import days, standing, valued
from briefings.model import Digest, Dispute, Topic

NEAR_ENOUGH = 70  # of 100: "air defence" finds "US–Ukraine air defense", "football" does not
MOST_TOPICS = 8  # a query that names none shows the first of them
POINTS = 12  # of a topic: more than a phone scrolls through
TITLE_UNITS, DESCRIPTION_UNITS = 80, 160  # clients cut both to one or two lines


class Inline(Feature):
    """Offers what can be shared."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def choices(self, asker: Asker, query: str) -> Sequence[Choice]:
        """Topics that fit, with their digests; then lines with those words, of the topics that fit best."""
        topics = self._ranked(query)
        digests = [self._latest(topic) for topic in topics]
        kept = [(topic, digest) for topic, digest in zip(topics, digests, strict=True) if digest]
        found = [_topic_choice(topic, digest) for topic, digest in kept]
        for _topic, digest in kept:
            found.extend(_line_choice(digest, entry) for entry in _fitting(digest, query))
        return found

    def _ranked(self, query: str) -> list[Topic]:
        """Topics whose names or keywords are near to the query, best first; all of them where none is."""
        topics = list(self._room.news.topics())
        scores = {topic.id: _nearness(topic, query) for topic in topics}
        near = [topic for topic in topics if scores[topic.id] >= NEAR_ENOUGH]
        return sorted(near or topics, key=lambda topic: -scores[topic.id])[:MOST_TOPICS]

    def _latest(self, topic: Topic) -> Digest | None:
        """The digest that was stored last: people type fast, so one is built for the first of them only."""
        stored = self._room.news.snapshots(topic)
        return self._room.news.saved(stored[-1].id) if stored else self._room.news.digest(topic)


def _nearness(topic: Topic, query: str) -> float:
    """From 0 to 100; a topic is near where any of its names is."""
    if not query:
        return 0.0
    names = [topic.name, *topic.keywords]
    return max(fuzz.WRatio(query.casefold(), name.casefold()) for name in names)


def _fitting(digest: Digest, query: str) -> Iterator[Entry]:
    """The lines that hold a word of the query, else the weightiest."""
    listing = entries(digest)
    wanted = [word for word in query.casefold().split() if len(word) > 3]
    with_words = [each for each in listing if any(word in _text(each).casefold() for word in wanted)]
    yield from (with_words or listing)[:POINTS]


def _text(entry: Entry) -> str:
    item = entry.item
    if isinstance(item, Dispute):
        return " ".join([item.question, *(side.claim for side in item.sides)])
    return item.text


def _topic_choice(topic: Topic, digest: Digest) -> Choice:
    """A whole digest: its first screen."""
    (first, *_more) = rendering.digest(digest, short=True)
    (lines, *_rest) = split(first.lines)
    about = " · ".join([days(digest.first, digest.last), rendering.read_counts(digest)])
    return Choice(
        key=f"t{topic.id}",
        title=clip(topic.name, TITLE_UNITS),
        description=clip(about, DESCRIPTION_UNITS),
        lines=lines,
    )


def _line_choice(digest: Digest, entry: Entry) -> Choice:
    """One line with the passages behind it."""
    item = entry.item
    is_dispute = isinstance(item, Dispute)
    about = _("{n} sides", n=len(valued(item))) if isinstance(item, Dispute) else standing(item)
    (screen, *_more) = passages.passages(entry)
    (lines, *_rest) = split(screen.lines)
    return Choice(
        key=f"{digest.id}{'x' if is_dispute else 'p'}{entry.index}",
        title=clip(item.question if isinstance(item, Dispute) else item.text, TITLE_UNITS),
        description=clip(f"{_(entry.section.value)} · {about}", DESCRIPTION_UNITS),
        lines=lines,
    )

"""`Store`: the database as the rest of the program sees it, in records of `briefings.model`.

One connection, one thread. A program that reads beside its writer opens a second store, readonly.
Every method raises StoreError where the file fails it (locked, damaged, read-only, no room).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlite_utils import Database

from briefings.errors import UnknownTopicError
from briefings.model import Article, Digest, Dispute, Material, Point, Reading, Topic
from briefings.revisions import Revision
from briefings.store import (
    articles,
    backup,
    compared,
    copies,
    digests,
    exclusions,
    history,
    holding,
    opening,
    proposals,
    revisions,
    searching,
    snapshots,
    topics,
    verify,
    wordings,
)
from briefings.store.articles import Added, Candidate
from briefings.store.copies import Copy
from briefings.store.snapshots import Snapshot
from briefings.store.verify import Fault
from briefings.topics import Matcher

__all__ = ["Added", "Store"]

#: Topics of which it is remembered, while a store is open, which articles belong to them.
TOPICS_JUDGED = 30

_P = ParamSpec("_P")
_R = TypeVar("_R")


def _guarded(method: Callable[Concatenate[Store, _P], _R]) -> Callable[Concatenate[Store, _P], _R]:
    @functools.wraps(method)
    def call(self: Store, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with opening.translated(self.path):
            return method(self, *args, **kwargs)

    return call


class Store:
    """Articles with their readings, topics and digests in one SQLite file. Close it, or use it in `with`.

    db: the open database, for a program that keeps tables of its own beside ours (see `opening.migrate`).
    """

    def __init__(self, db: Database, path: Path, *, readonly: bool) -> None:
        self.db = db
        self.path = path
        self.readonly = readonly
        self._judged: dict[tuple[str, tuple[str, ...], tuple[str, ...]], holding.Judged] = {}

    @classmethod
    def open(cls, path: Path | str, *, readonly: bool = False) -> Self:
        """Open the database, making it where there is none; raises InputError or StoreError."""
        path = Path(path).expanduser()
        return cls(opening.connect(path, readonly=readonly), path, readonly=readonly)

    def close(self) -> None:
        """Close the connection; a second time does nothing."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Articles

    @_guarded
    def known(self, article: Article) -> Added | None:
        """How an article stands in the store: None where it is new, `revised` where its text has changed."""
        return articles.known(self.db, article)

    @_guarded
    def add_article(
        self, article: Article, reading: Reading, *, model: str = "", now: datetime | None = None
    ) -> Added:
        """Store an article with what was read from it; one known by its address is revised, its text kept.

        model: fingerprint of the language model that read it; now: when, for an article that does not
        know when it was fetched.
        """
        return articles.add(self.db, article, reading, model=model, now=now or datetime.now(UTC))

    @_guarded
    def seen_again(self, article: Article) -> Added | None:
        """Note the address of an article that is known as it is; how it stands, None where it is new."""
        return articles.seen_again(self.db, article)

    @_guarded
    def matching(
        self,
        topic: Topic,
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        after: int = 0,
    ) -> tuple[Candidate, ...]:
        """Articles that belong to a topic, oldest first, published (else fetched) from `since` to `until`.

        Those that were thrown out of it are not among them. after: of a higher id than this, as all have that
        came in later.
        """
        matcher, out = Matcher(topic), exclusions.of(self.db, topic.id)
        found = articles.candidates(
            self.db, matcher.queries, matcher.needed, since=since, until=until, after=after
        )
        belong = (c for c in found if c.id not in out and matcher.belongs(c.title, c.text, c.published))
        return tuple(sorted(belong, key=lambda c: (c.moment, c.id)))

    @_guarded
    def came_in(self, topic: Topic, *, after: int, until: datetime) -> bool:
        """Whether any article that has a higher id than `after` and came out before `until` belongs."""
        matcher, out = Matcher(topic), exclusions.of(self.db, topic.id)
        found = articles.newer(self.db, after, until)
        return any(c.id not in out and matcher.belongs(c.title, c.text, c.published) for c in found)

    @_guarded
    def material_of(self, numbers: Sequence[int]) -> Material:
        """Articles by id, with their readings."""
        return articles.material(self.db, numbers)

    @_guarded
    def wordings(self, numbers: Sequence[int], encoder: str) -> dict[tuple[int, int], bytes]:
        """What this sentence encoder read of the articles, by article and passage, as far as it is stored."""
        return wordings.load(self.db, numbers, encoder)

    @_guarded
    def save_wordings(self, read: Mapping[tuple[int, int], bytes], encoder: str) -> None:
        """Keep what the sentence encoder read; a database that cannot be written keeps nothing."""
        if not self.readonly:
            wordings.save(self.db, read, encoder)

    def material(
        self, topic: Topic, since: datetime | None = None, until: datetime | None = None
    ) -> Material:
        """All that comparing and answering need of a topic: its articles with their readings."""
        return self.material_of([c.id for c in self.matching(topic, since, until)])

    @_guarded
    def revisions(self, numbers: Sequence[int], since: datetime) -> tuple[Revision, ...]:
        """Claims of these articles that their outlets changed, noted at `since` or later, oldest first."""
        return revisions.since(self.db, numbers, since)

    @_guarded
    def copies(self, number: int) -> tuple[Copy, ...]:
        """Pairs of an article with near-duplicates of it, nearest first."""
        return copies.pairs(self.db, number)

    @_guarded
    def syndication(self) -> tuple[tuple[int, ...], ...]:
        """Articles that are one copy, as groups of ids, the largest first."""
        return copies.groups(self.db)

    @_guarded
    def holding(
        self, topic: Topic, forms: Sequence[Sequence[str]], *, until: datetime, most: int
    ) -> tuple[int, ...]:
        """Ids of at most `most` articles of a topic: those that best hold the words, then the newest.

        forms: for each word the terms of FTS5, quoted, that may stand for it.
        """
        judged = self._judged.setdefault((topic.name, topic.keywords, topic.exclude), {})
        if len(self._judged) > TOPICS_JUDGED:
            self._judged.pop(next(iter(self._judged)))
        out = exclusions.of(self.db, topic.id)
        found = holding.holding(
            self.db, Matcher(topic), forms, until=until, most=most, judged=judged, out=out
        )
        return tuple(found)

    @_guarded
    def texts_of(self, numbers: Sequence[int]) -> Material:
        """Articles by id with their passages, without claims."""
        return holding.texts_of(self.db, numbers)

    @_guarded
    def with_claims(self, texts: Material, kept: Iterable[tuple[int, int]] | None) -> Material:
        """`texts` with the claims of the passages `kept` (article id, number), of all where it is None."""
        return holding.with_claims(self.db, texts, kept)

    # Search

    @_guarded
    def search_order(
        self,
        match: str,
        *,
        now: datetime,
        outlets: Sequence[int] | None,
        since: datetime | None,
        before: datetime | None,
        topic: str,
        most: int,
    ) -> tuple[int, ...]:
        """Ids of at most `most` articles that meet the FTS5 expression and the rest, best first.

        match: "" for any article; topic: the name of one that is stored, "" for all there is.
        """
        matcher = Matcher(topics.by_name(self.db, topic)) if topic else None
        return tuple(
            searching.order(
                self.db,
                match,
                now=now,
                outlets=outlets,
                since=since,
                before=before,
                matcher=matcher,
                most=most,
            )
        )

    @_guarded
    def outlets_named(self, name: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Ids of the outlets that a name means; where there are none, the nearest names."""
        return searching.outlets_named(self.db, name)

    @_guarded
    def near_topic(self, name: str) -> tuple[str, tuple[str, ...]]:
        """The topic's name as it is stored, "" where there is none of that name, with the nearest names."""
        try:
            return topics.by_name(self.db, name).name, ()
        except UnknownTopicError as error:
            return "", error.nearest

    # Topics

    @_guarded
    def add_topic(self, topic: Topic) -> Topic:
        """Store a topic; one of that name gets the new words."""
        return topics.add(self.db, topic)

    @_guarded
    def proposed_keywords(self, name: str) -> tuple[str, ...]:
        """Keywords for a topic of which only the name is known, from what is stored; its own words first."""
        return proposals.keywords(self.db, name)

    @_guarded
    def article_at(self, written: str) -> int:
        """Id of the article with that id ("17") or address; raises InputError where there is none."""
        return articles.number_of(self.db, written)

    @_guarded
    def remove_topic(self, name: str) -> Topic:
        """Forget a topic and its digests; raises UnknownTopicError."""
        return topics.remove(self.db, name)

    @_guarded
    def topics(self) -> tuple[Topic, ...]:
        """All topics, by name."""
        return topics.every(self.db)

    @_guarded
    def topic(self, name: str) -> Topic:
        """The topic of that name, however its dashes, case and accents are written; UnknownTopicError."""
        return topics.by_name(self.db, name)

    @_guarded
    def topic_by_id(self, number: int) -> Topic | None:
        """The topic of that id, None where it is gone."""
        return topics.by_id(self.db, number)

    @_guarded
    def exclude(self, topic: Topic, article: int, now: datetime) -> bool:
        """Keep an article out of a topic from now on; False where it was out. InputError: either is gone."""
        return exclusions.exclude(self.db, topic.id, article, now)

    @_guarded
    def include(self, topic: Topic, article: int) -> bool:
        """Let an article back into a topic; False where it was not kept out."""
        return exclusions.include(self.db, topic.id, article)

    @_guarded
    def excluded(self, topic: Topic) -> frozenset[int]:
        """Ids of the articles that are kept out of a topic."""
        return exclusions.of(self.db, topic.id)

    # Digests

    @_guarded
    def compared(self, topic: Topic) -> bytes:
        """What the last digest of a large topic left for the next (`briefings.compare.compared`), or b""."""
        return compared.load(self.db, topic.id)

    @_guarded
    def keep_compared(self, topic: Topic, body: bytes) -> None:
        """Keep what a digest of a stored topic leaves for the next."""
        compared.keep(self.db, topic.id, body)

    @_guarded
    def save_digest(self, digest: Digest) -> Digest:
        """Keep a digest as it was built; it comes back with ids."""
        return digests.save(self.db, digest)

    @_guarded
    def digest(self, number: int) -> Digest:
        """The digest of that id; raises InputError where there is none."""
        return digests.load(self.db, number)

    @_guarded
    def last_digest(self, topic: Topic) -> Digest | None:
        """The digest of a topic that was built last, None where none was."""
        return digests.last(self.db, topic.id)

    @_guarded
    def digest_before(self, topic: Topic, moment: datetime) -> Digest | None:
        """The last digest of a topic that was built by `moment`, None where none was."""
        return history.digest_before(self.db, topic.id, moment)

    @_guarded
    def snapshots(self, topic: Topic) -> tuple[Snapshot, ...]:
        """All stored digests of a topic that hold a line, the oldest first."""
        return snapshots.of_topic(self.db, topic.id)

    @_guarded
    def stamp(self) -> tuple[int, ...]:
        """Changes when articles come in, are revised, or are thrown out of a topic."""
        return snapshots.stamp(self.db)

    @_guarded
    def line_history(self, topic: Topic, key: str) -> tuple[int, datetime] | None:
        """How many of a topic's digests had the line with that key, and when the first was built."""
        return history.with_key(self.db, topic.id, key)

    @_guarded
    def arrivals(self, numbers: Sequence[int]) -> dict[int, datetime]:
        """When each article (by id) was first read, whatever became of its text since."""
        return history.arrivals(self.db, numbers)

    @_guarded
    def point(self, number: int) -> Point | None:
        """The point of that id, from whatever digest, None where there is none."""
        return digests.point(self.db, number)

    @_guarded
    def dispute(self, number: int) -> Dispute | None:
        """The dispute of that id, from whatever digest, None where there is none."""
        return digests.dispute(self.db, number)

    # Care

    @_guarded
    def verify(self) -> tuple[Fault, ...]:
        """Every stored thing that does not hold, named; empty where all is well."""
        return tuple(verify.faults(self.db))

    @_guarded
    def backup(self, target: Path) -> Path:
        """Copy the database, in use or not, to a new file and check the copy; InputError where it exists."""
        return backup.copy(self.db, target)

    @_guarded
    def last_moment(self) -> datetime | None:
        """When something was stored last, by the clock of then; None where nothing is."""
        return verify.last_moment(self.db)

    @_guarded
    def counts(self) -> dict[str, int]:
        """How many rows of each kind are stored."""
        names = ("outlets", "articles", "passages", "claims", "topics", "digests")
        return {name: self.db.table(name).count for name in names}

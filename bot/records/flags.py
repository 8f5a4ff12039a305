"""What readers said is wrong: the line as they saw it, what they said of it, and what became of that.

A flag keeps the line with its evidence as it stood in the digest, so that it can be judged, and made a case
of (`bot.cases`), long after. Who said it is kept until they have themselves forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database, Migrations

from bot.records.table import Table, guarded, moment_of, moment_text, written
from briefings.model import Dispute, Point
from briefings.store import codec

migrations = Migrations("concordance.flags")

_FIRST = """
CREATE TABLE flags (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,             -- what is wrong: see FlagKind
    topic   INTEGER NOT NULL,          -- topics(id); no reference: a flag outlives its topic
    name    TEXT NOT NULL,             -- of the topic
    digest  INTEGER NOT NULL,          -- digests(id), likewise
    dispute INTEGER NOT NULL,          -- 1: the line is a dispute; 0: a point
    line    INTEGER NOT NULL,          -- its index in the digest's disputes or points
    body    TEXT NOT NULL,             -- JSON: the point or dispute, with its evidence
    article INTEGER NOT NULL,          -- the report that is meant, 0: the line as a whole
    made    TEXT NOT NULL,
    person  INTEGER,                   -- who said so; NULL: not known any more
    verdict TEXT,                      -- accepted, dismissed; NULL: nobody has looked yet
    judged  TEXT                       -- when
);
CREATE UNIQUE INDEX flags_once ON flags(person, digest, dispute, line, kind, article);
CREATE INDEX flags_by_verdict ON flags(verdict, id);
"""

_COLUMNS = "id, kind, topic, name, digest, dispute, line, body, article, made, person, verdict"


@migrations()
def first_table(db: Database) -> None:
    """Flags."""
    db.executescript(_FIRST)


class FlagKind(StrEnum):
    """What a reader says is wrong with a line."""

    NOT_SAID = "said"  # a passage does not say what the line says
    NOT_SAME = "same"  # the passages do not tell of one thing
    NO_DISPUTE = "dispute"  # the sides do not contradict each other
    OFF_TOPIC = "topic"  # a report has nothing to do with the topic


class Verdict(StrEnum):
    """What an admin made of a flag."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, kw_only=True)
class Flag:
    """One flag. item: the line as it was shown; line: its index among the digest's points or disputes;
    article: id of the report that is meant, 0 for the whole line; person: None where they had themselves
    forgotten; verdict: None where nobody has looked yet."""

    kind: FlagKind
    topic: int
    name: str
    digest: int
    line: int
    item: Point | Dispute
    article: int = 0
    made: datetime
    person: int | None = None
    verdict: Verdict | None = None
    id: int = 0


class Flags(Table):
    """What was flagged."""

    @written
    def add(self, flag: Flag) -> bool:
        """Keep a flag; False where the same person said the same before."""
        row = {
            "kind": flag.kind.value,
            "topic": flag.topic,
            "name": flag.name,
            "digest": flag.digest,
            "dispute": int(isinstance(flag.item, Dispute)),
            "line": flag.line,
            "body": codec.body_text(flag.item),
            "article": flag.article,
            "made": moment_text(flag.made),
            "person": flag.person,
        }
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        done = self.db.execute(f"INSERT OR IGNORE INTO flags ({names}) VALUES ({values})", row)
        return bool(done.rowcount)

    @guarded
    def get(self, number: int) -> Flag | None:
        """The flag of that id."""
        row = self.row(f"SELECT {_COLUMNS} FROM flags WHERE id = ?", [number])
        return _flag(row) if row else None

    @guarded
    def waiting(self, most: int, after: int = 0) -> tuple[Flag, ...]:
        """Flags that nobody has judged, the oldest first, from the one after that id on."""
        found = self.rows(
            f"SELECT {_COLUMNS} FROM flags WHERE verdict IS NULL AND id > ? ORDER BY id LIMIT ?",
            [after, most],
        )
        return tuple(_flag(row) for row in found)

    @guarded
    def accepted(self) -> tuple[Flag, ...]:
        """Flags that an admin agreed with, in the order made."""
        found = self.rows(f"SELECT {_COLUMNS} FROM flags WHERE verdict = 'accepted' ORDER BY id")
        return tuple(_flag(row) for row in found)

    @guarded
    def made_since(self, person: int, since: datetime) -> int:
        """How many flags a person has made since then."""
        row = self.row(
            "SELECT count(*) FROM flags WHERE person = ? AND made >= ?", [person, moment_text(since)]
        )
        return int(row[0])

    @guarded
    def counts(self) -> dict[str, int]:
        """How many flags there are: "waiting", "accepted", "dismissed"."""
        found = dict(self.rows("SELECT coalesce(verdict, 'waiting'), count(*) FROM flags GROUP BY 1"))
        return {name: int(found.get(name, 0)) for name in ("waiting", "accepted", "dismissed")}

    @written
    def judge(self, number: int, verdict: Verdict, now: datetime) -> Flag | None:
        """Keep what an admin made of a flag, None where there is none of that id."""
        self.db.execute(
            "UPDATE flags SET verdict = ?, judged = ? WHERE id = ?",
            [verdict.value, moment_text(now), number],
        )
        return self.get(number)

    @written
    def forget_author(self, person: int) -> int:
        """Keep a person's flags without whose they are; how many."""
        return int(self.db.execute("UPDATE flags SET person = NULL WHERE person = ?", [person]).rowcount)


def _flag(row: Any) -> Flag:
    number, kind, topic, name, digest, dispute, line, body, article, made, person, verdict = row
    moment = moment_of(made)
    assert moment is not None
    item = codec.dispute_of(body, number=0) if dispute else codec.point_of(body, number=0)
    return Flag(
        id=number,
        kind=FlagKind(kind),
        topic=topic,
        name=name,
        digest=digest,
        line=line,
        item=item,
        article=article,
        made=moment,
        person=person,
        verdict=Verdict(verdict) if verdict else None,
    )

"""Records of what became of a topic: what changed, how disputes went, dated events, who said what when.

As in `briefings.model`: frozen, keyword-only, every datetime aware and in UTC. Each record carries the
evidence it was made from; nothing here is stored, all of it is made anew from stored articles and digests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from briefings.model import Dispute, Evidence, Side, aware_utc


class ChangeKind(StrEnum):
    """What happened to a point between two moments; the order is that in which they are shown."""

    NEW = "new"
    REVISED = "revised"  # a figure: the matter is known, its count moved on
    CONFIRMED = "confirmed"  # known from one origin, now from a second
    DISPUTED = "disputed"  # known, and now somebody says otherwise
    CORRECTED = "corrected"  # the article that said it says it differently now, without telling
    WITHDRAWN = "withdrawn"  # the article that said it no longer does
    QUIET = "quiet"  # agreed before, and no report since then mentions it


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of "what is new", with what it rests on.

    text: a sentence of an article, verbatim but for its dateline; before, after: what stood and what stands
    now (a figure, a wording, an origin), "" where the kind has none; evidence: what is new first, then what
    was known; outlets, origins: how many stand behind it now; when: the first report of it, UTC, None where
    undated; key: identity of its point or dispute from one digest to the next.
    """

    kind: ChangeKind
    text: str
    evidence: tuple[Evidence, ...]
    before: str = ""
    after: str = ""
    outlets: int = 1
    origins: int = 1
    when: datetime | None = None
    key: str = ""
    weight: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class News:
    """What changed on a topic from `since` to `until`.

    articles, outlets: reports that came in between; digest: id of the stored digest that it leads up to,
    which a reader has then seen (0: none); notes: what a reader should know of how far back it could look.
    """

    topic: str
    since: datetime
    until: datetime
    changes: tuple[Change, ...]
    articles: int = 0
    outlets: int = 0
    digest: int = 0
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", aware_utc(self.since))
        object.__setattr__(self, "until", aware_utc(self.until))


@dataclass(frozen=True, kw_only=True)
class SideHistory:
    """How one side of a dispute went.

    first: who said it first; taken_up: the first passage of each further outlet, in order of time; last:
    when it was last said; gone: the last digest no longer has it, an earlier one had.
    """

    side: Side
    first: Evidence | None
    taken_up: tuple[Evidence, ...] = ()
    last: datetime | None = None
    gone: bool = False


@dataclass(frozen=True, kw_only=True)
class DisputeHistory:
    """A dispute with the history of its sides, the side that came first in front.

    number: its line in the digest, from 1; since: first report of the second side, the moment from which
    it is one; digests: how many earlier digests of the topic had it.
    """

    dispute: Dispute
    sides: tuple[SideHistory, ...]
    number: int = 0
    since: datetime | None = None
    digests: int = 0


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, or is to happen, on the days first..last (inclusive).

    time: minutes after local midnight where most reports give one; planned: announced, not told as done;
    text: the clearest statement of it; evidence: all statements of it, the clearest first.
    """

    first: date
    last: date
    text: str
    evidence: tuple[Evidence, ...]
    time: int | None = None
    planned: bool = False
    outlets: int = 1
    origins: int = 1
    weight: float = 0.0


@dataclass(frozen=True, kw_only=True)
class SeriesValue:
    """One step of a figure that moved: the figure as printed, its value, and who gave it first, when."""

    text: str
    value: float
    evidence: Evidence
    outlets: int = 1


@dataclass(frozen=True, kw_only=True)
class Series:
    """A figure that moved from one report to the next: a toll, a price.

    name: what is counted and what became of it, in words of the reports ("people killed"); values: in order
    of publication, one for each value that differs from the one before.
    """

    name: str
    unit: str
    values: tuple[SeriesValue, ...]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The dated events of a topic in order of when they happened, and its figures that moved."""

    topic: str
    events: tuple[Event, ...]
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutletStanding:
    """How an outlet fared on a topic.

    articles: its reports; lines: points that it has; alone: of them, those that nobody else has; confirmed:
    those that another origin has too; first: of those confirmed, the ones it had before the others; revised:
    figures of its that a later count overtook; edited: articles that it changed after publishing.
    """

    outlet: str
    articles: int
    lines: int
    alone: int
    confirmed: int
    first: int
    revised: int
    edited: int = 0


class Standing(StrEnum):
    """How a statement of one outlet stands beside what the others have."""

    ALONE = "alone"
    CONFIRMED = "confirmed"
    CARRIED = "carried"  # others have it, from the same origin
    DISPUTED = "disputed"
    REVISED = "revised"


@dataclass(frozen=True, kw_only=True)
class AccountEntry:
    """One thing that an outlet said: its passage, how it stands, which other outlets have it or differ."""

    evidence: Evidence
    standing: Standing
    others: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutletAccount:
    """What one outlet said on a topic, in order of publication."""

    outlet: str
    topic: str
    entries: tuple[AccountEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A file for somebody else's program: a name that is safe anywhere, its bytes, its media type."""

    name: str
    content: bytes
    media: str

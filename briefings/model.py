"""The records that stages hand to each other: frozen, keyword-only, checked at construction.

Invariants
- Offsets are Python string indices into `Article.text`; `text[start:end]` is the passage, claim or mention.
- Every datetime is aware and in UTC. A date without a time is midnight UTC with `day_only=True`.
- `id == 0` means "not stored yet"; the store gives ids.
- Nothing here touches the disk, the network or the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum


def aware_utc(moment: datetime) -> datetime:
    """`moment` in UTC; raises ValueError where it is naive."""
    if moment.tzinfo is None:
        raise ValueError(f"naive datetime {moment.isoformat()}: give it a zone")
    return moment.astimezone(UTC)


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """A half-open range of characters in an article's text, start < end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"empty or negative span {self.start}:{self.end}")

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article as an outlet published it, cleaned of page furniture.

    url: canonical address (or a stable `file:` name); title: headline, not part of text; outlet: the
    publisher's name; published: UTC, None where unknown; day_only: the time of day is unknown;
    zone_hours: offset from UTC of the outlet's own clock where the page told it; text: paragraphs parted
    by blank lines; byline: authors as printed; credit: wire or outlet credited as a whole ("Reuters");
    language: ISO 639-1 or ""; fetched: when we read it, UTC.
    """

    url: str
    title: str
    outlet: str
    text: str
    published: datetime | None = None
    day_only: bool = False
    zone_hours: float | None = None
    byline: str = ""
    credit: str = ""
    language: str = ""
    fetched: datetime | None = None
    id: int = 0

    def __post_init__(self) -> None:
        for name in ("published", "fetched"):
            moment = getattr(self, name)
            if moment is not None:
                object.__setattr__(self, name, aware_utc(moment))


class PassageKind(StrEnum):
    """What a sentence of an article is; only BODY passages give claims."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    PROMO = "promo"
    RELATED = "related"
    QUESTION = "question"
    FRAGMENT = "fragment"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One sentence of an article: its place in the text, and what it is."""

    number: int  # from 0, in reading order
    span: Span
    kind: PassageKind = PassageKind.BODY
    paragraph: int = 0  # from 0


class Bound(StrEnum):
    """How a figure limits what it counts."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    BETWEEN = "between"
    VAGUE = "vague"  # "dozens", "hundreds": value is the order of magnitude


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A figure in a claim. value in `unit` ("" for a plain count); upper only for BETWEEN.

    unit: a normal form: "USD", "percent", "hour", "km", "year-old" (an age), "ordinal", "" ...;
    counted: lemma of what is counted ("drone"), "" where nothing is; governor: lemma of the verb or noun
    that the counted thing depends on ("fire"), which tells 550 fired from 478 intercepted.
    """

    span: Span
    value: float
    upper: float | None = None
    bound: Bound = Bound.EXACT
    unit: str = ""
    counted: str = ""
    governor: str = ""
    modifiers: tuple[str, ...] = ()  # lemmas that narrow what is counted ("ballistic")


@dataclass(frozen=True, kw_only=True)
class DateMention:
    """Words for a time, resolved to the days first..last (inclusive) by the article's own date and zone.

    time: minutes after local midnight where a time of day is given.
    """

    span: Span
    first: date
    last: date
    time: int | None = None


class NameLabel(StrEnum):
    """What a name stands for."""

    PERSON = "person"
    ORG = "organisation"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Name:
    """A mention of a person, organisation or place; `key` is one for all its spellings in an article.

    text: the fullest form in the article ("Volodymyr Zelenskyy"); key: folded form for comparing across
    articles ("zelensky"), see briefings.extract.names; pronoun: the mention is "he", "the president", ...
    """

    span: Span
    text: str
    key: str
    label: NameLabel = NameLabel.OTHER
    pronoun: bool = False


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Who is credited with a statement.

    source: the words ("he"); source_name: resolved ("Volodymyr Zelenskyy"); cue: the crediting word
    ("said", "according to"); content: what is credited, in one or more pieces; direct: the content
    stands in quotation marks, at least in part.
    """

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    source_name: str = ""
    direct: bool = False


class Polarity(StrEnum):
    """Whether a claim says that something is so."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    UNCLEAR = "unclear"


class Certainty(StrEnum):
    """How far along what is claimed is."""

    FACT = "fact"
    PLANNED = "planned"  # will, agreed to, is due to
    POSSIBLE = "possible"  # may, could, is thought to
    ASKED = "asked"  # urged, was asked to, should


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One checkable statement in one article: a clause, or a sentence where it cannot be cut.

    span: the statement in the article's text; passage: number of its sentence; predicate: lemma of its
    main verb; terms: content lemmas, in order; origins: who the article says it comes from, first hand
    last ("Axios" for "RFI citing Axios"), empty for the outlet's own reporting; vector: meaning of the
    statement, int8 bytes.
    """

    passage: int
    span: Span
    attribution: Attribution | None = None
    names: tuple[Name, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.FACT
    predicate: str = ""
    terms: tuple[str, ...] = ()
    quotations: tuple[Span, ...] = ()
    origins: tuple[str, ...] = ()
    vector: bytes = b""
    article: int = 0
    id: int = 0


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that extraction found in one article: a pure function of the article and the language model."""

    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unread:
    """Stands in for the reading of an article that could not be read. reason: one line, no address."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What a reader follows.

    keywords: names and phrases that mark an article as belonging; exclude: words that rule one out.
    """

    name: str
    keywords: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    id: int = 0


class Status(StrEnum):
    """How well a point stands: from two origins or more, or from one."""

    CONSENSUS = "consensus"
    SINGLE = "single"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One claim as it supports a line of a digest, with all that "show me" needs.

    quote: verbatim slice of the article's text; origin: name of the origin ("Axios", or the outlet itself);
    credited: who is credited in the article ("Zelenskyy", "officials"), "" for the outlet's own voice;
    beside: near to the line and likely of it, not sure enough to be counted among its outlets and origins.
    """

    claim: int
    article: int
    url: str
    outlet: str
    title: str
    quote: str
    context: str
    origin: str
    credited: str = ""
    published: datetime | None = None
    day_only: bool = False
    beside: bool = False


@dataclass(frozen=True, kw_only=True)
class Point:
    """Claims that say the same across articles. text: the clearest of them; reasons: why they were joined."""

    text: str
    status: Status
    evidence: tuple[Evidence, ...]
    outlets: int
    origins: int
    weight: float = 0.0
    reasons: tuple[str, ...] = ()
    key: str = ""  # identity from one digest to the next
    id: int = 0


class DisputeKind(StrEnum):
    """On what the sides of a dispute differ."""

    FIGURE = "figure"
    DATE = "date"
    DENIAL = "denial"
    ATTRIBUTION = "attribution"
    WORDING = "wording"
    STATUS = "status"
    CAUSE = "cause"
    FRAMING = "framing"


VALUED = frozenset({DisputeKind.FIGURE, DisputeKind.DATE, DisputeKind.WORDING, DisputeKind.ATTRIBUTION})
"""Kinds whose sides are a figure, a date, words or a name; those of the others are told in sentences. A side
of such a dispute that has no value tells the matter beside those that have one."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side of a dispute: what it says, its figure or words where there are any, and who says it."""

    claim: str
    evidence: tuple[Evidence, ...]
    value: str | None = None


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """Claims that cannot all stand or do not say the same. update: a later count, not a contradiction."""

    kind: DisputeKind
    question: str
    sides: tuple[Side, ...]
    update: bool = False
    weight: float = 0.0
    reasons: tuple[str, ...] = ()
    note: str = ""  # "the bound 'more than 500' contains 550"
    key: str = ""
    id: int = 0


@dataclass(frozen=True, kw_only=True)
class Digest:
    """What was selected for one topic over one span of time, as it was built at `built`.

    first, last: publication times of the earliest and latest article covered; requested_since: what the
    caller asked for; stale: nothing was published in the span asked for, so the topic's last day is shown.
    """

    topic: str
    built: datetime
    points: tuple[Point, ...]
    disputes: tuple[Dispute, ...]
    articles: int
    outlets: int
    origins: int
    first: datetime | None = None
    last: datetime | None = None
    since: datetime | None = None
    stale: bool = False
    notes: tuple[str, ...] = field(default=())
    id: int = 0


@dataclass(frozen=True, kw_only=True)
class Material:
    """Stored articles with what was read from each, by article id: all that comparing and answering need.

    groups: the syndication group of each article that is one copy with others, the rest stand in none; None
    where nobody has looked yet. wordings: what the sentence encoder read (`briefings.wording`), by article id
    and passage number, as far as it is stored.
    """

    articles: tuple[Article, ...]
    readings: dict[int, Reading]
    groups: dict[int, int] | None = None
    wordings: Mapping[tuple[int, int], bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer taken from stored claims, or a refusal.

    text: one or two lines, or why nothing is said; passages: best first; sides: set where those who
    are stored differ; closest: what is nearest to an answer where there is none; about: the whole question
    that a follow-up was taken for, "" where it stood by itself.
    """

    question: str
    answered: bool
    text: str
    passages: tuple[Evidence, ...] = ()
    sides: tuple[Side, ...] = ()
    closest: tuple[Evidence, ...] = ()
    about: str = ""

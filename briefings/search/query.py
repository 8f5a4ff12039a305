"""A search as it is typed, understood: words, phrases and operators.

Everything is text: an operator that is none, a quotation mark that never closes or a query language is looked
for by its words. A value that cannot be understood leaves a note and the rest of the search stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

#: Characters and words of a search that are read: nobody types more, and each word costs a look-up.
LONGEST_QUERY = 300
MOST_WORDS = 16

OPERATORS = ("outlet", "from", "before", "said-by", "number", "topic")
SEARCH_HELP = """\
word word          sentences with all of these words, in any of their forms
"two words"        just these words, in this order
-word              not in articles with this word
outlet:reuters     of one outlet; outlet:"the guardian" where its name has several words
from:2025-07-04    published on that day or later; also 2025-07, 2025, 3d, 2w
before:2025-07-06  published before that day
said-by:merkel     sentences credited to somebody
number:550         sentences with that figure; number:500..600 for any between
topic:"air war"    articles of one topic"""

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_PART = re.compile(
    rf"(?P<minus>-)?(?:(?P<operator>{'|'.join(OPERATORS)}|after|said|by|date|since|until):(?=\S)\s*)?"
    r'(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)
_SAME = {
    "after": "from",
    "since": "from",
    "until": "before",
    "said": "said-by",
    "by": "said-by",
    "date": "from",
}
_WORD = re.compile(r"[^\W_]+")
_AGO = re.compile(r"(\d{1,4})\s*([hdwmy])", re.IGNORECASE)
_HOURS = {"h": 1, "d": 24, "w": 168, "m": 720, "y": 8760}
_DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
_FIGURE = re.compile(
    r"(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)\s*(?P<scale>k|m|bn|thousand|million|billion|trillion)?%?",
    re.IGNORECASE,
)
_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Query:
    """A search understood; everything that is set must hold.

    words: each in any of its forms; phrases, without: as runs of words; outlet, said_by, topic: as typed;
    since, before: UTC, from the one to before the other; numbers: lowest and highest value; notes: what was
    not understood.
    """

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    outlet: str = ""
    since: datetime | None = None
    before: datetime | None = None
    said_by: tuple[str, ...] = ()
    numbers: tuple[float, float] | None = None
    topic: str = ""
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all to look for."""
        wanted = (self.words, self.phrases, self.outlet, self.since, self.before, self.said_by, self.topic)
        return not any(wanted) and self.numbers is None


def parse(text: str, now: datetime) -> Query:
    """Understand what was typed; never raises. now: aware, for "3d" (the last three days)."""
    clean = text.encode("utf-8", "ignore").decode().translate(_QUOTES)
    line = " ".join(clean.split())[:LONGEST_QUERY]
    found: dict[str, list[tuple[str, ...]]] = {"words": [], "phrases": [], "without": []}
    values: dict[str, str] = {}
    for part in _PART.finditer(line):
        operator = (part["operator"] or "").lower()
        value = part["phrase"] if part["phrase"] is not None else part["word"]
        if operator and not part["minus"]:
            values[_SAME.get(operator, operator)] = value
            continue
        words = tuple(_WORD.findall(f"{operator} {value}" if operator else value))
        if part["minus"] and words:
            found["without"].append(words)
        elif part["phrase"] is not None and len(words) > 1:
            found["phrases"].append(words)
        else:
            found["words"] += [(word,) for word in words]
    words = tuple(dict.fromkeys(word for (word,) in found["words"]))
    return _with_values(
        Query(
            text=line,
            words=words[:MOST_WORDS],
            phrases=tuple(found["phrases"][:MOST_WORDS]),
            without=tuple(found["without"][:MOST_WORDS]),
            notes=_notes(text, words),
        ),
        values,
        now,
    )


def _notes(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    notes = []
    if len(text) > LONGEST_QUERY:
        notes.append(f"Only the first {LONGEST_QUERY} characters were read.")
    if len(words) > MOST_WORDS:
        notes.append(f"Only the first {MOST_WORDS} words were looked for.")
    return tuple(notes)


def _with_values(query: Query, values: dict[str, str], now: datetime) -> Query:
    notes = list(query.notes)
    since, before = _time(values, "from", now, notes), _time(values, "before", now, notes)
    numbers = figures(values["number"]) if "number" in values else None
    if "number" in values and numbers is None:
        notes.append(f"number:{values['number']} is no figure: write number:550 or number:500..600.")
    return replace(
        query,
        outlet=" ".join(_WORD.findall(values.get("outlet", ""))),
        said_by=tuple(_WORD.findall(values.get("said-by", ""))),
        topic=values.get("topic", "").strip(),
        since=since,
        before=before,
        numbers=numbers,
        notes=tuple(notes),
    )


def _time(values: dict[str, str], operator: str, now: datetime, notes: list[str]) -> datetime | None:
    if operator not in values:
        return None
    found = moment_of(values[operator], now)
    if found is None:
        notes.append(
            f"{operator}:{values[operator]} is no date: write {operator}:2025-07-04 or {operator}:3d."
        )
    return found


def moment_of(text: str, now: datetime) -> datetime | None:
    """The start of the day, month or year that a person wrote, or so long ago; None for none of them."""
    ago = _AGO.fullmatch(text.strip())
    if text.strip().lower() in {"today", "yesterday"}:
        midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=text.strip().lower() == "yesterday")
    if ago:
        try:
            return now - timedelta(hours=int(ago[1]) * _HOURS[ago[2].lower()])
        except OverflowError:
            return None
    day = _DAY.fullmatch(text.strip())
    if not day:
        return None
    try:
        return datetime(int(day[1]), int(day[2] or 1), int(day[3] or 1), tzinfo=UTC)
    except ValueError:
        return None


def figures(text: str) -> tuple[float, float] | None:
    """The lowest and highest value that "550", "1,200", "$2bn" or "500..600" asks for; None for no figure."""
    low, parted, high = text.strip().lstrip("$€£").partition("..")
    first = _figure(low)
    last = _figure(high.lstrip("$€£")) if parted else first
    if first is None or last is None:
        return None
    return min(first, last), max(first, last)


def _figure(text: str) -> float | None:
    found = _FIGURE.fullmatch(text.strip())
    if not found:
        return None
    return float(found["digits"].replace(",", "")) * _SCALES.get((found["scale"] or "").lower(), 1.0)

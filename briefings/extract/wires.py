"""Which agency the whole of an article is credited to: a line at its foot or head, its dateline, its byline.

"(Reuters)" at the end, "WASHINGTON (AP) —" at the start, "Jane Doe, Bloomberg News" as byline, "Copyright
2013 The Associated Press". Not a credit of the whole: "AP contributed to this report", "told Reuters". A
dateline names an agency even where no table has it: "KARSUND, March 3 (Northwire) -" is the form of a wire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefings.extract.credit_tables import AGENCIES
from briefings.extract.datelines import dateline_agency
from briefings.extract.furniture import Furniture, furniture_spans
from briefings.extract.spelling import fold

ENDS = 800
"""Characters at the head and at the foot in which a credit of the whole is looked for."""

FOOT = 300
"""Characters of the foot in which "(Reuters)", "Source: AFP" or a copyright line credits the whole."""

LONGEST = 200
"""Characters of a credit line or byline; longer ones are sentences."""

_GENERIC = frozenset(
    {"the", "news", "online", "agency", "newspaper", "report", "web", "com", "www", "co", "uk"}
)
_PARTIAL = re.compile(
    r"(?i)contribut|photo|getty|image|additional|assistance|with (?:inputs|files|reporting)|reporting by"
    r"|caption|from\.$"
)
_FOOT = re.compile(
    r"\((?P<inside>[^()\n]{2,30})\)\s*$|(?:©|\(c\)|Copyright)\s*(?:\d{4}\s*)?,?\s*(?P<owner>[^\n]{2,50})"
    r"|(?:^|\n)(?:Source|Credit|From)s?:\s*(?P<source>[^\n]{2,40})\s*$"
    r"|[-–—]\s?(?P<dash>[A-Z][\w /]{1,24})\s*$",
    re.MULTILINE,
)


def wire_credit(
    text: str, byline: str = "", outlet: str = "", spans: Sequence[Furniture] | None = None
) -> str:
    """The agency that the whole article is credited to, "" where it is the outlet's own or not told.

    outlet: who prints it; an agency is not credited with its own copy. spans: `furniture_spans(text)`, where
    the caller has them already.
    """
    for line in (byline, *_lines(text, spans)):
        agency = agency_in(line) if len(line) < LONGEST and not _PARTIAL.search(line) else ""
        if agency and not same_outlet(agency, outlet):
            return agency
    filed = dateline_agency(text)  # only an agency files so, listed or not
    return shown(filed) if filed and not same_outlet(filed, outlet) else ""


def _lines(text: str, spans: Sequence[Furniture] | None) -> Iterator[str]:
    """Pieces of a text that may credit the whole of it."""
    if filed := dateline_agency(text):
        yield filed
    foot = text.rstrip()[-FOOT:]
    yield from (value for found in _FOOT.finditer(foot) for value in found.groupdict().values() if value)
    if spans is None:
        text = text if len(text) <= 2 * ENDS else f"{text[:ENDS]}\n\n{text[-ENDS:]}"
        spans = furniture_spans(text) if agency_in(text) else ()  # most articles name none at either end
    for start, end, kind in spans:
        if kind in {"credit", "dateline", "byline"}:
            yield text[start:end]


def agency_in(line: str) -> str:
    """The first agency named in a line, under its one name; "" where none is."""
    found = _agency().search(line)
    return shown(found[0]) if found else ""


def agency_named(name: str) -> str:
    """The agency that `name` is a name of ("The Associated Press"), "" where it is another outlet's."""
    found = shown(name)
    return found if found in AGENCIES else ""


def same_outlet(one: str, other: str) -> bool:
    """Whether two names are one outlet's: "CNN" and "CNN.com", "Fox News" and "Fox Online News"."""
    a, b = _outlet_words(shown(one)), _outlet_words(shown(other))
    return bool(a) and a == b


def shown(name: str) -> str:
    """An outlet's name as it is shown: an agency under its one name, no leading article in lower case."""
    plain = re.sub(r"^the (?=[A-Z])", "", name.strip())
    return _aliases().get(plain.casefold(), plain)


def _outlet_words(name: str) -> frozenset[str]:
    words = [fold(word) for word in re.findall(r"[^\W_]+", re.sub(r"\([^)]*\)", " ", name))]
    return frozenset([word for word in words if word not in _GENERIC] or words)


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {name.casefold(): key for key, others in AGENCIES.items() for name in (key, *others)}


@lru_cache(maxsize=1)
def _agency() -> re.Pattern[str]:
    """An agency's name anywhere in a line; "AP Photo" is a picture's."""
    names = {form for key, others in AGENCIES.items() for name in (key, *others) for form in _forms(name)}
    listed = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?![\w-]| Photo)")


def _forms(name: str) -> tuple[str, ...]:
    """A name as it is written, and in the capitals of a credit line where it is a longer word."""
    return (name, name.upper()) if len(name) > 4 and name[:1].isupper() else (name,)

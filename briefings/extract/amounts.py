"""Amounts: a number with its currency, scale and unit, and ranges of two of them.

"$1.2bn", "40 per cent", "2.5-mile", "25-year-old", "five hours and 40 minutes", "10-20 hours",
"between 5 and 7". What the number counts and what bounds it is found elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefings.extract import figure_words as words
from briefings.extract.lexemes import Lexeme
from briefings.extract.numbers import Number, read_number
from briefings.extract.units import same_measure, times
from briefings.model import Bound

AGE = "year-old"
ORDINAL = "ordinal"


class Amount(NamedTuple):
    """A number with its unit. first, after: indices of lexemes; upper: only for a range."""

    value: float
    unit: str
    first: int
    after: int
    number: Number
    upper: float | None = None


def read_amount(lex: Sequence[Lexeme], at: int) -> Amount | None:
    """The amount that starts at index `at` with a currency sign or a number; None where there is none."""
    currency, first = _currency_before(lex, at)
    if first >= len(lex):
        return None
    number = read_number(lex, first)
    if number is not None and not currency:
        number = _ratio(lex, number)
    if number is None or (currency and number.kind != "cardinal"):
        return None
    if currency:
        number = _signed(lex, number)
        return Amount(number.value, currency, at, number.after, number)
    if number.kind == "ordinal":
        return Amount(number.value, ORDINAL, at, number.after, number)
    return _with_unit(lex, at, number)


def _ratio(lex: Sequence[Lexeme], number: Number) -> Number:
    """ "one in five", "nine out of ten": a share; any other number is returned as it is."""
    at = number.after
    phrase = next((p for p in _RATIOS if tuple(_word(lex, at + k) for k in range(len(p))) == p), ())
    if not phrase or at + len(phrase) >= len(lex) or number.kind != "cardinal" or number.scaled:
        return number
    whole = read_number(lex, at + len(phrase))
    if whole is None or whole.kind != "cardinal" or not 0 < number.value < whole.value <= _RATIO_TOP:
        return number
    alone = number.value == 1 or whole.value in (10, 100)
    if phrase == ("in",) and (not alone or read_unit(lex, whole)[0]):
        return number
    return Number(number.value / whole.value, whole.after, "fraction")


_RATIOS = (("out", "of", "every"), ("out", "of"), ("in", "every"), ("of", "every"), ("in",))
_RATIO_TOP = 10_000  # "one in a million" is a saying


def _currency_before(lex: Sequence[Lexeme], at: int) -> tuple[str, int]:
    """Currency that stands before the number ("US$", "Rs", "€") and the index where the number starts."""
    word = lex[at].lower
    following = lex[at + 1] if at + 1 < len(lex) else None
    if word in words.CURRENCY_SIGNS:
        return words.CURRENCY_SIGNS[word], at + 1
    if following and following.lower == "$" and not following.spaced and word in words.DOLLAR_PREFIXES:
        return words.DOLLAR_PREFIXES[word], at + 2
    if word in words.CURRENCY_CODES and following and following.kind == "number":
        return words.CURRENCY_CODES[word], at + 1
    if word == "rs" and following and following.lower == ".":
        return "INR", at + 2
    return "", at


def _signed(lex: Sequence[Lexeme], number: Number) -> Number:
    """Money: "k", "m", "b" with a space before them, or behind a hyphen, are scales too."""
    word = lex[number.after].lower if number.after < len(lex) else ""
    if not number.scaled and word in ("m", "bn", "b", "k", "mn"):
        value = number.value * words.SCALE_SIGNS[word]
        scale = words.SCALE_SIGNS[word]
        return number._replace(value=value, after=number.after + 1, scaled=True, scale=scale)
    return number


def _word(lex: Sequence[Lexeme], at: int) -> str:
    return lex[at].lower if 0 <= at < len(lex) else ""


def _with_unit(lex: Sequence[Lexeme], at: int, number: Number) -> Amount:
    unit, after, factor = read_unit(lex, number)
    value = number.value * factor
    if not unit and number.kind == "fraction":
        return Amount(value * 100, "percent", at, after, number)
    if unit in ("hour", "minute", "year", "month", "day", "week", "foot", "pound", "km", "m"):
        value, after = _smaller_part(lex, value, unit, after)
    return Amount(value, unit, at, after, number)


def _smaller_part(lex: Sequence[Lexeme], value: float, unit: str, after: int) -> tuple[float, int]:
    """Adds "and 40 minutes" to "five hours", "10 inches" to "6 feet"."""
    step = after + 1 if _word(lex, after) == "and" else after
    if step >= len(lex):
        return value, after
    part = read_number(lex, step)
    if part is None or part.kind != "cardinal" or part.bound is not Bound.EXACT:
        return value, after
    smaller, end, factor = read_unit(lex, part)
    if smaller == unit or not same_measure(smaller, unit):
        return value, after
    added = times(part.value * factor, smaller, unit)
    return (value + added, end) if 0 < added < 1 else (value, after)


def read_unit(lex: Sequence[Lexeme], number: Number) -> tuple[str, int, float]:
    """The unit behind a number: its normal form, the index behind it, and what to multiply by."""
    at = number.after
    if number.sign == "m":
        return _metre_or_million(lex, number)
    hyphen = _word(lex, at) in ("-", "‑") and (at + 1 < len(lex)) and not lex[at + 1].spaced
    start = at + 1 if hyphen else at
    word = _word(lex, start)
    if word in words.TIME_UNITS or word.rstrip("s") in words.TIME_UNITS:
        return _duration(lex, start, words.UNIT_WORDS[word])
    for known in (_money, _phrase, _plain):
        found = known(lex, start, number)
        if found[0]:
            return found
    return "", at, 1.0


def _metre_or_million(lex: Sequence[Lexeme], number: Number) -> tuple[str, int, float]:
    """ "10m": metres before "tall", "from", "of" and at the end of a phrase; else a million."""
    then = _word(lex, number.after)
    counts = then.isalpha() and (then.endswith("s") or then in words.PERSON_NOUNS)
    money = _money(lex, number.after, number)
    if money[0]:
        return money
    return ("", number.after, 1.0) if counts else ("m", number.after, 1e-6)


def _duration(lex: Sequence[Lexeme], at: int, unit: str) -> tuple[str, int, float]:
    """ "year-old", "years of age", "six-month-old" are ages; other times are durations."""
    after = at + 1
    step = after + 1 if _word(lex, after) in ("-", "‑") else after
    year = {"year": 1.0, "month": 1 / 12, "week": 7 / 365.2425, "day": 1 / 365.2425}.get(unit)
    if year and _word(lex, step) in ("old", "olds", "old's"):
        return AGE, step + 1, year
    if year and _word(lex, after) == "of" and _word(lex, after + 1) == "age":
        return AGE, after + 2, year
    if _word(lex, step) == "long" and step > after:
        return unit, step + 1, 1.0
    return unit, after, 1.0


def _money(lex: Sequence[Lexeme], at: int, number: Number) -> tuple[str, int, float]:
    word, then = _word(lex, at), _word(lex, at + 1)
    nation = word if word in words.POUND_NATIONS or any(word == n for n, _ in words.CURRENCY_NATIONS) else ""
    if nation:
        if then in ("pound", "pounds") and nation in words.POUND_NATIONS:
            return words.POUND_NATIONS[nation], at + 2, 1.0
        code = words.CURRENCY_NATIONS.get((nation, words.CURRENCY_WORDS.get(then, "")))
        return (code, at + 2, 1.0) if code else ("", at, 1.0)
    if word in words.CURRENCY_WORDS:
        return words.CURRENCY_WORDS[word], at + 1, 1.0
    if word in ("pound", "pounds") and (number.value >= 1e6 or then == "sterling"):
        return "GBP", at + (2 if then == "sterling" else 1), 1.0
    if word in words.CURRENCY_CODES and word != "rs":
        return words.CURRENCY_CODES[word], at + 1, 1.0
    return "", at, 1.0


def _phrase(lex: Sequence[Lexeme], at: int, number: Number) -> tuple[str, int, float]:
    """Units of several words: "per cent", "square miles", "degrees Celsius", "nautical miles"."""
    word, then = _word(lex, at), _word(lex, at + 1)
    if word == "per" and then == "cent":
        return "percent", at + 2, 1.0
    if word in ("percentage", "percent") and then in ("point", "points"):
        return "percentage point", at + 2, 1.0
    if word in ("square", "sq") and words.UNIT_WORDS.get(then) in words.SQUARES:
        return words.SQUARES[words.UNIT_WORDS[then]], at + 2, 1.0
    if word == "nautical" and then in ("mile", "miles"):
        return "nautical mile", at + 2, 1.0
    if word == "metric" and then in ("ton", "tons"):
        return "tonne", at + 2, 1.0
    if word in ("degree", "degrees", "°"):
        scale = words.TEMPERATURES.get(then)
        return (scale, at + 2, 1.0) if scale else ("degree", at + 1, 1.0)
    step = at + 1 if word in ("-", "‑") else at
    if _word(lex, step) == "magnitude":
        return "magnitude", step + 1, 1.0
    return "", at, 1.0


def _plain(lex: Sequence[Lexeme], at: int, number: Number) -> tuple[str, int, float]:
    unit = words.UNIT_WORDS.get(_word(lex, at), "")
    glued = at < len(lex) and not lex[at].spaced
    if not unit or (unit == "percent" and _word(lex, at) == "percentage"):
        return "", at, 1.0
    if unit == "mm" and glued and _word(lex, at + 1) not in ("of", "in"):
        return "calibre", at + 1, 1.0  # "155mm shells": the caller drops it
    if number.kind == "vague" and unit == "times":
        return "", at, 1.0
    per = _word(lex, at + 1) in ("per", "an", "a", "/")
    if per and unit in words.PER_HOUR and _word(lex, at + 2) in ("hour", "h", "hr"):
        return words.PER_HOUR[unit], at + 3, 1.0
    if per and unit in words.PER_SECOND and _word(lex, at + 2) in ("second", "s", "sec"):
        return words.PER_SECOND[unit], at + 3, 1.0
    return unit, at + 1, 1.0


def read_range(lex: Sequence[Lexeme], low: Amount) -> Amount | None:
    """The range that `low` opens ("10-20 hours", "between 5 and 7"), None where it opens none.

    Both ends must rise: "3-1" is a score and "52 to 48" a vote.
    """
    at = low.after
    link = _word(lex, at)
    dash = link in ("-", "‑", "–", "—")
    if dash and not lex[at].spaced and _word(lex, at + 1) in ("to", "or") and lex[at + 1].spaced:
        at, dash, link = at + 1, False, "to"  # "five- to six-hour"
    if dash and at + 1 < len(lex) and lex[at].spaced != lex[at + 1].spaced:
        return None
    if dash and _word(lex, at + 1) in ("to", "or") and _word(lex, at + 2) == "-":
        at += 2
    opened = _word(lex, low.first - 1)
    if opened == "of" and [_word(lex, low.first - k) for k in (4, 3, 2)] == ["between", "the", "ages"]:
        opened = "between"
    fits = dash or link in ("to", "or") or (link == "and" and opened == "between")
    if not fits or at + 1 >= len(lex):
        return None
    high = read_amount(lex, at + 1)
    if high is None or high.number.kind != "cardinal" or low.number.kind != "cardinal":
        return None
    if link == "or" and not (high.value <= 2 * low.value or high.number.scaled):
        return None
    return _joined(low, high)


def _joined(low: Amount, high: Amount) -> Amount | None:
    """One range of two amounts: the first takes unit and scale of the second where it has none."""
    value = low.value
    if not low.number.scaled and value < high.number.value / high.number.scale:
        value *= high.number.scale
    if low.unit and high.unit and low.unit != high.unit:
        return None
    if low.unit and not high.unit and low.number.after != low.after:
        return None
    if not value < high.value:
        return None
    return high._replace(value=value, upper=high.value, unit=high.unit or low.unit, first=low.first)

"""Figures against each other: one base unit for each kind of measure, and how two figures relate.

A figure is read as a range of values: "more than 500" is everything above 500, "dozens" is 24 to under
100. Two figures then are the same, one contains the other, or they differ. Whether they answer the same
question (550 fired, 478 intercepted) is not decided here: see `same_slot` for what the words alone say.

Calendar lengths (month, year) convert at their mean; currencies never convert into each other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from briefings.model import Bound, Quantity

_SECOND, _METRE, _KILOGRAM = "second", "m", "kg"
# Exact international definitions; month and year are the Gregorian mean (365.2425 days).
_FACTORS: dict[str, tuple[str, float]] = {
    "second": (_SECOND, 1),
    "minute": (_SECOND, 60),
    "hour": (_SECOND, 3600),
    "day": (_SECOND, 86400),
    "night": (_SECOND, 86400),
    "week": (_SECOND, 604800),
    "fortnight": (_SECOND, 1209600),
    "month": (_SECOND, 365.2425 / 12 * 86400),
    "year": (_SECOND, 365.2425 * 86400),
    "decade": (_SECOND, 3652.425 * 86400),
    "century": (_SECOND, 36524.25 * 86400),
    "mm": (_METRE, 0.001),
    "cm": (_METRE, 0.01),
    "m": (_METRE, 1),
    "km": (_METRE, 1000),
    "inch": (_METRE, 0.0254),
    "foot": (_METRE, 0.3048),
    "yard": (_METRE, 0.9144),
    "mile": (_METRE, 1609.344),
    "nautical mile": (_METRE, 1852),
    "g": (_KILOGRAM, 0.001),
    "kg": (_KILOGRAM, 1),
    "ounce": (_KILOGRAM, 0.028349523125),
    "pound": (_KILOGRAM, 0.45359237),
    "ton": (_KILOGRAM, 907.18474),
    "tonne": (_KILOGRAM, 1000),
    "square foot": ("square m", 0.09290304),
    "square yard": ("square m", 0.83612736),
    "square m": ("square m", 1),
    "square km": ("square m", 1e6),
    "square mile": ("square m", 2589988.110336),
    "acre": ("square m", 4046.8564224),
    "hectare": ("square m", 10000),
    "litre": ("litre", 1),
    "gallon": ("litre", 3.785411784),
    "barrel": ("litre", 158.987294928),
    "mph": ("m/s", 0.44704),
    "km/h": ("m/s", 1 / 3.6),
    "knot": ("m/s", 1852 / 3600),
    "m/s": ("m/s", 1),
    "foot/s": ("m/s", 0.3048),
    "W": ("W", 1),
    "kW": ("W", 1e3),
    "MW": ("W", 1e6),
    "GW": ("W", 1e9),
    "byte": ("byte", 1),
    "MB": ("byte", 1e6),
    "GB": ("byte", 1e9),
    "TB": ("byte", 1e12),
    "°C": ("°C", 1),
    "cent": ("USD", 0.01),
    "pence": ("GBP", 0.01),
}

# 190 miles is printed as 300 km (1.9 % off), 37,000 feet as 11,000 m (2.5 %), 100-200 km as 60-120 miles
# (3.4 %): rounding on conversion.
CONVERSION_SLACK = 0.04
# "$1.2 billion" for 1.23 billion: a figure of a million or more, rounded, is no other figure.
ROUNDED_FROM = 1e6
# "about 40" is half a step of its last digit either way, but at least 5 and at most 12.5 per cent of it.
ABOUT_LEAST, ABOUT_MOST = 0.05, 0.125
# What a vague word spans, in multiples of its own value: "dozens" 24..<100, "hundreds" 200..<1,000.
VAGUE_LOW, VAGUE_HIGH = 2, 10


def base_value(quantity: Quantity) -> tuple[float, str]:
    """Its value in the base unit of its measure, and that unit: (1609.344, "m") for one mile.

    A unit without a conversion is its own base: ("USD", "percent", "year-old", "" for a plain count).
    """
    return _in_base(quantity.value, quantity.unit)


def _in_base(value: float, unit: str) -> tuple[float, str]:
    if unit == "°F":
        return (value - 32) / 1.8, "°C"
    base, factor = _FACTORS.get(unit, (unit, 1.0))
    return value * factor, base


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether the two measure in the same kind of unit, so that their values can be compared at all."""
    return base_value(a)[1] == base_value(b)[1]


def same_measure(unit: str, other: str) -> bool:
    """Whether two units, by normal form, measure the same and are known to convert ("foot", "m")."""
    return unit in _FACTORS and other in _FACTORS and _FACTORS[unit][0] == _FACTORS[other][0]


def times(value: float, unit: str, other: str) -> float:
    """`value` of `unit` in `other`; only for units of the `same_measure`."""
    return value * _FACTORS[unit][1] / _FACTORS[other][1]


@dataclass(frozen=True, kw_only=True)
class _Range:
    """The values a figure allows; `low_open`/`high_open`: the end itself is not allowed."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def holds(self, other: _Range) -> bool:
        below = self.low < other.low or (self.low == other.low and (not self.low_open or other.low_open))
        above = self.high > other.high or (
            self.high == other.high and (not self.high_open or other.high_open)
        )
        return below and above

    def meets(self, other: _Range) -> bool:
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low < high:
            return True
        return low == high and self._has(low) and other._has(low)

    def _has(self, value: float) -> bool:
        return not (
            value < self.low
            or value > self.high
            or (value == self.low and self.low_open)
            or (value == self.high and self.high_open)
        )


def _about_share(value: float) -> float:
    """How far off "about `value`" may be, as a share of it."""
    magnitude = abs(value)
    if magnitude == 0:
        return 0.0
    digits = f"{magnitude:.3e}".split("e")
    mantissa = digits[0].rstrip("0").rstrip(".")
    step = 10.0 ** (int(digits[1]) - max(0, len(mantissa) - 2))
    return min(ABOUT_MOST, max(ABOUT_LEAST, step / 2 / magnitude))


def _allowed(quantity: Quantity) -> _Range:
    value = base_value(quantity)[0]
    match quantity.bound:
        case Bound.ABOUT:
            slack = abs(value) * _about_share(quantity.value)
            return _Range(low=value - slack, high=value + slack)
        case Bound.AT_LEAST:
            return _Range(low=value, high=math.inf)
        case Bound.MORE_THAN:
            return _Range(low=value, high=math.inf, low_open=True)
        case Bound.AT_MOST:
            return _Range(low=-math.inf, high=value)
        case Bound.LESS_THAN:
            return _Range(low=-math.inf, high=value, high_open=True)
        case Bound.BETWEEN:
            upper = quantity.upper if quantity.upper is not None else quantity.value
            return _Range(low=value, high=_in_base(upper, quantity.unit)[0])
        case Bound.VAGUE:
            return _Range(low=value * VAGUE_LOW, high=_vague_top(value), high_open=True)
    return _Range(low=value, high=value)


def _vague_top(value: float) -> float:
    """Where the next larger vague word begins: dozens and scores end at 100."""
    return 100.0 if 12 <= value <= 20 else value * VAGUE_HIGH


_UPWARD = (Bound.AT_LEAST, Bound.MORE_THAN)
_DOWNWARD = (Bound.AT_MOST, Bound.LESS_THAN)


def contains(wider: Quantity, narrower: Quantity) -> bool:
    """Whether all values that `narrower` allows are allowed by `wider`, and not the other way round."""
    if not comparable(wider, narrower):
        return False
    outer, inner = _allowed(wider), _allowed(narrower)
    return outer.holds(inner) and not inner.holds(outer)


def relation(a: Quantity, b: Quantity) -> str:
    """How two figures relate: "same", "contains" (either way round), "differs" or "incomparable".

    Two bounds of one direction with different values differ ("more than 500", "more than 550"), though
    both may be true: they do not say the same. A bound contains a figure within it ("more than 500",
    550). Symmetric in its arguments.
    """
    if not comparable(a, b):
        return "incomparable"
    if _equal(a, b):
        return "same"
    bounds = {a.bound, b.bound}
    if Bound.ABOUT in bounds and not bounds & {*_UPWARD, *_DOWNWARD, Bound.VAGUE, Bound.BETWEEN}:
        return "same" if _allowed(a).meets(_allowed(b)) else "differs"
    if bounds <= set(_UPWARD) or bounds <= set(_DOWNWARD):
        return "differs"
    first, second = _core(a), _core(b)
    return "contains" if first.holds(second) or second.holds(first) else "differs"


def _core(quantity: Quantity) -> _Range:
    """As `_allowed`, but "about 40" stands for 40 where it is held against a bound or a range."""
    value = base_value(quantity)[0]
    return _Range(low=value, high=value) if quantity.bound is Bound.ABOUT else _allowed(quantity)


def _equal(a: Quantity, b: Quantity) -> bool:
    """The same figure: same value up to rounding, and bounds that say alike."""
    if not (_close(a, b, a.value, b.value) and _alike(a.bound, b.bound)):
        return False
    if Bound.BETWEEN in (a.bound, b.bound):
        return a.upper is not None and b.upper is not None and _close(a, b, a.upper, b.upper)
    return True


def _alike(a: Bound, b: Bound) -> bool:
    """Bounds that make no difference for one value: "at least 500", "more than 500", "about 500"."""
    if a is b or {a, b} <= set(_UPWARD) or {a, b} <= set(_DOWNWARD):
        return True
    return Bound.ABOUT in (a, b) and not {a, b} & {Bound.VAGUE, Bound.BETWEEN}


def _close(a: Quantity, b: Quantity, first: float, second: float) -> bool:
    left, right = _in_base(first, a.unit)[0], _in_base(second, b.unit)[0]
    if a.unit != b.unit:
        return math.isclose(left, right, rel_tol=CONVERSION_SLACK, abs_tol=1e-9)
    if math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-12):
        return True
    if min(left, right) < ROUNDED_FROM:
        return False
    coarse, fine = sorted((left, right), key=_digits)
    digits = _digits(coarse)
    return digits >= 2 and float(f"{fine:.{digits - 1}e}") == coarse


def _digits(value: float) -> int:
    """Significant digits of a value as it would be printed."""
    return len(f"{value:.9e}".split("e")[0].rstrip("0").replace(".", "").replace("-", "")) or 1


def same_slot(a: Quantity, b: Quantity) -> bool | None:
    """Whether the words say that both figures count the same thing: True, False, or None.

    False: units of another kind, other things counted, or one thing under two verbs (fired, intercepted).
    None, they do not tell: one of the two names nothing that is counted. Synonyms ("passenger", "people")
    are not known here.
    """
    if not comparable(a, b):
        return False
    if not a.counted or not b.counted:
        return None
    if a.counted != b.counted:
        return False
    narrowing = set(a.modifiers) ^ set(b.modifiers)
    if a.governor == b.governor:
        return not narrowing or None
    return False if a.governor and b.governor else None

"""The value that a line gives for what is asked: a count, a sum, a length of time, an age.

Taken from the quantities that reading found, never from the words here.  Declines (None) where the line
holds no quantity of the kind, or several with nothing to choose between them; for a count, what happened to
the counted must be what is asked ("killed", not "wounded").
"""

from __future__ import annotations

from dataclasses import dataclass

from briefings.ask.lines import Line
from briefings.ask.question import Kind, Question
from briefings.ask.words import TWIN_STEMS, stem
from briefings.model import Bound, Quantity

_LENGTHS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
_CURRENCIES = frozenset({"USD", "EUR", "GBP", "JPY", "CNY", "RUB", "INR", "AUD", "CAD", "CHF", "UAH"})
_OTHER_UNITS = frozenset({"percent", "ordinal", "year-old"})


#: A value, its upper end where it has one, and its bound: the same for "22" and "twenty-two".
Amount = tuple[float, float | None, Bound]


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value with the words that give it ("more than 500")."""

    amount: Amount
    words: str


def value_of(question: Question, line: Line) -> Value | None:
    """The value that the line gives for what is asked, None where there is not exactly one."""
    found: dict[Amount, Quantity] = {
        (quantity.value, quantity.upper, quantity.bound): quantity
        for claim in line.claims
        for quantity in claim.quantities
        if _fits(question, quantity)
    }
    if len(found) != 1:
        return None
    ((amount, quantity),) = found.items()
    words = quantity.span.of(line.article.text)
    bound = quantity.bound.value
    said = quantity.bound in (Bound.EXACT, Bound.BETWEEN, Bound.VAGUE) or words.lower().startswith(bound)
    return Value(amount=amount, words=words if said else f"{bound} {words}")


def _fits(question: Question, quantity: Quantity) -> bool:
    match question.kind:
        case Kind.MANY:
            if quantity.unit or not question.focus:
                return False
            others = [term.stem for term in question.terms if term.stem != question.focus and not term.name]
            governor = stem(quantity.governor)
            same = not others or any(_one_meaning(governor, other) for other in others)
            return same and _one_meaning(stem(quantity.counted), question.focus)
        case Kind.MONEY:
            return quantity.unit in _CURRENCIES
        case Kind.LONG:
            return quantity.unit in _LENGTHS
        case Kind.OLD:
            return quantity.unit == "year-old"
        case Kind.SIZE:
            return bool(quantity.unit) and quantity.unit not in _LENGTHS | _CURRENCIES | _OTHER_UNITS
        case _:
            return False


def _one_meaning(one: str, other: str) -> bool:
    return one == other or one in TWIN_STEMS.get(other, ())

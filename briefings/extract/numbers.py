"""Numbers in words and digits: "twelve", "two dozen", "1.2bn", "half a million", "hundreds of thousands".

A number is read from a list of lexemes at a place; nothing is said here about what it counts. Numbers that
are part of a code ("COVID-19", "A320", "3D"), of a fraction of digits other than halves, thirds and quarters,
or of a chain of points (versions, addresses) are not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefings.extract import figure_words as words
from briefings.extract.lexemes import Lexeme
from briefings.model import Bound


class Number(NamedTuple):
    """A number read at a place. after: index behind it; kind: "cardinal", "ordinal", "fraction", "vague"."""

    value: float
    after: int
    kind: str = "cardinal"
    digits: bool = False  # written in digits alone, without a scale: might be a year, a code, a score
    bound: Bound = Bound.EXACT
    sign: str = ""  # "m" right behind digits: a million or a metre
    scaled: bool = False  # a scale word or sign was read ("million")
    scale: float = 1.0  # what that scale is worth, for a range whose first end lacks it


def read_number(lex: Sequence[Lexeme], at: int) -> Number | None:
    """The number that starts at index `at`, None where there is none."""
    lexeme = lex[at]
    if lexeme.kind == "number":
        return _digits(lex, at)
    if lexeme.kind == "mark":
        value = words.FRACTION_SIGNS.get(lexeme.lower)
        return Number(value, at + 1, "fraction") if value and not _glued_before(lex, at) else None
    if lexeme.kind != "word" or _part_of_code(lex, at):
        return None
    word = lexeme.lower
    if word in words.VAGUE:
        return _vague(lex, at)
    if word in ("several", "few", "many"):
        return _several(lex, at)
    if word == "half":
        return _half(lex, at)
    if word in ("a", "an"):
        return _article(lex, at)
    if word in words.ORDINALS:
        return Number(float(words.ORDINALS[word]), at + 1, "ordinal")
    if word in words.ONES or word in words.TENS:
        return _words(lex, at)
    return None


def _word(lex: Sequence[Lexeme], at: int) -> str:
    return lex[at].lower if 0 <= at < len(lex) else ""


def _glued_before(lex: Sequence[Lexeme], at: int) -> bool:
    return at > 0 and not lex[at].spaced


def _part_of_code(lex: Sequence[Lexeme], at: int) -> bool:
    """Whether a number hangs by a hyphen on a word that is no number or unit: "COVID-19", "sub-two"."""
    if not _glued_before(lex, at):
        return False
    before = lex[at - 1]
    if before.kind == "code" or before.lower in ("/", "#", "@", "_", "\\", "=", "&"):
        return True
    if before.lower == "'" and lex[at].kind == "number":
        return True
    if before.lower not in ("-", "‑") or at < 2 or lex[at - 1].spaced:
        return False
    left = lex[at - 2]
    numeric = left.kind == "number" or left.lower in words.ONES or left.lower in words.TENS
    joins = left.lower in words.SCALES or left.lower in words.UNIT_WORDS or left.lower in ("to", "or", "%")
    return not (numeric or joins)


def _digits(lex: Sequence[Lexeme], at: int) -> Number | None:
    if _part_of_code(lex, at) or (_glued_before(lex, at) and lex[at - 1].kind in ("word", "number")):
        return None
    if _glued_before(lex, at) and lex[at - 1].lower in (":", ".") and _glued_before(lex, at - 1):
        return None
    if _glued_before(lex, at) and lex[at - 1].lower == "," and _glued_before(lex, at - 1):
        return None  # the tail of a misprint: "$160,00"
    value = float("".join(c for c in lex[at].lower if c.isdigit() or c == "."))
    after = at + 1
    if after < len(lex) and not lex[after].spaced:
        glued = lex[after]
        if glued.lower == "/" and _word(lex, after + 1)[:1].isdigit():
            return _slash(lex, at)
        if glued.lower in words.FRACTION_SIGNS:
            return Number(value + words.FRACTION_SIGNS[glued.lower], after + 1)
        if glued.lower in (":", ".") and after + 1 < len(lex) and not lex[after + 1].spaced:
            if lex[after + 1].kind in ("number", "code"):
                return None
        elif glued.kind in ("word", "code"):
            return _suffixed(lex, at, value)
    half = _and_half(lex, after)
    if half:
        return _scaled(lex, Number(value + 0.5, half))
    if _word(lex, after) == "1" and _word(lex, after + 1) == "/" and _word(lex, after + 2) in "234":
        part = words.FRACTION_PAIRS.get(("1", _word(lex, after + 2)))
        if part:
            return Number(value + part, after + 3)
    return _scaled(lex, Number(value, after, digits=True))


def _slash(lex: Sequence[Lexeme], at: int) -> Number | None:
    pair = (lex[at].lower, _word(lex, at + 2))
    further = _word(lex, at + 3) == "/" and not lex[at + 3].spaced
    if pair in words.FRACTION_PAIRS and not further:
        return Number(words.FRACTION_PAIRS[pair], at + 3, "fraction")
    return None


def _suffixed(lex: Sequence[Lexeme], at: int, value: float) -> Number | None:
    """Digits with letters right behind: "4th", "1.2bn", "40km"; None for "3D", "747s"."""
    suffix = lex[at + 1].lower
    if suffix in ("st", "nd", "rd", "th"):
        return Number(value, at + 2, "ordinal") if value == int(value) else None
    if suffix in words.SCALE_SIGNS:
        scale = words.SCALE_SIGNS[suffix]
        return Number(value * scale, at + 2, sign=suffix, scaled=True, scale=scale)
    if suffix in words.UNIT_WORDS or suffix in words.CURRENCY_CODES or suffix in ("ish", "plus"):
        return Number(value, at + 1)
    return None


def _scaled(lex: Sequence[Lexeme], number: Number) -> Number:
    """`number` times the scale words that follow: "1.2 million", "5-billion", "two dozen"."""
    after, value = number.after, number.value
    while True:
        step = after + 1 if _word(lex, after) == "-" and not lex[after].spaced else after
        word = _word(lex, step)
        if word in words.SCALES:
            value *= words.SCALES[word]
        elif word in ("dozen", "score") and not number.digits and step == after:
            value *= 12 if word == "dozen" else 20
        elif word in ("bn", "mn", "tn", "trn") and step == after:
            value *= words.SCALE_SIGNS[word]
        else:
            break
        after = step + 1
    if after == number.after:
        return number
    scale = value / number.value if number.value else 1.0
    return number._replace(value=value, after=after, digits=False, scaled=True, scale=scale)


def _words(lex: Sequence[Lexeme], at: int) -> Number | None:
    """A cardinal in words: "twenty-five", "two hundred and six thousand", "two dozen", "two and a half"."""
    total = current = 0.0
    room, here, scaled = 1000, at, False  # room: what the next small word must stay below
    while here < len(lex):
        hyphen = here > at and lex[here].lower in ("-", "‑") and not lex[here].spaced
        joined = here + 1 if hyphen or (scaled and lex[here].lower == "and") else here
        word = _word(lex, joined)
        small = words.ONES.get(word, words.TENS.get(word, 0))
        if small and small < room and (joined == here or scaled or room == 10):
            current += small
            room = 10 if word in words.TENS else 1
        elif word == "hundred" and 0 < current < 100:
            current, room, scaled = current * 100, 100, True
        elif word in words.SCALES and current:
            total, current, room, scaled = total + current * words.SCALES[word], 0.0, 1000, True
        elif word == "dozen" and current and not scaled:
            return Number(current * 12, joined + 1, scaled=True)
        elif here == at and word == "zero":
            room = 1
        else:
            break
        here = joined + 1
    value = total + current
    if (share := _share(lex, value, here)) is not None:
        return share
    half = _and_half(lex, here)
    if half:
        return _scaled(lex, Number(value + 0.5, half))
    return Number(value, here, scaled=scaled)


def _share(lex: Sequence[Lexeme], value: float, after: int) -> Number | None:
    """ "two-thirds", "three quarters", "one third": a fraction."""
    step = after + 1 if _word(lex, after) == "-" and not lex[after].spaced else after
    word = _word(lex, step)
    plural = word.endswith("s") and value > 1
    if word not in words.FRACTIONS or word == "half" or not (plural or (value == 1 and word[-1] != "s")):
        return None
    return Number(value * words.FRACTIONS[word], step + 1, "fraction")


def _and_half(lex: Sequence[Lexeme], at: int) -> int:
    """Index behind "and a half", 0 where it does not stand at `at`."""
    step = 2 if _word(lex, at + 1) in ("-", "‑") or _word(lex, at) in ("-", "‑") else 1
    if step == 2 and _word(lex, at) in ("-", "‑"):
        at += 1
    phrase = [_word(lex, at + k * step) for k in range(3)]
    return at + 2 * step + 1 if phrase == ["and", "a", "half"] else 0


def _vague(lex: Sequence[Lexeme], at: int) -> Number | None:
    word = lex[at].lower
    if word in ("tens", "scores") and _word(lex, at + 1) != "of":
        return None
    value, after = words.VAGUE[word], at + 1
    while _word(lex, after) == "of" and _word(lex, after + 1) in words.VAGUE:
        value *= words.VAGUE[_word(lex, after + 1)]
        after += 2
    if word == "tens" and after == at + 1:
        return None
    return Number(value, after, "vague", bound=Bound.VAGUE)


def _several(lex: Sequence[Lexeme], at: int) -> Number | None:
    """ "several hundred", "a few dozen": as vague as the plural of the scale."""
    value, after = 1.0, at + 1
    while _word(lex, after) in words.SCALES or _word(lex, after) == "dozen":
        value *= words.SCALES.get(_word(lex, after), 12.0)
        after += 1
    return Number(value, after, "vague", bound=Bound.VAGUE) if after > at + 1 else None


def _half(lex: Sequence[Lexeme], at: int) -> Number | None:
    after = at + 1
    step = after + 1 if _word(lex, after) == "-" and not lex[after].spaced else after
    word = _word(lex, step)
    if word == "dozen":
        return Number(6.0, step + 1, scaled=True)
    if _word(lex, at - 1) in (*words.ORDINALS, "other", "latter", "top", "bottom"):
        return None  # "the first half of the year"
    if word in ("a", "an") and _word(lex, step + 1) in (*words.SCALES, "dozen"):
        scale = words.SCALES.get(_word(lex, step + 1), 12.0)
        return Number(scale / 2, step + 2, scaled=True)
    if word in ("a", "an") and words.UNIT_WORDS.get(_word(lex, step + 1)):
        return Number(0.5, step + 1)
    if words.UNIT_WORDS.get(word) and word[-1] != "s":
        return Number(0.5, after)
    if word in words.SCALES:
        return Number(words.SCALES[word] / 2, step + 1, scaled=True)
    if word in ("of", "the", "its", "his", "her", "their", "our", "all", "those") and step == after:
        return Number(0.5, after, "fraction")
    measured = _word(lex, at - 1) in words.BOUND_ENDS or _word(lex, at - 1) == "by"
    if measured and lex[at].spaced and step == after:
        return Number(0.5, after, "fraction")
    return None


def _article(lex: Sequence[Lexeme], at: int) -> Number | None:
    """ "a hundred", "a dozen", "a couple of", "a third of", "a half hour"."""
    word, then = _word(lex, at + 1), _word(lex, at + 2)
    if word in ("few", "good"):
        return None
    if word in words.SCALES:
        return _scaled(lex, Number(1.0, at + 1))
    if word == "dozen":
        return Number(12.0, at + 2, scaled=True)
    if word in ("couple", "pair", "trio"):
        if word == "couple" and then in ("dozen", *words.SCALES):
            scale = words.SCALES.get(then, 12.0)
            return Number(2 * scale, at + 3, bound=Bound.ABOUT, scaled=True)
        if then == "of" or (word == "couple" and then in words.UNIT_WORDS):
            after = at + 3 if then == "of" and words.UNIT_WORDS.get(_word(lex, at + 3)) else at + 2
            bound = Bound.ABOUT if word == "couple" else Bound.EXACT
            return Number(words.GROUPS[word], after, bound=bound)
        return None
    if word in ("third", "quarter", "fifth", "tenth") and then == "of":
        return Number(words.FRACTIONS[word], at + 2, "fraction")
    if word == "half" and words.UNIT_WORDS.get(then.rstrip("s")):
        return Number(0.5, at + 2)
    if word == "half" and "dozen" in (then, _word(lex, at + 3)):
        return Number(6.0, at + (3 if then == "dozen" else 4), scaled=True)
    return None

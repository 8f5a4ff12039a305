"""Which amounts are figures: years, scores, addresses, names, list numbers and idle words are not."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.extract import figure_words as words
from briefings.extract.amounts import AGE, ORDINAL, Amount
from briefings.extract.lexemes import Lexeme

FIRST_YEAR, LAST_YEAR = 1500, 2100  # four bare digits in between are a year
SCORE_TOP = 199  # "102-98" is a score; higher numbers are not paired so
_STOPS = frozenset(".!?:;\"“”'‘’()[]—–*•|")


def is_figure(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    """Whether the amount is worth keeping as a figure."""
    if amount.unit == "calibre":
        return False
    if amount.unit == ORDINAL:
        return _is_rank(lex, amount, text)
    if amount.unit:
        return not (amount.unit in words.TIME_UNITS and _is_idle_time(lex, amount))
    checks = (_is_year, _is_score, _is_named, _is_address, _is_idle_one, _is_title, _is_social)
    return not any(check(lex, amount, text) for check in checks)


def _word(lex: Sequence[Lexeme], at: int) -> str:
    return lex[at].lower if 0 <= at < len(lex) else ""


def _raw(lex: Sequence[Lexeme], at: int, text: str) -> str:
    return text[lex[at].start : lex[at].end] if 0 <= at < len(lex) else ""


def opens_sentence(lex: Sequence[Lexeme], at: int, text: str) -> bool:
    """Whether the lexeme is first in a sentence, a line or a quotation."""
    if at <= 0 or lex[at - 1].lower in _STOPS:
        return True
    return "\n" in text[lex[at - 1].end : lex[at].start]


def _is_idle_time(lex: Sequence[Lexeme], amount: Amount) -> bool:
    """ "one day", "one night": some day, no length of time."""
    return _word(lex, amount.first) == "one" and amount.value == 1 and amount.unit in ("day", "night")


def _is_year(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    low = amount.number.digits or amount.upper is not None
    plain = _raw(lex, amount.first, text)
    if not (low and len(plain) == 4 and plain.isdigit() and FIRST_YEAR <= float(plain) <= LAST_YEAR):
        return False
    before = _word(lex, amount.first - 1)
    bounded = before in ("than", "over", "nearly", "almost", "about", "around", "some", "least")
    then = _word(lex, amount.after)
    return not (then in words.PERSON_NOUNS or (bounded and then.endswith("s")))


def _is_score(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    """ "3-1", "52 to 48", "5-4 ruling", "lost 1-2"."""
    near = {_word(lex, amount.first - 1), _word(lex, amount.after)}
    if amount.upper is not None:
        return bool(near & words.SCORE_WORDS) and amount.upper <= SCORE_TOP
    for step in (-1, 1):
        link = amount.first - 1 if step < 0 else amount.after
        other = link + step
        if not 0 <= other < len(lex) or not _numeric(lex[other].lower, lex[other].kind):
            continue
        mark = _word(lex, link)
        glued = (
            mark in ("-", "–", "‑", ":", "/")
            and not lex[max(link, link + 1 if step > 0 else amount.first)].spaced
        )
        vote = mark == "to" and _word(lex, min(link, other) - (0 if step < 0 else 2)) != "from"
        if glued and amount.value <= SCORE_TOP:
            return True
        if vote and amount.value <= SCORE_TOP and _vote_near(lex, amount):
            return True
    return False


def _vote_near(lex: Sequence[Lexeme], amount: Amount) -> bool:
    window = range(amount.first - 7, amount.after + 5)
    return any(_word(lex, k) in words.SCORE_WORDS for k in window)


def _numeric(word: str, kind: str) -> bool:
    return kind == "number" or word in words.ONES or word in words.TENS


def _is_named(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    """A number that is part of a name: "Flight 804", "No. 10", "Boeing 777", "Apollo Thirteen"."""
    if amount.number.kind != "cardinal" or amount.number.scaled:
        return False
    at = amount.first
    before, raw = _word(lex, at - 1), _raw(lex, at - 1, text)
    if before == "." and _word(lex, at - 2) in words.NAME_HEADS | words.SHORT_HEADS:
        return True
    if before == "[" or (before == "(" and not amount.number.digits):
        return before == "["
    if before in words.BOUND_ENDS:
        return False
    if before in words.NAME_HEADS and lex[at - 1].kind == "word":
        return not (before in ("no", "act", "item", "bill") and raw.islower())
    if not amount.number.digits or "," in text[lex[at].start : lex[at].end]:
        return _is_capital_word(lex, amount, text)
    capital = (
        raw[:1].isupper() and lex[at - 1].kind in ("word", "code") and not opens_sentence(lex, at - 1, text)
    )
    if not capital or not lex[at].spaced:
        return False
    if amount.after < len(lex) and lex[amount.after].lower in words.BOUNDS_FOLLOWERS:
        return False
    following = _raw(lex, amount.after, text)
    return not (following[:1].islower() and _word(lex, amount.after) not in words.FUNCTION_WORDS)


def _is_capital_word(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    """ "Big Ten", "World War Two", "Seven Network": a number word that is written as a name."""
    raw = _raw(lex, amount.first, text)
    if lex[amount.first].kind != "word" or not raw[:1].isupper() or opens_sentence(lex, amount.first, text):
        return False
    before, after = _raw(lex, amount.first - 1, text), _raw(lex, amount.after, text)
    return before[:1].isupper() or after[:1].isupper()


def _is_address(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    """ "2207 Seymour Avenue"."""
    if not amount.number.digits or amount.upper is not None:
        return False
    for at in range(amount.after, min(amount.after + 5, len(lex))):
        raw = _raw(lex, at, text)
        if at > amount.after and _word(lex, at) in words.STREET_WORDS and raw[:1].isupper():
            return True
        if not (raw[:1].isupper() or lex[at].lower in (".", "block", "of") or lex[at].kind == "number"):
            return False
    return False


def _is_idle_one(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    """ "one of the", "no one", "one day": no count."""
    if _word(lex, amount.first) != "one" or amount.value != 1 or amount.upper is not None:
        return False
    if _word(lex, amount.first - 1) in words.ONE_BLOCKERS:
        return True
    after = lex[amount.after] if amount.after < len(lex) else None
    return after is None or after.kind != "word" or after.lower in words.ONE_IDLE | words.FUNCTION_WORDS


def _is_title(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    """A number between capitals that opens a list or names a thing: "Top 10", "Catch 22"."""
    return _word(lex, amount.first - 1) in ("top", "catch") and amount.number.digits


def _is_social(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    """Counters of a page ("12 comments", "3 retweets") and sizes in digits ("a six-figure sum")."""
    then = _word(lex, amount.after)
    if then == "-" and _word(lex, amount.after + 1) in (
        "figure",
        "figures",
        "digit",
        "something",
        "somethings",
    ):
        return True  # "a six-figure sum"
    if then in ("retweets", "retweet", "likes", "favorites"):
        return True
    line_end = (
        amount.after + 1 >= len(lex) or "\n" in text[lex[amount.after].end : lex[amount.after + 1].start]
    )
    opens = opens_sentence(lex, amount.first, text)
    return then in ("comments", "comment", "shares", "views") and opens and line_end


def _is_rank(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    """An ordinal before a noun: "the third boy"; not "first lady", "at first", "Third Reich"."""
    at, after = amount.first, amount.after
    raw, then = _raw(lex, at, text), _word(lex, after)
    if raw[:1].isupper() and not opens_sentence(lex, at, text):
        return False
    if after >= len(lex) or then in words.ORDINAL_IDLE or _raw(lex, after, text)[:1].isupper():
        return False
    if lex[after].kind != "word" and not (then == "-" and not lex[after].spaced):
        return False
    if then == "-":
        return _word(lex, after + 1) in ("floor", "largest", "biggest", "placed", "ranked", "round")
    before = _word(lex, at - 1)
    return before in words.DETERMINERS or before.endswith("'s") or before in ("'", "s") or raw[:1].isdigit()


def age_in_apposition(lex: Sequence[Lexeme], amount: Amount, text: str) -> bool:
    """ "Berry, 27, said", "his wife, 34,", "Smith (52)": digits beside a person are an age."""
    number = amount.number
    if amount.unit or not number.digits or not 1 <= amount.value <= 110 or amount.value % 1:
        return False
    at = amount.first
    before, after = _word(lex, at - 1), _word(lex, amount.after)
    if before in ("now", "then") and _word(lex, at - 2) == ",":
        at, before = at - 1, ","
    if before in ("was", "is", "turned", "turns") and _word(lex, at - 2) in ("he", "she", "who", "i"):
        return after in ("when", "at", ".", ",", "and", "years", "but", "—", "–", ";")
    if before in ("is", "was") and after == "now":
        return True
    name = _raw(lex, at - 2, text)
    if before == "(" and after == ")":
        return name[:1].isupper() and lex[at - 2].kind == "word" and len(name) > 1
    if before == ",":
        if after not in (",", ".", ";", ")", "—", "–") and after not in (
            "and",
            "was",
            "of",
            "who",
            "from",
            "is",
        ):
            return False
        if name[:1].isupper():
            return lex[at - 2].kind == "word" and _word(lex, at - 2) not in words.NO_PERSONS
        return after == "," and lex[at - 2].kind == "word" and _word(lex, at - 2) not in words.FUNCTION_WORDS
    return False


def age_by_word(lex: Sequence[Lexeme], amount: Amount) -> bool:
    """ "aged 25", "ages 11 to 16", "at the age of 12", "aged between 11 and 16"."""
    if amount.unit not in ("", AGE):
        return False
    at = amount.first - 1
    if _word(lex, at) == "between":
        at -= 1
    if _word(lex, at) == "of":
        return _word(lex, at - 1) in ("age", "ages")
    return _word(lex, at) in ("aged", "age", "ages")

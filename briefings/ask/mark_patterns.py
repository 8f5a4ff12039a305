"""How a date, a sum, an age, a cause and the like are written: the patterns behind ``marks.py``."""

from __future__ import annotations

import re

from briefings.ask.tables import (
    CAUSES,
    LOOKS_AHEAD,
    MANNERS,
    MAYBE_CAUSES,
    MAYBE_MANNERS,
    MONTHS,
    NUMBER_WORDS,
    ROLES,
    SITES,
    SIZE_UNITS,
    SPEECH,
    TIME_UNITS,
)


def _either(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(words) + ")"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_NUMBER = rf"(?:\d[\d,.½]*|{_either(NUMBER_WORDS)})"
_PERIOD = "(?:week|month|year|summer|winter|spring|autumn|fall|day|night|morning|evening|weekend|decade)"

COUNT = _words(_NUMBER)
MONEY = re.compile(
    rf"[$€£¥]\s?\d|\b{_NUMBER}\s+(?:million |billion |thousand )?(?:dollars|euros|pounds|rubles|"
    rf"yuan|rupees)\b",
    re.IGNORECASE,
)
#: "an hour", "40 minutes"; not "a day after", which says when.
LENGTH = re.compile(
    rf"\b(?:{_NUMBER}|an?|several|few)(?:[ -]and[ -]a[ -]half)?[ -](?:\w+ )?{_either(TIME_UNITS)}s?\b"
    r"(?! (?:after|before|later|earlier|ago|old)\b|-old)|\bhours-long\b",
    re.IGNORECASE,
)
AGE = re.compile(
    rf"\b{_NUMBER}[- ]years?[- ]old|\bage[ds]? (?:of )?\d|, \d\d[,;.)]|\(\d\d\)|\bis (?:now )?\d\d\b|"
    r"\byears old\b|\b(?:his|her|their) (?:late |early |mid-?)?(?:teens|\d0s)\b|"
    r"\b(?:built|delivered|manufactured|made|born|opened|founded) in\b",
    re.IGNORECASE,
)
SIZE = re.compile(rf"\b{_NUMBER}[- ](?:\w+ )?{_either(SIZE_UNITS)}(?:e?s|\b)|\d(?:km|ft|m)\b", re.IGNORECASE)
DATE = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    rf"\b{_either(MONTHS)}(?: \d|\b)|\b(?:19|20)\d\d\b|"
    r"\b\d\d?(?::\d\d)? ?[ap]\.?m\b|\b\d\d?:\d\d\b|"
    r"\b(?:today|yesterday|tomorrow|tonight|ago|dawn|dusk|midnight|noon)\b|"
    rf"\b(?:next|last|this|the following|previous) (?:\w+ )?{_PERIOD}\b|"
    rf"\b(?:{_NUMBER}|an?|several|few) (?:hour|day|week|month|year)s? (?:after|before|later|earlier)\b|"
    rf"\b(?:hour|day|week|month|year)s (?:after|before|later|earlier)\b"
)
VAGUE_DATE = re.compile(
    r"ago|.* (?:after|before|later|earlier)|this .*|today|tonight|previous .*|yesterday|"
    rf"(?:next|last) {_PERIOD}"
)
#: Two capitalised words or more: most often a person, an organisation or a place with its kind.
FULL_NAME = re.compile(
    r"\b[A-Z][^\W\d_]+\.?(?: (?:al|bin|de|du|van|von|der|la|[A-Z]\.|[A-Z][\w’'\-]+))*"
    r"[ -][A-Z][^\W\d_][\w’'\-]*"
)
#: What stands between a noun and its name: "its chairman, Jo Bloggs", "a town called Little Snoring",
#: "Inspector Jo Bloggs".
TOLD_NAME = re.compile(
    r"[\w’'\-]+(?:\s+of\s+(?:the\s+)?[\w’'\-]+){0,2}"
    r"(?:,?\s+(?:is|was|are|were|named|called|known as|identified as|identified by \w+ as)(?:\s+as)?\s+|"
    r"\s*[,:(\u2013\u2014-]+\s*(?:\w+\s+){0,2}|\s+)(?:[A-Z][\w.]*\.?\s+)?"
)
#: The same the other way round: "Jo Bloggs, 41, the firm's chairman", "Jo Bloggs is a judge who".
TOLD_NOUN = re.compile(
    r"(?:,?\s*\(?\d+\)?)?(?:\s*,\s*(?:who (?:is|was)\s+)?|\s+(?:is|was)\s+)(?:[\w’'.\-]+\s+){0,4}"
)
#: A capitalised word that does not open a sentence or a quotation.
CAPITAL = re.compile(r"(?<![.!?“\"‘] )(?<!^)(?<![“\"‘])\b[A-Z][^\W\d_]+(?:[- ][A-Z][\w’'\-]*)*")
PLACE = re.compile(
    r"\b(?:in|at|near|to|from|off|over|of|outside|around|towards?|into|inside|across|through|between|for|via)"
    r"\s+(?:the |an? )?(?:[a-z\-]+ ){0,2}?(?P<name>[A-Z][^\W\d_]+)"
)
SITE = re.compile(
    r"\b(?:in|at|near|to|from|inside|outside|into|on)\s+(?:the|an?|his|her|their|its)\s+(?:[\w\-]+ ){0,2}?"
    rf"(?P<name>{_either(SITES)})s?\b"
)
#: What somebody does for a living: a noun of work after an article or a comma, or "works as".
WORK = re.compile(
    r"\b(?:work(?:s|ed|ing)? (?:as|for|at|in)|employed (?:as|by|at)|(?:his|her|a) (?:job|career|living))\b|"
    r"\b(?:an?|the|who is|was)\s+(?:(?!of\b|to\b)[\w\-]+\s+){0,3}?"
    r"[a-z]+(?:er|or|ist|ian|ant|man|woman|eer|nurse|chef|clerk|guard|pilot|judge|student|coach)\b"
)
CAUSE = _words(CAUSES)
MAYBE_CAUSE = _words(MAYBE_CAUSES)
MANNER = _words(MANNERS)
MAYBE_MANNER = _words(MAYBE_MANNERS)
SAID = _words(SPEECH)
AHEAD = _words(LOOKS_AHEAD)
QUOTED = re.compile(r"[“”\"]")
ROLE = _words(_either(ROLES) + "s?")

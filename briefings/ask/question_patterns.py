"""How English asks: the patterns behind ``question.py``, tried in order.

A pattern with a group whose name begins with "focus" names the noun that is counted,
chosen from or identified.
"""

from __future__ import annotations

import re

_OPEN = r"^\W*(?:(?:and|so|but|then|also|ok|please)\W+)*"
_TO_BY = r"(?:(?:in|on|at|to|from|by|of|for|with) )?"
_IS = r"(?:is|are|was|were)"
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)"
_NOUN = r"[\w’'\-]+"
_SAYS = (
    r"(?:say|said|saying|think|claim|claiming|report|announce|tell|respond|write|promise|deny|reply|demand)"
)
_REACTS = r"(?:react|reacted|respond|responded|describe|described)"
_PAYS = (
    r"(?:pay|paid|pays|paying|costs?|money|spend|spent|worth|price|compensation|receive|insurance|bail|fine|"
    r"salary|earn|owe|fund|funding|aid|charge|reward|invest)"
)
#: Words after "what" that do not name what is chosen from.
_NO_CHOICE = rf"(?!{_AUXILIARY}\b|(?:happen\w*|exactly|else|if|about|caused|led|made)\b)"

MONEY = rf"\bhow much\b.*\b{_PAYS}\b|{_OPEN}what\b.*\b(?:salary|price|costs?)\b"
MANY = rf"\bhow many (?:more |other |of the )?(?P<focus>{_NOUN})|\bwhat number of (?P<focus2>{_NOUN})"
MUCH = r"\bhow (?:much|often)\b"
LONG = r"\b(?:how long|for how many)\b"
OLD = r"\bhow old\b|\bwhat ages?\b"
SIZE = r"\bhow (?:far|big|large|deep|high|tall|wide|heavy|fast|strong|hot|cold)\b"
NAME = (
    rf"{_OPEN}(?:what|which) {_IS} the (?:full )?names? of (?:(?:the|an?|his|her|their|all) )*"
    rf"(?:{_NOUN}['’]s )?(?P<focus>{_NOUN})|"
    rf"{_OPEN}who (?:is|was) (?:the|an?) (?P<focus2>{_NOUN}) (?:of|that|who|which|to|in)\b"
)
SAY = (
    rf"{_OPEN}what(?: \w+)? {_AUXILIARY}\b.*\b{_SAYS}\b|\bhow {_AUXILIARY}\b.*\b{_REACTS}\b|"
    rf"{_OPEN}what {_AUXILIARY}\b.*\breact(?:ion)?\b"
)
WORK = (
    rf"{_OPEN}what {_AUXILIARY}\b.*\bdo for (?:a )?(?:living|work)\b|"
    rf"{_OPEN}what (?:{_IS}|was) .*\b(?:job|profession|occupation|trade)\b"
)
WHEN = (
    rf"{_OPEN}(?:when\b|(?:since|until) when|(?:on |in |at |by )?(?:what|which) (?:time|day|date|"
    rf"year|month)\b)"
)
WHERE = rf"{_OPEN}(?:from |to )?where\b"
WHY = rf"{_OPEN}(?:why\b|(?:what|which) (?:caused|{_IS} the reasons?)\b|for what reason|how come)"
WHO = rf"{_OPEN}{_TO_BY}(?:who|whom|whose)\b"
WHICH = (
    rf"{_OPEN}{_TO_BY}which (?:other )?(?P<focus>{_NOUN})|"
    rf"{_OPEN}what (?:kind|type|sort|make|model|brand) of (?P<focus2>{_NOUN})|"
    rf"{_OPEN}{_TO_BY}what (?P<focus3>{_NO_CHOICE}{_NOUN})"
)
HOW = rf"{_OPEN}how\b"
WHETHER = rf"{_OPEN}{_AUXILIARY}\b"

#: "How are the women?" asks for their condition.
CONDITION = re.compile(
    rf"{_OPEN}how {_IS} (?:(?:the|his|her|their|all) )?{_NOUN}(?: and (?:the )?{_NOUN})?"
    r"(?: now| today| doing)*\W*$",
    re.IGNORECASE,
)
#: Where one question ends and the next, joined to it, begins.
JOINED = re.compile(
    rf",?\s+(?:and|or|but)\s+(?={_TO_BY}(?:when|where|who|why|how|what|which|{_AUXILIARY})\b)",
    re.IGNORECASE,
)
#: Words that point back to what was named before.
BACK = re.compile(r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|there|so)\b", re.IGNORECASE)
FUTURE = re.compile(r"\b(?:will|going to|due to)\b", re.IGNORECASE)
#: The speaker in a question for somebody's words, and the verb that asks for them.
SPEAKER = re.compile(
    rf"\b{_AUXILIARY}\s+(?P<subject>.+?)\s+(?P<verb>{_SAYS}|{_REACTS})\b",
    re.IGNORECASE,
)
#: A question whose own words can follow "nothing stored says": "who supplied the vests".
SUBJECT_ASKED = re.compile(
    rf"^\W*(?:who|what|which \w+)\s+(?!{_AUXILIARY}\b|exactly\b)\w.*$", re.IGNORECASE | re.DOTALL
)

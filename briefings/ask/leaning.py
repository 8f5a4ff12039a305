"""How a question leans on the one before it: the patterns and closed lists behind ``context.py``.

General English only.
"""

from __future__ import annotations

import re

from briefings.ask.tables import MONTHS
from briefings.extract.word_tables import words

#: "and", "but", "so" before a question, with whatever stands between.
OPENER = re.compile(r"^\W*(?:(?:and|but|so|or|then|also|ok|okay|well|yes|no)\b\W*)+", re.IGNORECASE)
#: "what about Germany?", "how about the pilots?"
WHAT_ABOUT = re.compile(r"^\W*(?:what|how) about\s+(?P<new>.+)$", re.IGNORECASE)
#: A short phrase that takes the place of one in the last question: "in Kyiv", "the pilots", "Angela Merkel".
PHRASE = re.compile(
    r"^(?:(?P<prep>in|on|at|by|from|for|to|with|near|against|of|after|before|since)\s+)?"
    r"(?P<new>(?:(?:the|an?|his|her|their|its)\s+)?[^\W_][\w’'\-.]*(?:\s+[\w’'\-.]+){0,3})$",
    re.IGNORECASE,
)
#: What opens a whole question, so that the words after "and" are none to put in another's place.
ASKS = re.compile(
    r"^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|will|would|"
    r"can|could|should|may|might|since when|until when|says who|according to|by whom|to whom|really|true|"
    r"any|tell|anything|more)\b",
    re.IGNORECASE,
)
#: Words that stand for something named before, by what they can stand for.
MAN = frozenset({"he", "him", "his", "himself"})
WOMAN = frozenset({"she", "her", "hers", "herself"})
SEVERAL = frozenset({"they", "them", "their", "theirs", "themselves"})
THING = frozenset({"it", "its", "that", "this", "these", "those", "there", "so"})
PRONOUNS = MAN | WOMAN | SEVERAL | THING
#: Of these, the ones that own what follows: "his" becomes "Bray's".
OWNING = frozenset({"his", "her", "their", "its"})
#: "her" before one of these, or at the end, is whom, not whose.
AFTER_WHOM = re.compile(
    r"\s*(?:$|[?!.,;]|(?:in|on|at|by|to|from|for|with|about|and|when|before|after|now|then|so|again|today|there)\b)"
)

#: A noun phrase that a later pronoun of the same question can stand for.
OWN_PHRASE = re.compile(r"\b(?:the|an?|this|that|these|those|his|her|their|every|each)\s+[^\W\d_]{3,}", re.I)
#: Doubts about the last answer: "really?", "is that true?", "says who?".
DOUBT = re.compile(
    r"^(?:really|true|honestly|sure|seriously|says who|according to (?:whom|who)|on whose word|"
    r"is (?:that|this|it) (?:true|right|so|sure|certain|confirmed|correct))\W*$",
    re.IGNORECASE,
)
#: "who denies?", "who pays?": verbs that want what the last question was about.
WANTS_MORE = re.compile(
    r"^who(?:m|se)?\s+(?:else\s+)?(?:has\s+|have\s+|is\s+|was\s+|will\s+)?(?:say|said|claim|den[iy]|confirm|disput|"
    r"agree|disagree|oppos|support|doubt|benefit|pay|paid|decid|accus|blam|report|know|knew)\w*\W*$",
    re.IGNORECASE,
)
#: Words of a question that name no content to carry, besides the empty ones.
NO_SUBJECT = words("say says said saying claim claims report reports tell told think know else exactly")
#: Plural nouns that no "s" tells.
PLURALS = words("people men women children police troops staff crew families countries")
#: Words in "s" that are no plurals of something counted.
NO_PLURALS = words("news this was is has does its his us series always press congress business")

_DAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "tomorrow",
)
#: Words that name a day, a month or a year.
TIME_WORD = re.compile(
    rf"\b(?:{'|'.join(_DAYS)}|{'|'.join(MONTHS)}|(?:19|20)\d\d|last \w+|next \w+|this \w+)\b", re.IGNORECASE
)
#: Words in capitals, with the small words that names hold.
NAME = re.compile(r"[A-Z][\w’'\-.]*(?:\s+(?:(?:of|de|al|bin|von|van)\s+)?[A-Z][\w’'\-.]*)*")
#: An auxiliary and the noun phrase after it: "did the pilots" in "What did the pilots say?".
SUBJECT = re.compile(
    r"\b(?i:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)\s+"
    r"(?P<old>(?i:(?:the|an?|his|her|their|its)\s+)?(?:[A-Z][\w’'\-]*(?:\s+[A-Z][\w’'\-]*)*|[\w’'\-]+))",
)
#: The last noun phrase with an article: "the deliveries" in "Who halted the deliveries?".
OBJECT = re.compile(r"\b(?:the|an?)\s+(?:[\w’'\-]+\s+)??[\w’'\-]+(?=\W*$)", re.IGNORECASE)
#: The words that open a question and say what sort of answer is wanted.
ASKED_FOR = re.compile(
    r"^\W*(?:(?:in|on|at|to|from|by|of|for|with)\s+)?"
    r"(?:how (?:many|much|long|old|big|far|deep|large|high|often)|since when|until when|"
    r"what (?:time|day|date|year)|"
    r"who|whom|whose|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)

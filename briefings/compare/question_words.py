"""Words and patterns by which a dispute's question is put: see `briefings.compare.questions`."""

from __future__ import annotations

import re

from briefings.extract import figure_words
from briefings.extract.word_tables import words
from briefings.model import DisputeKind

LONGEST = 84
"""Characters of a question: one line of a terminal, two of a telephone."""

DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "s"})
LENGTHS = frozenset({"m", "km", "mile", "foot", "metre", "meter", "kilometre", "kilometer", "yard"})
ASKED = {"percent": "what share", "year-old": "how old"}
NUMBER_WORDS = frozenset({*figure_words.ONES, *figure_words.TENS, *figure_words.VAGUE, *figure_words.SCALES})
CURRENCY = re.compile(r"[A-Z]{3}")
JOINT = re.compile(
    r"(?:[,;:()–—]| -)\s"
    r"|\s(?:and|but|while|after|although|because|when|which|who|where|as|since|following|amid|citing)\s",
    re.IGNORECASE,
)
BEFORE_DATE = re.compile(
    r"\b(?:at|on|by|in|from|until|since|during|before|after|around|about)\s+(?:the\s+)?$", re.IGNORECASE
)
NOT_OF_CLAUSE = re.compile(r"^(?:and|but|that|which|who|while|because|as|also|then)\s+", re.IGNORECASE)
RELATIVE = re.compile(r"(?:and |but )?(?:who|which)\s", re.IGNORECASE)  # its subject stands elsewhere
_DETERMINERS = "a an the this that these those his her its their our my your no some all both each every many"
_OTHERS = "it he she they we i you there most several another other one two three four five six seven eight"
SUBJECTS = frozenset(f"{_DETERMINERS} {_OTHERS}".split())
"""Lower-case words with which a clause can begin that has its subject; others may be a verb."""

ALREADY_GIVEN = re.compile(r"\b\d[\d.,-]{0,15}(?:[ -][^\W\d_]{1,15}){0,2}\s{0,3}\($")
GIVEN_AGAIN = re.compile(r"^\s{0,3}\([^)]*(?:\)|$)")
"""A figure in another measure, before and behind the one asked for: "100-200 kilometers (", " (60 miles)"."""

WINDOW = 32
"""Characters on either side of a figure that stands in no clause which can be asked."""

_NO_NOUN = (
    "of in to for from by at on and or than with after before until as that which who when while ago later "
    "earlier away off the a an his her its their this that mark north south east west long old more"
)
_NOUN = rf"(?=[a-z])(?!(?:{'|'.join(_NO_NOUN.split())})\b)"
PUT_WELL = (
    (re.compile(rf"\b(?:an?|the) how (?:long|far) {_NOUN}(?=[aeiou])", re.IGNORECASE), "how long an "),
    (re.compile(rf"\b(?:an?|the) how (?:long|far) {_NOUN}", re.IGNORECASE), "how long a "),
    (re.compile(rf"\b(?:an?|the) how much {_NOUN}", re.IGNORECASE), "what "),
    (re.compile(r"\bhow (?:far|many [a-z]{1,12}) (deep|high|long|wide|tall)\b", re.IGNORECASE), r"how \1"),
    (re.compile(r"\bthe how many\b", re.IGNORECASE), "how many"),
    (re.compile(r"\banother how many\b", re.IGNORECASE), "how many other"),
)
"""What an article in front of an open place makes of it: "a how long ban" is "how long a ban"."""

REACHING = re.compile(r"(?:from|away|off|into|in|out|up|down|below|above|beyond|across|through|along|to|"
                      r"inland|offshore|outside|north|south|east|west)", re.IGNORECASE)  # fmt: skip
"""How what stands behind a distance begins: any other length is so many feet or miles of something."""

ARTICLED = words("""
us u.s. uk u.k. un u.n. eu fbi cia nsa kremlin pentagon vatican taliban senate house treasury press
times ministry department agency court council commission committee bureau army navy
""")
"""Last words of names that have "the" in front of them in a sentence."""

OPENING = frozenset({"The", "A", "An", "There", "It", "He", "She", "They", "No", "Some", "All", "More"})
SHORTEST_PLAIN = 2
"""Words behind "how many" from which on a question says what it is about."""

SHORTEST = 4
"""Words of a clause that can be asked about."""

SMALL_WORDS = words("""
a an the of in to for from by at on and or than with after before until as that which who when while is are
was were be been being has have had will would could may might his her its their it he she they this these
those said says more not but into over about s
""")
"""Words at the ends of a run that tell nothing of it."""

SHARED = 3
"""Words that a clause must have of each of two sides to say what both tell."""

NEGATED = re.compile(
    r"\b(?:no|not|never|none|neither|nor|den(?:y|ies|ied)|unclear)\b|n['’]t\b", re.IGNORECASE
)
DENIED_THAT = re.compile(r"\b(?:deny|denies|denied|denying) that ([^,;:()]+)")
PRONOUN = re.compile(r"(?:he|she|it|they|we|i|his|her|its|their|this|that|these|those)\b", re.IGNORECASE)
WITHOUT_SUBJECT = re.compile(
    r"(?:before|after|when|while|if|to|by|in|on|at|of|for|with|from|during|since)\b|[a-z]+ing\b"
)
"""How a clause begins that cannot follow "Is it so that"."""

INTERJECTED = re.compile(
    r"(?:well|yes|no|so|and|but|as|in|on|at|even|instead|according|asked)\b", re.IGNORECASE
)
ONLY_TELLS = re.compile(r"\b(?:said|says|told|asked|added|tweeted|wrote)(?: (?:in|on|to) [\w ]{1,30})?$")
"""How a clause begins or ends that tells of nothing but who spoke."""

PLAIN = {
    DisputeKind.STATUS: "Is it settled",
    DisputeKind.DENIAL: "Is it so",
    DisputeKind.CAUSE: "What was the cause",
    DisputeKind.ATTRIBUTION: "Who says so",
}

_OF_NAME = r"(?:[A-Z][\w.'’-]{0,30}|of|the|and|de|al|bin|van)"
NAME = re.compile(rf"{_OF_NAME}(?: {_OF_NAME}){{0,6}}")
"""A source that is named and not described: every word has a capital but those that join."""

"""What dependency labels mean, in Universal Dependencies and in the older English scheme.

The shipped model speaks Universal Dependencies (``obj``, ``nsubj:pass``); the
official English pipelines speak an older scheme (``dobj``, ``nsubjpass``).
Code asks the functions here and never compares a label itself.

The two schemes differ in more than names.  The older one makes the copula the
head of its predicate and hangs "in Kyiv" as ``prep`` + ``pobj``; Universal
Dependencies makes the predicate the head and hangs "Kyiv" directly, with "in"
as its ``case``.  ``nouns_after``, ``governor`` and ``predicate_of`` bridge both.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

#: Older label → nearest Universal Dependencies label.  Labels that are the same
#: in both schemes are not listed.
UNIVERSAL = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "pobj": "obl",
    "pcomp": "advcl",
    "prep": "prep",
    "agent": "agent",
    "attr": "xcomp",
    "acomp": "xcomp",
    "oprd": "xcomp",
    "neg": "advmod",
    "prt": "compound:prt",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "possessive": "case",
    "nn": "compound",
    "num": "nummod",
    "number": "compound",
    "quantmod": "advmod",
    "npadvmod": "obl:unmarked",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "complm": "mark",
    "intj": "discourse",
    "meta": "discourse",
}

_NEGATIVE = frozenset(
    {"no", "not", "n't", "n’t", "never", "neither", "nor", "nobody", "nothing", "none", "without"}
)


def universal(label: str) -> str:
    """The label in Universal Dependencies; one that is already there is returned as it is."""
    return UNIVERSAL.get(label, label)


@lru_cache(maxsize=256)
def plain(label: str) -> str:
    """The universal label without its subtype: ``nsubjpass`` and ``nsubj:outer`` give ``nsubj``."""
    return universal(label).partition(":")[0]


def is_subject(label: str) -> bool:
    """Subjects of any kind, active or passive, nouns or clauses."""
    return plain(label) in {"nsubj", "csubj"}


def is_passive_subject(label: str) -> bool:
    """The one something is done to: "**aid** was halted"."""
    return universal(label) in {"nsubj:pass", "csubj:pass"}


def is_object(label: str) -> bool:
    """Direct and indirect objects."""
    return plain(label) in {"obj", "iobj"}


def is_direct_object(label: str) -> bool:
    """What the verb acts on: "halted **deliveries**"."""
    return plain(label) == "obj"


def is_oblique(label: str) -> bool:
    """A noun hung on a verb with or without a preposition, as Universal Dependencies has it."""
    return plain(label) == "obl"


def is_preposition_link(label: str) -> bool:
    """The older scheme's preposition between a word and its noun (``prep``, ``agent``)."""
    return label in {"prep", "agent"}


def is_clausal_complement(label: str) -> bool:
    """What is said, believed or wanted: "said he **agreed**", "agreed to **work**"."""
    return plain(label) in {"ccomp", "xcomp"} and label not in {"attr", "acomp", "oprd"}


def is_full_complement(label: str) -> bool:
    """A complement with a subject of its own (``ccomp``), or loose speech (``parataxis``)."""
    return plain(label) in {"ccomp", "parataxis"}


def is_adverbial_clause(label: str) -> bool:
    """A clause that says when, why or if."""
    return plain(label) == "advcl"


def is_relative_clause(label: str) -> bool:
    """A clause that describes a noun: "weapons that **arrived**"."""
    return universal(label) == "acl:relcl"


def is_auxiliary(label: str) -> bool:
    """Helping verbs, the passive's among them."""
    return plain(label) == "aux"


def is_passive_auxiliary(label: str) -> bool:
    """The "was" of "was halted"."""
    return universal(label) == "aux:pass"


def is_copula(label: str) -> bool:
    """The "is" of "is optimistic" where the scheme hangs it on the predicate."""
    return plain(label) == "cop"


def is_conjunct(label: str) -> bool:
    """A later part of a list or pair."""
    return plain(label) == "conj"


def is_coordinator(label: str) -> bool:
    """The "and" or "but" of a list."""
    return plain(label) == "cc"


def is_marker(label: str) -> bool:
    """The word that opens a clause: "that", "if", "to"."""
    return plain(label) == "mark"


def is_case(label: str) -> bool:
    """A preposition or possessive mark hung on its noun."""
    return plain(label) == "case"


def is_possessor(label: str) -> bool:
    """The owner in "**Ukraine**'s defence"."""
    return universal(label) == "nmod:poss"


def is_noun_modifier(label: str) -> bool:
    """A noun hung on a noun: "talks with **Putin**" (universal scheme), and owners."""
    return plain(label) == "nmod"


def is_part_of_name(label: str) -> bool:
    """Words that build one name or compound with their head."""
    return plain(label) in {"compound", "flat", "fixed", "goeswith"} and universal(label) != "compound:prt"


def is_particle(label: str) -> bool:
    """The "down" of "shot down"."""
    return universal(label) == "compound:prt"


def is_apposition(label: str) -> bool:
    """A second name for the same: "Putin, the **president**"."""
    return plain(label) == "appos"


def is_number(label: str) -> bool:
    """A figure that counts its head."""
    return plain(label) == "nummod"


def is_root(label: str) -> bool:
    """The head of a sentence in either spelling."""
    return label in {"ROOT", "root"}


def is_negation(token: Token) -> bool:
    """Whether the word denies its head: "not", "never", "no", in either scheme."""
    return token.dep_ == "neg" or (
        token.lower_ in _NEGATIVE and plain(token.dep_) in {"advmod", "det", "cc", "preconj", "case", "mark"}
    )


def is_agent(token: Token) -> bool:
    """Whether the noun is who did it in a passive: "hit by **drones**"."""
    label = token.dep_
    if label == "obl:agent" or (label == "pobj" and token.head.dep_ == "agent"):
        return True
    passive = any(is_passive_auxiliary(child.dep_) for child in token.head.children)
    return label == "obl" and passive and preposition(token) == "by"


def preposition(token: Token) -> str:
    """The preposition before a noun in lower case, or an empty string."""
    if token.dep_ == "pobj":
        return token.head.lower_
    found = [child.lower_ for child in token.children if is_case(child.dep_) and child.i < token.i]
    return found[0] if found else ""


def governor(token: Token) -> Token:
    """The word a noun hangs on, past the older scheme's preposition."""
    head = token.head
    return head.head if token.dep_ == "pobj" and is_preposition_link(head.dep_) else head


def nouns_after(token: Token, word: str) -> list[Token]:
    """Nouns joined to ``token`` by the preposition ``word``, in either scheme."""
    found = []
    for child in token.children:
        if is_preposition_link(child.dep_) and child.lower_ == word:
            found += [noun for noun in child.children if noun.dep_ == "pobj"]
        elif plain(child.dep_) in {"obl", "nmod"} and preposition(child) == word:
            found.append(child)
    return found


def predicate_of(verb: Token) -> Token:
    """The word that carries the meaning: the predicate of a copula, else the verb itself."""
    for child in verb.children:
        if child.dep_ in {"attr", "acomp"}:
            return child
    return verb

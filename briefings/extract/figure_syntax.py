"""What a figure counts and on which verb it hangs, read off the parse.

Without a parse nothing is found. Lemmas are lower case; a verb takes its particle ("shoot down").
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Span, Token

from briefings import labels

_CLIMB = 6  # heads followed at most: deeper chains are misparses
# Verbs whose subject or object is the name of a figure: "the toll rose to 12", "put the toll at 12".
_MEASURING = frozenset(
    {"rise", "reach", "climb", "fall", "drop", "stand", "total", "hit", "jump", "grow", "increase",
     "decline", "soar", "surge", "bring", "put", "raise", "exceed", "cost", "be", "average", "last",
     "decrease", "measure", "weigh", "top", "pass", "near", "approach", "double", "revise", "surpass"}
)  # fmt: skip
_COUNTING_NOUNS = frozenset({"number", "total", "amount", "sum", "majority", "average", "maximum", "minimum"})
_REACH = 5  # words behind a figure among which its noun is looked for
_NOUN_RUN = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "VBN", "VBG", "RB", "POS", "HYPH"})
_IDLE_NOUNS = frozenset({"more", "other", "others", "less", "fewer", "additional"})
_NARROWING = frozenset({"amod", "compound", "nmod", "nmod:desc", "flat"})


class Counted(NamedTuple):
    """Lemmas of what is counted, of the word it hangs on, and of what narrows it."""

    counted: str = ""
    governor: str = ""
    modifiers: tuple[str, ...] = ()
    part_of_name: bool = False  # the number belongs to a name before it: "Boeing 777"


def counted(figure: Span, unit: str) -> Counted:
    """What `figure` (the tokens of the amount) counts; unit: its unit's normal form, "" for a count."""
    root = figure.root
    if labels.is_part_of_name(root.dep_) and root.head.i < figure.start and root.head.pos_ == "PROPN":
        return Counted(part_of_name=True)
    noun = _noun(figure, root, unit not in ("", "ordinal"))
    if noun is None and unit == "year-old":
        noun = _aged(figure, root)
    if noun is None and unit == "":
        noun = _plural_ahead(figure)
    if noun is None:
        return _without_noun(figure, root)
    name = "" if noun.pos_ in ("NUM", "PRON") or noun.lower_ in _IDLE_NOUNS else _lemma(noun)
    return Counted(name, _governor(noun, figure), _modifiers(noun, figure))


def _noun(figure: Span, root: Token, has_unit: bool) -> Token | None:
    """The noun that is counted, None where the figure stands for itself."""
    head = root
    for _ in range(_CLIMB):
        up = head.head
        if up.i == head.i:
            break
        inside = figure.start <= up.i < figure.end
        describes = labels.plain(head.dep_) in ("nummod", "amod", "compound", "obl", "nmod", "advmod")
        if not inside and not (describes and _near(figure, up, head, has_unit)):
            break
        head = up
    if head.i >= figure.end and head.pos_ in ("NOUN", "PROPN", "ADJ") and _counts(head, figure):
        return head
    parts = [n for n in labels.nouns_after(root, "of") if n.i > root.i]
    if parts:
        return _inner(parts[0])
    return None


def _plural_ahead(figure: Span) -> Token | None:
    """The plural that ends the run of nouns and adjectives behind the figure: "2,500 cheering members".

    For parses that lost the link; a singular noun is not trusted.
    """
    noun = None
    for token in figure.doc[figure.end : figure.end + _REACH]:
        if token.tag_ in ("NNS", "NNPS"):
            noun = token
        elif token.tag_ not in _NOUN_RUN:
            break
    return noun


def _aged(figure: Span, root: Token) -> Token | None:
    """Whose age it is: "Amanda Berry, 27," (her surname), "boys aged 11 to 16"."""
    if figure.start >= 2 and figure.doc[figure.start - 1].text == ",":
        return figure.doc[figure.start - 2]
    for _ in range(_CLIMB // 2):
        root = root.head
        if root.pos_ in ("NOUN", "PROPN") and root.lemma_.lower() not in ("age", "year"):
            return root
    return None


def _near(figure: Span, up: Token, head: Token, has_unit: bool) -> bool:
    """Whether the word above is the counted noun rather than a verb or a noun further off."""
    if up.pos_ not in ("NOUN", "PROPN", "ADJ", "SYM", "NUM") or up.i < figure.start:
        return False
    direct = labels.plain(head.dep_) in ("nummod", "amod", "compound") or labels.universal(head.dep_) in (
        "obl:unmarked",
        "nmod:unmarked",
        "nmod:desc",
        "obl:npmod",
    )
    quantified = head.lower_ in ("more", "less", "fewer", "least")
    return direct or quantified or (has_unit and up.pos_ == "ADJ")


def _counts(noun: Token, figure: Span) -> bool:
    between = noun.doc[figure.end : noun.i]
    return not any(
        token.pos_ in ("VERB", "AUX", "SCONJ") or (token.is_punct and token.text in ",;:")
        for token in between
    )


def _inner(noun: Token) -> Token:
    """ "hundreds of thousands of people", "5 of the 12 boys": the last noun of the chain."""
    for _ in range(_CLIMB):
        further = [n for n in labels.nouns_after(noun, "of") if n.i > noun.i]
        if not further or noun.lemma_.lower() not in (
            "thousand",
            "million",
            "hundred",
            "dozen",
            "ten",
            "score",
        ):
            return noun
        noun = further[0]
    return noun


def _without_noun(figure: Span, root: Token) -> Counted:
    """A figure that stands alone takes the name of what is measured: "the death toll rose to 12"."""
    verb = _verb_above(root)
    if verb is None:
        return Counted()
    copular = verb is root or any(labels.is_copula(c.dep_) for c in root.children)
    lemma = "be" if copular else _lemma_verb(verb)
    if lemma.partition(" ")[0] not in _MEASURING:
        return Counted(governor=lemma)
    names = [c for c in verb.children if c.i < figure.start and c.pos_ in ("NOUN", "PROPN")]
    objects = [c for c in names if labels.is_object(c.dep_)]
    subjects = [c for c in names if labels.is_subject(c.dep_)]
    found = (objects or subjects)[:1]
    if not found:
        return Counted(governor=lemma)
    noun = found[0]
    if noun.lemma_.lower() in _COUNTING_NOUNS:
        noun = next(iter(labels.nouns_after(noun, "of")), noun)
    return Counted(_lemma(noun), lemma, _modifiers(noun, figure))


def _verb_above(token: Token) -> Token | None:
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX") or labels.is_root(token.dep_):
            return token
        if labels.is_conjunct(token.dep_) and token.head.pos_ not in ("VERB", "AUX"):
            token = token.head
            continue
        if any(labels.is_copula(child.dep_) for child in token.children):
            return token
        token = token.head
    return None


def _governor(noun: Token, figure: Span) -> str:
    """Lemma of the event that the counted thing takes part in: a participle on it, else what it hangs on."""
    for child in (*noun.children, *figure.root.children):
        if child.i > noun.i and child.pos_ == "VERB" and child.dep_ == "acl":
            return _lemma_verb(child)
    if any(labels.is_copula(child.dep_) for child in noun.children):
        return "be"
    head = figure.root if noun.i > figure.root.i and noun.is_ancestor(figure.root) is False else noun
    for _ in range(_CLIMB):
        if labels.is_root(head.dep_):
            return ""
        up = labels.governor(head)
        conjunct = labels.is_conjunct(head.dep_) and up.pos_ not in ("VERB", "AUX")
        if not conjunct and not labels.is_apposition(head.dep_):
            head = up
            break
        head = up
    if head.pos_ in ("VERB", "AUX"):
        return _lemma_verb(head)
    return _lemma(head) if head.i != noun.i and head.pos_ in ("NOUN", "PROPN", "ADJ") else ""


def _modifiers(noun: Token, figure: Span) -> tuple[str, ...]:
    """What narrows the noun: adjectives and nouns before it that are no part of the figure, in order."""
    found = [
        child
        for child in noun.children
        if child.i < noun.i and not figure.start <= child.i < figure.end and child.dep_ in _NARROWING
        if child.pos_ in ("ADJ", "NOUN", "PROPN", "VERB") and not any(c.pos_ == "NUM" for c in child.subtree)
    ]
    return tuple(_lemma(child) for child in found)


def _lemma(token: Token) -> str:
    return (token.lemma_ or token.text).lower().strip()


def _lemma_verb(verb: Token) -> str:
    particle = next((c.lower_ for c in verb.children if labels.is_particle(c.dep_)), "")
    return f"{_lemma(verb)} {particle}".strip()

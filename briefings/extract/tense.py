"""Whether a clause speaks of what is to come, which says which Monday "on Monday" is."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefings import labels
from briefings.extract import date_words as words

_CLIMB = 8  # heads followed at most to the verb of a date
_WINDOW = 8  # words before a date that are looked at where there is no parse


def looks_ahead(doc: Doc, start: int) -> bool:
    """Whether the clause in which the character `start` stands speaks of what is to come.

    Read off the auxiliaries and the tense of the verb above the word; without a parse off the words before.
    """
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None:
        return False
    token = span[0]
    if not doc.has_annotation("DEP"):
        window = {t.lower_ for t in doc[max(0, token.i - _WINDOW) : token.i]}
        return bool(window & (words.AHEAD_AUXILIARIES | {"due", "scheduled", "planned"}))
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX") or any(labels.is_auxiliary(c.dep_) for c in token.children):
            return _verb_ahead(token)
        if token.lemma_.lower() in words.AHEAD_WORDS and token.pos_ == "ADJ":
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _verb_ahead(verb: Token) -> bool:
    helpers = {c.lemma_.lower() for c in verb.children if labels.is_auxiliary(c.dep_)}
    forms = {c.lower_ for c in verb.children if labels.is_auxiliary(c.dep_) or labels.is_marker(c.dep_)}
    if "have" in helpers:
        return False
    if (helpers | forms) & words.AHEAD_AUXILIARIES or "'ll" in forms or "’ll" in forms:
        return True
    if verb.lemma_.lower() in words.AHEAD_WORDS and verb.morph.get("VerbForm", []) == ["Part"]:
        return True
    if "to" in forms:
        return _planned(verb)
    if "be" in helpers and verb.tag_ == "VBG":
        return any(c.tag_ in ("VBZ", "VBP") for c in verb.children if labels.is_auxiliary(c.dep_))
    tense = verb.morph.get("Tense", [])
    finite = verb.morph.get("VerbForm", []) == ["Fin"]
    return finite and tense == ["Pres"] and verb.lemma_.lower() not in words.REPORTING_PRESENT


def _planned(infinitive: Token) -> bool:
    """Whether "to meet" is still to come: "agreed to meet", not "refused to let", "came to see"."""
    head = infinitive.head
    if head.i == infinitive.i or any(labels.is_copula(c.dep_) for c in infinitive.children):
        return True
    return head.lemma_.lower() in words.AHEAD_WORDS | words.PLANNING_VERBS

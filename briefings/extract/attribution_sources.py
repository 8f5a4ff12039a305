"""Who a cue credits: the words that name the source, by rules over the tree.

Tried in order: the agent of a passive ("was quoted by X as saying"), the subject, the subject of the verb
that the cue continues or completes ("X rose and said", "X wants to say"), the noun that a participle or
relative clause describes ("X, saying …"), the owner of a nominal cue ("X's claim"), the noun after
"according to", the speaker before a colon. None is a fair answer: many passives name nobody.
"""

from __future__ import annotations

from briefings.extract.attribution_parsed import Parsed
from briefings.extract.cues import ACCORDING

# How far up the tree a subject is looked for: "X went on to try to say" needs three steps.
MOST_STEPS = 4

Source = tuple[int, int, int]  # head, first and last token

_CONTROLLED = frozenset(
    {"xcomp", "conj", "advcl", "parataxis", "ccomp", "acl", "dep", "advmod", "aux", "cop"}
)
_RELATIVE = frozenset({"who", "that", "which", "whom"})


def source_of(p: Parsed, cue: int) -> Source | None:
    """The source of the word at `cue`, or None."""
    if p.lower[cue] in {":", "—", "―", "--", "–"}:
        return _labelled(p, cue)
    if p.lower[cue] in ACCORDING:
        return _after_according(p, cue)
    if p.pos[cue] in {"NOUN", "PROPN"} and not any(p.base[d] == "nsubj" for d in p.children[cue]):
        found = _owner(p, cue)
        if found is not None:
            return found
    return _subject(p, cue)


def _made(p: Parsed, head: int, avoid: int) -> Source:
    """The noun phrase at `head`, cut before clauses that describe it and before the cue at `avoid`."""
    first, last = p.left[head], p.right[head]
    for d in p.children[head]:
        if d > head and (p.base[d] in {"parataxis", "dep", "ccomp"} or p.left[d] <= avoid <= p.right[d]):
            last = min(last, p.left[d] - 1)
    if first <= avoid <= last:
        first, last = (head, last) if avoid < head else (first, avoid - 1)
        if avoid < head:
            first = avoid + 1
    while p.base[first] == "case" and first < head:
        first += 1
    bare = p.bare(first, max(first, last))
    return (head, *bare) if bare and bare[0] <= head <= bare[1] else (head, head, head)


def _subject(p: Parsed, cue: int) -> Source | None:
    at = cue
    for _ in range(MOST_STEPS):
        below = p.children[at]
        passive = any(p.dep[d] in {"aux:pass", "nsubj:pass"} for d in below)
        agent = next((d for d in below if p.base[d] == "obl" and d > at and _case(p, d) == "by"), None)
        if agent is not None and (passive or p.tag[at] == "VBN"):
            return _made(p, agent, cue)
        subject = next((d for d in below if p.base[d] == "nsubj"), None)
        if subject is not None:
            return _relative(p, subject, at, cue)
        head = p.head[at]
        if head == at or p.sentence[head] != p.sentence[at]:
            return None
        if p.base[at] in {"acl", "amod"} and p.pos[head] in {"NOUN", "PROPN", "PRON"}:
            return _owner(p, head) or _made(p, head, cue)
        if p.base[at] not in _CONTROLLED:
            return _owner(p, head) if p.pos[head] == "NOUN" else None
        at = head
    return None


def _relative(p: Parsed, subject: int, verb: int, cue: int) -> Source:
    """The subject; for "X, who said" the word "who" stays, as that is what the sentence says."""
    return _made(p, subject, cue)


def _case(p: Parsed, noun: int) -> str:
    return next((p.lower[d] for d in p.children[noun] if p.base[d] == "case" and d < noun), "")


def _owner(p: Parsed, noun: int) -> Source | None:
    for d in p.children[noun]:
        if p.dep[d] == "nmod:poss":
            return _trim_possessive(p, _made(p, d, noun))
    for d in p.children[noun]:
        if p.base[d] == "nmod" and _case(p, d) in {"by", "from", "of", "among"} and d > noun:
            return _made(p, d, noun)
    for d in p.children[noun]:
        if p.base[d] in {"compound", "amod"} and p.pos[d] == "PROPN" and d < noun:
            return _made(p, d, noun)
    return None


def _trim_possessive(p: Parsed, source: Source) -> Source:
    head, first, last = source
    while last > head and p.lower[last] in {"'s", "’s", "'", "’"}:
        last -= 1
    return head, first, last


def _after_according(p: Parsed, cue: int) -> Source | None:
    _, end = p.sentences[p.sentence[cue]]
    head = p.head[cue]
    if head > cue and p.base[cue] == "case":
        return _made(p, head, cue + 1)
    for d in p.children[cue]:
        if d > cue and p.base[d] in {"obl", "nmod", "obj"}:
            return _made(p, d, cue + 1)
    first = cue + 2
    if first >= end:
        return None
    last = next((i - 1 for i in range(first, end) if p.lower[i] in {",", ".", ";", "”", "("}), end - 1)
    return (last, first, last) if first <= last else None


def _labelled(p: Parsed, cue: int) -> Source | None:
    """The words before a colon or after a dash that stands in place of a cue."""
    start, end = p.sentences[p.sentence[cue]]
    if p.lower[cue] == ":":
        bare = p.bare(start, cue - 1) if cue > start else None
    else:
        bare = p.bare(cue + 1, end - 1) if cue + 1 < end else None
    if bare is None or bare[1] - bare[0] > 8:
        return None
    return bare[1], bare[0], bare[1]

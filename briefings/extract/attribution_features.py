"""What speaks for and against a candidate: the features that `attribution_model` weighs, as short strings.

Features name classes before they name words: the class of the cue, the way the content hangs on it, who
could be the source, quotation marks, tense. A cue's own lemma counts too; other words do not, so that
nothing is learned about whom or what the training articles were about.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefings.extract.attribution_candidates import Candidate
from briefings.extract.attribution_parsed import Parsed
from briefings.extract.attribution_sources import Source
from briefings.extract.cues import cue_class, verb_lemma
from briefings.extract.word_tables import words

# The first features of a cue that are also told together with each way of hanging.
KIND_AND_CUE = 9

# Words between a cue and a quotation that is its content: "told reporters in Iowa on Friday, “…".
NEAR = 12

_PEOPLE = words("""
official spokesman spokeswoman spokesperson expert analyst critic lawmaker senator candidate leader
minister president governor police authority voter supporter source aide adviser advisor reporter
people man woman person lawyer attorney judge professor author member resident witness republican
democrat campaign government administration company agency group report study poll survey statement
court department office committee newspaper paper
""")
_PRONOUNS = words("i you he she it we they who that which this these those")
_HELPERS = words("will would can could should may might must not never do be have")
_MARKS = words("""
that to if whether as for of on about in with by at against from how what why who when
""")


def cue_features(p: Parsed, cue: int, source: Source | None) -> list[str]:
    """What can be said of the cue and its source (`source_of`), whatever is credited."""
    lemma = verb_lemma(p.lower[cue], p.lemma[cue]) if p.pos[cue] in {"VERB", "AUX"} else p.lemma[cue]
    kind = cue_class(p.lower[cue], p.lemma[cue], p.pos[cue])
    who = source_type(p, source)
    children = p.children[cue]
    below = {p.base[d] for d in children}
    complements = "+".join(sorted(below & {"ccomp", "xcomp", "obj", "parataxis", "obl", "acl", "nmod"}))
    passive = "pass" if {"aux:pass", "nsubj:pass"} & {p.dep[d] for d in children} else "act"
    helpers = {p.lemma[d] for d in children if p.base[d] in {"aux", "advmod", "cop"}}
    around = f"{_quotation_near(p, cue, -1)}{_quotation_near(p, cue, 1)}"
    features = [
        f"L={lemma}",
        f"C={kind}",
        f"P={p.pos[cue]}",
        f"D={p.base[cue]}",
        f"T={p.tag[cue]}",
        f"B={complements}",
        f"V={passive}",
        f"A={around}",
        f"S={who}",
        f"CP={kind}|{p.pos[cue]}",
        f"CD={kind}|{p.base[cue]}",
        f"CT={kind}|{p.tag[cue]}",
        f"CS={kind}|{who}",
        f"PS={p.pos[cue]}|{who}",
        f"CV={kind}|{passive}",
        f"CB={kind}|{complements}",
        f"CA={kind}|{around}",
        f"Q={'in' if p.quote[cue] >= 0 else 'out'}",
        f"CQ={kind}|{'in' if p.quote[cue] >= 0 else 'out'}",
    ]
    features += [f"M={helper}" for helper in helpers & _HELPERS]
    after = _next(p, cue)
    features.append(f"after={after}")
    features.append(f"Cafter={kind}|{after}")
    return features


def _quotation_near(p: Parsed, cue: int, step: int) -> int:
    """1 where another quotation than the cue's own ends or begins within a few words of it."""
    for i in range(cue + step, cue + step * NEAR, step):
        if not 0 <= i < len(p.quote):
            return 0
        if p.quote[i] >= 0 and p.quote[i] != p.quote[cue]:
            return 1
    return 0


def _next(p: Parsed, cue: int) -> str:
    word = p.lower[cue + 1] if cue + 1 < len(p.lower) else ""
    if word in _MARKS or not word[:1].isalnum():
        return word.strip()
    return p.pos[cue + 1] if cue + 1 < len(p.lower) else ""


def source_type(p: Parsed, source: Source | None) -> str:
    """What kind of word the source is: a pronoun, a name, people, another noun, none."""
    if source is None:
        return "none"
    head = source[0]
    if p.lower[head] in _PRONOUNS:
        return p.lower[head]
    if p.pos[head] == "PRON":
        return "pron"
    if p.pos[head] == "PROPN":
        return "name"
    if p.lemma[head] in _PEOPLE:
        return "people"
    return "noun" if p.pos[head] == "NOUN" else "other"


def candidate_features(p: Parsed, one: Candidate, about_cue: list[str]) -> Iterator[str]:
    """What can be said of a candidate beside its cue; `about_cue` is what `cue_features` gave for that."""
    kind, anchor = one.ways[0]
    own = content_features(p, one, about_cue)
    hanging = kind_features(p, one.cue, kind, about_cue)
    yield from (*own[:11], *hanging[:-1], *own[11:17], hanging[-1], *own[17:])
    yield from anchor_features(p, kind, anchor, about_cue)


def content_features(p: Parsed, one: Candidate, about_cue: list[str]) -> list[str]:
    """What the candidate's own words say: how they begin and end, quotation marks, length."""
    lemma, group = about_cue[0], about_cue[1]
    kind = one.ways[0][0]
    first, last = one.ranges[0][0], one.ranges[-1][1]
    length = _bucket(sum([b - a + 1 for a, b in one.ranges]))
    mark = p.lower[first] if p.lower[first] in _MARKS else ""
    quoted = _quoted(p, one)
    gap = _bucket(abs(first - one.cue) if first > one.cue else one.cue - last)
    ends = f"{_ending(p, last)}|{_opening(p, first)}"
    cut = _cuts_quotation(p, one)
    return [
        f"Lm={lemma}|{mark}",
        f"Cm={group}|{mark}",
        f"q={quoted}",
        f"Cq={group}|{quoted}",
        f"n={length}",
        f"Cn#={group}|{length}",
        f"g={gap}",
        f"e={ends}",
        f"qe={quoted}|{ends}",
        f"cut={cut}",
        f"ways={'+'.join([kind for kind, _ in one.ways])}",
        f"Km={kind}|{mark}",
        f"KCm={kind}|{group}|{mark}",
        f"Kq={kind}|{quoted}",
        f"KCq={kind}|{group}|{quoted}",
        f"Kn#={kind}|{length}",
        f"Kg={kind}|{gap}",
        f"Ke={kind}|{ends}",
        f"Ks={kind}|{cut}",
    ]


def kind_features(p: Parsed, cue: int, kind: str, about_cue: list[str]) -> list[str]:
    """What the way in which a content hangs on its cue says, whatever the content."""
    lemma, group = about_cue[0], about_cue[1]
    told = [f"K{number}={kind}|{told}" for number, told in enumerate(about_cue[2:KIND_AND_CUE])]
    return [
        f"K={kind}",
        f"KL={kind}|{lemma}",
        f"KC={kind}|{group}",
        *told,
        f"KCS={kind}|{group}|{about_cue[8]}",
        f"Kx={kind}|{_next(p, cue)}",
    ]


def anchor_features(p: Parsed, kind: str, anchor: int, about_cue: list[str]) -> list[str]:
    """The word by which the content hangs on the cue: its preposition, part of speech, class, subject."""
    lemma, group = about_cue[0], about_cue[1]
    case = _case(p, anchor) if kind[0] != "^" else ""
    pos = p.pos[anchor]
    noun = cue_class(p.lower[anchor], p.lemma[anchor], pos) if pos == "NOUN" else ""
    finite = "fin" if any(p.base[d] == "nsubj" for d in p.children[anchor]) else "non"
    return [
        f"Kc={kind}|{case}",
        f"KCc={kind}|{group}|{case}",
        f"Lc={lemma}|{case}",
        f"Ka={kind}|{pos}",
        f"KCa={kind}|{group}|{pos}",
        f"Kn={kind}|{noun}",
        f"KCn={kind}|{group}|{noun}",
        f"Kf={kind}|{finite}",
        f"KCf={kind}|{group}|{finite}",
    ]


def _bucket(size: int) -> str:
    for limit in (1, 2, 3, 5, 8, 12, 18, 26, 40, 70):
        if size <= limit:
            return str(limit)
    return "more"


def _case(p: Parsed, anchor: int) -> str:
    for d in p.children[anchor]:
        if d < anchor and p.base[d] in {"case", "mark"}:
            return p.lower[d]
    return ""


def _quoted(p: Parsed, one: Candidate) -> str:
    if p.quote[one.cue] >= 0:
        return "inner"
    size = sum([b - a + 1 for a, b in one.ranges])
    inside = size - sum([p.quote[a : b + 1].count(-1) for a, b in one.ranges])
    if not inside:
        return "none"
    return "all" if inside == size else "most" if 2 * inside > size else "some"


def _ending(p: Parsed, last: int) -> str:
    """What follows the candidate."""
    word = p.lower[last + 1].strip() if last + 1 < len(p.lower) else "end"
    if not word or word[0].isalnum():
        return "word" if word else "break"
    return word


def _opening(p: Parsed, first: int) -> str:
    """What stands before the candidate."""
    word = p.lower[first - 1].strip() if first else "end"
    if not word or word[0].isalnum():
        return "word" if word else "break"
    return word


def _cuts_quotation(p: Parsed, one: Candidate) -> str:
    """Whether the candidate's ends fall in the middle of a quotation."""
    first, last = one.ranges[0][0], one.ranges[-1][1]
    cut_left = first > 0 and p.quote[first] >= 0 and p.quote[first - 1] == p.quote[first]
    cut_right = last + 1 < len(p.quote) and p.quote[last] >= 0 and p.quote[last + 1] == p.quote[last]
    return f"{int(cut_left)}{int(cut_right)}"

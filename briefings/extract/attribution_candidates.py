"""Every stretch of text that a word could be crediting to somebody, with how it hangs on that word.

A candidate is a cue word, a way of hanging, and one or two ranges of tokens. The rules here are generous:
what the tree says, what stands in front of or behind a cue set off by commas, and quotations near it.
`attribution_model` weighs them; most are thrown away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefings.extract.attribution_parsed import Parsed
from briefings.extract.cues import ACCORDING, cue_class
from briefings.extract.word_tables import words

Range = tuple[int, int]  # first and last token

_COMPLEMENTS = words("ccomp xcomp obj obl advcl parataxis acl nmod csubj dep iobj advmod conj appos")
_UPWARDS = words("parataxis advcl acl conj dep discourse appos ccomp nsubj obl advmod amod")
_LABELS = frozenset({":", "—", "―", "--", "–"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue word's place; each way the content hangs on it ("ccomp", "q<>") with the word there; ranges."""

    cue: int
    ways: tuple[tuple[str, int], ...]
    ranges: tuple[Range, ...]


def possible_cues(p: Parsed) -> Iterator[int]:
    """Places of the words that may credit somebody: verbs, listed nouns and adjectives, labels."""
    for i, pos in enumerate(p.pos):
        if (
            pos == "VERB"
            or (pos in {"NOUN", "PROPN", "ADJ", "AUX"} and cue_class(p.lower[i], p.lemma[i], pos))
            or p.lower[i] in ACCORDING
            or p.lower[i] in _LABELS
        ):
            yield i


def candidates(p: Parsed, cue: int) -> list[Candidate]:
    """The candidates of the word at `cue`, no two with the same ranges."""
    ways: dict[tuple[Range, ...], list[tuple[str, int]]] = {}
    for kind, anchor, ranges in _raw(p, cue):
        trimmed = tuple(bare for first, last in ranges if (bare := p.bare(first, last)))
        if trimmed:
            ways.setdefault(trimmed, []).append((kind, anchor))
    return [Candidate(cue, tuple(found), ranges) for ranges, found in ways.items()]


def _raw(p: Parsed, cue: int) -> Iterator[tuple[str, int, tuple[Range, ...]]]:
    if p.lower[cue] in _LABELS:
        yield from _labelled(p, cue)
        return
    if p.lower[cue] in ACCORDING:
        yield from _set_off(p, cue)
        return
    yield from _dependents(p, cue)
    if p.pos[cue] in {"VERB", "AUX"}:
        yield from _set_off(p, cue)
    yield from _above(p, cue)
    yield from _near_quotations(p, cue)


def _dependents(p: Parsed, cue: int) -> Iterator[tuple[str, int, tuple[Range, ...]]]:
    """Subtrees below the cue, and what runs from them to the end of its clause or sentence."""
    end = p.sentences[p.sentence[cue]][1] - 1
    subject_left = [d for d in p.children[cue] if p.base[d] == "nsubj"]
    rights = [d for d in p.children[cue] if d > cue and p.base[d] in _COMPLEMENTS]
    for d in rights:
        first = _past_case(p, d, max(p.left[d], cue + 1))
        last = p.right[d]
        yield p.base[d], d, ((first, last),)
        clause = max([p.right[c] for c in p.children[cue] if c >= d and p.base[c] != "punct"], default=last)
        if clause > last:
            yield p.base[d] + "+", d, ((first, clause),)
        if end > clause:
            yield p.base[d] + "++", d, ((first, end),)
    for d in p.children[cue]:
        if d < cue and p.base[d] in {"ccomp", "obj", "parataxis", "obl", "advcl", "dep", "advmod"}:
            before = min([p.left[s] for s in subject_left if d < s < cue], default=cue)
            yield "<" + p.base[d], d, ((p.left[d], min(p.right[d], before - 1)),)
    for d in subject_left:
        if p.dep[d] == "nsubj:pass" or d < cue:
            yield "<" + p.dep[d], d, ((p.left[d], min(p.right[d], cue - 1)),)


def _past_case(p: Parsed, d: int, first: int) -> int:
    """Past the preposition in front of a noun: "called for | an end"."""
    if p.base[d] in {"obl", "nmod"}:
        while first < d and p.base[first] == "case" and p.head[first] == d:
            first += 1
    return first


def _phrase(p: Parsed, cue: int) -> Range:
    """The words of the cue itself: subject, auxiliaries, cue, who is told and when."""
    first = last = cue
    for d in p.children[cue]:
        base = p.base[d]
        if base in {"aux", "advmod", "mark"} and d < cue:
            first = min(first, p.left[d])
        elif base == "nsubj" and p.right[d] - p.left[d] < 40:
            first, last = min(first, p.left[d]), max(last, p.right[d])
        elif base in {"obl", "iobj", "obj", "nmod", "case", "fixed"} and d > cue:
            last = max(last, p.right[d])
    start, end = p.sentences[p.sentence[cue]]
    return max(first, start), min(last, end - 1)


def _set_off(p: Parsed, cue: int) -> Iterator[tuple[str, int, tuple[Range, ...]]]:
    """What stands before and behind "…, he said on Monday, …"."""
    start, end = p.sentences[p.sentence[cue]]
    near, far = _phrase(p, cue)
    anchor = p.head[cue]
    stop = next(
        (i for i in range(far + 1, end) if p.lower[i] in {",", "—", "–", ";", "”", '"', "“", ":"}), end
    )
    while near > start and p.lower[near - 1].strip() in {"", ",", "—", "–", "-"}:
        near -= 1
    set_off = (near > start and p.lower[near] in {",", "—", "–", "-"}) or p.lower[near - 1] in {"”", '"', "’"}
    if near > start:
        yield "left" if set_off else "left-", anchor, ((start, near - 1),)
        if stop < end - 2:
            yield "split", anchor, ((start, near - 1), (stop, end - 1))
    if near > start or stop < end - 2:
        yield "behind", anchor, ((stop, end - 1),)
    yield "after", anchor, ((cue + 1, end - 1),)


def _above(p: Parsed, cue: int) -> Iterator[tuple[str, int, tuple[Range, ...]]]:
    """The clause that the cue hangs on, without the cue's own words: "X, he said", "as he said, X"."""
    head, base = p.head[cue], p.base[cue]
    if head == cue or base not in _UPWARDS or p.sentence[head] != p.sentence[cue]:
        return
    left, right = p.left[cue], p.right[cue]
    before = (p.left[head], min(left - 1, p.right[head]))
    behind = (max(right + 1, p.left[head]), p.right[head])
    kind = "^" + p.dep[cue]
    pieces = tuple(r for r in (before, behind) if p.bare(*r))
    if pieces:
        yield kind, head, pieces
    if len(pieces) == 2:
        yield kind + "<", head, (before,)
        yield kind + ">", head, (behind,)


def _labelled(p: Parsed, cue: int) -> Iterator[tuple[str, int, tuple[Range, ...]]]:
    """What follows "TRUMP:" up to the end of the sentence or paragraph, or stands before "― Name"."""
    start, end = p.sentences[p.sentence[cue]]
    last = cue
    while last + 1 < len(p.lower) and p.paragraph[last + 1] == p.paragraph[cue] and last - cue < 400:
        last += 1
    if last > cue:
        yield "label", cue, ((cue + 1, min(end - 1, last)),)
        yield "label++", cue, ((cue + 1, last),)
    if cue > start:
        yield "label<", cue, ((start, cue - 1),)


def _near_quotations(p: Parsed, cue: int) -> Iterator[tuple[str, int, tuple[Range, ...]]]:
    """The quotation before the cue, the one behind it, both, and all that follow in the paragraph."""
    if p.quote[cue] >= 0 and cue_class(p.lower[cue], p.lemma[cue], p.pos[cue]) not in {"say", "write", "ask"}:
        return
    start, end = p.sentences[p.sentence[cue]]
    before = _quotation_before(p, cue, start)
    behind, run = _quotation_behind(p, cue, end)
    if before:
        yield "q<", before[0], (before,)
    if behind:
        yield "q>", behind[0], (behind,)
        if run != behind:
            yield "q>>", behind[0], (run,)
        if before:
            yield "q<>", behind[0], (before, run)
    last = run[1] if behind else before[1] if before else cue
    onwards = _paragraphs_of_speech(p, max(last, end - 1))
    if onwards and (before or behind):
        spoken = tuple(r for r in (before, behind and run) if r)
        yield "q...", spoken[0][0], (*spoken[:-1], (spoken[-1][0], onwards))


def _quotation_before(p: Parsed, cue: int, start: int) -> Range | None:
    for i in range(cue - 1, max(-1, cue - 60), -1):
        if p.quote[i] >= 0 and p.quote[i] != p.quote[cue]:
            first = i
            while first > 0 and p.quote[first - 1] == p.quote[i]:
                first -= 1
            return first, i
        if i < start and p.lower[i].strip():
            return None
    return None


def _quotation_behind(p: Parsed, cue: int, end: int) -> tuple[Range | None, Range]:
    """The next quotation in the paragraph (or after a colon), and the run of quotations it begins."""
    size = len(p.lower)
    colon = any(p.lower[i] == ":" for i in range(cue, end))
    for i in range(cue + 1, min(size, end + 80)):
        if p.quote[i] >= 0 and p.quote[i] != p.quote[cue]:
            break
        if i >= end and p.paragraph[i] != p.paragraph[cue] and not colon:
            return None, (cue, cue)
        if i >= end + 3 and p.lower[i].strip():
            return None, (cue, cue)
    else:
        return None, (cue, cue)
    last = _quotation_end(p, i)
    number, run = p.quote[i], last
    while p.quotations[number].continues and run + 1 < size and number + 1 < len(p.quotations):
        after = next((k for k in range(run + 1, min(size, run + 6)) if p.quote[k] == number + 1), None)
        if after is None:
            break
        run, number = _quotation_end(p, after), number + 1
    return (i, last), (i, run)


def _paragraphs_of_speech(p: Parsed, last: int) -> int:
    """The last token of the paragraphs behind `last` that hold nothing but a quotation, 0 if none."""
    size, found = len(p.lower), 0
    at = last + 1
    while at < size and p.paragraph[at] == p.paragraph[last]:
        if p.quote[at] < 0 and p.lower[at][:1].isalnum():
            return 0
        at += 1
    while at < size:
        while at < size and not p.lower[at].strip():
            at += 1
        if at >= size or p.quote[at] < 0:
            return found
        here, end = p.paragraph[at], at
        while end < size and p.paragraph[end] == here:
            if p.quote[end] < 0 and p.lower[end][:1].isalnum():
                return found
            end += 1
        found, at = end - 1, end
    return found


def _quotation_end(p: Parsed, first: int) -> int:
    last = first
    while last + 1 < len(p.quote) and p.quote[last + 1] == p.quote[first]:
        last += 1
    return last

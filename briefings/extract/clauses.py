"""Cuts a sentence into clauses by its dependency parse: one clause, one statement.

A clause is the words that hang from one predicate, without those that hang from a predicate of their own:
"The plane, which carried 66 people, vanished early on Thursday, officials said." has three: *said*,
*vanished* and *carried*. Method: predicates are the root, clausal complements, relative and adverbial
clauses and coordinated verbs; every other word belongs to its nearest predicate upwards.

Not cut: participles without words of their own, infinitives ("agreed to meet" is one statement),
noun phrases that state something by themselves ("the death of two men").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefings.labels import universal

CLAUSE_LABELS = frozenset({"ROOT", "root", "ccomp", "parataxis", "acl:relcl", "advcl", "csubj", "csubj:pass"})
"""Universal Dependencies relations whose dependent is a statement of its own."""

MIN_WORDS = 3
"""Content words under which a clause joins the clause above it: "he said", "as expected" state nothing."""

TIME_UNITS = frozenset(
    {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "moment"}
)
"""Lemmas of what time is measured in."""

PREDICATES = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One statement in a sentence: its predicate and its words (it among them), in reading order."""

    head: Token
    words: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Character offset of its first word."""
        return self.words[0].idx

    @property
    def end(self) -> int:
        """Character offset behind its last word."""
        return self.words[-1].idx + len(self.words[-1])


def is_predicate(token: Token) -> bool:
    """Whether a clause of its own hangs from this word."""
    label = universal(token.dep_)
    if label in CLAUSE_LABELS:
        return token.pos_ in PREDICATES
    if label == "conj":
        return token.pos_ in ("VERB", "AUX") and token.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
    return False


def cut(sentence: Words) -> tuple[Clause, ...]:
    """The sentence's clauses in order of their first word; at least one for a sentence that has any words.

    Works on the places of words in the sentence: asking spaCy for a token makes a new object each time.
    """
    words = list(sentence)
    heads = [token.head.i - sentence.start for token in words]
    predicates = [is_predicate(token) for token in words]
    owner = [_predicate_above(place, heads, predicates) for place in range(len(words))]
    owner = _with_measures(words, heads, owner)
    content = dict.fromkeys(owner, 0)
    for place, token in enumerate(words):
        content[owner[place]] += not (token.is_stop or token.is_punct or token.is_space)
    for index in content:
        if content[index] < MIN_WORDS and (above := _owner_above(index, heads, owner)) is not None:
            content[above] += content[index]
            owner = [above if one == index else one for one in owner]
    groups: dict[int, list[Token]] = {}
    for place, token in enumerate(words):
        groups.setdefault(owner[place], []).append(token)
    clauses = (_trimmed(words[index], own) for index, own in groups.items())
    return tuple(sorted((c for c in clauses if c), key=lambda c: c.start))


def _predicate_above(place: int, heads: Sequence[int], predicates: Sequence[bool]) -> int:
    """The nearest predicate from the word (included) to the root; the way's end where there is none."""
    for _ in heads:
        head = heads[place]
        if predicates[place] or head == place or not 0 <= head < len(heads):
            break
        place = head
    return place


def _with_measures(words: Sequence[Token], heads: Sequence[int], owner: list[int]) -> list[int]:
    """A measure of time belongs to the clause that "before" or "after" behind it opens: "an hour before"."""
    owner = list(owner)
    for place in range(len(words) - 1):
        then = words[place + 1]
        opens = then.lower_ in ("before", "after") and owner[place + 1] != owner[place]
        if opens and words[place].lemma_.casefold() in TIME_UNITS and not is_predicate(words[place]):
            for part in (place, *(i for i, head in enumerate(heads) if head == place and i < place)):
                owner[part] = owner[place + 1]
    return owner


def _owner_above(index: int, heads: Sequence[int], owner: Sequence[int]) -> int | None:
    head = heads[index]
    if not 0 <= head < len(heads) or owner[head] == index:
        return None
    return owner[head]


def _trimmed(head: Token, words: list[Token]) -> Clause | None:
    """The clause without punctuation and space at its ends; None where nothing is left."""
    first, last = 0, len(words)
    while first < last and (words[first].is_punct or words[first].is_space):
        first += 1
    while last > first and (words[last - 1].is_punct or words[last - 1].is_space):
        last -= 1
    return Clause(head=head, words=tuple(words[first:last])) if first < last else None

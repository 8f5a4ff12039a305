"""Keywords for a topic of which only the name is known: what the stored articles found by it speak of.

    name ── articles that its words find ── names in their claims ── those that many share and few others have

A name counts once an article, in its fullest form. One that stands in much of what is stored ("Congress", in
an archive of American politics) tells nothing, and is not proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

from briefings.extract.spelling import fold
from briefings.model import Claim, Material, NameLabel
from briefings.topics import derived_keywords, folded_words

MOST_PROPOSED = 8
"""Keywords proposed, the name's own among them: as many as people who know a topic type for it."""

LEAST_SHARE = 0.25
LEAST_ARTICLES = 2
"""Share of the found articles, and number of them, that must speak of a name."""

LIFT = 3.0
"""How much more often the found articles must speak of a name than all that are stored do."""

MOST_READ = 40
"""Found articles that are looked into, the newest: more change nothing but the time it takes."""


def named_in(material: Material) -> dict[int, frozenset[str]]:
    """The names that each article speaks of, in the fullest form that each is given in."""
    return {a.id: frozenset(_names(material.readings[a.id].claims)) for a in material.articles}


def _names(claims: Iterable[Claim]) -> Iterable[str]:
    for claim in claims:
        for name in claim.names:
            if not name.pronoun and name.label is not NameLabel.OTHER and len(name.text) > 2:
                words = name.text.split()
                while words and words[0].islower():  # "of Mara Lind"
                    words.pop(0)
                yield " ".join(words).removesuffix("’s").removesuffix("'s")


def proposed(
    name: str, named: Mapping[int, frozenset[str]], stored: Mapping[str, int], articles: int
) -> tuple[str, ...]:
    """Keywords for a topic of that name, its own words first.

    named: names by found article (`named_in`); stored: how many of all `articles` stored have each name.
    """
    own = derived_keywords(name)
    shared = Counter(text for names in named.values() for text in _one_each(names))
    least = max(LEAST_ARTICLES, LEAST_SHARE * len(named))
    scored = [
        (count * log(lift), text)
        for text, count in shared.items()
        if text and count >= least and not _within(text, own)
        if (lift := count / len(named) * articles / max(count, stored.get(text, count))) >= LIFT
    ]
    best = [text for _, text in sorted(scored, key=lambda pair: (-pair[0], pair[1]))]
    return (*own, *_distinct(best, own))[:MOST_PROPOSED]


def candidates(named: Mapping[int, frozenset[str]]) -> tuple[str, ...]:
    """The names that may be proposed: those that LEAST_ARTICLES share."""
    shared = Counter(text for names in named.values() for text in names)
    return tuple(sorted(text for text, count in shared.items() if count >= LEAST_ARTICLES))


def _one_each(names: Iterable[str]) -> set[str]:
    """Names without those that are the end of a longer one ("Lind" beside "Mara Lind")."""
    longest = sorted(names, key=lambda text: (-len(text), text))
    kept: list[str] = []
    for text in longest:
        if not any(f" {other} ".endswith(f" {text} ") for other in kept):
            kept.append(text)
    return set(kept)


def _within(text: str, own: Sequence[str]) -> bool:
    """Whether a name says no more than the topic's own words."""
    return set(folded_words(text)) <= {word for keyword in own for word in folded_words(keyword)}


def _distinct(texts: Sequence[str], own: Sequence[str]) -> list[str]:
    """Each name once: no spelling or part of one that stands there already."""
    kept: list[str] = []
    for text in texts:
        words = {fold(word) for word in text.split()}
        if not any(
            words <= set(map(fold, other.split())) or fold(text) == fold(other) for other in (*own, *kept)
        ):
            kept.append(text)
    return kept

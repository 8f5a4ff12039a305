"""Sentences laid against each other word by word: how much of what one says is said in the other too.

Each content word of a sentence is as near to the other sentence as its nearest word there, in context
(`briefings.wording`); a sentence is covered by the mean of that, rare words counting more. Late interaction:
Khattab and Zaharia, "ColBERT" (SIGIR 2020); weights by inverse document frequency as in BERTScore (Zhang et
al., ICLR 2020).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from briefings.wording import Wording, content_words, from_bytes, shipped_encoder

Floats = NDArray[np.float32]

APART = 0.45
"""A word whose nearest is less near than this is not said in the other sentence."""

ALIKE = (0.4, 0.8)
"""From none to all of a word's weight counts as said in the other sentence between these two."""


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """Two sentences laid against each other.

    cosine: of the wholes; cover: how much of the first and of the second is said in the other, 0 to 1; left:
    weight of the words of each that are not.
    """

    cosine: float
    cover: tuple[float, float]
    left: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class _Laid:
    whole: Floats
    rows: Floats
    weights: Floats
    mass: float


class Wordings:
    """The wordings of all sentences on a board, read when first asked for."""

    def __init__(
        self, texts: Sequence[str], stored: Mapping[int, bytes], telling: Sequence[str] | None = None
    ) -> None:
        """texts: every sentence; stored: what the store holds of some of them, by place in `texts`; telling:
        the sentences that say how much a word weighs, all of them where none are given."""
        self._texts = texts
        self._telling = texts if telling is None else telling
        self._stored = stored
        self._laid: dict[int, _Laid] = {}
        self._too: dict[tuple[int, int], Floats] = {}

    def prepare(self, places: Collection[int]) -> None:
        """Read all that will be asked for, together: one by one takes several times as long."""
        found: dict[int, Wording] = {}
        unread = []
        for place in sorted(places):
            if place in self._laid:
                continue
            known = from_bytes(self._texts[place], self._stored[place]) if place in self._stored else None
            if known is None:
                unread.append(place)
            else:
                found[place] = known
        if unread:
            read = shipped_encoder().read([self._texts[place] for place in unread])
            found.update(zip(unread, read, strict=True))
        if found:
            self._lay(found)

    def overlap(self, a: int, b: int) -> Overlap:
        """How sentences a and b meet; the same with sides changed for (b, a)."""
        one, other = self._of(a), self._of(b)
        near_a, near_b = self._nearest(one, other)
        return Overlap(
            cosine=float(one.whole @ other.whole),
            cover=(_share(near_a, one), _share(near_b, other)),
            left=(_left(near_a, one.weights), _left(near_b, other.weights)),
        )

    def said_too(self, a: int, others: Collection[int]) -> Floats:
        """Weight of each word of sentence a as far as one of the others says it too, in reading order."""
        found = np.zeros_like(self._of(a).weights)
        for other in others:
            np.maximum(found, self._said(a, other), out=found)
        return found

    def _said(self, a: int, other: int) -> Floats:
        """Weight of each word of sentence a as far as the other says it too, worked out once."""
        if (a, other) not in self._too:
            one, second = self._of(a), self._of(other)
            for place, laid, near in zip(
                ((a, other), (other, a)), (one, second), self._nearest(one, second), strict=True
            ):
                low, high = ALIKE
                self._too[place] = laid.weights * np.clip((near - low) / (high - low), 0.0, 1.0)
        return self._too[a, other]

    def mass(self, a: int) -> float:
        """Weight of all words of sentence a."""
        return self._of(a).mass

    def whole(self, a: int) -> Floats:
        """Meaning of sentence a, length 1."""
        return self._of(a).whole

    def _of(self, place: int) -> _Laid:
        if place not in self._laid:
            self.prepare([place])
        return self._laid[place]

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """What the words of the telling sentences weigh; any other word weighs `_rarest`."""
        held = Counter(word for text in self._telling for word in set(content_words(text)))
        return {word: math.log((len(self._telling) + 1) / (n + 0.5)) for word, n in held.items()}

    def learn(self, weights: Mapping[str, float]) -> None:
        """Take the weights that the same telling sentences gave before."""
        self.weights = weights

    @cached_property
    def _rarest(self) -> float:
        return max(math.log((len(self._telling) + 1) / 1.5), 0.0)

    def _lay(self, found: Mapping[int, Wording]) -> None:
        """All at once: what numpy takes to begin is most of the time of a few rows."""
        known, rarest = self.weights, self._rarest
        rows = np.concatenate([wording.vectors for wording in found.values()]).astype(np.float32) / 127.0
        every = [known.get(word, rarest) for wording in found.values() for word in wording.words]
        weights = np.array(every, dtype=np.float32)
        wholes = np.stack([wording.whole for wording in found.values()]).astype(np.float32)
        lengths = np.sqrt((wholes * wholes).sum(axis=1, keepdims=True))  # of whole numbers, so exact
        wholes /= np.maximum(lengths, 1e-9)
        start = 0
        for whole, (place, wording) in zip(wholes, found.items(), strict=True):
            own = slice(start, start + len(wording.words))
            start = own.stop
            self._laid[place] = _Laid(
                whole=whole, rows=rows[own], weights=weights[own], mass=float(weights[own].sum())
            )

    @staticmethod
    def _nearest(one: _Laid, other: _Laid) -> tuple[Floats, Floats]:
        """For each word of the one the cosine of its nearest in the other, and the other way round."""
        if not len(one.rows) or not len(other.rows):
            return np.zeros(len(one.rows), np.float32), np.zeros(len(other.rows), np.float32)
        cosines = one.rows @ other.rows.T
        return cosines.max(axis=1), cosines.max(axis=0)


def _share(near: Floats, laid: _Laid) -> float:
    return float(near @ laid.weights) / laid.mass if laid.mass else 0.0


def _left(near: Floats, weights: Floats) -> float:
    return float(weights[near < APART].sum())

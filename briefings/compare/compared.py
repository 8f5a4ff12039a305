"""What was compared before is not compared again: pairs of statements with how likely they state the same.

A likelihood depends on the two statements, on what terms weigh and on the fitted model. A large board's terms
are weighed by part of its articles, which stays the same while others come in (`statements.weighing`), so a
digest after twenty new articles compares only what they bring. Whatever does change gives another mark, and
then nothing is remembered: the answer is that of a digest built anew, always.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

from briefings.compare.candidates import WHOLE, Before, candidates
from briefings.compare.conflict import CLASHING, NAMES_ONLY, OPPOSED
from briefings.compare.pairs import Likelihoods
from briefings.compare.statements import Board, Statement
from briefings.wording import shipped_fingerprint

Pair = tuple[int, int]

CODE = ("candidates.py", "conflict.py", "contrasts.py", "differ.py", "events.py", "features.py", "lines.py",
        "memory.py", "pairs.py", "same.py", "statements.py", "weights.json", "wordings.py",
        "worth.py")  # fmt: skip
"""Files of this package whose change can change a likelihood, what two statements differ on, or what `Memory`
keeps."""

NOTHING = -1.0
"""Stands for the likelihood of two statements that differ in no slot; that does not hang on ranks."""

_FORMAT = 3
_OF_PAIRS = {"likelihood": "<f8", "differ": "<f8", "told": "<u1", "apart": "<u1"}
_DTYPES = {
    "marks": "<u8",
    "first": "<u4",
    "second": "<u4",
    "shared": "<u4",
    **_OF_PAIRS,
    "keys": "<i8",
    "numbers": "<f8",
}

_APART = (None, "", NAMES_ONLY, OPPOSED, CLASHING)
"""What keeps two statements from being one point (`conflict`), by number; None where nobody has asked."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Pairs that were compared on one board, to be kept until the next.

    mark: of all that likelihoods depend on but the statements; marks: one for each statement; first, second:
    numbers of the statements of each pair; shared: what those share (`candidates`); likelihood: of being the
    same, 0 where it was too faint to keep; differ: likelihood of being sides of a dispute, as it was with the
    ranks (see `differ`) that `told` is one more than, or nothing where that is 0; apart: what keeps them
    apart (_APART); keys, numbers: see `Memory`; words: what words weigh.
    """

    mark: str
    marks: NDArray[np.uint64]
    first: NDArray[np.uint32]
    second: NDArray[np.uint32]
    shared: NDArray[np.uint32]
    likelihood: NDArray[np.float64]
    differ: NDArray[np.float64]
    told: NDArray[np.uint8]
    apart: NDArray[np.uint8]
    keys: NDArray[np.int64]
    numbers: NDArray[np.float64]
    words: Mapping[str, float]

    def to_bytes(self) -> bytes:
        """As the store keeps it."""
        arrays = {name: getattr(self, name).astype(kind) for name, kind in _DTYPES.items()}
        sizes = {name: len(array) for name, array in arrays.items()}
        head = {"format": _FORMAT, "mark": self.mark, "words": dict(self.words), "sizes": sizes}
        return zlib.compress(
            json.dumps(head).encode() + b"\n" + b"".join(a.tobytes() for a in arrays.values()), 1
        )

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self | None:
        """What `to_bytes` gave; None for nothing, for another version's, or for what is damaged."""
        try:
            line, _, body = zlib.decompress(kept).partition(b"\n")
            head = json.loads(line)
            if head["format"] != _FORMAT:
                return None
            arrays, at = {}, 0
            for name, kind in _DTYPES.items():
                size = head["sizes"][name]
                arrays[name] = np.frombuffer(body, dtype=kind, count=size, offset=at)
                at += arrays[name].nbytes
            return cls(mark=head["mark"], words=head["words"], **arrays)
        except (zlib.error, ValueError, KeyError, TypeError):
            return None


@dataclass(kw_only=True)
class Comparison:
    """The comparing of one board: what is known of its pairs at the start, and all of it at the end.

    keys, shared: the pairs to compare, and what the two share (`candidates`); likelihood: NaN where it is not
    known; the rest: as in `Compared`.
    """

    board: Board
    mark: str
    marks: NDArray[np.uint64]
    keys: NDArray[np.int64]
    shared: NDArray[np.int64]
    likelihood: NDArray[np.float64]
    differ: NDArray[np.float64]
    told: NDArray[np.uint8]
    apart: NDArray[np.uint8]

    @classmethod
    def begin(cls, board: Board, known: Compared | None = None) -> Self:
        """All candidates of `board`, with what is known of them."""
        large = len(board.statements) > WHOLE  # nothing is kept of a small board
        marks = _statement_marks(board) if large else np.empty(0, dtype=np.uint64)
        mark = _board_mark(board, marks) if large else ""
        before = _Known.of(known, marks) if large and known is not None and known.mark == mark else None
        found = candidates(board, before.whole() if before else None)
        made = cls(
            board=board,
            mark=mark,
            marks=marks,
            keys=found.keys,
            shared=found.shared,
            likelihood=np.full(len(found.keys), np.nan),
            differ=np.zeros(len(found.keys)),
            told=np.zeros(len(found.keys), dtype=np.uint8),
            apart=np.zeros(len(found.keys), dtype=np.uint8),
        )
        board.memory.begin(made.marks)
        if before:
            made._take(before)
        return made

    def _take(self, before: _Known) -> None:
        known, (now, then) = before.known, before.met(self.keys)
        for name in _OF_PAIRS:
            getattr(self, name)[now] = getattr(known, name)[then]
        asked = np.flatnonzero(self.apart)
        pairs = zip(*(side.tolist() for side in np.divmod(self.keys[asked], len(self.marks))), strict=True)
        told = (_APART[number] or "" for number in self.apart[asked].tolist())
        self.board.apart.update(zip(pairs, told, strict=True))
        self.board.memory.learn(known.keys, known.numbers)
        self.board.wordings.learn(known.words)

    def unknown(self) -> list[int]:
        """Places of the pairs whose likelihood is not known."""
        places: list[int] = np.flatnonzero(np.isnan(self.likelihood)).tolist()
        return places

    def learn(self, likelihoods: Sequence[float]) -> None:
        """Take the likelihoods of the `unknown` pairs, in their order; 0 where one is faint."""
        self.likelihood[self.unknown()] = likelihoods

    def pair(self, place: int) -> Pair:
        """The pair at a place of `keys`."""
        return divmod(int(self.keys[place]), len(self.board.statements))

    def kept(self) -> Likelihoods:
        """Pairs that are likely enough, in order; those too faint (0) are left out."""
        places = np.flatnonzero(self.likelihood > 0)
        return Likelihoods(len(self.board.statements), self.keys[places], self.likelihood[places])

    def differing(self, pairs: NDArray[np.int64], ranks: NDArray[np.int64]) -> NDArray[np.float64]:
        """How likely each pair (a row each; all of `keys`) differs with these ranks; NaN where not known."""
        places = self._places(pairs)
        told, differ = self.told[places], self.differ[places]
        return np.where((told == ranks + 1) | ((told > 0) & (differ == NOTHING)), differ, np.nan)

    def set_differing(
        self, pairs: NDArray[np.int64], ranks: NDArray[np.int64], values: NDArray[np.float64]
    ) -> None:
        """Remember how likely the pairs differ with these ranks."""
        places = self._places(pairs)
        self.told[places], self.differ[places] = ranks + 1, values

    def _places(self, pairs: NDArray[np.int64]) -> NDArray[np.intp]:
        return np.searchsorted(self.keys, pairs[:, 0] * len(self.board.statements) + pairs[:, 1])

    def _note_apart(self) -> None:
        """Take what keeps pairs apart from the board, as far as it was asked there."""
        asked = self.board.apart
        pairs = np.fromiter(chain.from_iterable(asked), dtype=np.int64, count=2 * len(asked)).reshape(-1, 2)
        keys = pairs[:, 0] * len(self.board.statements) + pairs[:, 1]
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        there = self.keys[at] == keys
        why = np.array([_APART.index(why) for why in asked.values()], dtype=np.uint8)
        self.apart[at[there]] = why[there]

    def end(self) -> Compared | None:
        """What to keep; None for a board so small that every new article changes all weights."""
        if len(self.board.statements) <= WHOLE:
            return None
        first, second = np.divmod(self.keys, len(self.board.statements))
        self._note_apart()
        keys, numbers = self.board.memory.kept()
        return Compared(
            mark=self.mark,
            marks=self.marks,
            first=first.astype(np.uint32),
            second=second.astype(np.uint32),
            shared=self.shared.astype(np.uint32),
            likelihood=self.likelihood,
            differ=self.differ,
            told=self.told,
            apart=self.apart,
            keys=keys,
            numbers=numbers,
            words=self.board.wordings.weights,
        )


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What was compared before, as seen from the board of now.

    first, second: the statements of each pair by their present indices, -1 for one that is gone; size: how
    many statements there are now; there: which of them were there before.
    """

    known: Compared
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    size: int
    there: NDArray[np.bool_]

    @classmethod
    def of(cls, known: Compared, marks: NDArray[np.uint64]) -> Self:
        """marks: of the statements of now."""
        order = np.argsort(marks)
        place = np.minimum(np.searchsorted(marks, known.marks, sorter=order), len(marks) - 1)
        number = np.where(marks[order[place]] == known.marks, order[place], -1)  # of each old statement, now
        there = np.zeros(len(marks), dtype=bool)
        there[number[number >= 0]] = True
        return cls(
            known=known,
            first=number[known.first],
            second=number[known.second],
            size=len(marks),
            there=there,
        )

    def whole(self) -> Before | None:
        """The candidates of then, unless a statement is gone, beside which others were not looked at."""
        if np.count_nonzero(self.there) < len(self.known.marks):
            return None
        shared = self.known.shared.astype(np.int64)
        return Before(first=self.first, second=self.second, shared=shared, there=self.there)

    def met(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Places in `keys` of the pairs that are known, and their places in `known`."""
        there = np.flatnonzero((self.first >= 0) & (self.second >= 0))
        first, second = self.first[there], self.second[there]
        old = np.minimum(first, second) * self.size + np.maximum(first, second)
        sorting = np.argsort(old)
        old, there = old[sorting], there[sorting]
        if not len(old) or not len(keys):
            return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
        at = np.minimum(np.searchsorted(old, keys), len(old) - 1)
        hit = np.flatnonzero(old[at] == keys)
        return hit, there[at[hit]]


def _board_mark(board: Board, marks: NDArray[np.uint64]) -> str:
    """Of the statements that say what terms weigh, and of what reads and compares them."""
    mark = hashlib.blake2b(f"{_code_mark()} {shipped_fingerprint()}".encode(), digest_size=16)
    telling = [s.article.id in board.weigh for s in board.statements]
    mark.update(np.sort(marks[telling]).tobytes())
    return mark.hexdigest()


@cache
def _code_mark() -> str:
    mark = hashlib.blake2b(digest_size=16)
    for name in CODE:
        mark.update(files("briefings.compare").joinpath(name).read_bytes())
    return mark.hexdigest()


def _statement_marks(board: Board) -> NDArray[np.uint64]:
    made = [_statement_mark(statement) for statement in board.statements]
    return np.frombuffer(b"".join(made), dtype="<u8")


def _statement_mark(statement: Statement) -> bytes:
    """64 bits of all in a statement that comparing looks at: a new reading of an article gives new ones."""
    mark = hashlib.blake2b(digest_size=8)
    told = (statement.article.id, statement.passage.number, statement.position, statement.text)
    mark.update(repr(told).encode("utf-8", "surrogatepass"))
    for claim in statement.claims:
        mark.update(f"{claim.id} {claim.terms}".encode("utf-8", "surrogatepass") + claim.vector)
    return mark.digest()

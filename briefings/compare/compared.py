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
from typing import Self

import numpy as np
from numpy.typing import NDArray

from briefings.compare.candidates import WHOLE, candidate_keys
from briefings.compare.statements import Board, Statement
from briefings.wording import shipped_fingerprint

Pair = tuple[int, int]

CODE = ("candidates.py", "conflict.py", "contrasts.py", "differ.py", "events.py", "features.py", "same.py",
        "statements.py", "weights.json", "wordings.py")  # fmt: skip
"""Files of this package whose change can change a likelihood, or what two statements differ on."""

_FORMAT = 1
_DTYPES = {"marks": "<u8", "first": "<u4", "second": "<u4", "likelihood": "<f8", "quiet": "<u1"}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Pairs that were compared on one board, to be kept until the next.

    mark: of all that likelihoods depend on but the statements; marks: one for each statement; first, second:
    numbers of the statements of each pair; likelihood: 0 where it was too faint to keep; quiet: 0, or one
    more than the ranks (see `differ`) with which the pair was found to be no dispute.
    """

    mark: str
    marks: NDArray[np.uint64]
    first: NDArray[np.uint32]
    second: NDArray[np.uint32]
    likelihood: NDArray[np.float64]
    quiet: NDArray[np.uint8]

    def to_bytes(self) -> bytes:
        """As the store keeps it."""
        arrays = {name: getattr(self, name).astype(kind) for name, kind in _DTYPES.items()}
        head = {"format": _FORMAT, "mark": self.mark, "sizes": {n: len(a) for n, a in arrays.items()}}
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
            return cls(mark=head["mark"], **arrays)
        except (zlib.error, ValueError, KeyError, TypeError):
            return None


@dataclass(kw_only=True)
class Comparison:
    """The comparing of one board: what is known of its pairs at the start, and all of it at the end.

    keys: the pairs to compare (`candidates`); likelihood: NaN where it is not known; quiet: as in `Compared`.
    """

    board: Board
    mark: str
    marks: NDArray[np.uint64]
    keys: NDArray[np.int64]
    likelihood: NDArray[np.float64]
    quiet: NDArray[np.uint8]

    @classmethod
    def begin(cls, board: Board, known: Compared | None = None) -> Self:
        """All candidates of `board`, with what is known of them."""
        keys = candidate_keys(board)
        large = len(board.statements) > WHOLE  # nothing is kept of a small board
        mark = _board_mark(board) if large else ""
        marks = _statement_marks(board) if large else np.empty(0, dtype=np.uint64)
        likelihood, quiet = np.full(len(keys), np.nan), np.zeros(len(keys), dtype=np.uint8)
        if large and known is not None and known.mark == mark and len(known.marks):
            _fill(keys, marks, known, likelihood, quiet)
        return cls(board=board, mark=mark, marks=marks, keys=keys, likelihood=likelihood, quiet=quiet)

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

    def kept(self) -> dict[Pair, float]:
        """Pairs that are likely enough, in order; those too faint (0) are left out."""
        places = np.flatnonzero(self.likelihood > 0)
        firsts, seconds = np.divmod(self.keys[places], max(len(self.board.statements), 1))
        pairs = list(zip(firsts.tolist(), seconds.tolist(), strict=True))
        return dict(zip(pairs, self.likelihood[places].tolist(), strict=True))

    def is_quiet(self, pairs: NDArray[np.int64], ranks: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each pair (a row each; all of `keys`) was found to be no dispute, with these ranks."""
        quiet: NDArray[np.bool_] = self.quiet[self._places(pairs)] == ranks + 1
        return quiet

    def set_quiet(self, pairs: NDArray[np.int64], ranks: NDArray[np.int64]) -> None:
        """Remember that the pairs are no disputes with these ranks."""
        self.quiet[self._places(pairs)] = ranks + 1

    def _places(self, pairs: NDArray[np.int64]) -> NDArray[np.intp]:
        return np.searchsorted(self.keys, pairs[:, 0] * len(self.board.statements) + pairs[:, 1])

    def end(self) -> Compared | None:
        """What to keep; None for a board so small that every new article changes all weights."""
        if len(self.board.statements) <= WHOLE:
            return None
        first, second = np.divmod(self.keys, len(self.board.statements))
        return Compared(
            mark=self.mark,
            marks=self.marks,
            first=first.astype(np.uint32),
            second=second.astype(np.uint32),
            likelihood=self.likelihood,
            quiet=self.quiet,
        )


def _fill(
    keys: NDArray[np.int64],
    marks: NDArray[np.uint64],
    known: Compared,
    likelihood: NDArray[np.float64],
    quiet: NDArray[np.uint8],
) -> None:
    """Put what is known of the pairs `keys` into `likelihood` and `quiet`."""
    order = np.argsort(marks)
    place = np.minimum(np.searchsorted(marks, known.marks, sorter=order), len(marks) - 1)
    number = np.where(marks[order[place]] == known.marks, order[place], -1)  # of each old statement, now
    first, second = number[known.first], number[known.second]
    there = np.flatnonzero((first >= 0) & (second >= 0))
    first, second = first[there], second[there]
    old = np.minimum(first, second) * len(marks) + np.maximum(first, second)
    sorting = np.argsort(old)
    old, there = old[sorting], there[sorting]
    if not len(old):
        return
    at = np.minimum(np.searchsorted(old, keys), len(old) - 1)
    hit = np.flatnonzero(old[at] == keys)
    likelihood[hit] = known.likelihood[there[at[hit]]]
    quiet[hit] = known.quiet[there[at[hit]]]


def _board_mark(board: Board) -> str:
    mark = hashlib.blake2b(f"{_code_mark()} {shipped_fingerprint()}".encode(), digest_size=16)
    for weights in (_told(board.weights), board.wordings.weights):
        for term, weight in sorted(weights.items()):
            mark.update(f"{term}\0{weight!r}\n".encode("utf-8", "surrogatepass"))
    return mark.hexdigest()


def _told(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights but the highest, which every term has that no weighing article holds, and so comes and goes."""
    highest = max(weights.values(), default=0.0)
    return {term: weight for term, weight in weights.items() if weight != highest} | {"\0": highest}


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

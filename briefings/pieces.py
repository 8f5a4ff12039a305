"""From words to what the encoder reads: word pieces and the shape of each word.

The encoder's vocabulary is lower-cased, so a word also gets a *shape*: one of a
few classes that say how it is written.  Training (``seeds/recipe``) and the
running pipeline both come through here, so that they always agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tokenizers import Tokenizer

#: Shape classes in the order of their rows in the encoder; the first is for
#: the marks that open and close a sentence.
SHAPES = (
    "mark", "lower", "title", "upper", "initial", "mixed", "number", "figure",
    "code", "initials", "hyphened", "quote", "stop", "punctuation", "other",
)  # fmt: skip

_PATTERNS = tuple(
    (SHAPES.index(name), re.compile(pattern))
    for name, pattern in (
        ("lower", r"['’]?[^\W\dA-Z_]+(?:['’][^\W\dA-Z_]*)?"),
        ("initial", r"[A-Z]\.?"),
        ("title", r"[^\W\d_a-z][^\W\d_A-Z]+[.]?"),
        ("upper", r"[A-Z]{2,}[.]?"),
        ("initials", r"(?:[A-Za-z]\.){2,}"),
        ("mixed", r"[^\W\d_]+(?:['’][^\W\d_]+)?"),
        ("number", r"\d+"),
        ("figure", r"[\d.,:/%+-]*\d[\d.,:/%+-]*"),
        ("hyphened", r"[^\W_]+(?:[-–/][^\W_]+)+"),
        ("code", r"(?=.*\d)\w+"),
        ("quote", r"[\"'“”‘’`]+"),
        ("stop", r"[.!?…]+"),
        ("punctuation", r"[^\w\s]+"),
    )
)

_OTHER = SHAPES.index("other")

#: Typographic quotes read as plain ones: the treebanks hold mostly the latter.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})

#: Words remembered, so that memory stays bounded over a long archive.
_REMEMBERED = 200_000


def shape_of(word: str) -> int:
    """The number of the first shape class that the whole word fits."""
    for number, pattern in _PATTERNS:
        if pattern.fullmatch(word):
            return number
    return _OTHER


class Pieces:
    """Cuts words into the ids of their pieces and remembers the cuts."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        vocabulary = tokenizer.get_vocab()
        self.open, self.close = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._unknown = vocabulary["[UNK]"]
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def cut(self, words: Sequence[str]) -> list[tuple[tuple[int, ...], int]]:
        """Piece ids and shape of each word; every word has at least one piece."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        known = self._known
        new = sorted({word for word in words if word not in known})
        if new:
            plain = [word.translate(_PLAIN) for word in new]
            encoded = self._tokenizer.encode_batch(plain, add_special_tokens=False)
            for word, encoding in zip(new, encoded, strict=True):
                # A word of very many pieces is a link or noise: its start will do.
                ids = tuple(encoding.ids[:12]) or (self._unknown,)
                known[word] = (ids, shape_of(word))
        return [known[word] for word in words]

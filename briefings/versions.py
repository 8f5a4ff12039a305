"""What reads: the version of the code, of the model and of the libraries under it, to compare processes by.

Readings of several processes go into one database as if one process had read all. That holds only where all
read with the same: a process with an older model would leave claims that nobody can tell from the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

LIBRARIES = ("numpy", "spacy", "tokenizers")
"""Libraries whose version can change what is read."""

READS = (
    "abbreviations.py",
    "annotator.py",
    "batches.py",
    "encoder.py",
    "extract",
    "labels.py",
    "language.py",
    "lemmas.py",
    "meaning.py",
    "model.py",
    "name_spans.py",
    "pieces.py",
    "sentences.py",
)
"""Files and folders of `briefings` that a reading depends on; a test compares them with what is imported."""


@dataclass(frozen=True, kw_only=True)
class ReadsWith:
    """What a process reads with. code: hash of the sources that reading runs; model: the fingerprint that is
    stored beside readings; weights: hash of the model's files; libraries: "numpy 2.4.6, ..."."""

    code: str
    model: str
    weights: str
    libraries: str

    def differs_from(self, other: ReadsWith) -> str:
        """What is not the same, for a person; "" where all is."""
        return ", ".join(
            f"{field.name} {getattr(self, field.name)} is not {getattr(other, field.name)}"
            for field in fields(self)
            if getattr(self, field.name) != getattr(other, field.name)
        )


def reads_with(nlp: Language) -> ReadsWith:
    """What this process reads with, given its loaded language model."""
    from briefings import language

    return ReadsWith(
        code=code_mark(),
        model=language.fingerprint(nlp),
        weights=_mark(_model_files(nlp)),
        libraries=", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    )


def code_mark() -> str:
    """64 bits of all sources that a reading depends on, as they lie on the disk."""
    root = Path(str(files("briefings")))
    fitted = Path(str(files("seeds"))) / "attribution"
    return _mark(
        path
        for part in (*(root / name for name in READS), fitted)
        for path in ([part] if part.is_file() else sorted(part.rglob("*")))
        if path.is_file() and path.suffix != ".pyc"
    )


def _model_files(nlp: Language) -> Iterator[Path]:
    """Files of the pipeline, and of the shipped folder, whose table of meanings serves every pipeline."""
    from briefings import language

    folders = dict.fromkeys(filter(None, (nlp._path, language.shipped_folder())))
    for folder in folders:
        yield from sorted(path for path in Path(folder).rglob("*") if path.is_file())


def _mark(paths: Iterator[Path]) -> str:
    mark = hashlib.blake2b(digest_size=8)
    for path in paths:
        mark.update(path.name.encode() + b"\0" + hashlib.blake2b(path.read_bytes()).digest())
    return mark.hexdigest()

"""The language model: load the shipped one, or another installed English pipeline.

``load`` is called once, where a program is put together; the caller keeps the
pipeline.  Nothing is cached here and no setting is read here: the environment
variable ``BRIEFINGS_LANGUAGE_MODEL`` belongs to the composition root.
"""

from __future__ import annotations

import hashlib
from importlib.resources import as_file, files
from pathlib import Path

import spacy
from spacy.language import Language

import briefings.annotator
import briefings.lemmas
import briefings.sentences  # noqa: F401  importing these registers the shipped model's components
from briefings.errors import LanguageModelError

#: Folder of the shipped model inside the package ``seeds``.
SHIPPED = "language_model"

#: What reading an article cannot do without: token attribute → component's usual name.
_NEEDED = {"token.dep": "parser", "token.tag": "tagger"}


def load(name: str | None = None) -> Language:
    """Load a pipeline: the shipped one, or the installed package or folder ``name``.

    Raises LanguageModelError, in one line, for a pipeline that cannot be loaded
    or that lacks a parser or a tagger.
    """
    if name:
        return _checked(_load_other(name), name)
    with as_file(files("seeds") / SHIPPED) as folder:
        try:
            return _checked(spacy.load(folder), "the shipped model")
        except (OSError, ValueError, KeyError) as error:
            raise LanguageModelError(f"the shipped language model is damaged: {_line(error)}") from error


def shipped_folder() -> Path:
    """Where the shipped model lies, for readers of its other files (``briefings.meaning``)."""
    with as_file(files("seeds") / SHIPPED) as folder:
        return Path(folder)


def fingerprint(nlp: Language) -> str:
    """Name, version and a hash of what the pipeline was made as, to store beside what it found.

    The hash covers the pipeline's components, labels and recorded training
    figures, so that a model trained anew gets a new fingerprint.
    """
    meta = nlp.meta
    made = repr(
        (
            meta.get("spacy_version"),
            nlp.pipe_names,
            sorted((name, tuple(labels)) for name, labels in nlp.pipe_labels.items()),
            sorted((str(k), repr(v)) for k, v in meta.get("performance", {}).items()),
        )
    )
    digest = hashlib.sha256(made.encode()).hexdigest()[:12]
    return f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}+{digest}"


def _load_other(name: str) -> Language:
    try:
        return spacy.load(name)
    except (OSError, ValueError, KeyError) as error:
        raise LanguageModelError(f"language model {name!r} cannot be loaded: {_line(error)}") from error


def _checked(nlp: Language, name: str) -> Language:
    """The pipeline itself, if it has everything that is needed."""
    given = {attribute for part in nlp.pipe_names for attribute in nlp.get_pipe_meta(part).assigns}
    lacking = [part for attribute, part in _NEEDED.items() if attribute not in given]
    if lacking:
        raise LanguageModelError(
            f"language model {name!r} lacks a {' and a '.join(lacking)}: choose one that has both"
        )
    return nlp


def _line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__

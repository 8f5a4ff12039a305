"""The spaCy component that reads sentences with the shipped network.

It expects sentence starts to be set (``sentences.py`` comes before it) and
fills in tags, parts of speech, features, heads, relations and names at once.

    doc → sentences → runs of words the network can take → readings → one array → doc

A sentence too long for the network is read in runs; each later run's root hangs
on the first one's as ``parataxis``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from briefings.encoder import Encoder, Reading, Weights
from briefings.name_spans import NameLabels, Words
from briefings.pieces import Pieces

#: The network has 512 places; a run stays well below, marks included.
MOST_PIECES, MOST_WORDS = 400, 160

_COLUMNS = (TAG, POS, MORPH, HEAD, DEP, ENT_IOB, ENT_TYPE)
#: spaCy's codes for a token's place in a name.
_OUTSIDE, _INSIDE, _BEGINS = 2, 1, 3


@Language.factory(
    "annotator",
    assigns=["token.tag", "token.pos", "token.morph", "token.head", "token.dep", "doc.ents", "token.ent_iob"],
    requires=["token.is_sent_start"],
)
def annotator(nlp: Language, name: str) -> Annotator:
    """Make the component, empty until ``from_disk`` reads its files."""
    return Annotator(nlp)


class Annotator:
    """Holds the network and its labels; called once per document."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._encoder: Encoder | None = None
        self._folder: Path | None = None
        self.names: dict[str, list[str]] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label the component can give, for spaCy's own listings."""
        return tuple(label for head in sorted(self.names) for label in self.names[head])

    def from_disk(self, path: Path, exclude: Sequence[str] = ()) -> Annotator:
        """Read weights, labels and the piece vocabulary from the component's folder."""
        folder = Path(path)
        self._folder = folder
        stored = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        suits: list[list[str]] = stored.pop("suits")
        self.names = stored
        pieces = Pieces(Tokenizer.from_file(str(folder.parent / "tokenizer.json")))
        self._encoder = Encoder(Weights(folder / "weights.npz"), pieces)
        self._prepare(suits)
        return self

    def to_disk(self, path: Path, exclude: Sequence[str] = ()) -> None:
        """Copy the component's files, the piece vocabulary among them."""
        if self._folder is None:
            raise ValueError("the annotator has no network to save")
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("labels.json", "weights.npz"):
            (folder / name).write_bytes((self._folder / name).read_bytes())
        (folder.parent / "tokenizer.json").write_bytes((self._folder.parent / "tokenizer.json").read_bytes())

    def _prepare(self, suits: list[list[str]]) -> None:
        """Numbers of all labels in the pipeline's vocabulary, and which features suit which part."""
        add = self._vocab.strings.add
        self._tags, self._parts, self._relations = (
            np.array([add(label) for label in self.names[head]], dtype=np.uint64)
            for head in ("tag", "pos", "dep")
        )
        self._feats = np.array(
            [self._vocab.morphology.add(feats) for feats in self.names["feats"]], dtype=np.uint64
        )
        self._suits = np.full((len(self._parts), len(self._feats)), -np.inf, dtype=np.float32)
        for part, feats in suits:
            self._suits[self.names["pos"].index(part), self.names["feats"].index(feats)] = 0
        self._name_labels = NameLabels(self.names["ner"])
        self._kind_ids = {label[2:]: add(label[2:]) for label in self.names["ner"] if label != "O"}
        self._space = {TAG: add("_SP"), POS: add("SPACE"), DEP: add("dep")}
        self._parataxis = add("parataxis")

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        if self._encoder is None:
            raise ValueError("the annotator has no network: load the pipeline from its folder")
        if not len(doc):
            return doc
        runs = list(self._runs(doc))
        readings = self._encoder.read([[doc[i].text for i in run] for run, _ in runs])
        values = np.zeros((len(doc), len(_COLUMNS)), dtype=np.uint64)
        column = {attribute: values[:, number] for number, attribute in enumerate(_COLUMNS)}
        heads = np.arange(len(doc))
        column[ENT_IOB][:] = _OUTSIDE
        first_root = -1
        for (run, later), reading in zip(runs, readings, strict=True):
            self._write(column, heads, np.array(run), reading, [doc[i].text for i in run])
            root = run[int((reading.heads < 0).argmax())]
            if later:
                heads[root] = first_root
                column[DEP][root] = self._parataxis
            else:
                first_root = root
        self._fill_spaces(doc, column, heads)
        column[HEAD][:] = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        return doc.from_array(list(_COLUMNS), values)  # type: ignore[arg-type]

    def _runs(self, doc: Doc) -> Iterator[tuple[list[int], bool]]:
        """Word positions to read together, and whether the run continues a sentence."""
        assert self._encoder is not None
        run: list[int] = []
        size, later = 0, False
        sizes = self._encoder.sizes([token.text for token in doc])
        for token in doc:
            starts = token.is_sent_start
            if run and (starts or len(run) == MOST_WORDS or size + sizes[token.i] > MOST_PIECES):
                yield run, later
                run, size, later = [], 0, not starts
            elif starts:
                later = False
            if not token.is_space:
                run.append(token.i)
                size += sizes[token.i]
        if run:
            yield run, later

    def _write(
        self,
        column: dict[int, NDArray[np.uint64]],
        heads: NDArray[np.intp],
        run: NDArray[np.intp],
        reading: Reading,
        texts: list[str],
    ) -> None:
        """Put one reading into the document's columns."""
        scores = reading.scores
        parts = scores["pos"].argmax(1)
        tags = scores["tag"].argmax(1)
        column[TAG][run] = self._tags[tags]
        column[POS][run] = self._parts[parts]
        column[MORPH][run] = self._feats[(scores["feats"] + self._suits[parts]).argmax(1)]
        column[DEP][run] = self._relations[reading.relations]
        heads[run] = np.where(reading.heads < 0, run, run[reading.heads])
        words = Words(
            texts=texts,
            tags=[self.names["tag"][i] for i in tags],
            relations=[self.names["dep"][i] for i in reading.relations],
            heads=np.where(reading.heads < 0, np.arange(len(run)), reading.heads).tolist(),
        )
        for start, end, kind in self._name_labels.spans(scores["ner"], words):
            column[ENT_TYPE][run[start:end]] = self._kind_ids[kind]
            column[ENT_IOB][run[start:end]] = _INSIDE
            column[ENT_IOB][run[start]] = _BEGINS

    def _fill_spaces(self, doc: Doc, column: dict[int, NDArray[np.uint64]], heads: NDArray[np.intp]) -> None:
        """White space hangs on the word before it, or after it at a sentence's start."""
        for token in doc:
            if token.is_space:
                i = token.i
                for attribute, value in self._space.items():
                    column[attribute][i] = value
                if not token.is_sent_start and i:
                    heads[i] = i - 1
                elif i + 1 < len(doc) and not doc[i + 1].is_sent_start:
                    heads[i] = next((j for j in range(i, len(doc)) if not doc[j].is_space), i)

"""Turn treebank sentences and name sets into training batches."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from network import Batch
from treebank import Sentence, gum_names, read

from briefings.pieces import Pieces

NAME_LABELS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
_KINDS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"} | {
    "Person": "PERSON",  # re3d's spelling
    "Organisation": "ORG",
    "Location": "LOC",
}
#: Sentences above this many words are left out of training.
LONGEST = 120


@dataclass(kw_only=True)
class Example:
    """A sentence's words and what is known of each; -100 where nothing is."""

    words: Sequence[str]
    gold: dict[str, list[int]] = field(default_factory=dict)


@dataclass(kw_only=True)
class Labels:
    """The label inventory of every head."""

    names: dict[str, list[str]]

    def number(self, head: str, label: str) -> int:
        """The label's number, or -100 for one not seen in training."""
        try:
            return self.names[head].index(label)
        except ValueError:
            return -100

    @classmethod
    def collect(cls, sentences: Sequence[Sentence]) -> Labels:
        """All labels of the training sentences, most frequent first."""
        counts = {name: Counter[str]() for name in ("tag", "pos", "feats", "dep")}
        for sentence in sentences:
            counts["tag"].update(sentence.xpos)
            counts["pos"].update(sentence.upos)
            counts["feats"].update(sentence.feats)
            counts["dep"].update(sentence.deps)
        names = {head: [label for label, n in seen.most_common() if n > 1] for head, seen in counts.items()}
        return cls(names={**names, "ner": list(NAME_LABELS)})

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(self.names), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read what ``save`` wrote."""
        return cls(names=json.loads(path.read_text(encoding="utf-8")))


def treebank_examples(sentences: Sequence[Sentence], labels: Labels) -> list[Example]:
    """Examples with syntax; GUM sentences carry names too."""
    examples = []
    names = gum_names(list(sentences))
    for sentence, spans in zip(sentences, names, strict=True):
        gold = {
            "tag": [labels.number("tag", tag) for tag in sentence.xpos],
            "pos": [labels.number("pos", pos) for pos in sentence.upos],
            "feats": [labels.number("feats", feats) for feats in sentence.feats],
            "dep": [labels.number("dep", dep) for dep in sentence.deps],
            "arc": [0 if head == i else head + 1 for i, head in enumerate(sentence.heads)],
        }
        if sentence.genre:
            gold["ner"] = name_codes(len(sentence.words), spans)
        examples.append(Example(words=sentence.words, gold=gold))
    return examples


def name_codes(length: int, spans: Sequence[tuple[int, int, str]]) -> list[int]:
    """Spans as numbered B/I/O labels."""
    codes = [0] * length
    for start, end, kind in spans:
        codes[start] = NAME_LABELS.index("B-" + kind)
        codes[start + 1 : end] = [NAME_LABELS.index("I-" + kind)] * (end - start - 1)
    return codes


def name_examples(path: Path) -> list[Example]:
    """Examples from an IOB file (one word a line: four columns in UNER, two elsewhere)."""
    examples, words, marks = [], [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            if line.startswith("#"):
                continue
            row = line.split()
            if row:
                words.append(row[1] if len(row) > 3 else row[0])
                marks.append(row[2] if len(row) > 3 else row[-1])
            elif words:
                examples.append(Example(words=words, gold={"ner": _codes(marks)}))
                words, marks = [], []
    return examples


def _codes(marks: Sequence[str]) -> list[int]:
    codes, before = [], "O"
    for mark in marks:
        kind = _KINDS.get(mark[2:])
        if kind is None:
            codes.append(0)
        else:
            inside = mark[0] == "I" and before[2:] == mark[2:]
            codes.append(NAME_LABELS.index(("I-" if inside else "B-") + kind))
        before = mark
    return codes


class Batches:
    """Shuffled batches of like length, each near a given number of pieces."""

    def __init__(self, examples: Sequence[Example], pieces: Pieces, size: int, seed: int) -> None:
        self._pieces = pieces
        self._size = size
        self._random = random.Random(seed)
        usable = [example for example in examples if 0 < len(example.words) <= LONGEST]
        self._items = [(example, pieces.cut(example.words)) for example in usable]

    def epoch(self) -> Iterator[Batch]:
        """One pass over everything in a new order."""

        def length(item: tuple[Example, list[tuple[tuple[int, ...], int]]]) -> int:
            return 2 + sum(len(ids) for ids, _ in item[1])

        keyed = [(length(item) + self._random.uniform(-2, 2), i) for i, item in enumerate(self._items)]
        keyed.sort()
        groups: list[list[int]] = [[]]
        for key, i in keyed:
            if groups[-1] and (len(groups[-1]) + 1) * key > self._size:
                groups.append([])
            groups[-1].append(i)
        self._random.shuffle(groups)
        for group in groups:
            yield collate([self._items[i] for i in group], self._pieces)


def collate(items: Sequence[tuple[Example, list[tuple[tuple[int, ...], int]]]], pieces: Pieces) -> Batch:
    """Pad the examples into one batch."""
    rows = len(items)
    most_words = max(len(cut) for _, cut in items)
    most = 2 + max(sum(len(ids) for ids, _ in cut) for _, cut in items)
    ids = torch.zeros(rows, most, dtype=torch.long)
    shapes = torch.zeros(rows, most, dtype=torch.long)
    mask = torch.zeros(rows, most, dtype=torch.bool)
    pool = torch.zeros(rows, most_words + 1, most)
    words = torch.zeros(rows, most_words, dtype=torch.bool)
    gold = {n: torch.full((rows, most_words), -100) for n in ("tag", "pos", "feats", "ner", "arc", "dep")}
    for row, (example, cut) in enumerate(items):
        flat, flat_shapes, place = [pieces.open], [0], 1
        pool[row, 0, 0] = 1
        for number, (word_ids, shape) in enumerate(cut, 1):
            pool[row, number, place : place + len(word_ids)] = 1 / len(word_ids)
            place += len(word_ids)
            flat += word_ids
            flat_shapes += [shape] * len(word_ids)
        flat.append(pieces.close)
        flat_shapes.append(0)
        ids[row, : len(flat)] = torch.tensor(flat)
        shapes[row, : len(flat)] = torch.tensor(flat_shapes)
        mask[row, : len(flat)] = True
        words[row, : len(cut)] = True
        for name, values in example.gold.items():
            gold[name][row, : len(values)] = torch.tensor(values)
    return Batch(pieces=ids, shapes=shapes, mask=mask, pool=pool, words=words, gold=gold)


def load_treebanks(folder: Path, split: str) -> list[Sentence]:
    """The sentences of both treebanks for "train", "dev" or "test"."""
    return [s for name in ("ewt", "gum") for s in read(folder / f"{name}-{split}.conllu.gz")]

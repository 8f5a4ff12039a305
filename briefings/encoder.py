"""The neural network of the shipped model, run forward in numpy.

Words come in as pieces and shapes (``pieces.py``); out come, for each word, the
scores of its tag, part of speech, features and name label, its head and its
relation.  It is a small transformer whose weights are kept as int8 with one
scale a row; ``seeds/recipe`` trains it and writes the file.

A text is read sentence by sentence, all sentences of one text in one go (of a
very long one in several), so a text's result never depends on what was read
before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefings.pieces import Pieces

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]
#: A sentence's words as pieces, each with its shape.
Cut = list[tuple[tuple[int, ...], int]]

HEADS = 12
#: Heads that label words one by one.
WORD_HEADS = ("tag", "pos", "feats", "ner")
#: Sentences whose lengths round up to the same multiple share one attention product.
_STEP = 8
#: Pieces of a text that go through the network in one go, but for a longer sentence: twice as many as
#: the usual article has. Each takes 40 kB on its way; a text of 75,000 characters has 18,000.
MOST_AT_ONCE = 2500
#: Words whose relations are scored together: few enough to stay in the processor's cache.
_CHUNK = 128


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the network found in one sentence; row i belongs to word i.

    ``heads`` holds -1 for the root.  ``scores`` has one matrix per word head.
    """

    heads: NDArray[np.int64]
    relations: NDArray[np.int64]
    scores: dict[str, Floats]


class Weights:
    """Named arrays; int8 ones are unpacked with their scales when loaded."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            self._arrays = {
                name: _unpack(stored[name], stored.get(name + ".scale"))
                for name in stored.files
                if not name.endswith(".scale")
            }

    def __getitem__(self, name: str) -> Floats:
        return self._arrays[name]

    def count(self, prefix: str) -> int:
        """How many numbered blocks ("layers.0.", "layers.1.", …) there are."""
        return len({name.split(".")[1] for name in self._arrays if name.startswith(prefix)})


def _unpack(values: NDArray[np.int8] | Floats, scale: Floats | None) -> Floats:
    whole = values.astype(np.float32)
    if scale is None:
        return whole
    whole *= scale.reshape(-1, *([1] * (whole.ndim - 1)))
    return whole


class Encoder:
    """The transformer with its heads."""

    def __init__(self, weights: Weights, pieces: Pieces) -> None:
        self._pieces = pieces
        self._weights = weights
        table = weights["relation"]  # (relations, children, parents)
        self._kinds = len(table)
        self._relation = np.ascontiguousarray(table.transpose(1, 0, 2).reshape(table.shape[1], -1))
        self._layers = [Layer(weights, f"layers.{i}.") for i in range(weights.count("layers."))]

    def sizes(self, words: Sequence[str]) -> list[int]:
        """How many pieces each word takes."""
        return [len(ids) for ids, _ in self._pieces.cut(words)]

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Read the sentences of one text; each must have at least one word."""
        cuts = [self._pieces.cut(words) for words in sentences]
        return [reading for some in _at_once(cuts) for reading in self._read(some)]

    def _read(self, cuts: list[Cut]) -> Iterator[Reading]:
        layout = Layout(cuts, self._pieces)
        w = self._weights
        hidden = w["pieces"][layout.ids] + w["places"][layout.places] + w["shapes"][layout.shapes]
        hidden = normal(hidden, w["norm.weight"], w["norm.bias"])
        for layer in self._layers:
            hidden = layer(hidden, layout)
        return self._judge(layout.to_nodes(hidden), layout)

    def _judge(self, nodes: Floats, layout: Layout) -> Iterator[Reading]:
        """Run every head over all words at once, then settle sentence by sentence."""
        labels = {name: self._linear(nodes, f"heads.{name}") for name in WORD_HEADS}
        child = _relu(self._linear(nodes, "arc_child"))
        parent = _relu(self._linear(nodes, "arc_parent"))
        arc = self._weights["arc"]
        asked = child @ arc[:-1] + arc[-1]
        relation_child = _with_one(_relu(self._linear(nodes, "relation_child")))
        relation_parent = _with_one(_relu(self._linear(nodes, "relation_parent")))
        spans = list(layout.node_ranges())
        heads = [attach(asked[first + 1 : last] @ parent[first:last].T) for first, last in spans]
        words = np.concatenate([np.arange(first + 1, last) for first, last in spans])
        above = np.concatenate([own + first for own, (first, _) in zip(heads, spans, strict=True)])
        relations = np.zeros(len(nodes), dtype=np.int64)
        relations[words] = self._relations(relation_child[words], relation_parent[above])
        for own, (first, last) in zip(heads, spans, strict=True):
            part = slice(first + 1, last)
            scores = {name: values[part] for name, values in labels.items()}
            yield Reading(heads=own.astype(np.int64) - 1, relations=relations[part], scores=scores)

    def _relations(self, child: Floats, parent: Floats) -> NDArray[np.int64]:
        best = np.zeros(len(child), dtype=np.int64)
        for start in range(0, len(child), _CHUNK):
            part = slice(start, start + _CHUNK)
            half = (child[part] @ self._relation).reshape(-1, self._kinds, parent.shape[1])
            best[part] = np.einsum("wkj,wj->wk", half, parent[part]).argmax(1)
        return best

    def _linear(self, values: Floats, name: str) -> Floats:
        result: Floats = values @ self._weights[name + ".weight"].T
        result += self._weights[name + ".bias"]
        return result


def _at_once(cuts: Sequence[Cut]) -> Iterator[list[Cut]]:
    """The sentences in order, as many together as the network is given in one go."""
    some: list[Cut] = []
    size = 0
    for cut in cuts:
        own = sum(len(ids) for ids, _ in cut)
        if some and size + own > MOST_AT_ONCE:
            yield some
            some, size = [], 0
        some.append(cut)
        size += own
    if some:
        yield some


class Layout:
    """Where each sentence's pieces and words lie in the flat arrays."""

    def __init__(self, cuts: Sequence[Cut], pieces: Pieces) -> None:
        ids: list[int] = []
        shapes: list[int] = []
        lengths: list[int] = []
        self._nodes: list[int] = []  # nodes (opening mark and words) per sentence
        sizes: list[int] = []  # pieces per node; the closing mark is no node
        skip: list[int] = []
        for cut in cuts:
            start = len(ids)
            ids.append(pieces.open)
            shapes.append(0)
            sizes.append(1)
            for word_ids, shape in cut:
                ids.extend(word_ids)
                shapes.extend([shape] * len(word_ids))
                sizes.append(len(word_ids))
            skip.append(len(ids))
            ids.append(pieces.close)
            shapes.append(0)
            lengths.append(len(ids) - start)
            self._nodes.append(len(cut) + 1)
        self.ids = np.array(ids)
        self.shapes = np.array(shapes)
        self.lengths = np.array(lengths)
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.places = np.arange(len(ids)) - np.repeat(self.starts, self.lengths)
        self._sizes = np.array(sizes)
        self._keep = np.ones(len(ids), dtype=bool)
        self._keep[skip] = False
        self.groups = [self._group(members) for members in self._by_length()]

    def _by_length(self) -> list[Indices]:
        rounded = -(-self.lengths // _STEP)
        return [np.flatnonzero(rounded == step) for step in np.unique(rounded)]

    def _group(self, members: Indices) -> tuple[Indices, NDArray[np.bool_]]:
        """Rows of the flat array for each sentence, padded, and which are real."""
        lengths = self.lengths[members]
        steps = np.arange(lengths.max())
        real = steps[None, :] < lengths[:, None]
        return np.where(real, self.starts[members][:, None] + steps, 0), real

    def to_nodes(self, hidden: Floats) -> Floats:
        """Average the pieces of each word; closing marks drop out."""
        starts = np.concatenate([[0], np.cumsum(self._sizes)[:-1]])
        sums = np.add.reduceat(hidden[self._keep], starts, axis=0)
        sums /= self._sizes[:, None]
        return sums

    def node_ranges(self) -> Iterator[tuple[int, int]]:
        """First and last node (exclusive) of each sentence; the first is its opening mark."""
        first = 0
        for nodes in self._nodes:
            yield first, first + nodes
            first += nodes


class Layer:
    """One post-norm transformer layer."""

    def __init__(self, weights: Weights, name: str) -> None:
        def array(part: str) -> Floats:
            return weights[name + part]

        self._qkv, self._qkv_bias = np.ascontiguousarray(array("qkv.weight").T), array("qkv.bias")
        self._out, self._out_bias = np.ascontiguousarray(array("out.weight").T), array("out.bias")
        self._inner, self._inner_bias = np.ascontiguousarray(array("inner.weight").T), array("inner.bias")
        self._outer, self._outer_bias = np.ascontiguousarray(array("outer.weight").T), array("outer.bias")
        self._norms = [
            array(f"norm_{part}.{kind}") for part in ("attention", "output") for kind in ("weight", "bias")
        ]

    def __call__(self, hidden: Floats, layout: Layout) -> Floats:
        """Attend within sentences, then feed forward."""
        seen = self._attend(hidden @ self._qkv + self._qkv_bias, layout)
        hidden = normal(hidden + seen @ self._out + self._out_bias, *self._norms[:2])
        inner = _gelu(hidden @ self._inner + self._inner_bias)
        return normal(hidden + inner @ self._outer + self._outer_bias, *self._norms[2:])

    @staticmethod
    def _attend(qkv: Floats, layout: Layout) -> Floats:
        width = qkv.shape[1] // 3
        size = width // HEADS
        result = np.empty((len(qkv), width), dtype=np.float32)
        for rows, real in layout.groups:
            count, length = rows.shape
            parts = qkv[rows].reshape(count, length, 3, HEADS, size)
            query, key, value = parts.transpose(2, 0, 3, 1, 4)
            weight = query @ key.transpose(0, 1, 3, 2)
            weight *= np.float32(size**-0.5)
            weight += np.where(real, np.float32(0), np.float32(-1e4))[:, None, None, :]
            weight -= weight.max(-1, keepdims=True)
            np.exp(weight, out=weight)
            weight /= weight.sum(-1, keepdims=True)
            seen = (weight @ value).transpose(0, 2, 1, 3).reshape(count, length, width)
            result[rows[real]] = seen[real]
        return result


def normal(values: Floats, weight: Floats, bias: Floats) -> Floats:
    """Each row normalised, weighed and shifted (layer normalisation); changes `values` in place."""
    values -= values.mean(1, keepdims=True)
    spread = np.einsum("ij,ij->i", values, values) / values.shape[1]
    values *= (1 / np.sqrt(spread + 1e-12))[:, None]
    values *= weight
    values += bias
    return values


def _gelu(values: Floats) -> Floats:
    """The tanh form of GELU."""
    inner = values * values
    inner *= np.float32(0.7978845608 * 0.044715)
    inner += np.float32(0.7978845608)
    inner *= values
    np.tanh(inner, out=inner)
    inner += 1
    inner *= values
    inner *= np.float32(0.5)
    return inner


def _relu(values: Floats) -> Floats:
    return np.maximum(values, 0, out=values)


def _with_one(values: Floats) -> Floats:
    return np.concatenate([values, np.ones((len(values), 1), dtype=np.float32)], axis=1)


def attach(scores: Floats) -> Indices:
    """The best tree: each word's head, 0 for the root, i + 1 for word i.

    ``scores[i, j]`` is how well head ``j`` suits word ``i``.  Exactly one word
    hangs on the root.  Most sentences come out as a tree when each word takes
    its best head; the others are repaired with Chu-Liu and Edmonds' algorithm.
    """
    words = len(scores)
    scores = scores.copy()
    scores[np.arange(words), np.arange(words) + 1] = -np.inf
    if words == 1:
        return np.zeros(1, dtype=np.intp)
    root = int((scores[:, 0] - scores[:, 1:].max(1)).argmax())
    scores[:, 0] = -np.inf
    scores[root] = -np.inf
    scores[root, 0] = 0
    heads = scores.argmax(1)
    if _cycle(heads) is None:
        return heads
    full = np.full((words + 1, words + 1), -np.inf)
    full[1:] = scores
    return _edmonds(full)[1:]


def _cycle(heads: Indices) -> list[int] | None:
    """The nodes of one cycle among words 1..n (``heads[i - 1]`` is word i's head), or None."""
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for first in range(1, len(heads) + 1):
        path, node = [], first
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node - 1])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def _edmonds(scores: NDArray[np.float64]) -> Indices:
    """Heads of the maximum spanning tree over nodes 0..n rooted in node 0 (its own head is 0)."""
    np.fill_diagonal(scores, -np.inf)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads[1:])
    if cycle is None:
        return heads
    ring = np.array(cycle, dtype=np.intp)
    inside = np.zeros(len(scores), dtype=bool)
    inside[ring] = True
    outside = np.flatnonzero(~inside)
    merged = len(outside)
    small = np.full((merged + 1, merged + 1), -np.inf)
    small[:merged, :merged] = scores[np.ix_(outside, outside)]
    own = scores[ring, heads[ring]]
    entering = scores[np.ix_(ring, outside)] - own[:, None]
    leaving = scores[np.ix_(outside, ring)]
    small[merged, :merged] = entering.max(0)
    small[:merged, merged] = leaving.max(1)
    small[0] = -np.inf
    tree = _edmonds(small)
    for place, node in enumerate(outside[1:], 1):
        head = tree[place]
        heads[node] = ring[leaving[place].argmax()] if head == merged else outside[head]
    entry = tree[merged]
    broken = ring[int(entering[:, entry].argmax())]
    heads[broken] = outside[entry]
    return heads

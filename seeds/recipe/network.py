"""The network that is trained: an encoder and one small head per annotation.

Arcs and relations are scored with biaffine attention (Dozat and Manning 2017):
each word scores every other word, and the sentence's opening mark as the root,
as its head; the relation is then chosen for that pair.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from minilm import WIDTH, Encoder
from torch import Tensor, nn
from torch.nn import functional

ARC, RELATION = 192, 96
#: Heads that label words one by one.
WORD_HEADS = ("tag", "pos", "feats", "ner")


@dataclass(kw_only=True)
class Batch:
    """Sentences of like length; a word's pieces are averaged by ``pool``."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    pool: Tensor
    words: Tensor
    gold: dict[str, Tensor]


class Reader(nn.Module):
    """Encoder plus heads for tags, features, names, arcs and relations."""

    def __init__(self, encoder: Encoder, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.2)
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, sizes[name]) for name in WORD_HEADS})
        self.arc_child = nn.Linear(WIDTH, ARC)
        self.arc_parent = nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.relation_child = nn.Linear(WIDTH, RELATION)
        self.relation_parent = nn.Linear(WIDTH, RELATION)
        self.relation = nn.Parameter(torch.zeros(sizes["dep"], RELATION + 1, RELATION + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.relation, std=0.02)

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Scores: per word head ``(b, w, k)``; "arc" ``(b, w, w+1)``; "pairs" for relations."""
        hidden = self.encoder(batch.pieces, batch.mask, batch.shapes)
        nodes = torch.bmm(batch.pool.to(hidden.dtype), hidden)  # row 0 is the opening mark
        nodes = self.drop(nodes)
        words = nodes[:, 1:]
        scores = {name: head(words) for name, head in self.heads.items()}
        child = self.drop(functional.relu(self.arc_child(words)))
        parent = self.drop(functional.relu(self.arc_parent(nodes)))
        arcs = _with_one(child) @ self.arc @ parent.transpose(1, 2)
        candidates = functional.pad(batch.words, (1, 0), value=True)
        arcs = arcs.float().masked_fill(~candidates[:, None, :], -1e4)
        itself = torch.arange(words.shape[1])
        arcs[:, itself, itself + 1] = -1e4
        scores["arc"] = arcs
        scores["child"] = _with_one(self.drop(functional.relu(self.relation_child(words))))
        scores["parent"] = _with_one(self.drop(functional.relu(self.relation_parent(nodes))))
        return scores

    def relations(self, scores: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Relation scores ``(b, w, k)`` given each word's head (0 is the root)."""
        index = heads.clamp(min=0)[..., None].expand(-1, -1, RELATION + 1)
        parent = scores["parent"].gather(1, index)
        half = torch.einsum("bwi,kij->bwkj", scores["child"], self.relation.to(parent.dtype))
        return torch.einsum("bwkj,bwj->bwk", half, parent)


def _with_one(values: Tensor) -> Tensor:
    return functional.pad(values, (0, 1), value=1.0)


def hard_loss(network: Reader, scores: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
    """Cross-entropy against the annotations that each sentence has (-100: none)."""
    total = torch.zeros(())
    every = dict(scores)
    every["dep"] = network.relations(scores, gold["arc"])
    for name in (*WORD_HEADS, "arc", "dep"):
        target = gold[name]
        if (target >= 0).any():
            total = total + functional.cross_entropy(
                every[name].float().flatten(0, 1), target.flatten(), ignore_index=-100
            )
    return total

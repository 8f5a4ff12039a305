"""Train the network that is shipped, on both treebanks and the name sets."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import torch
from examples import Batches, Example, Labels, load_treebanks, name_examples, treebank_examples
from minilm import Encoder
from network import WORD_HEADS, Reader, hard_loss
from tokenizers import Tokenizer

from briefings.pieces import SHAPES, Pieces

SEED = 20261121
BATCH_PIECES = 1600
ENCODER_RATE, HEAD_RATE = 2e-4, 1.5e-3


def build(work: Path, labels: Labels, layers: int) -> Reader:
    """A fresh network over the cut vocabulary."""
    kept = json.loads((work / "vocab" / "vocabulary.json").read_text())["kept"]
    sizes = {name: len(values) for name, values in labels.names.items()}
    return Reader(Encoder(kept, layers, len(SHAPES)), sizes)


def optimiser(network: Reader, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW with a slower rate for the pretrained part; linear warm-up and decay."""
    table = [network.encoder.pieces.weight]
    fresh = [p for n, p in network.named_parameters() if not n.startswith("encoder.") or ".shapes." in n]
    done = {id(p) for p in (*table, *fresh)}
    rest = [p for p in network.parameters() if id(p) not in done]
    groups = [
        {"params": table, "lr": ENCODER_RATE / 2, "weight_decay": 0.0},
        {"params": rest, "lr": ENCODER_RATE},
        {"params": fresh, "lr": HEAD_RATE},
    ]
    adam = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    warm = max(1, steps // 12)
    return adam, torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )


@torch.inference_mode()
def accuracy(network: Reader, batches: Batches) -> dict[str, float]:
    """Plain per-word accuracy of every head, and labelled attachment."""
    network.eval()
    right: dict[str, float] = {}
    total: dict[str, float] = {}
    for batch in batches.epoch():
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network(batch)
            heads = scores["arc"].argmax(-1)
            scores["dep"] = network.relations(scores, heads)
        hits = {name: scores[name].argmax(-1) == batch.gold[name] for name in (*WORD_HEADS, "arc", "dep")}
        hits["las"] = hits["arc"] & hits["dep"]
        for name, hit in hits.items():
            known = batch.gold["arc" if name == "las" else name] >= 0
            right[name] = right.get(name, 0) + float((hit & known).sum())
            total[name] = total.get(name, 0) + float(known.sum())
    network.train()
    return {name: round(100 * right[name] / max(1, total[name]), 2) for name in right}


def fit(
    network: Reader,
    batches: Batches,
    dev: Batches,
    *,
    minutes: float,
    steps: int,
    out: Path,
) -> None:
    """Train for the given steps, or stop early when time runs out."""
    adam, schedule = optimiser(network, steps)
    step, began, total = 0, time.time(), 0.0
    network.train()
    while step < steps and time.time() - began < minutes * 60:
        for batch in batches.epoch():
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = hard_loss(network, network(batch), batch.gold)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            adam.step()
            schedule.step()
            adam.zero_grad()
            step, total = step + 1, total + float(loss.detach())
            if step % 50 == 0:
                print(step, round(time.time() - began), round(total / 50, 4), flush=True)
                total = 0.0
            if step % 500 == 0:
                print(step, accuracy(network, dev), flush=True)
                torch.save(network.state_dict(), out)
            if step >= steps:
                break
    print("end", step, accuracy(network, dev), flush=True)
    torch.save(network.state_dict(), out)


def gather(treebank: Path, labels: Labels) -> list[Example]:
    """Everything annotated: both treebanks and the name sets free to train on."""
    examples = treebank_examples(load_treebanks(treebank, "train"), labels)
    for name in ("wikigold.conll.gz", "uner-ewt-dev.iob2.gz"):
        examples += name_examples(treebank / name)
    return examples


def main() -> None:
    """Train one network and save its weights and labels in the work folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--minutes", type=float, default=600, help="stop early, wherever the schedule is")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--name", default="student")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    pieces = Pieces(Tokenizer.from_file(str(options.work / "vocab" / "tokenizer.json")))
    labels = Labels.collect(load_treebanks(options.treebank, "train"))
    labels.save(options.work / "labels.json")
    network = build(options.work, labels, options.layers)
    batches = Batches(gather(options.treebank, labels), pieces, BATCH_PIECES, SEED)
    dev = Batches(treebank_examples(load_treebanks(options.treebank, "dev"), labels), pieces, 4000, 0)
    fit(
        network,
        batches,
        dev,
        minutes=options.minutes,
        steps=options.steps,
        out=options.work / f"{options.name}.pt",
    )


if __name__ == "__main__":
    main()

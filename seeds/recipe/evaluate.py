"""Score a pipeline as issue and model card do, and print the table.

Words are the treebanks' own; punctuation is left out of attachment and part of
speech.  Sentences are found paragraph by paragraph.  Names count when span and
kind are both right.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from pathlib import Path

from examples import NAME_LABELS, name_examples
from spacy.language import Language
from spacy.tokens import Doc, Span
from treebank import NEWS_LIKE, Sentence, gum_names, read

from briefings.language import load
from briefings.sentences import sentence_spans

#: Sentences read as one document: the network is faster on many.
TOGETHER = 40

Spans = set[tuple[int, int, str]]


def read_words(nlp: Language, sentences: Sequence[Sequence[str]]) -> Iterator[Span]:
    """Run the pipeline on given words, many sentences to a document."""
    for start in range(0, len(sentences), TOGETHER):
        group = sentences[start : start + TOGETHER]
        starts = list(accumulate((len(words) for words in group), initial=0))
        doc = Doc(nlp.vocab, words=[word for words in group for word in words])
        for token in doc:
            token.is_sent_start = False
        for first in starts[:-1]:
            doc[first].is_sent_start = True
        for name, component in nlp.pipeline:
            if name != "sentence_starts":
                doc = component(doc)
        yield from (doc[first:last] for first, last in pairwise(starts))


def syntax(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Attachment, part of speech, tag, features and lemma, in per cent."""
    right = dict.fromkeys(("UAS", "LAS", "POS", "tag", "feats", "lemma"), 0)
    total = 0
    for s, span in zip(sentences, read_words(nlp, [s.words for s in sentences]), strict=True):
        for i, token in enumerate(span):
            if s.upos[i] == "PUNCT":
                continue
            total += 1
            attached = token.head.i - span.start == s.heads[i]
            right["UAS"] += attached
            right["LAS"] += attached and token.dep_ == s.deps[i]
            right["POS"] += token.pos_ == s.upos[i]
            right["tag"] += token.tag_ == s.xpos[i]
            right["feats"] += set(str(token.morph).split("|")) == set(s.feats[i].split("|"))
            right["lemma"] += token.lemma_ == s.lemmas[i]
    return {name: round(100 * hits / max(1, total), 2) for name, hits in right.items()}


def paragraphs(sentences: Iterable[Sentence]) -> Iterable[tuple[str, set[tuple[int, int]]]]:
    """Each paragraph's text with the spans of its sentences."""
    for _, group in groupby(sentences, key=lambda s: (s.document, s.paragraph)):
        text, gold = "", set()
        for s in group:
            start = len(text)
            text += s.text + (" " if s.spaces[-1] else "")
            gold.add((start, start + len(s.text)))
        yield text.rstrip(), gold


def f_score(pairs: Iterable[tuple[set[object], set[object]]]) -> float:
    """F of found sets against gold sets, in per cent."""
    both = found = gold = 0
    for mine, theirs in pairs:
        both, found, gold = both + len(mine & theirs), found + len(mine), gold + len(theirs)
    return round(200 * both / max(1, found + gold), 2)


def names(
    nlp: Language, examples: Sequence[tuple[Sequence[str], Spans]], kind: Callable[[str], str]
) -> float:
    """F of names: span and kind, ``kind`` mapping labels to what is compared."""
    pairs = []
    for (_, gold), span in zip(examples, read_words(nlp, [words for words, _ in examples]), strict=True):
        found = {(e.start - span.start, e.end - span.start, kind(e.label_)) for e in span.ents}
        pairs.append((found, {(a, b, kind(k)) for a, b, k in gold}))
    return f_score(pairs)  # type: ignore[arg-type]


def spans_of(codes: Sequence[int]) -> Spans:
    """Spans from numbered B/I/O labels."""
    found: Spans = set()
    start = 0
    for i, code in enumerate([*codes, 0]):
        if i and codes[i - 1] and not (code and NAME_LABELS[code][0] == "I"):
            found.add((start, i, NAME_LABELS[codes[start]][2:]))
        if code and NAME_LABELS[code][0] == "B":
            start = i
    return found


def speed(nlp: Language, texts: Sequence[str]) -> float:
    """Words a second over the texts, the best of five."""
    best = 0.0
    for _ in range(5):
        began = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        best = max(best, words / (time.process_time() - began))
    return round(best)


def name_sets(treebank: Path) -> dict[str, list[tuple[Sequence[str], Spans]]]:
    """The three name test sets: GUM's news, EWT's test, defence reporting."""
    news = [s for s in read(treebank / "gum-test.conllu.gz") if s.genre in NEWS_LIKE]
    sets = {"GUM news-like": [(s.words, set(spans)) for s, spans in zip(news, gum_names(news), strict=True)]}
    for title, file in (("UNER EWT test", "uner-ewt-test.iob2.gz"), ("re3d test", "re3d-test.conll.gz")):
        sets[title] = [(e.words, spans_of(e.gold["ner"])) for e in name_examples(treebank / file)]
    return sets


def figures(nlp: Language, treebank: Path) -> dict[str, object]:
    """Everything measured, as nested plain values."""
    gum = list(read(treebank / "gum-test.conllu.gz"))
    ewt = list(read(treebank / "ewt-test.conllu.gz"))
    news = [s for s in gum if s.genre == "news"]
    return {
        "GUM news-like": syntax(nlp, [s for s in gum if s.genre in NEWS_LIKE]),
        "EWT test": syntax(nlp, ewt),
        "sentence F, GUM news": f_score((set(sentence_spans(t)), g) for t, g in paragraphs(news)),  # type: ignore[misc]
        "names": {
            title: {"with kind": names(nlp, rows, str), "span only": names(nlp, rows, lambda _: "")}
            for title, rows in name_sets(treebank).items()
        },
    }


def main() -> None:
    """Print the figures; with --out, write them as JSON too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", help="folder or package; the shipped model if left out")
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    measured = figures(load(options.model), options.treebank)
    text = json.dumps(measured, indent=1)
    sys.stdout.write(text + "\n")
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Make the tables of ``briefings.lemmas`` from the treebanks and the archive's words."""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from examples import load_treebanks
from irregular_verbs import forms as irregular_verbs
from minilm import archive_texts
from treebank import Sentence

from briefings.lemmas import Lemmas

#: A base word is known if the archive has it this often.
LEAST_SEEN = 8
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SPECIAL = re.compile(r"\W|\d")


def known_words(archive: Path, sentences: Sequence[Sentence]) -> list[str]:
    """Base words, commonest first: treebank lemmas, and the archive's lower-case words."""
    counts: Counter[str] = Counter()
    for text in archive_texts(archive):
        counts.update(_WORD.findall(text))
    bases = {
        lemma
        for s in sentences
        for lemma, tag in zip(s.lemmas, s.xpos, strict=True)
        if tag[:2] != "NN" or tag == "NN"
    }
    for lemma in bases:
        if _WORD.fullmatch(lemma):
            counts[lemma] += LEAST_SEEN
    inflected = {
        form.lower()
        for s in sentences
        for form, lemma in zip(s.words, s.lemmas, strict=True)
        if form.lower() != lemma.lower()
    } - bases
    return [
        word
        for word, n in counts.most_common()
        if n >= LEAST_SEEN and len(word) > 1 and word not in inflected
    ]


def irregular_forms(sentences: Sequence[Sentence], known: Sequence[str]) -> dict[str, dict[str, str]]:
    """Forms whose usual lemma the rules do not give, by tag."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for s in sentences:
        for word, lemma, tag in zip(s.words, s.lemmas, s.xpos, strict=True):
            seen[tag, word.lower().replace("’", "'")][lemma] += 1
    rules = Lemmas({}, known, verbs_of(sentences))
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, word), lemmas in sorted(seen.items()):
        lemma, times = lemmas.most_common(1)[0]
        if tag in {"NNP", "GW", "FW", "ADD"} or (times == 1 and _SPECIAL.search(word)):
            continue
        if rules.of(word, tag) != lemma:
            forms[tag][word] = lemma
    for tag, verbs in irregular_verbs().items():
        forms[tag] = {**forms[tag], **verbs}  # the list is surer than a treebank's rare form
    return dict(forms)


def verbs_of(sentences: Sequence[Sentence]) -> list[str]:
    """Base forms the treebanks know as verbs, in order of the alphabet."""
    pairs = ((lemma, tag) for s in sentences for lemma, tag in zip(s.lemmas, s.xpos, strict=True))
    return sorted({lemma for lemma, tag in pairs if tag.startswith("VB") and _WORD.fullmatch(lemma)})


def write(archive: Path, sentences: Sequence[Sentence], path: Path) -> None:
    """Write both tables, byte for byte the same on every run."""
    known = known_words(archive, sentences)
    tables = {"forms": irregular_forms(sentences, known), "known": known, "verbs": verbs_of(sentences)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(json.dumps(tables, ensure_ascii=False).encode(), mtime=0))


def main() -> None:
    """Write the tables into the work folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--archive", type=Path, required=True)
    options = parser.parse_args()
    write(
        options.archive, load_treebanks(options.treebank, "train"), options.work / "lemmas" / "lemmas.json.gz"
    )


if __name__ == "__main__":
    main()

"""Make the tables of ``briefings.lemmas`` from the treebanks and the archive's words."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from minilm import archive_texts
from treebank import Sentence

from briefings.lemmas import Lemmas

#: A base word is known if the archive has it this often.
LEAST_SEEN = 8
#: Tags whose every form is looked up: closed classes, where rules say nothing.
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
    rules = Lemmas({}, known)
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, word), lemmas in sorted(seen.items()):
        lemma, times = lemmas.most_common(1)[0]
        if tag in {"NNP", "GW", "FW", "ADD"} or (times == 1 and _SPECIAL.search(word)):
            continue
        if rules.of(word, tag) != lemma:
            forms[tag][word] = lemma
    return dict(forms)


def write(archive: Path, sentences: Sequence[Sentence], path: Path) -> None:
    """Write both tables, byte for byte the same on every run."""
    known = known_words(archive, sentences)
    tables = {"forms": irregular_forms(sentences, known), "known": known}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(json.dumps(tables, ensure_ascii=False).encode(), mtime=0))

"""Which other outlets and agencies a passage takes its news from: "told Reuters", "Axios reported, citing …".

    passage ── frames around an outlet's name ── chain, the first hand last
       └── none? ── "the newspaper said", "the sources said" ── the chain of the passage just before

A person is a source; the outlet that he spoke to is where the news comes from. "X told Reuters" is Reuters'
in any other outlet, and in Reuters it is its own. An outlet that is only talked about ("criticised CNN") is
credited with nothing.

NOT found: outlets in neither table nor shape; credits more than two sentences away; links without words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc
from spacy.tokens import Span as Words

from briefings.extract.credit_tables import AGENCIES, ALONE, NO_NAME, OUTLETS, SHAPES
from briefings.extract.once import text_of
from briefings.extract.wires import same_outlet, shown
from briefings.model import Attribution, Span

# How many sentences back "the sources said" may reach for the outlet that had the sources.
REACH = 2

_SAID = (
    r"(?:reported|reports|reporting|said|says|saying|wrote|writes|writing|quoted|quotes|quoting|cited|cites|citing"
    r"|revealed|reveals|added|adds|confirmed|published|broadcast|aired|learned|noted|notes|carried|claimed|claims"
    r"|has reported|had reported|has learned|was told|first reported|also reported|later reported|also said"
    r"|describes|described|found)"
)
_PIECE = r"(?:report|story|article|investigation|account)"
_LEAD = (
    r"(?:(?:the|The|a|an|state|state-run|official|local|broadcaster|newspaper|daily|site|website|outlet"
    r"|news agency|news site|agency|network|channel|television|magazine|public|US|U\.S\.|[A-Z][a-z]+"
    r"|[a-z]+-(?:owned|based|language|run)) ){0,5}?"
)


@lru_cache(maxsize=1)
def _named() -> str:
    """A pattern for an outlet's name."""
    listed = [name for key, others in AGENCIES.items() for name in (key, *others)] + list(OUTLETS)
    listed.sort(key=len, reverse=True)
    endings = "|".join(sorted(SHAPES, key=len, reverse=True))
    word = rf"(?!(?:{'|'.join(NO_NAME)})\b)(?:[A-Z][\w’'.&-]+|\d+)"
    shaped = rf"(?:{word} ){{1,4}}(?:{endings})|[Tt]he (?:{'|'.join(ALONE)})"
    agency = r"(?<=news agency )[A-Z][\w-]+"
    names = "|".join(map(re.escape, listed))
    small = "|".join(re.escape(name) for name in listed if name[0].islower())
    begins = rf"(?=[A-Z\d]|the |{small})"  # true at few places: elsewhere none of the names is tried
    return rf"(?P<o>{begins}(?:(?:{names})(?! \d)|(?:{shaped})|{agency})(?![\w-]))"


def _filled(template: str) -> str:
    for word, pattern in (("LEAD", _LEAD), ("SAID", _SAID), ("PIECE", _PIECE), ("OUTLET", _named())):
        template = template.replace(word, pattern)
    return template


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_filled(template))


@lru_cache(maxsize=1)
def _any_outlet() -> re.Pattern[str]:
    """An outlet's name in whatever frame: most sentences have none, and so no frame needs to be tried."""
    return _pattern("OUTLET")


@lru_cache(maxsize=1)
def _relaying() -> tuple[re.Pattern[str], ...]:
    """Frames in which the outlet passes the news on: outermost in a chain."""
    return tuple(
        _pattern(template)
        for template in (
            r"(?<!told )(?<!with )\bOUTLET(?:’s|'s)?(?: [A-Z][\w.’-]+){0,3}(?: in [A-Z]\w+)?"
            r"(?: \([^)]{1,30}\))?,? (?:[a-z]+ly )?"
            r"(?:on \w+day |on \w+day \w+ |later |also |first |has |had |which )?SAID\b",
            r"\bOUTLET, (?:citing|quoting|which|referring)\b",
            r"\b(?:[Aa]ccording to|[Pp]er|[Aa]s per|[Rr]eported (?:by|in)|[Pp]ublished (?:by|in)"
            r"|[Ss]een by|[Oo]btained by|[Rr]eviewed by|[Qq]uoted by|[Ll]eaked to|[Cc]ited by|[Bb]roken by"
            r"|[Rr]evealed by|[Rr]un by|[Aa]ired (?:by|on)) LEADOUTLET",
            r"\b(?:[Aa]ccording to|[Ii]n|[Pp]er) (?:an? |the )?OUTLET PIECE\b",
            r"\bOUTLET PIECE (?:that )?(?:said|says|stated|found|quoted|cited)\b",
            r"(?:reported|said|reports|says|writes|wrote) LEADOUTLET(?=[.,;”\"]|$)",
        )
    )


@lru_cache(maxsize=1)
def _first_hand() -> tuple[re.Pattern[str], ...]:
    """Frames in which the outlet is the one that was told, or is cited by another."""
    return tuple(
        _pattern(template)
        for template in (
            r"\b(?:citing|cited|quoting|quoted|referring to|attributed to) (?:reports? (?:by|from|in) )?"
            r"LEADOUTLET",
            r"\b(?:tell|tells|told|telling|informed) LEADOUTLET",
            r"\b(?:interview|interviewed|comments?|remarks|statement|speaking|spoke|speaks|talking|talked|appearance"
            r"|appearing|briefing|email|confirmed) (?:with|by|to|on|for|in) LEADOUTLET",
            r"\b(?:said|saying|spoke|speaking|appeared|asked) on (?:the )?LEADOUTLET",
            r"\((?:via |photo: )?OUTLET\)",
        )
    )


_OUTLET_WORD = (
    r"(?:newspaper|paper|daily|report|outlet|agency|news agency|network|channel|broadcaster|magazine|website"
    r"|site|news site|news outlet|article|story|publication|wire service|television)"
)
_OUTLET_AGAIN = re.compile(
    rf"\b(?:[Tt]he|[Tt]hat|[Ii]ts|[Tt]his) {_OUTLET_WORD}(?:’s|'s)? (?:\w+ )?(?:also |further |later )?"
    r"(?:said|added|reported|says|adds|reports|wrote|quoted|cited|noted|quotes|cites|writes|notes|claimed|claims"
    r"|continued|described|citing|quoting)\b"
    rf"|\b(?:said|added|reported|noted|wrote) the {_OUTLET_WORD}\b|\b[Aa]ccording to the {_OUTLET_WORD}\b"
)
_SOURCES_AGAIN = re.compile(
    r"\b(?:[Tt]he|[Oo]ne(?: of the)?|[Bb]oth|[Tt]hose|[Tt]he same|[Tt]wo of the|[Aa]nother|[Aa] second) "
    r"(?:(?:two|three|same|second|other|unnamed|anonymous) )?(?P<who>sources?|officials?|people|person|aides?"
    r"|diplomats?)(?: \w+){0,2}? (?:said|added|say|says|told|noted|described|continued|claimed)\b"
    r"|\baccording to (?:the|one|both|those|one of the) (?P<who2>sources?|officials?|people|aides?)\b"
)
# A word of these is in whatever either of the two matches.
_AGAIN = (
    "paper", "daily", "report", "outlet", "agency", "network", "channel", "broadcaster", "magazine", "site",
    "article", "story", "publication", "wire service", "television", "source", "official", "people", "person",
    "aide", "diplomat",
)  # fmt: skip
_STEMS = {"people": "person", "persons": "person"}


def credited_outlets(
    doc: Doc, passage_span: Span, attributions: Sequence[Attribution], own_outlet: str
) -> tuple[str, ...]:
    """Outlets and agencies other than `own_outlet` that the passage credits, the first hand last.

    ("RFI", "Axios") for "RFI reported, citing Axios"; () where the news is the outlet's own. A passage whose
    credit is "the newspaper said" or "the sources said" has the chain of the sentence before, or the one
    before that. attributions: those of the document; what a person is quoted as saying credits nobody.
    """
    words = doc.char_span(passage_span.start, passage_span.end, alignment_mode="expand")
    if words is None or not len(words):
        return ()
    text = text_of(doc)[words.start_char : words.end_char]
    chain = _chain(text, words.start_char, attributions)
    if not chain and any(word in text for word in _AGAIN):
        chain = _carried(doc, words, attributions)
    return tuple(name for name in chain if not same_outlet(name, own_outlet))


def _chain(text: str, start: int, attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """Outlets in frames of the text, those that pass on before those that were told."""
    if not _any_outlet().search(text):
        return ()
    spoken = [
        (span.start - start, span.end - start)
        for one in attributions
        if one.direct
        for span in one.content
        if span.start < start + len(text) and start < span.end
    ]
    quoted = [(a, b) for a, b in spoken if text[max(0, a) : a + 1] in {"“", '"', "‘"}]
    relaying = _matches(_relaying(), text, quoted)
    first_hand = _matches(_first_hand(), text, quoted)
    inner = _distinct([name for _, name in sorted(first_hand)])
    outer = [name for _, name in sorted(relaying) if not any(same_outlet(name, other) for other in inner)]
    return (*_distinct(outer), *inner)


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Each outlet once, in its longest form, in order."""
    kept: list[str] = []
    for name in names:
        at = next((i for i, other in enumerate(kept) if same_outlet(name, other)), None)
        if at is None:
            kept.append(name)
        elif len(name) > len(kept[at]):
            kept[at] = name
    return tuple(kept)


def _matches(
    patterns: Sequence[re.Pattern[str]], text: str, quoted: Sequence[tuple[int, int]]
) -> set[tuple[int, str]]:
    return {
        (found.start("o"), shown(found["o"]))
        for pattern in patterns
        for found in pattern.finditer(text)
        if not any(a <= found.start("o") < b for a, b in quoted)
    }


def _carried(doc: Doc, words: Words, attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """The chain of an earlier sentence, where this one speaks of its outlet or its sources again."""
    text = words.text
    again = _SOURCES_AGAIN.search(text)
    outlet = _OUTLET_AGAIN.search(text)
    if not again and not outlet:
        return ()
    who = _stem(again["who"] or again["who2"]) if again else ""
    first = words[0].sent.start
    for _ in range(REACH):
        if first <= 0:
            return ()
        before = doc[first - 1].sent
        chain = _chain(before.text, before.start_char, attributions)
        if chain and (outlet or re.search(rf"\b(?:{who}|{who}s|people)\b", before.text)):
            return chain
        first = before.start
    return ()


def _stem(who: str) -> str:
    return _STEMS.get(who, who.removesuffix("s"))

"""The question on which a dispute's sides differ, in a side's own words with the disputed place open.

    "At least nine people died and more than 40 ..."      ->  How many people died?
    "Helicopters lifted 61 people off the ship"           ->  Helicopters lifted how many people off the ship?
    "Tolliver said the first radars would come in May"    ->  The first radars would come when?

A clause whose figure comes first makes a plain question; any other is asked as an echo, with the place of the
figure or the date left open; one without a subject of its own begins with "…". Nothing is reworded, so
nothing can be said that no article says. Where the clause is too long for a line, it is cut at its joints
(commas, "and", "after", ...), never inside the asked part. A figure given twice, once in brackets, is left
open once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from briefings.compare.conflict import denying
from briefings.compare.contrasts import Slot
from briefings.compare.fair import filed_from
from briefings.compare.question_words import (
    ALREADY_GIVEN,
    ARTICLED,
    ASKED,
    BEFORE_DATE,
    CURRENCY,
    DENIED_THAT,
    DURATIONS,
    GIVEN_AGAIN,
    INTERJECTED,
    JOINT,
    LENGTHS,
    LONGEST,
    NAME,
    NEGATED,
    NOT_OF_CLAUSE,
    NUMBER_WORDS,
    ONLY_TELLS,
    OPENING,
    PLAIN,
    PRONOUN,
    PUT_WELL,
    REACHING,
    RELATIVE,
    SHARED,
    SHORTEST,
    SHORTEST_PLAIN,
    SMALL_WORDS,
    SUBJECTS,
    WINDOW,
    WITHOUT_SUBJECT,
)
from briefings.compare.statements import Statement
from briefings.extract.datelines import without_dateline
from briefings.model import Claim, DisputeKind, Span


def question_of(slot: Slot, statements: Sequence[Statement]) -> str:
    """One line ending in a question mark; `statements` are the slot's two, in its order."""
    if slot.kind is DisputeKind.WORDING:
        return f"What did {_in_a_sentence(slot.name)} say?" if slot.name else "What were the words?"
    if slot.kind in (DisputeKind.FIGURE, DisputeKind.DATE) and slot.spans:
        asked = "when" if slot.kind is DisputeKind.DATE else _asked(slot)
        places = [
            (statement, span)
            for statement in statements
            for span, value in zip(slot.spans, slot.values, strict=True)
            if _holds(statement, span, value)
        ]
        pieces = [_open(statement, span, asked, _measured(slot)) for statement, span in places]
        question = _smoothest(pieces, asked)
        if _says_little(question, asked):
            pieces += [_open(statement, span, asked, _measured(slot), on=True) for statement, span in places]
            question = _smoothest(pieces, asked)
        if question:
            return question
        return _window(*places[0], asked) if places else f"{asked.capitalize()}?"
    if slot.kind is DisputeKind.FRAMING:
        return _of_tellings(slot, statements)
    plain = PLAIN.get(slot.kind, "How is it put")
    said = (slot.kind is DisputeKind.DENIAL and _denied(statements)) or _common_clause(statements)
    said = _lowered(said)
    joined = f"{plain} that {said}?" if slot.kind is DisputeKind.DENIAL else f"{plain}: {said}?"
    return joined if said and len(joined) <= LONGEST else f"{plain}?"


def _lowered(clause: str) -> str:
    """A clause that began a sentence as it stands inside one."""
    return clause[:1].lower() + clause[1:] if clause.split(" ")[0] in OPENING else clause


def _holds(statement: Statement, span: Span, value: str) -> bool:
    inside = statement.passage.span.start <= span.start and span.end <= statement.passage.span.end
    return inside and span.of(statement.article.text) == value


def _of_tellings(slot: Slot, statements: Sequence[Statement]) -> str:
    """What two named speakers say; else how their matter is told, in the words that both have."""
    if named_speakers(slot, statements):
        one, other = map(_in_a_sentence, slot.values)
        return f"What do {one} and {other} say?"
    said = _lowered(_common_clause(statements, SHARED))
    run = "" if said else _common_run(statements)
    asked = f"How is it told that {said}?" if said else f"How is it told: {run}?"
    return asked if (said or run) and len(asked) <= LONGEST else "How is it told?"


def _common_run(statements: Sequence[Statement]) -> str:
    """The longest run of words that the two have in common, as the first has it; "" for fewer than two."""
    first, other = ([*re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", s.text)] for s in statements)
    one, two = ([match.group().casefold() for match in found] for found in (first, other))
    run = SequenceMatcher(None, one, two, autojunk=False).find_longest_match()
    kept = first[run.a : run.a + run.size]
    while kept and kept[0].group().casefold() in SMALL_WORDS:
        kept = kept[1:]
    while kept and kept[-1].group().casefold() in SMALL_WORDS:
        kept = kept[:-1]
    return " ".join(statements[0].text[kept[0].start() : kept[-1].end()].split()) if len(kept) > 1 else ""


def named_speakers(slot: Slot, statements: Sequence[Statement]) -> bool:
    """Whether the two speakers of a slot both have a name; `statements` are the slot's two, in its order."""
    return all(map(_named, slot.values, statements))


def _named(source: str, statement: Statement) -> bool:
    """Whether a source is somebody's name: not "Police", which its article has as an ordinary word too, nor
    the place that a report was filed from.
    """
    first = source.split()[0]
    if not NAME.fullmatch(source) or filed_from(source):
        return False
    return " " in source or not re.search(rf"\b{re.escape(first.lower())}\b", statement.article.text)


def _in_a_sentence(name: str) -> str:
    """A name as it stands inside a sentence: "the White House", but "Ines Corvo"."""
    last = name.casefold().rpartition(" ")[2]
    return f"the {name}" if last in ARTICLED else name


def _asked(slot: Slot) -> str:
    if slot.unit in DURATIONS:
        return "how long"
    if slot.unit in LENGTHS:
        return "how far"
    how = ASKED.get(slot.unit, "how much" if CURRENCY.fullmatch(slot.unit) else "how many")
    return f"how many {_measured(slot)}".strip() if how == "how many" else how


def _measured(slot: Slot) -> str:
    """The word behind both figures, where they have one: "acres" of "2,000 acres" and "about 30 acres"."""
    one, other = (value.split()[-1] if " " in value else "" for value in slot.values)
    return one if one == other and one.isalpha() and one not in NUMBER_WORDS else ""


def _open(statement: Statement, asked_for: Span, asked: str, measured: str, *, on: bool = False) -> str:
    """The clause around `asked_for` as a question, its place left open; "" where there is no such clause.

    on: beyond the first joint behind it.
    """
    text = statement.article.text
    span = _home(statement, asked_for)
    before, behind = _without_brackets(text[span.start : asked_for.start], text[asked_for.end : span.end])
    before = without_dateline(before)
    if asked == "when":
        before = BEFORE_DATE.sub("", before)
    before = NOT_OF_CLAUSE.sub("", _last_piece(before))
    if asked == "how far" and measured and not REACHING.match(behind.strip()):
        asked = f"how many {measured}"
    words = _joined(before, asked, behind if on else _first_piece(behind))
    if len(words.split()) <= len(asked.split()):
        return ""
    if _stands_alone(words, asked):
        return f"{words[:1].upper()}{words[1:]}?"
    return f"… {words}?"


def _joined(before: str, asked: str, behind: str) -> str:
    words = " ".join(f"{before} {asked} {behind}".split()).strip(" .,;:–—\"“”'‘’")
    for pattern, well in PUT_WELL:
        words = pattern.sub(well, words, count=1)
    return words.replace("[", "").replace("]", "")


def _without_brackets(before: str, behind: str) -> tuple[str, str]:
    """What stands before and behind a figure, without the same figure in another measure beside it."""
    given = ALREADY_GIVEN.search(before)
    if given:
        return before[: given.start()], behind.lstrip().removeprefix(")")
    return before, GIVEN_AGAIN.sub("", behind)


def _stands_alone(words: str, asked: str) -> bool:
    """Whether a clause begins with what is asked or, as far as its first word tells, with its subject."""
    first = words.split(" ", 1)[0]
    return words.casefold().startswith(asked) or not first.islower() or first in SUBJECTS


def _smoothest(questions: Sequence[str], asked: str) -> str:
    """The one that reads best of those that fit on a line; "" where none does."""
    fit = [question for question in questions if question and len(question) <= LONGEST]
    return min(fit, key=lambda question: (_roughness(question, asked), len(question)), default="")


def _says_little(question: str, asked: str) -> bool:
    """Whether a question is none, or too few words to say what it is about."""
    return len(question.split()) < len(asked.split()) + SHORTEST_PLAIN


def _roughness(question: str, asked: str) -> int:
    """0 for a plain question, more the harder it is to read."""
    plain = question.casefold().startswith(asked)
    few = _says_little(question, asked) if plain else "…" in question
    hyphened = bool(re.search(rf"\b(?:the|an?) {re.escape(asked)} ", question))  # "along the how far journey"
    return (not plain) + 2 * few + 2 * hyphened


def _window(statement: Statement, asked_for: Span, asked: str) -> str:
    """The words around a figure, from its sentence, with its place left open."""
    text, span = statement.article.text, statement.passage.span
    before = " ".join(text[span.start : asked_for.start].split())
    behind = " ".join(text[asked_for.end : span.end].split())
    if len(before) > WINDOW:
        before = f"… {before[-WINDOW:].partition(' ')[2]}"
    if len(behind) > WINDOW:
        behind = f"{behind[:WINDOW].rpartition(' ')[0]} …"
    words = _joined(before, asked, behind.rstrip("."))
    return f"{words[:1].upper()}{words[1:]}?"


def _home(statement: Statement, asked_for: Span) -> Span:
    """The claim that holds the span, the smallest of them; the whole sentence where none does."""
    holding = [
        c.span for c in statement.claims if c.span.start <= asked_for.start and asked_for.end <= c.span.end
    ]
    return min(holding, key=lambda s: s.end - s.start, default=statement.passage.span)


def _last_piece(text: str) -> str:
    """What stands behind the last joint, if that is more than a word or two."""
    pieces = JOINT.split(text)
    return pieces[-1] if len(pieces[-1].split()) > 1 or not pieces[-1].strip() else text


def _first_piece(text: str) -> str:
    joint = JOINT.search(text)
    return text[: joint.start()] if joint else text


def _denied(statements: Sequence[Statement]) -> str:
    """What one side denies in so many words, in that side's words; "" where none does."""
    clauses = [_clause(c, s) for s in statements for c in s.claims if denying(c, s)]
    clauses += [_trimmed(found[1]) for s in statements for found in DENIED_THAT.finditer(s.text)]
    return next(filter(_can_be_asked, clauses), "")


def _can_be_asked(clause: str) -> bool:
    """Whether a clause makes a sentence behind "Is it so that": affirmative, with its subject, of a line."""
    fits = len(clause.split()) >= SHORTEST and len(clause) <= LONGEST - len("Is it so that ?")
    begins = _stands_alone(clause, "that") and not INTERJECTED.match(clause)
    tells = not NEGATED.search(clause) and not ONLY_TELLS.search(clause)
    return fits and begins and tells and not WITHOUT_SUBJECT.match(clause)


def _common_clause(statements: Sequence[Statement], least: int = 0) -> str:
    """The clause at issue: affirmative, with most of the words that the sides share, short; "" for none.

    A denial's content ("Veldra had promised missile batteries") is as good as the other side's own words.
    least: words that it must have of each side.
    """
    bags = [_words(statement.text) for statement in statements]
    clauses = {_clause(claim, statement) for statement in statements for claim in statement.claims}
    return max(
        (c for c in clauses if _can_be_asked(c) and all(len(_words(c) & bag) >= least for bag in bags)),
        key=lambda c: (not PRONOUN.match(c), sum(len(_words(c) & bag) for bag in bags), -len(c), c),
        default="",
    )


def _words(text: str) -> frozenset[str]:
    """Words of four letters and more: those that carry the matter."""
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]{4,}", text))


def _clause(claim: Claim, statement: Statement) -> str:
    """A claim without its dateline, joining word and final stop."""
    told = without_dateline(claim.span.of(statement.article.text))
    return _trimmed("" if RELATIVE.match(told) else NOT_OF_CLAUSE.sub("", told))


def _trimmed(clause: str) -> str:
    return " ".join(clause.split()).strip(" .,;:–—\"“”'‘’")

"""What a question leans on, and the whole question that it stands for: "and who denies it?", "since when?".

    question, Context ── follow_up ──► FollowUp ── answered ──► Context of the next question

A question that stands by itself is left as it is. One that leans is made whole from the last question of the
same topic, up to half an hour back; what was carried is told in `FollowUp.about` and shown with the answer.
Where there is nothing to lean on, or two readings would both be a guess, it says so instead.

Not understood: a question that leans on one before the last, and "it" for a part of the last question only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefings.ask import leaning
from briefings.ask.antecedents import named_in, people_of, several_of, sex_of
from briefings.ask.replacing import replaced
from briefings.ask.tables import EMPTY_WORDS
from briefings.ask.words import words_of
from briefings.model import Answer, aware_utc

#: How long a question may lean on the one before it.
REMEMBERED = timedelta(minutes=30)
#: Content words with which a question that opens with "and" stands by itself.
STANDS_ALONE = 2
#: Words of an earlier question or passage that are carried, at most: more would drown the question's own.
MOST_CARRIED = 6
#: Characters of an earlier question that is shown.
SHOWN = 120


@dataclass(frozen=True, kw_only=True)
class Context:
    """What was asked last in one place, as far as a next question may lean on it.

    topic: name of the topic; question: the last whole question; words: what it was about; said: the passage
    that answered it, "" where it was declined; people: whom "he" or "she" can be, likeliest first; at: when.
    """

    topic: str
    question: str
    words: tuple[str, ...]
    said: str = ""
    people: tuple[str, ...] = ()
    at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", aware_utc(self.at))


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A question made whole. question: to be answered; about: what was carried, as shown, "" for nothing;
    plain: the question as typed, where it can also be meant so; unclear: why it cannot be made whole.
    """

    question: str
    about: str = ""
    plain: str = ""
    unclear: str = ""
    root: str = ""  # the whole question that the next may lean on
    words: tuple[str, ...] = ()  # what it was about


def follow_up(question: str, context: Context | None, *, topic: str, now: datetime) -> FollowUp:
    """`question` made whole from `context` where it leans on it. Pure; never raises for what a person types.

    now: aware. A context of another topic, from the future or older than `REMEMBERED` is as good as none.
    """
    asked = " ".join(question.split())
    held = _usable(context, topic, now)
    body = leaning.OPENER.sub("", asked)
    opened = body != asked
    about = leaning.WHAT_ABOUT.match(body)
    phrase = leaning.PHRASE.match((about["new"] if about else body).rstrip("?!. "))
    if phrase and (about or opened) and not leaning.ASKS.match(phrase[0]):
        return _other(asked, phrase["prep"] or "", phrase["new"], held)
    if leaning.DOUBT.match(body):
        return _carried(asked, body, held, plain="")
    pronoun = _pronoun(body)
    if not _content(body) and not pronoun:
        return _bare(asked, body, held)
    if pronoun:
        return _pointing(asked, body, pronoun, held)
    if leaning.WANTS_MORE.match(body) or (opened and len(_content(body)) < STANDS_ALONE):
        return _carried(asked, body, held, plain=asked)
    if opened and not named_in(body):
        return _carried(asked, body, held, plain=asked)
    return _whole(asked)


def context_after(asked: FollowUp, answer: Answer, *, topic: str, now: datetime) -> Context:
    """What the next question may lean on, once `answer` was given to `asked`."""
    root = asked.root or answer.question
    best = answer.passages[0] if answer.passages else None
    return Context(
        topic=topic,
        question=root[: SHOWN * 2],
        words=asked.words or _content(root),
        said=best.quote[: SHOWN * 4] if best else "",
        people=people_of(asked.question, best.credited if best else "", best.quote if best else ""),
        at=now,
    )


def context_of_line(text: str, *, topic: str, now: datetime) -> Context:
    """What a question may lean on when a reader has opened a line of a digest that says `text`."""
    clipped = " ".join(text.split())[: SHOWN * 4]
    return Context(
        topic=topic,
        question=clipped,
        words=_content(clipped)[:MOST_CARRIED],
        said=clipped,
        people=people_of(clipped, "", ""),
        at=now,
    )


def _usable(context: Context | None, topic: str, now: datetime) -> Context | None:
    if context is None or context.topic != topic or not timedelta() <= now - context.at <= REMEMBERED:
        return None
    return context


def _content(text: str) -> tuple[str, ...]:
    """The words of `text` that carry content, each once; "US" does, "us" does not."""
    kept: dict[str, str] = {}
    for word in words_of(text):
        acronym = len(word.text) > 1 and word.text.isupper() and text != text.upper()
        if acronym or word.text.lower().removesuffix("'s") not in EMPTY_WORDS:
            kept.setdefault(word.stem, word.text)
    return tuple(kept.values())


def _pronoun(body: str) -> str:
    """The first word that stands for something outside the question; "" where there is none."""
    for word in words_of(body):
        if word.text.lower() in leaning.PRONOUNS and word.start:
            before = body[: word.start]
            if named_in(before) or leaning.OWN_PHRASE.search(before) or _opens_phrase(body, word.start):
                return ""
            return word.text.lower()
    return ""


def _opens_phrase(body: str, start: int) -> bool:
    """Whether the word at `start` only points to a noun of its own ("this week", "those drones")."""
    return bool(leaning.OWN_PHRASE.match(body, start)) and body[start:].lower().startswith(
        ("this", "that", "these", "those")
    )


def _whole(asked: str) -> FollowUp:
    return FollowUp(question=asked, root=asked, words=_content(asked))


def _lost(asked: str, why: str) -> FollowUp:
    return FollowUp(question=asked, unclear=why)


NOTHING_BEFORE = (
    "That leans on an earlier question, and none was asked here in the last half hour: ask it in full."
)


def _shown(question: str) -> str:
    return question if len(question) <= SHOWN else question[:SHOWN].rsplit(" ", 1)[0] + " …"


def _bare(asked: str, body: str, held: Context | None) -> FollowUp:
    """ "why?", "since when?", "how many?": the last question's matter, asked for something else."""
    if held is None:
        if not leaning.ASKED_FOR.match(body) and not leaning.OPENER.match(asked):
            return FollowUp(question=asked)  # no words at all: whoever answers says so
        return _lost(asked, NOTHING_BEFORE)
    wanted = leaning.ASKED_FOR.match(body)
    before = leaning.ASKED_FOR.match(held.question)
    same = wanted and before and wanted[0].lower() == before[0].lower()
    words = _content(held.said)[:MOST_CARRIED] if same and held.said else held.words
    if wanted and wanted[0].lower() in {"how many", "which"}:
        noun = several_of((*words, *_content(held.said)) if wanted[0].lower() == "which" else words)
        if not noun:
            return _lost(
                asked, f"{wanted[0].capitalize()} of what? The last question was “{_shown(held.question)}”."
            )
        body = f"{wanted[0]} {noun}"
        words = tuple(word for word in words if word != noun)
    return _joined(body, words, held)


def _pointing(asked: str, body: str, pronoun: str, held: Context | None) -> FollowUp:
    """A question with a word that stands for somebody or something named before it."""
    if pronoun in leaning.MAN | leaning.WOMAN:
        wanted = "he" if pronoun in leaning.MAN else "she"
        person = next((name for name, sex in _sexes(held) if sex in {wanted, ""}), "")
        if not person:
            return _lost(asked, f"Whom do you mean by “{pronoun}”? Ask with the name.")
        whole = replaced_pronouns(body, pronoun, person)
        found = FollowUp(question=whole, about=_shown(whole), root=whole, words=_content(whole))
        if held is None or not _points_too(body):
            return found
        return replace(_joined(whole, held.words, held), about=found.about, root=whole)
    if held is None:
        if len(_content(body)) >= STANDS_ALONE:
            return _whole(asked)
        return _lost(asked, NOTHING_BEFORE)
    return _carried(asked, body, held, plain="")


def _points_too(body: str) -> bool:
    """Whether a question about a person points to a thing as well: "when did he say it?"."""
    return any(word.text.lower() in {"it", "that", "so", "this"} for word in words_of(body))


def _sexes(held: Context | None) -> list[tuple[str, str]]:
    return [(name, sex_of(name)) for name in held.people] if held else []


def replaced_pronouns(body: str, pronoun: str, person: str) -> str:
    """`body` with every form of the pronoun made the person's name."""
    forms = leaning.MAN if pronoun in leaning.MAN else leaning.WOMAN
    parts, last = [], 0
    for word in words_of(body):
        form = word.text.lower()
        if form in forms:
            end = word.start + len(word.text)
            owning = form in leaning.OWNING and not leaning.AFTER_WHOM.match(body, end)
            parts += [body[last : word.start], f"{person}’s" if owning else person]
            last = end
    return "".join([*parts, body[last:]])


def _owned(new: str, held: Context) -> str:
    """ "his deputy" with the owner's name: "Colin Bray’s deputy"; as it is where nobody fits."""
    first = new.split()[0].lower()
    if first not in leaning.OWNING & (leaning.MAN | leaning.WOMAN):
        return new
    wanted = "he" if first in leaning.MAN else "she"
    person = next((name for name, sex in _sexes(held) if sex in {wanted, ""}), "")
    return replaced_pronouns(new, first, person) if person else new


def _carried(asked: str, body: str, held: Context | None, *, plain: str) -> FollowUp:
    if held is None:
        return _whole(asked) if plain else _lost(asked, NOTHING_BEFORE)
    return _joined(body, held.words, held, plain=plain)


def _joined(body: str, words: tuple[str, ...], held: Context, *, plain: str = "") -> FollowUp:
    """`body` with the words that it leans on, those that it holds itself left out."""
    own = {word.stem for word in words_of(body)}
    added = [word for word in words if not own & {found.stem for found in words_of(word)}]
    carried = [word for word in added if word.lower() not in leaning.NO_SUBJECT][:MOST_CARRIED]
    if not carried:
        return FollowUp(question=body, root=held.question, words=held.words, plain=plain)
    return FollowUp(
        question=f"{body.rstrip('?!. ')} ({' '.join(carried)})?",
        about=_shown(held.question),
        plain=plain,
        root=held.question,
        words=tuple(dict.fromkeys([*carried, *_content(body)]))[: MOST_CARRIED + 2],
    )


def _other(asked: str, preposition: str, new: str, held: Context | None) -> FollowUp:
    """ "and Russia?", "what about the pilots?", "and in Kyiv?": the last question, asked of another."""
    if held is None:
        return _lost(asked, NOTHING_BEFORE) if len(_content(new)) < STANDS_ALONE else _whole(asked)
    new = _owned(new, held)
    whole = replaced(held.question, preposition, new)
    if whole:
        return FollowUp(question=whole, about=_shown(whole), root=whole, words=_content(whole))
    words = f"{preposition} {new}".strip()
    return _joined(words, held.words, held)

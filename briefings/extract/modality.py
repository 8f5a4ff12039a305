"""How a statement is meant: affirmed, denied or unclear; a fact, planned, possible or asked for.

Both are read off the parse, from the root of the clause down through verbs of telling: "said he will go" is
planned, "denied that he went" is denied, "it is not clear whether he went" is unclear.
Also here: sentences that make no checkable statement. Those tests are careful: what they say of a sentence
drops it, so each of them looks for form (no verb, a question mark) rather than for tone.
Not seen: irony, negation by words of content ("lacks", "without"), denial over several sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from briefings import labels
from briefings.extract import modality_words as words
from briefings.model import Certainty, Polarity

_DEPTH = 5  # verbs of telling followed at most ("said he had heard that officials think ...")


def standing(span: Span) -> tuple[Polarity, Certainty]:
    """Polarity and certainty of the statement of `span`."""
    chain = _chain(span)
    return _polarity(span, chain), _certainty(span, chain)


def polarity(span: Span) -> Polarity:
    """Whether the statement of `span` says that something is so, that it is not, or that it is open."""
    return _polarity(span, _chain(span))


def certainty(span: Span) -> Certainty:
    """How far along what `span` says is; telling leaves it alone, belief makes it possible."""
    return _certainty(span, _chain(span))


def _polarity(span: Span, chain: Sequence[Token]) -> Polarity:
    flips = 0
    for number, verb in enumerate(chain):
        inner = number + 1 < len(chain)
        negated = _negated(verb, span)
        if _leaves_open(verb, negated, span):
            return Polarity.UNCLEAR
        denying = _denies(verb, span)
        if denying and negated:
            return Polarity.UNCLEAR  # "did not deny", "has not ruled out"
        flips += denying or (negated and not (inner and _lemma(verb) in words.TELLING))
    return Polarity.DENIED if flips % 2 else Polarity.AFFIRMED


def _certainty(span: Span, chain: Sequence[Token]) -> Certainty:
    believed = any(_lemma(verb) in words.BELIEVING for verb in chain[:-1])
    verb = chain[-1]
    found = _by_modal(verb, span, reported=len(chain) > 1) or _by_verb(verb, span)
    if found is not None:
        return found
    adverbs = {c.lower_ for c in verb.children if labels.plain(c.dep_) == "advmod" and _within(c, span)}
    if believed or adverbs & words.POSSIBLE_ADVERBS or _conditional(verb, span):
        return Certainty.POSSIBLE
    return Certainty.FACT


def question_like(sentence: str) -> bool:
    """Whether the sentence asks: it ends in a question mark, and nobody is said to have asked it."""
    return sentence.rstrip(" \n\"'”’)").endswith("?")


def opinion_like(span: Span) -> bool:
    """Whether the sentence makes no checkable statement: a heading, a fragment, a greeting, an appeal."""
    tokens = [token for token in span if not token.is_space]
    letters = [token for token in tokens if token.is_alpha]
    if not letters:
        return True
    if _verbless(tokens) and (_heading(span, letters) or _fragment(span, letters)):
        return True
    if _in_quotation(span) or any(mark in span.text for mark in '"“”‘«'):
        return False
    return _greeting(span, letters) or _imperative(span, letters) or _aside(span, letters)


def _chain(span: Span) -> list[Token]:
    """The predicate of the span and the clauses that it tells, outermost first."""
    verb = _predicate(span)
    chain = [verb]
    for _ in range(_DEPTH):
        told = _told(verb, span)
        if told is None:
            return chain
        chain.append(told)
        verb = told
    return chain


def _predicate(span: Span) -> Token:
    """The root; its participle where a finite verb was taken for one ("The man declined to comment")."""
    root = span.root
    if root.pos_ not in ("NOUN", "PROPN", "PRON") or any(labels.is_copula(c.dep_) for c in root.children):
        return root
    verbs = [c for c in root.children if c.dep_ == "acl" and _within(c, span) and c.tag_ in ("VBD", "VBN")]
    objects = ("xcomp", "ccomp", "obj")
    carrying = [v for v in verbs if any(labels.plain(c.dep_) in objects for c in v.children)]
    return next((v for v in verbs if v.tag_ == "VBD"), next(iter(carrying), root))


def _told(verb: Token, span: Span) -> Token | None:
    """The clause that a verb of telling, believing, denying or asking whether carries, inside the span."""
    lemma = _lemma(verb)
    tells = lemma in words.TELLING or lemma in words.BELIEVING or lemma in words.DENYING
    opens = lemma in words.INQUIRING or lemma in words.OPEN_ADJECTIVES or lemma in words.CLEAR_ADJECTIVES
    if not (tells or opens):
        return None
    for child in verb.children:
        if not _within(child, span):
            continue
        if labels.plain(child.dep_) == "ccomp" or (
            lemma in words.DENYING and labels.is_clausal_complement(child.dep_)
        ):
            return child
        if labels.plain(child.dep_) == "csubj" and child.i > verb.i:
            return child
    return None


def _within(token: Token, span: Span) -> bool:
    return span.start <= token.i < span.end


def _lemma(token: Token) -> str:
    """The lemma; for words of our classes by their form, which a wrong lemma does not hide."""
    base = words.BASES.get(token.lower_) if token.pos_ in ("VERB", "AUX") else None
    if base:
        return base
    return (token.lemma_ or token.text).lower()


def _negated(verb: Token, span: Span) -> bool:
    """Negation on the verb, its auxiliaries, its subject or object, or its bare infinitive."""
    for child in verb.children:
        if not _within(child, span):
            continue
        if _is_negative(child, span):
            return True
        nominal = (
            labels.is_subject(child.dep_) or labels.is_object(child.dep_) or child.dep_ in ("attr", "expl")
        )
        if nominal and _negative_noun(child, span):
            return True
        light = labels.plain(child.dep_) == "xcomp" and child.dep_ != "ccomp"
        if light and any(_is_negative(c, span) for c in child.children):
            return True
    return labels.plain(verb.dep_) != "nsubj" and _negative_noun(verb, span) and verb.pos_ == "NOUN"


def _is_negative(token: Token, span: Span) -> bool:
    """A negative adverb that is more than form: not "not only", not "not ... until"."""
    if token.lower_ not in words.NEGATIVE_WORDS or labels.plain(token.dep_) not in (
        "advmod",
        "neg",
        "cc",
        "preconj",
    ):
        return False
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if after in words.ONLY_WORDS:
        return False
    if token.lower_ in ("no", "neither", "nor") and after in ("fewer", "less", "more", "doubt"):
        return False
    return not any(t.lower_ == "until" for t in token.doc[token.i + 1 : span.end])


def _negative_noun(noun: Token, span: Span) -> bool:
    """ "no evidence", "nobody", "none of them", "little sign"."""
    if noun.lower_ in words.NEGATIVE_PRONOUNS and labels.plain(noun.dep_) != "cc":
        return True
    for child in noun.children:
        if not _within(child, span) or child.i > noun.i:
            continue
        if child.lower_ == "no" and labels.plain(child.dep_) in ("det", "advmod", "neg", "amod"):
            return noun.lower_ not in words.IDLE_NO and noun.doc[child.i + 1].lower_ not in words.IDLE_NO
        if child.lower_ == "neither" and labels.plain(child.dep_) in ("det", "cc"):
            return True
        if child.lower_ in ("little", "few") and _lemma(noun) in words.PROOF_NOUNS:
            return not any(c.lower_ == "a" for c in noun.children)
    return False


def _denies(verb: Token, span: Span) -> bool:
    lemma = _lemma(verb)
    if lemma == "rule":
        return any(token.lower_ == "out" for token in verb.doc[verb.i + 1 : min(verb.i + 3, span.end)])
    if lemma == "deny" and words.refuses(verb.doc[max(verb.i - 1, 0) : verb.i + 5].text):
        return False
    return lemma in words.DENYING or lemma in words.FALSE_ADJECTIVES


def _leaves_open(verb: Token, negated: bool, span: Span) -> bool:
    """ "unclear", "not known", "declined to comment", "to determine whether", "remains to be seen"."""
    lemma = _lemma(verb)
    infinitives = [
        c for c in verb.children if labels.plain(c.dep_) in ("xcomp", "ccomp", "acl") and _within(c, span)
    ]
    told = {_lemma(c) for c in infinitives}
    if lemma in words.OPEN_ADJECTIVES or told & words.OPEN_ADJECTIVES:
        return True
    if negated and (lemma in words.CLEAR_ADJECTIVES or told & words.CLEAR_ADJECTIVES):
        return lemma != "possible"
    if lemma in ("decline", "refuse") and told & words.TELLING_NOTHING:
        return True
    if lemma == "remain" and "see" in told:
        return True
    if negated and (lemma in words.CONFIRMING or _without_knowledge(verb, span)):
        return True
    if negated and lemma in words.TELLING_NOTHING and (lemma != "give" and lemma != "provide"):
        return not any(
            labels.is_object(c.dep_) and _lemma(c) not in ("whether", "anything") for c in verb.children
        ) or any(_asks(c) for c in infinitives)
    inquiring = lemma in words.INQUIRING or bool(told & words.INQUIRING)
    return inquiring and any(_asks(c) for v in (verb, *infinitives) for c in v.children if _within(c, span))


def _without_knowledge(verb: Token, span: Span) -> bool:
    """ "had no information", "have no idea"."""
    objects = (c for c in verb.children if labels.is_object(c.dep_) and _within(c, span))
    return _lemma(verb) == "have" and any(_lemma(noun) in words.KNOWLEDGE_NOUNS for noun in objects)


def _asks(clause: Token) -> bool:
    """Whether a clause opens with "whether" or "if"."""
    if labels.plain(clause.dep_) not in ("ccomp", "csubj"):
        return False
    marks = {
        c.lower_ for c in clause.children if labels.is_marker(c.dep_) or labels.plain(c.dep_) == "advmod"
    }
    wonders = _lemma(clause.head) in words.WONDERING | words.CLEAR_ADJECTIVES | words.OPEN_ADJECTIVES
    return "whether" in marks or ("if" in marks and wonders)


def _by_modal(verb: Token, span: Span, *, reported: bool) -> Certainty | None:
    """What an auxiliary says: "will", "may", "should", "is going to", "would" in reported speech."""
    if [t.lower_ for t in verb.doc[max(span.start, verb.i - 2) : verb.i]] == ["due", "to"]:
        return Certainty.PLANNED
    helpers = [c for c in verb.children if labels.is_auxiliary(c.dep_) and _within(c, span)]
    forms = {c.lower_ for c in helpers} | {_lemma(c) for c in helpers}
    perfect = "have" in forms
    if forms & words.ASKED_MODALS and not perfect:
        return Certainty.ASKED
    if forms & words.POSSIBLE_MODALS:
        past = "could" in forms and (
            _lemma(verb) in words.SENSING or any(_is_negative(c, span) for c in verb.children)
        )
        return None if past and not perfect else Certainty.POSSIBLE
    if forms & words.PLANNED_MODALS:
        return Certainty.PLANNED
    if "would" in forms:
        return Certainty.PLANNED if reported and not perfect else Certainty.POSSIBLE
    marked = any(c.lower_ == "to" and labels.is_marker(c.dep_) for c in verb.children)
    copula = any(c.lower_ in ("is", "are", "was", "were") for c in helpers)
    if marked and verb.i - span.start >= 2 and verb.doc[verb.i - 2].lower_ in words.PLANNING_ADJECTIVES:
        return Certainty.PLANNED
    return Certainty.PLANNED if marked and copula and labels.is_root(verb.dep_) else None


def _by_verb(verb: Token, span: Span) -> Certainty | None:
    """What the verb itself says: "agreed to", "is due to", "urged", "seems", "is believed to"."""
    lemma = _lemma(verb)
    inside = [c for c in verb.children if _within(c, span)]
    infinitive = any(
        labels.plain(c.dep_) == "xcomp" or (labels.plain(c.dep_) == "ccomp" and _has_to(c)) for c in inside
    )
    passive = any(labels.is_passive_auxiliary(c.dep_) for c in inside)
    copular = any(labels.is_copula(c.dep_) for c in inside) or verb.pos_ == "ADJ"
    if copular:
        if lemma in words.PLANNING_ADJECTIVES:
            return Certainty.PLANNED
        return Certainty.POSSIBLE if lemma in words.POSSIBLE_ADJECTIVES and lemma != "able" else None
    if lemma in words.ASKING:
        wants = any(_has_to(c) for c in inside) or any(labels.preposition(c) == "for" for c in inside)
        objects = any(labels.is_object(c.dep_) for c in inside) and lemma in words.ASKING_OBJECTS
        return Certainty.ASKED if wants or (objects and not passive) else None
    if lemma == "need" and infinitive:
        return Certainty.ASKED
    if lemma == "go" and infinitive and verb.tag_ == "VBG":
        return Certainty.PLANNED
    if lemma in words.PLANNING and (infinitive or lemma in ("plan", "intend", "promise", "vow", "pledge")):
        return Certainty.PLANNED
    if lemma in ("schedule", "slate") and passive:
        return Certainty.PLANNED
    if (lemma in words.BELIEVING and (passive or infinitive)) or (lemma in words.SEEMING and infinitive):
        return Certainty.POSSIBLE
    return None


def _has_to(clause: Token) -> bool:
    return any(c.lower_ == "to" and labels.is_marker(c.dep_) for c in clause.children)


def _conditional(verb: Token, span: Span) -> bool:
    return any(
        c.lower_ in words.CONDITIONS and labels.is_marker(c.dep_) and _within(c, span) for c in verb.children
    )


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN", "VBG", "VB"})
# A heading has at least this share of its longer words in capitals, and no full stop.
_TITLE_SHARE, _TITLE_LENGTH = 0.8, 4


def _heading(span: Span, letters: list[Token]) -> bool:
    """Title case without a full stop: "Debris Found In Mediterranean"."""
    longer = [token for token in letters if len(token) > 3]
    if span.text.rstrip()[-1:] in ".!?”\"'’)" or len(longer) < _TITLE_LENGTH:
        return False
    return sum(token.text[0].isupper() for token in longer) >= _TITLE_SHARE * len(longer)


def _fragment(span: Span, letters: list[Token]) -> bool:
    """A short piece without figures, speaker ("Giuliani: ...") or pronoun as subject."""
    if len(letters) > _SHORT or any(token.like_num for token in span) or ":" in span.text:
        return False
    return not any(token.lower_ in _SUBJECTS for token in letters)


_SUBJECTS = frozenset({"i", "we", "he", "she", "it", "they", "who"})


def _in_quotation(span: Span) -> bool:
    """Whether a quotation that opened earlier in the paragraph is still open where the span starts."""
    before = span.doc[max(0, span.start - _PARAGRAPH) : span.start].text.rpartition("\n\n")[2]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


_PARAGRAPH = 150  # tokens looked back for an opening quotation mark


def _verbless(tokens: list[Token]) -> bool:
    """A fragment: no verb of any form in it, by tag and by class."""
    return not any(t.tag_ in _FINITE or t.pos_ in ("VERB", "AUX") or t.lower_ in ("'s", "’s") for t in tokens)


def _greeting(span: Span, letters: list[Token]) -> bool:
    first = letters[0].lower_
    short = len(letters) <= _SHORT
    if first in words.GREETINGS and short:
        return True
    return (
        first == "good"
        and len(letters) > 1
        and letters[1].lower_ in ("morning", "evening", "afternoon", "night")
    )


_SHORT = 14  # words: a longer sentence that opens so states something besides


def _imperative(span: Span, letters: list[Token]) -> bool:
    """ "Read more", "Let's hope": a bare verb of the page at the start, without a subject."""
    first = letters[0]
    if first.lower_ not in words.PAGE_IMPERATIVES or len(letters) > 2 * _SHORT:
        return False
    root = span.root
    subject = any(labels.is_subject(c.dep_) and c.i < root.i for c in root.children)
    return first.tag_ in ("VB", "UH") and not subject and root.i - first.i <= 2


def _aside(span: Span, letters: list[Token]) -> bool:
    """The author's own "I think", "we hope", outside quotation marks."""
    root = span.root
    speaker = next((c for c in root.children if labels.is_subject(c.dep_)), None)
    if speaker is None or speaker.lower_ not in ("i", "we") or not _within(speaker, span):
        return False
    return _lemma(root) in words.AUTHOR_VERBS and root.tag_ in ("VB", "VBP")

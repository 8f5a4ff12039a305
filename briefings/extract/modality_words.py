"""Closed classes of English that say how a statement is meant: tables of lemmas, and one pattern."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    """The words of a class, written with spaces between."""
    return frozenset(text.split())


# Verbs of telling: their clause is the statement, and they leave its certainty alone.
TELLING = _words(
    "say tell add announce report state note write claim confirm explain insist declare reveal disclose "
    "admit acknowledge stress warn argue maintain assert tweet post reply respond recall testify "
    "comment observe "
    "emphasize emphasise reiterate repeat indicate show find conclude describe inform know learn hear see "
    "understand mean read predict estimate point allege accuse concede remark contend caution assure "
    "determine establish discover agree"
)  # fmt: skip
# Verbs of belief: what follows is held possible.
BELIEVING = _words(
    "believe think suspect fear suggest speculate doubt assume suppose hope expect imagine guess wonder "
    "presume worry feel consider"
)  # fmt: skip
# Verbs that deny their object or clause.
DENYING = _words(
    "deny reject refuse refute rebut dismiss disavow debunk contradict fail decline dispute disprove "
    "discredit repudiate neglect cease"
)  # fmt: skip
# "declined to comment", "did not say", "would not confirm": the statement stays open.
TELLING_NOTHING = _words(
    "say comment confirm respond reply elaborate specify disclose identify discuss answer reveal explain "
    "know provide give name release clarify"
)
# "has not confirmed the report", "had no information": neither so nor not so.
CONFIRMING = frozenset({"confirm", "verify", "corroborate", "authenticate"})
KNOWLEDGE_NOUNS = frozenset({"idea", "information", "word", "clue", "knowledge", "detail"})
# Verbs whose "if" opens a question; after verbs of telling it opens a condition.
WONDERING = frozenset(
    {"ask", "wonder", "know", "see", "determine", "decide", "doubt", "check", "investigate"}
)  # fmt: skip
# With "whether", "if", "how", "why" these leave open what follows.
INQUIRING = _words(
    "determine ask investigate know decide see wonder examine assess establish question consider learn doubt "
    "debate check explore study find tell say discuss figure"
)  # fmt: skip
OPEN_ADJECTIVES = _words(
    "unclear unknown uncertain unsure unconfirmed undecided unresolved undetermined unproven questionable"
)
CLEAR_ADJECTIVES = _words("clear known certain sure confirmed apparent obvious evident possible")
FALSE_ADJECTIVES = _words(
    "false untrue baseless unfounded inaccurate incorrect wrong fake bogus groundless impossible "
    "fictitious unlikely"
)
NEGATIVE_WORDS = _words("no not n't n’t never neither nor nobody nothing none nowhere hardly barely scarcely")
NEGATIVE_PRONOUNS = frozenset({"nobody", "nothing", "none", "neither"})
PROOF_NOUNS = _words("evidence proof indication sign confirmation trace reason")
# "no doubt", "no fewer than": negative in form only.
IDLE_NO = _words("doubt question wonder matter less fewer more better stranger secret")
ONLY_WORDS = frozenset({"only", "just", "merely", "simply", "least", "surprisingly", "necessarily"})

PLANNED_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "gonna", "gon"})
POSSIBLE_MODALS = frozenset({"may", "might", "could"})
ASKED_MODALS = frozenset({"should", "must", "ought"})
PLANNING = _words(
    "plan intend agree promise vow pledge decide aim prepare arrange commit undertake threaten schedule "
    "slate set expect offer volunteer"
)  # fmt: skip
PLANNING_ADJECTIVES = _words("due set ready poised scheduled expected slated bound determined prepared going")
ASKING = _words(
    "urge ask call demand request appeal beg plead seek recommend propose petition implore press encourage "
    "advise lobby apply exhort"
)  # fmt: skip
# These ask with an object alone; the others need an infinitive or "for".
ASKING_OBJECTS = frozenset({"urge", "demand", "request", "propose", "recommend", "seek", "advise"})
SENSING = frozenset({"see", "hear", "feel", "smell", "tell"})
SEEMING = frozenset({"seem", "appear"})
POSSIBLE_ADVERBS = _words(
    "possibly perhaps maybe probably likely apparently presumably allegedly reportedly supposedly "
    "seemingly potentially conceivably"
)
POSSIBLE_ADJECTIVES = _words("possible likely probable unlikely plausible conceivable able")
CONDITIONS = frozenset({"if", "unless"})

AUTHOR_VERBS = _words(
    "think believe hope feel guess wonder wish suspect love hate suppose doubt prefer imagine like "
    "thank ask recommend"
)
GREETINGS = _words("hello hi hey welcome thanks goodbye congratulations cheers wow ouch alas oh")
# Imperatives that a page says to its reader.
PAGE_IMPERATIVES = _words(
    "read click watch see follow subscribe sign share stay check join visit learn listen download get email "
    "contact send tell let please scroll tap find enter submit register explore discover imagine consider "
    "remember forget go try"
)  # fmt: skip
OPINION_PHRASES = (
    "in my opinion", "in my view", "it seems to me", "i think", "i believe", "to be honest", "let's face it",
    "shame on", "make no mistake", "the truth is", "it's time to", "it is time to", "we must", "we should",
    "we need to",
)  # fmt: skip

# Forms that rules of spelling do not give.
IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "showed": "show", "shown": "show",
    "found": "find", "knew": "know", "known": "know", "learnt": "learn", "heard": "hear", "saw": "see",
    "seen": "see", "understood": "understand", "meant": "mean", "foretold": "foretell", "thought": "think",
    "felt": "feel", "gave": "give", "given": "give", "went": "go", "gone": "go", "sought": "seek",
    "begged": "beg", "admitted": "admit", "conceded": "concede", "planned": "plan", "posted": "post",
    "undertook": "undertake", "undertaken": "undertake", "pled": "plead", "had": "have", "was": "be",
    "were": "be", "is": "be", "are": "be", "been": "be", "read": "read", "set": "set", "implied": "imply",
    "proven": "prove", "forgot": "forget", "forgotten": "forget",
}  # fmt: skip


def _forms(verbs: frozenset[str]) -> dict[str, str]:
    """Inflected forms of regular verbs to their base; "planned" and the like stand in `IRREGULAR`."""
    found: dict[str, str] = {}
    for verb in verbs:
        stem = verb[:-1] if verb.endswith("e") else verb
        thin = verb[:-1] + "i" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else stem
        plural = thin + "es" if thin != stem or verb.endswith(("s", "sh", "ch", "x")) else verb + "s"
        found |= {verb: verb, plural: verb, thin + "ed": verb, stem + "ing": verb}
    return found


# Surface form to base for every verb in the classes above: they must be known even where a lemma is wrong.
BASES = {
    **_forms(TELLING | BELIEVING | DENYING | TELLING_NOTHING | INQUIRING | PLANNING | ASKING | SEEMING
             | frozenset({"rule", "remain", "need", "want"})),
    **IRREGULAR,
}  # fmt: skip

_REFUSING = re.compile(
    r"\b(?:was|were|been|being|is|are) denied\b(?! by\b)"
    r"|\bden(?:y|ies|ied|ying) (?:[A-Z][\w.’'-]{0,20}|him|her|them|us|me) (?:the|an?|any|his|her|their)\b"
    r"|\bden(?:y|ies|ied|ying) (?:[\w’'-]{1,20} ){0,2}(?:entry|access|permission|passage|bail|visas?|stays?|"
    r"motions?|requests?|petitions?|appeals?|applications?|benefits|coverage|asylum|parole|funding)\b"
)
"""Who is denied something is refused it; nobody says that something is not so."""


def refuses(text: str) -> bool:
    """Whether "deny" in it is to refuse somebody something."""
    return bool(_REFUSING.search(text))

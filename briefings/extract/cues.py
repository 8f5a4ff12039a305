"""The table of cues: words by which English credits a statement, belief or wish to somebody, by class.

Closed lists of general English, after the classes in which grammars put verbs that take a clause or a
topic (speech, thought, wish, judgement, perception). `cue_class` finds a word in any inflected form.
"""

from __future__ import annotations

from briefings.extract.word_tables import keyed, words

_VERBS = """
say: say add note remark comment observe state mention tell recount relate narrate reply respond answer
  retort counter quip joke mutter murmur whisper shout yell scream cry exclaim chant utter blurt continue
  conclude interject intone reiterate repeat echo opine muse reflect
write: write tweet retweet post blog email text read report publish document quote cite reference paraphrase
  summarize detail outline recap headline broadcast transcribe print
claim: claim assert contend argue maintain insist allege aver affirm declare proclaim profess purport
  posit postulate protest object counsel plead swear testify attest vouch
admit: admit acknowledge concede confess confirm recognize agree accept grant verify corroborate
reveal: reveal disclose divulge announce unveil leak expose release
explain: explain clarify elaborate describe illustrate demonstrate show indicate suggest imply hint signal
  convey communicate express articulate voice portray depict characterize present define label dub call
  brand term deem compare liken frame cast paint summarise
stress: stress emphasize underline underscore highlight reinforce tout trumpet boast brag flaunt hail
warn: warn caution threaten alert remind advise inform notify brief update assure reassure promise pledge
  vow guarantee commit swear
ask: ask inquire question wonder query request demand urge implore beg beseech plead press call
  exhort encourage appeal petition challenge invite instruct order command direct tell require ban bar
  forbid lobby push advocate propose recommend suggest nominate
deny: deny reject refute dispute rebut contest contradict disavow disown repudiate dismiss downplay deflect
  rebuff decline refuse oppose resist renounce withdraw retract backtrack
predict: predict forecast project estimate anticipate expect foresee foretell envision envisage speculate
  calculate reckon prophesy
find: find discover determine establish conclude rule decide judge learn detect identify ascertain certify
  report poll survey rate rank
think: think believe feel suppose assume presume guess imagine suspect figure consider regard view see
  perceive understand know realize doubt trust remember recall forget recollect conceive deem hold
  interpret construe fancy surmise theorize hypothesize believe misunderstand underestimate overestimate
want: want wish hope desire long yearn aspire crave plan intend mean aim seek try attempt prefer like love
  choose opt expect need look hunt strive vie pursue contemplate mull weigh consider prepare threaten
fear: fear worry dread regret hate dislike loathe detest despise resent lament bemoan mourn complain gripe
  grumble whine fret agonize care mind enjoy appreciate admire respect rejoice marvel
praise: praise laud applaud commend compliment celebrate salute congratulate thank endorse support back
  champion defend embrace approve favor favour welcome extol cheer bless
criticize: criticize criticise condemn denounce decry slam blast rip attack assail bash mock ridicule deride
  scorn belittle disparage insult accuse blame fault charge indict berate chide rebuke reprimand scold
  lambast lambaste castigate censure chastise excoriate pillory pan savage skewer trash vilify vow rail
  lash taunt needle jab knock ding impugn malign
talk: talk speak discuss debate address converse chat lecture preach rant argue negotiate testify
  mention refer allude focus
perceive: see hear watch notice witness observe sense sight spot read listen look
appear: seem appear look sound
apologize: apologize apologise joke brag boast gush rave fume
agree: agree disagree concur consent
"""

_NOUNS = """
say: statement comment remark announcement declaration proclamation word speech address message letter
  testimony answer response reply note memo mention account description explanation anecdote quote quotation
  tweet post report story article column essay editorial interview transcript headline question
claim: claim assertion allegation argument contention insistence accusation charge complaint lawsuit suit
  protest objection denial admission acknowledgment confession concession confirmation accusation
warn: warning threat promise pledge vow assurance guarantee commitment reminder advice
ask: call request demand appeal plea suggestion proposal recommendation order petition invitation query
think: belief view opinion idea thought conviction notion theory assumption suspicion feeling sense
  impression understanding conclusion verdict judgment judgement assessment analysis estimate prediction
  forecast projection expectation doubt certainty concern fear worry anxiety confidence faith perception
  knowledge interpretation position stance
want: hope wish desire plan intention aim goal ambition dream aspiration interest willingness eagerness
  reluctance determination resolve preference effort decision refusal bid quest need
praise: support endorsement praise approval admiration backing appreciation respect gratitude love
  enthusiasm sympathy
criticize: criticism condemnation attack rebuke opposition disapproval anger outrage frustration
  disappointment contempt disdain distaste hatred dislike disagreement resentment skepticism
find: finding study survey poll ruling decision determination research evidence data analysis
"""

_ADJECTIVES = """
think: sure certain confident convinced aware unaware doubtful skeptical sceptical clear unclear mindful
  positive conscious suspicious wary familiar
want: willing unwilling eager reluctant keen determined anxious ready hopeful prepared hesitant intent
  interested committed desperate open
fear: afraid fearful worried concerned nervous scared sorry angry upset frustrated furious disappointed
  alarmed uneasy outraged dismayed sad
praise: happy glad pleased proud delighted grateful thankful thrilled excited optimistic impressed
  supportive enthusiastic comfortable
criticize: critical dismissive pessimistic opposed contemptuous unhappy dissatisfied
say: adamant vocal outspoken explicit insistent blunt
"""

# Prepositions and fixed openings that credit what follows or precedes.
ACCORDING = frozenset({"according"})
PHRASES = frozenset({"per", "for", "to", "in", "from", "with", "on", "by"})

# Adverbs that say that the writer only passes something on.
HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly", "apparently"})

_DOUBLING = words(
    """quip rip slam dub admit commit rebut plan ban bar beg brag chat refer plot blog grip spot jab pan fret
    opt"""
)
_IRREGULAR = """
say: said says | tell: told | write: wrote written | think: thought | feel: felt | know: knew known
see: saw seen | hear: heard | find: found | hold: held | mean: meant | understand: understood
misunderstand: misunderstood | speak: spoke spoken | read: read | forget: forgot forgotten
choose: chose chosen | seek: sought | foresee: foresaw foreseen | foretell: foretold | swear: swore sworn
show: showed shown | cast: cast | forbid: forbade forbidden | withdraw: withdrew withdrawn
overestimate: overestimated | strive: strove striven | plead: pled pleaded | lead: led | vie: vied vying
"""


def _forms(verb: str) -> set[str]:
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return {verb, plural, stem + "ed", stem + "ing"}


def _verb_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for verb in VERB_CLASSES:
        for form in _forms(verb):
            forms.setdefault(form, verb)
    for entry in _IRREGULAR.replace("\n", "|").split("|"):
        verb, _, irregular = entry.strip().partition(":")
        forms.update(dict.fromkeys(irregular.split(), verb))
    return forms


VERB_CLASSES: dict[str, str] = keyed(_VERBS)
NOUN_CLASSES: dict[str, str] = keyed(_NOUNS)
ADJECTIVE_CLASSES: dict[str, str] = keyed(_ADJECTIVES)
VERB_FORMS: dict[str, str] = _verb_forms()


def verb_lemma(lower: str, lemma: str) -> str:
    """The cue verb whose form `lower` is; else `lemma`, the model's guess."""
    return VERB_FORMS.get(lower, lemma)


def cue_class(lower: str, lemma: str, pos: str) -> str:
    """The class of a word as a cue ("say", "want", ...), "" where it is in no list."""
    if pos in {"VERB", "AUX"}:
        return VERB_CLASSES.get(verb_lemma(lower, lemma), "")
    if pos in {"NOUN", "PROPN"}:
        return NOUN_CLASSES.get(lemma) or NOUN_CLASSES.get(lower.rstrip("s"), "")
    return ADJECTIVE_CLASSES.get(lower, "") if pos == "ADJ" else ""

"""Closed lists of English that asking needs: what no question is about, and what marks an answer.

General English only.  Nothing here comes from the events that quality is measured on.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: Words that carry no content of their own in a question or in a sentence.
EMPTY_WORDS = frozenset(
    _words("""
    a an the and or but of to in on at by for with from as is are was were be been being am has have had
    having do does did doing done will would can could shall should may might must it its this that these
    those he she they him them their theirs his her hers i you we us our your my me not no nor so than then
    there here what who whom whose which when where why how if into about over out up down off any some all
    each every both also just only more most very such own same too s t exactly actually still now ever yet
    many much long old far big deep high tall often one ones get got go going goes come came please tell
    kind type sort name names named called number happen happened happening after before during until while
    since between because
    """)
)

#: Irregular forms and close derivations, each line one word family, its first word the stem.
FAMILIES = """
news
find found findings
begin began begun
die died dies dead death deaths dying
say said says saying
tell told
go went gone goes going
come came
take took taken
give gave given
see saw seen
know knew known
think thought
leave left
lose lost loss losses
meet met meeting meetings
pay paid payment payments
buy bought
sell sold sale
send sent
build built building
hold held
fall fell fallen
fly flew flown flight flights flying
speak spoke spoken
get got gotten
make made making
keep kept
catch caught
bring brought
fight fought
feel felt
hear heard hearing
steal stole stolen
choose chose chosen choice
break broke broken
eat ate eaten
rise rose risen
sink sank sunk
swim swam
hide hid hidden
lie lied lying
spend spent
teach taught
strike struck
mean meant
stand stood
sit sat
throw threw thrown
grow grew grown
draw drew drawn
wear wore worn
blow blew blown
bear bore born
seek sought
deal dealt
woman women
man men
child children
person people
wife wives
life lives live lived living
lead leads led leading leader leaders
own owns owned owning owner owners
kill kills killed killing killings killer killers
attack attacks attacked attacking attacker attackers
win wins won winning winner winners
work works worked working worker workers
vote votes voted voting voter voters
employ employs employed employing employer employers employee employees employment
drive drives drove driven driving driver drivers
write writes wrote written writing writer writers
shoot shoots shot shots shooting shootings shooter shooters
protest protests protested protesting protester protesters
"""

#: Words that British and American English, or a headline and its text, use for one thing; each line one
#: meaning.
TWINS = """
flat apartment
lorry truck
lawyer attorney solicitor
petrol gasoline
lift elevator
film movie
football soccer
holiday vacation
autumn fall
mobile cellphone
plane aircraft airplane jet airliner
doctor physician
car vehicle
begin start launch commence open
end finish conclude
kill slay die perish
condition health
probe investigation inquiry
big large huge
chief head boss leader
executive ceo
hurt injure wound
halt stop suspend pause
boat ship vessel
blast explosion
gun weapon
cop police
disappear vanish
allow permit
agree accord
row dispute
quit resign
spouse wife husband
job work employ
pay fund finance cover
"""

#: Number words that open a count.
NUMBER_WORDS = _words(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
    thousands million millions billion dozen dozens half pair trio both none
    """
)

#: Units of a length of time.
TIME_UNITS = _words("second minute hour day week month year decade night")

#: Units of size, way and weight.
SIZE_UNITS = _words(
    """
    mile km kilometer kilometre meter metre foot feet ft inch acre hectare square ton tonne pound kg kilogram
    nautical mph knot degree
    """
)

#: Nouns that answer "who" without a name.
ROLES = _words(
    """
    official spokesman spokeswoman spokesperson brother sister police neighbor neighbour president minister
    chief director governor mayor man woman men women prosecutor investigator authority authorities
    government
    company group expert suspect citizen people relative source soldier officer team crew agency army
    union court
    judge
    """
)

#: Words that mark a cause or a purpose, and words that may.
CAUSES = (
    r"because|due to|caus\w+|reasons?|owing to|thanks to|led to|prompt\w+|blam\w+|so that|in order|"
    r"fear\w*|concern\w*|out of|why|aimed|motiv\w+|suspicion|suspected of|citing|to avoid|"
    r"to prevent|in response"
)
MAYBE_CAUSES = r"after|as|since|so|amid|result\w*|over|wanted"

#: Words that mark a manner or a means, and words that may.
MANNERS = r"by|using|used|through|via|based on|thanks to|means of|allow\w*|help\w*"
MAYBE_MANNERS = r"with|from|after|when|while|into"

#: Verbs and nouns that credit words to a speaker.
SPEECH = (
    r"said|says|say|saying|told|tweet\w*|wrote|called|announced|added|according|asked|urged|denied|state[sd]?|statement|"
    r"described|confirmed|warned|insist\w*|claim\w*|declined|refus\w+|vow\w*|expressed|acknowledged|accused|prais\w+|"
    r"slammed|recalled|reported|promis\w+|pledg\w+|condemn\w+|argued|thanked|apologi[sz]ed|denounced|criticis\w+|criticiz\w+"
)

#: Ways to write some names that no spelling rule joins, and the stem for all of them.
SAME_NAME = {
    "US": "usa", "U.S.": "usa", "USA": "usa", "U.S.A.": "usa", "United States": "usa",
    "UK": "uk", "U.K.": "uk", "United Kingdom": "uk", "Britain": "uk",
    "British": "uk", "UN": "un", "U.N.": "un", "United Nations": "un", "EU": "eu", "E.U.": "eu",
    "Kiev": "kyiv", "Kyiv": "kyiv",
}  # fmt: skip

#: Words that look ahead, as a pattern.
LOOKS_AHEAD = (
    r"will|would|to be|due|expected|scheduled|planned|plans?|set (?:to|for)|next|tomorrow|until|by|going to|"
    r"later|upcoming|coming|slated|ahead|within"
)

#: Months as news writes them; short forms only with their point.
MONTHS = _words(
    r"""
    January February March April May June July August September October November December
    Jan\. Feb\. Mar\. Apr\. Aug\. Sept?\. Oct\. Nov\. Dec\.
    """
)

#: Nouns for a place without a name of its own.
SITES = _words(
    """
    airport house home hospital city town street building hotel river border region area province site school
    church station sea coast ocean capital village office court prison jail base port embassy university
    suburb floor zone country camp center centre stadium square bar restaurant shelter
    """
)

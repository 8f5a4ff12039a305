"""Words that tell whether a period ends a sentence or an office is a name, in small sets by behaviour.

Collected by hand from general knowledge of English-language news style; lower
case and without the last period unless said otherwise.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Stand before a name: a period after one never ends a sentence.
TITLES = _words(
    "mr mrs ms mx dr prof gen lt col maj capt cmdr cdr adm brig sgt cpl pvt pfc spc sen rep gov pres "
    "sec del rev hon fr st ste mt ft det insp supt supt const pte amb atty hr frl mme mlle msgr sheik "
    "vs v lt.gen lt.col maj.gen brig.gen lt.cmdr e.g i.e cf treas asst assoc dep ald cllr"
)

#: Stand before a figure ("No. 4", "Jan. 6", "p. 12").
BEFORE_FIGURES = _words(
    "no nos p pp fig figs art sec ch vol vols para approx ca est jan feb mar apr jun jul aug sep sept "
    "oct nov dec"
)

#: May end a sentence, but only where an ordinary sentence opening follows.
SHORTENED = _words(
    "inc corp co cos ltd plc llc bros jr sr esq assn dept univ dist ave blvd rd hwy bldg sq al etc "
    "ph.d m.d b.a m.a ala ariz ark calif colo conn fla ga ill ind kan kans ky la mass md mich minn "
    "miss mo mont neb nebr nev okla ore pa penn tenn tex vt va wash wis wisc wyo n.c s.c n.d s.d n.h "
    "n.j n.m n.y w.va ont que sask alta man mex intl govt natl ed eds trans gal oz lb lbs ft sgd min "
    "max avg"
)

#: Follow "a.m." or "p.m." inside the sentence (as written).
AFTER_HOUR = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat "
    "Sun January February March April May June July August September October November December Jan "
    "Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Eastern Central Mountain Pacific Alaska Hawaii "
    "Greenwich Central European Moscow Beijing local ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC "
    "BST CET CEST IST JST AEST AEDT MSK EAT WAT SAST"
)

#: Capitalised words that open a sentence far more often than they continue a name.
STARTERS = _words(
    "A About Above Across According After Again Against All Along Already Also Although Amid Among An "
    "And Another Any Anyone Are Around As At Back Because Before Behind Below Besides Between Beyond "
    "Both But By Can Could Despite Did Do Does Due During Each Earlier Early Either Even Ever Every "
    "Everyone Few Finally First Five Following For Four From Further Given Had Has Have He Hence Her "
    "Here His How However Hundreds I I'm I’m I've I’ve If In Indeed Inside Instead Into Is It It's "
    "It’s Its Just Last Late Later Let Like Many Maybe Meanwhile More Moreover Most Much My Near "
    "Nearly Neither Never Next No Nobody None Nor Not Nothing Now Of Officials On Once One Only Or "
    "Other Others Our Out Outside Over People Perhaps Police Previously Rather Recently Seven Several "
    "She She's She’s Should Similarly Since Six So Some Someone Soon Still Such Ten Than Thanks That "
    "That's That’s The Their Then There There's There’s Therefore These They They're They’re This "
    "Those Though Thousands Three Through Throughout Thus Till Today To Together Tomorrow Too Toward "
    "Towards Two Under Unlike Unless Until Up Upon Was We We're We’re We've We’ve Well Were What "
    "What's When Whenever Where Whereas Whether Which While Who Whoever Whose Why Will With Within "
    "Without Would Yes Yesterday Yet You You're You’re Your"
)

#: Verbs that introduce a speaker after a question or an exclamation in quotes.
SPEECH = _words(
    "said says asked asks added adds told tells wrote writes tweeted tweets replied replies shouted "
    "yelled cried exclaimed posted continued declared wondered reads read responded joked screamed"
)

#: Offices written out, lower case: alone they name nobody.
OFFICES = _words(
    "president vice prime minister representative senator secretary governor general mayor chancellor "
    "king queen prince princess pope judge justice speaker professor doctor captain colonel lieutenant "
    "sergeant commander admiral chairman ambassador sheriff bishop archbishop cardinal attorney foreign "
    "deputy"
)

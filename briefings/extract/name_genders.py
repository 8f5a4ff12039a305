"""Given names and titles that tell "he" from "she", common in English-language news; folded forms."""

from __future__ import annotations

from briefings.extract.word_tables import keyed, words

_HE = """
aaron abdul abdullah adam adrian ahmed alan albert alex alexander alexey ali alistair andrew andrey
angus anthony antonio arthur barack ben benjamin bernard bernie bill bob boris brad brandon brian
bruce carl carlos charles chris christopher chuck colin craig dan daniel david dean dennis dmitry
donald doug douglas ed edward edwin emmanuel eric ernest evan felix francis frank fred frederick
friedrich gary gavin geoffrey george gerald gordon graham greg gregory guy hamid harold harry hassan
henry herbert hosni howard hugh hugo hussein ian ibrahim igor ivan jack jacob jacques jake james
jared jason javier jeff jeffrey jeremy jerry jim jimmy joe joel john johnny jon jonathan jorge jose
joseph josh joshua juan julian justin karl keith ken kenneth kevin khalid kofi kyle lance larry lars
lawrence leo leon lewis lindsey lloyd luis luke malcolm mario mark marco martin matt matthew max
michael mick miguel mike mikhail mitch mitt mohammed mustafa nathan neil newt nicholas nicolas nick
nigel oleg oliver omar osama oscar otto pablo patrick paul pavel pedro peter phil philip rand ray
raymond reince richard rick rob robert roberto rodrigo roger roland ron ronald roy rudy rupert
russell ryan salman sam samuel scott sean sebastian sergey seth shinzo simon stefan stephen steve
steven stuart ted terry theodore thomas tim timothy tobias toby todd tom tony travis trevor tyler
victor viktor vince vincent vladimir volodymyr walter warren wayne wilbur will william yury yevgeny
zachary
"""
_SHE = """
abigail adele alexandra alice alison amanda amber amy ana andrea angela anita ann anna anne annette
anya ashley audrey barbara beatrice becky beth betty brenda bridget brittany camilla carla carly
carmen carol caroline carolyn catherine charlotte cheryl chelsea christiane christina christine
cindy claire clara claudia condoleezza cynthia dana deborah debbie denise diana diane dilma donna
doris dorothy elaine eleanor elena elisabeth elise elizabeth ella ellen emily emma erica erin eva
evelyn fatima fiona florence frances gabrielle gail georgia geraldine gina ginger gloria grace greta
hannah harriet heather heidi helen hillary holly huma ida ingrid irene isabel ivanka jacqueline jane
janet janice jean jennifer jessica jill joan joanna jodie joyce judith judy julia julie karen kate
katherine kathleen kathryn kathy katie kayleigh kellyanne kelly kim kimberly kirsten kristin laura
lauren leila leslie lily linda lisa liz lois loretta lori louise lucy lydia lynn madeleine madison
malala margaret maria marie marilyn marine martha mary maureen megan megyn melania melanie melinda
melissa mercedes michelle miriam molly monica nadia nancy naomi natalia natalie natasha nikki nina
olga olivia pamela patricia paula pauline peggy penelope penny priscilla rachel rebecca regina renee
rita roberta rosa rose rosemary ruth sabrina sally samantha sandra sara sarah sharon sheila shirley
silvia sofia sonia sophie stella stephanie sue susan suzanne svetlana sylvia tamara tatiana teresa
theresa tiffany tina tracy tulsi ursula valerie vanessa vera veronica victoria virginia vivian wendy
yvonne yulia zoe
"""

GENDERS: dict[str, str] = {
    **dict.fromkeys(_HE.split(), "he"),
    **dict.fromkeys(_SHE.split(), "she"),
    **dict.fromkeys(words("mr sir lord king prince father congressman chairman spokesman businessman"), "he"),
    **dict.fromkeys(words("mrs ms miss lady dame queen princess congresswoman chairwoman"), "she"),
    **dict.fromkeys(words("spokeswoman businesswoman actress duchess"), "she"),
}

# Short forms of given names, each row the full name and the forms it goes by.
NICKNAMES: dict[str, str] = keyed(
    """
robert: bob rob bobby
william: bill will billy
richard: rick dick rich
james: jim jimmy jamie
joseph: joe joey
michael: mike mick mickey
thomas: tom tommy
edward: ed ted eddie
john: jack johnny
charles: charlie chuck
anthony: tony
lawrence: larry
andrew: andy drew
daniel: dan danny
david: dave
steven: steve
stephen: steve
christopher: chris
matthew: matt
gregory: greg
kenneth: ken
donald: don donnie
ronald: ron ronnie
timothy: tim
samuel: sam
benjamin: ben
alexander: alex sasha
nicholas: nick
peter: pete
patrick: pat paddy
philip: phil
gerald: gerry jerry
frederick: fred freddie
francis: frank
henry: harry hank
albert: al bert
theodore: theo
elizabeth: liz beth betty eliza lisa
katherine: kate kathy katie
catherine: cathy kate
margaret: maggie peggy
susan: sue
deborah: debbie deb
barbara: barb
jennifer: jen jenny
jessica: jess
rebecca: becky
victoria: vicky
patricia: pat patty
christine: chris tina
pamela: pam
judith: judy
sandra: sandy
volodymyr: vladimir vova
jeffrey: jeff
geoffrey: geoff
raymond: ray
douglas: doug
vincent: vince
"""
)

# People whom news names by what they are; as subjects they may be the next "he" or "she".
PEOPLE: frozenset[str] = words(
    """
official spokesman spokesperson spokeswoman man woman boy girl expert analyst lawyer attorney officer
witness victim suspect resident neighbor relative brother sister mother father son daughter husband wife
uncle aunt cousin friend colleague diplomat aide adviser advisor source leader minister governor mayor
senator lawmaker judge prosecutor detective doctor professor researcher author reporter journalist editor
critic supporter voter candidate soldier commander general captain pilot coach player driver worker
teacher student owner chief director chairman president secretary ambassador activist protester bishop
priest pope king queen prince princess teenager gunman attacker shooter survivor patient customer
passenger firefighter diver rescuer member
    """
)

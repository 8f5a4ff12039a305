"""English verbs whose past forms no spelling rule gives: base, past, participle.

From general knowledge of the language; one form where past and participle agree,
several forms parted by a slash.
"""

from __future__ import annotations

_VERBS = """
arise arose arisen; awake awoke awoken; bear bore borne/born; beat beat beaten; become became become;
begin began begun; bend bent; bet bet; bind bound; bite bit bitten; bleed bled; blow blew blown; break
broke broken; breed bred; bring brought; build built; burst burst; buy bought; cast cast; catch caught;
choose chose chosen; cling clung; come came come; cost cost; creep crept; cut cut; deal dealt; dig dug;
do did done; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen;
feed fed; feel felt; fight fought; find found; flee fled; fling flung; fly flew flown; forbid forbade
forbidden; forecast forecast; foresee foresaw foreseen; forget forgot forgotten; forgive forgave
forgiven; freeze froze frozen; get got gotten/got; give gave given; go went gone; grind ground; grow grew
grown; hang hung; have had; hear heard; hide hid hidden; hit hit; hold held; hurt hurt; keep kept; kneel
knelt; know knew known; lay laid; lead led; leave left; lend lent; let let; light lit; lose lost; make
made; mean meant; meet met; mislead misled; mistake mistook mistaken; mow mowed mown; pay paid; plead
pled; prove proved proven; put put; quit quit; read read; ride rode ridden; ring rang rung; rise rose
risen; run ran run; say said; see saw seen; seek sought; sell sold; send sent; set set; sew sewed sewn;
shake shook shaken; shed shed; shine shone; shoot shot; show showed shown; shrink shrank shrunk; shut
shut; sing sang sung; sink sank sunk; sit sat; slay slew slain; sleep slept; slide slid; sling slung;
speak spoke spoken; speed sped; spend spent; spin spun; spit spat; split split; spread spread; spring
sprang sprung; stand stood; steal stole stolen; stick stuck; sting stung; stink stank stunk; strike
struck struck/stricken; string strung; strive strove striven; swear swore sworn; sweep swept; swell
swelled swollen; swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told;
think thought; throw threw thrown; thrust thrust; tread trod trodden; understand understood; wake woke
woken; wear wore worn; weave wove woven; weep wept; win won; wind wound; withdraw withdrew withdrawn;
withhold withheld; withstand withstood; wring wrung; write wrote written; undergo underwent undergone;
undertake undertook undertaken; undo undid undone; overcome overcame overcome; overrun overran overrun;
oversee oversaw overseen; overtake overtook overtaken; overthrow overthrew overthrown; override overrode
overridden; overhear overheard; uphold upheld; upset upset; outdo outdid outdone; outgrow outgrew
outgrown; redo redid redone; rebuild rebuilt; retake retook retaken; rewrite rewrote rewritten; rerun
reran rerun; resell resold; repay repaid; retell retold; rethink rethought; befall befell befallen;
broadcast broadcast; offset offset; oust ousted; mislay mislaid; misread misread;
"""


def forms() -> dict[str, dict[str, str]]:
    """Form → base, for past tense (VBD) and participle (VBN)."""
    table: dict[str, dict[str, str]] = {"VBD": {}, "VBN": {}}
    for entry in _VERBS.split(";"):
        parts = entry.split()
        if not parts:
            continue
        base, past = parts[0], parts[1]
        participle = parts[2] if len(parts) > 2 else past
        for tag, spelled in (("VBD", past), ("VBN", participle)):
            for form in spelled.split("/"):
                table[tag].setdefault(form, base)
    return table

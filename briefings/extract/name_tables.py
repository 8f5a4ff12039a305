"""Tables of names and titles: general English and world knowledge, no article's own words.

Sources: countries and demonyms after ISO 3166-1 and common English usage; exonyms after the two forms in
current newspaper use. Keys are lower case and without diacritics.
"""

from __future__ import annotations

# Letters that Unicode does not decompose.
LETTERS: dict[str, str] = {
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "ng",
}  # fmt: skip

# Spellings that follow no rule, each row a form to compare by and its variants: British and American
# words, places with two names in English, transliterated names.
_SPELLINGS = """
abdul: abdel abd abdal
acknowledgment: acknowledgement
afterward: afterwards
aging: ageing
ahmed: ahmad
airplane: aeroplane
airplanes: aeroplanes
alexander: aleksandr alexandr oleksandr aleksander
alexey: aleksei alexei aleksey oleksiy oleksii
aluminum: aluminium
among: amongst
andrey: andrei andriy andrii
anesthetic: anaesthetic
artifact: artefact
artifacts: artefacts
astana: nursultan
bakhmut: artemivsk
basel: basle
beijing: peking
belarus: byelorussia belorussia
bengaluru: bangalore
bengazi: benghazi
binladen: binladin
burned: burnt
check: cheque
checks: cheques
chennai: madras
chernihiv: chernigov
chornobyl: chernobyl
curb: kerb
czech: czechia
dmitry: dmitri dmitriy dmytro dimitri
dnipro: dnepr dnieper
doctor: dr
draft: draught
dreamed: dreamt
enrollment: enrolment
estrogen: oestrogen
eswatini: swaziland
fallujah: falluja fallouja
fetus: foetus
fulfill: fulfil
gaddafi: gadhafi qaddafi kadafi gadafi khadafy qadhafi
gray: grey
grays: greys
guangzhou: canton
hemorrhage: haemorrhage
hezbollah: hizbollah hizbullah hizballah hezballah
hochiminh: saigon
houthy: houthi huthi
houthys: houthis huthis
hussein: hussain husain hussien husayn
inquiries: enquiries
inquiry: enquiry
installment: instalment
isis: isil daesh
jail: gaol
jewelry: jewellery
judgment: judgement
kharkiv: kharkov
kolkata: calcutta
kyiv: kiev
learned: learnt
license: licence
luhansk: lugansk
lviv: lvov
lyon: lyons
maneuver: manoeuvre
maneuvered: manoeuvred
maneuvering: manoeuvring
maneuvers: manoeuvres
marrakesh: marrakech
marseille: marseilles
mikhail: mykhailo
mohammed: mohammad muhammad muhammed mohamed mohamad mohammod
mom: mum
moms: mums
mumbai: bombay
mustache: moustache
myanmar: burma
mykolaiv: nikolaev nikolayev
netanyahu: netanyahou
odesa: odessa
osama: usama ussama
pajamas: pyjamas
pediatric: paediatric
plow: plough
practice: practise
practiced: practised
practicing: practising
program: programme
programs: programmes
qaeda: qaida kaida
quran: koran
raqqa: raqqah rakka
sana: sanaa
sergey: sergei serhiy serhii
shiite: shia shiah
shiites: shias
skeptic: sceptic
skeptical: sceptical
skepticism: scepticism
skillful: skilful
sloviansk: slavyansk
spelled: spelt
stories: storeys
story: storey
sulfur: sulphur
taliban: taleban
tehran: teheran
tire: tyre
tires: tyres
toward: towards
turkey: turkiye
volodymyr: vladimir wladimir
while: whilst
yangon: rangoon
yevgeny: evgeny yevgeni evgeni
yury: yuri yuriy
zaporizhia: zaporozhye zaporizhzhya zaporizhzhia zaporizhiya
"""


def _variants(rows: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for row in rows.strip().splitlines():
        key, _, variants = row.partition(":")
        table.update(dict.fromkeys(variants.split(), key))
    return table


WORD_SPELLINGS: dict[str, str] = _variants(_SPELLINGS)

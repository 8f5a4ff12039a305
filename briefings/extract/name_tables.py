"""Tables of names and titles: general English and world knowledge, no article's own words.

Sources: countries and demonyms after ISO 3166-1 and common English usage; exonyms after the two forms in
current newspaper use. Keys are lower case and without diacritics.
"""

from __future__ import annotations

from briefings.extract.word_tables import keyed, words

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


WORD_SPELLINGS: dict[str, str] = keyed(_SPELLINGS)

# Words before a person's name that are not part of it.
TITLES: frozenset[str] = words("""
mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev reverend father pastor bishop
archbishop cardinal pope imam rabbi sheikh ayatollah mullah king queen prince princess emperor
sultan emir duke duchess president vice-president ex-president premier chancellor prime minister
deputy acting former interim secretary undersecretary state foreign defense defence finance interior
health home justice gov governor lt lieutenant sen senator senators rep representative reps
congressman congresswoman lawmaker delegate mayor councilman councilwoman councillor commissioner
speaker leader majority minority whip chairman chairwoman chair chief executive officer ceo cfo coo
director general attorney solicitor prosecutor judge justice ambassador envoy consul spokesman
spokeswoman spokesperson aide adviser advisor counsel lawyer captain capt colonel col maj major gen
brig brigadier adm admiral cmdr commander sgt sergeant cpl corporal pvt private pfc spc officer
detective inspector superintendent constable sheriff agent marshal deputy coach manager striker
midfielder goalkeeper pilot co-pilot astronaut actor actress singer author journalist reporter
correspondent editor analyst economist scientist researcher businessman businesswoman billionaire
candidate nominee presidential republican democrat democratic gop mp mep minister ministers brother
sister mother son daughter husband wife uncle aunt president-elect field first second then
""")

# Last or telling words of the names of bodies.
BODIES: frozenset[str] = words("""
inc corp co company corporation ltd llc plc group holdings industries airlines airways air bank fund
partners associates university college school institute institution academy hospital clinic church
ministry department dept agency bureau office service services commission committee council board
authority administration association federation union league society foundation organization
organisation alliance coalition party movement front army navy force forces corps guard police court
senate congress parliament assembly house cabinet government secretariat embassy times post news
press journal tribune herald guardian telegraph gazette chronicle magazine television tv radio
network broadcasting media team club fc united city nations treaty center centre museum laboratory
laboratories labs systems technologies motors energy oil petroleum brigade battalion regiment
division squadron fighters militia campaign trust firm exchange
""")

# Words that begin or end the name of a place.
GROUNDS: frozenset[str] = words("""
river lake sea ocean bay gulf strait straits mount mountain mountains hill hills valley island
islands peninsula cape desert forest park street avenue road boulevard square bridge airport port
station stadium province state county district city town village region republic kingdom oblast
north south east west northern southern eastern western central beach creek canyon cave coast
highway
""")

# Country: the adjective or people's name, in words that belong to it alone.
_DEMONYMS = """
afghanistan: afghan afghans
albania: albanian albanians
algeria: algerian algerians
angola: angolan angolans
argentina: argentine argentinian argentinians argentines
armenia: armenian armenians
australia: australian australians
austria: austrian austrians
azerbaijan: azerbaijani azeri azerbaijanis
bahrain: bahraini bahrainis
bangladesh: bangladeshi bangladeshis
belarus: belarusian belarusians belarussian
belgium: belgian belgians
bolivia: bolivian bolivians
bosnia: bosnian bosnians
botswana: motswana
brazil: brazilian brazilians
bulgaria: bulgarian bulgarians
cambodia: cambodian cambodians
cameroon: cameroonian cameroonians
canada: canadian canadians
chad: chadian chadians
chile: chilean chileans
china: chinese
colombia: colombian colombians
congo: congolese
costa rica: costarican
croatia: croatian croatians croat croats
cuba: cuban cubans
cyprus: cypriot cypriots
czech republic: czech czechs
denmark: danish dane danes
ecuador: ecuadorian ecuadorean
egypt: egyptian egyptians
eritrea: eritrean eritreans
estonia: estonian estonians
ethiopia: ethiopian ethiopians
finland: finnish finn finns
france: french frenchman frenchwoman
georgia: georgian georgians
germany: german germans
ghana: ghanaian ghanaians
greece: greek greeks
guatemala: guatemalan guatemalans
haiti: haitian haitians
honduras: honduran hondurans
hungary: hungarian hungarians
iceland: icelandic icelander icelanders
india: indian indians
indonesia: indonesian indonesians
iran: iranian iranians
iraq: iraqi iraqis
ireland: irish irishman irishwoman
israel: israeli israelis
italy: italian italians
jamaica: jamaican jamaicans
japan: japanese
jordan: jordanian jordanians
kazakhstan: kazakh kazakhs
kenya: kenyan kenyans
kosovo: kosovar kosovars
kuwait: kuwaiti kuwaitis
kyrgyzstan: kyrgyz
laos: laotian laotians
latvia: latvian latvians
lebanon: lebanese
liberia: liberian liberians
libya: libyan libyans
lithuania: lithuanian lithuanians
malaysia: malaysian malaysians
mali: malian malians
mexico: mexican mexicans
moldova: moldovan moldovans
mongolia: mongolian mongolians
morocco: moroccan moroccans
mozambique: mozambican
myanmar: burmese
nepal: nepalese nepali nepalis
netherlands: dutch dutchman dutchwoman
nicaragua: nicaraguan nicaraguans
nigeria: nigerian nigerians
norway: norwegian norwegians
oman: omani omanis
pakistan: pakistani pakistanis
palestine: palestinian palestinians
panama: panamanian panamanians
paraguay: paraguayan
peru: peruvian peruvians
philippines: filipino filipinos philippine
poland: polish pole poles
portugal: portuguese
qatar: qatari qataris
romania: romanian romanians
russia: russian russians
rwanda: rwandan rwandans
saudi arabia: saudi saudis
scotland: scottish scot scots
senegal: senegalese
serbia: serbian serbians serb serbs
singapore: singaporean singaporeans
slovakia: slovak slovaks
slovenia: slovenian slovene
somalia: somali somalis
spain: spanish spaniard spaniards
sudan: sudanese
sweden: swedish swede swedes
switzerland: swiss
syria: syrian syrians
taiwan: taiwanese
tajikistan: tajik tajiks
tanzania: tanzanian tanzanians
thailand: thai thais
tibet: tibetan tibetans
tunisia: tunisian tunisians
turkey: turkish turk turks
turkmenistan: turkmen
uganda: ugandan ugandans
ukraine: ukrainian ukrainians
united arab emirates: emirati emiratis
united kingdom: british briton britons brit brits
united states: american americans
uruguay: uruguayan
uzbekistan: uzbek uzbeks
venezuela: venezuelan venezuelans
vietnam: vietnamese
wales: welsh welshman
yemen: yemeni yemenis
zambia: zambian zambians
zimbabwe: zimbabwean zimbabweans
europe: european europeans
africa: african africans
asia: asian asians
crimea: crimean crimeans
chechnya: chechen chechens
hong kong: hongkonger hongkongers
england: englishman englishwoman
north korea: north-korean north-koreans
south korea: south-korean south-koreans
south africa: south-african south-africans
south sudan: south-sudanese
north macedonia: north-macedonian north-macedonians
northern ireland: northern-irish
east timor: east-timorese
central african republic: central-african central-africans
new zealand: new-zealander new-zealanders
sri lanka: sri-lankan sri-lankans
saudi arabia: saudi-arabian saudi-arabians
costa rica: costa-rican costa-ricans
puerto rico: puerto-rican puerto-ricans
sierra leone: sierra-leonean sierra-leoneans
"""

# One key for the several names of one body or country.
_SAME_BODY = """
united states: us usa america united-states-of-america u-s
united kingdom: uk britain great-britain
united nations: un uno
european union: eu
united arab emirates: uae emirates
nato: north-atlantic-treaty-organization
fbi: federal-bureau-of-investigation
cia: central-intelligence-agency
nsa: national-security-agency
imf: international-monetary-fund
who: world-health-organization
wto: world-trade-organization
iaea: international-atomic-energy-agency
opec: organization-of-the-petroleum-exporting-countries
osce: organization-for-security-and-cooperation-in-europe
isis: islamic-state is islamic-state-of-iraq-and-syria islamic-state-of-iraq-and-the-levant
qaeda: al-qaeda
czech republic: czech
congo: drc democratic-republic-of-congo
ap: associated-press
afp: agence-france-presse
bbc: british-broadcasting-corporation
nasa: national-aeronautics-and-space-administration
icc: international-criminal-court
faa: federal-aviation-administration
ntsb: national-transportation-safety-board
doj: justice-department department-of-justice
dhs: homeland-security department-of-homeland-security
pentagon: defense-department department-of-defense
gop: republican-party
dnc: democratic-national-committee
rnc: republican-national-committee
"""


DEMONYMS: dict[str, str] = {words.replace("-", " "): key for words, key in keyed(_DEMONYMS).items()}
SAME_BODY: dict[str, str] = {words.replace("-", " "): key for words, key in keyed(_SAME_BODY).items()}

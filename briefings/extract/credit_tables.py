"""Agencies and outlets that other outlets credit, and the words that make an unlisted name an outlet's.

Closed lists of the world's news agencies and of papers, broadcasters and sites that are often cited in
English; the shapes ("… Times", "… News Agency") catch the rest. Names are parted by "|".
"""

from __future__ import annotations

# Agencies whose copy other outlets print, under the name that is shown, with how else they are written.
_AGENCIES = """
Reuters: Thomson Reuters
Associated Press: The Associated Press | the AP | AP
AFP: Agence France-Presse | Agence France Presse
Bloomberg: Bloomberg News | Bloomberg L.P. | Bloomberg LP
DPA: dpa | Deutsche Presse-Agentur
EFE: Efe
ANSA: Ansa
UPI: United Press International
PA: Press Association | PA Media | the Press Association
Xinhua: Xinhua News Agency
Kyodo: Kyodo News
Yonhap: Yonhap News Agency
TASS: Tass | ITAR-TASS | Itar-Tass
RIA Novosti: RIA | Ria Novosti
Interfax: Interfax-Ukraine
Ukrinform
IRNA
Fars: Fars News Agency
Tasnim: Tasnim News Agency
Mehr: Mehr News Agency
SANA
WAFA: Wafa
Anadolu: Anadolu Agency | Anadolu Ajansi
MENA
PTI: Press Trust of India
ANI
IANS
Antara: Antara News Agency
Belga
APA: Austria Press Agency
KCNA: Korean Central News Agency
CNS: China News Service
Canadian Press: The Canadian Press
AAP: Australian Associated Press
Tribune News Service: TNS | Tribune Content Agency
Notimex
"""

# Other outlets whose names have no telling shape.
_OUTLETS = """
Axios | Politico | BuzzFeed News | BuzzFeed | HuffPost | Huffington Post | The Huffington Post | Vox
Vice News | Vice | Slate | Salon | Semafor | ProPublica | Bellingcat | The Intercept | Intercept
The Hill | The Atlantic | Newsweek | Time magazine | The Economist | Der Spiegel | Spiegel | Die Welt
Die Zeit | Bild | Le Monde | Le Figaro | Libération | Le Parisien | L'Equipe | El País | El Pais
El Mundo | La Repubblica | La Stampa | Corriere della Sera | Haaretz | Ynet | Asahi Shimbun | Asahi
Nikkei | Yomiuri | Mainichi | Caixin | Kommersant | Izvestia | Vedomosti | Novaya Gazeta | Meduza
Rossiya 24 | RT | Sputnik | Ukrainska Pravda | Kyiv Independent | The Kyiv Independent | Al Jazeera
Al-Jazeera | Al Arabiya | Al-Arabiya | Al Mayadeen | Al Hayat | Al-Ahram | Al Ahram | CNN | BBC
BBC News | NBC | NBC News | CBS | CBS News | ABC | ABC News | MSNBC | CNBC | C-SPAN | PBS | NPR | Fox
Fox News | Fox Business | Sky News | Sky | ITV | Channel 4 | CBC | CTV | RFI | France 24 | BFMTV
BFM TV | BFM | TF1 | RTL | Europe 1 | ARD | ZDF | RAI | NHK | CGTN | CCTV | NDTV | Dawn | Daily Beast
The Daily Beast | Business Insider | Insider | MarketWatch | Forbes | Fortune | TMZ | Breitbart
Daily Caller | The Daily Caller | Mother Jones | Mediaite | Drudge Report | The Information | The Verge
TechCrunch | Wired | The New Yorker | New Yorker | Rolling Stone | Radio Free Europe | RFE/RL
Radio Liberty | Deutsche Welle | DW | Voice of America | VOA | USA Today | USA TODAY | The Sun
The Mirror | The Independent | The Guardian | Guardian | The Telegraph | Financial Times | FT
The Times of London | Vanity Fair | National Review | Punchbowl News | The Onion | Univision
Telemundo | Gawker | Deadspin | Gizmodo | Quartz | The Conversation
"""

# Words that end an outlet's name: "Kyiv Post", "Bangkok Times".
_SHAPES = """
Times | Post | News | Journal | Tribune | Herald | Guardian | Telegraph | Gazette | Chronicle | Mail
Express | Observer | Globe | Examiner | Inquirer | Enquirer | Dispatch | Courier | Sentinel | Register
Republic | Star | Standard | Monitor | Bee | Ledger | Daily | Weekly | Magazine | News Agency
Press Agency | TV | Television | Radio | Broadcasting | Online | Today | Press | Plain Dealer
Free Press | Sun-Times | Union-Tribune | Morning News
"""

# Names that stand alone only after "the": "the Star in Malaysia reported".
_ALONE = """
Star | Times | Post | Sun | Mirror | Independent | Telegraph | Herald | Globe | Mail | Express
Observer | Tribune | Journal | Standard | Citizen | Age | Australian | Scotsman | Hindu | Nation
Plain Dealer | Oregonian | Tennessean | Courant | Record | Register | Economist
"""

# Capital words that begin a sentence and never an outlet's name; days and titles.
_NO_NAME = """
When | While | The | This | That | As | On | In | At | But | If | After | Before | And | For | From
By | With | Since | State | Local | Mr | Ms | Mrs | According | To | Its | His | Her | Their | Our
Other | Both | President | Minister | Editor | Citing | Quoting | Monday | Tuesday | Wednesday
Thursday | Friday | Saturday | Sunday | A | An
"""


def _names(rows: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in rows.replace("\n", "|").split("|") if name.strip())


def _agencies(rows: str) -> dict[str, tuple[str, ...]]:
    parted = (row.partition(":") for row in rows.strip().splitlines())
    return {key.strip(): _names(others) for key, _, others in parted}


AGENCIES: dict[str, tuple[str, ...]] = _agencies(_AGENCIES)
OUTLETS: tuple[str, ...] = _names(_OUTLETS)
SHAPES: tuple[str, ...] = _names(_SHAPES)
ALONE: tuple[str, ...] = _names(_ALONE)
NO_NAME: tuple[str, ...] = _names(_NO_NAME)

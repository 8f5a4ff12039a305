"""Closed classes of English that the grammar of figures reads: numbers, bounds, currencies, units.

Plain tables, no code. Nothing here comes from the news events that we measure on.
"""

from __future__ import annotations

from briefings.model import Bound


def _words(text: str) -> frozenset[str]:
    """The words of a class, written with spaces between."""
    return frozenset(text.split())


ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
          "lakh": 1e5, "crore": 1e7}  # fmt: skip
SCALE_SIGNS = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12,
    "trn": 1e12,
}  # fmt: skip
GROUPS = {"dozen": 12.0, "couple": 2.0, "pair": 2.0, "trio": 3.0}  # after a number or an article
VAGUE = {
    "dozens": 12.0, "scores": 20.0, "tens": 10.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6,
    "billions": 1e9, "trillions": 1e12,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100,
}  # fmt: skip
FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fourths": 1 / 4,
    "fifth": 1 / 5, "fifths": 1 / 5, "sixth": 1 / 6, "sixths": 1 / 6, "eighth": 1 / 8, "eighths": 1 / 8,
    "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
FRACTION_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
FRACTION_PAIRS = {("1", "2"): 0.5, ("1", "3"): 1 / 3, ("2", "3"): 2 / 3, ("1", "4"): 0.25, ("3", "4"): 0.75}

# Words before a figure, longest first by construction of the reader.
BOUNDS_BEFORE: dict[tuple[str, ...], Bound] = {
    ("at", "least"): Bound.AT_LEAST,
    ("a", "minimum", "of"): Bound.AT_LEAST,
    ("minimum", "of"): Bound.AT_LEAST,
    ("no", "fewer", "than"): Bound.AT_LEAST,
    ("no", "less", "than"): Bound.AT_LEAST,
    ("not", "less", "than"): Bound.AT_LEAST,
    ("not", "fewer", "than"): Bound.AT_LEAST,
    ("more", "than"): Bound.MORE_THAN,
    ("greater", "than"): Bound.MORE_THAN,
    ("higher", "than"): Bound.MORE_THAN,
    ("longer", "than"): Bound.MORE_THAN,
    ("older", "than"): Bound.MORE_THAN,
    ("bigger", "than"): Bound.MORE_THAN,
    ("larger", "than"): Bound.MORE_THAN,
    ("farther", "than"): Bound.MORE_THAN,
    ("further", "than"): Bound.MORE_THAN,
    ("over",): Bound.MORE_THAN,
    ("above",): Bound.MORE_THAN,
    ("exceeding",): Bound.MORE_THAN,
    ("exceeded",): Bound.MORE_THAN,
    ("exceeds",): Bound.MORE_THAN,
    ("exceed",): Bound.MORE_THAN,
    ("topping",): Bound.MORE_THAN,
    ("surpassing",): Bound.MORE_THAN,
    ("in", "excess", "of"): Bound.MORE_THAN,
    ("upwards", "of"): Bound.MORE_THAN,
    ("upward", "of"): Bound.MORE_THAN,
    ("well", "over"): Bound.MORE_THAN,
    ("north", "of"): Bound.MORE_THAN,
    (">",): Bound.MORE_THAN,
    ("up", "to"): Bound.AT_MOST,
    ("as", "many", "as"): Bound.AT_MOST,
    ("as", "much", "as"): Bound.AT_MOST,
    ("as", "high", "as"): Bound.AT_MOST,
    ("as", "long", "as"): Bound.AT_MOST,
    ("at", "most"): Bound.AT_MOST,
    ("no", "more", "than"): Bound.AT_MOST,
    ("not", "more", "than"): Bound.AT_MOST,
    ("no", "greater", "than"): Bound.AT_MOST,
    ("a", "maximum", "of"): Bound.AT_MOST,
    ("maximum", "of"): Bound.AT_MOST,
    ("as", "few", "as"): Bound.AT_LEAST,
    ("as", "little", "as"): Bound.AT_LEAST,
    ("less", "than"): Bound.LESS_THAN,
    ("fewer", "than"): Bound.LESS_THAN,
    ("lower", "than"): Bound.LESS_THAN,
    ("smaller", "than"): Bound.LESS_THAN,
    ("younger", "than"): Bound.LESS_THAN,
    ("shorter", "than"): Bound.LESS_THAN,
    ("under",): Bound.LESS_THAN,
    ("below",): Bound.LESS_THAN,
    ("<",): Bound.LESS_THAN,
    ("little", "more", "than"): Bound.ABOUT,
    ("slightly", "more", "than"): Bound.ABOUT,
    ("slightly", "less", "than"): Bound.ABOUT,
    ("slightly", "fewer", "than"): Bound.ABOUT,
    ("slightly", "over"): Bound.ABOUT,
    ("slightly", "under"): Bound.ABOUT,
    ("just", "over"): Bound.ABOUT,
    ("just", "under"): Bound.ABOUT,
    ("just", "above"): Bound.ABOUT,
    ("just", "below"): Bound.ABOUT,
    ("just", "more", "than"): Bound.ABOUT,
    ("just", "less", "than"): Bound.ABOUT,
    ("just", "shy", "of"): Bound.ABOUT,
    ("close", "to"): Bound.ABOUT,
    ("in", "the", "region", "of"): Bound.ABOUT,
    ("in", "the", "range", "of"): Bound.ABOUT,
    ("on", "the", "order", "of"): Bound.ABOUT,
    ("something", "like"): Bound.ABOUT,
    ("estimated", "at"): Bound.ABOUT,
    ("nearly",): Bound.ABOUT,
    ("almost",): Bound.ABOUT,
    ("virtually",): Bound.ABOUT,
    ("about",): Bound.ABOUT,
    ("around",): Bound.ABOUT,
    ("approximately",): Bound.ABOUT,
    ("approx",): Bound.ABOUT,
    ("roughly",): Bound.ABOUT,
    ("circa",): Bound.ABOUT,
    ("some",): Bound.ABOUT,
    ("estimated",): Bound.ABOUT,
    ("approaching",): Bound.ABOUT,
    ("perhaps",): Bound.ABOUT,
    ("~",): Bound.ABOUT,
}
LONGEST_BOUND = max(map(len, BOUNDS_BEFORE))
# "over three days" may say when, not how long: the word bounds a duration only after one of these.
OVER_BEFORE = _words(
    "for took take takes taken lasted last lasting lasts after spent spend well just of since with by "
    "a an is was were are be been had has have averaging averaged"
)
# "over the next three days" says when: before an article these bound nothing.
OVER_LIKE = frozenset({"over", "about", "around", "under", "below", "some"})
BOUNDS_AFTER: dict[tuple[str, ...], Bound] = {
    ("or", "more"): Bound.AT_LEAST,
    ("and", "more"): Bound.AT_LEAST,
    ("and", "over"): Bound.AT_LEAST,
    ("or", "over"): Bound.AT_LEAST,
    ("or", "older"): Bound.AT_LEAST,
    ("and", "older"): Bound.AT_LEAST,
    ("and", "up"): Bound.AT_LEAST,
    ("or", "greater"): Bound.AT_LEAST,
    ("or", "higher"): Bound.AT_LEAST,
    ("at", "least"): Bound.AT_LEAST,
    ("plus",): Bound.AT_LEAST,
    ("+",): Bound.AT_LEAST,
    ("or", "fewer"): Bound.AT_MOST,
    ("or", "less"): Bound.AT_MOST,
    ("or", "under"): Bound.AT_MOST,
    ("or", "younger"): Bound.AT_MOST,
    ("and", "under"): Bound.AT_MOST,
    ("at", "most"): Bound.AT_MOST,
    ("or", "so"): Bound.ABOUT,
    ("odd",): Bound.ABOUT,
    ("ish",): Bound.ABOUT,
}

CURRENCY_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY",
                  "₩": "KRW", "₴": "UAH", "₦": "NGN", "₪": "ILS", "฿": "THB"}  # fmt: skip
DOLLAR_PREFIXES = {"us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD",
                   "hk": "HKD", "s": "SGD", "r": "BRL"}  # fmt: skip
CURRENCY_CODES = {"usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "jpy": "JPY", "cny": "CNY",
                  "rmb": "CNY", "rs": "INR", "inr": "INR", "aud": "AUD", "cad": "CAD"}  # fmt: skip
CURRENCY_WORDS = {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "sterling": "GBP", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "rupees": "INR", "ruble": "RUB", "rubles": "RUB",
    "rouble": "RUB", "roubles": "RUB", "lira": "TRY", "liras": "TRY", "peso": "peso", "pesos": "peso",
    "franc": "franc", "francs": "franc", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "shekel": "ILS",
    "shekels": "ILS", "hryvnia": "UAH", "hryvnias": "UAH", "naira": "NGN", "dirham": "AED",
    "dirhams": "AED", "riyal": "SAR", "riyals": "SAR", "krona": "SEK", "kronor": "SEK", "kroner": "krone",
    "krone": "krone", "zloty": "PLN", "zlotys": "PLN", "bitcoin": "BTC", "bitcoins": "BTC",
}  # fmt: skip
# An adjective before "dollars", "pounds", "pesos" that says whose they are.
CURRENCY_NATIONS = {
    ("us", "USD"): "USD", ("u.s.", "USD"): "USD", ("american", "USD"): "USD", ("canadian", "USD"): "CAD",
    ("australian", "USD"): "AUD", ("singapore", "USD"): "SGD", ("mexican", "peso"): "MXN",
    ("argentine", "peso"): "ARS", ("philippine", "peso"): "PHP", ("chilean", "peso"): "CLP",
    ("swiss", "franc"): "CHF", ("cfa", "franc"): "XOF", ("norwegian", "krone"): "NOK",
    ("danish", "krone"): "DKK", ("pakistani", "INR"): "PKR", ("indian", "INR"): "INR",
}  # fmt: skip
POUND_NATIONS = {"egyptian": "EGP", "british": "GBP", "syrian": "SYP", "sudanese": "SDG", "lebanese": "LBP"}

# Words for units to a normal form; conversion is in `units`.
UNIT_WORDS = {
    "%": "percent", "percent": "percent", "pct": "percent", "percentage": "percent",
    "second": "second", "seconds": "second", "sec": "second", "secs": "second", "minute": "minute",
    "minutes": "minute", "min": "minute", "mins": "minute", "hour": "hour", "hours": "hour", "hr": "hour",
    "hrs": "hour", "day": "day", "days": "day", "night": "night", "nights": "night", "week": "week",
    "weeks": "week", "fortnight": "fortnight", "month": "month", "months": "month", "year": "year",
    "years": "year", "yr": "year", "yrs": "year", "decade": "decade", "decades": "decade",
    "century": "century", "centuries": "century",
    "millimeter": "mm", "millimeters": "mm", "millimetre": "mm", "millimetres": "mm", "mm": "mm",
    "centimeter": "cm", "centimeters": "cm", "centimetre": "cm", "centimetres": "cm", "cm": "cm",
    "meter": "m", "meters": "m", "metre": "m", "metres": "m", "kilometer": "km", "kilometers": "km",
    "kilometre": "km", "kilometres": "km", "km": "km", "kms": "km", "kilometer's": "km",
    "inch": "inch", "inches": "inch", "foot": "foot", "feet": "foot", "ft": "foot", "yard": "yard",
    "yards": "yard", "mile": "mile", "miles": "mile",
    "gram": "g", "grams": "g", "gramme": "g", "grammes": "g", "kilogram": "kg", "kilograms": "kg",
    "kilogramme": "kg", "kilogrammes": "kg", "kilo": "kg", "kilos": "kg", "kg": "kg", "kgs": "kg",
    "ounce": "ounce", "ounces": "ounce", "oz": "ounce", "pound": "pound", "pounds": "pound",
    "lb": "pound", "lbs": "pound", "ton": "ton", "tons": "ton", "tonne": "tonne", "tonnes": "tonne",
    "acre": "acre", "acres": "acre", "hectare": "hectare", "hectares": "hectare",
    "liter": "litre", "liters": "litre", "litre": "litre", "litres": "litre", "gallon": "gallon",
    "gallons": "gallon", "barrel": "barrel", "barrels": "barrel",
    "mph": "mph", "kph": "km/h", "kmh": "km/h", "knot": "knot", "knots": "knot",
    "watt": "W", "watts": "W", "kilowatt": "kW", "kilowatts": "kW", "kw": "kW", "megawatt": "MW",
    "megawatts": "MW", "mw": "MW", "gigawatt": "GW", "gigawatts": "GW", "gw": "GW",
    "byte": "byte", "bytes": "byte", "megabyte": "MB", "megabytes": "MB", "mb": "MB", "gigabyte": "GB",
    "gigabytes": "GB", "gb": "GB", "terabyte": "TB", "terabytes": "TB", "tb": "TB",
    "degree": "degree", "degrees": "degree", "times": "times", "cents": "cent", "cent": "cent",
    "pence": "pence",
}  # fmt: skip
TIME_UNITS = frozenset(
    {"second", "minute", "hour", "day", "night", "week", "fortnight", "month", "year", "decade", "century"}
)
SQUARES = {"foot": "square foot", "mile": "square mile", "km": "square km", "m": "square m",
           "yard": "square yard"}  # fmt: skip
PER_HOUR = {"mile": "mph", "km": "km/h"}
PER_SECOND = {"m": "m/s", "foot": "foot/s"}
TEMPERATURES = {"c": "°C", "celsius": "°C", "centigrade": "°C", "f": "°F", "fahrenheit": "°F"}

# Nouns whose number is a name: "Flight 804", "page 5", "Article 50".
NAME_HEADS = _words(
    "flight no nos page pages pp chapter article articles section sections rule channel route highway "
    "interstate room gate terminal apartment apt suite episode season phase level category grade type "
    "volume vol figure fig table version resolution proposition prop bill exhibit lot bloc platform runway "
    "precinct district ward zone lane pier area formula windows iphone galaxy boeing airbus mark mk apollo "
    "psalm verse opus appendix footnote paragraph para item act size"
)
SHORT_HEADS = frozenset({"p", "art", "sec", "ch", "rev", "op", "sect", "para"})
STREET_WORDS = _words(
    "street st avenue ave road rd boulevard blvd drive dr lane ln way place pl court ct square highway "
    "parkway terrace crescent"
)
# "one day", "one thing": not a count worth comparing.
ONE_IDLE = _words(
    "day thing way point side hand part end moment morning night evening another other more last by time "
    "reason example step word such can could may might must should would will has had is was are were "
    "does did of in on at to from for with that who which where when and or but the day's a"
)
ONE_BLOCKERS = _words(
    "no any every each this that another the only some big such which other little is was as"
)
ORDINAL_IDLE = _words(
    "lady time place party parties thoughts responder responders responder's amendment world glance hand "
    "of and or the to in at on by for with aid base class name names person sight instance century reading "
    "helping nature rate degree minister gentleman family baseman half degree-burns quarter chance "
    "guess look grade grader graders cousin cousins language street avenue tuesday place-holder"
)
PERSON_NOUNS = _words(
    "people persons men women children troops soldiers workers students migrants refugees officers victims "
    "protesters passengers deaths fighters civilians employees patients residents homes jobs"
)
# Verbs that move a figure: "from 5 to 7" after one of them is two figures, not a range.
MOVES = _words(
    "rise rises rose risen rising fall falls fell fallen falling grow grows grew grown growing increase "
    "increases increased increasing decrease decreased decreasing drop drops dropped dropping climb climbs "
    "climbed climbing jump jumped jumps jumping go goes went gone reduce reduces reduced reducing cut cuts "
    "cutting raise raises raised raising lower lowered lowering shrink shrank shrunk soar soared plunge "
    "plunged decline declined double doubled triple tripled surge surged slip slipped move moved expand "
    "expanded revise revised change changed upgrade upgraded up down"
)
SCORE_WORDS = _words(
    "win victory loss defeat draw lead vote ruling decision score record tie beat beating won lost lead "
    "leads led defeated triumph thrashing split voted advantage aggregate upset rout triumph majority"
)
# After these a lone article makes a unit a figure: "for a week", "nearly an hour", "within a year".
ARTICLE_BEFORE = _words(
    "for within lasted lasting lasts nearly almost about roughly around over least than took takes take "
    "taking under after spent approximately another"
)

BOUND_ENDS = frozenset(phrase[-1] for phrase in BOUNDS_BEFORE)
BOUNDS_FOLLOWERS = frozenset({"+", "%"})
DETERMINERS = _words("the a an his her its their our my your this that these those every each another")
# Words that neither are counted nor describe what is counted.
FUNCTION_WORDS = _words(
    "a an the this that these those it he she they we you i and or but nor so yet if then than as of in on "
    "at by to for with from into over under about after before during between through against among within "
    "without since until while when where who whom whose which what how why is are was were be been being "
    "has have had do does did will would can could may might must shall should not no all any both each few "
    "more most other some such only own same too very just also there here now said says say told all "
    "however above below near off up down out away later today outside inside meanwhile moreover "
    "besides instead total them him us me"
)
# Capitalised words before a comma that are no persons: "In January, 12, ..." is no age.
NO_PERSONS = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december however meanwhile in on at by page chapter verse psalm"
)

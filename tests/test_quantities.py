"""Figures and how they relate. Expected output stands beside its input, in a short notation:

"words = figure unit", where a figure is 12, ~40 (about), ≥12 (at least), >500 (more than), ≤300 (up to),
<10 (less than), 5..7 (a range) or ×100 (vague: "hundreds").
"""

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from briefings.extract.quantities import find_quantities
from briefings.extract.units import base_value, comparable, contains, relation, same_slot
from briefings.model import Bound, Quantity, Span

SIGNS = {Bound.EXACT: "", Bound.ABOUT: "~", Bound.AT_LEAST: "≥", Bound.MORE_THAN: ">", Bound.AT_MOST: "≤",
         Bound.LESS_THAN: "<", Bound.BETWEEN: "", Bound.VAGUE: "×"}  # fmt: skip

CASES = [
    # bounds
    ("At least 12 people were killed and 30 wounded.", "At least 12 = ≥12; 30 = 30"),
    ("Russia fired more than 550 drones.", "more than 550 = >550"),
    ("no fewer than 12 boys", "no fewer than 12 = ≥12"),
    ("as many as 100 homes", "as many as 100 = ≤100"),
    ("up to 300 soldiers", "up to 300 = ≤300"),
    ("fewer than 10 were left", "fewer than 10 = <10"),
    ("about 40 minutes", "about 40 minutes = ~40 minute"),
    ("nearly 500 houses", "nearly 500 = ~500"),
    ("some 40 ships", "some 40 = ~40"),
    ("an estimated 30,000 fans", "an estimated 30,000 = ~30000"),
    ("just over 300 miles", "just over 300 miles = ~300 mile"),
    ("more than a dozen wounded", "more than a dozen = >12"),
    ("a crowd of 50 or more", "50 or more = ≥50"),
    ("20 or so dogs", "20 or so = ~20"),
    ("over 500 people", "over 500 = >500"),
    ("it took over 10 hours", "over 10 hours = >10 hour"),
    ("talks over 10 days in May", "10 days = 10 day"),
    ("upwards of 200 arrests", "upwards of 200 = >200"),
    ("up to about 500 tents", "up to about 500 = ≤500"),
    ("at least another 12 died", "at least another 12 = ≥12"),
    ("rain for at least the next three days", "at least the next three days = ≥3 day"),
    ("50+ dogs", "50+ = ≥50"),
    ("less than eight hours later", "less than eight hours = <8 hour"),
    # ranges
    ("10-20 hours", "10-20 hours = 10..20 hour"),
    ("between 5 and 7 metres", "between 5 and 7 metres = 5..7 m"),
    ("boys aged 11 to 16", "11 to 16 = 11..16 year-old"),
    ("boys between the ages of 11 and 16", "11 and 16 = 11..16 year-old"),
    ("four to five months", "four to five months = 4..5 month"),
    ("five or six men", "five or six = 5..6"),
    ("$5 million to $10 million in aid", "$5 million to $10 million = 5e+06..1e+07 USD"),
    ("a fund of $5-10 million", "$5-10 million = 5e+06..1e+07 USD"),
    ("a fund of 5 to 10 million people", "5 to 10 million = 5e+06..1e+07"),
    ("40% to 50% of it", "40% to 50% = 40..50 percent"),
    ("rose from 5 to 7 percent", "5 = 5 percent; 7 percent = 7 percent"),
    ("the toll went up from 12 to 15", "12 = 12; 15 = 15"),
    # money
    ("$1.2bn was lost", "$1.2bn = 1.2e+09 USD"),
    ("€40 million", "€40 million = 4e+07 EUR"),
    ("US$5.5 million", "US$5.5 million = 5.5e+06 USD"),
    ("A$30,000", "A$30,000 = 30000 AUD"),
    ("40 million euros", "40 million euros = 4e+07 EUR"),
    ("£3m", "£3m = 3e+06 GBP"),
    ("Rs 500 crore", "Rs 500 crore = 5e+09 INR"),
    ("300 million Swiss francs", "300 million Swiss francs = 3e+08 CHF"),
    ("2 million pounds", "2 million pounds = 2e+06 GBP"),
    ("a $2-billion deal", "$2-billion = 2e+09 USD"),
    ("$600 per week", "$600 = 600 USD"),
    ("50 cents", "50 cents = 50 cent"),
    # shares
    ("40 per cent of voters", "40 per cent = 40 percent"),
    ("12.5% of them", "12.5% = 12.5 percent"),
    ("two-thirds of voters", "two-thirds = 66.6667 percent"),
    ("a third of the passengers", "a third = 33.3333 percent"),
    ("half of the town", "half = 50 percent"),
    ("three percentage points ahead", "three percentage points = 3 percentage point"),
    ("one in five Americans", "one in five = 20 percent"),
    ("nine out of ten dentists", "nine out of ten = 90 percent"),
    # measures
    ("at 37,000 feet", "37,000 feet = 37000 foot"),
    ("a 2.5-mile tunnel", "2.5-mile = 2.5 mile"),
    ("30 degrees Celsius", "30 degrees Celsius = 30 °C"),
    ("it was 45°C", "45°C = 45 °C"),
    ("at 80 km/h", "80 km/h = 80 km/h"),
    ("50 miles per hour", "50 miles per hour = 50 mph"),
    ("a 7.8-magnitude quake", "7.8-magnitude = 7.8 magnitude"),
    ("12 square miles", "12 square miles = 12 square mile"),
    ("about 160 kilometers (100 miles)", "about 160 kilometers = ~160 km; 100 miles = 100 mile"),
    ("a 200-pound man", "200-pound = 200 pound"),
    ("6 feet 2 inches tall", "6 feet 2 inches = 6.16667 foot"),
    ("a 10m wave", "10m = 10 m"),
    ("4m people", "4m = 4e+06"),
    ("8,374 acres", "8,374 acres = 8374 acre"),
    # times and ages
    ("five hours and 40 minutes", "five hours and 40 minutes = 5.66667 hour"),
    ("two and a half years", "two and a half years = 2.5 year"),
    ("2 1/2 years", "2 1/2 years = 2.5 year"),
    ("half an hour", "half an hour = 0.5 hour"),
    ("lasted for a week", "a week = 1 week"),
    ("the eight-year-long war", "eight-year-long = 8 year"),
    ("a couple of days", "a couple of days = ~2 day"),
    ("a 25-year-old coach", "25-year-old = 25 year-old"),
    ("a man aged 25", "25 = 25 year-old"),
    ("Amanda Berry, 27, said", "27 = 27 year-old"),
    ("DeJesus, now 23, disappeared", "23 = 23 year-old"),
    ("his wife, 34, survived", "34 = 34 year-old"),
    ("Smith (52) died", "52 = 52 year-old"),
    ("a six-month-old baby", "six-month-old = 0.5 year-old"),
    ("at the age of 14", "14 = 14 year-old"),
    # words
    ("twelve boys", "twelve = 12"),
    ("Nineteen firefighters died.", "Nineteen = 19"),
    ("two dozen planes", "two dozen = 24"),
    ("half a million fled", "half a million = 500000"),
    ("a million fled", "a million = 1e+06"),
    ("twenty-five thousand", "twenty-five thousand = 25000"),
    ("one hundred and six days", "one hundred and six days = 106 day"),
    ("hundreds of thousands of people", "hundreds of thousands = ×100000"),
    ("dozens of people", "dozens = ×12"),
    ("several hundred protesters", "several hundred = ×100"),
    ("scores of buildings", "scores = ×20"),
    ("3.4 million people", "3.4 million = 3.4e+06"),
    ("the third boy", "third = 3 ordinal"),
    ("his 18th birthday", "18th = 18 ordinal"),
    ("one source said", "one = 1"),
    ("nineteen of the finest people", "nineteen = 19"),
    ("three times as large", "three times = 3 times"),
    ("a half-dozen senators", "a half-dozen = 6"),
    ("half a dozen planes", "half a dozen = 6"),
    ("Nearly half were turned down", "Nearly half = ~50 percent"),
    ("a four-and-a-half minute speech", "four-and-a-half minute = 4.5 minute"),
    ("the 19 year-old's path", "19 year-old's = 19 year-old"),
    ("She was 14 when she went missing.", "14 = 14 year-old"),
    ("the mile-long slick", "mile-long = 1 mile"),
    ("nearly 10 years ago", "nearly 10 years = ~10 year"),
    ("the five- to six-hour route", "five- to six-hour = 5..6 hour"),
    ("Knight is 32 now", "32 = 32 year-old"),
    ("gusts above 40 mph", "above 40 mph = >40 mph"),
    ("at $2.79/gal", "$2.79 = 2.79 USD"),
]  # fmt: skip

NO_FIGURES = [
    "EgyptAir Flight MS804 and flight 8501, an A320",
    "a Boeing 777 crashed",
    "the Boeing 737 that was lost",
    "COVID-19 and the G7",
    "155mm shells",
    "in 2012 he left",
    "the 2012 Olympics",
    "since the 1990s",
    "at 5:40 p.m. on July 4",
    "two days ago",
    "call 713-555-1212 or +44 20 7946 0958",
    "at 2207 Seymour Avenue",
    "they won 3-1",
    "a 5-4 ruling",
    "they voted 52 to 48",
    "a 4-to-1 ratio",
    "the first lady",
    "one of the women",
    "no one came",
    "one day he left",
    "the 9/11 attacks",
    "open 24/7",
    "the 911 call",
    "1. First of the list",
    "Article 50 of the treaty",
    "No. 10 said",
    "see https://example.org/2015/12 for more",
    "World War Two",
    "a couple from Ohio",
    "20-somethings dancing",
    "Hide Caption 3 of 15",
    "3 retweets",
    "the 19th century",
    "version 2.4.1",
    "on November 18",
    "Psalm 23",
    "12:30",
    "a six-figure donation",
    "Prop. 8 and Fire Station 7 above",
    "for two reasons: 1) to regain it; and 2) to find it"[17:],
    "the first half of the year",
]


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def written(text: str, quantity: Quantity) -> str:
    upper = f"..{quantity.upper:g}" if quantity.upper is not None else ""
    figure = f"{SIGNS[quantity.bound]}{quantity.value:g}{upper} {quantity.unit}".strip()
    return f"{quantity.span.of(text)} = {figure}"


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_figures_in_a_sentence_are_read_with_bound_and_unit(
    blank: Language, text: str, expected: str
) -> None:
    assert "; ".join(written(text, q) for q in find_quantities(blank(text))) == expected


@pytest.mark.parametrize("text", NO_FIGURES)
def test_names_dates_scores_and_addresses_are_no_figures(blank: Language, text: str) -> None:
    assert find_quantities(blank(text)) == []


COUNTED = [
    ("Russia launched 550 drones at Kyiv.", "drone", "launch"),
    ("The attack killed at least 12 soldiers.", "soldier", "kill"),
    ("Hundreds of families left the town.", "family", "leave"),
    ("There were 66 passengers on board.", "passenger", "be"),
    ("The death toll rose to 12.", "toll", "rise"),
    ("Police found a 25-year-old man.", "man", "find"),
    ("Engineers built a 2.5-mile tunnel.", "tunnel", "build"),
    ("About 40 percent of voters stayed at home.", "voter", "stay"),
]


@pytest.mark.parametrize(("text", "counted", "governor"), COUNTED)
def test_a_parse_tells_what_is_counted_and_in_which_event(
    nlp: Language, text: str, counted: str, governor: str
) -> None:
    found = find_quantities(nlp(text))
    assert [(q.counted, q.governor) for q in found] == [(counted, governor)]


def figure(
    value: float,
    bound: Bound = Bound.EXACT,
    unit: str = "",
    upper: float | None = None,
    counted: str = "",
    governor: str = "",
) -> Quantity:
    return Quantity(
        span=Span(start=0, end=1),
        value=value,
        bound=bound,
        unit=unit,
        upper=upper,
        counted=counted,
        governor=governor,
    )


MORE, LEAST, ABOUT, MOST = Bound.MORE_THAN, Bound.AT_LEAST, Bound.ABOUT, Bound.AT_MOST
RELATIONS = [
    (figure(12), figure(12), "same"),
    (figure(12), figure(13), "differs"),
    (figure(478), figure(500), "differs"),
    (figure(500, MORE), figure(550), "contains"),
    (figure(500, MORE), figure(500), "differs"),
    (figure(500, MORE), figure(550, MORE), "differs"),
    (figure(500, MORE), figure(500, LEAST), "same"),
    (figure(500, LEAST), figure(500), "contains"),
    (figure(300, MOST), figure(299), "contains"),
    (figure(300, MOST), figure(301), "differs"),
    (figure(40, ABOUT), figure(38), "same"),
    (figure(40, ABOUT), figure(50), "differs"),
    (figure(500, ABOUT), figure(478), "same"),
    (figure(500, ABOUT), figure(500, MORE), "same"),
    (figure(12, Bound.VAGUE), figure(40), "contains"),
    (figure(12, Bound.VAGUE), figure(140), "differs"),
    (figure(100, Bound.VAGUE), figure(12, Bound.VAGUE), "differs"),
    (figure(5, Bound.BETWEEN, upper=7), figure(6), "contains"),
    (figure(5, Bound.BETWEEN, upper=7), figure(8), "differs"),
    (figure(5, Bound.BETWEEN, upper=7), figure(5, Bound.BETWEEN, upper=7), "same"),
    (figure(100, unit="mile"), figure(160, unit="km"), "same"),
    (figure(100, unit="mile"), figure(200, unit="km"), "differs"),
    (figure(100, Bound.BETWEEN, "km", 200), figure(60, Bound.BETWEEN, "mile", 120), "same"),
    (figure(37000, unit="foot"), figure(11000, unit="m"), "same"),
    (figure(1.2e9, unit="USD"), figure(1.23e9, unit="USD"), "same"),
    (figure(1.2e9, unit="USD"), figure(1.3e9, unit="USD"), "differs"),
    (figure(5, unit="USD"), figure(5, unit="EUR"), "incomparable"),
    (figure(5, unit="hour"), figure(5), "incomparable"),
    (figure(86, unit="°F"), figure(30, unit="°C"), "same"),
    (figure(2, unit="week"), figure(14, unit="day"), "same"),
]


@pytest.mark.parametrize(("first", "second", "expected"), RELATIONS)
def test_two_figures_are_the_same_contain_each_other_or_differ(
    first: Quantity, second: Quantity, expected: str
) -> None:
    assert relation(first, second) == expected


def test_a_mile_has_its_metres() -> None:
    assert base_value(figure(1, unit="mile")) == (1609.344, "m")


def test_a_bound_contains_the_figure_and_not_the_other_way_round() -> None:
    assert contains(figure(500, MORE), figure(550))
    assert not contains(figure(550), figure(500, MORE))


def test_fired_and_intercepted_are_two_slots() -> None:
    fired = figure(550, counted="drone", governor="fire")
    assert same_slot(fired, figure(478, counted="drone", governor="intercept")) is False
    assert same_slot(fired, figure(500, counted="drone", governor="fire")) is True
    assert same_slot(fired, figure(500)) is None


FIGURES = st.builds(
    figure,
    value=st.integers(0, 10**7).map(float),
    bound=st.sampled_from([b for b in Bound if b is not Bound.BETWEEN]),
    unit=st.sampled_from(["", "mile", "km", "foot", "USD", "percent"]),
)
PIECES = (
    "at least 12 people 3-1 $5 million 10 - 20 hours half a dozen dozens of twenty -five hundred and "
    "six % "
    "1,200 0.5 1/2 between 5 and 7 km the third , . \n July 4 2012 one in five MS804 "
    "155mm 5:40 p.m. Berry , 27 ,"
)
WORDS = st.sampled_from(PIECES.split(" "))


@given(FIGURES, FIGURES)
def test_relation_is_symmetric(first: Quantity, second: Quantity) -> None:
    assert relation(first, second) == relation(second, first)
    assert (relation(first, second) == "incomparable") != comparable(first, second)


@given(FIGURES)
def test_a_figure_is_the_same_as_itself(quantity: Quantity) -> None:
    assert relation(quantity, quantity) == "same"


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=40))
def test_spans_stand_in_order_and_ranges_rise(blank: Language, text: str) -> None:
    found = find_quantities(blank(text))
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all((q.upper is not None) == (q.bound is Bound.BETWEEN) for q in found)
    assert all(q.upper > q.value for q in found if q.upper is not None)

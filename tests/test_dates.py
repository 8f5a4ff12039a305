"""Words for a time, resolved. Published on Friday 4 July 2025 unless a case says otherwise.

Expected: "words = day" or "words = first..last", with "@h:mm" behind where a time of day is given.
"""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from briefings.extract.dates import find_dates
from briefings.model import DateMention

FRIDAY = datetime(2025, 7, 4, tzinfo=UTC)

CASES = [
    # days with and without a year
    ("on 4 July 2025", "4 July 2025 = 2025-07-04"),
    ("on July 4, 2025", "July 4, 2025 = 2025-07-04"),
    ("on Friday 4 July", "Friday 4 July = 2025-07-04"),
    ("on Friday, July 4, he", "Friday, July 4 = 2025-07-04"),
    ("July 4 was", "July 4 = 2025-07-04"),
    ("since June 23", "June 23 = 2025-06-23"),
    ("on Nov. 13", "Nov. 13 = 2024-11-13"),
    ("on the 3rd of May", "3rd of May = 2025-05-03"),
    ("on July 1st", "July 1st = 2025-07-01"),
    ("effective Aug. 2", "Aug. 2 = 2025-08-02"),
    ("he will leave on 12 December", "12 December = 2025-12-12"),
    ("from June 2-5", "June 2-5 = 2025-06-02..2025-06-05"),
    ("on 2025-06-30", "2025-06-30 = 2025-06-30"),
    ("from 7 to 9 June 2024", "7 to 9 June 2024 = 2024-06-07..2024-06-09"),
    ("Saturday, June 23, 2018", "Saturday, June 23, 2018 = 2018-06-23"),
    ("on February 30, 2024", ""),
    ("in May 12 people died", ""),
    # months, years, decades
    ("in June", "June = 2025-06-01..2025-06-30"),
    ("in January 2016", "January 2016 = 2016-01-01..2016-01-31"),
    ("in November", "November = 2024-11-01..2024-11-30"),
    ("he will go in November", "November = 2025-11-01..2025-11-30"),
    ("last August", "last August = 2024-08-01..2024-08-31"),
    ("in early June", "early June = 2025-06-01..2025-06-10"),
    ("in mid-March", "mid-March = 2025-03-10..2025-03-20"),
    ("in late May 2024", "late May 2024 = 2024-05-20..2024-05-31"),
    ("in 2022", "2022 = 2022-01-01..2022-12-31"),
    ("since 1996, when", "1996 = 1996-01-01..1996-12-31"),
    ("in the 1990s", "the 1990s = 1990-01-01..1999-12-31"),
    ("April Jones said she may march", ""),
    ("the 2012 Olympics", ""),
    # weekdays
    ("on Friday", "Friday = 2025-07-04"),
    ("said Thursday", "Thursday = 2025-07-03"),
    ("on Monday", "Monday = 2025-06-30"),
    ("will meet on Monday", "Monday = 2025-07-07"),
    ("is due to meet on Sunday", "Sunday = 2025-07-06"),
    ("on Thursday night", "Thursday night = 2025-07-03"),
    ("early Thursday morning", "Thursday morning = 2025-07-03"),
    ("Monday's vote", "Monday = 2025-06-30"),
    ("next Tuesday", "next Tuesday = 2025-07-08"),
    ("last Saturday", "last Saturday = 2025-06-28"),
    ("last Monday", ""),
    ("next Sunday", ""),
    ("this Wednesday", "this Wednesday = 2025-07-02"),
    ("said on Saturday", ""),
    ("on Mondays", ""),
    ("every Friday", ""),
    ("the Black Friday sales", ""),
    ("the Sunday Times said", ""),
    # by the day of publication
    ("said today", "today = 2025-07-04"),
    ("yesterday", "yesterday = 2025-07-03"),
    ("tomorrow", "tomorrow = 2025-07-05"),
    ("this morning", "this morning = 2025-07-04"),
    ("last night", "last night = 2025-07-03"),
    ("overnight", "overnight = 2025-07-03..2025-07-04"),
    ("the day before yesterday", "the day before yesterday = 2025-07-02"),
    ("last week", "last week = 2025-06-23..2025-06-29"),
    ("this week", "this week = 2025-06-30..2025-07-06"),
    ("next week", "next week = 2025-07-07..2025-07-13"),
    ("earlier this week", "earlier this week = 2025-06-30..2025-07-04"),
    ("later this month", "later this month = 2025-07-04..2025-07-31"),
    ("earlier this year", "earlier this year = 2025-01-01..2025-07-04"),
    ("last month", "last month = 2025-06-01..2025-06-30"),
    ("last year", "last year = 2024-01-01..2024-12-31"),
    ("over the weekend", "over the weekend = 2025-06-28..2025-06-29"),
    ("he will go on the weekend", "on the weekend = 2025-07-05..2025-07-06"),
    ("the past two weeks", "the past two weeks = 2025-06-20..2025-07-04"),
    ("two days ago", "two days ago = 2025-07-02"),
    ("a week ago", "a week ago = 2025-06-24..2025-06-30"),
    ("25 years ago", "25 years ago = 2000-01-01..2000-12-31"),
    ("fifteen years ago", ""),
    ("three years ago", "three years ago = 2022-01-01..2022-12-31"),
    ("five months ago", "five months ago = 2025-02-01..2025-02-28"),
    ("a few weeks ago", ""),
    ("more than a year ago", ""),
    ("two days after June 23", "two days after = 2025-06-25; June 23 = 2025-06-23"),
    ("the next day", ""),
    # times of day
    ("at 5:40 p.m. on July 2", "5:40 p.m. on July 2 = 2025-07-02@17:40"),
    ("at 5:51 p.m. Monday", "5:51 p.m. Monday = 2025-06-30@17:51"),
    ("on Thursday at 12:05 a.m. local time", "Thursday at 12:05 a.m. local time = 2025-07-03@0:05"),
    ("at noon on Thursday", "noon on Thursday = 2025-07-03@12:00"),
    ("at 0245 GMT on Thursday", "0245 GMT on Thursday = 2025-07-03"),
    ("on Thursday, when it hit at 14:30", "Thursday = 2025-07-03; 14:30 = 2025-07-03@14:30"),
    ("at 5:40 p.m.", ""),
    ("Gunfire on Thursday.\n\nIt began at 4 a.m.", "Thursday = 2025-07-03; 4 a.m. = 2025-07-03@4:00"),
    ("Again: the call on Thursday 02:39", "Thursday = 2025-07-03"),
    ("through June of that year", ""),
    ("a time of 12:30.5", ""),
]


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def written(text: str, mention: DateMention) -> str:
    last = f"..{mention.last}" if mention.last != mention.first else ""
    time = f"@{mention.time // 60}:{mention.time % 60:02}" if mention.time is not None else ""
    return f"{mention.span.of(text)} = {mention.first}{last}{time}"


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_for_a_time_become_days(blank: Language, text: str, expected: str) -> None:
    assert "; ".join(written(text, m) for m in find_dates(blank(text), FRIDAY, None)) == expected


TENSES = [
    ("The leaders will meet on Monday.", "Monday = 2025-07-07"),
    ("The leaders met on Monday.", "Monday = 2025-06-30"),
    ("He said the court would rule on Tuesday.", "Tuesday = 2025-07-08"),
    ("The ministers agreed to meet on Sunday.", "Sunday = 2025-07-06"),
    ("The plane crashed in November.", "November = 2024-11-01..2024-11-30"),
    ("The elections will be held in November.", "November = 2025-11-01..2025-11-30"),
    ("France refused to let the plane pass on Tuesday.", "Tuesday = 2025-07-01"),
]


@pytest.mark.parametrize(("text", "expected"), TENSES)
def test_the_tense_of_the_clause_says_which_monday(nlp: Language, text: str, expected: str) -> None:
    assert "; ".join(written(text, m) for m in find_dates(nlp(text), FRIDAY, None)) == expected


def days(text: str, published: datetime | None, zone: float | None) -> list[tuple[date, date]]:
    return [(m.first, m.last) for m in find_dates(spacy.blank("en")(text), published, zone)]


def test_today_is_the_day_at_the_place_of_the_outlet() -> None:
    late = datetime(2025, 7, 5, 1, 30, tzinfo=UTC)
    assert days("today", late, -4) == [(date(2025, 7, 4), date(2025, 7, 4))]
    assert days("today", late, None) == [(date(2025, 7, 5), date(2025, 7, 5))]


def test_a_date_without_a_time_of_day_is_not_moved_by_the_zone() -> None:
    assert days("today", FRIDAY, -7) == [(date(2025, 7, 4), date(2025, 7, 4))]


def test_without_a_day_of_publication_only_full_dates_are_resolved() -> None:
    text = "On Friday, on July 4, 2025, yesterday and in 2012, in May"
    assert days(text, None, None) == [
        (date(2025, 7, 4), date(2025, 7, 4)),
        (date(2012, 1, 1), date(2012, 12, 31)),
    ]


def test_january_read_in_january_is_this_one(blank: Language) -> None:
    found = find_dates(blank("It fell in January and last January."), datetime(2025, 1, 20, tzinfo=UTC), None)
    assert [m.first for m in found] == [date(2025, 1, 1), date(2024, 1, 1)]


PIECES = (
    "on Friday 4 July , 2025 last next this week year month two days ago after before 5:40 p.m. noon "
    "today in 1990s "
    "early May 31 February 30 the past weekend \n at overnight 12/7/2015 "
    "2025-02-31 Monday will"
)
WORDS = st.sampled_from(PIECES.split(" "))


@given(
    st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=40),
    st.none() | st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)),  # noqa: DTZ001
    st.none() | st.floats(min_value=-12, max_value=14),
)
def test_mentions_stand_in_order_inside_the_text(
    blank: Language, text: str, published: datetime | None, zone: float | None
) -> None:
    found = find_dates(blank(text), published.replace(tzinfo=UTC) if published else None, zone)
    assert all(0 <= m.span.start < m.span.end <= len(text) and m.first <= m.last for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(m.time is None or 0 <= m.time < 24 * 60 for m in found)

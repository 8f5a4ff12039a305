"""Closed classes of English that the grammar of dates reads. Plain tables, no code."""

from __future__ import annotations

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
DAY_PARTS = "morning|afternoon|evening|night|nighttime|lunchtime|midday"
SPANS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
SMALL_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "a couple of": 2,
}  # fmt: skip
# "through June of that year": the year is told elsewhere.
OTHER_YEARS = (
    " of that",
    " of the same",
    " of the following",
    " of the previous",
    " that year",
    " that same",
)
# Auxiliaries that point ahead of the time of writing; "would" and "could" do in reported speech.
AHEAD_AUXILIARIES = frozenset(
    {"will", "shall", "would", "may", "might", "can", "could", "must", "should", "wo", "gon", "gonna"}
)
# Adjectives and participles that point ahead: "is due to meet", "scheduled for Monday".
AHEAD_WORDS = frozenset(
    {"due", "set", "scheduled", "expected", "planned", "slated", "upcoming", "going", "plan", "schedule",
     "expect", "slate", "bind", "bound", "likely"}
)  # fmt: skip
# "agreed to meet on Monday" is to come; "refused to let him pass on Monday" was.
PLANNING_VERBS = frozenset(
    {"agree", "intend", "hope", "want", "promise", "vow", "decide", "prepare", "aim", "pledge", "propose",
     "arrange", "hold", "need", "have", "wait", "invite", "summon", "order", "ask", "urge", "ready", "able"}
)  # fmt: skip
# Verbs of telling in the present tense ("says Friday") report what was: they do not point ahead.
REPORTING_PRESENT = frozenset(
    {"say", "tell", "report", "write", "claim", "add", "show", "suggest", "remain", "have", "know", "think",
     "believe", "see", "mean", "seem", "appear", "follow"}
)  # fmt: skip
# "Black Friday", "Super Tuesday", "Sunday Times": names that hold a weekday.
WEEKDAY_NAMES = frozenset(
    {"Black", "Good", "Super", "Bloody", "Easter", "Ash", "Palm", "Cyber", "Giving", "Holy", "Fat", "Casual",
     "Sheffield", "Freaky", "Ruby", "Throwback", "Man", "Wide"}
)  # fmt: skip
WEEKDAY_TAILS = frozenset(
    {"Times", "Mirror", "Telegraph", "Express", "Mail", "Herald", "Post", "Independent", "Night", "Review",
     "Addams", "Briefing", "Edition"}
)  # fmt: skip
# What may stand between a day and its time of day.
DAY_TIME_LINKS = frozenset(
    {"at", "on", "around", "about", "of", "by", "from", "until", "before", "after", "shortly", "just",
     "local", "time", "approximately", "early", "late", "since", ""}
)  # fmt: skip

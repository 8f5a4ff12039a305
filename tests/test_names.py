"""People, organisations and places: full spans, one key for one thing, pronouns only where they are safe."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from briefings.extract.names import find_names, known_as, same_name
from briefings.model import Name, NameLabel, Span

WORDS = [
    "Mr",
    "II",
    "Jr.",
    "Pope",
    "President",
    "Anna",
    "Lopez",
    "of",
    "Kyiv",
    "’s",
    "(",
    "FBI",
    ")",
    "said",
    "she",
    "he",
    "the",
    "\n",
    ".",
    ",",
    "“",
    "”",
    "U.S.",
    "é",
]


def names(nlp: Language, text: str) -> list[Name]:
    return find_names(nlp(text))


def keys(nlp: Language, text: str) -> dict[str, str]:
    """What stands in the text to its key; pronouns left out."""
    return {name.span.of(text): name.key for name in names(nlp, text) if not name.pronoun}


def stands_for(nlp: Language, text: str, word: str) -> list[str]:
    """Whom the mentions of a pronoun or title stand for, in order."""
    return [name.text for name in names(nlp, text) if name.pronoun and name.span.of(text).lower() == word]


def test_a_surname_joins_the_full_name_and_titles_are_no_part_of_it(nlp: Language) -> None:
    """ "President Donald Trump" and "Trump" are one, spelt out as "Donald Trump"."""
    text = "President Donald Trump met Gov. Maria Lopez on Friday. Trump thanked Lopez."
    assert keys(nlp, text) == {
        "Donald Trump": "trump",
        "Trump": "trump",
        "Maria Lopez": "lopez",
        "Lopez": "lopez",
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Orley Fire Chief Dana Frieling spoke to reporters.", "Dana Frieling"),
        ("Congressional Rivers Caucus Chair Karen Basset spoke.", "Karen Basset"),
        ("UN Secretary-General Ban Ki-moon said so.", "Ban Ki-moon"),
        ("The ambassador to the U.N. Nikki Haley said it.", "Nikki Haley"),
        ("Stephen King wrote it.", "Stephen King"),
        ("The Rev. Martin Luther King Jr. spoke.", "Martin Luther King Jr."),
        ("Sally Field spoke first.", "Sally Field"),
    ],
)
def test_an_office_in_front_is_no_part_of_a_name_and_a_title_behind_is(
    nlp: Language, text: str, name: str
) -> None:
    assert name in {found.text for found in find_names(nlp(text)) if found.label is NameLabel.PERSON}


def test_a_country_in_front_of_a_title_is_a_place_and_no_person(nlp: Language) -> None:
    found = find_names(nlp("The U.S. Ambassador said so. US Ambassador Nara Oskel left."))
    assert {name.text for name in found if name.label is NameLabel.PERSON} == {"Nara Oskel"}
    assert not any("Ambassador" in name.text for name in found)


def test_two_people_of_one_surname_stay_two(nlp: Language) -> None:
    """The keys of relatives hold their first names."""
    text = "Julio Castro runs a shop. Ariel Castro drove a bus. Ariel Castro was arrested, Julio Castro said."
    assert keys(nlp, text) == {"Julio Castro": "julio castro", "Ariel Castro": "ariel castro"}


def test_short_forms_of_a_first_name_are_one_person(nlp: Language) -> None:
    """Bob is Robert."""
    found = keys(nlp, "Robert Mueller filed the report. Senators thanked Bob Mueller for his work.")
    assert set(found.values()) == {"mueller"}


def test_an_acronym_is_its_long_form(nlp: Language) -> None:
    """The long form and the acronym beside it share a key."""
    text = "The Federal Bureau of Investigation (FBI) opened a case. The FBI declined to comment."
    found = keys(nlp, text)
    assert found["Federal Bureau of Investigation"] == found["FBI"]


def test_adjectives_and_peoples_are_their_country(nlp: Language) -> None:
    """Russian, Russians and Russia are one place; so are U.S., American and the United States."""
    text = "Russian forces crossed. Russians protested. Russia denied it. American and U.S. envoys left."
    found = keys(nlp, text)
    assert found["Russian"] == found["Russians"] == found["Russia"] == "russia"
    assert found["American"] == found["U.S."] == "united states"


def test_peoples_of_two_words_are_one_country_and_bodies_keep_theirs(nlp: Language) -> None:
    """ "North Korean" is no "North"; a country of two words in front of a title is a place of its own."""
    text = (
        "North Korean leader Kim Jong Un met South Korean troops. New Zealand Prime Minister Jacinda Ardern "
        "and Sri Lankan police flew with South African Airways."
    )
    found = keys(nlp, text)
    assert found["North Korean"] == "north korea"
    assert found["South Korean"] == "south korea"
    assert found["New Zealand"] == "new zealand"
    assert found["Sri Lankan"] == "sri lanka"
    assert found["Jacinda Ardern"] == "ardern"
    assert found["South African Airways"] == "south african airways"
    assert not {"North", "South", "Korean"} & found.keys()


def test_a_point_of_the_compass_is_the_country_that_the_article_names_so(nlp: Language) -> None:
    """ "the North" is North Korea where the article names that country, and nothing of it elsewhere."""
    text = "North Korea fired a missile on Friday. The North said it was a test, and the South protested."
    found = keys(nlp, text)
    assert found["North"] == "north korea"
    assert found.get("South", "south") == "south"


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        ("Anna Tejeda was sitting on the porch. She heard a scream.", "she", ["Anna Tejeda"]),
        ("Mayor Frank Jackson thanked the police. He said questions remain.", "he", ["Frank Jackson"]),
        ("Michael Cohen admitted that he lied to Donald Trump.", "he", ["Michael Cohen"]),
        ("Maria Lopez met John Smith in Rome. She left early.", "she", ["Maria Lopez"]),
        ("The spokesman for Donald Trump said he was tired.", "he", []),
        ("“He is a friend,” said Donald Trump.", "he", []),
    ],
)
def test_a_pronoun_is_resolved_where_one_person_fits(
    nlp: Language, text: str, pronoun: str, who: list[str]
) -> None:
    """The subject before, the one whose gender agrees; nobody where it may be somebody unnamed."""
    assert stands_for(nlp, text, pronoun) == who


def test_the_president_is_the_one_whom_the_article_calls_so(nlp: Language) -> None:
    """One holder of a title: resolved. Two: declined."""
    one = "President Donald Trump flew to Iowa on Friday. Supporters cheered as the president spoke."
    two = "President Donald Trump called President Emmanuel Macron. Later the president went to bed."
    assert stands_for(nlp, one, "the president") == ["Donald Trump"]
    assert stands_for(nlp, two, "the president") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trump", "donald trump"),
        ("osottanakorn", "osatanakorn"),
        ("zelensky", "volodymyr zelensky"),
        ("fbi", "federal bureau of investigation"),
        ("bob mueller", "robert mueller"),
    ],
)
def test_keys_of_one_name_match_across_articles(one: str, other: str) -> None:
    """Surname and full name, two romanisations, acronym and words, nickname."""
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bill clinton", "hillary clinton"),
        ("iran", "iraq"),
        ("austria", "australia"),
        ("trump", "putin"),
        ("", ""),
    ],
)
def test_keys_of_different_names_do_not_match(one: str, other: str) -> None:
    """One surname is not one person; near spellings of places are not one place."""
    assert not same_name(one, other)


def test_a_source_is_known_by_the_full_name_at_its_head() -> None:
    """The name at the head counts; an owner in front of it does not."""
    text = "Trump lawyer Rudy Giuliani and Trump’s aide"
    trump = Name(span=Span(start=27, end=32), text="Donald Trump", key="trump", label=NameLabel.PERSON)
    rudy = Name(span=Span(start=13, end=26), text="Rudy Giuliani", key="giuliani", label=NameLabel.PERSON)
    assert known_as(Span(start=0, end=26), text, [rudy, trump], 13) == "Rudy Giuliani"
    aide = Name(span=Span(start=31, end=36), text="Donald Trump", key="trump", label=NameLabel.PERSON)
    assert known_as(Span(start=31, end=len(text)), text, [rudy, aide], text.index("aide")) == "Trump’s aide"


def test_a_source_is_the_person_behind_the_title_where_a_place_is_read_as_a_person() -> None:
    text = "Sten Vale acting Gov. Nara Oskel"
    place = Name(span=Span(start=0, end=9), text="Sten Vale", key="vale", label=NameLabel.PERSON)
    nara = Name(span=Span(start=22, end=32), text="Nara Oskel", key="oskel", label=NameLabel.PERSON)
    whole = Span(start=0, end=len(text))
    assert known_as(whole, text, [place, nara], text.index("Gov")) == "Nara Oskel"
    assert known_as(whole, text, [place, nara], text.index("Vale")) == "Nara Oskel"
    editor, ben = "Courier Editor-in-Chief Ben Orr", Span(start=24, end=31)
    orr = Name(span=ben, text="Ben Orr", key="orr", label=NameLabel.PERSON)
    assert known_as(Span(start=0, end=14), editor, [orr], editor.index("Editor")) == "Ben Orr"
    both = "Nara Oskel, Gov. Ben Orr"
    first = Name(span=Span(start=0, end=10), text="Nara Oskel", key="oskel", label=NameLabel.PERSON)
    last = Name(span=Span(start=17, end=24), text="Ben Orr", key="orr", label=NameLabel.PERSON)
    assert known_as(Span(start=0, end=len(both)), both, [first, last], 5) == "Nara Oskel"


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS)))
def test_spans_re_slice_whatever_the_text(nlp: Language, words: list[str]) -> None:
    """Every mention lies in the text, is not blank, has a key and a full form."""
    text = " ".join(words)
    for name in names(nlp, text):
        assert name.span.of(text).strip()
        assert name.span.end <= len(text)
        assert name.key
        assert name.text

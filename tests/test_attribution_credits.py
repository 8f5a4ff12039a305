"""Which outlet or agency the news in a passage comes from."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefings.extract.credits import credited_outlets
from briefings.extract.wires import same_outlet, wire_credit
from briefings.model import Span


def chain(nlp: Language, text: str, own: str = "Daily Planet", sentence: str = "") -> tuple[str, ...]:
    doc = nlp(text)
    sentence = sentence or text
    start = text.index(sentence)
    return credited_outlets(doc, Span(start=start, end=start + len(sentence)), (), own)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One source briefed on the talks told Reuters they were optimistic.", ("Reuters",)),
        ("Axios reported, citing unnamed sources, that the visit lasted an hour.", ("Axios",)),
        ("RFI, citing Axios, said the visit lasted an hour.", ("RFI", "Axios")),
        ("The minister will resign, Interfax reported.", ("Interfax",)),
        ("According to The Guardian report, the minister will resign.", ("The Guardian",)),
        ("The boat sank at noon, according to the state news agency Antara.", ("Antara",)),
        ("She said so in an interview with the Bangkok Post.", ("Bangkok Post",)),
        ("The Associated Press says 400 firefighters are at work.", ("Associated Press",)),
        ("He criticised CNN and left the room.", ()),
        ("When TV broadcast the pictures, families wept.", ()),
        ("The prosecutor disputed a BuzzFeed report about the case.", ()),
        ("The minister said the bridge would be closed.", ()),
    ],
)
def test_frames_around_an_outlets_name_credit_it(nlp: Language, text: str, expected: tuple[str, ...]) -> None:
    """Told, cited, reported, according to: credited; merely talked about: not."""
    assert chain(nlp, text) == expected


def test_an_outlets_own_report_credits_nobody(nlp: Language) -> None:
    """ "Told CNN" in CNN is CNN's own news."""
    assert chain(nlp, "An official told CNN that the search goes on.", own="CNN (Web News)") == ()


@pytest.mark.parametrize(
    "follow",
    ["The call lasted an hour, the sources said.", "One official said the call lasted an hour.",
     "The outlet added that the call lasted an hour.", "The call lasted an hour, added the report."],
)  # fmt: skip
def test_the_sources_of_the_sentence_before_keep_their_outlet(nlp: Language, follow: str) -> None:
    """What "the sources" or "the report" go on to say comes from the outlet just named."""
    text = f"Axios, citing an official and two sources, reported that they spoke on Friday.\n\n{follow}"
    assert chain(nlp, text, sentence=follow) == ("Axios",)


def test_sources_of_ones_own_keep_ones_own_credit(nlp: Language) -> None:
    """With no outlet named before, "the officials said" is the outlet's own reporting."""
    follow = "The bridge was closed, the officials said."
    assert chain(nlp, f"Two officials met the press.\n\n{follow}", sentence=follow) == ()


@pytest.mark.parametrize(
    ("text", "byline", "expected"),
    [
        ("KYIV (Reuters) - Talks began on Friday.", "", "Reuters"),
        ("PARIS (AP) — Talks began on Friday.", "", "Associated Press"),
        ("Talks began on Friday. (AFP)", "", "AFP"),
        ("Talks began.\n\nCopyright 2013 The Associated Press.", "", "Associated Press"),
        ("Talks began.", "By Jane Doe, Associated Press", "Associated Press"),
        ("Talks began.\n\nThe Associated Press contributed to this report.", "", ""),
        ("An official told Reuters that talks began.", "By Jane Doe", ""),
    ],
)
def test_an_article_is_a_wires_where_it_says_so_as_a_whole(text: str, byline: str, expected: str) -> None:
    """Dateline, foot and byline credit the whole; a contribution or a quotation does not."""
    assert wire_credit(text, byline, "Daily Planet") == expected


def test_a_wire_does_not_credit_itself() -> None:
    """Reuters' own copy under Reuters' own name has no credit."""
    assert wire_credit("KYIV (Reuters) - Talks began on Friday.", "", "Reuters") == ""


def test_outlets_are_one_across_their_usual_names() -> None:
    """Articles, "Online" and "News" do not part an outlet from itself."""
    assert same_outlet("Fox News", "Fox Online News")
    assert same_outlet("AP", "The Associated Press")
    assert not same_outlet("New York Times", "Washington Times")

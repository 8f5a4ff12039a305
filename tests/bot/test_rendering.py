"""Digests of any texts and any size are screens that Telegram takes, with every line within reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot import passages, rendering
from bot.buttons import HomeButtons, home_rows, passage_rows, view_rows
from bot.callbacks import DigestCall, encode
from bot.layout import SCREEN_UNITS, Screen, Section, entries
from bot.richtext import fits, plain, split
from bot.wording import days, listed, moment_text, reports, standing
from briefings.model import Digest, DisputeKind, Side
from tests.bot.handmade import NOON, digest, dispute, evidence, point
from tests.bot.telegram_checks import parsed

NASTY = st.text(st.characters(), max_size=30) | st.sampled_from(
    ["<b>unclosed", "</a>", "&lt;", "\u202eevil", "\ud800", "word " * 500, "x" * 2500, "😀" * 1500, ""]
)
EVIDENCE = st.builds(
    evidence,
    st.integers(1, 50),
    NASTY,
    NASTY,
    url=st.sampled_from(['https://a.example/?a=1&b="2"', "file:a.txt", "javascript:x", ""]),
    quote=NASTY,
    context=NASTY,
    title=NASTY,
    credited=NASTY,
    published=st.sampled_from([None, NOON]),
    day_only=st.booleans(),
)
PASSAGES = st.lists(EVIDENCE, min_size=1, max_size=2)
POINTS = st.builds(lambda text, rows: point(text, *rows), NASTY, PASSAGES)
SIDES = st.builds(
    Side,
    claim=NASTY,
    evidence=PASSAGES.map(tuple),
    value=st.none() | NASTY.filter(lambda s: "\ud800" not in s),
)
DISPUTES = st.builds(
    dispute,
    NASTY,
    kind=st.sampled_from(DisputeKind),
    sides=st.lists(SIDES, min_size=2, max_size=5).map(tuple),
    update=st.booleans(),
    note=NASTY,
)
DIGESTS = st.builds(
    digest,
    st.lists(POINTS, max_size=8).map(tuple),
    st.lists(DISPUTES, max_size=4).map(tuple),
    topic=NASTY,
    stale=st.booleans(),
    notes=st.lists(NASTY, max_size=2).map(tuple),
)

# Shrinking a whole digest takes minutes on a busy machine, and it is readable as it is found.
QUICK = settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def all_views(found: Digest) -> Iterator[tuple[Screen, int]]:
    """Every screen of every view, with the number of buttons under it."""
    listing = entries(found)
    home = DigestCall(digest=found.id)
    screens = rendering.digest(found)
    for screen in screens:
        yield screen, sum(map(len, home_rows(found, screen, home, len(screens), HomeButtons(topic=7))))
    for view in (passages.sources(found, listing), rendering.disputes(found, listing)):
        for screen in view:
            yield screen, sum(map(len, view_rows(screen, home, len(view), home)))
    for entry in listing:
        behind = passages.passages(entry)
        for screen in behind:
            yield screen, sum(map(len, passage_rows(listing, entry, home, len(behind), home)))


@QUICK
@given(DIGESTS)
def test_every_screen_of_every_view_is_one_message_that_telegram_takes(found: Digest) -> None:
    for screen, buttons in all_views(found):
        assert fits(screen.lines)
        (message,) = split(screen.lines)
        assert parsed(message)
        assert buttons <= 100


@QUICK
@given(DIGESTS)
def test_every_line_has_its_button_on_just_one_screen_of_the_digest(found: Digest) -> None:
    shown = [entry for screen in rendering.digest(found) for entry in screen.entries]
    assert sorted(entry.number for entry in shown) == list(range(1, len(shown) + 1))
    assert len(shown) == len(found.points) + len(found.disputes)
    for screen in rendering.digest(found):
        rows = home_rows(found, screen, DigestCall(digest=found.id), 1, HomeButtons())
        labels = {button.label for row in rows for button in row}
        assert {str(entry.number) for entry in screen.entries} <= labels
        assert all(encode(button.call) for row in rows for button in row)


def test_the_first_screen_says_what_was_read_and_shows_every_section() -> None:
    text = plain(rendering.digest(digest())[0].lines)
    assert text.startswith("US–Ukraine air defense\n4–5 July 2025\n5 reports · 5 outlets · 4 origins\n")
    assert [head for head in Section if f"\n{head}\n" in text] == [
        Section.AGREED,
        Section.DISPUTED,
        Section.SINGLE,
    ]
    assert "Trump and Zelenskyy spoke by phone on Friday 4 July.  2 outlets, 2 origins" in text
    assert "more than 500 — Bloomberg" in text
    assert "The call lasted about 40 minutes.  Axios, carried by 3 outlets" in text


def test_a_long_digest_shows_the_best_of_each_section_first_and_the_rest_on_more_screens() -> None:
    many = digest(tuple(point(f"Something numbered {n} happened.") for n in range(40)), (dispute(),))
    screens = rendering.digest(many)
    assert [e.section for e in screens[0].entries] == [Section.AGREED] * 7 + [Section.DISPUTED]
    assert "AGREED · 7 of 40\n" in plain(screens[0].lines)
    assert "Tap a number" in plain(screens[0].lines)
    assert len(screens) > 2
    assert all(fits(screen.lines, SCREEN_UNITS + 200) for screen in screens)


def test_a_revised_figure_stands_under_updated_with_its_times_the_latest_last() -> None:
    late = Side(claim="34 were hurt", value="34", evidence=(evidence(30, "RFI"),))
    early = Side(claim="30 were hurt", value="30", evidence=(evidence(10, "RFI"),))
    text = plain(rendering.digest(digest((), (dispute(sides=(late, early), update=True),)))[0].lines)
    assert "UPDATED\n▲ 1" in text
    assert text.index("30 — 4 July 2025, 14:10 UTC: RFI") < text.index("34 — 4 July 2025, 14:30 UTC: RFI")


def test_what_else_is_told_of_a_figure_stands_where_the_dispute_is_whole() -> None:
    told = Side(claim="Russia sent its largest swarm of drones", evidence=(evidence(5, "RFI"),))
    found = digest((), (dispute(sides=(*dispute().sides, told)),))
    assert "largest swarm" not in plain(rendering.digest(found)[0].lines)
    listing = rendering.digest(found)[0].entries
    whole = rendering.disputes(found, listing)[0]
    assert "• Russia sent its largest swarm of drones (RFI)" in plain(whole.lines)


def test_tellings_stand_as_sentences_and_not_as_the_names_of_those_who_tell() -> None:
    sides = tuple(
        Side(claim=f"{name} spoke", value=name, evidence=(evidence(1, "RFI"),)) for name in ("Corvo", "Orr")
    )
    text = plain(rendering.digest(digest((), (dispute(kind=DisputeKind.FRAMING, sides=sides),)))[0].lines)
    assert "Corvo spoke — RFI" in text
    assert "Orr spoke — RFI" in text


def test_differing_words_stand_in_quotation_marks() -> None:
    sides = tuple(
        Side(claim=f"He called it {words}", value=words, evidence=(evidence(1, outlet),))
        for words, outlet in (("important and fruitful", "RFI"), ("important and useful", "The Guardian"))
    )
    text = plain(rendering.digest(digest((), (dispute(kind=DisputeKind.WORDING, sides=sides),)))[0].lines)
    assert "“important and fruitful” — RFI" in text
    assert "“important and useful” — The Guardian" in text


def test_an_empty_digest_says_so_and_has_no_buttons() -> None:
    nothing = digest((), (), articles=0, first=None, last=None)
    (screen,) = rendering.digest(nothing)
    assert "There are no reports on this topic yet." in plain(screen.lines)
    assert home_rows(nothing, screen, DigestCall(digest=1), 1, HomeButtons()) == ()


def test_a_stale_digest_says_of_when_it_is() -> None:
    (screen,) = rendering.digest(digest(stale=True))
    assert "No reports in the last 24 hours; these are the latest, of 4–5 July 2025." in plain(screen.lines)


def test_the_passages_of_a_line_name_who_shares_an_origin_and_quote_in_context() -> None:
    entry = entries(digest())[-1]
    (screen,) = passages.passages(entry)
    text = plain(screen.lines)
    assert "One origin, Axios: RFI, Firstpost and Bloomberg." in text
    assert "They spoke on Friday. The call lasted about 5 minutes, sources said. It went well." in text
    bolds = [run.text for each in screen.lines if each.quoted for run in each.runs if run.style == "b"]
    assert bolds == [f"The call lasted about {n} minutes" for n in (5, 6, 7)]
    links = [run.link for each in screen.lines for run in each.runs if run.link]
    assert links == [f"https://outlet{n}.example/story?id={n}&lang=en" for n in (5, 6, 7)]


def test_two_sentences_of_one_article_stand_in_one_context() -> None:
    text = "It sank at noon. All were saved. Nobody knows why."
    rows = (
        evidence(1, quote="It sank at noon.", context="It sank at noon. All were saved.", credited="Ann"),
        evidence(1, quote="All were saved.", context=text, credited="Bob"),
    )
    (screen,) = passages.passages(entries(digest((point("It sank.", *rows),), ()))[0])
    (quoted,) = (each for each in screen.lines if each.quoted)
    assert quoted.text == text
    assert [run.text for run in quoted.runs if run.style == "b"] == ["It sank at noon.", "All were saved."]
    assert "credits Ann and Bob" in plain(screen.lines)


def test_two_sentences_with_no_context_in_common_stand_apart() -> None:
    rows = (
        evidence(1, quote="It sank at noon.", context="It sank at noon. All were saved."),
        evidence(1, quote="Nobody knows why.", context="elsewhere: It sank at noon."),
    )
    (screen,) = passages.passages(entries(digest((point("It sank.", *rows),), ()))[0])
    quoted = [each.text for each in screen.lines if each.quoted]
    assert quoted == ["It sank at noon. All were saved.", "Nobody knows why."]


def test_a_report_read_from_a_file_has_no_link() -> None:
    (screen,) = passages.passages(entries(digest((point("x", evidence(1, url="file:report.txt")),), ()))[0])
    assert [run.link for each in screen.lines for run in each.runs if run.link] == []


def test_many_passages_are_paged_under_the_same_head() -> None:
    rows = tuple(evidence(n, f"Outlet {n}", context="long " * 100) for n in range(1, 21))
    screens = passages.passages(entries(digest((point("All say so.", *rows),), ()))[0])
    assert len(screens) > 1
    assert all("All say so." in plain(screen.lines) for screen in screens)
    assert sum(plain(screen.lines).count("Outlet ") for screen in screens) == 20


def test_a_report_is_listed_once_with_all_its_lines() -> None:
    (screen,) = passages.sources(digest(), entries(digest()))
    text = plain(screen.lines)
    assert text.count("RFI · 4 July 2025, 14:01 UTC") == 1
    assert "lines 1 and 2" in text
    assert "line 4 · takes from Axios" in text


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (point("x", evidence(1, "RFI")), "RFI alone"),
        (point("x", evidence(1, "RFI", "Axios")), "Axios, carried by RFI"),
        (point("x", evidence(1, "Axios"), evidence(2, "RFI", "Axios")), "Axios, carried by RFI"),
        (point("x", outlets=4, origins=2), "4 outlets, 2 origins"),
        (point("x", outlets=1, origins=2), "1 outlet, 2 origins"),
    ],
)
def test_how_a_point_stands_is_said_in_words(found: object, said: str) -> None:
    assert standing(found) == said  # type: ignore[arg-type]


def test_small_words() -> None:
    assert (reports(1), reports(1200)) == ("1 report", "1,200 reports")
    assert (listed([]), listed(["A"]), listed(["A", "B", "C"])) == ("", "A", "A, B and C")
    assert listed(["A", "B", "C", "D"], 2) == "A, B and 2 more"
    assert moment_text(None, False) == "no date"
    assert moment_text(NOON, True) == "5 July 2025"
    assert days(NOON.replace(month=6, day=30), NOON.replace(day=2)) == "30 June – 2 July 2025"
    assert days(NOON.replace(year=2024, month=12, day=31), NOON) == "31 December 2024 – 5 July 2025"
    assert days(None, None) == ""

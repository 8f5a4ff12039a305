"""Identity of lines, changes at the source, histories and renderings, from records made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefings.changes.accounts import contradicted
from briefings.changes.ground import Ground, lay_ground
from briefings.changes.histories import histories
from briefings.changes.identity import settled, unsettled
from briefings.changes.render import (
    disputes_text,
    news_text,
    outlet_text,
    outlets_text,
    side_line,
    timeline_text,
)
from briefings.changes.whatsnew import Since, find_changes
from briefings.developments import (
    AccountEntry,
    Change,
    ChangeKind,
    Event,
    News,
    OutletAccount,
    OutletStanding,
    Series,
    SeriesValue,
    SideHistory,
    Standing,
    Timeline,
)
from briefings.model import Digest, Dispute, DisputeKind, Evidence, Material, Point, Side, Status
from briefings.revisions import Edit, Revision
from tests.newsdesk import NOW, TEXT, article, evidence, reading
from tests.newsdesk import digest as digest_by_hand

EMPTY = Material(articles=(), readings={})


def point(key: str, *quotes: str, url: str = "https://harbour.example/ferry") -> Point:
    return Point(
        text=quotes[0],
        status=Status.SINGLE,
        evidence=tuple(evidence(quote=quote, url=url) for quote in quotes),
        outlets=1,
        origins=1,
        key=key,
    )


def digest(*points: Point, disputes: tuple[Dispute, ...] = ()) -> Digest:
    return digest_by_hand("Ferry", points=points, disputes=disputes)


def dispute(key: str, *sides: Side) -> Dispute:
    return Dispute(kind=DisputeKind.FIGURE, question="How many?", sides=sides, key=key)


def one_article() -> Material:
    text = reading(TEXT)
    own = replace(text, claims=tuple(replace(c, article=1) for c in text.claims))
    return Material(articles=(article(id=1),), readings={1: own})


def ground() -> Ground:
    return lay_ground(one_article(), {1})


# Identity


def test_a_point_that_rests_on_a_sentence_of_an_earlier_one_has_its_key() -> None:
    now = settled(digest(point("new", "All saved.", "None died.")), [digest(point("old", "None died."))])
    assert [p.key for p in now.points] == ["old"]


def test_a_point_that_shares_nothing_keeps_its_own_key() -> None:
    now = settled(digest(point("new", "All saved.")), [digest(point("old", "Fire broke out."))])
    assert [p.key for p in now.points] == ["new"]


def test_the_same_words_at_another_address_are_another_sentence() -> None:
    other = point("old", "All saved.", url="https://elsewhere.example/a")
    assert [p.key for p in settled(digest(point("new", "All saved.")), [digest(other)]).points] == ["new"]


def test_an_earlier_line_gives_its_key_once_and_to_the_nearest() -> None:
    now = digest(point("a", "One.", "Two.", "Three."), point("b", "One.", "Two."))
    found = settled(now, [digest(point("old", "One.", "Two.", "Four."))])
    assert sorted(p.key for p in found.points) == ["a", "old"]
    assert [p.key for p in found.points] == ["a", "old"]


def test_the_latest_digest_comes_before_older_ones() -> None:
    earlier = [digest(point("yesterday", "One.")), digest(point("last week", "One."))]
    assert settled(digest(point("new", "One.")), earlier).points[0].key in {"yesterday", "last week"}
    assert len({p.key for p in settled(digest(point("n", "One."), point("m", "One.")), earlier).points}) == 2


def test_settling_against_nothing_changes_nothing() -> None:
    built = digest(point("new", "One."))
    assert settled(built, []) == built
    assert unsettled(built, []) == frozenset()


def test_disputes_keep_their_key_too() -> None:
    before = dispute("old", Side(claim="Five", evidence=(evidence(quote="Five."),)))
    now = dispute("new", Side(claim="Five", evidence=(evidence(quote="Five."),)))
    assert settled(digest(disputes=(now,)), [digest(disputes=(before,))]).disputes[0].key == "old"


# Changes at the source


def revision(edit: Edit, before: str, after: str = "") -> Revision:
    return Revision(article=1, version=2, noted=NOW, edit=edit, before=before, after=after)


def at_the_source(*revisions: Revision, previous: Digest | None = None) -> list[Change]:
    asked = Since(moment=NOW - timedelta(days=1), previous=previous, revisions=revisions)
    found = find_changes(ground(), asked, lambda title, context: False)
    return [c for c in found if c.kind in (ChangeKind.CORRECTED, ChangeKind.WITHDRAWN)]


def test_a_changed_figure_is_a_correction_though_no_digest_showed_it() -> None:
    (change,) = at_the_source(revision(Edit.CHANGED, "All 48 people were saved", "All 46 people were saved"))
    assert (change.kind, change.before, change.after) == (
        ChangeKind.CORRECTED,
        "All 48 people were saved",
        "All 46 people were saved",
    )


def test_another_way_to_say_it_is_no_correction() -> None:
    assert not at_the_source(revision(Edit.CHANGED, "all the people were saved", "the people were all saved"))


def test_a_claim_that_a_digest_showed_and_that_went_is_withdrawn() -> None:
    shown = digest(point("k", "All 48 people were saved."))
    (change,) = at_the_source(revision(Edit.GONE, "All 48 people were saved"), previous=shown)
    assert change.kind is ChangeKind.WITHDRAWN
    assert change.evidence[0].quote == "All 48 people were saved."


def test_a_claim_that_went_and_one_that_came_in_its_place_are_one_correction() -> None:
    gone = revision(Edit.GONE, "that the hull was inspected in October and sound")
    came = revision(Edit.ADDED, "", "the yard said that the hull was inspected in May")
    (change,) = at_the_source(gone, came)
    assert (change.kind, change.after) == (ChangeKind.CORRECTED, came.after)


def test_what_was_added_is_no_change_at_the_source() -> None:
    assert not at_the_source(revision(Edit.ADDED, "", "Three men were arrested"))


def test_nothing_recent_gives_nothing() -> None:
    assert find_changes(lay_ground(EMPTY, ()), Since(moment=NOW), lambda title, context: True) == ()


# Histories


def side(value: str, *items: Evidence) -> Side:
    return Side(claim=f"{value} people", value=value, evidence=items)


def said(outlet: str, hours: int, quote: str) -> Evidence:
    moment = datetime(2025, 7, 4, 18, 20, tzinfo=UTC) + timedelta(hours=hours)
    return evidence(
        outlet=outlet, quote=quote, published=moment, url=f"https://{outlet.lower()}.example/{hours}"
    )


def test_the_side_that_came_first_stands_in_front_with_who_took_it_up() -> None:
    found = dispute(
        "d",
        side("500", said("Ledger", 5, "500.")),
        side("550", said("Post", 3, "550."), said("Echo", 2, "550."), said("Gazette", 0, "550.")),
    )
    (history,) = histories([(4, found)], [], EMPTY, [1])
    first, second = history.sides
    assert (first.side.value, first.first and first.first.outlet) == ("550", "Gazette")
    assert [e.outlet for e in first.taken_up] == ["Echo", "Post"]
    assert history.since == said("Ledger", 5, "").published
    assert second.taken_up == ()


def test_an_earlier_digest_adds_who_said_it_before_and_which_side_is_gone() -> None:
    now = dispute("d", side("500", said("Ledger", 9, "500.")), side("550", said("Post", 8, "550.")))
    before = dispute("d", side("500", said("Echo", 1, "500.")), side("620", said("Gazette", 0, "620.")))
    (history,) = histories([(1, now)], [digest(disputes=(before,))], EMPTY, [2])
    by_value = {s.side.value: s for s in history.sides}
    assert by_value["500"].first == said("Echo", 1, "500.")
    assert by_value["620"].gone
    assert not by_value["550"].gone


def test_a_side_is_told_in_one_line() -> None:
    history = SideHistory(
        side=side("550"),
        first=said("Gazette", 0, "550."),
        taken_up=(said("Echo", 1, ""), said("Post", 2, "")),
    )
    assert side_line(history) == (
        "550: first on Friday 4 July 2025, 18:20 UTC (Gazette), taken up by two: Echo and Post"
    )


# Renderings


CHANGES = tuple(
    Change(
        kind=kind,
        text="All 46 people were saved.",
        evidence=(evidence(),),
        before="48",
        after="46",
        when=NOW,
    )
    for kind in ChangeKind
)


@pytest.mark.parametrize("width", [20, 80, 400])
def test_every_kind_of_change_has_a_heading_and_its_words(width: int) -> None:
    news = News(topic="Ferry", since=NOW, until=NOW, changes=CHANGES, articles=2, outlets=1)
    text = news_text(news, width=width)
    for heading in (
        "NEW",
        "REVISED",
        "NOW CONFIRMED",
        "NOW DISPUTED",
        "CORRECTED",
        "WITHDRAWN",
        "GONE QUIET",
    ):
        assert heading in text
    assert "48 → 46" in text


def test_no_news_says_so_and_whether_reports_came() -> None:
    quiet = News(topic="Ferry", since=NOW, until=NOW, changes=())
    assert "no report has come" in news_text(quiet, width=80)
    assert news_text(replace(quiet, articles=3), width=80).endswith("Nothing new.")


def test_control_characters_of_reports_do_not_reach_the_terminal() -> None:
    nasty = Change(kind=ChangeKind.NEW, text="Red \x1b[31mtext\u202e", evidence=(evidence(outlet="A\x07B"),))
    shown = news_text(News(topic="T", since=NOW, until=NOW, changes=(nasty,)), width=80)
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_a_timeline_names_each_day_once_and_marks_what_is_announced() -> None:
    day = NOW.date()
    event = Event(first=day, last=day, text="The ferry left.", evidence=(evidence(),), time=720)
    later = replace(
        event, first=day + timedelta(days=2), last=day + timedelta(days=3), planned=True, time=None
    )
    value = SeriesValue(text="48", value=48, evidence=evidence())
    series = Series(name="How many people?", unit="", values=(value, replace(value, text="46")))
    text = timeline_text(Timeline(topic="Ferry", events=(event, event, later), series=(series,)), width=80)
    assert text.count("Saturday 5 July 2025") == 1
    assert "12:00 The ferry left." in text
    assert "7 July – 8 July 2025" in text
    assert "(announced)" in text
    assert "48 (5 July 2025, 10:00 UTC, Harbour Post) → 46" in text


def test_outlets_stand_in_a_table_and_an_outlet_report_by_report() -> None:
    row = OutletStanding(outlet="Harbour Post", articles=2, lines=9, alone=3, confirmed=4, first=1, revised=0)
    assert outlets_text("Ferry", [row], width=80).splitlines()[-1].split() == (
        ["Harbour", "Post", "2", "9", "3", "4", "1", "0", "0"]
    )
    entries = tuple(
        AccountEntry(evidence=evidence(), standing=standing, others=("Echo",)) for standing in Standing
    )
    text = outlet_text(OutletAccount(outlet="Harbour Post", topic="Ferry", entries=entries), width=80)
    assert text.count("https://harbour.example/ferry") == 1
    assert "confirmed by Echo" in text
    assert "disputed by Echo" in text


def test_where_there_is_nothing_one_line_says_so() -> None:
    assert disputes_text("Ferry", [], width=80) == "Ferry: the last digest has no disputes."
    assert "no report gives a day" in timeline_text(Timeline(topic="Ferry", events=()), width=80)
    assert "nothing is stored" in outlets_text("Ferry", [], width=80)


# Gone quiet


def quiet_material(*outlets: str) -> Material:
    """One report of NOW's day before, and one of each outlet since; none shares a word with it."""
    bare = reading(TEXT)
    articles = [article(id=1)] + [
        article(id=n, outlet=outlet, url=f"https://later.example/{n}", published=NOW)
        for n, outlet in enumerate(outlets, start=2)
    ]
    return Material(articles=tuple(articles), readings={a.id: bare for a in articles})


def agreed(outlets: int) -> Digest:
    line = point("k", "All 48 people were saved.")
    return digest(replace(line, status=Status.CONSENSUS, outlets=outlets, origins=outlets))


def gone_quiet(material: Material, previous: Digest) -> list[str]:
    recent = {a.id for a in material.articles} - {1}
    asked = Since(moment=NOW - timedelta(hours=1), previous=previous)
    found = find_changes(lay_ground(material, recent), asked, lambda title, context: False)
    return [c.text for c in found if c.kind is ChangeKind.QUIET]


def test_an_agreed_point_that_no_report_speaks_of_any_more_has_gone_quiet() -> None:
    assert gone_quiet(quiet_material("A", "B", "C"), agreed(3)) == ["All 48 people were saved."]


@pytest.mark.parametrize("outlets", [(), ("A", "B"), ("A", "A", "A")])
def test_few_reports_or_one_outlet_s_reports_make_no_silence(outlets: tuple[str, ...]) -> None:
    assert not gone_quiet(quiet_material(*outlets), agreed(3))


def test_a_point_that_few_outlets_had_does_not_go_quiet() -> None:
    assert not gone_quiet(quiet_material("A", "B", "C"), agreed(2))


def test_what_stands_beside_a_line_does_not_make_it_an_earlier_one() -> None:
    before = digest(point("k-old", "The captain slept."))
    near = replace(evidence(quote="The captain slept."), beside=True)
    after = digest(
        replace(point("k-new", "The ferry sank."), evidence=(*point("", "It sank.").evidence, near))
    )
    assert settled(after, [before]).points[0].key == "k-new"
    counted = replace(near, beside=False)
    after = digest(replace(after.points[0], evidence=(*point("", "It sank.").evidence, counted)))
    assert settled(after, [before]).points[0].key == "k-old"


def test_who_tells_a_matter_otherwise_contradicts_nobody() -> None:
    def side(outlet: str, value: str | None) -> Side:
        quote = f"{outlet} has it so."
        return Side(claim=quote, value=value, evidence=(evidence(outlet=outlet, quote=quote, url=outlet),))

    figures = dispute("d", side("A", "nine"), side("B", "ten"), side("C", None))
    assert contradicted(digest(disputes=(figures,))) == {
        ("A", "A has it so."): ["B"],
        ("B", "B has it so."): ["A"],
    }
    assert contradicted(digest(disputes=(replace(figures, kind=DisputeKind.FRAMING),))) == {}
